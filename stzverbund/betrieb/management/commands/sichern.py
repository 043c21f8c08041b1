from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from stzverbund.betrieb.archiv import ArchivFehler
from stzverbund.betrieb.sicherung import sichern


class Command(BaseCommand):
    help = "Sichert Datenbank und gespeicherte Dateien in ein Archiv; die Anwendung darf dabei laufen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ziel", type=Path, help="neue Datei, oder ein Ordner: dann mit Datum im Namen")

    def handle(self, *args: Any, ziel: Path, **options: Any) -> None:
        try:
            manifest = sichern(connection, Path(settings.MEDIA_ROOT), ziel)
        except (ArchivFehler, OSError) as fehler:
            raise CommandError(str(fehler)) from fehler
        zeilen, dateien = sum(manifest.zeilen.values()), len(manifest.dateien)
        self.stdout.write(f"Gesichert: {len(manifest.zeilen)} Tabellen, {zeilen} Zeilen, {dateien} Dateien")
