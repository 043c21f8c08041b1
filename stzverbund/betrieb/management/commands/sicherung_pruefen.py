from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from stzverbund.betrieb.archiv import ArchivFehler
from stzverbund.betrieb.sicherung import pruefen


class Command(BaseCommand):
    help = "Liest eine Sicherung ganz und prüft alle Prüfsummen und Zeilen, ohne sie einzuspielen."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archiv", type=Path)

    def handle(self, *args: Any, archiv: Path, **options: Any) -> None:
        try:
            manifest = pruefen(archiv)
        except (ArchivFehler, OSError) as fehler:
            raise CommandError(str(fehler)) from fehler
        zeilen, dateien = sum(manifest.zeilen.values()), len(manifest.dateien)
        self.stdout.write(
            f"In Ordnung: {manifest.datenbank}, vom {manifest.erstellt}, Fassung {manifest.anwendung}, "
            f"{len(manifest.zeilen)} Tabellen, {zeilen} Zeilen, {dateien} Dateien"
        )
