"""The overview of a Stadtteil or a Bezirk: what there is, for whom, and where the centres are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from angebote.models import Angebot, Fremdangebot
from angebote.programm.papier import Papier
from angebote.programm.teile import (
    Eintrag,
    Zentrumsangaben,
    eigener,
    fremder,
    mit_haeusern,
    nach_zielgruppe,
    zentrumsangaben,
)
from angebote.verzeichnis import Suche, angebote, fremdangebote
from zentren.models import Bezirk, Bezirksregion, Leistungsbereich, Zentrum, Zielgruppe
from zentren.querysets import ZentrumQuerySet


@dataclass(frozen=True)
class Bereich:
    name: str
    eintraege: tuple[Eintrag, ...]


@dataclass(frozen=True)
class Gruppe:
    name: str
    eintraege: tuple[Eintrag, ...]


@dataclass(frozen=True)
class Uebersicht:
    """`stand` is the day on which it was put together."""

    ort: str
    anzahl: int
    davon_fremd: int
    bereiche: tuple[Bereich, ...]
    gruppen: tuple[Gruppe, ...]
    zentren: tuple[Zentrumsangaben, ...]
    stand: date


def uebersicht_stadtteil(region: Bezirksregion, heute: date) -> Papier:
    """What the public directory finds for this Stadtteil."""
    suche = Suche(stadtteil=region)
    pfad = f"{reverse('verzeichnis')}?stadtteil={region.schluessel}"
    zentren = Zentrum.objects.filter(regionen=region)
    return _papier(pfad, region.name, zentren, angebote(suche, heute), fremdangebote(suche), heute)


def uebersicht_bezirk(bezirk: Bezirk, heute: date) -> Papier:
    eigene = angebote(Suche(), heute).filter(zentrum__bezirk=bezirk)
    fremde = fremdangebote(Suche()).filter(region__bezirk=bezirk)
    zentren = Zentrum.objects.filter(bezirk=bezirk)
    return _papier(reverse("verzeichnis"), bezirk.name, zentren, eigene, fremde, heute)


def _papier(
    pfad: str,
    ort: str,
    zentren: ZentrumQuerySet,
    eigene: QuerySet[Angebot],
    fremde: QuerySet[Fremdangebot],
    heute: date,
) -> Papier:
    geordnet = _eintraege(eigene, fremde, heute)
    daten = Uebersicht(
        ort=ort,
        anzahl=len(geordnet),
        davon_fremd=sum(eintrag.fremd for _, eintrag in geordnet),
        bereiche=_bereiche(geordnet),
        gruppen=_gruppen(eintrag for _, eintrag in geordnet),
        zentren=tuple(zentrumsangaben(zentrum) for zentrum in mit_haeusern(zentren.in_betrieb(heute))),
        stand=heute,
    )
    return Papier(vorlage="pdf/uebersicht.html", titel=f"Angebote in {ort}", pfad=pfad, daten=daten)


def _eintraege(
    eigene: QuerySet[Angebot], fremde: QuerySet[Fremdangebot], heute: date
) -> list[tuple[int | None, Eintrag]]:
    """Both kinds with the key of their Leistungsbereich, by title."""
    mit = ("zentrum", "standort", "raum")
    geladen = eigene.select_related(*mit).prefetch_related("zeitplaene", "zielgruppen")
    andere = fremde.select_related("region").prefetch_related("zielgruppen")
    paare = [(bytes(a.sortierung), a.leistungsbereich_id, eigener(a, heute)) for a in geladen]
    paare += [(bytes(f.sortierung), f.leistungsbereich_id, fremder(f)) for f in andere]
    paare.sort(key=lambda paar: (paar[0], paar[2].kennung))
    return [(bereich, eintrag) for _, bereich, eintrag in paare]


def _bereiche(geordnet: list[tuple[int | None, Eintrag]]) -> tuple[Bereich, ...]:
    bereiche = [
        Bereich(bereich.kurz, tuple(eintrag for key, eintrag in geordnet if key == bereich.pk))
        for bereich in Leistungsbereich.objects.all()
    ]
    return tuple(bereich for bereich in bereiche if bereich.eintraege)


def _gruppen(eintraege: Iterable[Eintrag]) -> tuple[Gruppe, ...]:
    je_gruppe = nach_zielgruppe(eintraege)
    namen = [gruppe.name for gruppe in Zielgruppe.objects.all() if gruppe.name in je_gruppe]
    return tuple(Gruppe(name, tuple(je_gruppe[name])) for name in namen)
