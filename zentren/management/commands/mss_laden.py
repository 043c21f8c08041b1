from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zentren.gebiete import Ladefehler, lies_datei, monitoring_laden


class Command(BaseCommand):
    help = (
        "Lädt das Monitoring Soziale Stadtentwicklung (CSV, eine Zeile je Planungsraum) für die geladenen "
        "Bezirke. Stimmt etwas nicht, lädt der Befehl nichts und endet mit 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("datei", type=Path, metavar="DATEI", help="z. B. mss2021_mh_plr.csv")
        parser.add_argument("--jahr", type=int, help="Jahr des Monitorings, wenn es nicht in der Datei steht")

    def handle(self, *args: Any, datei: Path, jahr: int | None = None, **options: Any) -> None:
        try:
            ergebnis = monitoring_laden(lies_datei(datei), jahr)
        except Ladefehler as fehler:
            raise CommandError(f"{datei}: nichts geladen.\n{fehler}") from None
        self.stdout.write(
            f"Monitoring Soziale Stadtentwicklung {ergebnis.jahr}: {ergebnis.raeume} Planungsräume geladen, "
            f"{ergebnis.andere} Zeilen anderer Bezirke übergangen."
        )
        if ergebnis.ohne:
            self.stdout.write(f"Ohne Bewertung, weil ohne Zeile: {', '.join(ergebnis.ohne)}.")
