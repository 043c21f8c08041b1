"""Sending invitations, and answering one."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from stzverbund.basis.formulare import FormularMixin
from verbund.einladung.antworten import MOEGLICHE
from verbund.einladung.versand import Vorschau, Zeile

SAETZE = {"zugesagt": "Ich komme", "abgesagt": "Ich komme nicht", "vertretung": "Eine Vertretung kommt"}


class EinladenFormular(FormularMixin, forms.Form):
    """Whom to write to; ticked is who does not know the present state yet."""

    personen = forms.MultipleChoiceField(
        label="Wer bekommt eine Mail?", required=False, widget=forms.CheckboxSelectMultiple
    )
    bemerkung = forms.CharField(label="Bemerkung", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    stand = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, vorschau: Vorschau, abgesagt: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["personen"].choices = [(z.empfaenger.person.pk, _wort(z)) for z in vorschau.zeilen]
        self.fields["personen"].ohne_freiwillig = True
        self.initial["personen"] = [z.empfaenger.person.pk for z in vorschau.zeilen if z.noetig]
        self.initial["stand"] = vorschau.stand
        self.fields["bemerkung"].help_text = "Steht oben in der Mail, zum Beispiel was sich geändert hat."
        if abgesagt:
            del self.fields["bemerkung"]

    @property
    def layout(self) -> Layout:
        return Layout(*self.fields)

    def clean_personen(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["personen"]}


def _wort(zeile: Zeile) -> str:
    """ "STZ Biesdorf: Lea Ö. (delegiert), Einladung"."""
    e = zeile.empfaenger
    als = f" ({e.als})" if e.als else ""
    was = zeile.anlass.label if zeile.noetig else "kennt den jetzigen Stand"
    return f"{e.wofuer}: {e.person}{als}, {was}"


class AntwortFormular(FormularMixin, forms.Form):
    """One answer, in the first person."""

    antwort = forms.ChoiceField(
        label="Kommen Sie?",
        choices=[(str(wert), SAETZE[wert]) for wert in MOEGLICHE],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie eine Antwort."},
    )
