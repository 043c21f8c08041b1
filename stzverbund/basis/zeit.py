"""Months and years as dates."""

import calendar
from datetime import date

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
