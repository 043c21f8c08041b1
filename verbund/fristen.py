"""The dates around a session: offers that can be switched off, not duties (RK-2017 6, V3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.verlauf import ereignis
from verbund.models import Sitzung, Sitzungsfrist
from verbund.sperre import gesperrt
from zentren.models import Mitgliedschaft

Art = Sitzungsfrist.Art
ABSTAND = {
    Art.THEMEN: timedelta(days=-28),
    Art.TAGESORDNUNG: timedelta(days=-16),
    Art.EINLADUNG: timedelta(days=-14),
    Art.PROTOKOLL: timedelta(days=7),
    Art.RUECKMELDUNG: timedelta(days=21),
}
"""Days before (negative) or after the session."""


def vorgeben(sitzung: Sitzung) -> None:
    """Puts the dates of a new session at their usual distance; the caller holds the transaction."""
    Sitzungsfrist.objects.bulk_create(
        Sitzungsfrist(sitzung=sitzung, art=art, faellig=sitzung.datum + abstand)
        for art, abstand in ABSTAND.items()
    )


def verschieben(sitzung: Sitzung, um: timedelta) -> None:
    """Moves the open dates with the session; the caller holds the transaction."""
    offene = list(sitzung.fristen.filter(erledigt_am__isnull=True))
    for frist in offene:
        frist.faellig += um
    Sitzungsfrist.objects.bulk_update(offene, ["faellig"])


def abschalten(sitzung: Sitzung) -> None:
    """Nothing is left to be reminded of; the caller holds the transaction."""
    sitzung.fristen.update(aus=True)


def erledigt(sitzung: Sitzung, *arten: str) -> None:
    """Notes that what a date reminds of has been done; for the functions that do it."""
    sitzung.fristen.filter(art__in=arten, erledigt_am__isnull=True).update(erledigt_am=timezone.now())


@dataclass(frozen=True)
class Festlegung:
    """What the Koordination says of one date: until when, whether to remind, whether it is done."""

    faellig: date
    erinnern: bool
    erledigt: bool


@transaction.atomic
def festlegen(*, sitzung: Sitzung, festlegungen: Mapping[str, Festlegung], wer: Mitgliedschaft) -> None:
    """Moves, switches off or ticks off the dates of a session, by their kind. Logs an event."""
    aktuell = gesperrt(sitzung, wer)
    for frist in aktuell.fristen.filter(art__in=festlegungen):
        neu = festlegungen[frist.art]
        frist.faellig, frist.aus = neu.faellig, not neu.erinnern
        frist.erledigt_am = (frist.erledigt_am or timezone.now()) if neu.erledigt else None
        frist.save()
    ereignis(aktuell, "Fristen festgelegt", wer=wer)
