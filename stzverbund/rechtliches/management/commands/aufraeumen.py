from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from stzverbund.rechtliches.aufraeumen import SCHRITTE, ausfuehren


class Command(BaseCommand):
    help = "Entfernt, was seine Aufbewahrungsfrist überschritten hat (auch Teil von taeglich)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--datum", type=date.fromisoformat, help="statt heute, z. B. 2026-10-01")

    def handle(self, *args: Any, datum: date | None = None, **options: Any) -> None:
        gescheitert = ausfuehren(SCHRITTE, datum or timezone.localdate(), self.stdout.write)
        if gescheitert:
            raise CommandError(f"Fehlgeschlagen: {', '.join(gescheitert)}. Siehe Protokoll.")
