"""The edition of an accepted Selbstbewertung: stored, numbered, hashed, never rendered again.

Acceptance orders it; rendering takes seconds and holds no lock, because what is accepted no longer moves.
Where the worker failed, the daily job and whoever opens the file make up for it.
"""

import logging
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django_tasks import task

from standards.bericht import pdf
from standards.bericht.dokument import Standardbericht
from standards.bericht.zentrum import bericht
from standards.models import Selbstbewertung
from stzverbund.basis import ausgabe as basis
from stzverbund.basis.models import Ausgabe
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft

log = logging.getLogger(__name__)

KENNUNG = "standardbericht"
NICHT_ANGENOMMEN = "Eine Ausgabe gibt es erst, wenn das Bezirksamt die Selbstbewertung angenommen hat."
BEWEGT = "Die Selbstbewertung wurde inzwischen wieder geöffnet."
Status = Selbstbewertung.Status


def festschreiben(*, bewertung: Selbstbewertung, wer: Mitgliedschaft | None) -> Ausgabe:
    """Stores the edition of the current acceptance, or gives the one that there is; logs an event.

    `wer` None: made up for by the system. Raises Verweigert where it is not (or no longer) accepted.
    """
    aktuell = mit_allem().get(pk=bewertung.pk)
    if aktuell.status != Status.ANGENOMMEN:
        raise Verweigert(NICHT_ANGENOMMEN)
    if vorhandene := gueltige(aktuell):
        return vorhandene
    inhalt = bericht(aktuell, None)
    bisher = ausgaben(aktuell).first()
    nummer = bisher.nummer + 1 if bisher else 1
    datenhash = basis.datenhash(inhalt)
    blatt = pdf.ausgabe(inhalt, nummer=nummer, datenhash=datenhash, tag=timezone.localdate())
    return _ablegen(aktuell, inhalt, nummer, blatt, wer)


@transaction.atomic
def _ablegen(
    bewertung: Selbstbewertung,
    inhalt: Standardbericht,
    nummer: int,
    blatt: bytes,
    wer: Mitgliedschaft | None,
) -> Ausgabe:
    """Under the lock of the Selbstbewertung, if it is still accepted as it was when it was rendered."""
    gesperrt = Selbstbewertung.objects.select_for_update(of=("self",)).get(pk=bewertung.pk)
    if gesperrt.version != bewertung.version:
        raise Verweigert(BEWEGT)
    if vorhandene := gueltige(bewertung):
        return vorhandene
    return basis.anlegen(
        gegenstand=bewertung,
        art=KENNUNG,
        jahr=bewertung.runde.jahr,
        nummer=nummer,
        titel=inhalt.titel,
        daten=inhalt,
        pdf=blatt,
        wer=wer,
    )


def mit_allem() -> QuerySet[Selbstbewertung]:
    """With what the papers name."""
    verbunden = Selbstbewertung.objects.select_related("runde__bezirk", "runde__fassung", "zentrum__traeger")
    return verbunden.defer("runde__bezirk__geometrie")


def ausgaben(bewertung: Selbstbewertung) -> QuerySet[Ausgabe]:
    """All editions of a Selbstbewertung, the newest first: reopened and accepted again makes the next."""
    return basis.ausgaben(bewertung, KENNUNG, bewertung.runde.jahr)


def gueltige(bewertung: Selbstbewertung) -> Ausgabe | None:
    """The edition of the current acceptance."""
    if bewertung.angenommen_am is None:
        return None
    return ausgaben(bewertung).filter(erstellt_am__gte=bewertung.angenommen_am).first()


def fehlende() -> QuerySet[Selbstbewertung]:
    """Accepted ones whose edition has not been made yet."""
    typ = ContentType.objects.get_for_model(Selbstbewertung)
    seine = Ausgabe.objects.filter(
        typ=typ, gegenstand_id=OuterRef("pk"), art=KENNUNG, erstellt_am__gte=OuterRef("angenommen_am")
    )
    return Selbstbewertung.objects.filter(~Exists(seine), status=Status.ANGENOMMEN).order_by(
        F("angenommen_am").asc()
    )


def nachholen(heute: date) -> int:
    """Makes the editions that are missing; returns how many. For the daily job."""
    return basis.nachholen(fehlende(), lambda bewertung: festschreiben(bewertung=bewertung, wer=None))


def bestellen(bewertung: Selbstbewertung, wer: Mitgliedschaft) -> None:
    """Hands the work to the worker once the acceptance is stored."""
    transaction.on_commit(lambda: drucken.enqueue(bewertung=bewertung.pk, mitgliedschaft=wer.pk))


@task()
def drucken(bewertung: int, mitgliedschaft: int) -> None:
    """In the worker. Whoever has accepted is named, even where the role has ended since."""
    wer = Mitgliedschaft.objects.mit_organisation().get(pk=mitgliedschaft)
    try:
        festschreiben(bewertung=Selbstbewertung.objects.get(pk=bewertung), wer=wer)
    except Verweigert as nein:
        log.info("Standardbericht %s: %s", bewertung, nein)
