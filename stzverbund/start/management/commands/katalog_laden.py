from typing import Any

from django.core.management.base import BaseCommand

from zentren import katalog


class Command(BaseCommand):
    help = "Lädt den Katalog des Rahmenkonzepts (RK-2017): Ziele, Leistungsbereiche, Aufgaben, Zielgruppen."

    def handle(self, *args: Any, **options: Any) -> None:
        for art, anzahl in katalog.laden().items():
            self.stdout.write(f"{art}: {anzahl}")
