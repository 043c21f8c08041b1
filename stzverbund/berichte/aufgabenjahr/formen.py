"""What a centre did for each of the 27 Aufgaben in a year, as values (RK-2017 4.2)."""

from dataclasses import dataclass
from datetime import date

from stzverbund.basis.zahlen import zeige_anzahl
from zentren.stadtteilmanagement.aufgabenworte import kurzname


@dataclass(frozen=True)
class Spanne:
    """A calendar year, both days included."""

    jahr: int

    @property
    def von(self) -> date:
        return date(self.jahr, 1, 1)

    @property
    def bis(self) -> date:
        return date(self.jahr, 12, 31)

    @property
    def tage(self) -> tuple[date, date]:
        return self.von, self.bis


@dataclass(frozen=True)
class Beitrag:
    """What one register tells about an Aufgabe: "3 Befragungen". `liste` is the name of its address."""

    anzahl: int
    text: str
    liste: str = ""


@dataclass(frozen=True)
class Aufgabenzeile:
    """One Aufgabe with the wording of the catalogue. `eintraege` counts the diary, in all `zentren` that act.

    `pk` is that of the Aufgabe. `zentren` is how many of the centres asked for have done something for it.
    """

    pk: int
    schluessel: str
    text: str
    eintraege: int
    beitraege: tuple[Beitrag, ...]
    zentren: int

    @property
    def leer(self) -> bool:
        return not (self.eintraege or self.beitraege)

    @property
    def kurz(self) -> str:
        """ "A3.1 Gremienarbeit"."""
        return kurzname(self.schluessel)

    @property
    def eintraege_text(self) -> str:
        wort = "Eintrag" if self.eintraege == 1 else "Einträge"
        return f"{zeige_anzahl(self.eintraege)} {wort} im Tätigkeitsbuch"


@dataclass(frozen=True)
class Aufgabengruppe:
    """One of the five Aufgabenbereiche."""

    schluessel: str
    name: str
    zeilen: tuple[Aufgabenzeile, ...]


@dataclass(frozen=True)
class Aufgabenjahr:
    jahr: int
    gruppen: tuple[Aufgabengruppe, ...]

    @property
    def zeilen(self) -> tuple[Aufgabenzeile, ...]:
        return tuple(zeile for gruppe in self.gruppen for zeile in gruppe.zeilen)

    @property
    def leere(self) -> tuple[Aufgabenzeile, ...]:
        """The Aufgaben for which nothing is written down."""
        return tuple(zeile for zeile in self.zeilen if zeile.leer)

    @property
    def bearbeitet(self) -> int:
        return len(self.zeilen) - len(self.leere)


@dataclass(frozen=True)
class Ehrenamtsjahr:
    """Volunteers in a year: people and hours from the statistics, the rest counted in the diary.

    `aktive` is the highest month, because people are not summed; `minuten` are minutes. None: no figure.
    """

    jahr: int
    aktive: int | None
    minuten: int | None
    vermittlungen: int | None
    anerkennung: int
    qualifizierung: int
    begleitung: int

    @property
    def leer(self) -> bool:
        gezaehlt = (self.aktive, self.minuten, self.vermittlungen)
        return all(zahl is None for zahl in gezaehlt) and not self.im_tagebuch

    @property
    def im_tagebuch(self) -> int:
        return self.anerkennung + self.qualifizierung + self.begleitung
