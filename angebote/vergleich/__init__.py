"""A Meldung beside others: value by value against another edition, summed up beside other periods."""

from .nebeneinander import Monatswert, Vergleich, Zeile, Zeilengruppe, nebeneinander
from .unterschiede import (
    Unterschied,
    unterschiede,
    unterschiede_seit,
    vorgaenger,
    zahl_der_unterschiede,
    zahl_seit,
)

__all__ = [
    "Monatswert",
    "Unterschied",
    "Vergleich",
    "Zeile",
    "Zeilengruppe",
    "nebeneinander",
    "unterschiede",
    "unterschiede_seit",
    "vorgaenger",
    "zahl_der_unterschiede",
    "zahl_seit",
]
