"""Förderungen in sums by year (GS 2): of centres, kinds and sources. All amounts in cents.

A Förderung over several years belongs to each with its days. The parts of one Förderung add up to its amount
to the cent: the share of a year is what has run up to its end, rounded down, less what had run before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    ExpressionWrapper,
    F,
    Func,
    Max,
    Min,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, ExtractYear, Greatest, Least

from zentren.models import Mitgliedschaft, Zentrum
from zentren.stadtteilmanagement.models import Foerderung
from zentren.stadtteilmanagement.querysets_register import IM_HAUS, PARTNER

BETRAEGE = ("beantragt", "bewilligt", "erhalten", "ausgegeben")
FENSTER = 6
"""So many years stand beside each other."""
BEWILLIGTE = (Foerderung.Status.BEWILLIGT, Foerderung.Status.ABGESCHLOSSEN)


class Tageszahl(Func):
    """The number of a day as `date.toordinal` gives it, the same on SQLite and PostgreSQL."""

    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **kwargs: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)"
        )

    def as_postgresql(self, compiler: Any, connection: Any, **kwargs: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s - DATE '0001-01-01' + 1)")


@dataclass(frozen=True)
class Summe:
    """Cents of one year; `anzahl` counts the Förderungen granted that run in it."""

    anzahl: int = 0
    beantragt: int = 0
    bewilligt: int = 0
    erhalten: int = 0
    ausgegeben: int = 0

    def __bool__(self) -> bool:
        return any((self.anzahl, self.beantragt, self.bewilligt, self.erhalten, self.ausgegeben))


Summen = dict[tuple, dict[int, Summe]]
"""For each group (values of the fields grouped by) the sums of each year."""


def lesbare(m: Mitgliedschaft | None) -> QuerySet[Foerderung]:
    """What goes into the sums that this role reads: the house its own, offices those of their centres."""
    if m is None or not m.hat(*IM_HAUS, *PARTNER):
        return Foerderung.objects.none()
    return gezaehlte(Zentrum.objects.sichtbar_fuer(m))


def gezaehlte(zentren: QuerySet[Zentrum]) -> QuerySet[Foerderung]:
    """What counts of these centres: everything that is more than a plan."""
    dort = Foerderung.objects.filter(zentrum__in=zentren.order_by().values("pk"))
    return dort.exclude(status=Foerderung.Status.GEPLANT)


def spanne(menge: QuerySet[Foerderung]) -> tuple[int, int] | None:
    """The first and the last year in which one runs; None where there is none."""
    grenzen = menge.aggregate(von=Min(ExtractYear("von")), bis=Max(ExtractYear("bis")))
    return (grenzen["von"], grenzen["bis"]) if grenzen["von"] else None


def fenster(von: int, bis: int, letztes: int) -> list[int]:
    """The years to show, at most FENSTER: up to `letztes`, but not beyond `von` and `bis`."""
    ende = max(min(bis, letztes), von)
    return list(range(max(von, ende - FENSTER + 1), ende + 1))


def je_jahr(menge: QuerySet[Foerderung], jahre: Sequence[int], *gruppe: str) -> Summen:
    """The sums of the years, in one query; groups in the order of the query (`order_by` before)."""
    spalten: dict[str, Any] = {}
    for jahr in jahre:
        laeuft = Q(status__in=BEWILLIGTE, von__lte=date(jahr, 12, 31), bis__gte=date(jahr, 1, 1))
        spalten[f"anzahl_{jahr}"] = Count("pk", filter=laeuft)
        spalten |= {f"{name}_{jahr}": Coalesce(Sum(anteil(name, jahr)), 0) for name in BETRAEGE}
    if not gruppe:
        return {(): _je_jahr(menge.aggregate(**spalten), jahre)}
    zeilen = menge.values(*gruppe).annotate(**spalten)
    return {tuple(zeile[name] for name in gruppe): _je_jahr(zeile, jahre) for zeile in zeilen}


def anteil(betrag: str, jahr: int) -> Any:
    """What of an amount falls into a year, as an expression."""
    return _bis_tag(betrag, date(jahr, 12, 31)) - _bis_tag(betrag, date(jahr - 1, 12, 31))


def _bis_tag(betrag: str, tag: date) -> Any:
    """What of an amount has run up to the end of a day: whole cents, rounded down."""
    ganz = Tageszahl(F("bis")) - Tageszahl(F("von")) + Value(1)
    gelaufen = Value(tag.toordinal() + 1, BigIntegerField()) - Tageszahl(F("von"))
    begrenzt = Least(Greatest(gelaufen, Value(0, BigIntegerField())), ganz)
    return ExpressionWrapper(F(betrag) * begrenzt / ganz, BigIntegerField())


def _je_jahr(zeile: dict[str, Any], jahre: Sequence[int]) -> dict[int, Summe]:
    namen = ("anzahl", *BETRAEGE)
    return {jahr: Summe(*(zeile[f"{name}_{jahr}"] for name in namen)) for jahr in jahre}


def je_art(zentren: QuerySet[Zentrum], jahr: int) -> list[tuple[str, Summe]]:
    """One year of these centres: (kind, sums) in the order of the kinds, and last ("Summe", all of it).

    Empty where nothing counts in that year. For reports.
    """
    menge = gezaehlte(zentren).filter(von__lte=date(jahr, 12, 31), bis__gte=date(jahr, 1, 1)).order_by()
    nach_art = {art: summen[jahr] for (art,), summen in je_jahr(menge, [jahr], "art").items()}
    if not nach_art:
        return []
    zeilen = [(art.label, nach_art[art.value]) for art in Foerderung.Art if nach_art.get(art.value)]
    return [*zeilen, ("Summe", zusammen([summe for _, summe in zeilen]))]


def zusammen(summen: Sequence[Summe]) -> Summe:
    """Sums of several groups in one; a Förderung belongs to one group only."""
    namen = ("anzahl", *BETRAEGE)
    return Summe(**{name: sum(getattr(summe, name) for summe in summen) for name in namen})
