"""Official tables (CSV with semicolons, header in line 1), checked as a whole before anything is stored."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stzverbund.basis.tabellen.text import Tabellenfehler, text_aus, zeilen

KEINE_RAEUME = "Es sind noch keine Planungsräume geladen. Bitte zuerst: manage.py gebiete_laden"
KEINE_EIGENEN = "Die Datei enthält keine Zeile zu einem Bezirk, dessen Planungsräume geladen sind."
GENANNT = 20
"""So many errors of a file are named."""
GROESSTE_ZAHL = 10_000_000


class Ladefehler(Exception):
    """A file that cannot be loaded; `saetze` says in German what is wrong, with the line of the file."""

    def __init__(self, saetze: Iterable[str]) -> None:
        self.saetze = list(saetze)
        weitere = len(self.saetze) - GENANNT
        mehr = [f"… und {weitere} weitere Fehler."] if weitere > 0 else []
        super().__init__("\n".join([*self.saetze[:GENANNT], *mehr]))


@dataclass(frozen=True)
class Zeile:
    """A row by the names of its columns, in capital letters; `nummer` is its line in the file."""

    nummer: int
    werte: dict[str, str]

    def __getitem__(self, spalte: str) -> str:
        """A cell by the name of its column, however it is written."""
        return self.werte[spalte.upper()]

    def lies(self, spalte: str, lesen: Callable[[str], Any]) -> Any:
        """A cell; raises Ladefehler with line and column where `lesen` raises ValueError with a reason."""
        try:
            return lesen(self[spalte])
        except ValueError as fehler:
            kurz = self[spalte][:30]
            raise Ladefehler([f"Zeile {self.nummer}: „{kurz}“ in der Spalte {spalte} {fehler}."]) from None


def lies_datei(pfad: Path) -> bytes:
    """The content of a file; raises Ladefehler where it cannot be read."""
    try:
        return pfad.read_bytes()
    except OSError as fehler:
        raise Ladefehler([f"Die Datei lässt sich nicht lesen: {fehler.strerror}."]) from None


def lies_tabelle(daten: bytes, spalten: Iterable[str]) -> list[Zeile]:
    """All rows of a file that must have these columns; raises Ladefehler, naming every broken row."""
    try:
        gelesen = zeilen(text_aus(daten), ";")
    except Tabellenfehler as fehler:
        raise Ladefehler([str(fehler)]) from None
    if not gelesen:
        raise Ladefehler(["Die Datei ist leer."])
    (nummer, kopf), *rest = gelesen
    if not rest:
        raise Ladefehler(["Die Datei hat keine Zeile unter dem Kopf der Tabelle."])
    namen = [name.upper() for name in kopf]
    _kopf_pruefen(nummer, namen, spalten)
    breite = len(namen)
    falsch = [
        f"Zeile {n}: {len(zellen)} Zellen statt {breite}."
        for n, zellen in rest
        if len(zellen) < breite or any(zellen[breite:])
    ]
    if falsch:
        raise Ladefehler(falsch)
    return [Zeile(n, dict(zip(namen, zellen[:breite], strict=True))) for n, zellen in rest]


def _kopf_pruefen(nummer: int, namen: list[str], spalten: Iterable[str]) -> None:
    if fehlend := [spalte for spalte in spalten if spalte.upper() not in namen]:
        namen_ = ", ".join(fehlend)
        raise Ladefehler(
            [f"Zeile {nummer}: Im Kopf der Tabelle fehlt {namen_}. Das Trennzeichen ist das Semikolon."]
        )
    if doppelt := sorted({name for name in namen if name and namen.count(name) > 1}):
        raise Ladefehler([f"Zeile {nummer}: Im Kopf der Tabelle steht mehrmals {', '.join(doppelt)}."])


def gesammelt(zeilen_: Iterable[Zeile], lesen: Callable[[Zeile], Any]) -> list[Any]:
    """`lesen` of every row; raises one Ladefehler that names all that is wrong in the rows."""
    ergebnisse, saetze = [], []
    for zeile in zeilen_:
        try:
            ergebnisse.append(lesen(zeile))
        except Ladefehler as fehler:
            saetze += fehler.saetze
    if saetze:
        raise Ladefehler(saetze)
    return ergebnisse


def ganze_zahl(text: str) -> int:
    """A count; some years write "1234,0". Raises ValueError."""
    treffer = re.fullmatch(r"(\d{1,8})(?:[.,]0{1,2})?", text, re.ASCII)
    if treffer is None or int(treffer[1]) > GROESSTE_ZAHL:
        raise ValueError("ist keine Zahl von Menschen")
    return int(treffer[1])


def raumschluessel(text: str) -> str:
    """The 8 digits of a Planungsraum; a spreadsheet may have lost the leading zero. Raises ValueError."""
    if not re.fullmatch(r"\d{7,8}|0+", text, re.ASCII):
        raise ValueError("ist kein Schlüssel eines Planungsraums (8 Ziffern)")
    return text.zfill(8)[-8:]
