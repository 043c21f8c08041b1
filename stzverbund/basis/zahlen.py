"""German numbers in and out: counts, hours and Euro.

A value is an integer in the smallest unit: count, minutes, cents. `1.500` is 1500; a dot or comma followed
by one or two digits is a decimal; `1:30` are hours and minutes. What could be read in two ways is refused
with a message for the person who typed it, never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db import models

GRENZE = 10_000_000
"""Largest amount in the unit that is typed (people, hours, Euro); minutes and cents still fit 32 bits."""


class Einheit(models.TextChoices):
    """Unit of a figure; what is stored is counts, minutes and cents."""

    ANZAHL = "anzahl", "Anzahl"
    STUNDEN = "stunden", "Stunden"
    EURO = "euro", "Euro"


class Zellart(models.TextChoices):
    """What a cell of the statistics holds: four different things."""

    ZAHL = "zahl", "Zahl"
    KEINE_ANGABE = "keine_angabe", "keine Angabe"
    AUSGEFALLEN = "ausgefallen", "ausgefallen"
    LEER = "leer", "leer"


class Zahlenfehler(ValueError):
    """A typed number that cannot be read; the message is German and says what would be right."""


@dataclass(frozen=True)
class Zelle:
    """Content of a cell; `zahl` (smallest unit) is there exactly when `art` is ZAHL; 0 is a number."""

    art: Zellart
    zahl: int | None = None

    def __post_init__(self) -> None:
        if (self.art == Zellart.ZAHL) != (self.zahl is not None):
            raise ValueError(f"Zelle: art {self.art} and zahl {self.zahl} contradict each other")


_BEISPIEL = {Einheit.ANZAHL: "42", Einheit.STUNDEN: "1,5 oder 1:30", Einheit.EURO: "12,50"}
_ERSATZ = dict.fromkeys("’‘´`′", "'") | dict.fromkeys("−–—‑‐", "-") | {"，": ",", "．": ".", "：": ":"}

_GANZ = r"(?:\d+|[1-9]\d{0,2}(?P<trenner>[.' ])\d{3}(?:(?P=trenner)\d{3})*)"
_STD = r"(?:h|std\.?|stunden?)"
_MIN = r"(?:min\.?|minuten?)"
_ZAHL = re.compile(rf"(?P<ganz>{_GANZ})(?:(?P<komma>[.,])(?P<bruch>\d{{1,2}}))?")
_NICHT_EINDEUTIG = re.compile(r"\d+[.,]\d{3,}")
_UHR = re.compile(rf"(?P<h>{_GANZ}):(?P<m>[0-5]\d)(?::00)?(?: ?{_STD})?")
_H_MIN = re.compile(rf"(?P<h>{_GANZ}) ?{_STD} ?(?P<m>[0-5]?\d)(?: ?{_MIN})?")
_NUR_MIN = re.compile(rf"(?P<zahl>.+?) ?{_MIN}")
_NUR_STD = re.compile(rf"(?P<zahl>.+?)(?: ?{_STD})?")
_EURO = re.compile(r"(?:(?:€|euro?) ?)?(?P<zahl>[^,]+(?=,--?)|.+?)(?:,--?)?(?: ?(?:€|euro?))?")

_KEINE_ANGABE = {"ka", "k/a", "keineangabe", "-", "--"}
_AUSGEFALLEN = {"ausgefallen", "ausfall", "ausf", "x"}


def lies_anzahl(text: str) -> int:
    """Read a count of people or things, from 0 to 10 million; `3,0` is 3, `3,5` is refused.

    Raises Zahlenfehler.
    """
    hundertstel = _hundertstel(_normal(text), text, Einheit.ANZAHL)
    if hundertstel % 100:
        raise Zahlenfehler(
            f"„{_kurz(text)}“ ist keine ganze Zahl. Bitte geben Sie z. B. {hundertstel // 100} ein."
        )
    return hundertstel // 100


def lies_minuten(text: str) -> int:
    """Read hours (`1,5`, `1.5`, `1:30`, `2 h`, `1 h 30 min`) or minutes (`90 min`) as whole minutes.

    Hours are read to 0.01 h and rounded half up to a minute. Raises Zahlenfehler.
    """
    roh = _normal(text)
    if treffer := _UHR.fullmatch(roh) or _H_MIN.fullmatch(roh):
        minuten = _ganze(treffer["h"]) * 60 + int(treffer["m"])
    elif ":" in roh:
        raise Zahlenfehler(
            f"„{_kurz(text)}“ ist keine Zeitangabe. "
            "Bitte geben Sie Stunden und zweistellige Minuten von 00 bis 59 ein, z. B. 1:30."
        )
    elif treffer := _NUR_MIN.fullmatch(roh):
        minuten = _nur_minuten(treffer["zahl"], text)
    else:
        zahl = treffer["zahl"] if (treffer := _NUR_STD.fullmatch(roh)) else roh
        minuten = (_hundertstel(zahl, text, Einheit.STUNDEN) * 60 + 50) // 100
    return _begrenzt(minuten, GRENZE * 60, text)


def lies_cent(text: str) -> int:
    """Read an amount of Euro (`1.234,50`, `12,5 €`, `5,- €`) as cents. Raises Zahlenfehler."""
    roh = _normal(text)
    treffer = _EURO.fullmatch(roh)
    return _hundertstel(treffer["zahl"] if treffer else roh, text, Einheit.EURO)


def lies_wert(text: str, einheit: str) -> int:
    """Read a number of the given Einheit in its smallest unit. Raises Zahlenfehler."""
    return _LIES[Einheit(einheit)](text)


def zeige_anzahl(anzahl: int) -> str:
    """Show a count with German thousands, `1.500`; a negative difference carries a minus sign."""
    return _vorzeichen(anzahl) + _tausender(abs(anzahl))


def zeige_minuten(minuten: int) -> str:
    """Show minutes as hours: `1,5`, `12,0`, `0,05`; where two decimals would not be exact as `0:20`."""
    betrag = abs(minuten)
    if betrag % 3:
        return f"{_vorzeichen(minuten)}{betrag // 60}:{betrag % 60:02}"
    ganz, bruch = divmod(betrag * 5 // 3, 100)
    stellen = f"{bruch:02}" if bruch % 10 else f"{bruch // 10}"
    return f"{_vorzeichen(minuten)}{_tausender(ganz)},{stellen}"


def zeige_cent(cent: int) -> str:
    """Show cents as Euro without the sign of the currency: `1.234,50`."""
    ganz, bruch = divmod(abs(cent), 100)
    return f"{_vorzeichen(cent)}{_tausender(ganz)},{bruch:02}"


def zeige_wert(wert: int, einheit: str) -> str:
    """Show a number of the given Einheit so that `lies_wert` reads the same again."""
    return _ZEIGE[Einheit(einheit)](wert)


def lies_zelle(text: str, einheit: str) -> Zelle:
    """Read a cell of the statistics: a number, `k. A.` or `-`, `ausgefallen` or `x`, or nothing.

    Raises Zahlenfehler.
    """
    wort = re.sub(r"[ .]", "", _normal(text))
    if wort in _KEINE_ANGABE:
        return Zelle(Zellart.KEINE_ANGABE)
    if wort in _AUSGEFALLEN:
        return Zelle(Zellart.AUSGEFALLEN)
    if not _normal(text):
        return Zelle(Zellart.LEER)
    return Zelle(Zellart.ZAHL, lies_wert(text, einheit))


def zeige_zelle(zelle: Zelle, einheit: str) -> str:
    """Show a cell so that `lies_zelle` reads the same again."""
    if zelle.zahl is not None:
        return zeige_wert(zelle.zahl, einheit)
    return {Zellart.KEINE_ANGABE: "k. A.", Zellart.AUSGEFALLEN: "ausgefallen", Zellart.LEER: ""}[zelle.art]


_LIES = {Einheit.ANZAHL: lies_anzahl, Einheit.STUNDEN: lies_minuten, Einheit.EURO: lies_cent}
_ZEIGE = {Einheit.ANZAHL: zeige_anzahl, Einheit.STUNDEN: zeige_minuten, Einheit.EURO: zeige_cent}


def _normal(text: str) -> str:
    """Small letters, ASCII digits and signs, single blanks, no invisible characters of pasted text."""
    return " ".join("".join(map(_normales_zeichen, text)).split()).casefold()


def _normales_zeichen(zeichen: str) -> str:
    if zeichen.isdecimal():
        return str(unicodedata.decimal(zeichen))
    if unicodedata.category(zeichen) == "Cf":
        return ""
    return _ERSATZ.get(zeichen, zeichen)


def _hundertstel(zahl: str, text: str, einheit: Einheit) -> int:
    """Read a normalised number with at most two decimals, times 100; `text` is what the message quotes."""
    treffer = _ZAHL.fullmatch(zahl)
    # one and the same sign cannot part both the thousands and the decimals (`1.500.50`)
    if treffer is None or (treffer["komma"] and treffer["komma"] == treffer["trenner"]):
        raise Zahlenfehler(_unlesbar(zahl, text, einheit))
    bruch = (treffer["bruch"] or "").ljust(2, "0")
    return _begrenzt(_ganze(treffer["ganz"]) * 100 + int(bruch), GRENZE * 100, text)


def _ganze(ziffern: str) -> int:
    """Whole number without its separators; cut to 20 digits, which is far beyond GRENZE, to spare `int`."""
    return int(re.sub(r"\D", "", ziffern).lstrip("0")[:20] or "0")


def _nur_minuten(zahl: str, text: str) -> int:
    hundertstel = _hundertstel(zahl, text, Einheit.STUNDEN)
    if hundertstel % 100:
        raise Zahlenfehler(f"„{_kurz(text)}“ sind keine ganzen Minuten. Bitte geben Sie z. B. 90 min ein.")
    return hundertstel // 100


def _begrenzt(wert: int, hoechstens: int, text: str) -> int:
    if wert > hoechstens:
        raise Zahlenfehler(f"„{_kurz(text)}“ ist zu groß. Möglich ist höchstens {_tausender(GRENZE)}.")
    return wert


def _unlesbar(zahl: str, text: str, einheit: Einheit) -> str:
    """The message for a text that is no number: why, and what would be right."""
    if not zahl:
        return f"Bitte geben Sie eine Zahl ein, z. B. {_BEISPIEL[einheit]}."
    if re.match(r"- ?\d", zahl):
        return f"„{_kurz(text)}“ ist negativ. Bitte geben Sie 0 oder eine größere Zahl ein."
    if _NICHT_EINDEUTIG.fullmatch(zahl):
        return (
            f"„{_kurz(text)}“ ist nicht eindeutig. Bitte trennen Sie Tausender mit einem Punkt (1.500) "
            "und schreiben Sie höchstens zwei Stellen nach dem Komma."
        )
    return f"„{_kurz(text)}“ ist keine Zahl. Bitte geben Sie z. B. {_BEISPIEL[einheit]} ein."


def _kurz(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 20 else text[:19] + "…"


def _vorzeichen(zahl: int) -> str:
    return "−" if zahl < 0 else ""


def _tausender(zahl: int) -> str:
    return f"{zahl:,}".replace(",", ".")
