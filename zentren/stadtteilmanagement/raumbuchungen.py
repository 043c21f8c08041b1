"""Groups ask for a Raum and get an answer; confirmed it stands in its Belegungen (RK-2017 4.3, 6.1, 7.2).

Each function is one transaction that locks the booking, logs an event and raises Verweigert, with a sentence
for the person, where it is not possible now. Mails go to the contact only where it is an e-mail address.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import post
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren import belegungen
from zentren.belegungen import Vorplan
from zentren.benachrichtigung import schreiben, team
from zentren.models import Belegung, Mitgliedschaft, Schliesszeit
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Buchungstermin, Raumbuchung
from zentren.stadtteilmanagement.raumpost import ANTWORTPOST, antwort_senden
from zentren.stadtteilmanagement.rules import FUEHREN

Status = Raumbuchung.Status
FELDER = (
    *("raum", "gruppe", "zweck", "personen", "tag", "von", "bis", "woechentlich_bis"),
    *("kontakt", "bemerkung"),
)
WOCHE = timedelta(weeks=1)
VORAUS = timedelta(days=366)
"""So far ahead a Raum can be asked for."""
KONTAKT_NACH = timedelta(days=30)
"""So long after the last date the contact is kept."""


def tage(buchung: Raumbuchung) -> list[date]:
    """The dates that are asked for: one, or one a week."""
    letzter = buchung.woechentlich_bis or buchung.tag
    anzahl = (letzter - buchung.tag).days // 7 + 1
    return [buchung.tag + i * WOCHE for i in range(anzahl)]


@transaction.atomic
def anfragen(*, angaben: Mapping[str, Any], wer: Mitgliedschaft | None) -> Raumbuchung:
    """A group asks (`angaben`: FELDER); `wer` is None where it has written itself. Logs an event.

    What comes from outside is for a Raum that groups may use, ahead, and refused where it has no free date,
    without a word on who is there; the team gets a mail. The team may also note what has been.
    """
    raum = angaben["raum"]
    buchung = Raumbuchung(**{feld: angaben[feld] for feld in FELDER if feld in angaben})
    _tage_pruefen(buchung)
    if wer is None:
        _von_aussen_pruefen(buchung)
    elif not darf(FUEHREN, wer, raum):
        raise Verweigert("Buchungen führt das Team des Zentrums.")
    speichern(buchung)
    ereignis(buchung, "angefragt", wer=wer)
    if wer is None:
        _team_anschreiben(buchung)
    return buchung


@transaction.atomic
def eintragen(
    *, angaben: Mapping[str, Any], vorplan: Vorplan = belegungen.nichts, wer: Mitgliedschaft
) -> Raumbuchung:
    """Asked and confirmed at once, as at the counter; raises Belegt where one of the dates is taken."""
    buchung = anfragen(angaben=angaben, wer=wer)
    return bestaetigen(
        buchung=buchung,
        antwort="",
        ohne_belegte=False,
        version=buchung.version,
        vorplan=vorplan,
        wer=wer,
    )


@transaction.atomic
def aendern(
    *, buchung: Raumbuchung, angaben: Mapping[str, Any], version: int | None, wer: Mitgliedschaft
) -> Raumbuchung:
    """Changes an open request (FELDER); raises Ueberholt where it is no longer of this `version`."""
    aktuell = _laden(buchung, wer, Status.ANGEFRAGT)
    if not darf(FUEHREN, wer, angaben["raum"]):
        raise Verweigert("Dieser Raum gehört zu einem anderen Zentrum.")
    for feld in FELDER:
        setattr(aktuell, feld, angaben[feld])
    _tage_pruefen(aktuell)
    speichern(aktuell, version=version)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def bestaetigen(
    *,
    buchung: Raumbuchung,
    antwort: str,
    ohne_belegte: bool,
    version: int | None,
    vorplan: Vorplan = belegungen.nichts,
    wer: Mitgliedschaft,
) -> Raumbuchung:
    """The Raum is theirs: its dates become Belegungen. Logs an event, mails the dates.

    Raises Belegt where some are taken, or planned by somebody else (`vorplan`), unless they are to be left
    out (`ohne_belegte`); also then one date must be free. Days on which the centre is closed are left out.
    """
    aktuell = _laden(buchung, wer, Status.ANGEFRAGT)
    frei, kollisionen = pruefen(aktuell, belegungen.verteilen, vorplan)
    if not frei and not kollisionen:
        raise Verweigert("An keinem dieser Tage ist das Zentrum geöffnet.")
    if kollisionen and not (ohne_belegte and frei):
        raise belegungen.Belegt(kollisionen)
    _beantworten(aktuell, Status.BESTAETIGT, antwort, version)
    termine = belegungen.eintragen(frei)
    Buchungstermin.objects.bulk_create([Buchungstermin(buchung=aktuell, belegung=b) for b in termine])
    ereignis(aktuell, "bestätigt", wer=wer, grund=f"{len(termine)} von {len(tage(aktuell))} Terminen")
    antwort_senden(aktuell, [belegungen.in_worten(b) for b in termine])
    return aktuell


@transaction.atomic
def ablehnen(*, buchung: Raumbuchung, antwort: str, version: int | None, wer: Mitgliedschaft) -> Raumbuchung:
    """It is not possible; `antwort` says why. Logs an event, mails."""
    if not antwort.strip():
        raise Verweigert("Bitte schreiben Sie, warum es nicht geht.")
    aktuell = _laden(buchung, wer, Status.ANGEFRAGT)
    _beantworten(aktuell, Status.ABGELEHNT, antwort, version)
    ereignis(aktuell, "abgelehnt", wer=wer)
    antwort_senden(aktuell, [])
    return aktuell


@transaction.atomic
def absagen(*, buchung: Raumbuchung, antwort: str, version: int | None, wer: Mitgliedschaft) -> Raumbuchung:
    """From now on the Raum is free again; what has been stays. Logs an event, mails."""
    aktuell = _laden(buchung, wer, Status.ANGEFRAGT, Status.BESTAETIGT)
    Belegung.objects.filter(buchungstermin__buchung=aktuell, beginn__gt=timezone.now()).delete()
    _beantworten(aktuell, Status.ABGESAGT, antwort, version)
    ereignis(aktuell, "abgesagt", wer=wer)
    antwort_senden(aktuell, [])
    return aktuell


@transaction.atomic
def termin_absagen(*, termin: Buchungstermin, wer: Mitgliedschaft) -> Raumbuchung:
    """One date of a booking falls out. Logs an event, mails."""
    aktuell = _laden(termin.buchung, wer, Status.BESTAETIGT)
    belegung = Belegung.objects.filter(buchungstermin=termin.pk, beginn__gt=timezone.now()).first()
    if belegung is None:
        raise Verweigert("Dieser Termin ist schon vorbei oder abgesagt.")
    wann = belegungen.in_worten(belegung)
    belegung.delete()
    ereignis(aktuell, "Termin abgesagt", wer=wer, grund=wann)
    antwort_senden(aktuell, [], faellt_aus=wann)
    return aktuell


@transaction.atomic
def kontakte_loeschen(heute: date) -> int:
    """Forgets contacts 30 days after the last date, or after it was declined or called off; returns how many.

    For the daily job. The mails to them go too, as those of bookings whose contact the team has taken out or
    that were still waiting then; history keeps no contacts.
    """
    vorbei = Q(letzter__lt=heute - KONTAKT_NACH)
    erledigt = Q(status__in=(Status.ABGELEHNT, Status.ABGESAGT), beantwortet_am__lt=heute - KONTAKT_NACH)
    mit_kontakt = Raumbuchung.objects.annotate(letzter=Coalesce("woechentlich_bis", "tag"))
    faellig = mit_kontakt.filter(vorbei | erledigt).exclude(kontakt="")
    schluessel = list(faellig.order_by().values_list("pk", flat=True))
    anzahl = Raumbuchung.objects.filter(pk__in=schluessel).update(kontakt="")
    nummern = {int(name.split(":")[1]) for name in post.schluessel_mit(ANTWORTPOST)}
    bleibende = Raumbuchung.objects.filter(pk__in=nummern).exclude(kontakt="")
    for nummer in nummern - set(bleibende.values_list("pk", flat=True)):
        post.vergessen(f"{ANTWORTPOST}{nummer}:")
    return anzahl


def pruefen(
    buchung: Raumbuchung, verteilen: Callable[..., Any], vorplan: Vorplan
) -> tuple[list[Belegung], list[belegungen.Kollision]]:
    """Which of its dates are free and which are not; `verteilen` of `belegungen`, or its `vorschau`."""
    gewuenscht = tage(buchung)
    frei, kollisionen = verteilen(wuensche(buchung))
    return belegungen.ausser(frei, kollisionen, vorplan(buchung.raum, gewuenscht[0], gewuenscht[-1]))


def wuensche(buchung: Raumbuchung) -> list[Belegung]:
    """What it would take: one Belegung for each of its dates on which the centre is open, not stored."""
    zu = geschlossene_tage(buchung)
    ergebnis = []
    for tag in tage(buchung):
        if tag not in zu:
            beginn, ende = belegungen.zeitraum(tag, buchung.von, buchung.bis)
            ergebnis.append(
                Belegung(
                    raum=buchung.raum,
                    art=Belegung.Art.BUCHUNG,
                    beginn=beginn,
                    ende=ende,
                    anlass=f"{buchung.gruppe}: {buchung.zweck}"[:200],
                )
            )
    return ergebnis


def geschlossene_tage(buchung: Raumbuchung) -> list[date]:
    """Those of its dates on which the centre is closed."""
    gewuenscht = tage(buchung)
    zeiten: Sequence[Schliesszeit] = list(
        Schliesszeit.objects.filter(
            zentrum=buchung.raum.standort.zentrum_id, von__lte=gewuenscht[-1], bis__gte=gewuenscht[0]
        )
    )
    return [tag for tag in gewuenscht if any(z.von <= tag <= z.bis for z in zeiten)]


def _laden(buchung: Raumbuchung, wer: Mitgliedschaft, *erlaubt: str) -> Raumbuchung:
    gesperrt = Raumbuchung.objects.select_for_update(of=("self",)).select_related("raum__standort__zentrum")
    aktuell = gesperrt.get(pk=buchung.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Buchungen führt das Team des Zentrums.")
    if aktuell.status not in erlaubt:
        raise Verweigert(f"Das geht nicht mehr: Die Buchung ist {aktuell.get_status_display()}.")
    return aktuell


def _beantworten(buchung: Raumbuchung, status: str, antwort: str, version: int | None) -> None:
    buchung.status, buchung.antwort = status, antwort.strip()
    buchung.beantwortet_am = timezone.localdate()
    speichern(buchung, version=version)


def _tage_pruefen(buchung: Raumbuchung) -> None:
    heute = timezone.localdate()
    if (buchung.woechentlich_bis or buchung.tag) > heute + VORAUS:
        raise Verweigert("Bitte fragen Sie für höchstens ein Jahr im Voraus an.")


def _von_aussen_pruefen(buchung: Raumbuchung) -> None:
    if buchung.tag < timezone.localdate():
        raise Verweigert("Dieser Tag ist schon vorbei.")
    if not buchung.raum.fuer_gruppen:
        raise Verweigert("Diesen Raum können Gruppen nicht anfragen.")
    frei, kollisionen = belegungen.verteilen(wuensche(buchung))
    if not frei:
        genau = "schon vergeben" if kollisionen else "nicht offen"
        raise Verweigert(f"Zu dieser Zeit ist der Raum {genau}. Bitte wählen Sie einen anderen Tag.")


def _team_anschreiben(buchung: Raumbuchung) -> None:
    """Without what was written: that stands behind the login."""
    schreiben(
        team(buchung.zentrum),
        schluessel=f"raumbuchung:{buchung.pk}:neu",
        betreff=f"Raum angefragt: {buchung.raum}",
        text=f"Eine Gruppe fragt den Raum „{buchung.raum}“ an, ab dem {buchung.tag:%d.%m.%Y}.",
        pfad=reverse("raumbuchung", args=[buchung.pk]),
    )
