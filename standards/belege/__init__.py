"""Belege: what the data of the house say of a Kriterium. A proposal, never a verdict (RK-2017 4.3)."""

from . import regeln
from .motor import Belege, errechnen
from .regel import REGELN, Ergebnis, Lage, Regel, Verweis, regel, standardschwellen

__all__ = [
    "REGELN",
    "Belege",
    "Ergebnis",
    "Lage",
    "Regel",
    "Verweis",
    "errechnen",
    "regel",
    "regeln",
    "standardschwellen",
]
