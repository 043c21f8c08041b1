"""What sums are made of: from Wert rows or from the stored Meldungssumme rows."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, When
from django.db.models.expressions import Combinable

from angebote.models import Altersgruppe, Geschlecht, Kennzahl
from stzverbund.basis.zahlen import Zellart

from .formen import OHNE, Aufteilung, Gruppe, Kennzahlfolge, Summe, Summen

# Number, cells with a number and cells with "keine Angabe": of one row, and summed over rows.
WERTZEILE: dict[str, Combinable] = {
    "z": F("zahl"),
    "a": Case(When(art=Zellart.ZAHL, then=1), default=0, output_field=IntegerField()),
    "o": Case(When(art=Zellart.KEINE_ANGABE, then=1), default=0, output_field=IntegerField()),
}
SUMMENZEILE: dict[str, Combinable] = {"z": F("zahl"), "a": F("angaben"), "o": F("keine_angabe")}
AUS_WERTEN: dict[str, Combinable] = {name: Sum(was) for name, was in WERTZEILE.items()}
AUS_SUMMEN: dict[str, Combinable] = {name: Sum(was) for name, was in SUMMENZEILE.items()}

GANZ = Q(altersgruppe=Altersgruppe.ALLE, geschlecht=Geschlecht.ALLE)
RAENDER = Q(altersgruppe=Altersgruppe.ALLE) ^ Q(geschlecht=Geschlecht.ALLE)


def gruppen(
    namen: list[tuple[Any, str, str]], jetzt: Mapping[Any, Summen], vorher: Mapping[Any, Summen]
) -> tuple[Gruppe, ...]:
    """Lines in the order of `namen` (pk, schluessel, name), without those that have no figure at all."""
    return tuple(
        Gruppe(schluessel, name, jetzt.get(pk, {}), vorher.get(pk, {}))
        for pk, schluessel, name in namen
        if pk in jetzt or pk in vorher
    )


def aufteilungen(
    zeilen: QuerySet, gesamt: Summen, kennzahlen: Kennzahlfolge
) -> tuple[tuple[Aufteilung, ...], tuple[Aufteilung, ...]]:
    """By age and by gender, for every Kennzahl that is broken down and can be summed."""
    geteilte = [k for k in kennzahlen if k.aufteilung and k.summierbar and gesamt.get(k.pk, OHNE).angaben]
    raender = zeilen.filter(RAENDER, kennzahl__in=[k.pk for k in geteilte]).order_by()
    summen = raender.values_list("kennzahl", "altersgruppe", "geschlecht").annotate(z=Sum("zahl"))
    bekannt = {(kennzahl, alter, geschlecht): int(z or 0) for kennzahl, alter, geschlecht, z in summen}
    return (
        tuple(_alter(k, gesamt[k.pk].zahl or 0, bekannt) for k in geteilte),
        tuple(_geschlecht(k, gesamt[k.pk].zahl or 0, bekannt) for k in geteilte),
    )


def summe_aus(zeile: Mapping[str, Any]) -> Summe:
    """Of a row with the fields of AUS_WERTEN or AUS_SUMMEN."""
    # int(): PostgreSQL sums bigint as numeric. A stored sum without any number is 0.
    return Summe(int(zeile["z"] or 0) if zeile["a"] else None, int(zeile["a"]), int(zeile["o"]))


def hoechster(eine: Summe, andere: Summe) -> Summe:
    """Of two months the higher one, with the cells of both."""
    zahlen = [summe.zahl for summe in (eine, andere) if summe.zahl is not None]
    return Summe(
        max(zahlen, default=None), eine.angaben + andere.angaben, eine.ohne_angabe + andere.ohne_angabe
    )


def _alter(kennzahl: Kennzahl, gesamt: int, bekannt: dict[tuple[int, str, str], int]) -> Aufteilung:
    teile = tuple(
        (gruppe.label, bekannt.get((kennzahl.pk, gruppe.value, Geschlecht.ALLE.value), 0))
        for gruppe in Altersgruppe
        if gruppe != Altersgruppe.ALLE
    )
    return Aufteilung(kennzahl, gesamt, teile)


def _geschlecht(kennzahl: Kennzahl, gesamt: int, bekannt: dict[tuple[int, str, str], int]) -> Aufteilung:
    teile = tuple(
        (gruppe.label, bekannt.get((kennzahl.pk, Altersgruppe.ALLE.value, gruppe.value), 0))
        for gruppe in Geschlecht
        if gruppe != Geschlecht.ALLE
    )
    return Aufteilung(kennzahl, gesamt, teile)
