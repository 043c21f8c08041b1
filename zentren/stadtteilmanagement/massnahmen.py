"""The register of Massnahmen: every change of it (domain model, "stadtteilmanagement").

Each function is one transaction, logs an event and raises Verweigert, with a sentence for the person.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.links import UeberLink
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.handelnde import Handelnde
from zentren.models import Bezirk, Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Massnahme
from zentren.stadtteilmanagement.rules import legt_fest

WER_ANLEGT = "stadtteilmanagement.massnahme_anlegen"
WER_PFLEGT = "stadtteilmanagement.massnahme_pflegen"
AENDERBAR = ("titel", "beschreibung", "faellig", "status")
Status = Massnahme.Status


@transaction.atomic
def anlegen(
    *,
    titel: str,
    eigner: str,
    faellig: date,
    beschreibung: str = "",
    zentrum: Zentrum | None = None,
    bezirk: Bezirk | None = None,
    wer: Handelnde,
) -> Massnahme:
    """A new Massnahme about a centre, or (of the Verbund or the Bezirksamt) about a whole Bezirk.

    What Bezirksamt and Verbund put into the register is agreed at once; what a centre or its Träger writes is
    a draft until it is put before others. With a link it is a draft of whoever has the link, and the caller
    has asked for the right. Logs an event.
    """
    if not titel.strip():
        raise Verweigert("Bitte schreiben Sie, was geschieht.")
    if isinstance(wer, Mitgliedschaft):
        _erlaubt(wer, zentrum)
    ort = zentrum.bezirk if zentrum else bezirk
    if ort is None:
        raise Verweigert("Bitte nennen Sie das Zentrum.")
    massnahme = Massnahme(
        titel=titel.strip(),
        eigner=eigner,
        faellig=faellig,
        beschreibung=beschreibung.strip(),
        zentrum=zentrum,
        bezirk=ort,
        von_aussen=isinstance(wer, UeberLink),
        vereinbart_am=timezone.now() if legt_fest(wer) else None,
    )
    speichern(massnahme)
    ereignis(massnahme, "angelegt", wer=wer)
    return massnahme


def _erlaubt(wer: Mitgliedschaft, zentrum: Zentrum | None) -> None:
    if not darf(WER_ANLEGT, wer):
        raise Verweigert("Ihre Rolle legt keine Maßnahmen an.")
    if zentrum and not Zentrum.objects.sichtbar_fuer(wer).filter(pk=zentrum.pk).exists():
        raise Verweigert("Dieses Zentrum gehört nicht zu Ihnen.")


@transaction.atomic
def aendern(
    *, massnahme: Massnahme, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Massnahme:
    """Changes what is promised (some of AENDERBAR) while it is running; logs an event.

    Raises Verweigert where it has ended, Ueberholt where it is no longer of this `version`.
    """
    aktuell = _laden(massnahme, wer)
    if not aktuell.laeuft:
        raise Verweigert(f"Diese Maßnahme ist {aktuell.get_status_display()}.")
    for feld in AENDERBAR:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    if not aktuell.laeuft:
        raise Verweigert("Bitte schließen Sie die Maßnahme mit „Erledigt“ oder „Entfällt“ ab.")
    speichern(aktuell, version=version)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def erledigen(
    *, massnahme: Massnahme, am: date, wirkung: str, version: int | None, wer: Mitgliedschaft
) -> Massnahme:
    """It is done since the day `am`; its effect may be told later, by the same function. Logs an event."""
    aktuell = _laden(massnahme, wer)
    if aktuell.status == Status.ENTFALLEN:
        raise Verweigert("Diese Maßnahme ist entfallen.")
    if am > timezone.localdate():
        raise Verweigert("Dieser Tag liegt in der Zukunft.")
    was = "Wirkung ergänzt" if aktuell.status == Status.ERLEDIGT else "erledigt"
    aktuell.status, aktuell.erledigt_am, aktuell.wirkung = Status.ERLEDIGT, am, wirkung.strip()
    speichern(aktuell, version=version)
    ereignis(aktuell, was, wer=wer)
    return aktuell


@transaction.atomic
def entfallen(*, massnahme: Massnahme, grund: str, version: int | None, wer: Mitgliedschaft) -> Massnahme:
    """It is dropped, with a reason; logs an event."""
    aktuell = _laden(massnahme, wer)
    if not aktuell.laeuft:
        raise Verweigert(f"Diese Maßnahme ist schon {aktuell.get_status_display()}.")
    if not grund.strip():
        raise Verweigert("Bitte nennen Sie den Grund, aus dem die Maßnahme entfällt.")
    aktuell.status, aktuell.grund = Status.ENTFALLEN, grund.strip()
    speichern(aktuell, version=version)
    ereignis(aktuell, "entfallen", wer=wer, grund=aktuell.grund)
    return aktuell


def _laden(massnahme: Massnahme, wer: Mitgliedschaft) -> Massnahme:
    """The Massnahme as it is stored now, locked, if this person keeps it."""
    gesperrt = Massnahme.objects.select_for_update(of=("self",)).select_related("bezirk")
    aktuell = gesperrt.get(pk=massnahme.pk)
    if not darf(WER_PFLEGT, wer, aktuell):
        raise Verweigert("Das kann nur, wer für die Maßnahme zuständig ist.")
    return aktuell
