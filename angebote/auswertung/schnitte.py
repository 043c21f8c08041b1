"""Rows read once and summed from several sides, in one statement: by month, Leistungsbereich, Zentrum ...

The database reads the totals of a year and of the year before into a common table, marks what compares, and
groups that small table as often as needed. The same statement runs on SQLite and PostgreSQL.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable

from .formen import Summe, Summen
from .summieren import GANZ

JETZT, VORJAHR, FRUEHER = 2, 1, 0
WANN = f"""
    CASE WHEN monat >= %s THEN {JETZT}
    WHEN (zentrum, monat) IN (SELECT zentrum, monat FROM vergleichbar) THEN {VORJAHR} ELSE {FRUEHER} END
"""  # noqa: S608
"""`VORJAHR` are the months of the year before that the centre also has in this year."""
ANWEISUNG = """
    WITH basis AS MATERIALIZED ({basis}),
    monate AS MATERIALIZED (
        SELECT zentrum, monat, CAST({jahr} AS integer) AS jahr, CAST({monat} AS integer) AS monatsnr
        FROM (SELECT DISTINCT zentrum, monat FROM basis) b),
    vergleichbar AS MATERIALIZED (
        SELECT v.zentrum, v.monat FROM monate v
        JOIN monate j ON j.zentrum = v.zentrum AND j.monatsnr = v.monatsnr AND j.jahr = %s),
    zeilen AS NOT MATERIALIZED (
        SELECT b.*, {wann} AS wann, CASE WHEN summierbar THEN NULL ELSE monat END AS einzeln FROM basis b),
    grob AS MATERIALIZED (
        SELECT g.*, CAST({monat} AS integer) AS monatsnr
        FROM (SELECT {grob}, {summen} FROM zeilen GROUP BY {grob}) g),
    fein AS MATERIALIZED (SELECT {fein}, {summen} FROM zeilen GROUP BY {fein})
    SELECT schnitt, wann, gruppe, kennzahl_id, MAX(z), CAST(SUM(a) AS bigint), CAST(SUM(o) AS bigint)
    FROM (SELECT schnitt, wann, gruppe, kennzahl_id, {summen} FROM ({seiten}) s
        GROUP BY schnitt, wann, gruppe, kennzahl_id, einzeln) m
    GROUP BY schnitt, wann, gruppe, kennzahl_id
"""
"""`einzeln` is the month where months do not add up: of those sums the highest counts."""
SUMMEN = ", ".join(f"CAST(SUM({name}) AS bigint) AS {name}" for name in ("z", "a", "o"))
IMMER = ("wann", "einzeln", "kennzahl_id")


@dataclass(frozen=True)
class Schnitt:
    """One side: groups by `spalte` of the rows ("" is all together), if need be over a further table, if need
    be of some rows only."""

    name: str
    spalte: str
    verbund: str = ""
    bedingung: str = ""


GESAMT, JE_MONAT = Schnitt("gesamt", ""), Schnitt("monat", "monatsnr")


@dataclass(frozen=True)
class Schnitte:
    """What came out: for each side its groups with their sums; months as numbers."""

    jahr: int
    _summen: Mapping[tuple[str, int], Mapping[Any, Summen]] = field(default_factory=dict)

    def jetzt(self, schnitt: Schnitt) -> Mapping[Any, Summen]:
        return self._summen.get((schnitt.name, JETZT), {})

    def vorjahr(self, schnitt: Schnitt) -> Mapping[Any, Summen]:
        """The months of the year before that a centre also has in this year; by month: all of them."""
        return self._summen.get((schnitt.name, VORJAHR), {})

    def je_monat(self) -> dict[date, Summen]:
        return {date(self.jahr, nr, 1): summen for nr, summen in sorted(self.jetzt(JE_MONAT).items())}

    def je_monat_vorjahr(self) -> dict[date, Summen]:
        return {date(self.jahr - 1, nr, 1): summen for nr, summen in sorted(self.vorjahr(JE_MONAT).items())}


def schneiden(
    zeilen: QuerySet,
    jahr: int,
    *,
    rechnung: dict[str, Combinable],
    spalten: dict[str, Combinable],
    schnitte: Sequence[Schnitt],
    grob: Sequence[str],
) -> Schnitte:
    """Sums `zeilen` (Wert or Meldungssumme rows of `jahr` and the year before) from each side of `schnitte`.

    `spalten` are the names of columns and where they come from; "zentrum" must be one. They are summed to
    two smaller tables first: by month with the columns in `grob`, and over the months with all others. Of
    Kennzahlen that cannot be summed over months the highest month counts. One query. Names of tables and
    columns come from the code, never from a person.
    """
    try:
        basis, werte = _basis(zeilen, rechnung, spalten).query.sql_with_params()
    except EmptyResultSet:  # there is nothing to read
        return Schnitte(jahr)
    anweisung, weitere = _anweisung(basis, jahr, spalten, schnitte, grob)
    sammlung: defaultdict[tuple[str, int], dict[Any, dict[int, Summe]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(anweisung, [*werte, *weitere])
        for nr, wann, gruppe, kennzahl, z, a, o in cursor.fetchall():
            summe = Summe(z if a else None, a, o)
            sammlung[schnitte[nr].name, wann].setdefault(gruppe, {})[kennzahl] = summe
    return Schnitte(jahr, sammlung)


def _basis(zeilen: QuerySet, rechnung: dict[str, Combinable], spalten: dict[str, Combinable]) -> QuerySet:
    """The totals as they lie there: one row for each month, Kennzahl and combination of `spalten`."""
    return (
        zeilen.filter(GANZ)
        .order_by()
        .values(
            "kennzahl_id",
            "monat",
            summierbar=F("kennzahl__summierbar"),
            **spalten,
            **rechnung,
        )
    )


def _anweisung(
    basis: str, jahr: int, spalten: Iterable[str], schnitte: Sequence[Schnitt], grob: Sequence[str]
) -> tuple[str, list[Any]]:
    """The statement, with what it needs beside the values of `basis`."""
    jahr_aus, jahr_werte = connection.ops.date_extract_sql("year", "monat", ())
    monat_aus, monat_werte = connection.ops.date_extract_sql("month", "monat", ())
    anweisung = ANWEISUNG.format(
        basis=basis,
        jahr=jahr_aus,
        monat=monat_aus,
        wann=WANN,
        summen=SUMMEN,
        grob=", ".join([*IMMER, "monat", *grob]),
        fein=", ".join([*IMMER, *(name for name in spalten if name not in grob)]),
        seiten=" UNION ALL ".join(_seite(nr, schnitt, grob) for nr, schnitt in enumerate(schnitte)),
    )
    return anweisung, [*jahr_werte, *monat_werte, jahr, date(jahr, 1, 1), *monat_werte]


def _seite(nr: int, schnitt: Schnitt, grob: Sequence[str]) -> str:
    """The rows of one side."""
    wann, bedingungen = "wann", [f"wann <> {FRUEHER}"]
    if schnitt == JE_MONAT:
        wann, bedingungen = f"CASE wann WHEN {JETZT} THEN {JETZT} ELSE {VORJAHR} END", []
    bedingungen += [schnitt.bedingung] if schnitt.bedingung else []
    quelle = "grob" if schnitt.spalte in ("", "monatsnr", *grob) else "fein"
    return f"""
        SELECT {nr} AS schnitt, {wann} AS wann, {schnitt.spalte or "0"} AS gruppe, kennzahl_id, einzeln,
            z, a, o
        FROM {quelle} {schnitt.verbund} {"WHERE" if bedingungen else ""} {" AND ".join(bedingungen)}
    """  # noqa: S608
