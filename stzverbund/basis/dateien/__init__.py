"""Uploaded files: checked by what they contain, stored under names nobody can guess, only downloaded."""

from .ablage import ablegen, wegwerfen
from .arten import ARTEN, HOECHSTENS_BYTES, Dateifehler, Geprueft, pruefen
from .ausgeben import ausgeben
from .feld import Dateifeld

__all__ = [
    "ARTEN",
    "HOECHSTENS_BYTES",
    "Dateifehler",
    "Dateifeld",
    "Geprueft",
    "ablegen",
    "ausgeben",
    "pruefen",
    "wegwerfen",
]
