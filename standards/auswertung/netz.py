"""The network: how a Kriterium stands in all centres together, without their names (RK-2017 4.3, 6)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from standards.models import Antwort, Einschaetzung, Kriterium, Runde, Selbstbewertung

from .ergebnis import SCHLECHTESTE_ZUERST

MINDESTENS = 3
"""With fewer centres the counts would show a single one."""
HAEUFIG = 3
"""A Kriterium is a matter for the Verbund where one centre in so many stays behind, and at least two."""


@dataclass(frozen=True)
class Netzzeile:
    """How many of the `zentren` gave which answer to a Kriterium."""

    kriterium: Kriterium
    anzahl: dict[str, int]

    @property
    def zentren(self) -> int:
        return sum(self.anzahl.values())

    @property
    def werte(self) -> list[int]:
        """The counts in the order erfüllt, teilweise, nicht erfüllt, nicht anwendbar, offen."""
        return [self.anzahl[wert] for wert in SPALTEN]

    @property
    def zurueck(self) -> int:
        """How many stay behind: "teilweise" or "nicht erfüllt"."""
        return self.anzahl[Einschaetzung.TEILWEISE] + self.anzahl[Einschaetzung.NICHT_ERFUELLT]

    @property
    def haeufig(self) -> bool:
        """Whether it is weak in several centres: a matter for the agenda of the Verbund."""
        return self.zurueck >= 2 and self.zurueck * HAEUFIG >= self.zentren


SPALTEN = (
    Einschaetzung.ERFUELLT,
    Einschaetzung.TEILWEISE,
    Einschaetzung.NICHT_ERFUELLT,
    Einschaetzung.NICHT_ANWENDBAR,
    Einschaetzung.OFFEN,
)


def netz(runde: Runde) -> list[Netzzeile]:
    """Counts per Kriterium over all that lies before the Bezirksamt; empty below `MINDESTENS` centres.

    What a Rückfrage has opened counts as "offen".
    """
    vorgelegte = runde.bewertungen.vorgelegt().filter(art=Selbstbewertung.Art.EIGEN)
    if vorgelegte.count() < MINDESTENS:
        return []
    antworten = Antwort.objects.filter(bewertung__in=vorgelegte.values("pk")).order_by()
    offen = Q(nachgefragt=True)
    zaehler = {
        str(wert): Count("pk", filter=Q(einschaetzung=wert) & ~offen)
        if wert != Einschaetzung.OFFEN
        else Count("pk", filter=Q(einschaetzung=wert) | offen)
        for wert in SCHLECHTESTE_ZUERST
    }
    gruppen: dict[int, Any] = {g["kriterium"]: g for g in antworten.values("kriterium").annotate(**zaehler)}
    kriterien = Kriterium.objects.filter(pk__in=gruppen).select_related("standard")
    return [
        Netzzeile(k, {str(wert): gruppen[k.pk][str(wert)] for wert in SCHLECHTESTE_ZUERST}) for k in kriterien
    ]
