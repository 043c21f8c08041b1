"""Rows read once and summed from several sides, in one statement: by month, Leistungsbereich, Zentrum ...

The database reads the totals of a year and of the year before into a common table, marks what compares, and
groups that small table as often as needed. The same statement runs on SQLite and PostgreSQL.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, IntegerField, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, ExtractMonth, ExtractYear

from .formen import Summe, Summen
from .summieren import GANZ, summe_aus

JETZT, VORJAHR = "jetzt", "vorjahr"
FEIN = """
    monate AS MATERIALIZED (SELECT DISTINCT zentrum, monatsnr, jahr FROM basis),
    fein AS MATERIALIZED (
        SELECT b.*, CASE WHEN b.jahr = j.jahr THEN 'jetzt' WHEN m.jahr IS NULL THEN 'frueher'
        ELSE 'vorjahr' END AS wann
        FROM basis b CROSS JOIN (SELECT %s AS jahr) j
        LEFT JOIN monate m ON m.zentrum = b.zentrum AND m.monatsnr = b.monatsnr AND m.jahr = j.jahr)
"""


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
    _summen: Mapping[tuple[str, str], Mapping[Any, Summen]] = field(default_factory=dict)

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
    grob: Sequence[str] | None = None,
) -> Schnitte:
    """Sums `zeilen` (Wert or Meldungssumme rows of `jahr` and the year before) from each side of `schnitte`.

    `spalten` are the names of columns and where they come from; "zentrum" must be one. Sides that need none
    but the columns in `grob` are summed from a smaller table between. Of Kennzahlen that cannot be summed
    over months the highest month counts. One query. Names of tables and columns come from the code, never
    from a person.
    """
    try:
        basis, werte = _basis(zeilen, rechnung, spalten).query.sql_with_params()
    except EmptyResultSet:  # there is nothing to read
        return Schnitte(jahr)
    teile = [_teil(schnitt, grob) for schnitt in schnitte]
    anweisung = "".join([_tabellen(basis, grob), " UNION ALL ".join(teile)])
    sammlung: defaultdict[tuple[str, str], dict[Any, dict[int, Summe]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(anweisung, [*werte, jahr])
        for name, wann, gruppe, kennzahl, z, a, o in cursor.fetchall():
            sammlung[name, wann].setdefault(gruppe, {})[kennzahl] = summe_aus({"z": z, "a": a, "o": o})
    return Schnitte(jahr, sammlung)


def _basis(zeilen: QuerySet, rechnung: dict[str, Combinable], spalten: dict[str, Combinable]) -> QuerySet:
    """The totals as they lie there: one row for each month, Kennzahl and combination of `spalten`."""
    return (
        zeilen.filter(GANZ)
        .order_by()
        .values(
            "kennzahl_id",
            jahr=Cast(ExtractYear("monat"), IntegerField()),
            monatsnr=Cast(ExtractMonth("monat"), IntegerField()),
            summierbar=F("kennzahl__summierbar"),
            **spalten,
            **rechnung,
        )
    )


def _tabellen(basis: str, grob: Sequence[str] | None) -> str:
    """The common tables; `wann` is "jetzt", "vorjahr" where the centre has the month in both years, else
    "frueher"."""
    tabellen = f"WITH basis AS MATERIALIZED ({basis}), {FEIN}"
    if grob is None:
        return tabellen
    spalten = ", ".join(["wann", "monatsnr", "kennzahl_id", "summierbar", *grob])
    summen = "SUM(z) AS z, SUM(a) AS a, SUM(o) AS o"
    return f"{tabellen}, grob AS MATERIALIZED (SELECT {spalten}, {summen} FROM fein GROUP BY {spalten})"  # noqa: S608


def _teil(schnitt: Schnitt, grob: Sequence[str] | None) -> str:
    """The sums of one side, and of what cannot be summed over months the highest month."""
    quelle = "grob" if grob is not None and schnitt.spalte in ("", "monatsnr", *grob) else "fein"
    wann, bedingungen = "wann", ["wann <> 'frueher'"]
    if schnitt == JE_MONAT:
        wann, bedingungen = "CASE wann WHEN 'jetzt' THEN 'jetzt' ELSE 'vorjahr' END", []
    bedingungen += [schnitt.bedingung] if schnitt.bedingung else []
    gruppe = schnitt.spalte or "0"
    zeilen = f"""
        SELECT {wann} AS wann, {gruppe} AS gruppe, kennzahl_id, monatsnr AS nr, summierbar, z, a, o
        FROM {quelle} {schnitt.verbund} WHERE {" AND ".join(["1 = 1", *bedingungen])}
    """  # noqa: S608
    name = f"SELECT '{schnitt.name}', wann, gruppe, kennzahl_id"
    return f"""
        {name}, SUM(z), SUM(a), SUM(o)
        FROM ({zeilen}) s WHERE summierbar GROUP BY wann, gruppe, kennzahl_id
        UNION ALL
        {name}, MAX(z), SUM(a), SUM(o)
        FROM (
            SELECT wann, gruppe, kennzahl_id, SUM(z) AS z, SUM(a) AS a, SUM(o) AS o
            FROM ({zeilen}) n WHERE NOT summierbar GROUP BY wann, gruppe, kennzahl_id, nr
        ) h GROUP BY wann, gruppe, kennzahl_id
    """  # noqa: S608
