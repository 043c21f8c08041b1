""" "Was ist zu tun?": due, overdue, returned and new, for the role that is logged in."""

from dataclasses import dataclass

from zentren.models import Mitgliedschaft


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


def aufgaben(mitgliedschaft: Mitgliedschaft | None) -> list[Aufgabe]:
    return []


def zahlen(mitgliedschaft: Mitgliedschaft | None) -> list[Zahl]:
    return []
