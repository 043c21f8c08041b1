"""What all builders of the demo share: the day, the chance that is none, and the contents."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from stzverbund.basis.zeit import monat_plus, monatsanfang
from zentren.models import Bezirk, Mitgliedschaft, Schliesszeit, Traeger, Verband, Zentrum

INHALT = Path(__file__).parent / "inhalt"
SAAT = "stzverbund"


def inhalt(name: str) -> dict[str, Any]:
    """One of the TOML files in `inhalt`."""
    return tomllib.loads((INHALT / f"{name}.toml").read_text(encoding="utf-8"))


def zufall(*namen: object) -> Random:
    """A chance that falls the same way each time for the same names."""
    return Random(":".join(str(name) for name in (SAAT, *namen)))  # noqa: S311 - invented figures, no secrets


@dataclass
class Rahmen:
    """`heute` lies in the last, unfinished quarter; the figures begin with `erster`, a 1 January."""

    heute: date
    jahre: int
    angaben: dict[str, dict[str, Any]] = field(default_factory=dict)
    bezirke: dict[str, Bezirk] = field(default_factory=dict)
    verbaende: dict[str, Verband] = field(default_factory=dict)
    traeger: dict[str, Traeger] = field(default_factory=dict)
    zentren: dict[str, Zentrum] = field(default_factory=dict)
    mitgliedschaften: dict[str, Mitgliedschaft] = field(default_factory=dict)
    geschlossen: dict[int, list[Schliesszeit]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def erster(self) -> date:
        return date(self.heute.year - self.jahre, 1, 1)

    @cached_property
    def quartal(self) -> date:
        """The first day of the quarter that is running."""
        return date(self.heute.year, (self.heute.month - 1) // 3 * 3 + 1, 1)

    @cached_property
    def vorquartal(self) -> date:
        """The first day of the quarter that is finished last: from here on every Termin is stored."""
        return monat_plus(self.quartal, -3)

    @cached_property
    def monat(self) -> date:
        return monatsanfang(self.heute)

    def vor(self, tage: int) -> date:
        return self.heute - timedelta(days=tage)

    def ist_geschlossen(self, zentrum_id: int, tag: date) -> bool:
        return any(zeit.von <= tag <= zeit.bis for zeit in self.geschlossen[zentrum_id])

    def ungezaehlt(self, slug: str, tag: date, wuerfel: Random) -> bool:
        """Whether nobody has come round yet to count a date of the past: the last days, or a late centre."""
        if tag >= self.vor(6):
            return wuerfel.random() < 0.45
        saeumig = self.angaben[slug]["stand"] == "entwurf" and tag >= self.vorquartal
        return saeumig and wuerfel.random() < 0.12
