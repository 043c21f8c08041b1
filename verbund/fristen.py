"""The dates around a session: offers that can be switched off, not duties (RK-2017 6, V3)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from verbund.models import Sitzung, Sitzungsfrist

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


@transaction.atomic
def schalten(*, frist: Sitzungsfrist, aus: bool, faellig: date | None = None) -> None:
    """Switches a date off or on, or puts it on another day."""
    aktuell = Sitzungsfrist.objects.select_for_update().get(pk=frist.pk)
    aktuell.aus, aktuell.faellig = aus, faellig or aktuell.faellig
    aktuell.save(update_fields=["aus", "faellig"])
