from typing import Any

from django.core.management.base import BaseCommand

from angebote import kennzahlen
from standards import katalog as standardkatalog
from zentren import katalog


class Command(BaseCommand):
    help = "Lädt Katalog und Mindeststandards des Rahmenkonzepts (RK-2017) und den Kern der Kennzahlen."

    def handle(self, *args: Any, **options: Any) -> None:
        for art, anzahl in (katalog.laden() | standardkatalog.laden()).items():
            self.stdout.write(f"{art}: {anzahl}")
        self.stdout.write(f"Kennzahlen: {kennzahlen.laden()}")
