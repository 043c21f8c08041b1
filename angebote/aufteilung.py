"""The breakdown of a head count by age group and gender: cells, margins and the unknown rest. Pure functions.

A breakdown maps (age group, gender) to a count. Where one of both is "alle" it is a margin, otherwise a cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from angebote.models.kennzahl import Altersgruppe, Geschlecht
from stzverbund.basis.pflege import Verweigert

Zelle = tuple[str, str]

ALLE = str(Altersgruppe.ALLE)
ALTERSGRUPPEN = tuple(str(wert) for wert in Altersgruppe.values if wert != ALLE)
GESCHLECHTER = tuple(str(wert) for wert in Geschlecht.values if wert != ALLE)
ZELLEN = tuple((alter, geschlecht) for alter in ALTERSGRUPPEN for geschlecht in GESCHLECHTER)
ALTERSRAND = tuple((alter, ALLE) for alter in ALTERSGRUPPEN)
GESCHLECHTERRAND = tuple((ALLE, geschlecht) for geschlecht in GESCHLECHTER)
RAENDER = (*ALTERSRAND, *GESCHLECHTERRAND)
FELDER = (*ZELLEN, *RAENDER)


class Aufteilungsfehler(Verweigert):
    """A breakdown that cannot be; `fehler` maps cells and margins to German messages for their fields."""

    def __init__(self, fehler: dict[Zelle, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(fehler.values())))
        self.fehler = fehler


@dataclass(frozen=True)
class Unbekannt:
    """How many of the total have no known age and no known gender."""

    alter: int
    geschlecht: int


def vollstaendig(angaben: Mapping[Zelle, int], gesamt: int) -> dict[Zelle, int]:
    """The typed breakdown with all its margins: those of typed cells are their sums, others as typed.

    Raises Aufteilungsfehler where a typed margin is not the sum of its cells, or a margin exceeds `gesamt`.
    """
    summen = {rand: _summe(angaben, rand) for rand in RAENDER}
    fehler = {
        rand: f"Die einzelnen Felder ergeben {summe}, hier steht {angaben[rand]}."
        for rand, summe in summen.items()
        if summe is not None and angaben.get(rand, summe) != summe
    }
    ganz = {**angaben, **{rand: summe for rand, summe in summen.items() if summe is not None}}
    for raender in (ALTERSRAND, GESCHLECHTERRAND):
        aufgeteilt = _zusammen(ganz, raender)
        if aufgeteilt > gesamt and not fehler:
            erstes = next(feld for feld in FELDER if feld in angaben and _gehoert_zu(feld, raender))
            fehler[erstes] = f"Die Aufteilung ergibt {aufgeteilt}, gezählt sind aber nur {gesamt}."
    if fehler:
        raise Aufteilungsfehler(fehler)
    return ganz


def unbekannt(aufteilung: Mapping[Zelle, int], gesamt: int) -> Unbekannt:
    """What a complete breakdown leaves open of the total, for each of its two margins."""
    return Unbekannt(
        gesamt - _zusammen(aufteilung, ALTERSRAND), gesamt - _zusammen(aufteilung, GESCHLECHTERRAND)
    )


def _summe(angaben: Mapping[Zelle, int], rand: Zelle) -> int | None:
    """The sum of the typed cells of a margin; None where none is typed."""
    werte = [angaben[zelle] for zelle in ZELLEN if zelle in angaben and _liegt_in(zelle, rand)]
    return sum(werte) if werte else None


def _zusammen(angaben: Mapping[Zelle, int], raender: Iterable[Zelle]) -> int:
    return sum(angaben.get(rand, 0) for rand in raender)


def _liegt_in(zelle: Zelle, rand: Zelle) -> bool:
    return rand[0] in (ALLE, zelle[0]) and rand[1] in (ALLE, zelle[1])


def _gehoert_zu(feld: Zelle, raender: Iterable[Zelle]) -> bool:
    """Whether a typed field counts for these margins: itself one of them, or a cell."""
    return feld in raender or feld in ZELLEN
