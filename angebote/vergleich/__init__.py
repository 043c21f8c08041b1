"""A Meldung beside others: value by value against another edition, summed up beside other periods."""

from .nebeneinander import Befund, Monatswert, Vergleich, Zeile, Zeilengruppe, befunde, nebeneinander
from .unterschiede import (
    Unterschied,
    unterschiede,
    unterschiede_seit,
    vorgaenger,
    zahl_der_unterschiede,
)

__all__ = [
    "Befund",
    "Monatswert",
    "Unterschied",
    "Vergleich",
    "Zeile",
    "Zeilengruppe",
    "befunde",
    "nebeneinander",
    "unterschiede",
    "unterschiede_seit",
    "vorgaenger",
    "zahl_der_unterschiede",
]
