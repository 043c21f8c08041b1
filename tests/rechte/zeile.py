"""One row of the table of rights, and what its signs mean.

A row names a page (the name of its address) and says for each role what happens there with an object of the
own centre. The signs:

    x  darf: the page opens, the step is done
    n  nicht jetzt: the right office at the wrong time; it is told so and nothing happens
    l  liest nur: sees the object, but may not do this (403)
    .  gibt es nicht: the role finds nothing at this address (404)

What happens with an object of the neighbour (another Träger's centre in the same Bezirk) and of the far
centre (another Bezirk) follows from that, unless the row says it itself: only Geschäftsstelle, Bezirksamt
and Koordination work with the whole Bezirk, nobody of this world with the other one. In the sister (another
centre of the own Träger) Mitarbeit and Leitung are neighbours, everybody else is at home.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.welt import Welt
from zentren.models import Zentrum

ROLLEN = (
    "mitarbeit",
    "leitung",
    "traeger",
    "verband",
    "geschaeftsstelle",
    "bezirksamt",
    "koordination",
    "verwaltung",
)
IM_GANZEN_BEZIRK = ("geschaeftsstelle", "bezirksamt", "koordination")
IM_EIGENEN_HAUS = ("mitarbeit", "leitung")
ORTE = ("eigenes", "schwester", "nachbar", "fern")
ZEICHEN = {"x", "n", "l", "."}
NIEMAND = ". . . . . . . ."


@dataclass(frozen=True)
class Zeile:
    """`get` and `post` are the answers where the role may (None: not asked); `niemand` is nobody's answer.

    `gegenstand` makes an object in a centre and returns what stands in its address. For nobody "anmelden" is
    the way to the login page, a number is the status.
    """

    name: str
    eigenes: str
    gegenstand: Callable[[Welt, Zentrum], dict[str, Any]] | None = None
    nachbar: str = ""
    fern: str = ""
    get: int | None = 200
    post: int | None = None
    daten: Callable[[], dict[str, Any]] | None = None
    niemand: int | str = "anmelden"
    fall: str = ""

    def __str__(self) -> str:
        return f"{self.name}-{self.fall}" if self.fall else self.name

    @property
    def orte(self) -> tuple[str, ...]:
        return ORTE if self.gegenstand else ORTE[:1]

    def zeichen(self, ort: str) -> dict[str, str]:
        """The sign of each role for an object of this place."""
        eigene = dict(zip(ROLLEN, self.eigenes.split(), strict=True))
        if ort == "eigenes":
            return eigene
        if ort == "schwester":
            nebenan = self.zeichen("nachbar")
            return {r: nebenan[r] if r in IM_EIGENEN_HAUS else z for r, z in eigene.items()}
        if gesagt := {"nachbar": self.nachbar, "fern": self.fern}[ort]:
            return dict(zip(ROLLEN, gesagt.split(), strict=True))
        return {r: z if ort == "nachbar" and r in IM_GANZEN_BEZIRK else "." for r, z in eigene.items()}
