"""The year of a Verbund on one page and on paper (RK-2017 6): the same tables for both."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from verbund.models import Sitzung
from zentren.models import Mitgliedschaft, Verbund

from .lage import Lage, Tafel
from .tafeln import TAFELN

__all__ = ["Jahresbericht", "Tafel", "bericht", "jahre"]


@dataclass(frozen=True)
class Jahresbericht:
    titel: str
    verbund: str
    jahr: int
    tafeln: tuple[Tafel, ...]


def bericht(verbund: Verbund, jahr: int, leser: Mitgliedschaft) -> Jahresbericht:
    """What this reader may see of a year, in about ten queries."""
    lage = Lage(verbund, jahr, leser)
    tafeln = [tafel for bauen in TAFELN if (tafel := bauen(lage)) is not None]
    return Jahresbericht(f"Jahresbericht {jahr} – {verbund}", str(verbund), jahr, tuple(tafeln))


def jahre(verbund: Verbund | None) -> list[int]:
    """The years with sessions up to this one, the newest first."""
    tage = Sitzung.objects.filter(verbund=verbund, datum__lte=date(timezone.localdate().year, 12, 31))
    return [tag.year for tag in tage.dates("datum", "year", order="DESC")]
