"""What is done with one free text: hidden, or taken up as a Bedarf."""

from django.db.models import QuerySet
from django.urls import reverse

from zentren.ansichten import Befehl
from zentren.stadtteilmanagement.befragungen import texte
from zentren.stadtteilmanagement.befragungen.pflege import FUEHREN
from zentren.stadtteilmanagement.models import Bedarf, Freitext


class EinText(Befehl):
    model = Freitext
    recht = FUEHREN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("frage__befragung__zentrum")

    def ziel(self) -> str:
        return reverse("befragung", args=[self.object.frage.befragung_id])


class FreitextVerbergen(EinText):
    """Hides a text that is shown, and the other way round."""

    def ausfuehren(self) -> str:
        verbergen = not self.object.verborgen
        texte.verbergen(text=self.object, verborgen=verbergen, wer=self.request.mitgliedschaft)
        return "Der Text ist verborgen." if verbergen else "Der Text wird wieder gezeigt."


class FreitextBedarf(EinText):
    """Leads to the new Bedarf, where its topic is told; a refusal back to the Befragung."""

    bedarf: Bedarf | None = None

    def ausfuehren(self) -> str:
        self.bedarf = texte.zum_bedarf(text=self.object, wer=self.request.mitgliedschaft)
        return "Der Wunsch steht jetzt bei den Bedarfen. Bitte ergänzen Sie Problemfeld und Zielgruppen."

    def ziel(self) -> str:
        return reverse("bedarf_bearbeiten", args=[self.bedarf.pk]) if self.bedarf else super().ziel()
