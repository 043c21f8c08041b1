"""The dates of a schedule, pauses and exceptions applied."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import islice

from dateutil.relativedelta import relativedelta

from angebote.zeitplan.kalender import feiertage, schulferien
from angebote.zeitplan.regel import Regel, Rhythmus
from angebote.zeitplan.rfc5545 import tage

VORSCHAU = relativedelta(years=3)
VIERTELJAHR = relativedelta(months=3)


@dataclass(frozen=True)
class Vorkommen:
    """One date of a schedule, in Berlin wall-clock time; `minuten` is its length."""

    datum: date
    von: time
    bis: time
    minuten: int


def termine(regel: Regel, von: date, bis: date) -> list[Vorkommen]:
    """All dates from `von` to `bis`, both inclusive, in order."""
    return list(_vorkommen(regel, von, bis))


def naechste(regel: Regel, ab: date, anzahl: int = 10) -> list[Vorkommen]:
    """The next dates from `ab` on (inclusive), at most `anzahl`, not further than three years ahead."""
    return list(islice(_vorkommen(regel, ab, ab + VORSCHAU), anzahl))


def wochentage(regel: Regel, ab: date) -> str:
    """The weekdays of a rule as digits, "024" (0 is Monday), for the search.

    Single dates and days of the month count by where they fall from `ab` on, within a quarter of a year.
    """
    match regel.rhythmus:
        case Rhythmus.TAEGLICH:
            tage_ = set(range(5))
        case Rhythmus.WOECHENTLICH | Rhythmus.MONATLICH_WOCHENTAG:
            tage_ = set(regel.wochentage)
        case _:
            tage_ = {v.datum.weekday() for v in _vorkommen(regel, ab, ab + VIERTELJAHR)}
    return "".join(str(tag) for tag in sorted(tage_))


def _vorkommen(regel: Regel, von: date, bis: date) -> Iterator[Vorkommen]:
    minuten = (regel.bis.hour - regel.von.hour) * 60 + regel.bis.minute - regel.von.minute
    for tag in tage(regel, von, bis):
        if not _faellt_aus(regel, tag):
            yield Vorkommen(tag, regel.von, regel.bis, minuten)


def _faellt_aus(regel: Regel, tag: date) -> bool:
    return (
        tag in regel.ausnahmen
        or (regel.pause_feiertage and tag in feiertage(tag.year))
        or (regel.pause_schulferien and tag in schulferien(tag.year))
    )
