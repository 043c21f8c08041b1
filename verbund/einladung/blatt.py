"""What an invitation says: when, where and about what, in words, for mail, PDF and calendar alike."""

from dataclasses import dataclass
from datetime import date, datetime, time

from stzverbund.basis.pdf import pdf_aus_vorlage


@dataclass(frozen=True)
class Material:
    """Something to read before; `adresse` is a whole web address, empty for a file."""

    name: str
    adresse: str = ""


@dataclass(frozen=True)
class Punkt:
    """An item of the agenda: planned to begin at `von`, for `minuten`; `wer` answers for it."""

    nummer: int
    titel: str
    art: str
    von: time
    minuten: int
    wer: str = ""
    text: str = ""
    material: tuple[Material, ...] = ()


@dataclass(frozen=True)
class Blatt:
    """One session as one kind of reader may know it. `beginn` and `ende` are wall-clock times in Berlin.

    `auszug` says that items are left out that this reader must not know; `adresse` is the page of the
    session, `online` that of the video conference.
    """

    verbund: str
    titel: str
    beginn: datetime
    ende: datetime
    ort: str
    gastgeber: str
    themen: tuple[str, ...]
    punkte: tuple[Punkt, ...]
    adresse: str
    stand: date
    auszug: bool = False
    online: str = ""
    hinweise: str = ""

    @property
    def minuten(self) -> int:
        """The planned minutes of all items that stand on it."""
        return sum(punkt.minuten for punkt in self.punkte)

    @property
    def ueberzogen(self) -> int:
        """By how many minutes the items are longer than the session; 0 where they fit."""
        dauer = int((self.ende - self.beginn).total_seconds()) // 60
        return max(0, self.minuten - dauer)


def tagesordnung_pdf(blatt: Blatt) -> bytes:
    """„Einladung mit Tagesordnung“ as PDF/UA."""
    eckdaten = [
        ("Wann", f"{blatt.beginn:%d.%m.%Y}, {blatt.beginn:%H:%M} bis {blatt.ende:%H:%M} Uhr"),
        ("Wo", blatt.ort),
        ("Videokonferenz", blatt.online),
        ("Gastgeber", blatt.gastgeber),
        ("Schwerpunkt", ", ".join(blatt.themen)),
    ]
    kontext = {
        "titel": blatt.titel,
        "dachzeile": "Einladung mit Tagesordnung",
        "untertitel": blatt.verbund,
        "eckdaten": [(name, wert) for name, wert in eckdaten if wert],
        "blatt": blatt,
    }
    return pdf_aus_vorlage("pdf/tagesordnung.html", kontext)
