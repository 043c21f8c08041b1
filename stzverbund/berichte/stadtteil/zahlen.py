"""What the registers of centres hold of a year and of the year before: one query for each register."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum

from zentren.models import Belegung
from zentren.stadtteilmanagement.models import Bedarf, Befragung, Kooperation, Taetigkeit

Spanne = tuple[date, date]
Bedingungen = dict[str, Callable[[Spanne], Q]]


@dataclass(frozen=True)
class Registerzahlen:
    """Counts of one centre in one year; `bedarfe_offen` at its end, `raum_minuten` in minutes."""

    taetigkeiten: int = 0
    bedarfe_ermittelt: int = 0
    bedarfe_umgesetzt: int = 0
    bedarfe_verworfen: int = 0
    bedarfe_offen: int = 0
    kooperationen: int = 0
    vereinbarungen: int = 0
    gremien: int = 0
    befragungen: int = 0
    antworten: int = 0
    raum_termine: int = 0
    raum_buchungen: int = 0
    raum_minuten: int = 0

    def __add__(self, andere: "Registerzahlen") -> "Registerzahlen":
        return Registerzahlen(*(getattr(self, name) + getattr(andere, name) for name in NAMEN))

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in NAMEN)


NAMEN = tuple(feld.name for feld in fields(Registerzahlen))
Jahreszahlen = dict[tuple[int, int], Registerzahlen]
"""(centre, year) -> its counts; whoever has none is missing."""


def registerzahlen(zentren: Iterable[int], jahr: int) -> Jahreszahlen:
    """Of the year and the year before, by centre; five queries."""
    dort, jahre = list(zentren), (jahr, jahr - 1)
    gesammelt: dict[tuple[int, int], dict[str, int]] = {}
    for teil in (
        _gezaehlt(Taetigkeit.objects.filter(zentrum__in=dort), {"taetigkeiten": _tage("datum")}, jahre),
        _gezaehlt(Bedarf.objects.filter(zentrum__in=dort), BEDARFE, jahre),
        _gezaehlt(Kooperation.objects.filter(zentrum__in=dort), KOOPERATIONEN, jahre),
        _befragungen(dort, jahre),
        _raeume(dort, jahre),
    ):
        for schluessel, zahlen in teil.items():
            gesammelt.setdefault(schluessel, {}).update(zahlen)
    return {schluessel: Registerzahlen(**zahlen) for schluessel, zahlen in gesammelt.items()}


def zusammen(zahlen: Iterable[Registerzahlen]) -> Registerzahlen:
    return sum(zahlen, Registerzahlen())


def spanne(jahr: int) -> Spanne:
    return date(jahr, 1, 1), date(jahr, 12, 31)


def _tage(feld: str) -> Callable[[Spanne], Q]:
    return lambda jahr: Q(**{f"{feld}__range": jahr})


def _laufend(jahr: Spanne, von: str, bis: str) -> Q:
    """Overlaps with the year; an open beginning or end counts."""
    begonnen = Q(**{f"{von}__isnull": True}) | Q(**{f"{von}__lte": jahr[1]})
    return begonnen & (Q(**{f"{bis}__isnull": True}) | Q(**{f"{bis}__gte": jahr[0]}))


def _offen(jahr: Spanne) -> Q:
    """Found, and at the end of the year neither met nor dropped."""
    spaeter = Q(umgesetzt_am__isnull=True) | Q(umgesetzt_am__gt=jahr[1])
    behalten = Q(verworfen_am__isnull=True) | Q(verworfen_am__gt=jahr[1])
    return Q(ermittelt_am__lte=jahr[1]) & spaeter & behalten


def _partner(jahr: Spanne) -> Q:
    return ~Q(art=Kooperation.Art.GREMIUM) & _laufend(jahr, "seit", "beendet_am")


def _vereinbart(jahr: Spanne) -> Q:
    return _partner(jahr) & Q(unterzeichnet_am__lte=jahr[1]) & _laufend(jahr, "gilt_von", "gilt_bis")


BEDARFE: Bedingungen = {
    "bedarfe_ermittelt": _tage("ermittelt_am"),
    "bedarfe_umgesetzt": _tage("umgesetzt_am"),
    "bedarfe_verworfen": _tage("verworfen_am"),
    "bedarfe_offen": _offen,
}
KOOPERATIONEN: Bedingungen = {
    "kooperationen": _partner,
    "vereinbarungen": _vereinbart,
    "gremien": lambda jahr: Q(art=Kooperation.Art.GREMIUM) & _laufend(jahr, "seit", "beendet_am"),
}


def _gezaehlt(zeilen: QuerySet, bedingungen: Bedingungen, jahre: Sequence[int]) -> dict[Any, dict[str, int]]:
    spalten = {
        f"{name}_{jahr}": Count("pk", filter=bedingung(spanne(jahr)))
        for name, bedingung in bedingungen.items()
        for jahr in jahre
    }
    return _nach_jahr(zeilen.order_by().values("zentrum").annotate(**spalten), "zentrum", bedingungen, jahre)


def _befragungen(zentren: list[int], jahre: Sequence[int]) -> dict[Any, dict[str, int]]:
    """Those that ended in the year, or are to end in it; with the answers on paper."""
    begonnene = Befragung.objects.filter(zentrum__in=zentren).exclude(status=Befragung.Status.ENTWURF)
    spalten: dict[str, Any] = {}
    for jahr in jahre:
        im_jahr = Q(bis__range=spanne(jahr))
        spalten[f"befragungen_{jahr}"] = Count("pk", filter=im_jahr)
        spalten[f"antworten_{jahr}"] = Sum(F("boegen") + F("papierboegen"), filter=im_jahr)
    zeilen = begonnene.order_by().values("zentrum").annotate(**spalten)
    return _nach_jahr(zeilen, "zentrum", ("befragungen", "antworten"), jahre)


def _raeume(zentren: list[int], jahre: Sequence[int]) -> dict[Any, dict[str, int]]:
    """Occupations of the Räume by what begins in the year; blocks are no use."""
    haus = "raum__standort__zentrum"
    belegungen = Belegung.objects.filter(**{f"{haus}__in": zentren}).exclude(art=Belegung.Art.SPERRE)
    dauer = ExpressionWrapper(F("ende") - F("beginn"), output_field=DurationField())
    spalten: dict[str, Any] = {}
    for jahr in jahre:
        im_jahr = Q(beginn__year=jahr)
        spalten[f"raum_termine_{jahr}"] = Count("pk", filter=im_jahr)
        spalten[f"raum_buchungen_{jahr}"] = Count("pk", filter=im_jahr & Q(art=Belegung.Art.BUCHUNG))
        spalten[f"raum_minuten_{jahr}"] = Sum(dauer, filter=im_jahr)
    zeilen = belegungen.order_by().values(haus).annotate(**spalten)
    return _nach_jahr(zeilen, haus, ("raum_termine", "raum_buchungen", "raum_minuten"), jahre)


def _nach_jahr(
    zeilen: Any, haus: str, namen: Iterable[str], jahre: Sequence[int]
) -> dict[Any, dict[str, int]]:
    """Columns of two years as (centre, year) -> {name: number}."""
    namen = tuple(namen)
    return {
        (zeile[haus], jahr): {name: _ganz(zeile[f"{name}_{jahr}"]) for name in namen}
        for zeile in zeilen
        for jahr in jahre
    }


def _ganz(wert: Any) -> int:
    """A count; a duration in minutes; nothing is 0."""
    return int(wert / timedelta(minutes=1)) if isinstance(wert, timedelta) else int(wert or 0)
