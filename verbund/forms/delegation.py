"""Naming who speaks for a Zentrum."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from stzverbund.basis.formulare import Datumseingabe, Formular
from verbund import delegationen
from verbund.models import Delegation
from zentren.models import Mitgliedschaft, Rolle

TEAM = (Rolle.MITARBEIT, Rolle.LEITUNG)


class Sprecherwahl(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.zentrum}: {obj.person} ({obj.get_rolle_display()})"


class DelegationNeu(Formular):
    """Somebody of the team of a Zentrum; Zentrum and person are one choice."""

    sprecher = Sprecherwahl(label="Wer?", queryset=Mitgliedschaft.objects.none())

    class Meta:
        model = Delegation
        fields = ("art", "von", "bis")
        widgets = {"von": Datumseingabe, "bis": Datumseingabe}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer
        team = Mitgliedschaft.objects.mit_zugang().filter(
            rolle__in=TEAM, zentrum__bezirk=self.instance.verbund.bezirk_id
        )
        self.fields["sprecher"].queryset = team.select_related("zentrum", "person").order_by(
            "zentrum__sortierung", "person__sortierung", "pk"
        )
        self.initial.setdefault("von", timezone.localdate())

    @property
    def layout(self) -> Layout:
        return Layout("sprecher", *self.Meta.fields)

    def save(self, commit: bool = True) -> Delegation:
        daten = {feld: self.cleaned_data[feld] for feld in ("sprecher", "art", "von", "bis")}
        return delegationen.benennen(verbund=self.instance.verbund, wer=self.wer, **daten)


class DelegationAendern(Formular):
    class Meta:
        model = Delegation
        fields = ("art", "von", "bis")
        widgets = {"von": Datumseingabe, "bis": Datumseingabe}

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer

    def save(self, commit: bool = True) -> Delegation:
        angaben = {feld: self.cleaned_data[feld] for feld in self.Meta.fields}
        return delegationen.aendern(
            delegation=self.instance, angaben=angaben, version=self.cleaned_data["version"], wer=self.wer
        )
