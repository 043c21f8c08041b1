"""The register of Förderungen: every change of it (RK-2017 4.2 A2.1, A2.2).

Each function is one transaction that locks the row, logs an event and raises Verweigert, with a sentence for
the person, where it is not possible now. Amounts are cents.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from stzverbund.basis import loeschen as entfernen
from stzverbund.basis.dateien import Geprueft, ablegen
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from stzverbund.basis.zahlen import zeige_cent
from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Foerderung

Status = Foerderung.Status
FUEHREN = "stadtteilmanagement.fuehren"
FELDER = (
    "art",
    "quelle",
    "zweck",
    "von",
    "bis",
    "beantragt",
    "bewilligt",
    "erhalten",
    "ausgegeben",
    "aktenzeichen",
    "bescheid_vom",
    "nachweis_bis",
    "nachweis_am",
)
SCHRITTE: dict[str, tuple[Status, ...]] = {
    "beantragen": (Status.GEPLANT,),
    "bewilligen": (Status.GEPLANT, Status.BEANTRAGT, Status.ABGELEHNT),
    "ablehnen": (Status.BEANTRAGT, Status.BEWILLIGT),
    "abschliessen": (Status.BEWILLIGT,),
    "oeffnen": (Status.ABGESCHLOSSEN,),
}
"""From which states each step is possible; a rejection may be reversed by an objection."""


@transaction.atomic
def anlegen(*, foerderung: Foerderung, bescheid: Geprueft | None = None, wer: Mitgliedschaft) -> Foerderung:
    """Stores a new one of a centre, in whatever state it is already. Logs an event."""
    if not darf(FUEHREN, wer, foerderung):
        raise Verweigert("Förderungen trägt das Team des Zentrums ein.")
    _ablegen(foerderung, bescheid, wer)
    speichern(foerderung)
    ereignis(foerderung, f"eingetragen als „{foerderung.get_status_display()}“", wer=wer)
    return foerderung


@transaction.atomic
def aendern(
    *,
    foerderung: Foerderung,
    angaben: dict[str, Any],
    bescheid: Geprueft | None = None,
    version: int | None,
    wer: Mitgliedschaft,
) -> Foerderung:
    """Changes what is written down (FELDER), not the state. Raises Ueberholt for an old `version`.

    Raises Verweigert for one that is closed: it has to be opened first, which leaves a trace.
    """
    aktuell = _laden(foerderung, wer)
    if aktuell.status == Status.ABGESCHLOSSEN:
        raise Verweigert("Diese Förderung ist abgeschlossen. Bitte öffnen Sie sie erst wieder.")
    for feld in FELDER:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    _ablegen(aktuell, bescheid, wer)
    speichern(aktuell, version=version)
    return aktuell


@transaction.atomic
def beantragen(
    *, foerderung: Foerderung, betrag: int, version: int | None, wer: Mitgliedschaft
) -> Foerderung:
    """The application has been sent, for `betrag`. Logs an event."""
    aktuell = _fuer_schritt("beantragen", foerderung, wer)
    aktuell.status, aktuell.beantragt = Status.BEANTRAGT, betrag
    return _weiter(aktuell, f"beantragt: {zeige_cent(betrag)} Euro", version, wer)


@transaction.atomic
def bewilligen(
    *,
    foerderung: Foerderung,
    betrag: int,
    angaben: dict[str, Any],
    bescheid: Geprueft | None = None,
    version: int | None,
    wer: Mitgliedschaft,
) -> Foerderung:
    """It is granted or promised; `angaben`: aktenzeichen, bescheid_vom, nachweis_bis. Logs an event."""
    aktuell = _fuer_schritt("bewilligen", foerderung, wer)
    aktuell.status, aktuell.bewilligt = Status.BEWILLIGT, betrag
    for feld in ("aktenzeichen", "bescheid_vom", "nachweis_bis"):
        setattr(aktuell, feld, angaben[feld])
    _ablegen(aktuell, bescheid, wer)
    return _weiter(aktuell, f"bewilligt: {zeige_cent(betrag)} Euro", version, wer)


@transaction.atomic
def ablehnen(*, foerderung: Foerderung, grund: str = "", wer: Mitgliedschaft) -> Foerderung:
    """It is rejected, or the Bescheid is withdrawn: nothing is granted. Logs an event with the reason.

    Raises Verweigert where money has come already.
    """
    aktuell = _fuer_schritt("ablehnen", foerderung, wer)
    if aktuell.erhalten:
        raise Verweigert("Von dieser Förderung ist schon Geld gekommen. Bitte schließen Sie sie ab.")
    aktuell.status, aktuell.bewilligt, aktuell.nachweis_bis = Status.ABGELEHNT, None, None
    return _weiter(aktuell, "abgelehnt", aktuell.version, wer, grund=grund.strip())


@transaction.atomic
def abschliessen(
    *,
    foerderung: Foerderung,
    erhalten: int | None,
    ausgegeben: int | None,
    nachweis_am: date | None,
    version: int | None,
    wer: Mitgliedschaft,
) -> Foerderung:
    """It is over: what came, what was spent, and when its Verwendungsnachweis was handed in. Logs an event.

    Raises Verweigert where a Verwendungsnachweis is due and has no day, or a day in the future.
    """
    aktuell = _fuer_schritt("abschliessen", foerderung, wer)
    if aktuell.nachweis_bis and nachweis_am is None:
        raise Verweigert("Wann haben Sie den Verwendungsnachweis abgegeben?")
    if nachweis_am and nachweis_am > timezone.localdate():
        raise Verweigert("Dieser Tag liegt in der Zukunft.")
    aktuell.status, aktuell.nachweis_am = Status.ABGESCHLOSSEN, nachweis_am
    aktuell.erhalten, aktuell.ausgegeben = erhalten, ausgegeben
    return _weiter(aktuell, "abgeschlossen", version, wer)


@transaction.atomic
def oeffnen(*, foerderung: Foerderung, wer: Mitgliedschaft) -> Foerderung:
    """Takes back that it is over, because something has to be mended. Logs an event."""
    aktuell = _fuer_schritt("oeffnen", foerderung, wer)
    aktuell.status = Status.BEWILLIGT
    return _weiter(aktuell, "wieder geöffnet", aktuell.version, wer)


@transaction.atomic
def loeschen(*, foerderung: Foerderung, wer: Mitgliedschaft) -> None:
    """Removes an entry made by mistake; its history stays. Raises Verweigert for one that is closed."""
    aktuell = _laden(foerderung, wer)
    loeschbar(aktuell)
    entfernen.loeschen(objekt=aktuell)


def loeschbar(foerderung: Foerderung) -> None:
    """Raises Verweigert where it has to stay."""
    if foerderung.status == Status.ABGESCHLOSSEN:
        raise Verweigert(
            "Diese Förderung ist abgeschlossen und steht in den Jahressummen. Sie bleibt stehen."
        )


def moeglich(schritt: str, foerderung: Foerderung) -> bool:
    """Whether a step (a key of SCHRITTE) can be taken in the state that it has."""
    return foerderung.status in SCHRITTE[schritt]


def _laden(foerderung: Foerderung, wer: Mitgliedschaft) -> Foerderung:
    """As it is stored now, locked, if this person keeps it."""
    aktuell = Foerderung.objects.select_for_update().get(pk=foerderung.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Das kann nur das Team des Zentrums.")
    return aktuell


def _fuer_schritt(schritt: str, foerderung: Foerderung, wer: Mitgliedschaft) -> Foerderung:
    aktuell = _laden(foerderung, wer)
    if not moeglich(schritt, aktuell):
        raise Verweigert(f"Diese Förderung ist {aktuell.get_status_display()}.")
    return aktuell


def _weiter(
    foerderung: Foerderung, was: str, version: int | None, wer: Mitgliedschaft, grund: str = ""
) -> Foerderung:
    speichern(foerderung, version=version)
    ereignis(foerderung, was, wer=wer, grund=grund)
    return foerderung


def _ablegen(foerderung: Foerderung, bescheid: Geprueft | None, wer: Mitgliedschaft) -> None:
    if bescheid:
        foerderung.datei = ablegen(bescheid, wer=wer.person)
