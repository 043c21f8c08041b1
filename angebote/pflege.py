"""Everything that happens to an Angebot: saved, published, paused, resumed, ended, copied, checked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from angebote.models import Angebot, Termin, Zeitplan
from angebote.raumbelegung import termine_loeschen
from angebote.terminplan import (
    HORIZONT,
    felder_von,
    kuenftige_entfernen,
    nachsummieren,
    regel_von,
    termine_sichern,
)
from angebote.zeitplan import Regel
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from stzverbund.basis.zeit import monatsanfang
from zentren.models import Mitgliedschaft

Status = Angebot.Status

# The eight fields that publish an Angebot: the field of the form at which the message stands.
FEHLT = {
    "titel": "Bitte geben Sie dem Angebot einen Titel.",
    "art": "Bitte wählen Sie die Art des Angebots.",
    "leistungsbereich": "Bitte wählen Sie den Leistungsbereich.",
    "zeitplan": "Bitte geben Sie an, wann das Angebot stattfindet.",
    "standort": "Bitte geben Sie an, wo das Angebot stattfindet: ein Standort oder ein anderer Ort.",
    "zielgruppen": "Bitte wählen Sie, für wen das Angebot ist.",
    "kosten": "Bitte geben Sie an, ob das Angebot etwas kostet.",
    "kontakt_telefon": "Bitte geben Sie eine Telefonnummer oder eine E-Mail-Adresse an.",
}
# Whether the public sees it, so that nothing of the eight may be missing.
OEFFENTLICH = (Status.VEROEFFENTLICHT, Status.PAUSIERT)


def fehlende_angaben(
    angebot: Angebot, *, zielgruppen: bool | None = None, zeitplan: bool | None = None
) -> dict[str, str]:
    """What is missing of the eight, field -> message for the form; the one place that knows them.

    A form that is not saved yet says itself whether there are `zielgruppen` and a `zeitplan`.
    """
    vorhanden = {
        "titel": angebot.titel,
        "art": angebot.art,
        "leistungsbereich": angebot.leistungsbereich_id,
        "zeitplan": angebot.zeitplaene.exists() if zeitplan is None else zeitplan,
        "standort": angebot.standort_id or angebot.ort,
        "zielgruppen": angebot.zielgruppen.exists() if zielgruppen is None else zielgruppen,
        "kosten": angebot.kosten,
        "kontakt_telefon": angebot.kontakt,
    }
    return {feld: FEHLT[feld] for feld, wert in vorhanden.items() if not wert}


@transaction.atomic
def angebot_speichern(
    *,
    angebot: Angebot,
    version: int | None,
    viele: dict[str, Any],
    zeitplaene: Sequence[tuple[int | None, Regel]],
    auch_veroeffentlichen: bool = False,
    wer: Mitgliedschaft,
) -> Angebot:
    """Stores an Angebot as typed; its schedules are then exactly `zeitplaene` (key of an old one, rule).

    Raises Ueberholt where somebody else saved in between, Verweigert where a public one would lack one of
    the eight or accepted figures would move, Belegt where its Raum is taken. Termine follow the schedule.
    """
    _angenommenes_bleibt(angebot, viele)
    if angebot.pk and angebot.beginn and angebot.beginn == _erster_tag(angebot):
        # It came from the schedule (`veroeffentlichen`) and goes on following it.
        angebot.beginn = min((regel.beginn for _, regel in zeitplaene), default=angebot.beginn)
    speichern(angebot, version=version, viele=viele)
    _zeitplaene_setzen(angebot, zeitplaene)
    if auch_veroeffentlichen:
        return veroeffentlichen(angebot=angebot, wer=wer)
    if angebot.status in OEFFENTLICH:
        _vollstaendig(angebot)
        _termine(angebot, wer)
    return angebot


@transaction.atomic
def veroeffentlichen(*, angebot: Angebot, wer: Mitgliedschaft) -> Angebot:
    """A draft becomes public and counts as checked today; its Termine are made. Logs an event."""
    angebot = _laden(angebot, Status.ENTWURF)
    _vollstaendig(angebot)
    angebot.geprueft_am = timezone.localdate()
    # Without a first day it would have been missing in every month of the past.
    angebot.beginn = angebot.beginn or _erster_tag(angebot)
    return _wechseln(angebot, Status.VEROEFFENTLICHT, "veröffentlicht", wer)


@transaction.atomic
def pausieren(*, angebot: Angebot, wer: Mitgliedschaft) -> Angebot:
    """No new dates; planned ones ahead go. The public still sees it, marked so. Logs an event."""
    return _wechseln(_laden(angebot, Status.VEROEFFENTLICHT), Status.PAUSIERT, "pausiert", wer)


@transaction.atomic
def fortsetzen(*, angebot: Angebot, wer: Mitgliedschaft) -> Angebot:
    """A paused or ended one runs again, without an end that has passed. Logs an event."""
    angebot = _laden(angebot, Status.PAUSIERT, Status.BEENDET)
    _vollstaendig(angebot)
    if angebot.ende and angebot.ende <= timezone.localdate():
        angebot.ende = None
    return _wechseln(angebot, Status.VEROEFFENTLICHT, "fortgesetzt", wer)


@transaction.atomic
def beenden(*, angebot: Angebot, ende: date, wer: Mitgliedschaft) -> Angebot:
    """`ende` is the last day: today or earlier ends it now, later it runs until then. Logs an event.

    Planned Termine after it go; refuses where one after it has been counted.
    """
    angebot = _laden(angebot, *OEFFENTLICH)
    if angebot.beginn and ende < angebot.beginn:
        raise Verweigert(f"Das Angebot beginnt erst am {angebot.beginn:%d.%m.%Y}.")
    danach = angebot.termine.filter(datum__gt=ende)
    if gezaehlt := danach.filter(status=Termin.Status.STATTGEFUNDEN).last():
        raise Verweigert(f"Am {gezaehlt.datum:%d.%m.%Y} hat noch ein Termin stattgefunden.")
    termine_loeschen(danach.filter(status=Termin.Status.GEPLANT))
    angebot.ende = ende
    if ende > timezone.localdate():
        return _wechseln(angebot, angebot.status, "Ende festgelegt", wer, f"letzter Tag {ende:%d.%m.%Y}")
    return _wechseln(angebot, Status.BEENDET, "beendet", wer, f"letzter Tag {ende:%d.%m.%Y}")


def abgelaufene_beenden(heute: date) -> int:
    """Ends every public Angebot whose last day has passed; returns how many. For the daily job."""
    abgelaufen = list(Angebot.objects.oeffentlich().filter(ende__lt=heute))
    for angebot in abgelaufen:
        with transaction.atomic():
            aktuell = _laden(angebot, *OEFFENTLICH)
            _wechseln(aktuell, Status.BEENDET, "beendet", None, f"letzter Tag {aktuell.ende:%d.%m.%Y}")
    return len(abgelaufen)


@transaction.atomic
def kopieren(*, angebot: Angebot, wer: Mitgliedschaft) -> Angebot:
    """A new draft with the same texts and schedule, without dates, Termine and history. Logs an event."""
    kopie = Angebot.objects.get(pk=angebot.pk)
    viele = {feld.name: list(getattr(kopie, feld.name).all()) for feld in Angebot._meta.many_to_many}
    zeitplaene = [(None, regel_von(zeitplan)) for zeitplan in kopie.zeitplaene.all()]
    kopie.pk, kopie._state.adding, kopie.version = None, True, 1
    kopie.status, kopie.geprueft_am, kopie.erinnert_am = Status.ENTWURF, None, None
    kopie.beginn, kopie.ende = monatsanfang(timezone.localdate()), None
    kopie.titel = f"{kopie.titel[:112]} (Kopie)"
    angebot_speichern(angebot=kopie, version=None, viele=viele, zeitplaene=zeitplaene, wer=wer)
    ereignis(kopie, "kopiert", wer=wer, grund=f"aus „{angebot.titel}“")
    return kopie


@transaction.atomic
def als_geprueft_vermerken(*, angebot: Angebot, wer: Mitgliedschaft) -> Angebot:
    """Somebody has checked that the public entry is right today. Logs an event."""
    angebot = _laden(angebot, *OEFFENTLICH)
    angebot.geprueft_am = timezone.localdate()
    return _wechseln(angebot, angebot.status, "geprüft", wer)


@transaction.atomic
def entwurf_loeschen(*, angebot: Angebot) -> None:
    """Drafts only: what was public once stays, because figures refer to it."""
    _laden(angebot, Status.ENTWURF).delete()


def _angenommenes_bleibt(angebot: Angebot, viele: dict[str, Any]) -> None:
    """Reports group accepted figures by Leistungsbereich and Ziel: these stay once figures are accepted."""
    if not angebot.pk or not angebot.werte.filter(meldung__status="angenommen").exists():
        return
    alt = Angebot.objects.get(pk=angebot.pk)
    ziele = set(alt.ziele.all())
    if alt.leistungsbereich_id != angebot.leistungsbereich_id or ziele != set(viele.get("ziele", ziele)):
        raise Verweigert(
            "Zu diesem Angebot gibt es angenommene Zahlen. Leistungsbereich und Ziele bleiben deshalb, "
            "wie sie sind. Beenden Sie das Angebot und legen Sie eine Kopie mit den neuen Angaben an."
        )


def _erster_tag(angebot: Angebot) -> date | None:
    """The first day of the stored schedules."""
    return angebot.zeitplaene.aggregate(erster=Min("beginn"))["erster"]


def _laden(angebot: Angebot, *erlaubt: str) -> Angebot:
    angebot = Angebot.objects.select_for_update(of=("self",)).select_related("zentrum").get(pk=angebot.pk)
    if angebot.status not in erlaubt:
        raise Verweigert(f"Das geht nicht mehr: Das Angebot ist {_wort(angebot)}.")
    return angebot


def _wort(angebot: Angebot) -> str:
    return "ein Entwurf" if angebot.status == Status.ENTWURF else angebot.get_status_display()


def _vollstaendig(angebot: Angebot) -> None:
    if fehlend := fehlende_angaben(angebot):
        raise Verweigert("Zum Veröffentlichen fehlen noch Angaben. " + " ".join(fehlend.values()))


def _wechseln(angebot: Angebot, nach: str, was: str, wer: Mitgliedschaft | None, grund: str = "") -> Angebot:
    angebot.status = nach
    angebot.version += 1
    angebot.save()
    ereignis(angebot, was, wer=wer, grund=grund)
    _termine(angebot, wer)
    return angebot


def _termine(angebot: Angebot, wer: Mitgliedschaft | None) -> None:
    heute = timezone.localdate()
    # What nobody asked for must not fail: the daily job has nobody to tell that a Raum is taken.
    termine_sichern(angebot=angebot, bis=heute + HORIZONT, streng=wer is not None)
    nachsummieren(angebot=angebot, monat=monatsanfang(heute), wer=wer)


def _zeitplaene_setzen(angebot: Angebot, zeitplaene: Sequence[tuple[int | None, Regel]]) -> None:
    alte = {zeitplan.pk: zeitplan for zeitplan in angebot.zeitplaene.all()}
    entfallen = [zeitplan for pk, zeitplan in alte.items() if pk not in {key for key, _ in zeitplaene}]
    kuenftige_entfernen(entfallen)
    for zeitplan in entfallen:
        zeitplan.delete()
    for key, regel in zeitplaene:
        zeitplan = alte.get(key or 0) or Zeitplan(angebot=angebot)
        felder = felder_von(regel)
        if zeitplan.pk is None or any(getattr(zeitplan, name) != wert for name, wert in felder.items()):
            for name, wert in felder.items():
                setattr(zeitplan, name, wert)
            zeitplan.save()
