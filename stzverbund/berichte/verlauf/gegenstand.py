"""Whose figures a page over time shows: a Zentrum, Träger, Bezirk or Verband that this role reads."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from angebote.models import Kennzahl
from stzverbund.berichte.arten import Berichtsart, UeberZentren, art
from stzverbund.berichte.uebersicht import REIHENFOLGE
from zentren.models import Mitgliedschaft, Zentrum
from zentren.querysets import ZentrumQuerySet

GRUPPEN = {"verband": "Verband", "bezirk": "Bezirk", "traeger": "Träger", "zentrum": "Zentrum"}


@dataclass(frozen=True)
class Gegenstand:
    """`zentren` stand in it one by one, `andere` (None: there are none) only as one sum."""

    art: Berichtsart
    objekt: Any

    @property
    def schluessel(self) -> str:
        """ "zentrum/marzahn-mitte", as it stands in the address."""
        return f"{self.art.schluessel}/{getattr(self.objekt, self.art.feld)}"

    @property
    def zentrum(self) -> Zentrum | None:
        return self.objekt if isinstance(self.objekt, Zentrum) else None

    def zentren(self) -> ZentrumQuerySet:
        if isinstance(self.art, UeberZentren):
            return self.art.zentren(self.objekt)
        return Zentrum.objects.filter(pk=self.objekt.pk)

    def andere(self) -> ZentrumQuerySet | None:
        return self.art.andere(self.objekt) if isinstance(self.art, UeberZentren) else None

    def kennzahlen(self) -> QuerySet[Kennzahl]:
        """The shared core and what the Bezirke of these centres count, or have counted, besides."""
        bezirke = self.zentren().order_by().values("bezirk")
        return Kennzahl.objects.filter(Q(bezirk__isnull=True) | Q(bezirk__in=bezirke)).select_related(
            "bezirk"
        )


def gegenstaende(mitgliedschaft: Mitgliedschaft | None) -> list[Gegenstand]:
    """All that this role may ask for, those over many centres first; at most one query for each kind."""
    arten = [art(schluessel, mitgliedschaft) for schluessel in REIHENFOLGE]
    return [Gegenstand(eine, objekt) for eine in arten for objekt in eine.sichtbar_fuer(mitgliedschaft)]


def bezirke(mitgliedschaft: Mitgliedschaft | None) -> list[Gegenstand]:
    """The Bezirke whose centres this role sees one by one; one query."""
    des_bezirks = art("bezirk", mitgliedschaft)
    return [Gegenstand(des_bezirks, objekt) for objekt in des_bezirks.sichtbar_fuer(mitgliedschaft)]


def gewaehlter(alle: list[Gegenstand], schluessel: str) -> Gegenstand:
    """Raises Http404 for what is not among them."""
    for gegenstand in alle:
        if gegenstand.schluessel == schluessel:
            return gegenstand
    raise Http404


def zur_auswahl(alle: list[Gegenstand]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped choices of a form."""
    je_art: dict[str, list[tuple[str, str]]] = {}
    for gegenstand in alle:
        gruppe = GRUPPEN[gegenstand.art.schluessel]
        je_art.setdefault(gruppe, []).append((gegenstand.schluessel, str(gegenstand.objekt)))
    return list(je_art.items())
