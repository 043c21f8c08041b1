"""What can be asked over time: every choice is part of the address."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict
from django.utils import timezone

from angebote.auswertung import Kennzahlreihe, kennzahlreihen
from angebote.models import Altersgruppe, Kennzahl
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.formulare import FormularMixin
from stzverbund.berichte.aufbau.bilder import hauptkennzahl
from stzverbund.berichte.verlauf.gegenstand import Gegenstand, zur_auswahl
from zentren.models import Leistungsbereich

MONAT, JAHR = "monat", "jahr"
SPANNEN = range(2, 7)
"""How many years beside each other."""
ZURUECK = 10
"""How many years back one may end."""
EBENEN = {
    Kennzahl.Ebene.ANGEBOT: "Je Angebot",
    Kennzahl.Ebene.BERATUNG: "Beratung und Vermittlung",
    Kennzahl.Ebene.ZENTRUM: "Je Zentrum",
}


def _jahre() -> list[tuple[int, str]]:
    heuer = timezone.localdate().year
    return [(jahr, str(jahr)) for jahr in range(heuer, heuer - ZURUECK, -1)]


def _auswahl(label: str, choices: Any, **mehr: Any) -> forms.ChoiceField:
    feld = forms.ChoiceField(label=label, choices=choices, **mehr)
    feld.ohne_freiwillig = True
    return feld


class Wahlformular(FormularMixin, forms.Form):
    """Sent by GET; what the address does not say is filled in.

    Any Kennzahl of a series stands for all of it.
    """

    vorgaben: dict[str, Any] = {}

    def __init__(
        self,
        anfrage: QueryDict,
        *,
        kennzahlen: Iterable[Kennzahl],
        alle: list[Gegenstand],
        gewaehlt: Gegenstand,
        **vorgaben: Any,
    ) -> None:
        heuer = timezone.localdate().year
        self.reihen = [r for r in kennzahlreihen(kennzahlen) if r.glieder[0].gueltig_von <= heuer]
        self.bereiche = {bereich.schluessel: bereich for bereich in Leistungsbereich.objects.all()}
        super().__init__(self._daten(anfrage, vorgaben | {"gegenstand": gewaehlt.schluessel}))
        self.fields["gegenstand"].choices = zur_auswahl(alle)
        if len(alle) == 1:
            self.fields["gegenstand"].widget = forms.HiddenInput()
        self.fields["kennzahl"].choices = _nach_ebene(self.reihen, heuer)
        self.fields["bereich"].choices = [("", "alle"), *((k, str(b)) for k, b in self.bereiche.items())]

    def _daten(self, anfrage: QueryDict, vorgaben: dict[str, Any]) -> QueryDict:
        daten = anfrage.copy()
        for name, wert in {"kennzahl": self._haupt(), **self.vorgaben, **vorgaben}.items():
            if not daten.get(name):
                daten[name] = str(wert)
        daten["gegenstand"] = vorgaben["gegenstand"]
        gesucht = nummer(str(daten["kennzahl"]))
        for reihe in self.reihen:
            if gesucht in {kennzahl.pk for kennzahl in reihe.glieder}:
                daten["kennzahl"] = str(reihe.glieder[-1].pk)
        return daten

    def _haupt(self) -> int | str:
        haupt = hauptkennzahl(tuple(reihe.glieder[-1] for reihe in self.reihen))
        return haupt.pk if haupt else ""

    @property
    def reihe(self) -> Kennzahlreihe:
        key = int(self.cleaned_data["kennzahl"])
        return next(reihe for reihe in self.reihen if reihe.glieder[-1].pk == key)

    @property
    def gewaehlter_bereich(self) -> Leistungsbereich | None:
        """Only Kennzahlen of Angebote are counted by Leistungsbereich."""
        je_angebot = self.reihe.glieder[-1].ebene == Kennzahl.Ebene.ANGEBOT
        return self.bereiche.get(self.cleaned_data["bereich"]) if je_angebot else None

    @property
    def uebergangen(self) -> list[str]:
        """What was chosen but does not go with the Kennzahl, in sentences."""
        if self.cleaned_data["bereich"] and self.gewaehlter_bereich is None:
            return ["Diese Kennzahl wird nicht nach Leistungsbereichen gezählt. Gezeigt sind alle Zahlen."]
        return []


class VerlaufWahl(Wahlformular):
    gegenstand = _auswahl("Für wen", ())
    kennzahl = _auswahl("Kennzahl", ())
    bereich = _auswahl("Leistungsbereich", (), required=False)
    nach = _auswahl("Ansicht", [(MONAT, "nach Monaten"), (JAHR, "nach Jahren")])
    jahre = _auswahl("Zeitraum", [(n, f"{n} Jahre") for n in SPANNEN])
    bis = _auswahl("bis einschließlich", _jahre)
    layout = Layout("gegenstand", "kennzahl", "bereich", "nach", "jahre", "bis")
    vorgaben = {"nach": MONAT, "jahre": 3}

    def __init__(self, anfrage: QueryDict, **mehr: Any) -> None:
        super().__init__(anfrage, bis=timezone.localdate().year, **mehr)

    @property
    def spanne(self) -> tuple[int, int]:
        bis = int(self.cleaned_data["bis"])
        return bis - int(self.cleaned_data["jahre"]) + 1, bis


class KartenWahl(Wahlformular):
    gegenstand = _auswahl("Bezirk", ())
    kennzahl = _auswahl("Kennzahl", ())
    bereich = _auswahl("Leistungsbereich", (), required=False)
    alter = _auswahl("Alter", Altersgruppe.choices)
    jahr = _auswahl("Jahr", _jahre)
    layout = Layout("gegenstand", "kennzahl", "bereich", "alter", "jahr")
    vorgaben = {"alter": Altersgruppe.ALLE.value}

    def __init__(self, anfrage: QueryDict, **mehr: Any) -> None:
        super().__init__(anfrage, jahr=timezone.localdate().year - 1, **mehr)

    @property
    def gewaehltes_jahr(self) -> int:
        return int(self.cleaned_data["jahr"])

    @property
    def altersgruppe(self) -> str:
        """Only some Kennzahlen are broken down by age."""
        geteilt = self.reihe.im_jahr(self.gewaehltes_jahr).aufteilung
        return self.cleaned_data["alter"] if geteilt else Altersgruppe.ALLE.value

    @property
    def uebergangen(self) -> list[str]:
        saetze = super().uebergangen
        if self.cleaned_data["alter"] != self.altersgruppe:
            saetze.append("Diese Kennzahl wird nicht nach Alter aufgeteilt. Gezeigt sind alle Altersgruppen.")
        return saetze


def _nach_ebene(reihen: Sequence[Kennzahlreihe], heuer: int) -> list[tuple[str, list[tuple[int, str]]]]:
    """Grouped by level, in the order of the grid."""
    gruppen: dict[str, list[tuple[int, str]]] = {ebene: [] for ebene in EBENEN}
    for reihe in reihen:
        gruppen[reihe.glieder[-1].ebene].append((reihe.glieder[-1].pk, _name(reihe, heuer)))
    return [(EBENEN[Kennzahl.Ebene(ebene)], liste) for ebene, liste in gruppen.items() if liste]


def _name(reihe: Kennzahlreihe, heuer: int) -> str:
    """A local one names its Bezirk, one that replaced others these, one that has ended its last year."""
    kennzahl = reihe.im_jahr(heuer)
    fruehere = [alt.name for alt in reihe.glieder if alt.gueltig_von < kennzahl.gueltig_von]
    zusatz = [str(kennzahl.bezirk)] if kennzahl.bezirk else []
    zusatz += [f"früher {', '.join(fruehere)}"] if fruehere else []
    zusatz += [f"bis {kennzahl.gueltig_bis}"] if (kennzahl.gueltig_bis or heuer) < heuer else []
    return f"{kennzahl} ({'; '.join(zusatz)})" if zusatz else str(kennzahl)
