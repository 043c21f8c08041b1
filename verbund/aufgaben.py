"""Tasks: taken on, put off, done, dropped (domain model, "verbund", Aufgabe).

Each function is one transaction that locks the task, logs an event and raises Verweigert, with a sentence for
the person, where it is not possible now.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import beschluesse, suche
from verbund.models import Arbeitskreis, Aufgabe, Beschluss, Tagesordnungspunkt, Vorhaben
from verbund.sperre import KOORDINIEREN
from zentren.handelnde import Handelnde
from zentren.models import Mitgliedschaft, Verbund
from zentren.rules import darf

Status = Aufgabe.Status
FELDER = ("titel", "beschreibung", "zentrum", "stelle", "email", "beschluss")
ANLEGEN, PFLEGEN = "verbund.aufgabe_anlegen", "verbund.aufgabe_pflegen"
NICHT_BETEILIGT = "Das kann nur, wer den Verbund koordiniert oder die Aufgabe hat."


@transaction.atomic
def anlegen(
    *,
    verbund: Verbund,
    angaben: dict[str, Any],
    punkt: Tagesordnungspunkt | None = None,
    beschluss: Beschluss | None = None,
    vorhaben: Vorhaben | None = None,
    arbeitskreis: Arbeitskreis | None = None,
    wer: Mitgliedschaft,
) -> Aufgabe:
    """Somebody takes something on: `angaben` holds FELDER and `faellig`. Logs an event.

    The Koordination gives tasks to all, whoever writes the minutes at an item too, who leads a Vorhaben its
    milestones; a centre and the Bezirksamt take on their own.
    """
    aufgabe = Aufgabe(
        verbund=verbund,
        punkt=punkt,
        vorhaben=vorhaben,
        arbeitskreis=arbeitskreis,
        faellig=angaben["faellig"],
        urspruenglich=angaben["faellig"],
    )
    _uebernehmen(aufgabe, {"beschluss": beschluss} | angaben)
    if not (darf(PFLEGEN, wer, aufgabe) or vergibt(aufgabe, wer)):
        raise Verweigert("Aufgaben für andere vergibt die Koordination.")
    speichern(aufgabe)
    suche.eintragen(aufgabe)
    ereignis(aufgabe, "angelegt", wer=wer)
    return aufgabe


@transaction.atomic
def aendern(
    *, aufgabe: Aufgabe, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Aufgabe:
    """Changes what is to be done and by whom (some of FELDER); the day has a way of its own. Logs an event.

    Only the Koordination hands a task to somebody else. Raises Ueberholt for an old `version`.
    """
    aktuell = _offen(aufgabe, wer)
    davor = (aktuell.zentrum_id, aktuell.stelle, aktuell.email)
    _uebernehmen(aktuell, angaben)
    weitergegeben = (aktuell.zentrum_id, aktuell.stelle, aktuell.email) != davor
    if weitergegeben and not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert("An jemand anderes gibt die Koordination eine Aufgabe.")
    speichern(aktuell, version=version)
    suche.eintragen(aktuell)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def verschieben(
    *, aufgabe: Aufgabe, faellig: date, grund: str = "", version: int | None = None, wer: Mitgliedschaft
) -> Aufgabe:
    """Puts it on another day; a later one counts as put off, the same one is no change. Logs an event
    with the reason.

    Raises Ueberholt where `version` is given and old.
    """
    aktuell = _offen(aufgabe, wer)
    if faellig == aktuell.faellig:
        return aktuell
    if faellig < timezone.localdate():
        raise Verweigert("Dieser Tag ist vorbei. Bitte wählen Sie einen späteren.")
    spaeter = faellig > aktuell.faellig
    aktuell.verschoben += spaeter
    aktuell.faellig = faellig
    speichern(aktuell, version=aktuell.version if version is None else version)
    suche.eintragen(aktuell)
    was = "verschoben" if spaeter else "vorgezogen"
    ereignis(aktuell, f"{was} auf den {faellig:%d.%m.%Y}", wer=wer, grund=grund.strip())
    return aktuell


@transaction.atomic
def erledigen(
    *,
    aufgabe: Aufgabe,
    ergebnis: str = "",
    am: date | None = None,
    version: int | None = None,
    wer: Handelnde,
) -> Aufgabe:
    """Done, with the result in words where there is one; `am` is the day, today where nobody says.

    Also by link, for somebody without an account. Logs an event; raises Ueberholt where `version` is given
    and old.
    """
    aktuell = _offen(aufgabe, wer)
    am = am or timezone.localdate()
    if am > timezone.localdate():
        raise Verweigert("Dieser Tag liegt noch vor Ihnen.")
    aktuell.status, aktuell.erledigt_am, aktuell.ergebnis = Status.ERLEDIGT, am, ergebnis.strip()
    speichern(aktuell, version=aktuell.version if version is None else version)
    suche.eintragen(aktuell)
    ereignis(aktuell, "erledigt", wer=wer)
    return aktuell


@transaction.atomic
def entfallen(*, aufgabe: Aufgabe, grund: str, version: int | None = None, wer: Mitgliedschaft) -> Aufgabe:
    """Nobody has to do it any more; the reason is kept as its result. Logs an event.

    Raises Ueberholt where `version` is given and old.
    """
    aktuell = _offen(aufgabe, wer)
    if not grund.strip():
        raise Verweigert("Bitte schreiben Sie, warum die Aufgabe entfällt.")
    aktuell.status, aktuell.ergebnis = Status.ENTFALLEN, grund.strip()
    speichern(aktuell, version=aktuell.version if version is None else version)
    suche.eintragen(aktuell)
    ereignis(aktuell, "entfallen", wer=wer, grund=aktuell.ergebnis)
    return aktuell


@transaction.atomic
def wieder_oeffnen(*, aufgabe: Aufgabe, wer: Mitgliedschaft) -> Aufgabe:
    """Not done after all; what was written as result stays. By the Koordination. Logs an event."""
    aktuell = _gesperrt(aufgabe)
    if not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert("Erledigte Aufgaben öffnet die Koordination wieder.")
    if aktuell.laeuft:
        raise Verweigert("Diese Aufgabe ist offen.")
    aktuell.status, aktuell.erledigt_am = Status.OFFEN, None
    speichern(aktuell, version=aktuell.version)
    suche.eintragen(aktuell)
    ereignis(aktuell, "wieder geöffnet", wer=wer)
    return aktuell


def vergibt(aufgabe: Aufgabe, wer: Mitgliedschaft) -> bool:
    """Whether somebody names others because he writes the minutes of its item or leads its Vorhaben."""
    if aufgabe.vorhaben is not None and darf("verbund.vorhaben_fuehren", wer, aufgabe.vorhaben):
        return True
    sitzung = aufgabe.punkt.sitzung if aufgabe.punkt else None
    return sitzung is not None and beschluesse.schreibt(sitzung, wer)


def _gesperrt(aufgabe: Aufgabe) -> Aufgabe:
    zeile = Aufgabe.objects.select_for_update(of=("self",)).select_related("verbund", "zentrum")
    return zeile.get(pk=aufgabe.pk)


def _offen(aufgabe: Aufgabe, wer: Handelnde) -> Aufgabe:
    """The locked task, still to be done; a link was opened for it by whoever sent it."""
    aktuell = _gesperrt(aufgabe)
    if isinstance(wer, Mitgliedschaft) and not darf(PFLEGEN, wer, aktuell):
        raise Verweigert(NICHT_BETEILIGT)
    if not aktuell.laeuft:
        raise Verweigert(f"Diese Aufgabe ist schon {aktuell.get_status_display()}.")
    return aktuell


def _uebernehmen(aufgabe: Aufgabe, angaben: dict[str, Any]) -> None:
    for feld in FELDER:
        if feld in angaben:
            setattr(aufgabe, feld, angaben[feld])
    aufgabe.titel = aufgabe.titel.strip()
    if not aufgabe.titel:
        raise Verweigert("Bitte schreiben Sie, was zu tun ist.")
    if bool(aufgabe.zentrum_id) == bool(aufgabe.stelle):
        raise Verweigert("Bitte nennen Sie ein Zentrum oder eine andere Stelle.")
    if aufgabe.stelle == Aufgabe.Stelle.EXTERN and not aufgabe.email:
        raise Verweigert("Bitte nennen Sie die E-Mail-Adresse.")
