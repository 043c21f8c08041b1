"""The edition of approved minutes: stored, numbered, hashed, never rendered again; storing it locks them.

Approval orders it; rendering takes seconds and holds no lock, because what is approved is not written any
more. Where the worker failed, the daily job and whoever opens the file make up for it. A Nachtrag makes the
next edition.
"""

import logging
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django_tasks import task

from stzverbund.basis import ausgabe as basis
from stzverbund.basis.models import Ausgabe
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund.models import Nachtrag, Protokoll, Sitzung
from verbund.protokoll import pdf
from verbund.protokoll.niederschrift import Niederschrift, mit_allem, niederschrift
from verbund.protokoll.rahmen import gesperrtes
from zentren.models import Mitgliedschaft

log = logging.getLogger(__name__)

KENNUNG = "protokoll"
Status = Protokoll.Status


def festschreiben(*, protokoll: Protokoll, wer: Mitgliedschaft | None) -> Ausgabe:
    """Stores the edition of approved minutes and locks them, or gives the one that there is; logs events.

    `wer` None: made up for by the system. Raises Verweigert where they are open.
    """
    sitzung = mit_allem().get(pk=protokoll.sitzung_id)
    aktuell = sitzung.protokoll
    if aktuell.offen:
        raise Verweigert("Eine Ausgabe gibt es erst, wenn das Protokoll genehmigt ist.")
    if vorhandene := gueltige(aktuell):
        return vorhandene
    inhalt = niederschrift(sitzung)
    bisher = ausgaben(sitzung).first()
    nummer = bisher.nummer + 1 if bisher else 1
    datenhash = basis.datenhash(inhalt)
    blatt = pdf.ausgabe(inhalt, nummer=nummer, datenhash=datenhash, tag=timezone.localdate())
    return _ablegen(aktuell, inhalt, nummer, blatt, wer)


@transaction.atomic
def _ablegen(
    protokoll: Protokoll, inhalt: Niederschrift, nummer: int, blatt: bytes, wer: Mitgliedschaft | None
) -> Ausgabe:
    """Under the lock of the session, if nothing has moved since it was rendered."""
    aktuell = gesperrtes(protokoll.sitzung)
    if vorhandene := gueltige(aktuell):
        return vorhandene
    if aktuell.version != protokoll.version or aktuell.nachtraege.count() != len(inhalt.nachtraege):
        raise Verweigert("Das Protokoll wurde inzwischen geändert.")
    if aktuell.status == Status.GENEHMIGT:
        _abschliessen(aktuell, wer)
    return basis.anlegen(
        gegenstand=aktuell.sitzung,
        art=KENNUNG,
        jahr=_jahr(aktuell.sitzung),
        nummer=nummer,
        titel=inhalt.titel,
        daten=inhalt,
        pdf=blatt,
        wer=wer,
    )


def _abschliessen(protokoll: Protokoll, wer: Mitgliedschaft | None) -> None:
    protokoll.status, protokoll.festgeschrieben_am = Status.FESTGESCHRIEBEN, timezone.now()
    speichern(protokoll, version=protokoll.version)
    sitzung = protokoll.sitzung
    sitzung.status = Sitzung.Status.ABGESCHLOSSEN
    speichern(sitzung, version=sitzung.version)
    ereignis(sitzung, "Protokoll festgeschrieben, Sitzung abgeschlossen", wer=wer)


def ausgaben(sitzung: Sitzung) -> QuerySet[Ausgabe]:
    """All editions of the minutes of a session, the newest first."""
    return basis.ausgaben(sitzung, KENNUNG, _jahr(sitzung))


def gueltige(protokoll: Protokoll) -> Ausgabe | None:
    """The edition of the minutes as they are: locked, with all supplements."""
    seit = protokoll.festgeschrieben_am
    if protokoll.status != Status.FESTGESCHRIEBEN or seit is None:
        return None
    letzter = protokoll.nachtraege.order_by("-nummer").first()
    return (
        ausgaben(protokoll.sitzung)
        .filter(erstellt_am__gte=max(seit, letzter.am) if letzter else seit)
        .first()
    )


def fehlende() -> QuerySet[Protokoll]:
    """Approved minutes that are not locked yet, and locked ones whose last supplement has no edition."""
    typ = ContentType.objects.get_for_model(Sitzung)
    seine = Ausgabe.objects.filter(
        typ=typ, gegenstand_id=OuterRef("sitzung"), art=KENNUNG, erstellt_am__gte=OuterRef("letzter")
    )
    letzter = Nachtrag.objects.filter(protokoll=OuterRef("pk")).order_by("-nummer").values("am")[:1]
    mit_letztem = Protokoll.objects.annotate(letzter=Subquery(letzter))
    ergaenzt = Q(~Exists(seine), status=Status.FESTGESCHRIEBEN, letzter__isnull=False)
    return mit_letztem.filter(Q(status=Status.GENEHMIGT) | ergaenzt).order_by("pk")


def nachholen(heute: date) -> int:
    """Makes the editions that are missing; returns how many. For the daily job."""
    return basis.nachholen(fehlende(), lambda protokoll: festschreiben(protokoll=protokoll, wer=None))


def bestellen(protokoll: Protokoll, wer: Mitgliedschaft) -> None:
    """Hands the work to the worker once the approval is stored."""
    transaction.on_commit(lambda: drucken.enqueue(protokoll=protokoll.pk, mitgliedschaft=wer.pk))


@task()
def drucken(protokoll: int, mitgliedschaft: int) -> None:
    """In the worker. Whoever has approved is named, even where the role has ended since."""
    wer = Mitgliedschaft.objects.mit_organisation().get(pk=mitgliedschaft)
    try:
        festschreiben(protokoll=Protokoll.objects.get(pk=protokoll), wer=wer)
    except Verweigert as nein:
        log.info("Protokoll %s: %s", protokoll, nein)


def _jahr(sitzung: Sitzung) -> int:
    return sitzung.jahr or sitzung.datum.year
