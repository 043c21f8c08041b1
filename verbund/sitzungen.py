"""Sessions: every change of their state (domain model, "verbund", Sitzung).

Each function is one transaction that locks the session, logs an event and raises Verweigert, with a sentence
for the person, where it is not possible now. Mails are sent by hand, after a preview (`verbund/einladen.py`).
"""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import fristen, suche, tagesordnung
from verbund.models import Arbeitskreis, Protokoll, Sitzung, Tagesordnungspunkt
from verbund.protokoll import ablauf
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION, gesperrt
from zentren.models import Mitgliedschaft, Verbund
from zentren.rules import darf

Status, Stand = Sitzung.Status, Tagesordnungspunkt.Stand
FELDER = ("titel", "thema", "datum", "beginn", "ende", "gastgeber", "ort", "online", "hinweise")
IM_KALENDER = ("titel", "datum", "beginn", "ende", "gastgeber_id", "ort", "online")
"""What a calendar shows: a change asks for a new `sequenz`."""


@transaction.atomic
def anlegen(
    *,
    verbund: Verbund,
    angaben: dict[str, Any],
    arbeitskreis: Arbeitskreis | None = None,
    wer: Mitgliedschaft,
) -> Sitzung:
    """A planned session with its dates and the approval of open minutes. Logs an event."""
    if not darf(KOORDINIEREN, wer, verbund):
        raise Verweigert(NUR_KOORDINATION)
    sitzung = Sitzung(verbund=verbund, arbeitskreis=arbeitskreis, **angaben)
    speichern(sitzung)
    fristen.vorgeben(sitzung)
    ereignis(sitzung, "angelegt", wer=wer)
    tagesordnung.genehmigungen_vorsehen(sitzung.verbund, sitzung.arbeitskreis, wer=wer)
    suche.eintragen(sitzung)
    return sitzung


@transaction.atomic
def aendern(
    *, sitzung: Sitzung, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Sitzung:
    """Changes what is planned (some of FELDER); a change that calendars show counts `sequenz` up.

    Who has been invited is told by a new mail only. Logs an event; raises Ueberholt for an old `version`.
    """
    aktuell = gesperrt(sitzung, wer)
    if not aktuell.bevorstehend:
        raise Verweigert(f"Diese Sitzung ist {aktuell.get_status_display()}.")
    vorher, tag = [getattr(aktuell, feld) for feld in IM_KALENDER], aktuell.datum
    for feld in FELDER:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    if [getattr(aktuell, feld) for feld in IM_KALENDER] != vorher:
        aktuell.sequenz += 1
    speichern(aktuell, version=version)
    fristen.verschieben(aktuell, aktuell.datum - tag)
    suche.eintragen(aktuell)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def absagen(*, sitzung: Sitzung, grund: str, wer: Mitgliedschaft) -> Sitzung:
    """Calls it off with a reason; the record stays, its open items become proposals again. Logs an event."""
    aktuell = gesperrt(sitzung, wer)
    if not aktuell.bevorstehend:
        raise Verweigert(f"Diese Sitzung ist schon {aktuell.get_status_display()}.")
    if not grund.strip():
        raise Verweigert("Bitte nennen Sie den Grund der Absage.")
    aktuell.status, aktuell.grund = Status.ABGESAGT, grund.strip()
    aktuell.sequenz += 1
    speichern(aktuell, version=aktuell.version)
    fristen.abschalten(aktuell)
    tagesordnung.zuruecklegen(aktuell, wer=wer)
    suche.eintragen(aktuell)
    ereignis(aktuell, "abgesagt", wer=wer, grund=aktuell.grund)
    tagesordnung.genehmigungen_vorsehen(aktuell.verbund, aktuell.arbeitskreis, wer=wer)
    return aktuell


@transaction.atomic
def durchfuehren(*, sitzung: Sitzung, wer: Mitgliedschaft) -> Sitzung:
    """It has been held: gives the number in the year and begins the minutes where nobody has. Logs an event.

    Minutes that its items have approved are approved with it; its own come to the next session. Refused
    before its day and while the session has not said of each item what becomes of it.
    """
    aktuell = gesperrt(sitzung, wer)
    if not aktuell.bevorstehend:
        raise Verweigert(f"Diese Sitzung ist schon {aktuell.get_status_display()}.")
    if aktuell.datum > timezone.localdate():
        raise Verweigert("Diese Sitzung liegt noch vor Ihnen.")
    offene = aktuell.punkte.filter(stand=Stand.GEPLANT).count()
    if offene:
        raise Verweigert(f"Noch offen: {offene} Tagesordnungspunkte. Bitte sagen Sie, was daraus wurde.")
    aktuell.jahr = aktuell.datum.year
    aktuell.nummer = _naechste_nummer(aktuell)
    aktuell.status, aktuell.durchgefuehrt_am = Status.DURCHGEFUEHRT, timezone.now()
    speichern(aktuell, version=aktuell.version)
    Protokoll.objects.get_or_create(sitzung=aktuell)
    ablauf.in_der_sitzung(aktuell, wer=wer)
    fristen.erledigt(aktuell, "themen", "tagesordnung", "einladung")
    suche.eintragen(aktuell)
    ereignis(aktuell, f"durchgeführt als Nr. {aktuell.nummer}/{aktuell.jahr}", wer=wer)
    tagesordnung.genehmigungen_vorsehen(aktuell.verbund, aktuell.arbeitskreis, wer=wer)
    return aktuell


def _naechste_nummer(sitzung: Sitzung) -> int:
    """The highest number of the year and one more; the locked Verbund keeps others from taking it."""
    Verbund.objects.select_for_update().get(pk=sitzung.verbund_id)
    gezaehlte = Sitzung.objects.filter(
        verbund=sitzung.verbund_id, arbeitskreis=sitzung.arbeitskreis_id, jahr=sitzung.jahr
    )
    return (gezaehlte.aggregate(hoechste=Max("nummer"))["hoechste"] or 0) + 1
