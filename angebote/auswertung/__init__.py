"""Figures of a year as frozen dataclasses: summed by the database, in the smallest unit."""

from .beratung import Beratungszahlen, beratungszahlen
from .formen import OHNE, Angebotszeile, Aufteilung, Gruppe, Kennzahlfolge, Summe, Summen
from .netz import Netzzahlen, gemeinsam, netzzahlen
from .zentrum import Jahreszahlen, jahreszahlen, quellen

__all__ = [
    "OHNE",
    "Angebotszeile",
    "Aufteilung",
    "Beratungszahlen",
    "Gruppe",
    "Jahreszahlen",
    "Kennzahlfolge",
    "Netzzahlen",
    "Summe",
    "Summen",
    "beratungszahlen",
    "gemeinsam",
    "jahreszahlen",
    "netzzahlen",
    "quellen",
]
