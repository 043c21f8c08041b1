"""Resolutions: taken at an item, followed up, struck out by mistake only (domain model, "verbund").

Each function is one transaction, logs an event and raises Verweigert, with a sentence for the person.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche
from verbund.models import Beschluss, Protokoll, Sitzung, Tagesordnungspunkt
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION, gesperrt
from zentren.models import Mitgliedschaft, Verbund
from zentren.rules import darf

Ergebnis, Folge = Beschluss.Ergebnis, Beschluss.Folge
GEFASST = ("text", "ergebnis", "ja", "nein", "enthaltung")
"""What a resolution says: changed while its minutes are open only."""
DAZU = ("sichtbarkeit", "gleichstellung", "barrierefreiheit", "thema", "traegt")
"""What may be noted later too."""


@transaction.atomic
def fassen(*, punkt: Tagesordnungspunkt, angaben: dict[str, Any], wer: Mitgliedschaft) -> Beschluss:
    """Takes a resolution at an item and gives it the next number of the year; logs an event.

    `angaben` holds some of GEFASST and DAZU, and `kennzahlen` (those that the resolution wanted). Before its
    day, of a cancelled session and of approved minutes it is refused.
    """
    sitzung = _offene(punkt.sitzung, punkt, wer)
    beschluss = Beschluss(verbund=sitzung.verbund, sitzung=sitzung, punkt=punkt, jahr=sitzung.datum.year)
    _uebernehmen(beschluss, angaben, (*GEFASST, *DAZU))
    beschluss.nummer = _naechste_nummer(beschluss)
    speichern(beschluss, viele=_viele(angaben))
    suche.eintragen(beschluss)
    ereignis(beschluss, "gefasst", wer=wer)
    return beschluss


@transaction.atomic
def aendern(
    *, beschluss: Beschluss, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Beschluss:
    """Changes what it says while the minutes are open, and what is noted beside it at any time.

    Logs an event; raises Ueberholt for an old `version`.
    """
    aktuell = _gesperrt(beschluss)
    alt = [getattr(aktuell, feld) for feld in GEFASST]
    _uebernehmen(aktuell, angaben, (*GEFASST, *DAZU))
    if [getattr(aktuell, feld) for feld in GEFASST] != alt:
        _offene(aktuell.sitzung, aktuell.punkt, wer)
    elif not schreibt(aktuell.sitzung, wer):
        raise Verweigert(NUR_KOORDINATION)
    speichern(aktuell, version=version, viele=_viele(angaben))
    suche.eintragen(aktuell)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def folge_setzen(
    *,
    beschluss: Beschluss,
    folge: str,
    text: str = "",
    am: date | None = None,
    version: int | None,
    wer: Mitgliedschaft,
) -> Beschluss:
    """Says what became of it: offen, umgesetzt or ueberholt (with a reason). Logs an event.

    `am` is the day, today where nobody says. Raises Ueberholt for an old `version`.
    """
    aktuell = _gesperrt(beschluss)
    if not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert(NUR_KOORDINATION)
    if Folge.GESTRICHEN in (aktuell.folge, folge):
        raise Verweigert("Was gestrichen ist, hat keine Umsetzung. Zum Streichen gibt es einen eigenen Weg.")
    if folge == Folge.UEBERHOLT and not text.strip():
        raise Verweigert("Bitte schreiben Sie, wodurch der Beschluss überholt ist.")
    aktuell.folge, aktuell.folge_text = folge, text.strip()
    aktuell.folge_am = None if folge == Folge.OFFEN else am or timezone.localdate()
    speichern(aktuell, version=version)
    suche.eintragen(aktuell)
    ereignis(aktuell, f"Umsetzung: {aktuell.get_folge_display()}", wer=wer, grund=aktuell.folge_text)
    return aktuell


@transaction.atomic
def streichen(
    *, beschluss: Beschluss, grund: str, version: int | None = None, wer: Mitgliedschaft
) -> Beschluss:
    """Written down by mistake: its number stays and is never used again. Logs an event.

    Raises Ueberholt where `version` is given and old.

    Only while the minutes are open; what was approved can only be overtaken by a later resolution.
    """
    aktuell = _gesperrt(beschluss)
    _offene(aktuell.sitzung, aktuell.punkt, wer)
    if aktuell.folge == Folge.GESTRICHEN:
        raise Verweigert("Dieser Beschluss ist schon gestrichen.")
    if not grund.strip():
        raise Verweigert("Bitte schreiben Sie, warum der Beschluss gestrichen wird.")
    aktuell.folge, aktuell.folge_text = Folge.GESTRICHEN, grund.strip()
    aktuell.folge_am = timezone.localdate()
    speichern(aktuell, version=aktuell.version if version is None else version)
    suche.eintragen(aktuell)
    ereignis(aktuell, "gestrichen", wer=wer, grund=aktuell.folge_text)
    return aktuell


def schreibt(sitzung: Sitzung, wer: Mitgliedschaft) -> bool:
    """Koordination, or the centre that writes the minutes."""
    protokoll = Protokoll.objects.filter(sitzung=sitzung).select_related("sitzung__verbund").first()
    return darf(KOORDINIEREN, wer, sitzung) or (
        protokoll is not None and darf("verbund.protokoll_schreiben", wer, protokoll)
    )


def genehmigt(sitzung: Sitzung) -> bool:
    """Whether the minutes are approved, so that they say for good what was decided."""
    fertig = (Protokoll.Status.GENEHMIGT, Protokoll.Status.FESTGESCHRIEBEN)
    return Protokoll.objects.filter(sitzung=sitzung, status__in=fertig).exists()


def _gesperrt(beschluss: Beschluss) -> Beschluss:
    zeile = Beschluss.objects.select_for_update(of=("self",))
    return zeile.select_related("verbund", "sitzung__verbund", "punkt").get(pk=beschluss.pk)


def _offene(sitzung: Sitzung | None, punkt: Tagesordnungspunkt, wer: Mitgliedschaft) -> Sitzung:
    """The locked session whose minutes can be written now, by this person."""
    if sitzung is None:
        raise Verweigert(f"„{punkt}“ steht auf keiner Tagesordnung.")
    aktuell = gesperrt(sitzung, None)
    if not schreibt(aktuell, wer):
        raise Verweigert("Beschlüsse hält fest, wer das Protokoll führt.")
    if aktuell.status == Sitzung.Status.ABGESAGT:
        raise Verweigert("Diese Sitzung ist abgesagt.")
    if aktuell.datum > timezone.localdate():
        raise Verweigert("Diese Sitzung liegt noch vor Ihnen.")
    if genehmigt(aktuell):
        raise Verweigert("Das Protokoll ist genehmigt. Ein Irrtum kommt in einen Nachtrag.")
    return aktuell


def _uebernehmen(beschluss: Beschluss, angaben: dict[str, Any], felder: tuple[str, ...]) -> None:
    for feld in felder:
        if feld in angaben:
            setattr(beschluss, feld, angaben[feld])
    beschluss.text = beschluss.text.strip()
    if not beschluss.text:
        raise Verweigert("Bitte schreiben Sie, was beschlossen wurde.")
    if beschluss.ergebnis != Ergebnis.EINVERNEHMLICH and None in (beschluss.ja, beschluss.nein):
        raise Verweigert("Bitte geben Sie die Stimmen an.")


def _viele(angaben: dict[str, Any]) -> dict[str, Any]:
    return {"kennzahlen": angaben["kennzahlen"]} if "kennzahlen" in angaben else {}


def _naechste_nummer(beschluss: Beschluss) -> int:
    """The highest number of the year and one more; the locked Verbund keeps others from taking it.

    Nothing with a number is ever deleted (`Beschluss.FEST_WENN`), so none is given twice.
    """
    Verbund.objects.select_for_update().get(pk=beschluss.verbund_id)
    gefasste = Beschluss.objects.filter(verbund=beschluss.verbund_id, jahr=beschluss.jahr)
    return (gefasste.aggregate(hoechste=Max("nummer"))["hoechste"] or 0) + 1
