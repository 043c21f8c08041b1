"""Three years of Stadtteilmanagement: needs, partners, money, rooms, what people say and what was done."""

from collections.abc import Callable

from stzverbund.start.beispiel.rahmen import Rahmen
from stzverbund.start.beispiel.stadtteil import (
    barrieren,
    bedarfe,
    befragungen,
    beschwerden,
    foerderung,
    kooperationen,
    mappe,
    raeume,
    taetigkeiten,
)

TEILE: tuple[Callable[[Rahmen], None], ...] = (
    mappe.anlegen,
    kooperationen.anlegen,
    foerderung.anlegen,
    bedarfe.anlegen,
    taetigkeiten.anlegen,
    raeume.anlegen,
    befragungen.anlegen,
    beschwerden.anlegen,
    barrieren.anlegen,
)
"""In the order in which they build on each other."""


def anlegen(rahmen: Rahmen) -> None:
    for teil in TEILE:
        teil(rahmen)
