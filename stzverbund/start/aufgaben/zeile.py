"""What a row of the start page is, and the words all roles share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Aufgabe:
    """One row: what, why, until when, and the link to the very place. `ton` is KERN's tone."""

    ton: str
    wort: str
    titel: str
    adresse: str
    warum: str = ""
    wann: str = ""


@dataclass(frozen=True)
class Zahl:
    zahl: str
    text: str
    zusatz: str = ""


def abstand(tag: date, heute: date) -> str:
    """ "seit 5 Tagen", "heute", "bis 15.01.": when something is or was due."""
    tage = (heute - tag).days
    if tage > 0:
        return f"seit {mehrzahl(tage, 'Tag', 'Tagen')}"
    return "heute" if tage == 0 else f"bis {tag:%d.%m.}"


def mehrzahl(anzahl: int, eins: str, viele: str) -> str:
    """ "1 Tag", "5 Tagen"."""
    return f"{anzahl} {eins if anzahl == 1 else viele}"


def erste(liste: Sequence[T], anzahl: int) -> tuple[Sequence[T], int]:
    """The first rows and how many more there are."""
    return liste[:anzahl], max(len(liste) - anzahl, 0)
