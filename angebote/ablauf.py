"""The Meldung from draft to accepted: every change of its state (domain model, "Decided" 3 to 5).

Each function is one transaction that locks the Meldung, asks for right and state on the locked row, logs an
event and raises Verweigert, with a sentence for the person, where it is not possible now.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from angebote import plausibilitaet, summen
from angebote.faelligkeit import betrifft
from angebote.models import Meldezeitraum, Meldung, Rueckfrage
from angebote.pruefung import pruefen
from angebote.rueckgabe import VOM_AMT, VOM_TRAEGER
from angebote.worte import status_fuer
from angebote.zeitraeume import sperrgrund
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from zentren import benachrichtigung
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.rules import darf

Status = Meldung.Status
UEBERNOMMEN = "übernommen"
"""Stands in place of the role at the rows with which a Berichtigung begins: nobody has typed them."""


@transaction.atomic
def einreichen(*, meldung: Meldung, wer: Mitgliedschaft, bemerkung: str | None = None) -> Meldung:
    """The Leitung submits. Mails the next office: the Träger where it releases, else the Bezirksamt.

    Refused while anything is open (`pruefung.pruefen`). Open Rückfragen are closed: answered or corrected.
    """
    meldung = _laden(meldung, wer, "angebote.meldung_einreichen")
    pruefung = pruefen(meldung)
    if not pruefung.bereit:
        raise Verweigert(pruefung.satz)
    if bemerkung is not None:
        meldung.bemerkung = bemerkung
    jetzt = timezone.now()
    meldung.zuerst_eingereicht_am = meldung.zuerst_eingereicht_am or meldung.eingereicht_am or jetzt
    meldung.eingereicht_am = jetzt
    meldung.freigabe_noetig = meldung.zentrum.traeger.freigabe_noetig
    meldung.grund, meldung.ganz_zurueck = "", False
    meldung.rueckfragen.filter(erledigt_am__isnull=True).update(erledigt_am=meldung.eingereicht_am)
    schritt = _weiter(meldung, Status.EINGEREICHT, "eingereicht", wer)
    plausibilitaet.vergleichen([meldung])
    if meldung.freigabe_noetig:
        satz = "Bitte prüfen Sie die Zahlen und geben Sie die Meldung frei oder zurück."
        _mail(schritt, benachrichtigung.traeger(meldung.zentrum), meldung, "freizugeben", satz)
    else:
        _ans_amt(schritt, meldung)
    return meldung


@transaction.atomic
def zurueckziehen(*, meldung: Meldung, wer: Mitgliedschaft) -> Meldung:
    """The Leitung takes it back before anybody has released or decided it; it stands as before submitting."""
    meldung = _laden(meldung, wer, "angebote.meldung_zurueckziehen")
    vorher = _vorheriger_stand(meldung)
    meldung.rueckfragen.filter(erledigt_am=meldung.eingereicht_am).update(erledigt_am=None)
    meldung.grund, meldung.ganz_zurueck = vorher.grund, vorher.ganz_zurueck
    meldung.eingereicht_am = vorher.eingereicht_am
    meldung.zuerst_eingereicht_am = vorher.zuerst_eingereicht_am
    meldung.status = vorher.status
    if grund := sperrgrund(meldung):
        raise Verweigert(f"{grund} Bitten Sie es, die Meldung zurückzugeben.")
    _weiter(meldung, vorher.status, "zurückgezogen", wer)
    return meldung


def _vorheriger_stand(meldung: Meldung) -> Any:
    """How it stood before it was submitted: the last entry of its history while it was at the centre."""
    frueher = meldung.history.filter(status__in=[Status.ENTWURF, Status.ZURUECKGEGEBEN])
    return frueher.order_by("-history_date", "-history_id").first() or Meldung()


@transaction.atomic
def freigeben(*, meldung: Meldung, wer: Mitgliedschaft) -> Meldung:
    """The Träger releases; from now on the Bezirksamt sees the Meldung. Mails the Bezirksamt."""
    meldung = _laden(meldung, wer, "angebote.meldung_freigeben")
    meldung.freigegeben_am = timezone.now()
    _ans_amt(_weiter(meldung, Status.FREIGEGEBEN, "freigegeben", wer), meldung)
    return meldung


@transaction.atomic
def zurueckgeben(
    *, meldung: Meldung, grund: str, rueckfragen: Mapping[int, str], wer: Mitgliedschaft
) -> Meldung:
    """Träger or Bezirksamt returns it: at cells (`Wert.pk` -> reason), or as a whole with `grund`.

    Mails the Leitung. Only the returned cells reopen, or all. It has to be released again afterwards.
    """
    meldung = _laden(meldung, wer, "angebote.meldung_zurueckgeben")
    fragen = _rueckfragen(meldung, rueckfragen, wer)
    grund = grund.strip()
    if not grund and not fragen:
        raise Verweigert("Bitte nennen Sie den Grund, aus dem Sie die Meldung zurückgeben.")
    meldung.grund = grund or _anzahl(len(fragen))
    meldung.ganz_zurueck, meldung.freigegeben_am = not fragen, None
    was = VOM_TRAEGER if wer.hat(Rolle.TRAEGER) else VOM_AMT
    gruende = "\n".join([meldung.grund, *(f"{frage.wert.ort}: {frage.grund}" for frage in fragen)])
    schritt = _weiter(meldung, Status.ZURUECKGEGEBEN, was, wer, gruende)
    satz = f"Grund: {gruende}\n\nBitte korrigieren oder antworten Sie und reichen Sie sie noch einmal ein."
    _mail(schritt, benachrichtigung.leitung(meldung.zentrum), meldung, "zurückgegeben", satz)
    return meldung


def _rueckfragen(meldung: Meldung, gruende: Mapping[int, str], wer: Mitgliedschaft) -> list[Rueckfrage]:
    werte = meldung.werte.summen().select_related("angebot", "kennzahl").in_bulk(list(gruende))
    if len(werte) < len(gruende):
        raise Verweigert("Einer der Werte gehört nicht zu dieser Meldung.")
    if not all(grund.strip() for grund in gruende.values()):
        raise Verweigert("Bitte nennen Sie zu jedem Wert den Grund.")
    stelle = Rueckfrage.Stelle.TRAEGER if wer.hat(Rolle.TRAEGER) else Rueckfrage.Stelle.BEZIRKSAMT
    fragen = [
        Rueckfrage(
            meldung=meldung,
            wert=werte[pk],
            stelle=stelle,
            art=werte[pk].art,
            zahl=werte[pk].zahl,
            grund=grund.strip(),
        )
        for pk, grund in gruende.items()
    ]
    return Rueckfrage.objects.bulk_create(fragen)


def _anzahl(fragen: int) -> str:
    return "Rückfrage zu einem Wert" if fragen == 1 else f"Rückfragen zu {fragen} Werten"


@transaction.atomic
def rueckfrage_beantworten(*, rueckfrage: Rueckfrage, antwort: str, wer: Mitgliedschaft) -> Rueckfrage:
    """The centre explains a returned value; the answer goes back with the next submission."""
    _laden(rueckfrage.meldung, wer, "angebote.rueckfrage_beantworten")
    rueckfrage = Rueckfrage.objects.select_for_update(of=("self",)).get(pk=rueckfrage.pk)
    if rueckfrage.erledigt_am:
        raise Verweigert("Diese Rückfrage ist schon erledigt.")
    if not antwort.strip():
        raise Verweigert("Bitte schreiben Sie eine Antwort.")
    rueckfrage.antwort = antwort.strip()
    rueckfrage.save(update_fields=["antwort"])
    ereignis(rueckfrage.meldung, "Rückfrage beantwortet", wer=wer, grund=rueckfrage.antwort)
    return rueckfrage


@transaction.atomic
def annehmen(
    *, meldung: Meldung, aktenzeichen: str, wer: Mitgliedschaft, version: int | None = None
) -> Meldung:
    """The Bezirksamt accepts: locked for good, the sums are stored once.

    Refused where the Meldung is no longer the `version` that was looked at.
    """
    meldung = _laden(meldung, wer, "angebote.meldung_annehmen")
    if version not in (None, meldung.version):
        raise Verweigert("Die Meldung wurde inzwischen geändert. Bitte sehen Sie sie noch einmal an.")
    if not aktenzeichen.strip():
        raise Verweigert("Bitte geben Sie das Aktenzeichen an.")
    meldung.aktenzeichen, meldung.angenommen_am = aktenzeichen.strip(), timezone.now()
    summen.schreiben(Meldung.objects.filter(pk=meldung.pk))
    _weiter(meldung, Status.ANGENOMMEN, "angenommen", wer, f"Aktenzeichen {meldung.aktenzeichen}")
    return meldung


@transaction.atomic
def berichtigen(*, meldung: Meldung, wer: Mitgliedschaft) -> Meldung:
    """Begins the next Berichtigung as a copy of the accepted Meldung, which stays as it is; returns it."""
    meldung = _laden(meldung, wer, "angebote.meldung_berichtigen")
    ort = {"zentrum": meldung.zentrum, "zeitraum": meldung.zeitraum}
    if Meldung.objects.filter(**ort, nr__gt=meldung.nr).exists():
        raise Verweigert("Zu dieser Meldung gibt es schon eine Berichtigung.")
    neu = Meldung.objects.create(**ort, nr=meldung.nr + 1)
    _kopieren(meldung.werte.all(), neu, wer)
    _kopieren(meldung.beratungen.all(), neu, wer)
    plausibilitaet.vergleichen([neu])
    ereignis(neu, "Berichtigung begonnen", wer=wer)
    return neu


def _kopieren(zeilen: QuerySet, ziel: Meldung, wer: Mitgliedschaft) -> None:
    """Copies Werte or Beratungen into another Meldung, with the first entry of their history."""
    kopien = []
    for zeile in zeilen:
        zeile.pk, zeile.meldung = None, ziel
        zeile._state.adding = True
        kopien.append(zeile)
    if kopien:
        spur = {"default_user": wer.person, "default_change_reason": UEBERNOMMEN}
        bulk_create_with_history(kopien, zeilen.model, batch_size=500, **spur)


@transaction.atomic
def verwerfen(*, meldung: Meldung, wer: Mitgliedschaft) -> None:
    """The Leitung gives up a Berichtigung; logged at the accepted Meldung that it would have corrected."""
    meldung = _laden(meldung, wer, "angebote.meldung_verwerfen")
    ort = {"zentrum": meldung.zentrum_id, "zeitraum": meldung.zeitraum_id}
    ereignis(Meldung.objects.get(**ort, nr=meldung.nr - 1), f"Berichtigung {meldung.nr} verworfen", wer=wer)
    meldung.delete()


@transaction.atomic
def nicht_gemeldet(*, zentrum: Zentrum, zeitraum: Meldezeitraum, grund: str, wer: Mitgliedschaft) -> Meldung:
    """The Bezirksamt closes a missed period with a reason, so that the year can be closed."""
    _amt_verlangen(zentrum, zeitraum, wer, grund)
    if timezone.localdate() <= zeitraum.nachfrist:
        raise Verweigert(f"Die Nachfrist läuft noch bis {zeitraum.nachfrist:%d.%m.%Y}.")
    meldung = _erste(zentrum, zeitraum)
    if not meldung.beim_zentrum and not (meldung.status == Status.EINGEREICHT and meldung.freigabe_noetig):
        raise Verweigert(f"Für diesen Zeitraum gilt schon: {status_fuer(meldung, wer)[1]}.")
    meldung.grund = grund.strip()
    _weiter(meldung, Status.NICHT_GEMELDET, "nicht gemeldet", wer, meldung.grund)
    return meldung


@transaction.atomic
def entsperren(
    *, zentrum: Zentrum, zeitraum: Meldezeitraum, bis: date, grund: str, wer: Mitgliedschaft
) -> Meldung:
    """The Bezirksamt opens a locked or closed period once more, until a day. Mails the Leitung."""
    _amt_verlangen(zentrum, zeitraum, wer, grund)
    if bis < timezone.localdate():
        raise Verweigert("Bitte nennen Sie einen Tag, der noch kommt.")
    meldung = _erste(zentrum, zeitraum)
    geschlossen = meldung.status == Status.NICHT_GEMELDET
    if not darf("angebote.meldung_entsperren", wer, meldung) or not (geschlossen or sperrgrund(meldung)):
        raise Verweigert(f"Der Zeitraum ist nicht gesperrt. Stand: {status_fuer(meldung, wer)[1]}.")
    meldung.entsperrt_bis, meldung.grund = bis, ""
    schritt = _weiter(meldung, Status.ENTWURF, "geöffnet", wer, f"bis {bis:%d.%m.%Y}: {grund.strip()}")
    satz = f"Sie können die Meldung bis {bis:%d.%m.%Y} fertigstellen und einreichen. Grund: {grund.strip()}"
    _mail(schritt, benachrichtigung.leitung(zentrum), meldung, "wieder offen", satz)
    return meldung


def _amt_verlangen(zentrum: Zentrum, zeitraum: Meldezeitraum, wer: Mitgliedschaft, grund: str) -> None:
    if not darf("angebote.zeitraum_schliessen", wer, zentrum):
        raise Verweigert("Das kann nur das Bezirksamt.")
    if not betrifft(zentrum, zeitraum):
        raise Verweigert("In diesem Zeitraum war das Zentrum nicht in Betrieb.")
    if not grund.strip():
        raise Verweigert("Bitte nennen Sie den Grund.")


def _erste(zentrum: Zentrum, zeitraum: Meldezeitraum) -> Meldung:
    """The first Meldung of a centre for a period, locked; made where nothing was entered."""
    meldung, _ = Meldung.objects.get_or_create(zentrum=zentrum, zeitraum=zeitraum, nr=0)
    return _sperren(meldung)


def _laden(meldung: Meldung, wer: Mitgliedschaft, recht: str) -> Meldung:
    """The Meldung as it is stored now, locked, if this person may do this in its state."""
    aktuell = _sperren(meldung)
    if not darf(recht, wer, aktuell):
        raise Verweigert(f"Das geht jetzt nicht. Stand: {status_fuer(aktuell, wer)[1]}.")
    return aktuell


def _sperren(meldung: Meldung) -> Meldung:
    gesperrt = Meldung.objects.select_for_update(of=("self",)).select_related(
        "zeitraum__meldejahr", "zentrum__traeger", "zentrum__bezirk"
    )
    if aktuell := gesperrt.filter(pk=meldung.pk).first():
        return aktuell
    raise Verweigert("Diese Meldung gibt es nicht mehr.")


def _weiter(meldung: Meldung, status: str, was: str, wer: Mitgliedschaft, grund: str = "") -> Ereignis:
    meldung.status = status
    meldung.version += 1
    meldung._history_user = wer.person  # type: ignore[attr-defined]
    meldung.save()
    if (
        status != Status.ANGENOMMEN or meldung.nr
    ):  # accepting a first Meldung leaves what was reported as it is
        plausibilitaet.nachziehen(meldung)
    return ereignis(meldung, was, wer=wer, grund=grund)


def _ans_amt(schritt: Ereignis, meldung: Meldung) -> None:
    satz = "Bitte prüfen Sie die Zahlen und nehmen Sie die Meldung an oder geben Sie sie zurück."
    _mail(schritt, benachrichtigung.bezirksamt(meldung.zentrum), meldung, "zu prüfen", satz)


def _mail(schritt: Ereignis, an: QuerySet[Mitgliedschaft], meldung: Meldung, anlass: str, satz: str) -> None:
    benachrichtigung.schreiben(
        an,
        schluessel=f"meldung:{schritt.pk}",
        betreff=f"{meldung.zentrum}, {meldung.bezeichnung}: {anlass}",
        text=f"{meldung.zentrum}, {meldung.bezeichnung}\n\n{satz}",
        pfad=reverse("meldung", args=[meldung.pk]),
    )
