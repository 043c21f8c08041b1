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
from .summieren import GANZ, summe_aus

JETZT, VORJAHR = "jetzt", "vorjahr"
SUMMEN = "SUM(z) AS z, SUM(a) AS a, SUM(o) AS o"
FEIN = """
    monate AS MATERIALIZED (
        SELECT zentrum, monat, CAST({jahr} AS integer) AS jahr, CAST({monat} AS integer) AS monatsnr
        FROM (SELECT DISTINCT zentrum, monat FROM basis) b),
    lage AS MATERIALIZED (
        SELECT m.zentrum, m.monat, m.monatsnr, CASE WHEN m.jahr = j.jahr THEN 'jetzt'
        WHEN g.jahr IS NULL THEN 'frueher' ELSE 'vorjahr' END AS wann
        FROM monate m CROSS JOIN (SELECT %s AS jahr) j
        LEFT JOIN monate g ON g.zentrum = m.zentrum AND g.monatsnr = m.monatsnr AND g.jahr = j.jahr),
    fein AS MATERIALIZED (
        SELECT b.*, l.monatsnr, l.wann FROM basis b
        JOIN lage l ON l.zentrum = b.zentrum AND l.monat = b.monat)
"""
ZUSAMMEN = """
    {tabellen}
    SELECT schnitt, wann, gruppe, kennzahl_id, SUM(z), SUM(a), SUM(o) FROM ({summierbare}) s
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT schnitt, wann, gruppe, kennzahl_id, MAX(z), SUM(a), SUM(o) FROM (
        SELECT schnitt, wann, gruppe, kennzahl_id, SUM(z) AS z, SUM(a) AS a, SUM(o) AS o
        FROM ({andere}) n GROUP BY schnitt, wann, gruppe, kennzahl_id, monatsnr) h
    GROUP BY 1, 2, 3, 4
"""
"""All sides at once: what adds up, and of the others the highest month."""


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
    feine = [schnitt for schnitt in schnitte if _quelle(schnitt, grob) == "fein"]
    jahre = spalten if len(feine) > 1 else None
    fein, daten = _fein(jahr)
    tabellen = _tabellen(basis, fein, grob, jahre)
    anweisung = ZUSAMMEN.format(tabellen=tabellen, **_seiten(schnitte, grob, in_jahren=jahre is not None))
    sammlung: defaultdict[tuple[str, str], dict[Any, dict[int, Summe]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(anweisung, [*werte, *daten])
        for nr, wann, gruppe, kennzahl, z, a, o in cursor.fetchall():
            sammlung[schnitte[nr].name, wann].setdefault(gruppe, {})[kennzahl] = summe_aus(
                {"z": z, "a": a, "o": o}
            )
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


def _fein(jahr: int) -> tuple[str, list[Any]]:
    """The tables that find out for each month of a centre, not for each row, what it compares with."""
    wann, wann_werte = connection.ops.date_extract_sql("year", "monat", ())
    monat, monat_werte = connection.ops.date_extract_sql("month", "monat", ())
    return FEIN.format(jahr=wann, monat=monat), [*wann_werte, *monat_werte, jahr]


def _tabellen(basis: str, fein: str, grob: Sequence[str] | None, jahre: Iterable[str] | None) -> str:
    """The common tables; `wann` is "jetzt", "vorjahr" where the centre has the month in both years, else
    "frueher".

    `grob` are the rows of all months with fewer columns, `jahre` those that add up, with all columns but
    the month.
    """
    tabellen = [f"WITH basis AS MATERIALIZED ({basis})", fein]
    if grob is not None:
        spalten = ", ".join(["wann", "monatsnr", "kennzahl_id", "summierbar", *grob])
        tabellen.append(_zusammengefasst("grob", spalten))
    if jahre is not None:
        spalten = ", ".join(["wann", "kennzahl_id", "summierbar", *jahre])
        tabellen.append(_zusammengefasst("jahre", spalten, ", 0 AS monatsnr", "WHERE summierbar"))
    return ", ".join(tabellen)


def _zusammengefasst(name: str, spalten: str, dazu: str = "", wo: str = "") -> str:
    abfrage = f"SELECT {spalten}{dazu}, {SUMMEN} FROM fein {wo} GROUP BY {spalten}"  # noqa: S608
    return f"{name} AS MATERIALIZED ({abfrage})"


def _quelle(schnitt: Schnitt, grob: Sequence[str] | None) -> str:
    """The smallest table that has every month of a side."""
    return "grob" if grob is not None and schnitt.spalte in ("", "monatsnr", *grob) else "fein"


def _seiten(schnitte: Sequence[Schnitt], grob: Sequence[str] | None, *, in_jahren: bool) -> dict[str, str]:
    """The rows of all sides, one below the other: those of Kennzahlen that add up, and the others."""
    summierbare, andere = [], []
    for nr, schnitt in enumerate(schnitte):
        quelle = _quelle(schnitt, grob)
        zeilen = _seite(nr, schnitt)
        summierbare.append(zeilen % ("jahre" if in_jahren and quelle == "fein" else quelle, "summierbar"))
        andere.append(zeilen % (quelle, "NOT summierbar"))
    return {"summierbare": " UNION ALL ".join(summierbare), "andere": " UNION ALL ".join(andere)}


def _seite(nr: int, schnitt: Schnitt) -> str:
    wann, bedingungen = "wann", ["%s", "wann <> 'frueher'"]
    if schnitt == JE_MONAT:
        wann, bedingungen = "CASE wann WHEN 'jetzt' THEN 'jetzt' ELSE 'vorjahr' END", ["%s"]
    bedingungen += [schnitt.bedingung] if schnitt.bedingung else []
    return f"""
        SELECT {nr} AS schnitt, {wann} AS wann, {schnitt.spalte or "0"} AS gruppe, kennzahl_id, monatsnr,
            z, a, o
        FROM %s {schnitt.verbund} WHERE {" AND ".join(bedingungen)}
    """  # noqa: S608
