"""Months, weeks and years as dates."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

SIEBEN_TAGE = timedelta(days=7)

MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def monatsanfang(tag: date) -> date:
    return tag.replace(day=1)


def monatsende(tag: date) -> date:
    return tag.replace(day=calendar.monthrange(tag.year, tag.month)[1])


def monat_plus(monat: date, anzahl: int) -> date:
    """The first day of the month `anzahl` months later (or earlier)."""
    jahr, index = divmod(monat.year * 12 + monat.month - 1 + anzahl, 12)
    return date(jahr, index + 1, 1)


def monate(von: date, bis: date) -> list[date]:
    """The first day of each month from `von` to `bis`, both included."""
    liste, monat = [], monatsanfang(von)
    while monat <= bis:
        liste.append(monat)
        monat = monat_plus(monat, 1)
    return liste


@dataclass(frozen=True)
class Woche:
    """A week of the calendar (ISO 8601), from Monday to Sunday; prints as its address, "2026-W47"."""

    montag: date

    @classmethod
    def von(cls, tag: date) -> Woche:
        """The week in which a day lies."""
        return cls(tag - timedelta(days=tag.weekday()))

    @classmethod
    def aus(cls, text: str) -> Woche | None:
        """The week of an address; None for what is none, or lies in another age."""
        try:
            montag = datetime.strptime(f"{text}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            return None
        return cls(montag) if 1900 < montag.year < 3000 else None

    def __str__(self) -> str:
        return f"{self.montag:%G-W%V}"

    @property
    def sonntag(self) -> date:
        return self.montag + timedelta(days=6)

    @property
    def nummer(self) -> int:
        return self.montag.isocalendar().week

    @property
    def davor(self) -> Woche:
        return Woche(self.montag - SIEBEN_TAGE)

    @property
    def danach(self) -> Woche:
        return Woche(self.montag + SIEBEN_TAGE)
