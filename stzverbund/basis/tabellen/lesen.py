"""Files with tables (xlsx, ods, csv), as rows of text.

Formulas are read as their values, macros are never run, and a file that unpacks to more than it should is
refused before it is unpacked. Whatever the bytes are, the answer is a table or a German sentence.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from stzverbund.basis.tabellen.text import Tabellenfehler, Zeile, text_aus, trennzeichen, zeilen

HOECHSTENS_BYTES = 5 * 1024 * 1024
HOECHSTENS_ZEILEN = 2000
KOPFBEREICH = 10
"""So many rows from the top may be titles above the heads of the columns."""
HOECHSTENS_SPALTEN = 100
HOECHSTENS_ZEICHEN = 3_000_000
HOECHSTENS_BLAETTER = 20

ZU_GROSS = "Die Datei ist größer als 5 MB. Bitte teilen Sie die Liste auf."
ZU_VIELE_ZEILEN = "Die Tabelle hat mehr als 2.000 Zeilen. Bitte teilen Sie sie auf."
ZU_VIELE_SPALTEN = (
    f"Die Tabelle hat mehr als {HOECHSTENS_SPALTEN} Spalten. Bitte löschen Sie, was nicht dazugehört."
)
ZU_VIEL_TEXT = "Die Datei enthält zu viel Text. Bitte teilen Sie die Liste auf."
KEINE_TABELLE = (
    "Diese Datei ist keine Tabelle, die wir lesen können. "
    "Bitte speichern Sie sie als Excel-Arbeitsmappe (.xlsx), OpenDocument-Tabelle (.ods) oder CSV."
)
ALTES_EXCEL = (
    "Diese Datei ist in einem alten Excel-Format oder mit einem Kennwort geschützt. "
    "Bitte speichern Sie sie ohne Kennwort als Excel-Arbeitsmappe (.xlsx)."
)
LEER = "In der Datei steht keine Tabelle."
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Blatt:
    """A sheet: its rows that are not empty, all of one width; `fehler` says why it cannot be used."""

    name: str
    zeilen: list[Zeile]
    fehler: str = ""


def lies(daten: bytes) -> list[Blatt]:
    """The sheets of a file that hold something, in their order; raises Tabellenfehler."""
    if len(daten) > HOECHSTENS_BYTES:
        raise Tabellenfehler(ZU_GROSS)
    blaetter = [blatt for blatt in _blaetter(daten) if blatt.zeilen or blatt.fehler]
    if not blaetter:
        raise Tabellenfehler(LEER)
    return blaetter[:HOECHSTENS_BLAETTER]


def _blaetter(daten: bytes) -> list[Blatt]:
    if daten.startswith(OLE):
        raise Tabellenfehler(ALTES_EXCEL)
    if daten.startswith(ZIP):
        from stzverbund.basis.tabellen.arbeitsmappe import lies_arbeitsmappe

        return lies_arbeitsmappe(daten)
    if _binaer(daten):
        raise Tabellenfehler(KEINE_TABELLE)
    text = text_aus(daten)
    return begrenzt([("", zeilen(text, trennzeichen(text)))])


def begrenzt(gelesen: Iterable[tuple[str, Iterable[Zeile]]]) -> list[Blatt]:
    """Sheets of equally wide rows; one that is too big has no rows but a sentence."""
    blaetter, zeichen = [], 0
    for name, zeilen_ in gelesen:
        blatt = _blatt(name, zeilen_)
        zeichen += sum(len(zelle) for _, zellen in blatt.zeilen for zelle in zellen)
        if zeichen > HOECHSTENS_ZEICHEN:
            raise Tabellenfehler(ZU_VIEL_TEXT)
        blaetter.append(blatt)
    return blaetter


def _blatt(name: str, zeilen_: Iterable[Zeile]) -> Blatt:
    gelesen: list[Zeile] = []
    breite = 0
    for nummer, zellen in zeilen_:
        gefuellt = max((i + 1 for i, zelle in enumerate(zellen) if zelle), default=0)
        if not gefuellt:
            continue
        if gefuellt > HOECHSTENS_SPALTEN:
            return Blatt(name, [], ZU_VIELE_SPALTEN)
        if len(gelesen) >= HOECHSTENS_ZEILEN + KOPFBEREICH:
            return Blatt(name, [], ZU_VIELE_ZEILEN)
        breite = max(breite, gefuellt)
        gelesen.append((nummer, zellen[:gefuellt]))
    return Blatt(name, [(nummer, zellen + [""] * (breite - len(zellen))) for nummer, zellen in gelesen])


def _binaer(daten: bytes) -> bool:
    """Pictures, PDF and the like: not text with a few odd characters."""
    if daten.startswith(UTF16):
        return False
    probe = text_aus(daten[:4000])
    steuerzeichen = sum(unicodedata.category(z) in ("Cc", "Cn", "Co") and z not in "\t\r\n" for z in probe)
    return b"\x00" in daten[:4000] or steuerzeichen * 20 > len(probe)
