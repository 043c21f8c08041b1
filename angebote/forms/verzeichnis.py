"""The search of the public directory; every state of it is an address."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from angebote.models import Angebot, Sprache
from angebote.verzeichnis import Suche, Wort
from stzverbund.basis.formulare import FormularMixin
from stzverbund.basis.sortierung import faltung
from zentren.models import Bezirksregion, Wochentag, Zentrum, Zielgruppe

HOECHSTENS_WORTE = 8
ALLE = ("", "alle")
TAGE = [(str(tag.value), tag.label) for tag in Wochentag]
BEDINGUNGEN = ("stadtteil", "tag", "zielgruppe", "art", "kosten", "sprache", "stufenlos", "wc")


@dataclass(frozen=True)
class Aktiv:
    """A condition that is set: what it says, and the parameters of the page without it."""

    text: str
    ohne: str


class Verzeichnisformular(FormularMixin, forms.Form):
    """Stadtteile and Zielgruppen are loaded once, for their choices and for the words of the search.

    `zentrum` (a slug) has no field on the page: the page of a centre leads here.
    """

    q = forms.CharField(label="Was suchen Sie?", required=False, max_length=200)
    stadtteil = forms.ChoiceField(label="Stadtteil", required=False)
    tag = forms.ChoiceField(label="Wochentag", required=False, choices=[ALLE, *TAGE])
    zielgruppe = forms.ChoiceField(label="Für wen", required=False)
    art = forms.ChoiceField(label="Art", required=False, choices=[ALLE, *Angebot.Art.choices])
    kosten = forms.ChoiceField(label="Kosten", required=False, choices=[ALLE, *Angebot.Kosten.choices])
    sprache = forms.ChoiceField(label="Sprache", required=False, choices=[ALLE, *Sprache.choices])
    stufenlos = forms.BooleanField(label="stufenlos erreichbar", required=False)
    wc = forms.BooleanField(label="barrierefreies WC", required=False)
    zentrum = forms.ModelChoiceField(
        Zentrum.objects.all(), to_field_name="slug", required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        regionen = Bezirksregion.objects.filter(zentren__isnull=False).distinct().defer("geometrie")
        self.regionen = {region.schluessel: region for region in regionen.select_related("bezirk")}
        self.zielgruppen = {gruppe.schluessel: gruppe for gruppe in Zielgruppe.objects.all()}
        self.fields["stadtteil"].choices = [ALLE, *_nach_bezirk(self.regionen.values())]
        self.fields["zielgruppe"].choices = [
            ALLE,
            *((schluessel, gruppe.name) for schluessel, gruppe in self.zielgruppen.items()),
        ]
        for feld in self.fields.values():
            feld.ohne_freiwillig = True

    @property
    def bedingungen(self) -> list[forms.BoundField]:
        """The fields that are folded on a phone."""
        return [self[name] for name in BEDINGUNGEN]

    def suche(self) -> Suche:
        """What is looked for; after `is_valid()`."""
        daten = self.cleaned_data
        return Suche(
            worte=tuple(self._wort(wort) for wort in faltung(daten["q"]).split()[:HOECHSTENS_WORTE]),
            stadtteil=self.regionen.get(daten["stadtteil"]),
            zentrum=daten["zentrum"],
            tag=int(daten["tag"]) if daten["tag"] else None,
            zielgruppe=self.zielgruppen.get(daten["zielgruppe"]),
            **{name: daten[name] for name in ("art", "kosten", "sprache", "stufenlos", "wc")},
        )

    def _wort(self, wort: str) -> Wort:
        return Wort(
            text=wort,
            arten=tuple(wert for wert, name in Angebot.Art.choices if wort in faltung(str(name))),
            zielgruppen=tuple(g.pk for g in self.zielgruppen.values() if wort in faltung(g.name)),
            regionen=tuple(r.pk for r in self.regionen.values() if wort in faltung(r.name)),
        )

    def aktive(self) -> list[Aktiv]:
        """What is set, each with the way back; after `is_valid()`."""
        gesetzt = [name for name in ("q", *BEDINGUNGEN, "zentrum") if self.cleaned_data.get(name)]
        return [Aktiv(self._in_worten(name), self._ohne(name)) for name in gesetzt]

    def _in_worten(self, name: str) -> str:
        feld, wert = self.fields[name], self.cleaned_data[name]
        if isinstance(feld, forms.BooleanField):
            return str(feld.label)
        if name == "q":
            return f"„{wert}“"
        return str(wert) if name == "zentrum" else f"{feld.label}: {_beschriftung(feld, wert)}"

    def _ohne(self, name: str) -> str:
        parameter = self.data.copy()
        for weg in (name, "page", *(leer for leer, wert in self.data.items() if not wert)):
            parameter.pop(weg, None)
        return parameter.urlencode()


def _beschriftung(feld: Any, wert: str) -> str:
    for schluessel, text in feld.choices:
        gruppe = text if isinstance(text, list | tuple) else [(schluessel, text)]
        if wert in dict(gruppe):
            return str(dict(gruppe)[wert])
    return wert


def _nach_bezirk(regionen: Any) -> list[Any]:
    """Choices of Stadtteile; in groups where there are several Bezirke."""
    gruppen: dict[str, list[tuple[str, str]]] = {}
    for region in regionen:
        gruppen.setdefault(region.bezirk.name, []).append((region.schluessel, region.name))
    return next(iter(gruppen.values()), []) if len(gruppen) < 2 else list(gruppen.items())
