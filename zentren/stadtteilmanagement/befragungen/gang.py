"""What happens to a Befragung: started, ended by hand or by its date, concluded and published."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.befragungen.pflege import laden
from zentren.stadtteilmanagement.befragungen.vorlagen import HOECHSTENS, MINDESTENS
from zentren.stadtteilmanagement.models import Antwortzahl, Befragung, Frage

Status = Befragung.Status


@transaction.atomic
def starten(*, befragung: Befragung, wer: Mitgliedschaft) -> Befragung:
    """From now on (or from its first day on) everybody may answer; its questions stay. Logs an event."""
    aktuell = laden(befragung, wer)
    if not aktuell.ist_entwurf:
        raise Verweigert(f"Diese Befragung ist schon gestartet: {aktuell.get_status_display()}.")
    if aktuell.bis < timezone.localdate():
        raise Verweigert("Das Ende liegt in der Vergangenheit. Bitte ändern Sie zuerst den Zeitraum.")
    fragen = list(Frage.objects.filter(befragung=aktuell))
    if not MINDESTENS <= len(fragen) <= HOECHSTENS:
        raise Verweigert(f"Bitte stellen Sie {MINDESTENS} bis {HOECHSTENS} Fragen.")
    zaehler_anlegen(fragen)
    aktuell.status = Status.OFFEN
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "gestartet", wer=wer)
    return aktuell


def zaehler_anlegen(fragen: list[Frage]) -> None:
    """A counter for each answer that can be given, so that answering is adding and nothing else."""
    Antwortzahl.objects.bulk_create(
        Antwortzahl(frage=frage, wert=wert, papier=papier)
        for frage in fragen
        for wert, _ in frage.moeglichkeiten
        for papier in (False, True)
    )


@transaction.atomic
def beenden(*, befragung: Befragung, wer: Mitgliedschaft) -> Befragung:
    """Ends it today, before its time. Logs an event."""
    aktuell = laden(befragung, wer)
    if aktuell.status != Status.OFFEN:
        raise Verweigert("Diese Befragung läuft nicht.")
    return _beenden(aktuell, timezone.localdate(), wer)


def abgelaufene_beenden(heute: date) -> int:
    """Ends what was open until yesterday; returns how many. For the daily job, each in its transaction."""
    anzahl = 0
    for pk in _abgelaufen(heute).values_list("pk", flat=True):
        with transaction.atomic():
            befragung = _abgelaufen(heute).select_for_update(of=("self",)).filter(pk=pk).first()
            if befragung is not None:
                _beenden(befragung, befragung.bis, None)
                anzahl += 1
    return anzahl


def _abgelaufen(heute: date) -> QuerySet[Befragung]:
    return Befragung.objects.filter(status=Status.OFFEN, bis__lt=heute)


def _beenden(befragung: Befragung, am: date, wer: Mitgliedschaft | None) -> Befragung:
    befragung.status, befragung.geschlossen_am = Status.GESCHLOSSEN, am
    speichern(befragung, version=befragung.version)
    ereignis(befragung, "abgeschlossen", wer=wer)
    return befragung


@transaction.atomic
def auswerten(
    *, befragung: Befragung, text: str, veroeffentlichen: bool, version: int | None, wer: Mitgliedschaft
) -> Befragung:
    """What follows from the result, and whether citizens read result and conclusions. Logs an event.

    Raises Ueberholt where it is no longer of this `version`.
    """
    aktuell = laden(befragung, wer)
    if not aktuell.abgeschlossen:
        raise Verweigert("Diese Befragung ist noch nicht abgeschlossen.")
    if veroeffentlichen and not text.strip():
        raise Verweigert("Bitte schreiben Sie, was aus dem Ergebnis folgt: Danach wird gefragt.")
    was = {
        (False, True): "Ergebnis veröffentlicht",
        (True, False): "Veröffentlichung zurückgenommen",
    }.get((aktuell.ergebnis_oeffentlich, veroeffentlichen), "Schlussfolgerungen geschrieben")
    aktuell.schlussfolgerungen, aktuell.ergebnis_oeffentlich = text.strip(), veroeffentlichen
    speichern(aktuell, version=version)
    ereignis(aktuell, was, wer=wer)
    return aktuell
