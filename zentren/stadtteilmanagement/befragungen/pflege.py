"""A Befragung before it starts: made, changed, its questions set, copied, dropped."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from stzverbund.basis import loeschen as basis_loeschen
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.befragungen.vorlagen import HOECHSTENS, VORLAGEN, Fragenangabe
from zentren.stadtteilmanagement.models import Befragung, Frage

FUEHREN = "stadtteilmanagement.fuehren"
FELDER = ("titel", "einleitung", "von", "bis")
ZUM_WAEHLEN = (Frage.Art.EINE, Frage.Art.MEHRERE)


@transaction.atomic
def anlegen(*, zentrum: Zentrum, angaben: Mapping[str, Any], vorlage: str, wer: Mitgliedschaft) -> Befragung:
    """A draft with the questions of a template (`vorlagen.VORLAGEN`); its introduction where none is given.

    `angaben` holds titel, von and bis. Logs an event.
    """
    if not darf(FUEHREN, wer, zentrum):
        raise Verweigert("Befragungen führt das Team des Zentrums.")
    gewaehlt = VORLAGEN[vorlage]
    befragung = Befragung(zentrum=zentrum, **{feld: angaben[feld] for feld in FELDER if feld in angaben})
    befragung.einleitung = befragung.einleitung.strip() or gewaehlt.einleitung
    speichern(befragung)
    _fragen_speichern(befragung, gewaehlt.fragen)
    ereignis(befragung, "angelegt", wer=wer, grund=f"Vorlage „{gewaehlt.name}“")
    return befragung


@transaction.atomic
def aendern(
    *, befragung: Befragung, angaben: Mapping[str, Any], version: int | None, wer: Mitgliedschaft
) -> Befragung:
    """Changes FELDER: all of a draft, of a running one what does not concern the questions. Logs an event.

    Raises Ueberholt where it is no longer of this `version`.
    """
    aktuell = laden(befragung, wer)
    if aktuell.abgeschlossen:
        raise Verweigert("Diese Befragung ist abgeschlossen.")
    for feld in FELDER:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    speichern(aktuell, version=version)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def fragen_setzen(
    *, befragung: Befragung, fragen: Sequence[Fragenangabe], version: int | None, wer: Mitgliedschaft
) -> Befragung:
    """Puts these questions, in this order, in place of those of a draft. Logs an event.

    Raises Ueberholt where it is no longer of this `version`.
    """
    aktuell = laden(befragung, wer)
    if not aktuell.ist_entwurf:
        raise Verweigert("Die Befragung hat begonnen: Ihre Fragen bleiben, wie sie sind.")
    if len(fragen) > HOECHSTENS:
        raise Verweigert(f"Höchstens {HOECHSTENS} Fragen: Wer mehr fragt, bekommt weniger Antworten.")
    for frage in fragen:
        _pruefen(frage)
    speichern(aktuell, version=version)
    _fragen_speichern(aktuell, fragen)
    ereignis(aktuell, "Fragen geändert", wer=wer)
    return aktuell


@transaction.atomic
def kopieren(*, befragung: Befragung, angaben: Mapping[str, Any], wer: Mitgliedschaft) -> Befragung:
    """A new draft with the same questions, so that two years can be compared. `angaben`: von and bis."""
    if not darf(FUEHREN, wer, befragung):
        raise Verweigert("Befragungen führt das Team des Zentrums.")
    kopie = Befragung(
        zentrum=befragung.zentrum, titel=befragung.titel, einleitung=befragung.einleitung, **angaben
    )
    speichern(kopie)
    fragen = [
        Fragenangabe(f.text, f.art, f.bereich, f.optionen) for f in Frage.objects.filter(befragung=befragung)
    ]
    _fragen_speichern(kopie, fragen)
    ereignis(kopie, "angelegt", wer=wer, grund=f"mit den Fragen der Befragung vom {befragung.von:%d.%m.%Y}")
    return kopie


@transaction.atomic
def loeschen(*, befragung: Befragung, wer: Mitgliedschaft) -> None:
    """Deletes a draft that nobody has answered."""
    aktuell = laden(befragung, wer)
    if not aktuell.ist_entwurf:
        raise Verweigert("Diese Befragung hat begonnen. Sie bleibt.")
    basis_loeschen.loeschen(objekt=aktuell)


def laden(befragung: Befragung, wer: Mitgliedschaft) -> Befragung:
    """The Befragung as it is stored now, locked, if this person keeps it."""
    gesperrt = Befragung.objects.select_for_update(of=("self",)).select_related("zentrum")
    aktuell = gesperrt.get(pk=befragung.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Befragungen führt das Team des Zentrums.")
    return aktuell


def _pruefen(frage: Fragenangabe) -> None:
    if frage.art in ZUM_WAEHLEN and not 2 <= len(frage.optionen) <= 10:
        raise Verweigert(f"Bitte geben Sie zu „{frage.text}“ zwei bis zehn Antworten zur Auswahl.")


def _fragen_speichern(befragung: Befragung, fragen: Sequence[Fragenangabe]) -> None:
    """Each in its place, so that the trail shows what was changed."""
    vorhandene = list(Frage.objects.filter(befragung=befragung))
    for nr, angabe in enumerate(fragen):
        frage = vorhandene[nr] if nr < len(vorhandene) else Frage(befragung=befragung)
        frage.reihenfolge, frage.text = nr, angabe.text.strip()
        frage.art, frage.bereich = angabe.art, angabe.bereich
        frage.optionen = list(angabe.optionen) if angabe.art in ZUM_WAEHLEN else []
        speichern(frage)
    for frage in vorhandene[len(fragen) :]:
        frage.delete()
