"""The sheet that citizens fill in."""

from collections.abc import Sequence
from typing import Any

from django import forms

from stzverbund.basis.offenes_formular import OffenesFormular
from zentren.stadtteilmanagement.befragungen.antworten import Zelle
from zentren.stadtteilmanagement.models import Frage

LAENGE = 1000
LEER = "Bitte beantworten Sie mindestens eine Frage."
OHNE_NAMEN = "Bitte schreiben Sie keine Namen, auch nicht Ihren eigenen."


class UmfrageFormular(OffenesFormular):
    """The questions of a Befragung; each may be left out, but not all."""

    def __init__(self, *args: Any, fragen: Sequence[Frage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fragen = fragen
        for frage in fragen:
            self.fields[_name(frage)] = _feld(frage)

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if not self.errors and not self.von_maschine and not any(daten.get(_name(f)) for f in self.fragen):
            raise forms.ValidationError(LEER)
        return daten

    def werte(self) -> list[Zelle]:
        """Question and answer of all that was chosen."""
        gewaehlt = []
        for frage in self.fragen:
            antwort = self.cleaned_data[_name(frage)]
            if frage.art != Frage.Art.TEXT:
                alle = antwort if isinstance(antwort, list) else [antwort] if antwort else []
                gewaehlt += [(frage.pk, int(wert)) for wert in alle]
        return gewaehlt

    def texte(self) -> dict[int, str]:
        """What was written, by key of the question."""
        return {f.pk: self.cleaned_data[_name(f)] for f in self.fragen if f.art == Frage.Art.TEXT}


def _name(frage: Frage) -> str:
    return f"f{frage.pk}"


def _feld(frage: Frage) -> forms.Field:
    wahl = [(str(wert), text) for wert, text in frage.moeglichkeiten]
    feld: forms.Field
    if frage.art == Frage.Art.TEXT:
        eingabe = forms.Textarea(attrs={"rows": 4})
        feld = forms.CharField(label=frage.text, max_length=LAENGE, widget=eingabe, help_text=OHNE_NAMEN)
    elif frage.art == Frage.Art.MEHRERE:
        feld = forms.MultipleChoiceField(
            label=frage.text,
            choices=wahl,
            widget=forms.CheckboxSelectMultiple,
            help_text="Mehrere Antworten sind möglich.",
        )
    else:
        feld = forms.ChoiceField(label=frage.text, choices=wahl, widget=forms.RadioSelect)
    feld.required, feld.ohne_freiwillig = False, True
    return feld
