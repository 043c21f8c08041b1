"""The form of a Barriereprüfung with the Angebote of the centre in its choice."""

from typing import Any

from django.db import transaction

from angebote import barrieren
from angebote.models import Angebot
from zentren.models import Zentrum
from zentren.stadtteilmanagement.forms.barrieren import BarriereFormular, Wahl
from zentren.stadtteilmanagement.models import Barrierepruefung


class BarriereMitAngebot(BarriereFormular):
    def wahl(self, zentrum: Zentrum) -> Wahl:
        laufende = Angebot.objects.filter(zentrum=zentrum).exclude(status=Angebot.Status.BEENDET)
        angebote = [(f"angebot-{angebot.pk}", f"Angebot {angebot}") for angebot in laufende]
        return [*super().wahl(zentrum), *angebote]

    def gewaehlt(self) -> str:
        bezug = getattr(self.instance, "angebotsbezug", None) if self.instance.pk else None
        return f"angebot-{bezug.angebot_id}" if bezug else super().gewaehlt()

    def angebot(self) -> Angebot | None:
        art, _, nummer = self.cleaned_data["gegenstand"].partition("-")
        return Angebot.objects.get(pk=nummer) if art == "angebot" else None

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        pruefung: Barrierepruefung = super().save(commit)
        barrieren.zuordnen(pruefung=pruefung, angebot=self.angebot(), wer=self.wer)
        return pruefung
