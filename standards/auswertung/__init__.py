"""Results of the Selbstbewertungen: counts, worst first; no scores, no league table (RK-2017 4.3)."""

from .ergebnis import SCHLECHTESTE_ZUERST, ZEICHEN, Ergebnis, ergebnisse, gezeigte, je_standard, zusammen

__all__ = [
    "SCHLECHTESTE_ZUERST",
    "ZEICHEN",
    "Ergebnis",
    "ergebnisse",
    "gezeigte",
    "je_standard",
    "zusammen",
]
