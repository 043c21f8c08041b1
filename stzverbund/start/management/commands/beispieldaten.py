from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from angebote.models import Angebot, Meldung, Termin, Wert
from stzverbund.start import beispiel
from stzverbund.start.beispiel import masse
from zentren.models import Person, Zentrum

GEZAEHLT = (Zentrum, Person, Angebot, Termin, Meldung, Wert)


class Command(BaseCommand):
    help = "Legt die erfundenen Beispieldaten der Vorführung an: Zentren, Konten, Angebote, Statistik."

    def add_arguments(self, parser: CommandParser) -> None:
        menge = parser.add_argument_group("zum Messen: große Mengen, nur Monatssummen")
        menge.add_argument("--zentren", type=int, help="Zahl der Zentren mit je 60 Angeboten")
        menge.add_argument("--monate", type=int, help="Zahl der Monate mit Zahlen (zusammen mit --zentren)")

    def handle(self, *args: Any, zentren: int | None, monate: int | None, **options: Any) -> None:
        for zahl in (zentren, monate):
            if zahl is not None and zahl < 1:
                raise CommandError("Bitte geben Sie mindestens ein Zentrum und einen Monat an.")
        if (zentren is None) != (monate is None):
            raise CommandError("Bitte geben Sie --zentren und --monate zusammen an.")
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "Beispieldaten gibt es nur in der Vorführung: Bitte setzen Sie DEMO=1. "
                "Eine Installation mit echten Daten bleibt so unberührt."
            )
        try:
            self._anlegen(zentren, monate)
        except beispiel.SchonDaten:
            raise CommandError(
                "Es gibt schon Zentren in dieser Datenbank. Beispieldaten werden nur in eine leere Datenbank "
                "geschrieben; geändert wurde nichts."
            ) from None
        for modell in GEZAEHLT:
            self.stdout.write(f"{modell._meta.verbose_name_plural}: {modell.objects.count()}")

    def _anlegen(self, zentren: int | None, monate: int | None) -> None:
        if zentren and monate:
            masse.anlegen(anzahl=zentren, monate=monate)
        else:
            beispiel.ausgabe_festschreiben(beispiel.anlegen())
