"""Items of the agenda: proposed by members, placed by the Koordination (domain model, "verbund").

Each function is one transaction, logs an event and raises Verweigert, with a sentence for the person.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche
from verbund.models import Protokoll, Sitzung, Tagesordnungspunkt
from verbund.sperre import gesperrt
from zentren.models import Mitgliedschaft, Verbund
from zentren.rules import darf

Stand, Art = Tagesordnungspunkt.Stand, Tagesordnungspunkt.Art
FELDER = (
    "titel",
    "beschreibung",
    "art",
    "minuten",
    "zentrum",
    "thema",
    "sichtbarkeit",
    "wiederkehrend",
    "wunsch",
)


@transaction.atomic
def vorschlagen(*, verbund: Verbund, angaben: dict[str, Any], wer: Mitgliedschaft) -> Tagesordnungspunkt:
    """ "Thema vorschlagen": an item that waits for a place. Logs an event."""
    if not darf("verbund.vorschlagen", wer, verbund):
        raise Verweigert("Themen schlagen die Zentren und die Koordination vor.")
    punkt = Tagesordnungspunkt(verbund=verbund, vorgeschlagen_von=wer.zentrum, **angaben)
    speichern(punkt)
    suche.eintragen(punkt)
    ereignis(punkt, "vorgeschlagen", wer=wer)
    return punkt


@transaction.atomic
def platzieren(*, punkt: Tagesordnungspunkt, sitzung: Sitzung, wer: Mitgliedschaft) -> Tagesordnungspunkt:
    """Puts a proposal at the end of the agenda of a coming session. Logs an event."""
    ort = gesperrt(sitzung, wer)
    aktuell = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=punkt.pk)
    if aktuell.verbund_id != ort.verbund_id or aktuell.stand != Stand.VORGESCHLAGEN:
        raise Verweigert("Dieser Vorschlag ist schon vergeben.")
    if not ort.bevorstehend:
        raise Verweigert(f"Diese Sitzung ist {ort.get_status_display()}.")
    aktuell.sitzung, aktuell.stand, aktuell.position = ort, Stand.GEPLANT, ans_ende(ort)
    speichern(aktuell, version=aktuell.version)
    suche.eintragen(aktuell)
    ereignis(aktuell, f"auf der Tagesordnung: {ort}", wer=wer)
    return aktuell


def ans_ende(sitzung: Sitzung) -> int:
    """The position after the last item."""
    return (sitzung.punkte.aggregate(letzte=Max("position"))["letzte"] or 0) + 1


def zuruecklegen(sitzung: Sitzung, *, wer: Mitgliedschaft) -> None:
    """Its open items become proposals again; within the caller's transaction. Logs events."""
    for punkt in sitzung.punkte.filter(stand=Stand.GEPLANT):
        punkt.stand = Stand.ENTFALLEN if punkt.genehmigt_id else Stand.VORGESCHLAGEN
        if punkt.stand == Stand.VORGESCHLAGEN:
            punkt.sitzung, punkt.position = None, 0
        speichern(punkt, version=punkt.version)
        suche.eintragen(punkt)
        ereignis(punkt, f"zurückgelegt: {sitzung}", wer=wer)


def vorgeben(sitzung: Sitzung) -> None:
    """The first items of a new session: approval of the minutes that are still open.

    Within the caller's transaction. Standing items and what the last session left open come with
    `uebernahme.py`, after a preview.
    """
    offene = Protokoll.objects.filter(
        sitzung__verbund=sitzung.verbund_id,
        sitzung__arbeitskreis=sitzung.arbeitskreis_id,
        sitzung__datum__lt=sitzung.datum,
        status__in=["entwurf", "durchsicht"],
    ).select_related("sitzung")
    for nummer, protokoll in enumerate(offene.order_by("sitzung__datum"), start=1):
        _genehmigung(protokoll.sitzung, in_sitzung=sitzung, position=nummer)


def zur_genehmigung(sitzung: Sitzung) -> None:
    """Puts the approval of its minutes first on the next agenda, unless a coming one has it already.

    Within the caller's transaction.
    """
    spaetere = Sitzung.objects.filter(verbund=sitzung.verbund_id, arbeitskreis=sitzung.arbeitskreis_id)
    kommende = spaetere.bevorstehend(sitzung.datum + timedelta(days=1))
    if not kommende.filter(punkte__genehmigt=sitzung).exists() and (naechste := kommende.first()):
        _genehmigung(sitzung, in_sitzung=naechste, position=0)


def _genehmigung(sitzung: Sitzung, *, in_sitzung: Sitzung, position: int) -> None:
    punkt = Tagesordnungspunkt(
        verbund=in_sitzung.verbund,
        sitzung=in_sitzung,
        stand=Stand.GEPLANT,
        position=position,
        titel=f"Genehmigung des Protokolls vom {sitzung.datum:%d.%m.%Y}",
        art=Art.BESCHLUSS,
        minuten=5,
        genehmigt=sitzung,
    )
    speichern(punkt)
