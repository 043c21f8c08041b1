"""Results of the Selbstbewertungen: counts, worst first; no scores, no league table (RK-2017 4.3)."""

from .ergebnis import SCHLECHTESTE_ZUERST, ZEICHEN, Ergebnis, ergebnisse, gezeigte, je_standard, zusammen
from .gespraech import Gespraech, gespraech
from .matrix import Feld, Kriterienmatrix, Matrix, Spalte, kriterienmatrix, matrix, spalten
from .netz import MINDESTENS, Netzzeile, netz
from .verlauf import Verlauf, verlauf

__all__ = [
    "MINDESTENS",
    "SCHLECHTESTE_ZUERST",
    "ZEICHEN",
    "Ergebnis",
    "Feld",
    "Gespraech",
    "Kriterienmatrix",
    "Matrix",
    "Netzzeile",
    "Spalte",
    "Verlauf",
    "ergebnisse",
    "gespraech",
    "gezeigte",
    "je_standard",
    "kriterienmatrix",
    "matrix",
    "netz",
    "spalten",
    "verlauf",
    "zusammen",
]
