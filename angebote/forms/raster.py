"""The small forms around the grid; the grid itself is a table of plain inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from angebote.aufteilung import ALLE, ALTERSGRUPPEN, FELDER, GESCHLECHTER, Zelle
from angebote.models import Altersgruppe, Geschlecht, Wert
from angebote.rasterzelle import Rasterzelle
from stzverbund.basis.formulare import FormularMixin
from stzverbund.basis.zahlen import Zahlenfehler, lies_zelle, zeige_wert


class RestFormular(FormularMixin, forms.Form):
    grund = forms.CharField(
        label="Warum fehlen die übrigen Angaben?",
        max_length=200,
        help_text="z. B. „im Umzugsmonat nicht gezählt“. Der Grund steht bei jeder Zelle.",
    )


class NotizFormular(FormularMixin, forms.Form):
    """`vorher` is the note as it was shown, so that nobody overwrites another one unseen."""

    notiz = forms.CharField(
        label="Notiz",
        required=False,
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Was sollte man zu dieser Zahl wissen? Keine Namen von Besucherinnen und Besuchern.",
    )
    vorher = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class ErklaerungFormular(FormularMixin, forms.Form):
    """`version` and `vorher` are the value and the explanation as they were shown."""

    erklaerung = forms.CharField(
        label="Warum ist das so?",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ein Satz genügt, z. B. „Sommerfest mit der Schule nebenan“. Keine Namen von Menschen.",
    )
    vorher = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # the note beside it has fields of the same names
        super().__init__(*args, auto_id="erklaerung_%s", **kwargs)

    @classmethod
    def zu(cls, zelle: Rasterzelle) -> "ErklaerungFormular":
        worte = zelle.erklaerung
        return cls(initial={"erklaerung": worte, "vorher": worte, "version": zelle.version})


@dataclass(frozen=True)
class Reihe:
    """An age group with a field for each gender, each with the head of its column; its margin last."""

    name: str
    felder: list[tuple[str, BoundField]]


class AufteilungFormular(FormularMixin, forms.Form):
    """A field for each cell and margin of a breakdown, by age group and gender."""

    stand = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, einheit: str, werte: Mapping[Zelle, Wert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.einheit = einheit
        for teil in FELDER:
            attrs = {"autocomplete": "off", "inputmode": "decimal"}
            feld = forms.CharField(label=_name(teil), required=False, widget=forms.TextInput(attrs=attrs))
            wert = werte.get(teil)
            if wert is not None and wert.zahl is not None:
                feld.initial = zeige_wert(wert.zahl, einheit)
            self.fields[teilname(teil)] = feld

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        for teil in FELDER:
            try:
                lies_zelle(daten.get(teilname(teil), ""), self.einheit)
            except Zahlenfehler as fehler:
                self.add_error(teilname(teil), str(fehler))
        return daten

    def geaenderte(self) -> dict[Zelle, str]:
        """What was typed where something else stood."""
        return {
            teil: self.cleaned_data[teilname(teil)] for teil in FELDER if teilname(teil) in self.changed_data
        }

    def koepfe(self) -> list[str]:
        return [_kopf(geschlecht) for geschlecht in (*GESCHLECHTER, ALLE)]

    def reihen(self) -> list[Reihe]:
        """The table row by row, the margin of the genders last."""
        reihen = [Reihe(Altersgruppe(a).label, self._felder(a, [*GESCHLECHTER, ALLE])) for a in ALTERSGRUPPEN]
        return [*reihen, Reihe("alle", self._felder(ALLE, list(GESCHLECHTER)))]

    def _felder(self, alter: str, geschlechter: list[str]) -> list[tuple[str, BoundField]]:
        return [(_kopf(geschlecht), self[teilname((alter, geschlecht))]) for geschlecht in geschlechter]


def teilname(teil: Zelle) -> str:
    return f"teil_{teil[0]}_{teil[1]}"


def _name(teil: Zelle) -> str:
    """What a screen reader says: "unter 6, weiblich"; of a margin "unter 6, zusammen"."""
    return f"{Altersgruppe(teil[0]).label}, {_kopf(teil[1])}"


def _kopf(geschlecht: str) -> str:
    return "zusammen" if geschlecht == ALLE else Geschlecht(geschlecht).label
