"""The screens: one for each Standard, and the table of all Kriterien."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from standards.antworten import uebernehmbar, waehlbare_massnahmen
from standards.blatt import Blatt, antworten_von, blaetter
from standards.forms.antwort import AntwortFormular, MassnahmeFormular
from standards.models import Antwort, Einschaetzung, Standard
from standards.views.antworten.mixin import ImHaus, MitBewertung
from stzverbund.basis.links import UeberLink
from zentren.rules import darf


@dataclass(frozen=True)
class Eintrag:
    """One of the 13 in the list of all: how many of its Kriterien are answered."""

    standard: Standard
    kriterien: int
    beantwortet: int

    @property
    def fertig(self) -> bool:
        return self.kriterien == self.beantwortet


def verzeichnis(antworten: list[Antwort]) -> list[Eintrag]:
    """The Standards in their order, from all answers of a Selbstbewertung."""
    je_standard: dict[Standard, list[Antwort]] = {}
    for antwort in antworten:
        je_standard.setdefault(antwort.kriterium.standard, []).append(antwort)
    return [
        Eintrag(standard, len(eigene), sum(a.einschaetzung != Einschaetzung.OFFEN for a in eigene))
        for standard, eigene in je_standard.items()
    ]


class Blattseite(MitBewertung):
    """What both kinds of screen show; `gesendet` is a form that could not be saved, shown with its errors."""

    template_name = ""
    formulare = True

    def zeigen(
        self,
        gesendet: AntwortFormular | None = None,
        massnahme: MassnahmeFormular | None = None,
        status: int = 200,
    ) -> HttpResponse:
        alle = antworten_von(self.bewertung)
        liste = blaetter(self.bewertung, self.auswahl(alle), self.wer)
        self._formulare(liste, gesendet, massnahme)
        kontext = self.rahmenkontext() | {
            "blaetter": liste,
            "verzeichnis": verzeichnis(alle),
            "kriterien": len(alle),
            "beantwortet": sum(a.einschaetzung != Einschaetzung.OFFEN for a in alle),
            "bearbeitbar": any(blatt.bearbeitbar for blatt in liste),
            "bestaetigbar": sum(_bestaetigbar(blatt) for blatt in liste),
            "darf_beitragen": self.darf_beitragen(),
        }
        return render(self.request, self.template_name, kontext | self.weiteres(alle), status=status)

    def darf_beitragen(self) -> bool:
        return isinstance(self.wer, UeberLink) or darf("standards.beitragen", self.wer, self.bewertung)

    def auswahl(self, alle: list[Antwort]) -> list[Antwort]:
        return alle

    def weiteres(self, alle: list[Antwort]) -> dict[str, Any]:
        return {}

    def _formulare(
        self,
        liste: list[Blatt],
        gesendet: AntwortFormular | None,
        massnahme: MassnahmeFormular | None,
    ) -> None:
        """A form for each answer that is open to this person; the Massnahmen of the centre are read once."""
        if not self.formulare or not any(blatt.bearbeitbar for blatt in liste):
            return
        massnahmen = list(waehlbare_massnahmen(self.bewertung, self.wer))
        for blatt in liste:
            if not blatt.bearbeitbar:
                continue
            antwort = blatt.antwort
            eigene = gesendet is not None and gesendet.instance.pk == antwort.pk
            blatt.formular = gesendet if eigene else AntwortFormular(instance=antwort, massnahmen=massnahmen)
            neue = massnahme is not None and massnahme.prefix == f"m{antwort.pk}"
            blatt.massnahme = massnahme if neue else MassnahmeFormular(prefix=f"m{antwort.pk}")


def _bestaetigbar(blatt: Blatt) -> bool:
    return (
        blatt.bearbeitbar
        and blatt.davor is not None
        and blatt.antwort.einschaetzung == Einschaetzung.OFFEN
        and not blatt.gegen
        and uebernehmbar(blatt.antwort, blatt.davor)
    )


class Standardseite(Blattseite):
    """One of the 13: its wording, and each Kriterium with Belege, answer and what belongs to it."""

    http_method_names = ["get", "head", "post"]
    template_name = "standards/standard_antworten.html"
    nummer = 0

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.nummer = kwargs.get("nummer", self.nummer)
        return super().dispatch(request, *args, **kwargs)

    def auswahl(self, alle: list[Antwort]) -> list[Antwort]:
        eigene = [a for a in alle if a.kriterium.standard.nummer == self.nummer]
        if not eigene:
            raise Http404
        return eigene

    def weiteres(self, alle: list[Antwort]) -> dict[str, Any]:
        nummern = list(dict.fromkeys(a.kriterium.standard.nummer for a in alle))
        stelle = nummern.index(self.nummer)
        return {
            "standard": next(
                a.kriterium.standard for a in alle if a.kriterium.standard.nummer == self.nummer
            ),
            "stelle": stelle + 1,
            "anzahl": len(nummern),
            "davor": nummern[stelle - 1] if stelle else None,
            "danach": nummern[stelle + 1] if stelle + 1 < len(nummern) else None,
        }


class Standardblatt(ImHaus, Standardseite):
    http_method_names = ["get", "head"]


class Tabellenseite(Blattseite):
    """All Kriterien in one table, each a link to where it is answered."""

    http_method_names = ["get", "head"]
    formulare = False
    template_name = "standards/antworten_tabelle.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen()


class Tabelle(ImHaus, Tabellenseite):
    """With an account."""
