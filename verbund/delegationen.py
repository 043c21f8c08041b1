"""Who speaks for a Zentrum in the Verbund: named with dates, so that old minutes keep the right people."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund.models import Delegation
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION
from zentren.models import Mitgliedschaft, Verbund
from zentren.rules import darf

SCHON = "Diese Person spricht in dieser Zeit schon für das Zentrum."


@transaction.atomic
def benennen(
    *,
    verbund: Verbund,
    sprecher: Mitgliedschaft,
    art: str,
    von: date,
    bis: date | None,
    wer: Mitgliedschaft,
) -> Delegation:
    """Somebody of the team of a Zentrum speaks for it from now on, or stands in. Logs an event."""
    if not darf(KOORDINIEREN, wer, verbund):
        raise Verweigert(NUR_KOORDINATION)
    zentrum = sprecher.zentrum
    if zentrum is None or zentrum.bezirk_id != verbund.bezirk_id:
        raise Verweigert("Bitte wählen Sie jemanden aus einem Zentrum des Verbundes.")
    neu = Delegation(verbund=verbund, zentrum=zentrum, person=sprecher.person, art=art, von=von, bis=bis)
    return _speichern(neu, None, "benannt", wer)


@transaction.atomic
def aendern(
    *, delegation: Delegation, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Delegation:
    """Changes `art`, `von` or `bis`. Logs an event; raises Ueberholt for an old `version`."""
    aktuell = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert(NUR_KOORDINATION)
    for feld in ("art", "von", "bis"):
        setattr(aktuell, feld, angaben[feld])
    return _speichern(aktuell, version, "geändert", wer)


def _speichern(delegation: Delegation, version: int | None, was: str, wer: Mitgliedschaft) -> Delegation:
    Verbund.objects.select_for_update().get(pk=delegation.verbund_id)  # so that two never name the same
    ende = Q() if delegation.bis is None else Q(von__lte=delegation.bis)
    schon = Delegation.objects.filter(
        ende,
        Q(bis__isnull=True) | Q(bis__gte=delegation.von),
        zentrum=delegation.zentrum_id,
        person=delegation.person_id,
        verbund=delegation.verbund_id,
    )
    if schon.exclude(pk=delegation.pk).exists():
        raise Verweigert(SCHON)
    speichern(delegation, version=version)
    ereignis(delegation, was, wer=wer)
    return delegation
