"""Partners and Gremien: every change of a Kooperation (RK-2017 4.2 A3; 4.3, Standards 5, 8; 5.1).

Each function is one transaction that asks for the right on the locked row, logs an event and raises
Verweigert, with a sentence for the person, where it is not possible now.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from stzverbund.basis import loeschen
from stzverbund.basis.dateien import Geprueft, ablegen, wegwerfen
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Kooperation, Zielpruefung
from zentren.stadtteilmanagement.rules import FUEHREN

FELDER = (
    "partner",
    "art",
    "seit",
    "fachstelle",
    "ebene",
    "ausrichtung",
    "vertretung",
    "unterzeichnet_am",
    "gilt_von",
    "gilt_bis",
    "ziele",
    "naechste_pruefung",
)
NUR_TEAM = "Kooperationen führt das Team des Zentrums."


@transaction.atomic
def anlegen(
    *, zentrum: Zentrum, angaben: dict[str, Any], datei: Geprueft | None = None, wer: Mitgliedschaft
) -> Kooperation:
    """A new partner or Gremium of a centre (`angaben`: some of FELDER), with its agreement. Logs an event."""
    if not darf(FUEHREN, wer, zentrum):
        raise Verweigert(NUR_TEAM)
    kooperation = Kooperation(zentrum=zentrum, **angaben)
    if datei is not None:
        kooperation.datei = ablegen(datei, wer=wer.person)
    speichern(kooperation)
    ereignis(kooperation, "angelegt", wer=wer)
    return kooperation


@transaction.atomic
def aendern(
    *,
    kooperation: Kooperation,
    angaben: dict[str, Any],
    datei: Geprueft | None = None,
    version: int | None,
    wer: Mitgliedschaft,
) -> Kooperation:
    """Changes what is known; a new `datei` replaces the agreement, the old one stays in the history.

    Logs an event; raises Ueberholt for an old `version`.
    """
    aktuell = _laden(kooperation, wer)
    for feld, wert in angaben.items():
        setattr(aktuell, feld, wert)
    if datei is not None:
        aktuell.datei = ablegen(datei, wer=wer.person)
    speichern(aktuell, version=version)
    ereignis(aktuell, "Vereinbarung hochgeladen" if datei is not None else "geändert", wer=wer)
    return aktuell


@transaction.atomic
def ziele_pruefen(
    *,
    kooperation: Kooperation,
    datum: date,
    ergebnis: str,
    text: str,
    naechste: date | None,
    version: int | None,
    wer: Mitgliedschaft,
) -> Zielpruefung:
    """Notes what came of the aims, and when they are looked at again (Standard 5.3). Logs an event."""
    aktuell = _laden(kooperation, wer)
    if datum > timezone.localdate():
        raise Verweigert("Dieser Tag liegt in der Zukunft.")
    aktuell.naechste_pruefung = naechste
    speichern(aktuell, version=version)
    pruefung = Zielpruefung(kooperation=aktuell, datum=datum, ergebnis=ergebnis, text=text.strip())
    speichern(pruefung)
    ereignis(aktuell, f"Ziele geprüft: {pruefung.get_ergebnis_display()}", wer=wer)
    return pruefung


@transaction.atomic
def beenden(*, kooperation: Kooperation, am: date, version: int | None, wer: Mitgliedschaft) -> Kooperation:
    """Ends the co-operation on a day; everything about it stays readable. Logs an event."""
    aktuell = _laden(kooperation, wer)
    if aktuell.seit and am < aktuell.seit:
        raise Verweigert(f"Die Zusammenarbeit hat erst am {aktuell.seit:%d.%m.%Y} begonnen.")
    aktuell.beendet_am = am
    speichern(aktuell, version=version)
    ereignis(aktuell, f"beendet zum {am:%d.%m.%Y}", wer=wer)
    return aktuell


@transaction.atomic
def fortsetzen(*, kooperation: Kooperation, wer: Mitgliedschaft) -> Kooperation:
    """Takes the end back. Logs an event."""
    aktuell = _laden(kooperation, wer)
    if aktuell.beendet_am is None:
        raise Verweigert("Diese Kooperation läuft.")
    aktuell.beendet_am = None
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "fortgesetzt", wer=wer)
    return aktuell


@transaction.atomic
def entfernen(*, kooperation: Kooperation, wer: Mitgliedschaft) -> None:
    """Deletes what was entered by mistake, with its agreement; the diary keeps its entries."""
    aktuell = _laden(kooperation, wer)
    datei = aktuell.datei
    loeschen.loeschen(objekt=aktuell)
    wegwerfen(datei)


def _laden(kooperation: Kooperation, wer: Mitgliedschaft) -> Kooperation:
    gesperrt = Kooperation.objects.select_for_update(of=("self",)).select_related("zentrum", "datei")
    aktuell = gesperrt.get(pk=kooperation.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert(NUR_TEAM)
    return aktuell
