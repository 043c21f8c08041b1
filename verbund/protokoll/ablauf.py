"""The way of the minutes: out for remarks, approved, locked, supplemented, reopened (domain model).

Each function is one transaction that locks session and minutes, logs an event with the session and raises
Verweigert, with a sentence for the person, where it is not possible now.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import fristen, suche, tagesordnung
from verbund.models import Anmerkung, Nachtrag, Protokoll, Sitzung, Tagesordnungspunkt
from verbund.protokoll import ausgabe, rundschreiben
from verbund.protokoll.rahmen import gesperrtes
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION
from zentren.models import Mitgliedschaft
from zentren.rules import darf

Status, Stand = Protokoll.Status, Tagesordnungspunkt.Stand
GENEHMIGT = (Status.GENEHMIGT, Status.FESTGESCHRIEBEN)


@transaction.atomic
def zur_durchsicht(*, protokoll: Protokoll, bis: date, wer: Mitgliedschaft) -> Protokoll:
    """Asks those who were there for remarks until a day; writes a mail to each. Logs an event.

    Again with a later day where more time is needed.
    """
    aktuell = _der_koordination(protokoll, wer)
    if not aktuell.sitzung.gehalten:
        raise Verweigert("Die Sitzung ist noch nicht beendet.")
    if not aktuell.offen:
        raise Verweigert("Das Protokoll ist schon genehmigt.")
    if bis < timezone.localdate():
        raise Verweigert("Dieser Tag ist vorbei. Bitte wählen Sie einen späteren.")
    aktuell.status, aktuell.durchsicht_bis = Status.DURCHSICHT, bis
    speichern(aktuell, version=aktuell.version)
    fristen.erledigt(aktuell.sitzung, "protokoll")
    ereignis(aktuell.sitzung, f"Protokoll zur Durchsicht bis {bis:%d.%m.%Y}", wer=wer)
    rundschreiben.zur_durchsicht(aktuell)
    return aktuell


@transaction.atomic
def genehmigen(
    *, protokoll: Protokoll, am: date, in_sitzung: Sitzung | None = None, wer: Mitgliedschaft
) -> Protokoll:
    """Approved, in a session or otherwise (`in_sitzung` None); the worker makes the edition that locks it.

    Refused while a remark is not answered. Logs an event.
    """
    aktuell = _der_koordination(protokoll, wer)
    if not aktuell.sitzung.gehalten:
        raise Verweigert("Die Sitzung ist noch nicht beendet.")
    if not aktuell.offen:
        raise Verweigert("Das Protokoll ist schon genehmigt.")
    if not aktuell.sitzung.datum <= am <= timezone.localdate():
        raise Verweigert("Genehmigt wird nach der Sitzung und nicht später als heute.")
    offene = aktuell.anmerkungen.filter(stand=Anmerkung.Stand.OFFEN).count()
    if offene:
        wort = "eine Anmerkung" if offene == 1 else f"{offene} Anmerkungen"
        raise Verweigert(f"Zum Protokoll vom {aktuell.sitzung.datum:%d.%m.%Y} ist {wort} noch offen.")
    aktuell.status, aktuell.genehmigt_am, aktuell.genehmigt_in = Status.GENEHMIGT, am, in_sitzung
    speichern(aktuell, version=aktuell.version)
    aktuell.sitzung.genehmigungen.filter(stand=Stand.GEPLANT).delete()  # no other agenda needs it now
    fristen.erledigt(aktuell.sitzung, "protokoll", "rueckmeldung")
    suche.eintragen(aktuell.sitzung)
    wo = f" in: {in_sitzung}" if in_sitzung else ""
    ereignis(aktuell.sitzung, f"Protokoll genehmigt am {am:%d.%m.%Y}{wo}", wer=wer)
    ausgabe.bestellen(aktuell, wer)
    return aktuell


def in_der_sitzung(sitzung: Sitzung, *, wer: Mitgliedschaft) -> None:
    """Approves what its items have approved; within the transaction that ends the session."""
    for punkt in sitzung.punkte.filter(genehmigt__isnull=False, stand=Stand.BEHANDELT):
        protokoll = Protokoll.objects.filter(sitzung=punkt.genehmigt_id).select_related("sitzung").first()
        if protokoll is not None and protokoll.offen:
            genehmigen(protokoll=protokoll, am=sitzung.datum, in_sitzung=sitzung, wer=wer)


@transaction.atomic
def nachtragen(*, protokoll: Protokoll, text: str, wer: Mitgliedschaft) -> Nachtrag:
    """A numbered correction of locked minutes; the worker makes the next edition. Logs an event."""
    aktuell = _der_koordination(protokoll, wer)
    if aktuell.status != Status.FESTGESCHRIEBEN:
        raise Verweigert("Nachträge gibt es zu festgeschriebenen Protokollen.")
    if not text.strip():
        raise Verweigert("Bitte schreiben Sie den Nachtrag.")
    nummer = (aktuell.nachtraege.aggregate(letzte=Max("nummer"))["letzte"] or 0) + 1
    nachtrag = Nachtrag.objects.create(protokoll=aktuell, nummer=nummer, text=text.strip(), person=wer.person)
    ereignis(aktuell.sitzung, f"Nachtrag {nummer}", wer=wer)
    ausgabe.bestellen(aktuell, wer)
    return nachtrag


@transaction.atomic
def wieder_oeffnen(*, protokoll: Protokoll, grund: str, wer: Mitgliedschaft) -> Protokoll:
    """Opens the newest approved minutes again, with a reason; its editions stay. Logs an event.

    They come to the next session for approval again.
    """
    aktuell = _der_koordination(protokoll, wer)
    if aktuell.offen:
        raise Verweigert("Dieses Protokoll ist offen.")
    if not grund.strip():
        raise Verweigert("Bitte nennen Sie den Grund.")
    if spaetere(aktuell):
        raise Verweigert("Nur das neueste Protokoll lässt sich wieder öffnen. Schreiben Sie einen Nachtrag.")
    aktuell.status, aktuell.durchsicht_bis = Status.ENTWURF, None
    aktuell.genehmigt_am = aktuell.genehmigt_in = aktuell.festgeschrieben_am = None
    speichern(aktuell, version=aktuell.version)
    sitzung = aktuell.sitzung
    sitzung.status = Sitzung.Status.DURCHGEFUEHRT
    speichern(sitzung, version=sitzung.version)
    tagesordnung.genehmigungen_vorsehen(sitzung.verbund, sitzung.arbeitskreis, wer=wer)
    suche.eintragen(sitzung)
    ereignis(sitzung, "Protokoll wieder geöffnet", wer=wer, grund=grund.strip())
    return aktuell


def spaetere(protokoll: Protokoll) -> bool:
    """Whether minutes of a later session of the same body have been approved already."""
    sitzung = protokoll.sitzung
    return Protokoll.objects.filter(
        status__in=GENEHMIGT,
        sitzung__verbund=sitzung.verbund_id,
        sitzung__arbeitskreis=sitzung.arbeitskreis_id,
        sitzung__datum__gt=sitzung.datum,
    ).exists()


def _der_koordination(protokoll: Protokoll, wer: Mitgliedschaft) -> Protokoll:
    aktuell = gesperrtes(protokoll.sitzung)
    if not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert(NUR_KOORDINATION)
    return aktuell
