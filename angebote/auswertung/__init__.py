"""Figures of a year, or of years, as frozen dataclasses: summed by the database, in the smallest unit."""

from .beratung import Beratungszahlen, beratungszahlen
from .einwohner import Bevoelkerung, bevoelkerung, einwohnerstaende, je_tausend
from .formen import OHNE, Angebotszeile, Aufteilung, Gruppe, Kennzahlfolge, Summe, Summen
from .netz import Netzzahlen, gemeinsam, netzzahlen
from .reihen import Bruch, Kennzahlreihe, kennzahlreihen
from .stadtteile import Stadtteilzahl, Stadtteilzahlen, stadtteilzahlen
from .verlauf import (
    Ausschnitt,
    Jahreszahl,
    Monatszahl,
    Verlauf,
    gemeinsame_jahre,
    jahre_je_zentrum,
    verlauf_der_zentren,
    verlauf_des_zentrums,
)
from .zentrum import Jahreszahlen, jahreszahlen, quellen

__all__ = [
    "OHNE",
    "Angebotszeile",
    "Aufteilung",
    "Ausschnitt",
    "Beratungszahlen",
    "Bevoelkerung",
    "Bruch",
    "Gruppe",
    "Jahreszahl",
    "Jahreszahlen",
    "Kennzahlfolge",
    "Kennzahlreihe",
    "Monatszahl",
    "Netzzahlen",
    "Stadtteilzahl",
    "Stadtteilzahlen",
    "Summe",
    "Summen",
    "Verlauf",
    "beratungszahlen",
    "bevoelkerung",
    "einwohnerstaende",
    "gemeinsam",
    "gemeinsame_jahre",
    "jahre_je_zentrum",
    "jahreszahlen",
    "je_tausend",
    "kennzahlreihen",
    "netzzahlen",
    "quellen",
    "stadtteilzahlen",
    "verlauf_der_zentren",
    "verlauf_des_zentrums",
]
