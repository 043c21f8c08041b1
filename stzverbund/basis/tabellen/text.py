"""Tables in text files as offices write them: encoding, separator and rows with their line numbers.

Whatever the bytes are, the answer is a table or a German sentence (Tabellenfehler).
"""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

TRENNZEICHEN = (";", "\t", ",")
PROBE = 50
"""So many rows decide about the separator."""
LAENGSTE_ZELLE = 20_000
SCHLUSS = "\x1eSchluss\x1e"
"""Stands after the last row; where it is not a row of its own, a quotation mark has swallowed it."""
EXCELS_HINWEIS = re.compile(r'\A"?sep=([;,\t])"?[;,\t]*\r?(?:\n|\Z)', re.IGNORECASE)

Zeile = tuple[int, list[str]]


class Tabellenfehler(Exception):
    """A file that is no table we can read; the message is German and says what to do."""


def text_aus(daten: bytes) -> str:
    """The text of a file: UTF-16 with its mark, UTF-8 with or without one, otherwise Windows (cp1252)."""
    if daten.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = daten.decode("utf-16", errors="replace")
    else:
        try:
            text = daten.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = daten.decode("cp1252", errors="replace")
    return text.replace("\x00", "").replace("\x1e", "")


def trennzeichen(text: str) -> str:
    """Semicolon, tab or comma: what parts the first rows most evenly into the most columns."""

    def eignung(zeichen: str) -> tuple[int, int]:
        try:
            breiten = [len(zellen) for _, zellen in islice(_gelesen(text, zeichen), PROBE)]
        except csv.Error:
            return 0, 0
        mehrspaltig = Counter(breite for breite in breiten if breite > 1)
        breite, anzahl = max(mehrspaltig.items(), key=lambda paar: (paar[1], paar[0]), default=(0, 0))
        return anzahl, breite

    if genannt := EXCELS_HINWEIS.match(text):
        return genannt[1]
    return max(TRENNZEICHEN, key=eignung)


def zeilen(text: str, zeichen: str) -> list[Zeile]:
    """The rows that are not empty, each with the line where it begins; cells without outer blanks.

    Raises Tabellenfehler for a quotation mark that never ends and for a cell that is too long.
    """
    gelesen: list[Zeile] = []
    try:
        for nummer, zellen in _gelesen(f"{text}\n{SCHLUSS}", zeichen):
            zelle_pruefen(nummer, zellen)
            gelesen.append((nummer, zellen))
    except csv.Error:
        raise Tabellenfehler(_zu_lang(gelesen[-1][0] + 1 if gelesen else 1)) from None
    schluss, letzte = gelesen.pop()
    if letzte != [SCHLUSS]:
        raise Tabellenfehler(
            f"In Zeile {schluss} beginnt ein Anführungszeichen, das nicht endet. "
            "Bitte ergänzen oder löschen Sie es."
        )
    hinweis = bool(EXCELS_HINWEIS.match(text))
    sauber = [(nummer, [bereinigt(zelle) for zelle in zellen]) for nummer, zellen in gelesen[hinweis:]]
    return [(nummer, zellen) for nummer, zellen in sauber if any(zellen)]


def bereinigt(text: str) -> str:
    """A cell as it is kept: no control characters but line breaks, no outer blanks."""
    einheitlich = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return "".join(
        z for z in einheitlich if z in "\n\t" or unicodedata.category(z) not in ("Cc", "Cs")
    ).strip()


def zelle_pruefen(nummer: int, zellen: list[str]) -> None:
    """Raises Tabellenfehler where a cell of a row holds more than anybody reads."""
    if any(len(zelle) > LAENGSTE_ZELLE for zelle in zellen):
        raise Tabellenfehler(_zu_lang(nummer))


def _zu_lang(nummer: int) -> str:
    return f"Zeile {nummer}: Eine Zelle hat mehr als {LAENGSTE_ZELLE} Zeichen. Bitte kürzen Sie den Text."


def _gelesen(text: str, zeichen: str) -> Iterator[Zeile]:
    leser = csv.reader(io.StringIO(text, newline=""), delimiter=zeichen)
    beginn = 1
    for zellen in leser:
        yield beginn, zellen
        beginn = leser.line_num + 1
