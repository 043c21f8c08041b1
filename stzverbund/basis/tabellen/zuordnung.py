"""Which column of a list holds what: proposed from the heads of the columns, changed by people."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from stzverbund.basis.sortierung import faltung
from stzverbund.basis.tabellen.lesen import HOECHSTENS_ZEILEN, KOPFBEREICH, ZU_VIELE_ZEILEN
from stzverbund.basis.tabellen.text import Tabellenfehler, Zeile

PROBE = 50
"""So many cells say whether a column holds dates or times."""
# Heads of columns in which people stand.
PERSONEN = re.compile(
    r"\b(?:vorname|nachname|familienname|ansprechpartner\w*|ansprechperson\w*|kontaktperson\w*|personen?|"
    r"\w*leiter(?:in)?|\w*leitung|anleitung|dozent\w*|referent\w*|trainer\w*|betreuer\w*|mitarbeiter\w*|"
    r"ehrenamtliche\w*|honorarkraft|honorarkrafte|verantwortlich\w*|zustandig\w*|wer macht es)\b"
)


@dataclass(frozen=True)
class Ziel:
    """What a column can be taken for; `worte` are usual heads of such columns, `notfalls` is less certain.

    `passt` looks at the cells where heads mean different things; `mehrfach` allows several columns.
    """

    schluessel: str
    name: str
    worte: tuple[str, ...] = ()
    notfalls: tuple[str, ...] = ()
    passt: Callable[[str], bool] | None = None
    mehrfach: bool = False


@dataclass(frozen=True)
class Tabelle:
    """A sheet with the row of its heads."""

    kopf: list[str]
    zeilen: list[Zeile]
    kopfzeile: int

    def spalte(self, index: int) -> list[str]:
        return [zellen[index] for _, zellen in self.zeilen]

    def name(self, index: int) -> str:
        """The head of a column, or its number where it has none."""
        return self.kopf[index] or f"Spalte {index + 1}"


def kopfzeilen(zeilen: Sequence[Zeile]) -> list[Zeile]:
    """The rows that may hold the heads."""
    return list(zeilen[:KOPFBEREICH])


def kopf_vorschlag(zeilen: Sequence[Zeile], ziele: Sequence[Ziel]) -> int:
    """The index of the row with most known heads among the first ones; the first where none is known."""

    def bekannte(index: int) -> int:
        return sum(any(_aehnlich(ziel, kopf) for ziel in ziele) for kopf in zeilen[index][1] if kopf)

    return max(range(len(kopfzeilen(zeilen))), key=lambda index: (bekannte(index), -index))


def tabelle(zeilen: Sequence[Zeile], kopf: int) -> Tabelle:
    """The sheet below its heads; raises Tabellenfehler where it has too many rows, or none."""
    darunter = list(zeilen[kopf + 1 :])
    if not darunter:
        raise Tabellenfehler("Unter den Überschriften der Spalten steht nichts.")
    if len(darunter) > HOECHSTENS_ZEILEN:
        raise Tabellenfehler(ZU_VIELE_ZEILEN)
    return Tabelle(zeilen[kopf][1], darunter, zeilen[kopf][0])


def vorschlag(
    tabelle: Tabelle, ziele: Sequence[Ziel], erlaubt: Callable[[str, Ziel], bool]
) -> dict[int, str]:
    """For each column what it seems to hold; each thing once, the best match first.

    `erlaubt` says whether a column with this head may be taken for something at all.
    """
    paare = [
        (guete, -index, -rang, ziel)
        for index, kopf in enumerate(tabelle.kopf)
        for rang, ziel in enumerate(ziele)
        if erlaubt(kopf, ziel) and (guete := _guete(ziel, kopf, tabelle.spalte(index)))
    ]
    gefunden: dict[int, str] = {}
    for _, index, _, ziel in sorted(paare, key=lambda paar: paar[:3], reverse=True):
        frei = ziel.mehrfach or ziel.schluessel not in gefunden.values()
        if frei and -index not in gefunden:
            gefunden[-index] = ziel.schluessel
    return dict(sorted(gefunden.items()))


def personenspalte(kopf: str) -> bool:
    """Whether a column seems to hold names of people."""
    return bool(PERSONEN.search(" ".join(_worte(kopf))))


def nicht_uebernommen(tabelle: Tabelle, zuordnung: Mapping[int, str]) -> list[str]:
    """The heads of the columns that nothing is taken from and that are not empty."""
    uebrige = [index for index in range(len(tabelle.kopf)) if index not in zuordnung]
    return [tabelle.name(index) for index in uebrige if any(tabelle.spalte(index))]


def _guete(ziel: Ziel, kopf: str, zellen: Sequence[str]) -> int:
    """How well a column fits: 0 not at all, 1 if need be, 2 by a word of its head, 3 by its whole head."""
    guete = _aehnlich(ziel, kopf)
    if guete and ziel.passt:
        gefuellt = [zelle for zelle in zellen[:PROBE] if zelle]
        if not gefuellt or sum(map(ziel.passt, gefuellt)) * 2 < len(gefuellt):
            return 0
    return guete


def _aehnlich(ziel: Ziel, kopf: str) -> int:
    worte = _worte(kopf)
    namen = [_worte(name) for name in (ziel.name, *ziel.worte)]
    if worte in namen:
        return 3
    if any(len(name) == 1 and len(name[0]) > 3 and name[0] in worte for name in namen):
        return 2
    return 1 if worte in [_worte(name) for name in ziel.notfalls] else 0


def _worte(kopf: str) -> list[str]:
    """ "Kosten (in €)" and "Kosten:" are one head."""
    ohne_klammern = re.sub(r"\(.*?\)|\[.*?\]", " ", faltung(kopf))
    return re.findall(r"[a-z0-9]+", ohne_klammern)
