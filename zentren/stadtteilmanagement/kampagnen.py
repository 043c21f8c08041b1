"""Campaigns over many houses: who takes part, what came together, how the match is given (GS 7).

Each function is one transaction that locks the campaign, logs an event and raises Verweigert, with a sentence
for the person, where it is not possible now. Amounts are cents. Donors are a number, never names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import loeschen as entfernen
from stzverbund.basis.pflege import Ueberholt, Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from stzverbund.basis.zahlen import zeige_cent
from zentren import benachrichtigung
from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement import foerderungen
from zentren.stadtteilmanagement.models import Foerderung, Kampagne, Kampagnenteilnahme
from zentren.stadtteilmanagement.verteilung import anteile

ANLEGEN, FUEHREN = "stadtteilmanagement.kampagne_anlegen", "stadtteilmanagement.kampagne_fuehren"
IM_ZENTRUM = foerderungen.FUEHREN
FELDER = ("titel", "beschreibung", "von", "bis")
ZUSCHUSSFELDER = ("zuschuss", "zuschuss_von", "verteilung")
"""Cannot be changed any more when the match has been given."""
TEILNAHMEFELDER = ("zentrum", "organisation", "spendende", "summe")
VERTEILT = "Der Zuschuss ist schon verteilt. Bitte nehmen Sie die Verteilung erst zurück."
Verteilung = Kampagne.Verteilung


@dataclass(frozen=True)
class Zahlen:
    """What came together in one house, as it was typed."""

    teilnahme: int
    spendende: int
    summe: int
    version: int | None


@transaction.atomic
def anlegen(*, kampagne: Kampagne, wer: Mitgliedschaft) -> Kampagne:
    """A new campaign of the Geschäftsstelle. Logs an event."""
    if not darf(ANLEGEN, wer):
        raise Verweigert("Kampagnen führt die Geschäftsstelle.")
    speichern(kampagne)
    ereignis(kampagne, "angelegt", wer=wer)
    return kampagne


@transaction.atomic
def aendern(
    *, kampagne: Kampagne, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Kampagne:
    """Changes what is written down; of a match that is given only the rest (FELDER)."""
    aktuell = _laden(kampagne.pk, wer)
    offen = FELDER if aktuell.verteilt_am else (*FELDER, *ZUSCHUSSFELDER)
    for feld in offen:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    speichern(aktuell, version=version)
    return aktuell


@transaction.atomic
def loeschen(*, kampagne: Kampagne, wer: Mitgliedschaft) -> None:
    """Removes a campaign with its participants; refused once its match has been given."""
    entfernen.loeschen(objekt=_unverteilt(kampagne.pk, wer))


@transaction.atomic
def teilnehmen(*, teilnahme: Kampagnenteilnahme, wer: Mitgliedschaft) -> Kampagnenteilnahme:
    """A house takes part. Logs an event at the campaign."""
    kampagne = _unverteilt(teilnahme.kampagne_id, wer)
    speichern(teilnahme)
    ereignis(kampagne, f"Teilnahme: {teilnahme}", wer=wer)
    return teilnahme


@transaction.atomic
def teilnahme_aendern(
    *, teilnahme: Kampagnenteilnahme, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Kampagnenteilnahme:
    """Changes who it is and what came together (TEILNAHMEFELDER)."""
    _unverteilt(teilnahme.kampagne_id, wer)
    aktuell = Kampagnenteilnahme.objects.select_for_update().get(pk=teilnahme.pk)
    for feld in TEILNAHMEFELDER:
        setattr(aktuell, feld, angaben[feld])
    speichern(aktuell, version=version)
    return aktuell


@transaction.atomic
def abmelden(*, teilnahme: Kampagnenteilnahme, wer: Mitgliedschaft) -> None:
    """A house does not take part after all. Logs an event at the campaign."""
    kampagne = _unverteilt(teilnahme.kampagne_id, wer)
    name = str(teilnahme)
    entfernen.loeschen(objekt=teilnahme)
    ereignis(kampagne, f"nimmt nicht teil: {name}", wer=wer)


@transaction.atomic
def zahlen_eintragen(*, kampagne: Kampagne, zahlen: Sequence[Zahlen], wer: Mitgliedschaft) -> int:
    """Stores donors and sums of many houses at once; returns how many have changed. Logs an event.

    Raises Ueberholt, and nothing is stored, where a house was changed by somebody else since.
    """
    aktuell = _unverteilt(kampagne.pk, wer)
    gesperrt = aktuell.teilnahmen.select_for_update().select_related(None).in_bulk()
    geaendert = 0
    for zeile in zahlen:
        teilnahme = gesperrt.get(zeile.teilnahme)
        if teilnahme is None or (teilnahme.spendende, teilnahme.summe) == (zeile.spendende, zeile.summe):
            continue
        if teilnahme.version != zeile.version:
            raise Ueberholt(teilnahme)
        teilnahme.spendende, teilnahme.summe = zeile.spendende, zeile.summe
        speichern(teilnahme, version=zeile.version)
        geaendert += 1
    if geaendert:
        ereignis(aktuell, f"Zahlen eingetragen: {geaendert}", wer=wer)
    return geaendert


@transaction.atomic
def verteilen(*, kampagne: Kampagne, wer: Mitgliedschaft) -> Kampagne:
    """Gives the match by the rule of the campaign, in whole cents that add up to it. Logs an event.

    Mails to the Leitung of each house that takes part. Raises Verweigert where there is nothing to go by.
    """
    aktuell = _unverteilt(kampagne.pk, wer)
    teilnahmen = list(aktuell.teilnahmen.select_related("zentrum").select_for_update(of=("self",)))
    if not aktuell.zuschuss:
        raise Verweigert("Bitte tragen Sie erst ein, wie hoch der Zuschuss ist.")
    gewichte = [_gewicht(aktuell.verteilung, teilnahme) for teilnahme in teilnahmen]
    if not any(gewichte):
        raise Verweigert("Nach dieser Regel bekommt niemand etwas: Bitte tragen Sie erst die Zahlen ein.")
    for teilnahme, teil in zip(teilnahmen, anteile(aktuell.zuschuss, gewichte), strict=True):
        teilnahme.zuschuss = teil
        speichern(teilnahme, version=teilnahme.version)
    aktuell.verteilt_am = timezone.localdate()
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, f"Zuschuss verteilt: {zeige_cent(aktuell.zuschuss)} Euro", wer=wer)
    for teilnahme in teilnahmen:
        _mitteilen(aktuell, teilnahme)
    return aktuell


def _gewicht(regel: str, teilnahme: Kampagnenteilnahme) -> int:
    je_regel = {Verteilung.ANTEILIG: teilnahme.summe, Verteilung.SPENDENDE: teilnahme.spendende}
    return je_regel.get(Verteilung(regel), 1)


def _mitteilen(kampagne: Kampagne, teilnahme: Kampagnenteilnahme) -> None:
    if teilnahme.zentrum is None:
        return
    betrag = zeige_cent(teilnahme.summe + teilnahme.zuschuss)
    benachrichtigung.schreiben(
        benachrichtigung.leitung(teilnahme.zentrum),
        schluessel=f"kampagne:{kampagne.pk}:{teilnahme.pk}:{kampagne.version}",
        betreff=f"{kampagne}: {betrag} Euro für {teilnahme.zentrum}",
        text=(
            f"Die Kampagne „{kampagne}“ ist ausgewertet. Auf {teilnahme.zentrum} entfallen {betrag} Euro, "
            f"davon {zeige_cent(teilnahme.zuschuss)} Euro Zuschuss. Mit einem Klick wird daraus ein Eintrag "
            "unter „Förderung“."
        ),
        pfad=reverse("kampagne", args=[kampagne.pk]),
    )


@transaction.atomic
def zuruecknehmen(*, kampagne: Kampagne, wer: Mitgliedschaft) -> Kampagne:
    """Takes the distribution back; refused once a house has made a Förderung of it. Logs an event."""
    aktuell = _laden(kampagne.pk, wer)
    if aktuell.verteilt_am is None:
        raise Verweigert("Der Zuschuss ist noch nicht verteilt.")
    if aktuell.foerderungen.exists():
        raise Verweigert("Ein Zentrum hat seinen Anteil schon als Förderung übernommen.")
    for teilnahme in aktuell.teilnahmen.select_for_update(of=("self",)):
        teilnahme.zuschuss = 0
        speichern(teilnahme, version=teilnahme.version)
    aktuell.verteilt_am = None
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "Verteilung zurückgenommen", wer=wer)
    return aktuell


@transaction.atomic
def uebernehmen(*, teilnahme: Kampagnenteilnahme, wer: Mitgliedschaft) -> Foerderung:
    """Makes a Förderung of what a centre gets from a campaign, once. Logs an event at the Förderung."""
    kampagne = Kampagne.objects.select_for_update().get(pk=teilnahme.kampagne_id)
    teilnahme = kampagne.teilnahmen.select_related("zentrum").get(pk=teilnahme.pk)
    zentrum = teilnahme.zentrum
    if zentrum is None or not darf(IM_ZENTRUM, wer, zentrum):
        raise Verweigert("Das kann nur das Team des Zentrums.")
    if kampagne.verteilt_am is None:
        raise Verweigert("Diese Kampagne ist noch nicht ausgewertet.")
    if kampagne.foerderungen.filter(zentrum=zentrum).exists():
        raise Verweigert("Dieser Betrag steht schon unter „Förderung“.")
    betrag = teilnahme.summe + teilnahme.zuschuss
    if not betrag:
        raise Verweigert("Auf Ihr Zentrum entfällt nichts.")
    neue = Foerderung(
        zentrum=zentrum,
        art=Foerderung.Art.SPENDE,
        quelle=kampagne.titel,
        zweck=f"Spenden und Zuschuss ({kampagne.zuschuss_von})" if kampagne.zuschuss_von else "Spenden",
        status=Foerderung.Status.BEWILLIGT,
        von=kampagne.von,
        bis=kampagne.bis,
        bewilligt=betrag,
        kampagne=kampagne,
    )
    return foerderungen.anlegen(foerderung=neue, wer=wer)


def _laden(kampagne: int, wer: Mitgliedschaft) -> Kampagne:
    """As it is stored now, locked, if this person keeps it."""
    aktuell = Kampagne.objects.select_for_update().get(pk=kampagne)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Das kann nur die Geschäftsstelle, die die Kampagne führt.")
    return aktuell


def _unverteilt(kampagne: int, wer: Mitgliedschaft) -> Kampagne:
    aktuell = _laden(kampagne, wer)
    if aktuell.verteilt_am:
        raise Verweigert(VERTEILT)
    return aktuell
