"""The common flyer of the Zentren of a Bezirk: who is where, when it is open, what they do together."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from angebote.programm.papier import Papier
from angebote.programm.teile import Zentrumsangaben, mit_haeusern, zentrumsangaben
from verbund.models import Vorhaben
from verbund.tables.register import spanne
from zentren.models import Bezirk, Zentrum

VORHABEN = 4
"""So many joint projects have room on the sheet."""


@dataclass(frozen=True)
class Karte:
    """A centre: its addresses, and what it is in a sentence or two."""

    angaben: Zentrumsangaben
    text: str


@dataclass(frozen=True)
class Ankuendigung:
    titel: str
    wann: str
    wo: str


@dataclass(frozen=True)
class Flyer:
    """`stand` is the day on which it was put together."""

    ort: str
    karten: tuple[Karte, ...]
    vorhaben: tuple[Ankuendigung, ...]
    stand: date


def gemeinsamer_flyer(bezirk: Bezirk, heute: date) -> Papier:
    """A4, both sides: the Zentren in operation, and the next joint projects that are public."""
    zentren = mit_haeusern(Zentrum.objects.filter(bezirk=bezirk).in_betrieb(heute))
    kommende = Vorhaben.objects.veroeffentlicht().filter(verbuende__bezirk=bezirk, bis__gte=heute)
    naechste = kommende.exclude(stand=Vorhaben.Stand.ABGESAGT).order_by("von", "pk")[:VORHABEN]
    daten = Flyer(
        ort=bezirk.name,
        karten=tuple(Karte(zentrumsangaben(zentrum), _erster_satz(zentrum)) for zentrum in zentren),
        vorhaben=tuple(Ankuendigung(v.titel, spanne(v.von, v.bis), v.ort) for v in naechste),
        stand=heute,
    )
    return Papier(
        vorlage="pdf/flyer.html",
        titel=f"Stadtteilzentren in {bezirk.name}",
        pfad=reverse("verzeichnis"),
        daten=daten,
    )


def _erster_satz(zentrum: Zentrum) -> str:
    satz, punkt, _ = zentrum.beschreibung.strip().partition(". ")
    return satz + punkt.strip()
