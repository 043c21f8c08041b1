from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from stzverbund.basis.zahlen import zeige_anzahl
from zentren.gebiete import Ladefehler, lies_datei, matrix_laden


class Command(BaseCommand):
    help = (
        "Lädt Einwohnerzahlen aus der amtlichen EWR-Matrix (CSV, eine Zeile je Planungsraum von ganz Berlin) "
        "in die Stadtteile der geladenen Bezirke. Stimmt etwas nicht, lädt der Befehl nichts und endet mit 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("datei", type=Path, metavar="DATEI", help="z. B. EWR_L21_202312E_Matrix.csv")

    def handle(self, *args: Any, datei: Path, **options: Any) -> None:
        try:
            ergebnis = matrix_laden(lies_datei(datei))
        except Ladefehler as fehler:
            raise CommandError(f"{datei}: nichts geladen.\n{fehler}") from None
        bezirke = ", ".join(
            f"{bezirk} {zeige_anzahl(einwohner)}" for bezirk, einwohner in ergebnis.einwohner.items()
        )
        self.stdout.write(f"Stichtag {ergebnis.stichtag:%d.%m.%Y}. Einwohnerinnen und Einwohner: {bezirke}.")
        self.stdout.write(
            f"{ergebnis.zeilen} Planungsräume zu {ergebnis.regionen} Stadtteilen zusammengezählt, "
            f"{ergebnis.andere} Zeilen anderer Bezirke übergangen."
        )
        self.stdout.write(
            "Migrationshintergrund und Staatsangehörigkeit stehen nicht darin und bleiben, wie sie sind."
        )
        for hinweis in ergebnis.hinweise:
            self.stderr.write(f"Bitte prüfen: {hinweis}")
