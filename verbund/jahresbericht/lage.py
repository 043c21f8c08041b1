"""What a section of the year report is, and what it is about."""

from dataclasses import dataclass
from datetime import date

from verbund.querysets import IM_VERBUND
from zentren.models import Mitgliedschaft, Verbund


@dataclass(frozen=True)
class Tafel:
    """A section: what it says in a sentence, and a table (`zeilen` as wide as `kopf`; both may be empty)."""

    kennung: str
    titel: str
    satz: str
    kopf: tuple[str, ...] = ()
    zeilen: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Lage:
    """Which Verbund and year, for whom."""

    verbund: Verbund
    jahr: int
    leser: Mitgliedschaft

    @property
    def tage(self) -> tuple[date, date]:
        return date(self.jahr, 1, 1), date(self.jahr, 12, 31)

    @property
    def innen(self) -> bool:
        return self.leser.hat(*IM_VERBUND)
