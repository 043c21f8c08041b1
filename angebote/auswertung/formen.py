"""What the figures of a year are made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from angebote.models import Kennzahl

Kennzahlfolge = tuple[Kennzahl, ...]


@dataclass(frozen=True)
class Summe:
    """Sum in the smallest unit (count, minutes, cents); None where no cell holds a number.

    `angaben` counts the cells with a number, `ohne_angabe` those with "keine Angabe". Of a Kennzahl that
    cannot be summed over months `zahl` is the highest month.
    """

    zahl: int | None
    angaben: int
    ohne_angabe: int

    @property
    def erwartet(self) -> int:
        return self.angaben + self.ohne_angabe


OHNE = Summe(None, 0, 0)
Summen = Mapping[int, Summe]
"""Kennzahl.pk -> Summe; a Kennzahl without a single cell is not in it."""


@dataclass(frozen=True)
class Gruppe:
    """One line: a Leistungsbereich, a Ziel, a Zentrum; `vorjahr` holds the same months of the year before."""

    schluessel: str
    name: str
    summen: Summen
    vorjahr: Summen


@dataclass(frozen=True)
class Angebotszeile:
    titel: str
    art: str
    bereich: str
    zielgruppen: tuple[str, ...]
    summen: Summen


@dataclass(frozen=True)
class Aufteilung:
    """Who came, of one Kennzahl: (label, number) by age group or gender, all groups in their fixed order.

    What the margins do not explain is `unbekannt`; they may also say more than the total that was typed.
    """

    kennzahl: Kennzahl
    gesamt: int
    teile: tuple[tuple[str, int], ...]

    @property
    def bekannt(self) -> int:
        return sum(zahl for _, zahl in self.teile)

    @property
    def unbekannt(self) -> int:
        return max(0, self.gesamt - self.bekannt)

    @property
    def ueberhang(self) -> int:
        """By how much the breakdown says more than the total."""
        return max(0, self.bekannt - self.gesamt)
