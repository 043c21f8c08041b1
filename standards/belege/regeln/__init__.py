"""The rules, a file for each Standard; importing them fills `REGELN` in the order of the Kriterien.

Where something could have been done without being recorded, nothing recorded is "keine Daten". Where the
record is itself what the Kriterium asks for (what is published), nothing recorded speaks against it.
"""

from . import (
    standard01,
    standard02,
    standard03,
    standard04,
    standard05,
    standard06,
    standard07,
    standard08,
    standard09,
    standard10,
    standard11,
    standard12,
    standard13,
)

__all__ = [
    "standard01",
    "standard02",
    "standard03",
    "standard04",
    "standard05",
    "standard06",
    "standard07",
    "standard08",
    "standard09",
    "standard10",
    "standard11",
    "standard12",
    "standard13",
]
