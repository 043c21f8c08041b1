from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from angebote.models import Angebot, Meldung, Termin, Wert
from stzverbund.start import beispiel
from zentren.models import Person, Zentrum

GEZAEHLT = (Zentrum, Person, Angebot, Termin, Meldung, Wert)


class Command(BaseCommand):
    help = "Legt die erfundenen Beispieldaten der Vorführung an: Zentren, Konten, Angebote, Statistik."

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "Beispieldaten gibt es nur in der Vorführung: Bitte setzen Sie DEMO=1. "
                "Eine Installation mit echten Daten bleibt so unberührt."
            )
        try:
            rahmen = beispiel.anlegen()
        except beispiel.SchonDaten:
            raise CommandError(
                "Es gibt schon Zentren in dieser Datenbank. Beispieldaten werden nur in eine leere Datenbank "
                "geschrieben; geändert wurde nichts."
            ) from None
        beispiel.ausgabe_festschreiben(rahmen)
        for modell in GEZAEHLT:
            self.stdout.write(f"{modell._meta.verbose_name_plural}: {modell.objects.count()}")
