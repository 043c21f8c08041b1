"""Remarks on minutes that are out for review: by those who were there, answered by who writes them."""

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund.models import Anmerkung, Protokoll, Tagesordnungspunkt
from verbund.protokoll.rahmen import gesperrtes, zu_schreiben
from zentren.models import Mitgliedschaft
from zentren.rules import darf

ANMERKEN = "verbund.anmerken"
Stand = Anmerkung.Stand


@transaction.atomic
def anmerken(
    *, protokoll: Protokoll, punkt: Tagesordnungspunkt | None, text: str, wer: Mitgliedschaft
) -> Anmerkung:
    """A remark on an item (None: on the whole), until the day that was named. Logs an event."""
    aktuell = gesperrtes(protokoll.sitzung)
    if not darf(ANMERKEN, wer, aktuell):
        raise Verweigert("Anmerken können die Zentren, die in der Sitzung waren, und die Koordination.")
    if not laeuft(aktuell):
        raise Verweigert("Dieses Protokoll liegt nicht (mehr) zur Durchsicht aus.")
    if punkt is not None and punkt.sitzung_id != aktuell.sitzung_id:
        raise Verweigert("Dieser Punkt gehört nicht zu diesem Protokoll.")
    if not text.strip():
        raise Verweigert("Bitte schreiben Sie Ihre Anmerkung.")
    anmerkung = Anmerkung(
        protokoll=aktuell,
        punkt=punkt,
        zentrum=wer.zentrum,
        stelle="" if wer.zentrum_id else str(wer.get_rolle_display()),
        person=wer.person,
        text=text.strip(),
    )
    speichern(anmerkung)
    ereignis(aktuell.sitzung, f"Anmerkung zu: {punkt or 'Protokoll im Ganzen'}", wer=wer)
    return anmerkung


@transaction.atomic
def beantworten(
    *, anmerkung: Anmerkung, stand: str, antwort: str = "", version: int | None, wer: Mitgliedschaft
) -> Anmerkung:
    """Taken over or not, with a word where not; the text of the item is changed by hand. Logs an event.

    Raises Ueberholt for an old `version`.
    """
    protokoll = zu_schreiben(anmerkung.protokoll.sitzung, wer)
    aktuell = Anmerkung.objects.select_for_update(of=("self",)).get(pk=anmerkung.pk)
    aktuell.protokoll = protokoll
    if stand not in (Stand.UEBERNOMMEN, Stand.ABGELEHNT):
        raise Verweigert("Bitte sagen Sie, ob Sie die Anmerkung übernommen haben.")
    if stand == Stand.ABGELEHNT and not antwort.strip():
        raise Verweigert("Bitte schreiben Sie, warum Sie die Anmerkung nicht übernehmen.")
    aktuell.stand, aktuell.antwort = stand, antwort.strip()
    speichern(aktuell, version=version)
    ereignis(protokoll.sitzung, f"Anmerkung {aktuell.get_stand_display()}", wer=wer)
    return aktuell


def laeuft(protokoll: Protokoll) -> bool:
    """Whether remarks can come in today."""
    bis = protokoll.durchsicht_bis
    return protokoll.status == Protokoll.Status.DURCHSICHT and bis is not None and bis >= timezone.localdate()
