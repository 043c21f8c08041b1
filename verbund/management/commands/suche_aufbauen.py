from typing import Any

from django.core.management.base import BaseCommand

from stzverbund.basis.zahlen import zeige_anzahl
from verbund import suche


class Command(BaseCommand):
    help = "Baut das Verzeichnis der Suche im Verbund neu auf. Die tägliche Arbeit tut das auch."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{zeige_anzahl(suche.aufbauen())} Einträge.")
