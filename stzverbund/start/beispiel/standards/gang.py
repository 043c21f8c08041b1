"""What the builders of the demo's Selbstbewertungen share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import Any

from django.db import models
from django.utils import timezone

from standards.belege import Belege
from standards.models import Antwort, Selbstbewertung
from stzverbund.basis.models.historie import in_rolle
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Mitgliedschaft, Zentrum
from zentren.stadtteilmanagement.models import Massnahme

Status = Selbstbewertung.Status
BEANTWORTET = {"marzahn-mitte": 25, "kaulsdorf": 4}
"""How many Kriterien the drafts have answered."""


def zeitpunkt(tag: date, stunde: int, wuerfel: Random) -> datetime:
    """A moment in an office."""
    uhrzeit = time(stunde, wuerfel.randint(0, 59))
    return datetime.combine(tag, uhrzeit, tzinfo=timezone.get_current_timezone())


@dataclass(frozen=True)
class Plan:
    """A round: its dates, how many years ago it was, and whether everything in it is accepted."""

    bezirk: str
    vor_jahren: int
    beginn: date
    faellig: date
    pruefung_bis: date

    @property
    def fertig(self) -> bool:
        return self.vor_jahren > 0


@dataclass
class Gang:
    """A Selbstbewertung on its way to `status`. `am` are the moments of its steps by their name."""

    bewertung: Selbstbewertung
    zentrum: Zentrum
    status: str
    tag: date
    beteiligte: dict[str, Mitgliedschaft]
    belege: Belege = field(default_factory=dict)
    antworten: list[Antwort] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.zentrum.slug

    @property
    def aussen(self) -> bool:
        return self.bewertung.art == Selbstbewertung.Art.AUSSEN

    @property
    def abgegeben(self) -> bool:
        return self.status not in (Status.ENTWURF, Status.ENTFALLEN, Status.ZURUECKGEGEBEN)

    @property
    def vorgelegt(self) -> bool:
        """Whether it has reached the Bezirksamt."""
        beim_traeger = self.status == Status.EINGEREICHT and self.freigabe
        return self.abgegeben and not beim_traeger

    @property
    def freigabe(self) -> bool:
        return self.zentrum.traeger.freigabe_noetig and not self.aussen

    @cached_property
    def am(self) -> dict[str, datetime]:
        """Answered, submitted, released or returned, reviewed, asked or accepted, in this order."""
        wuerfel = self.wuerfel("zeiten")
        tage = {"antworten": -2, "eingereicht": 0, "traeger": 2, "pruefung": 6, "ergebnis": 9}
        return {
            name: zeitpunkt(self.tag + timedelta(days=plus), 9 + i, wuerfel)
            for i, (name, plus) in enumerate(tage.items())
        }

    def wuerfel(self, *namen: object) -> Random:
        return zufall(self.slug, self.bewertung.art, *namen)

    def autor(self, stelle: str) -> Mitgliedschaft | None:
        """Who acts for the author of the answers: nobody by name where it came from outside."""
        return None if self.aussen and stelle == "leitung" else self.beteiligte[stelle]


@dataclass
class Vorrat:
    """Texts, and the Massnahmen that are still running by centre and Kriterium."""

    rahmen: Rahmen
    massnahmen: dict[tuple[int, str], Massnahme] = field(default_factory=dict)
    texte: dict[str, Any] = field(default_factory=lambda: inhalt("standards"))

    def text(self, kriterium: str, was: str) -> str:
        return self.texte["kriterium"].get(kriterium, {}).get(was, "")

    def satz(self, name: str) -> Any:
        return self.texte["saetze"][name]

    def beteiligte(self, zentrum: Zentrum) -> dict[str, Mitgliedschaft]:
        rollen = self.rahmen.mitgliedschaften
        return {
            "leitung": rollen[f"leitung:{zentrum.slug}"],
            "traeger": rollen[f"traeger:{zentrum.traeger.slug}"],
            "amt": rollen[f"bezirksamt:{zentrum.bezirk.schluessel}"],
        }


def stempeln(zeile: Any, wann: datetime, wer: Mitgliedschaft | None) -> None:
    """Whom and when the next state of its history names."""
    zeile._history_date, zeile._history_user = wann, wer.person if wer else None
    zeile._change_reason = in_rolle(wer) or "über Link zur Außenevaluation"


def nachdatieren(modell: type[models.Model], zeilen: Iterable[Any], feld: str) -> None:
    """Writes the moments that the rows carry in `datiert`: inserting has stamped them with the present."""
    liste = list(zeilen)
    for zeile in liste:
        setattr(zeile, feld, zeile.datiert)
    modell._base_manager.bulk_update(liste, [feld], batch_size=300)
