from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from stzverbund.betrieb import umzug
from stzverbund.betrieb.archiv import ArchivFehler


class Command(BaseCommand):
    help = "Überträgt alle Tabellen von SQLite in eine leere PostgreSQL-Datenbank und vergleicht sie."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "ziel_url", help="wie in DATABASE_URL: postgres://NAME:KENNWORT@RECHNER:5432/DATENBANK"
        )

    def handle(self, *args: Any, ziel_url: str, **options: Any) -> None:
        try:
            with umzug.ziel(ziel_url) as zu:
                zeilen = umzug.umziehen(connection, zu)
        except (ArchivFehler, DatabaseError) as fehler:
            raise CommandError(f"Nicht umgezogen, die alte Datenbank gilt weiter. {fehler}") from fehler
        self.stdout.write(
            f"Umgezogen und verglichen: {len(zeilen)} Tabellen, {sum(zeilen.values())} Zeilen. "
            "Tragen Sie jetzt DATABASE_URL ein und starten Sie die Dienste."
        )
