"""Items of the agenda: proposed by members, placed by the Koordination (domain model, "verbund").

Each function is one transaction, logs an event and raises Verweigert, with a sentence for the person.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_update_with_history

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche
from verbund.models import Arbeitskreis, Protokoll, Sitzung, Tagesordnungspunkt
from verbund.sperre import gesperrt
from zentren.models import Mitgliedschaft, Verbund
from zentren.rules import darf

Stand, Art = Tagesordnungspunkt.Stand, Tagesordnungspunkt.Art
FERTIG = (Protokoll.Status.GENEHMIGT, Protokoll.Status.FESTGESCHRIEBEN)
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
    ort = kommende(sitzung, wer)
    aktuell = _gesperrter_punkt(punkt)
    if aktuell.verbund_id != ort.verbund_id or aktuell.stand != Stand.VORGESCHLAGEN:
        raise Verweigert("Dieser Vorschlag ist schon vergeben.")
    aktuell.sitzung, aktuell.stand, aktuell.position = ort, Stand.GEPLANT, ans_ende(ort)
    speichern(aktuell, version=aktuell.version)
    suche.eintragen(aktuell)
    ereignis(aktuell, f"auf der Tagesordnung: {ort}", wer=wer)
    return aktuell


@transaction.atomic
def hinzufuegen(*, sitzung: Sitzung, angaben: dict[str, Any], wer: Mitgliedschaft) -> Tagesordnungspunkt:
    """The Koordination puts an item straight at the end of the agenda. Logs an event."""
    ort = kommende(sitzung, wer)
    punkt = Tagesordnungspunkt(
        verbund=ort.verbund, sitzung=ort, stand=Stand.GEPLANT, position=ans_ende(ort), **angaben
    )
    speichern(punkt)
    suche.eintragen(punkt)
    ereignis(punkt, f"auf der Tagesordnung: {ort}", wer=wer)
    return punkt


@transaction.atomic
def aendern(
    *, punkt: Tagesordnungspunkt, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Tagesordnungspunkt:
    """Changes what is planned of an item (some of FELDER), until the minutes are approved. Logs an event.

    A centre changes its own proposals. Raises Ueberholt for an old `version`.
    """
    aktuell = _gesperrter_punkt(punkt)
    if not darf("verbund.punkt_bearbeiten", wer, aktuell):
        raise Verweigert("Das kann nur, wer den Verbund koordiniert oder das Thema vorgeschlagen hat.")
    if Protokoll.objects.filter(sitzung=aktuell.sitzung_id, status__in=FERTIG).exists():
        raise Verweigert("Das Protokoll dieser Sitzung ist genehmigt.")
    for feld in FELDER:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    speichern(aktuell, version=version)
    suche.eintragen(aktuell)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def zurueckziehen(*, punkt: Tagesordnungspunkt, wer: Mitgliedschaft) -> None:
    """Drops a proposal that nobody has placed; it stays on record as entfallen. Logs an event."""
    aktuell = _gesperrter_punkt(punkt)
    if not darf("verbund.punkt_bearbeiten", wer, aktuell):
        raise Verweigert("Das kann nur, wer den Verbund koordiniert oder das Thema vorgeschlagen hat.")
    if aktuell.stand != Stand.VORGESCHLAGEN:
        raise Verweigert("Dieser Vorschlag ist schon vergeben.")
    aktuell.stand = Stand.ENTFALLEN
    speichern(aktuell, version=aktuell.version)
    suche.eintragen(aktuell)
    ereignis(aktuell, "zurückgezogen", wer=wer)


@transaction.atomic
def herunternehmen(*, punkt: Tagesordnungspunkt, wer: Mitgliedschaft) -> None:
    """Takes an item off the agenda of a coming session: it waits for a place again. Logs an event.

    The approval of minutes is not taken off: it comes with the session.
    """
    if punkt.sitzung is None:
        raise Verweigert("Dieses Thema steht auf keiner Tagesordnung.")
    ort = kommende(punkt.sitzung, wer)
    aktuell = _gesperrter_punkt(punkt)
    if aktuell.sitzung_id != ort.pk or aktuell.stand != Stand.GEPLANT or aktuell.genehmigt_id:
        raise Verweigert("Dieser Punkt bleibt auf der Tagesordnung.")
    _zuruecklegen(aktuell, ort, wer)


@transaction.atomic
def ordnen(*, sitzung: Sitzung, reihenfolge: Sequence[int], wer: Mitgliedschaft) -> None:
    """Puts the items in this order of keys; what is not named keeps its order behind them. Logs an event."""
    ort = kommende(sitzung, wer)
    platz = {pk: nummer for nummer, pk in enumerate(reihenfolge)}
    punkte = list(ort.punkte.select_for_update(of=("self",)))
    geordnet = sorted(punkte, key=lambda punkt: platz.get(punkt.pk, len(platz)))
    if geordnet == punkte:
        return
    _nummerieren(geordnet)
    ereignis(ort, "Tagesordnung umgestellt", wer=wer)


@transaction.atomic
def verschieben(*, punkt: Tagesordnungspunkt, um: int, wer: Mitgliedschaft) -> None:
    """Moves an item by so many places, up (negative) or down; at the ends it stays. Logs an event."""
    if punkt.sitzung is None:
        raise Verweigert("Dieses Thema steht auf keiner Tagesordnung.")
    ort = kommende(punkt.sitzung, wer)
    schluessel = list(ort.punkte.values_list("pk", flat=True))
    von = schluessel.index(punkt.pk)
    schluessel.insert(max(von + um, 0), schluessel.pop(von))
    ordnen(sitzung=ort, reihenfolge=schluessel, wer=wer)


def kommende(sitzung: Sitzung, wer: Mitgliedschaft) -> Sitzung:
    """The locked session, whose agenda can still be changed; raises Verweigert."""
    ort = gesperrt(sitzung, wer)
    if not ort.bevorstehend:
        raise Verweigert(f"Diese Sitzung ist {ort.get_status_display()}.")
    return ort


def ans_ende(sitzung: Sitzung) -> int:
    """The position after the last item."""
    return (sitzung.punkte.aggregate(letzte=Max("position"))["letzte"] or 0) + 1


def zuruecklegen(sitzung: Sitzung, *, wer: Mitgliedschaft) -> None:
    """Its open items become proposals again; within the caller's transaction. Logs events."""
    for punkt in sitzung.punkte.filter(stand=Stand.GEPLANT):
        _zuruecklegen(punkt, sitzung, wer)


