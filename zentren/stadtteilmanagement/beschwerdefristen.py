"""What time does to Beschwerden: reminders, and contacts and codes that are forgotten. For the daily job."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from stzverbund.basis import post
from zentren import benachrichtigung
from zentren.stadtteilmanagement.beschwerden import ANTWORTPOST
from zentren.stadtteilmanagement.models import Beschwerde

VORHER = timedelta(days=3)
KONTAKT_TAGE = 90
"""So long after the answer a contact stays where nobody closes."""
CODE_TAGE = 180
"""So long after the closing the sender can look at the state."""
Status = Beschwerde.Status
OFFEN = (Status.EINGEGANGEN, Status.IN_ARBEIT)


def erinnern(heute: date) -> int:
    """Mails to the team three days before an answer is due, and when it is late; returns how many."""
    faellige = Beschwerde.objects.filter(status__in=OFFEN, frist__lte=heute + VORHER).select_related(
        "zentrum"
    )
    return sum(_erinnern(beschwerde, heute) for beschwerde in faellige)


def _erinnern(beschwerde: Beschwerde, heute: date) -> int:
    vorbei = beschwerde.frist < heute
    return benachrichtigung.schreiben(
        benachrichtigung.team(beschwerde.zentrum),
        schluessel=f"beschwerde-{'vorbei' if vorbei else 'bald'}:{beschwerde.pk}:{beschwerde.frist}",
        betreff=f"{'Überfällig' if vorbei else 'Bald fällig'}: Antwort auf eine Rückmeldung",
        text=f"eine Rückmeldung an {beschwerde.zentrum} wartet, Frist {beschwerde.frist:%d.%m.%Y}.",
        pfad=reverse("beschwerde", args=[beschwerde.pk]),
    )


@transaction.atomic
def kontakte_entfernen(heute: date) -> int:
    """Forgets contacts 90 days after the answer where nobody has closed; returns how many. The mails with the
    answer go too, and those of closed ones that were still waiting when they were closed."""
    grenze = heute - timedelta(days=KONTAKT_TAGE)
    alt = Beschwerde.objects.filter(beantwortet_am__lt=grenze).exclude(kontakt="")
    anzahl = alt.update(kontakt="")
    nummern = {_nummer(schluessel) for schluessel in post.schluessel_mit(ANTWORTPOST)}
    mit_kontakt = Beschwerde.objects.filter(pk__in=nummern).exclude(kontakt="")
    for nummer in nummern - set(mit_kontakt.values_list("pk", flat=True)):
        post.vergessen(f"{ANTWORTPOST}{nummer}:")
    return anzahl


def _nummer(schluessel: str) -> int:
    return int(schluessel.removeprefix(ANTWORTPOST).partition(":")[0])


def codes_entfernen(heute: date) -> int:
    """Forgets the codes of what was closed half a year ago; returns how many."""
    grenze = heute - timedelta(days=CODE_TAGE)
    return Beschwerde.objects.filter(~Q(code=""), abgeschlossen_am__lt=grenze).update(code="")
