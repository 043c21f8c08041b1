"""Series over years: a Kennzahl and those that it replaced, and where the series breaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from angebote.models import Kennzahl


@dataclass(frozen=True)
class Bruch:
    """From January of `jahr` on, `neu` is counted in place of `alt`."""

    alt: Kennzahl
    neu: Kennzahl

    @property
    def jahr(self) -> int:
        return self.neu.gueltig_von

    @property
    def andere_einheit(self) -> bool:
        return self.alt.einheit != self.neu.einheit


@dataclass(frozen=True)
class Kennzahlreihe:
    """A Kennzahl with its predecessors, the oldest first; each has the years up to the next one's first."""

    glieder: tuple[Kennzahl, ...]

    def im_jahr(self, jahr: int) -> Kennzahl:
        """What is counted in a year; before the first year of the series its oldest."""
        begonnene = [kennzahl for kennzahl in self.glieder if kennzahl.gueltig_von <= jahr]
        return begonnene[-1] if begonnene else self.glieder[0]

    def brueche(self, von: int, bis: int) -> tuple[Bruch, ...]:
        """Those between two of these years."""
        paare = zip(self.glieder, self.glieder[1:], strict=False)
        return tuple(Bruch(alt, neu) for alt, neu in paare if von < neu.gueltig_von <= bis)

    def einheitlich_ab(self, von: int, bis: int) -> int:
        """The first of these years from which on the unit is that of the last one."""
        andere = [bruch.jahr for bruch in self.brueche(von, bis) if bruch.andere_einheit]
        return max(andere, default=von)

    def zellen(self, von: int, bis: int) -> Q:
        """Condition on rows with `kennzahl` and `monat`: each Kennzahl in its own years."""
        spannen: dict[int, tuple[int, int]] = {}
        for jahr in range(von, bis + 1):
            key = self.im_jahr(jahr).pk
            spannen[key] = (spannen.get(key, (jahr, jahr))[0], jahr)
        bedingung = Q(pk__in=[])
        for key, (erstes, letztes) in spannen.items():
            monate = (date(erstes, 1, 1), date(letztes, 12, 31))
            bedingung |= Q(kennzahl=key, monat__range=monate)
        return bedingung


def kennzahlreihen(kennzahlen: Iterable[Kennzahl]) -> list[Kennzahlreihe]:
    """All series among these Kennzahlen, in the order of their newest; no query."""
    alle = {kennzahl.pk: kennzahl for kennzahl in kennzahlen}
    ersetzte = {kennzahl.ersetzt_id for kennzahl in alle.values()}
    return [_reihe(kennzahl, alle) for kennzahl in alle.values() if kennzahl.pk not in ersetzte]


def _reihe(neueste: Kennzahl, alle: dict[int, Kennzahl]) -> Kennzahlreihe:
    glieder = [neueste]
    while vorige := alle.get(glieder[0].ersetzt_id or 0):
        glieder.insert(0, vorige)
    return Kennzahlreihe(tuple(glieder))
