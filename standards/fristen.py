"""Dates of the rounds: what is due at a centre and what the Bezirksamt has to do with a round."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from standards.models import Runde, Selbstbewertung
from standards.querysets import OFFEN_BEIM_ZENTRUM
from zentren.models import Mitgliedschaft, Zentrum

VORHER = timedelta(days=7)
NACHFRIST = timedelta(days=14)
"""So long after the due date the last reminder goes out."""
OEFFNEN, PRUEFEN, ABSCHLIESSEN = "öffnen", "prüfen", "abschließen"


@dataclass(frozen=True)
class Frist:
    """A Selbstbewertung that is not submitted. `phase`: "offen", "bald", "faellig" or "nachfrist"."""

    bewertung: Selbstbewertung
    phase: str

    @property
    def bis(self) -> date:
        return self.bewertung.runde.faellig


def phase(faellig: date, heute: date) -> str:
    """ "bald" in the week up to the due date, "faellig" after it, "nachfrist" two weeks after it."""
    if heute <= faellig:
        return "bald" if heute >= faellig - VORHER else "offen"
    return "nachfrist" if heute > faellig + NACHFRIST else "faellig"


def faellige(zentren: QuerySet[Zentrum], heute: date) -> list[Frist]:
    """What these centres have to submit in open rounds, the most urgent first; one query."""
    offene = Selbstbewertung.objects.filter(
        art=Selbstbewertung.Art.EIGEN,
        status__in=OFFEN_BEIM_ZENTRUM,
        zentrum__in=zentren.order_by().values("pk"),
        runde__in=Runde.objects.laufend(),
    )
    geordnet = offene.select_related("runde", "zentrum").order_by("runde__faellig", "zentrum__sortierung")
    return [Frist(bewertung, phase(bewertung.runde.faellig, heute)) for bewertung in geordnet]


@dataclass(frozen=True)
class Rundentermin:
    """What the Bezirksamt has to do with a round: OEFFNEN, PRUEFEN or ABSCHLIESSEN, until `bis`."""

    runde: Runde
    was: str
    bis: date


def rundentermine(mitgliedschaft: Mitgliedschaft | None, heute: date) -> list[Rundentermin]:
    """For the start page of the Bezirksamt: rounds to open, to review (in the last four weeks), to close."""
    wartet = Q(bewertungen__isnull=False) & ~Q(bewertungen__status__in=["angenommen", "entfallen"])
    runden = Runde.objects.bearbeitbar_fuer(mitgliedschaft).filter(abgeschlossen_am__isnull=True)
    termine = []
    for runde in runden.annotate(offene=Count("bewertungen", filter=wartet)).order_by("jahr"):
        if was := _zu_tun(runde, heute):
            termine.append(Rundentermin(runde, was, runde.beginn if was == OEFFNEN else runde.pruefung_bis))
    return termine


def _zu_tun(runde: Runde, heute: date) -> str:
    if runde.geoeffnet_am is None:
        return OEFFNEN if heute >= runde.beginn - VORHER else ""
    if not getattr(runde, "offene", 0):
        return ABSCHLIESSEN
    return PRUEFEN if heute >= runde.pruefung_bis - 4 * VORHER else ""
