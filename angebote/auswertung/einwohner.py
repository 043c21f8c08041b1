"""Inhabitants of Stadtteile (Bezirksregionen) in a year: what figures are set against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from angebote.models import Altersgruppe
from zentren.models import Einwohnerstand

FELDER: dict[str, tuple[str, ...]] = {
    Altersgruppe.ALLE: ("einwohner",),
    Altersgruppe.U6: ("u6",),
    Altersgruppe.A6: ("a6_15",),
    Altersgruppe.A15: ("a15_18",),
    Altersgruppe.A18: ("a18_27",),
    Altersgruppe.A27: ("a27_45",),
    Altersgruppe.A45: ("a45_55", "a55_65"),
    Altersgruppe.A65: ("a65plus",),
}
"""Altersgruppe -> the fields of an Einwohnerstand that make it up."""
JE = 1000


@dataclass(frozen=True)
class Bevoelkerung:
    """Inhabitants of one or more Stadtteile together, on the newest Stichtag that is not after the year."""

    anzahl: int
    stichtage: tuple[date, ...]


Staende = Mapping[int, tuple[tuple[date, int], ...]]
"""Bezirksregion (primary key) -> (Stichtag, inhabitants), the newest first."""


def einwohnerstaende(regionen: Iterable[int], bis: int, altersgruppe: str = Altersgruppe.ALLE) -> Staende:
    """All that is known up to the end of a year; one query."""
    felder = FELDER[altersgruppe]
    zeilen = Einwohnerstand.objects.filter(
        bezirksregion__in=list(regionen), stichtag__lte=date(bis, 12, 31)
    ).order_by("-stichtag")
    staende: dict[int, tuple[tuple[date, int], ...]] = {}
    for region, stichtag, *anzahlen in zeilen.values_list("bezirksregion", "stichtag", *felder):
        staende[region] = (*staende.get(region, ()), (stichtag, sum(anzahlen)))
    return staende


def bevoelkerung(staende: Staende, regionen: Iterable[int], jahr: int) -> Bevoelkerung | None:
    """Of these Stadtteile together; None where there are none or nothing is known of one of them."""
    passende = []
    for region in regionen:
        bekannte = [stand for stand in staende.get(region, ()) if stand[0].year <= jahr]
        if not bekannte:
            return None
        passende.append(bekannte[0])
    if not passende:
        return None
    stichtage = tuple(sorted({stichtag for stichtag, _ in passende}))
    return Bevoelkerung(sum(anzahl for _, anzahl in passende), stichtage)


def je_tausend(zahl: int | None, einwohner: Bevoelkerung | None, teiler: int = 1) -> Decimal | None:
    """`zahl` (smallest unit; `teiler` of them make the unit) per 1,000 inhabitants, to one decimal."""
    if zahl is None or einwohner is None or not einwohner.anzahl:
        return None
    genau = Decimal(zahl) * JE / (teiler * einwohner.anzahl)
    return genau.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
