"""Completeness Zentrum x month: expected are the months in operation that have begun.

A Meldung can only be submitted when nothing is open, so what has left the centre is complete; only drafts are
counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from angebote.models import Meldung
from angebote.vollstaendigkeit import monat_zaehlt
from zentren.models import Zentrum

from .fuellung import Fuellung, fuellung
from .grundlage import Grundlage


@dataclass(frozen=True)
class Monatsfeld:
    """A centre in a month; `wort` says the state, `prozent` is None where the reader knows none.

    Not `erwartet`: not begun or not in operation. `meldung` is the key of what the reader may open.
    """

    wort: str
    prozent: int | None = None
    erwartet: bool = True
    nicht_gemeldet: bool = False
    meldung: str = ""

    @property
    def vollstaendig(self) -> bool:
        return self.prozent == 100

    @property
    def text(self) -> str:
        return self.wort if self.prozent is None else f"{self.prozent} %, {self.wort}"


@dataclass(frozen=True)
class Summe:
    """Complete and expected months; those closed as "nicht gemeldet" are expected and counted apart."""

    vollstaendig: int
    erwartet: int
    nicht_gemeldet: int

    @classmethod
    def von(cls, felder: Sequence[Monatsfeld]) -> "Summe":
        return cls(
            sum(feld.vollstaendig for feld in felder),
            sum(feld.erwartet for feld in felder),
            sum(feld.nicht_gemeldet for feld in felder),
        )

    @property
    def prozent(self) -> int | None:
        """Rounded down; None where nothing is expected."""
        return self.vollstaendig * 100 // self.erwartet if self.erwartet else None

    @property
    def text(self) -> str:
        return f"{self.vollstaendig} von {self.erwartet}" if self.erwartet else "–"


@dataclass(frozen=True)
class Zeile:
    zentrum: Zentrum
    felder: tuple[Monatsfeld, ...]
    summe: Summe


@dataclass(frozen=True)
class Jahresvollstaendigkeit:
    """`spalten` are the sums of the months, `summe` that of the year."""

    monate: tuple[date, ...]
    zeilen: tuple[Zeile, ...]
    spalten: tuple[Summe, ...]
    summe: Summe


def jahresvollstaendigkeit(g: Grundlage) -> Jahresvollstaendigkeit:
    """All centres of the Grundlage over its year; three queries at most, for any number of centres."""
    monate = tuple(date(g.jahr, monat, 1) for monat in range(1, 13))
    je_zentrum = {zentrum.pk: _je_monat(g, zentrum) for zentrum in g.zentren}
    voll = fuellung(_zu_zaehlen(g, monate, je_zentrum)) if g.nah else {}
    zeilen = []
    for zentrum in g.zentren:
        meldungen = je_zentrum[zentrum.pk]
        felder = tuple(
            _feld(g, zentrum, monat, meldungen.get(monat.month), voll.get((zentrum.pk, monat)))
            for monat in monate
        )
        zeilen.append(Zeile(zentrum, felder, Summe.von(felder)))
    spalten = tuple(Summe.von([zeile.felder[i] for zeile in zeilen]) for i in range(len(monate)))
    gesamt = Summe.von([feld for zeile in zeilen for feld in zeile.felder])
    return Jahresvollstaendigkeit(monate, tuple(zeilen), spalten, gesamt)


def _je_monat(g: Grundlage, zentrum: Zentrum) -> dict[int, Meldung]:
    """What counts in each month (1 to 12): the newest that has left the centre, else the only one."""
    alle = g.meldungen.get(zentrum.pk, [])
    je_monat: dict[int, Meldung] = {}
    for meldung in sorted(alle, key=lambda m: (g.abgegeben(m), m.nr)):
        von, bis = _zeitraum(meldung)
        je_monat |= dict.fromkeys(range(von.month, bis.month + 1), meldung)
    return je_monat


def _zeitraum(meldung: Meldung) -> tuple[date, date]:
    """The days that the Grundlage has read along."""
    return meldung.von, meldung.bis  # type: ignore[attr-defined]


def _zu_zaehlen(
    g: Grundlage, monate: Sequence[date], je_zentrum: dict[int, dict[int, Meldung]]
) -> list[tuple[Zentrum, date, Meldung | None]]:
    orte = [(z, monat, je_zentrum[z.pk].get(monat.month)) for z in g.zentren for monat in monate]
    return [
        (zentrum, monat, meldung)
        for zentrum, monat, meldung in orte
        if (meldung is None or meldung.beim_zentrum) and monat_zaehlt(zentrum, monat, g.heute)
    ]


def _feld(
    g: Grundlage, zentrum: Zentrum, monat: date, meldung: Meldung | None, voll: Fuellung | None
) -> Monatsfeld:
    if not monat_zaehlt(zentrum, monat, g.heute):
        return Monatsfeld("noch nicht begonnen" if monat > g.heute else "nicht in Betrieb", erwartet=False)
    prozent = voll.prozent if voll else None
    if meldung is None:
        return Monatsfeld(g.wort(None), prozent)
    if meldung.status == Meldung.Status.NICHT_GEMELDET:
        return Monatsfeld("nicht gemeldet", nicht_gemeldet=True, meldung=g.schluessel(meldung))
    prozent = 100 if g.abgegeben(meldung) else prozent
    return Monatsfeld(g.wort(meldung), prozent, meldung=g.schluessel(meldung))
