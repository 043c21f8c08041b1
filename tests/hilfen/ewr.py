"""The EWR matrix of the Amt für Statistik, made up: one row for each Planungsraum, 32 age groups."""

from collections.abc import Iterable
from dataclasses import dataclass, field

BAENDER = (
    *((0, 1), (1, 2), (2, 3), (3, 5), (5, 6), (6, 7), (7, 8), (8, 10), (10, 12), (12, 14), (14, 15)),
    *((15, 18), (18, 21), (21, 25), (25, 27), (27, 30), (30, 35), (35, 40), (40, 45), (45, 50), (50, 55)),
    *((55, 60), (60, 63), (63, 65), (65, 67), (67, 70), (70, 75), (75, 80), (80, 85), (85, 90), (90, 95)),
    (95, 110),
)
GRUPPEN = ((0, 1), (1, 6), (6, 15), (15, 18), (18, 25), (25, 55), (55, 65), (65, 80), (80, 110))
ORT = ["ZEIT", "RAUMID", "BEZ", "PGR", "BZR", "PLR", "STADTRAUM"]


def kopf(kurz: bool = False) -> list[str]:
    """The header; `kurz` is the spelling E_U1;E_1U6 of some years."""
    anfang = "E_" if kurz else "E_E"
    gruppen = [f"{anfang}{von or ''}U{bis}" for von, bis in GRUPPEN]
    return [*ORT, "E_E", "E_EM", "E_EW", *(f"E_E{von:02}_{bis:02}" for von, bis in BAENDER), *gruppen]


@dataclass
class Raum:
    """A Planungsraum with as many people in each single age group."""

    schluessel: str
    alter: dict[tuple[int, int], int] = field(default_factory=dict)
    weiblich: int = 0

    def summe(self, von: int, bis: int) -> int:
        return sum(zahl for (a, b), zahl in self.alter.items() if von <= a and b <= bis)

    def zellen(self, zeit: str) -> list[str]:
        s, gesamt = self.schluessel, self.summe(0, 110)
        ort = [zeit, s.lstrip("0") or "0", s[:2], s[2:4], s[4:6], s[6:], "1"]
        zahlen = [gesamt, gesamt - self.weiblich, self.weiblich]
        zahlen += [self.alter.get(band, 0) for band in BAENDER]
        return ort + [str(zahl) for zahl in zahlen + [self.summe(*gruppe) for gruppe in GRUPPEN]]


def raum(schluessel: str, grund: int = 1) -> Raum:
    """Different numbers in every age group, so that a wrong column shows."""
    alter = {band: grund + 3 * i for i, band in enumerate(BAENDER)}
    return Raum(schluessel, alter, weiblich=grund)


def matrix(raeume: Iterable[Raum], *, zeit: str = "202312", kurz: bool = False) -> bytes:
    zeilen = [kopf(kurz), *(r.zellen(zeit) for r in raeume)]
    return "\r\n".join(";".join(zeile) for zeile in zeilen).encode()
