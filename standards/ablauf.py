"""The Selbstbewertung from draft to accepted: every change of its state (domain model, "Decided" 3).

Each function is one transaction that locks the Selbstbewertung, asks for right and state on the locked row,
logs an event and raises Verweigert, with a sentence for the person, where it is not possible now.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from standards import aussen
from standards.antworten import Wer, lage
from standards.belege import errechnen
from standards.belege.motor import einfrieren
from standards.bericht import ausgabe
from standards.models import Antwort, Selbstbewertung, Votum
from standards.pruefung import gegen_daten, pruefen, zu_entscheiden
from standards.worte import status_fuer
from stzverbund.basis.links import UeberLink
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from zentren import benachrichtigung
from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Massnahme

Status = Selbstbewertung.Status


@transaction.atomic
def einreichen(*, bewertung: Selbstbewertung, wer: Wer) -> Selbstbewertung:
    """The Leitung (or the outside author, by link) submits: the Belege of today are frozen with it.

    Refused while the check list has open points. Mails the next office: the Träger where it releases what its
    centres submit, else the Bezirksamt.
    """
    bewertung = _laden(bewertung, wer, "standards.bewertung_einreichen")
    umstaende = lage(bewertung)
    belege = errechnen(umstaende)
    if punkte := pruefen(bewertung, belege):
        wort = "ein Punkt ist" if len(punkte) == 1 else f"{len(punkte)} Punkte sind"
        raise Verweigert(f"Noch nicht möglich: {wort} offen, zuerst {punkte[0].kriterium}: {punkte[0].text}.")
    if offene := unbeantwortete_rueckfragen(bewertung):
        welche = ", ".join(antwort.kriterium.schluessel for antwort in offene)
        raise Verweigert(f"Bitte beantworten Sie zuerst die Rückfrage zu {welche}.")
    jetzt = timezone.now()
    bewertung.einreichungen += 1
    bewertung.zuerst_eingereicht_am = bewertung.zuerst_eingereicht_am or jetzt
    bewertung.eingereicht_am, bewertung.grund = jetzt, ""
    bewertung.freigabe_noetig = not isinstance(wer, UeberLink) and bewertung.zentrum.traeger.freigabe_noetig
    antworten = bewertung.antworten.select_related("kriterium", "bewertung")
    gegen = [antwort.pk for antwort in antworten if gegen_daten(antwort, belege)]
    antworten.update(abgegeben=True, nachgefragt=False, gegen_daten=False)
    antworten.filter(pk__in=gegen).update(gegen_daten=True)
    einfrieren(bewertung, umstaende)
    schritt = _weiter(bewertung, Status.EINGEREICHT, "eingereicht", wer)
    if bewertung.freigabe_noetig:
        satz = "Bitte prüfen Sie die Antworten und geben Sie die Selbstbewertung frei oder zurück."
        _mail(schritt, benachrichtigung.traeger(bewertung.zentrum), bewertung, "freizugeben", satz)
    else:
        _ans_amt(schritt, bewertung)
    return bewertung


def unbeantwortete_rueckfragen(bewertung: Selbstbewertung) -> list[Antwort]:
    """What was asked about and neither changed nor answered in its thread since."""
    gefragt = bewertung.antworten.filter(nachgefragt=True).select_related("kriterium__standard", "votum")
    return [
        antwort
        for antwort in gefragt
        if antwort.geaendert_am <= antwort.votum.geaendert_am
        and not antwort.beitraege.filter(am__gt=antwort.votum.geaendert_am)
        .exclude(seite="bezirksamt")
        .exists()
    ]


@transaction.atomic
def zurueckziehen(*, bewertung: Selbstbewertung, wer: Mitgliedschaft) -> Selbstbewertung:
    """The Leitung takes it back before anybody has released or reviewed it; it stands as before."""
    bewertung = _laden(bewertung, wer, "standards.bewertung_zurueckziehen")
    vereinbart = _massnahmen(bewertung, vereinbart_am=bewertung.eingereicht_am)
    Massnahme.objects.filter(pk__in=vereinbart).update(vereinbart_am=None)
    frueher = bewertung.history.filter(status__in=[Status.ENTWURF, Status.ZURUECKGEGEBEN, Status.RUECKFRAGE])
    vorher = frueher.order_by("-history_date", "-history_id").first()
    bewertung.grund = vorher.grund if vorher else ""
    if vorher and vorher.status == Status.RUECKFRAGE:
        gefragt = Votum.objects.filter(antwort__bewertung=bewertung, art=Votum.Art.RUECKFRAGE)
        bewertung.antworten.filter(pk__in=gefragt.values("antwort")).update(nachgefragt=True, abgegeben=False)
    else:
        bewertung.antworten.update(abgegeben=False)
    _weiter(bewertung, vorher.status if vorher else Status.ENTWURF, "zurückgezogen", wer)
    return bewertung


@transaction.atomic
def freigeben(*, bewertung: Selbstbewertung, wer: Mitgliedschaft) -> Selbstbewertung:
    """The Träger releases; from now on the Bezirksamt sees the answers. Mails the Bezirksamt."""
    bewertung = _laden(bewertung, wer, "standards.bewertung_freigeben")
    bewertung.freigegeben_am = timezone.now()
    _ans_amt(_weiter(bewertung, Status.FREIGEGEBEN, "freigegeben", wer), bewertung)
    return bewertung


@transaction.atomic
def zurueckgeben(*, bewertung: Selbstbewertung, grund: str, wer: Mitgliedschaft) -> Selbstbewertung:
    """The Träger returns it with a reason before the release. Mails the Leitung.

    After a Rückfrage only the queried Kriterien are open again.
    """
    bewertung = _laden(bewertung, wer, "standards.bewertung_zurueckgeben")
    if not grund.strip():
        raise Verweigert("Bitte nennen Sie den Grund, aus dem Sie die Selbstbewertung zurückgeben.")
    bewertung.grund = grund.strip()
    gefragt = Votum.objects.filter(antwort__bewertung=bewertung, art=Votum.Art.RUECKFRAGE)
    if gefragt.exists():
        bewertung.antworten.filter(pk__in=gefragt.values("antwort")).update(nachgefragt=True, abgegeben=False)
        status = Status.RUECKFRAGE
    else:
        bewertung.antworten.update(abgegeben=False)
        status = Status.ZURUECKGEGEBEN
    schritt = _weiter(bewertung, status, "vom Träger zurückgegeben", wer, bewertung.grund)
    satz = f"Grund: {bewertung.grund}\n\nBitte überarbeiten Sie die Antworten und reichen Sie sie wieder ein."
    _mail(schritt, benachrichtigung.leitung(bewertung.zentrum), bewertung, "zurückgegeben", satz)
    return bewertung


@transaction.atomic
def pruefung_beginnen(*, bewertung: Selbstbewertung, wer: Mitgliedschaft) -> Selbstbewertung:
    """With the first Votum "in Prüfung" begins; nothing happens where it has begun (called by `voten`)."""
    bewertung = _laden(bewertung, wer, "standards.votum_geben")
    if bewertung.status != Status.IN_PRUEFUNG:
        _weiter(bewertung, Status.IN_PRUEFUNG, "Prüfung begonnen", wer)
    return bewertung


@transaction.atomic
def nachfragen(
    *, bewertung: Selbstbewertung, wer: Mitgliedschaft, aktenzeichen: str = "", email: str = ""
) -> Selbstbewertung:
    """The Bezirksamt sends its Rückfragen: only these Kriterien open again.

    Mails the Leitung; of an Außenevaluation the author, with a new link (`email` where it has changed).
    `aktenzeichen` stands on the letter, and is proposed when it is accepted.
    """
    bewertung = _laden(bewertung, wer, "standards.bewertung_nachfragen")
    gefragt = bewertung.antworten.filter(votum__art=Votum.Art.RUECKFRAGE).select_related("kriterium", "votum")
    if not gefragt:
        raise Verweigert(
            "Es gibt keine Rückfrage. Geben Sie zuerst zu einem Kriterium das Votum „Rückfrage“."
        )
    fragen = [f"{a.kriterium.schluessel}: {a.votum.bemerkung}" for a in gefragt]
    Antwort.objects.filter(pk__in=[a.pk for a in gefragt]).update(nachgefragt=True, abgegeben=False)
    bewertung.freigegeben_am = None
    bewertung.aktenzeichen = aktenzeichen.strip() or bewertung.aktenzeichen
    schritt = _weiter(bewertung, Status.RUECKFRAGE, "Rückfrage", wer, "\n".join(fragen))
    satz = "\n".join(
        ["Das Bezirksamt fragt nach:", *fragen, "", "Bitte antworten Sie und reichen Sie wieder ein."]
    )
    if bewertung.art == Selbstbewertung.Art.AUSSEN:
        aussen.nachfragen(bewertung=bewertung, satz=satz, email=email, wer=wer)
    else:
        _mail(schritt, benachrichtigung.leitung(bewertung.zentrum), bewertung, "Rückfrage", satz)
    return bewertung


@transaction.atomic
def annehmen(
    *, bewertung: Selbstbewertung, aktenzeichen: str, wer: Mitgliedschaft, version: int | None = None
) -> Selbstbewertung:
    """The Bezirksamt accepts: locked from then on. Orders the edition, mails the Leitung.

    Each answer that deviates or stands against the data needs a Votum; what agrees is confirmed by accepting.
    An Außenevaluation needs none: the Bezirksamt decides on what the centre itself says. Refused while a
    Rückfrage is open, and where it is no longer the `version` that was looked at.
    """
    bewertung = _laden(bewertung, wer, "standards.bewertung_annehmen")
    if version not in (None, bewertung.version):
        raise Verweigert("Die Selbstbewertung wurde inzwischen geändert. Bitte sehen Sie sie noch einmal an.")
    if not aktenzeichen.strip():
        raise Verweigert("Bitte geben Sie das Aktenzeichen an.")
    _rest_bestaetigen(bewertung)
    bewertung.aktenzeichen, bewertung.angenommen_am = aktenzeichen.strip(), timezone.now()
    schritt = _weiter(
        bewertung, Status.ANGENOMMEN, "angenommen", wer, f"Aktenzeichen {bewertung.aktenzeichen}"
    )
    satz = f"Das Bezirksamt hat sie angenommen. Aktenzeichen {bewertung.aktenzeichen}"
    _mail(schritt, benachrichtigung.leitung(bewertung.zentrum), bewertung, "angenommen", satz)
    ausgabe.bestellen(bewertung, wer)
    aussen.vergessen(bewertung)
    return bewertung


def _rest_bestaetigen(bewertung: Selbstbewertung) -> None:
    if fehlende := [a.kriterium.schluessel for a in ohne_votum(bewertung)]:
        raise Verweigert(f"Bitte geben Sie noch ein Votum zu {', '.join(fehlende)}.")
    eigene = bewertung.antworten.filter(bewertung__art=Selbstbewertung.Art.EIGEN)
    for antwort in eigene.filter(votum__isnull=True):
        Votum.objects.create(antwort=antwort, art=Votum.Art.BESTAETIGT)


def ohne_votum(bewertung: Selbstbewertung) -> list[Antwort]:
    """What the Bezirksamt has to decide before it accepts: differences without a Votum, open Rückfragen."""
    return [
        antwort
        for antwort in bewertung.antworten.select_related("kriterium__standard", "votum")
        if zu_entscheiden(antwort, getattr(antwort, "votum", None))
    ]


@transaction.atomic
def wieder_oeffnen(*, bewertung: Selbstbewertung, grund: str, wer: Mitgliedschaft) -> Selbstbewertung:
    """The Bezirksamt opens an accepted one again, with a reason; its edition stays. Mails the Leitung."""
    bewertung = _laden(bewertung, wer, "standards.bewertung_wieder_oeffnen")
    if not grund.strip():
        raise Verweigert("Bitte nennen Sie den Grund, aus dem Sie die Selbstbewertung wieder öffnen.")
    bewertung.angenommen_am, bewertung.grund = None, grund.strip()
    schritt = _weiter(bewertung, Status.IN_PRUEFUNG, "wieder geöffnet", wer, bewertung.grund)
    satz = f"Das Bezirksamt prüft sie noch einmal. Grund: {bewertung.grund}"
    _mail(schritt, benachrichtigung.leitung(bewertung.zentrum), bewertung, "wieder geöffnet", satz)
    return bewertung


@transaction.atomic
def entfallen(*, bewertung: Selbstbewertung, grund: str, wer: Mitgliedschaft) -> Selbstbewertung:
    """The Bezirksamt takes a centre out of the round, with a reason (it closes, it has just opened).

    Logged at the round too. Mails the Leitung.
    """
    bewertung = _laden(bewertung, wer, "standards.bewertung_entfallen")
    if not grund.strip():
        raise Verweigert("Bitte nennen Sie den Grund.")
    bewertung.grund = grund.strip()
    schritt = _weiter(bewertung, Status.ENTFALLEN, "entfallen", wer, bewertung.grund)
    ereignis(bewertung.runde, "herausgenommen", wer=wer, grund=f"{bewertung}: {bewertung.grund}")
    aussen.vergessen(bewertung)
    satz = f"Das Bezirksamt hat sie aus der Runde genommen. Grund: {bewertung.grund}"
    _mail(schritt, benachrichtigung.leitung(bewertung.zentrum), bewertung, "entfallen", satz)
    return bewertung


def _laden(bewertung: Selbstbewertung, wer: Wer, recht: str) -> Selbstbewertung:
    """The Selbstbewertung as it is stored now, locked, if this person may do this in its state."""
    gesperrt = Selbstbewertung.objects.select_for_update(of=("self",))
    aktuell = gesperrt.select_related("runde__bezirk", "zentrum__traeger", "zentrum__bezirk").get(
        pk=bewertung.pk
    )
    if isinstance(wer, UeberLink):
        erlaubt = aktuell.art == Selbstbewertung.Art.AUSSEN and aktuell.beim_zentrum
    else:
        erlaubt = darf(recht, wer, aktuell)
    if not erlaubt:
        raise Verweigert(f"Das geht jetzt nicht. Stand: {status_fuer(aktuell, wer)[1]}.")
    return aktuell


def _weiter(bewertung: Selbstbewertung, status: str, was: str, wer: Wer, grund: str = "") -> Ereignis:
    bewertung.status = status
    bewertung.version += 1
    bewertung._history_user = wer.person  # type: ignore[attr-defined]
    bewertung.save()
    return ereignis(bewertung, was, wer=wer, grund=grund)


def _ans_amt(schritt: Ereignis, bewertung: Selbstbewertung) -> None:
    """Puts it before the Bezirksamt: its Massnahmen are thereby agreed."""
    offene = _massnahmen(bewertung, vereinbart_am__isnull=True)
    Massnahme.objects.filter(pk__in=offene).update(vereinbart_am=bewertung.eingereicht_am)
    satz = "Bitte prüfen Sie die Antworten und geben Sie Ihr Votum."
    _mail(schritt, benachrichtigung.bezirksamt(bewertung.zentrum), bewertung, "zu prüfen", satz)


def _massnahmen(bewertung: Selbstbewertung, **bedingung: Any) -> list[int]:
    massnahmen = Massnahme.objects.filter(antworten__bewertung=bewertung, **bedingung)
    return list(massnahmen.values_list("pk", flat=True))


def _mail(
    schritt: Ereignis, an: QuerySet[Mitgliedschaft], bewertung: Selbstbewertung, anlass: str, satz: str
) -> None:
    seite = "selbstbewertung" if bewertung.art == Selbstbewertung.Art.EIGEN else "aussenevaluation"
    benachrichtigung.schreiben(
        an,
        schluessel=f"selbstbewertung:{schritt.pk}",
        betreff=f"{bewertung}: {anlass}",
        text=f"{bewertung}\n\n{satz}",
        pfad=reverse(seite, args=[bewertung.zentrum.slug, bewertung.runde.jahr]),
    )
