"""What a rule is, and the table of all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from dateutil.relativedelta import relativedelta

from standards.models import Urteil
from zentren.models import Zentrum

T = TypeVar("T")

MONATE = 12
"""The usual period of a rule ends today and is so long."""


@dataclass(frozen=True)
class Verweis:
    """A record that a rule has read: in words, and the address of its page."""

    text: str
    adresse: str


@dataclass(frozen=True)
class Lage:
    """For which centres (primary keys, all of one Bezirk) and for which day rules are asked.

    What several rules read is read once: a Lage remembers it, so it is asked at one moment and then dropped.
    """

    zentren: Sequence[int]
    stichtag: date
    schwellen: Mapping[str, Decimal] = field(default_factory=dict)
    _gemerkt: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def einmal(self, was: Callable[["Lage"], T]) -> T:
        """What `was` reads for this Lage; at the second call as it was at the first."""
        if was.__qualname__ not in self._gemerkt:
            self._gemerkt[was.__qualname__] = was(self)
        return self._gemerkt[was.__qualname__]  # type: ignore[return-value]

    def kuerzel(self, zentrum: int) -> str:
        """What stands in addresses for a centre."""
        return self.einmal(_kuerzel)[zentrum]

    def schwelle(self, schluessel: str) -> Decimal:
        """The threshold of the round, else the starting value of the rule."""
        return self.schwellen.get(schluessel, standardschwellen()[schluessel])

    def seit(self, monate: int = MONATE) -> date:
        """The first day of a period of so many months that ends with the Stichtag."""
        return self.stichtag - relativedelta(months=monate) + relativedelta(days=1)


def _kuerzel(lage: Lage) -> dict[int, str]:
    return dict(Zentrum.objects.filter(pk__in=lage.zentren).order_by().values_list("pk", "slug"))


@dataclass(frozen=True)
class Ergebnis:
    """What a rule says of one centre: `wert` and `schwelle` in its unit, `von` to `bis` its period."""

    urteil: Urteil
    satz: str
    von: date
    bis: date
    wert: Decimal | None = None
    schwelle: Decimal | None = None
    verweise: tuple[Verweis, ...] = ()


@dataclass(frozen=True)
class Regel:
    """A rule for a Kriterium ("9.1"): its function answers for all centres of a Lage in constant queries.

    `schwellen` are the starting values of its thresholds by key; `was` names each in German with unit.
    `einheit` is that of the figure, as it is read after a number. `aufgabe` is the to-do where it speaks
    against; empty where the start page says so in a row of its own, or where nothing can be made up for.
    """

    schluessel: str
    kriterium: str
    titel: str
    funktion: Callable[[Lage], Mapping[int, Ergebnis]]
    version: int = 1
    einheit: str = ""
    aufgabe: str = ""
    schwellen: Mapping[str, Decimal] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)

    @property
    def grund(self) -> str:
        """Figure, threshold, period, unit and why, as the docstring of the function says them."""
        return (self.funktion.__doc__ or "").strip()


REGELN: dict[str, Regel] = {}
"""All rules by their key, in the order of the Kriterien."""


def regel(
    schluessel: str,
    *,
    kriterium: str,
    titel: str,
    version: int = 1,
    einheit: str = "",
    aufgabe: str = "",
    **schwellen: tuple[str | int, str],
) -> Callable[[Callable[[Lage], Mapping[int, Ergebnis]]], Callable[[Lage], Mapping[int, Ergebnis]]]:
    """Registers a function as a rule: `@regel("geprueft", kriterium="9.1", ..., anteil=(80, "Anteil in %"))`.

    The key of a threshold is "geprueft.anteil".
    """

    def eintragen(funktion: Callable[[Lage], Mapping[int, Ergebnis]]) -> Callable:
        werte = {f"{schluessel}.{name}": Decimal(wert) for name, (wert, _) in schwellen.items()}
        worte = {f"{schluessel}.{name}": wort for name, (_, wort) in schwellen.items()}
        if schluessel in REGELN:
            raise ValueError(f"Die Regel {schluessel} gibt es schon")
        REGELN[schluessel] = Regel(
            schluessel, kriterium, titel, funktion, version, einheit, aufgabe, werte, worte
        )
        return funktion

    return eintragen


def standardschwellen() -> dict[str, Decimal]:
    """The starting values of all thresholds."""
    return {schluessel: wert for eine in REGELN.values() for schluessel, wert in eine.schwellen.items()}
