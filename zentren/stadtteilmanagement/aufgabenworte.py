"""Short names of the 27 Aufgaben, and the words by which they are recognised (`daten/aufgabenworte.toml`).

The wording of the Rahmenkonzept stands in the catalogue; this is read without the database, because the box
"Schnell erfassen" stands on every page.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from stzverbund.basis.sortierung import faltung

WORTE = Path(__file__).parent / "daten" / "aufgabenworte.toml"
Muster = dict[str, re.Pattern[str]]


@dataclass(frozen=True)
class Wortlisten:
    """`kurz` names each Aufgabe, `aufgaben` and `formen` are what their words look like in a folded text.

    `fuellworte` say nothing about what a sentence is about.
    """

    bereiche: dict[str, str]
    kurz: dict[str, str]
    aufgaben: Muster
    formen: Muster
    fuellworte: frozenset[str]


@lru_cache(maxsize=1)
def wortlisten() -> Wortlisten:
    daten = tomllib.loads(WORTE.read_text(encoding="utf-8"))
    return Wortlisten(
        bereiche=daten["bereich"],
        kurz={schluessel: angaben["kurz"] for schluessel, angaben in daten["aufgabe"].items()},
        aufgaben={schluessel: _muster(angaben["worte"]) for schluessel, angaben in daten["aufgabe"].items()},
        formen={form: _muster(angaben["worte"]) for form, angaben in daten["form"].items()},
        fuellworte=frozenset(faltung(wort) for wort in daten["fuellworte"]),
    )


def kurzname(schluessel: str) -> str:
    """ "A3.1 Gremienarbeit"; the key alone where the list does not know it."""
    return f"{schluessel} {wortlisten().kurz.get(schluessel, '')}".strip()


@lru_cache(maxsize=1)
def wahl() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """All Aufgaben to choose from, by Aufgabenbereich: (name, ((key, short name), ...))."""
    listen = wortlisten()
    return tuple(
        (
            f"{bereich} {name}",
            tuple((key, kurzname(key)) for key in listen.kurz if key.split(".")[0] == bereich),
        )
        for bereich, name in listen.bereiche.items()
    )


def _muster(worte: list[str]) -> re.Pattern[str]:
    """Any of these beginnings of words, the longest first."""
    gefaltet = sorted({faltung(wort) for wort in worte}, key=lambda wort: (-len(wort), wort))
    return re.compile(rf"\b(?:{'|'.join(re.escape(wort) for wort in gefaltet)})")
