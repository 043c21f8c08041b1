"""Needs of a Stadtteil: found, planned, met, looked at again, or dropped (RK-2017 4.2, A1 and A2).

Each function is one transaction that locks the need, logs an event and raises Verweigert, with a sentence for
the person, where it is not possible now.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Anliegen, Bedarf
from zentren.stadtteilmanagement.rules import FUEHREN

Status = Bedarf.Status
FELDER = (
    *("titel", "problemfeld", "quelle", "region", "sozialraum", "infrastruktur"),
    *("beschreibung", "grundlage", "ermittelt_am", "fortschreiben_alle", "datei"),
)
HOECHSTENS_BIS_ZUR_PRUEFUNG = 6
"""Months after which somebody asks whether what was done has helped, however slow the rhythm."""


@transaction.atomic
def anlegen(
    *,
    zentrum: Zentrum,
    angaben: Mapping[str, Any],
    herkunft: str = "",
    anliegen: Anliegen | None = None,
    wer: Mitgliedschaft,
) -> Bedarf:
    """A new need of a centre. Logs an event that tells where it came from.

    `angaben` holds at least titel, problemfeld and quelle; the other FELDER and `zielgruppen` are voluntary,
    `ermittelt_am` is today. `herkunft` is for the trail ("aus der Befragung „Sommer“"). Whoever derives it
    from a free text or a Beschwerde sets the link there in the same transaction; an `anliegen` of the same
    centre is linked here. A long `titel` is cut.
    """
    if not darf(FUEHREN, wer, zentrum):
        raise Verweigert("Bedarfe führt das Team des Zentrums.")
    werte = {feld: angaben[feld] for feld in FELDER if feld in angaben}
    laenge = Bedarf._meta.get_field("titel").max_length
    werte["titel"] = " ".join(str(werte["titel"]).split())[:laenge]
    werte["ermittelt_am"] = werte.get("ermittelt_am") or timezone.localdate()
    bedarf = Bedarf(zentrum=zentrum, **werte)
    _tag_pruefen(bedarf.ermittelt_am)
    bedarf.wieder_am = wieder_am(bedarf)
    speichern(bedarf, viele={"zielgruppen": angaben.get("zielgruppen", ())})
    if anliegen is not None:
        herkunft = _aus_anliegen(anliegen, bedarf)
    ereignis(bedarf, "angelegt", wer=wer, grund=herkunft)
    return bedarf


def _aus_anliegen(anliegen: Anliegen, bedarf: Bedarf) -> str:
    aktuell = Anliegen.objects.select_for_update().get(pk=anliegen.pk, zentrum=bedarf.zentrum_id)
    aktuell.bedarf = bedarf
    speichern(aktuell, version=aktuell.version)
    return f"aus dem Anliegen „{aktuell}“"


@transaction.atomic
def aendern(
    *, bedarf: Bedarf, angaben: Mapping[str, Any], version: int | None, wer: Mitgliedschaft
) -> Bedarf:
    """Changes what is known of it (FELDER, `zielgruppen`), in whatever state; open, it counts as looked at.

    Raises Ueberholt where it is no longer of this `version`.
    """
    aktuell = _laden(bedarf, wer)
    for feld in FELDER:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    _tag_pruefen(aktuell.ermittelt_am)
    if aktuell.offen:
        aktuell.fortgeschrieben_am = timezone.localdate()
    viele = {"zielgruppen": angaben["zielgruppen"]} if "zielgruppen" in angaben else {}
    return _speichern(aktuell, version, viele)


@transaction.atomic
def planen(*, bedarf: Bedarf, am: date, wer: Mitgliedschaft) -> Bedarf:
    """Something is planned to meet it, since the day `am`. Logs an event."""
    aktuell = _zu_gehen(bedarf, am, (Status.ERMITTELT,), wer)
    aktuell.geplant_am = am
    return _gehen(aktuell, Status.GEPLANT, aktuell.version, wer)


@transaction.atomic
def umsetzen(*, bedarf: Bedarf, am: date, wer: Mitgliedschaft) -> Bedarf:
    """What meets it is there, since the day `am`; planned before or not. Logs an event."""
    aktuell = _zu_gehen(bedarf, am, (Status.ERMITTELT, Status.GEPLANT), wer)
    aktuell.umgesetzt_am = am
    return _gehen(aktuell, Status.UMGESETZT, aktuell.version, wer)


@transaction.atomic
def ueberpruefen(
    *, bedarf: Bedarf, am: date, ergebnis: str, version: int | None, wer: Mitgliedschaft
) -> Bedarf:
    """Somebody has looked whether it helped (A1.3, A2.4): `ergebnis` says what was found. Logs an event."""
    if not ergebnis.strip():
        raise Verweigert("Bitte schreiben Sie, was die Überprüfung ergeben hat.")
    aktuell = _zu_gehen(bedarf, am, (Status.UMGESETZT,), wer)
    aktuell.ueberprueft_am, aktuell.ergebnis = am, ergebnis.strip()
    return _gehen(aktuell, Status.UEBERPRUEFT, version, wer)


@transaction.atomic
def verwerfen(*, bedarf: Bedarf, grund: str, version: int | None, wer: Mitgliedschaft) -> Bedarf:
    """It is not followed any further, with a reason. Logs an event."""
    aktuell = _laden(bedarf, wer)
    if not aktuell.offen:
        raise Verweigert(f"Dieser Bedarf ist schon {aktuell.get_status_display()}.")
    if not grund.strip():
        raise Verweigert("Bitte nennen Sie den Grund, aus dem der Bedarf verworfen wird.")
    aktuell.status, aktuell.grund, aktuell.verworfen_am = (
        Status.VERWORFEN,
        grund.strip(),
        timezone.localdate(),
    )
    _speichern(aktuell, version)
    ereignis(aktuell, "verworfen", wer=wer, grund=aktuell.grund)
    return aktuell


@transaction.atomic
def fortschreiben(*, bedarf: Bedarf, wer: Mitgliedschaft) -> Bedarf:
    """Somebody has looked at it again today, and it is still so (A1.3). Logs an event."""
    aktuell = _laden(bedarf, wer)
    if not aktuell.offen:
        raise Verweigert(f"Dieser Bedarf ist schon {aktuell.get_status_display()}.")
    aktuell.fortgeschrieben_am = timezone.localdate()
    _speichern(aktuell, aktuell.version)
    ereignis(aktuell, "fortgeschrieben", wer=wer)
    return aktuell


@transaction.atomic
def wieder_aufnehmen(*, bedarf: Bedarf, wer: Mitgliedschaft) -> Bedarf:
    """A need that was dropped or met is there again: it begins anew, its trail stays. Logs an event."""
    aktuell = _laden(bedarf, wer)
    if aktuell.laeuft:
        raise Verweigert("Dieser Bedarf ist noch offen.")
    aktuell.status, aktuell.grund, aktuell.fortgeschrieben_am = Status.ERMITTELT, "", timezone.localdate()
    aktuell.geplant_am = aktuell.umgesetzt_am = aktuell.ueberprueft_am = aktuell.verworfen_am = None
    _speichern(aktuell, aktuell.version)
    ereignis(aktuell, "wieder aufgenommen", wer=wer)
    return aktuell


def wieder_am(bedarf: Bedarf) -> date | None:
    """The day on which somebody should look at it again; None for what is at its end.

    What is open in its own rhythm, what has been done after six months at the latest.
    """
    if not bedarf.laeuft:
        return None
    monate = bedarf.fortschreiben_alle
    tage = (bedarf.ermittelt_am, bedarf.geplant_am, bedarf.fortgeschrieben_am)
    if bedarf.status == Status.UMGESETZT:
        return _plus(bedarf.umgesetzt_am, min(monate, HOECHSTENS_BIS_ZUR_PRUEFUNG))
    return _plus(max(tag for tag in tage if tag), monate)


def _plus(tag: date | None, monate: int) -> date | None:
    return tag + relativedelta(months=monate) if tag else None


def _zu_gehen(bedarf: Bedarf, am: date, erlaubt: tuple[Status, ...], wer: Mitgliedschaft) -> Bedarf:
    """The need as it is now, where a step on the day `am` is possible."""
    aktuell = _laden(bedarf, wer)
    if aktuell.status not in erlaubt:
        raise Verweigert(f"Dieser Bedarf ist {aktuell.get_status_display()}.")
    _tag_pruefen(am)
    if am < (aktuell.umgesetzt_am or aktuell.geplant_am or aktuell.ermittelt_am):
        raise Verweigert("Dieser Tag liegt vor dem Schritt davor.")
    return aktuell


def _gehen(bedarf: Bedarf, nach: Status, version: int | None, wer: Mitgliedschaft) -> Bedarf:
    bedarf.status = nach
    _speichern(bedarf, version)
    ereignis(bedarf, bedarf.get_status_display(), wer=wer)
    return bedarf


def _tag_pruefen(tag: date) -> None:
    if tag > timezone.localdate():
        raise Verweigert("Dieser Tag liegt in der Zukunft.")


def _laden(bedarf: Bedarf, wer: Mitgliedschaft) -> Bedarf:
    """The need as it is stored now, locked, if this person keeps it."""
    gesperrt = Bedarf.objects.select_for_update(of=("self",)).select_related("zentrum")
    aktuell = gesperrt.get(pk=bedarf.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Bedarfe führt das Team des Zentrums.")
    return aktuell


def _speichern(bedarf: Bedarf, version: int | None, viele: dict[str, Any] | None = None) -> Bedarf:
    bedarf.wieder_am = wieder_am(bedarf)
    speichern(bedarf, version=version, viele=viele)
    return bedarf
