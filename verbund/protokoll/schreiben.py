"""What is written down during a session: text and outcome of each item (domain model, "verbund").

Each function is one transaction that locks session and minutes and raises Verweigert, with a sentence for the
person. The history notes who wrote; only beginning and new items are events.
"""

from typing import Any

from django.db import transaction

from stzverbund.basis.pflege import Ueberholt, Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche
from verbund.einladung import sitze
from verbund.models import Protokoll, Sitzung, Tagesordnungspunkt
from verbund.protokoll.rahmen import zu_schreiben
from verbund.sperre import gesperrt
from verbund.tagesordnung import ans_ende
from zentren.models import Mitgliedschaft, Zentrum

Stand = Tagesordnungspunkt.Stand
AUSGAENGE = (Stand.GEPLANT, Stand.BEHANDELT, Stand.VERTAGT, Stand.ENTFALLEN)
"""What can become of an item; the first: nothing yet."""


@transaction.atomic
def beginnen(*, sitzung: Sitzung, wer: Mitgliedschaft) -> Protokoll:
    """Begins the minutes, with a seat for each Zentrum and office. Logs an event.

    The second time only makes seats that are missing.
    """
    ort = gesperrt(sitzung, wer)
    if ort.status == Sitzung.Status.ABGESAGT:
        raise Verweigert("Diese Sitzung ist abgesagt.")
    protokoll, neu = Protokoll.objects.get_or_create(sitzung=ort)
    if protokoll.offen:
        sitze.vorgeben(ort)
    if neu:
        ereignis(ort, "Protokoll begonnen", wer=wer)
    return protokoll


@transaction.atomic
def fuehren_lassen(*, protokoll: Protokoll, zentrum: Zentrum | None, wer: Mitgliedschaft) -> Protokoll:
    """The team of this Zentrum writes too; None: the Koordination alone. Logs an event."""
    gesperrt(protokoll.sitzung, wer)
    aktuell = zu_schreiben(protokoll.sitzung, wer)
    if zentrum is not None and zentrum.bezirk_id != aktuell.sitzung.verbund.bezirk_id:
        raise Verweigert("Dieses Zentrum gehört nicht zum Verbund.")
    aktuell.schreibt = zentrum
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell.sitzung, f"Protokollführung: {zentrum or 'Koordination'}", wer=wer)
    return aktuell


@transaction.atomic
def festhalten(
    *, punkt: Tagesordnungspunkt, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Tagesordnungspunkt:
    """Stores `text` (Markdown) and `stand` (one of AUSGAENGE) of an item.

    Once the session is over every item has an outcome. Raises Ueberholt for an old `version`.
    """
    protokoll = zu_schreiben(_sitzung(punkt), wer)
    aktuell = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=punkt.pk)
    if aktuell.sitzung_id != protokoll.sitzung_id:
        raise Verweigert(f"„{aktuell}“ steht nicht mehr auf dieser Tagesordnung.")
    if version != aktuell.version:
        raise Ueberholt(aktuell)
    stand = angaben.get("stand", aktuell.stand)
    if stand not in AUSGAENGE or (stand == Stand.GEPLANT and protokoll.sitzung.gehalten):
        raise Verweigert("Die Sitzung ist vorbei. Bitte sagen Sie, was aus dem Punkt wurde.")
    aktuell.stand, aktuell.text = stand, angaben.get("text", aktuell.text)
    speichern(aktuell, version=version)
    suche.eintragen(aktuell)
    return aktuell


@transaction.atomic
def ergaenzen(*, sitzung: Sitzung, titel: str, wer: Mitgliedschaft) -> Tagesordnungspunkt:
    """An item that came up in the session itself: at the end of the agenda. Logs an event."""
    protokoll = zu_schreiben(sitzung, wer)
    ort = protokoll.sitzung
    if not titel.strip():
        raise Verweigert("Bitte schreiben Sie, worum es geht.")
    punkt = Tagesordnungspunkt(
        verbund=ort.verbund,
        sitzung=ort,
        titel=titel.strip(),
        position=ans_ende(ort),
        stand=Stand.BEHANDELT if ort.gehalten else Stand.GEPLANT,
        vorgeschlagen_von=wer.zentrum,
    )
    speichern(punkt)
    suche.eintragen(punkt)
    ereignis(punkt, f"in der Sitzung aufgenommen: {ort}", wer=wer)
    return punkt


def _sitzung(punkt: Tagesordnungspunkt) -> Sitzung:
    if punkt.sitzung is None:
        raise Verweigert(f"„{punkt}“ steht auf keiner Tagesordnung.")
    return punkt.sitzung
