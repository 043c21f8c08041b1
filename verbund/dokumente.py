"""Material of items, sessions, themes and projects: a file or a link (domain model, "verbund", Dokument)."""

from typing import Any

from django.db import transaction

from stzverbund.basis.dateien import Geprueft, ablegen, wegwerfen
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche, volltext
from verbund.models import Dokument, Sitzung, Tagesordnungspunkt, Thema, Vorhaben
from zentren.models import Mitgliedschaft, Verbund
from zentren.rules import darf

FELDER = ("titel", "link", "sichtbarkeit", "stand_vom", "thema")
Ort = Tagesordnungspunkt | Sitzung | Thema | Vorhaben
NICHT_HIER = "Material legt bei, wer den Verbund koordiniert oder den Punkt vorbereitet."


def darf_beilegen(ort: Ort | Verbund, wer: Mitgliedschaft | None) -> bool:
    """Whoever co-ordinates, or leads the project; at an item also the centre that proposed or prepares it."""
    if isinstance(ort, Vorhaben):
        return darf("verbund.vorhaben_fuehren", wer, ort)
    if darf("verbund.koordinieren", wer, ort):
        return True
    if not isinstance(ort, Tagesordnungspunkt) or wer is None or wer.zentrum_id is None:
        return False
    beteiligt = wer.zentrum_id in (ort.zentrum_id, ort.vorgeschlagen_von_id)
    return beteiligt and darf("verbund.vorschlagen", wer, ort)


@transaction.atomic
def beilegen(
    *, ort: Ort, angaben: dict[str, Any], geprueft: Geprueft | None, wer: Mitgliedschaft
) -> Dokument:
    """Adds a file or a link (one of them) to something of the Verbund. Logs an event there."""
    if not darf_beilegen(ort, wer):
        raise Verweigert(NICHT_HIER)
    dokument = Dokument(
        verbund=verbund_von(ort), datei=ablegen(geprueft, wer=wer.person) if geprueft else None
    )
    for feld in FELDER:
        if feld in angaben:
            setattr(dokument, feld, angaben[feld])
    _verorten(dokument, ort)
    speichern(dokument)
    suche.eintragen(dokument)
    volltext.bestellen(dokument)
    ereignis(ort, f"Material beigelegt: {dokument}", wer=wer)
    return dokument


def _verorten(dokument: Dokument, ort: Ort) -> None:
    if isinstance(ort, Thema):
        dokument.thema = ort
    elif isinstance(ort, Sitzung):
        dokument.sitzung = ort
    elif isinstance(ort, Vorhaben):
        dokument.vorhaben, dokument.thema = ort, dokument.thema or ort.thema
    else:
        dokument.punkt, dokument.sitzung = ort, ort.sitzung
        dokument.thema = dokument.thema or ort.thema


def ort_von(dokument: Dokument) -> Ort | Verbund:
    """What a document belongs to first of all."""
    orte = (dokument.punkt, dokument.sitzung, dokument.vorhaben, dokument.thema)
    return next((ort for ort in orte if ort is not None), dokument.verbund)


def verbund_von(ort: Ort) -> Verbund:
    """Whose partners read the material; of a project of the Geschäftsstelle the first that takes part."""
    if isinstance(ort, Vorhaben) and ort.verbund is None:
        return ort.verbuende.order_by("pk")[0]
    return ort.verbund  # type: ignore[return-value]


@transaction.atomic
def zuruecknehmen(*, dokument: Dokument, wer: Mitgliedschaft) -> None:
    """Takes material back, with its file. Logs an event where it lay.

    Slides of a guest are the guest's: their consent decides (`gaeste.folien_zuruecknehmen`).
    """
    aktuell = Dokument.objects.select_for_update(of=("self",)).get(pk=dokument.pk)
    ort = ort_von(aktuell)
    if aktuell.gast_id or not darf_beilegen(ort, wer):
        raise Verweigert(NICHT_HIER)
    datei, titel = aktuell.datei, aktuell.titel
    suche.austragen(aktuell)
    aktuell.delete()
    wegwerfen(datei)
    ereignis(ort, f"Material zurückgenommen: {titel}", wer=wer)
