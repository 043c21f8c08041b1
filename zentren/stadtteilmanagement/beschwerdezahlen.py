"""Beschwerden in figures: how many, how quickly answered, what came of it; never a text or a person.

For those outside of the house small groups are masked, with their complement (RK-2017 4.3, Standard 12).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from stzverbund.basis.median import mittlere
from zentren.models import Zentrum
from zentren.stadtteilmanagement.beschwerdefristen import OFFEN
from zentren.stadtteilmanagement.models import Beschwerde

KLEIN = 5
"""A group of fewer is masked."""


@dataclass(frozen=True)
class Zahlen:
    """One centre in a year, or all of them (`zentrum` None). A figure is None where it is masked or missing.

    `tage` is the median of days from arrival to answer; `in_frist` were answered until their own deadline.
    """

    zentrum: Zentrum | None
    eingegangen: int | None
    beantwortet: int | None
    in_frist: int | None
    offen: int | None
    abgeschlossen: int | None
    verbessert: int | None
    tage: float | None
    verdeckt: bool = False


ANZAHLEN = ("eingegangen", "beantwortet", "in_frist", "offen", "abgeschlossen", "verbessert")


def je_zentrum(zentren: QuerySet, jahr: int, *, maskieren: bool) -> list[Zahlen]:
    """Each of these centres in its order, and last the sum; what arrived in `jahr` counts. Three queries."""
    rueckmeldungen = _im_jahr(jahr)
    tage = median_tage(rueckmeldungen.filter(zentrum__in=zentren.order_by().values("pk")))
    bedingung = Q(beschwerden__eingegangen_am__year=jahr)
    gezaehlt = zentren.annotate(**{name: Count("beschwerden", bedingung & q) for name, q in _arten().items()})
    zeilen = [
        Zahlen(zentrum, **{name: getattr(zentrum, name) for name in ANZAHLEN}, tage=tage.get(zentrum.pk))
        for zentrum in gezaehlt
    ]
    summe = _summe(zeilen, _gesamt(rueckmeldungen, zentren))
    return maskiert([*zeilen, summe]) if maskieren else [*zeilen, summe]


def median_tage(rueckmeldungen: QuerySet[Beschwerde], je: str = "zentrum") -> dict[int, float]:
    """The median of days until the answer for each `je` (a field); one query, at most two rows for each."""
    dauer = ExpressionWrapper(F("beantwortet_am") - F("eingegangen_am"), output_field=DurationField())
    beantwortet = rueckmeldungen.filter(beantwortet_am__isnull=False).annotate(dauer=dauer)
    mitten = mittlere(beantwortet, je=je, wert="dauer")
    return {key: sum(wert.days for wert in werte) / len(werte) for key, werte in mitten.items()}


def jahre(zentren: QuerySet, heute: date) -> list[int]:
    """The years in which something arrived, and this one, the latest first."""
    tage = Beschwerde.objects.filter(zentrum__in=zentren.order_by().values("pk")).dates(
        "eingegangen_am", "year"
    )
    return sorted({heute.year, *(tag.year for tag in tage)}, reverse=True)


def maskiert(zeilen: list[Zahlen]) -> list[Zahlen]:
    """The rows with their sum last; small ones masked, and the sum where it would tell a masked row."""
    *einzelne, summe = zeilen
    kleine = [zeile for zeile in einzelne if 0 < (zeile.eingegangen or 0) < KLEIN]
    verraten = bool(kleine) and (len(kleine) == 1 or sum(z.eingegangen or 0 for z in kleine) < KLEIN)
    klein = 0 < (summe.eingegangen or 0) < KLEIN
    return [_verdeckt(z) if z in kleine else _ohne_kurze_reihe(z) for z in einzelne] + [
        _verdeckt(summe) if verraten or klein else _ohne_kurze_reihe(summe)
    ]


def _ohne_kurze_reihe(zeile: Zahlen) -> Zahlen:
    """A median of a few answers would tell single ones."""
    return replace(zeile, tage=None) if (zeile.beantwortet or 0) < KLEIN else zeile


def _verdeckt(zeile: Zahlen) -> Zahlen:
    return replace(zeile, **dict.fromkeys((*ANZAHLEN, "tage")), verdeckt=True)


def _im_jahr(jahr: int) -> QuerySet[Beschwerde]:
    return Beschwerde.objects.filter(eingegangen_am__year=jahr)


def _arten() -> dict[str, Q]:
    b = "beschwerden__"
    beantwortet = Q(**{f"{b}beantwortet_am__isnull": False})
    return {
        "eingegangen": Q(),
        "beantwortet": beantwortet,
        "in_frist": beantwortet & Q(**{f"{b}beantwortet_am__lte": F(f"{b}frist")}),
        "offen": Q(**{f"{b}status__in": OFFEN}),
        "abgeschlossen": Q(**{f"{b}status": Beschwerde.Status.ABGESCHLOSSEN}),
        "verbessert": ~Q(**{f"{b}verbesserung": ""}),
    }


def _gesamt(rueckmeldungen: QuerySet[Beschwerde], zentren: QuerySet) -> float | None:
    """The median over all centres; the one Bezirk or Träger at a time that a page is about."""
    alle = rueckmeldungen.filter(zentrum__in=zentren.order_by().values("pk"))
    return median_tage(alle.annotate(eins=F("pk") * 0), je="eins").get(0)


def _summe(zeilen: Iterable[Zahlen], tage: float | None) -> Zahlen:
    zeilen = list(zeilen)
    summen = {name: sum(getattr(zeile, name) for zeile in zeilen) for name in ANZAHLEN}
    return Zahlen(None, **summen, tage=tage)
