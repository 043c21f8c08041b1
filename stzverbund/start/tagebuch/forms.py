from typing import Any

from django import forms
from django.db import transaction

from angebote.models import Angebot
from stzverbund.start.tagebuch.verbinden import verbinden
from verbund.models import Sitzung
from zentren.stadtteilmanagement.forms.taetigkeiten import TaetigkeitFormular
from zentren.stadtteilmanagement.models import Taetigkeit

BEZUEGE = ("angebot", "sitzung")


class TaetigkeitMitBezug(TaetigkeitFormular):
    """The entry, and what it is about: an Angebot of the house, a session of its Verbund."""

    angebot = forms.ModelChoiceField(
        label="Zum Angebot", queryset=Angebot.objects.none(), required=False, empty_label="keine Angabe"
    )
    sitzung = forms.ModelChoiceField(
        label="Zur Sitzung im Verbund",
        queryset=Sitzung.objects.none(),
        required=False,
        empty_label="keine Angabe",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zentrum = self.instance.zentrum
        self.fields["angebot"].queryset = Angebot.objects.filter(zentrum=zentrum)
        sitzungen = Sitzung.objects.filter(verbund__bezirk=zentrum.bezirk_id).exclude(status="abgesagt")
        self.fields["sitzung"].queryset = sitzungen
        if self.instance.pk:
            for name, bezug in zip(BEZUEGE, bezuege(self.instance), strict=True):
                self.initial[name] = bezug

    @property
    def weitere(self) -> tuple[str, ...]:
        return (*super().weitere, *BEZUEGE)

    @transaction.atomic
    def save(self, commit: bool = True) -> Taetigkeit:
        eintrag = super().save(commit)
        daten = self.cleaned_data
        verbinden(taetigkeit=eintrag, angebot=daten["angebot"], sitzung=daten["sitzung"])
        return eintrag


def bezuege(taetigkeit: Taetigkeit) -> tuple[Angebot | None, Sitzung | None]:
    """The Angebot and the session of an entry."""
    zum_angebot = getattr(taetigkeit, "angebotsbezug", None)
    zur_sitzung = getattr(taetigkeit, "sitzungsbezug", None)
    return zum_angebot and zum_angebot.angebot, zur_sitzung and zur_sitzung.sitzung
