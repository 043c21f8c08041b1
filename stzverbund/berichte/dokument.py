"""A report as it is read: sections with tiles, charts and tables. The page and the PDF show the same one.

It holds everything that is shown and nothing else, so that its canonical form is what an edition proves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stzverbund.basis.zahlen import Einheit

if TYPE_CHECKING:
    from stzverbund.basis.diagramme import Diagramm


SCHMAL = 3
BREIT = 7
"""Columns up to which a table stays narrow on screen, and up to which it is printed at full size."""
KURZ = 14
"""Lines of a table that is not parted."""


@dataclass(frozen=True)
class Zelle:
    """A cell of a table: what it says, and the number behind it in the smallest unit where there is one."""

    text: str
    zahl: int | None = None


@dataclass(frozen=True)
class Zeile:
    """`art` is "" or "summe"; `zusatz` stands small under the name."""

    name: str
    zellen: tuple[Zelle, ...]
    zusatz: str = ""
    art: str = ""


@dataclass(frozen=True)
class Gruppe:
    """Lines that belong together, under a title of their own where there is one."""

    zeilen: tuple[Zeile, ...]
    titel: str = ""


@dataclass(frozen=True)
class Tabelle:
    """`erste` heads the column of names, `spalten` the others: all `zahlen`, or all words."""

    titel: str
    erste: str
    spalten: tuple[str, ...]
    gruppen: tuple[Gruppe, ...]
    hinweis: str = ""
    zahlen: bool = True

    @property
    def breite(self) -> int:
        """All columns."""
        return len(self.spalten) + 1

    @property
    def schmal(self) -> bool:
        """Two columns of figures far from their names read badly."""
        return self.zahlen and self.breite <= SCHMAL

    @property
    def klasse(self) -> str:
        """How it is printed: many columns small, a short one on one page."""
        return f"{'dicht ' if self.breite > BREIT else ''}{'zusammen' if self.kurz else ''}".strip()

    @property
    def kurz(self) -> bool:
        """Whether it stays together on one printed page."""
        unterzeilen = sum(bool(zeile.zusatz) for gruppe in self.gruppen for zeile in gruppe.zeilen)
        return self._zeilen + unterzeilen <= KURZ

    @property
    def zeilenkoepfe(self) -> bool:
        """Whether names are printed as header cells: PDF/UA wants fewer headers than figures in a table."""
        koepfe = self.breite + self._zeilen
        return self._zeilen * len(self.spalten) >= koepfe

    @property
    def _zeilen(self) -> int:
        return sum(len(gruppe.zeilen) for gruppe in self.gruppen)


@dataclass(frozen=True)
class Kachel:
    zahl: str
    text: str
    zusatz: str = ""


@dataclass(frozen=True)
class Punkt:
    """A point or bar of a chart; None is "keine Angabe"."""

    name: str
    reihe: str
    zahl: int | None


@dataclass(frozen=True)
class Bild:
    """A chart: `art` is "linien" or "balken", `titel` its finding, `masseinheit` says what is counted."""

    art: str
    titel: str
    beschreibung: str
    einheit: str
    masseinheit: str
    punkte: tuple[Punkt, ...]

    @property
    def diagramm(self) -> Diagramm:
        from stzverbund.basis import diagramme

        daten = [{"name": p.name, "reihe": p.reihe, "zahl": self._skaliert(p.zahl)} for p in self.punkte]
        worte: dict[str, Any] = {
            "titel": self.titel,
            "beschreibung": self.beschreibung,
            "einheit": self.masseinheit,
        }
        if self.art == "linien":
            return diagramme.linien(daten, x="name", y="zahl", reihe="reihe", **worte)
        return diagramme.balken(daten, x="name", y="zahl", **worte)

    def _skaliert(self, zahl: int | None) -> float | None:
        teiler = {Einheit.STUNDEN: 60, Einheit.EURO: 100}.get(Einheit(self.einheit), 1)
        return None if zahl is None else zahl / teiler


@dataclass(frozen=True)
class Text:
    """Paragraphs that people wrote, under a title."""

    titel: str
    inhalt: str


@dataclass(frozen=True)
class Abschnitt:
    """A section; `hinweis` says what to know about its figures."""

    kennung: str
    titel: str
    hinweis: str = ""
    kacheln: tuple[Kachel, ...] = ()
    bilder: tuple[Bild, ...] = ()
    tabellen: tuple[Tabelle, ...] = ()
    texte: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Bericht:
    """`grundlage` names the Meldungen and the text it rests on; `vollstaendig`: every period is closed."""

    art: str
    titel: str
    dachzeile: str
    jahr: int
    eckdaten: tuple[tuple[str, str], ...]
    abschnitte: tuple[Abschnitt, ...]
    grundlage: tuple[str, ...]
    vollstaendig: bool
