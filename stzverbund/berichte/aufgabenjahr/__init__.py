"""The 27 Aufgaben of the Stadtteilmanagement in a year, drawn from diary, registers, Angebote and Verbund."""

from .ehrenamt import ehrenamtsjahr
from .formen import Aufgabengruppe, Aufgabenjahr, Aufgabenzeile, Beitrag, Ehrenamtsjahr
from .zaehlen import aufgaben27, aufgaben27_der_zentren, bearbeitet_je_zentrum

__all__ = [
    "Aufgabengruppe",
    "Aufgabenjahr",
    "Aufgabenzeile",
    "Beitrag",
    "Ehrenamtsjahr",
    "aufgaben27",
    "aufgaben27_der_zentren",
    "bearbeitet_je_zentrum",
    "ehrenamtsjahr",
]