def genehmigungen_vorsehen(
    verbund: Verbund, arbeitskreis: Arbeitskreis | None, *, wer: Mitgliedschaft
) -> None:
    """The approval of minutes stands first in the next session, by itself; within the caller's transaction.

    For minutes that are open and stand on no agenda yet: called whenever a session is planned, held or
    cancelled, or minutes are opened again. Logs events.
    """
    gleiche = Sitzung.objects.filter(verbund=verbund, arbeitskreis=arbeitskreis)
    naechste = gleiche.bevorstehend().first()
    if naechste is None:
        return
    vorgesehen = Tagesordnungspunkt.objects.filter(genehmigt__isnull=False, stand=Stand.GEPLANT)
    fruehere = gleiche.filter(datum__lt=naechste.datum)
    offene = (
        Protokoll.objects.filter(sitzung__in=fruehere.values("pk"), status__in=["entwurf", "durchsicht"])
        .exclude(sitzung__in=vorgesehen.values("genehmigt"))
        .select_related("sitzung")
        .order_by("sitzung__datum", "pk")
    )
    neue = [_genehmigung(naechste, protokoll.sitzung, wer) for protokoll in offene]
    if neue:
        neu = {punkt.pk for punkt in neue}
        _nummerieren([*neue, *(punkt for punkt in naechste.punkte.all() if punkt.pk not in neu)])


def _genehmigung(sitzung: Sitzung, gehaltene: Sitzung, wer: Mitgliedschaft) -> Tagesordnungspunkt:
    punkt = Tagesordnungspunkt(
        verbund=sitzung.verbund,
        sitzung=sitzung,
        stand=Stand.GEPLANT,
        titel=f"Genehmigung des Protokolls vom {gehaltene.datum:%d.%m.%Y}",
        art=Art.BESCHLUSS,
        minuten=5,
        genehmigt=gehaltene,
    )
    speichern(punkt)
    suche.eintragen(punkt)
    ereignis(punkt, f"auf der Tagesordnung: {sitzung}", wer=wer)
    return punkt


def _zuruecklegen(punkt: Tagesordnungspunkt, sitzung: Sitzung, wer: Mitgliedschaft) -> None:
    punkt.stand = Stand.ENTFALLEN if punkt.genehmigt_id else Stand.VORGESCHLAGEN
    if punkt.stand == Stand.VORGESCHLAGEN:
        punkt.sitzung, punkt.position = None, 0
    speichern(punkt, version=punkt.version)
    suche.eintragen(punkt)
    ereignis(punkt, f"zurückgelegt: {sitzung}", wer=wer)


def _nummerieren(punkte: Sequence[Tagesordnungspunkt]) -> None:
    """Writes the positions 1, 2, 3 ...; only rows that move are stored, with their history."""
    bewegte = []
    for nummer, punkt in enumerate(punkte, start=1):
        if punkt.position != nummer:
            punkt.position = nummer
            bewegte.append(punkt)
    bulk_update_with_history(bewegte, Tagesordnungspunkt, ["position"])


def _gesperrter_punkt(punkt: Tagesordnungspunkt) -> Tagesordnungspunkt:
    zeile = Tagesordnungspunkt.objects.select_for_update(of=("self",)).select_related("verbund", "sitzung")
    return zeile.get(pk=punkt.pk)
