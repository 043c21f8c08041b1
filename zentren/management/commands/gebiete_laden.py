from typing import Any

from django.core.management.base import BaseCommand

from zentren import gebiete


class Command(BaseCommand):
    help = (
        "Lädt Bezirke, Stadtteile, Planungsräume, Einwohner 2020 bis 2024 "
        "und das Monitoring Soziale Stadtentwicklung 2021."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for art, anzahl in gebiete.laden().items():
            self.stdout.write(f"{art}: {anzahl}")
