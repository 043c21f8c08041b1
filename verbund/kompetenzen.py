"""The Kompetenzbörse: offered, asked for, answered, used, and what it was good for (RK-2017 6, V1 and V2).

Each function is one transaction, logs an event, writes a mail to the other centre where it says so, and
raises Verweigert, with a sentence for the person.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund.models import Kompetenz, Kompetenzanfrage
from zentren.benachrichtigung import schreiben, team
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf

Stand = Kompetenzanfrage.Stand
PFLEGEN, ANFRAGEN = "verbund.kompetenz_pflegen", "verbund.kompetenz_anfragen"
BEANTWORTEN, FUEHREN = "verbund.kompetenz_zusagen", "verbund.kompetenz_nutzen"


@transaction.atomic
def beenden(*, kompetenz: Kompetenz, wer: Mitgliedschaft) -> None:
    """The centre no longer offers it; requests and figures stay. Logs an event."""
    aktuell = Kompetenz.objects.select_for_update(of=("self",)).select_related("zentrum").get(pk=kompetenz.pk)
    if not darf(PFLEGEN, wer, aktuell):
        raise Verweigert("Das beendet nur das Zentrum, das es anbietet.")
    if not aktuell.laeuft:
        raise Verweigert("Das ist schon beendet.")
    aktuell.beendet_am = timezone.localdate()
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "beendet", wer=wer)


@transaction.atomic
def anfragen(
    *, kompetenz: Kompetenz, nachricht: str, wunsch: str = "", wer: Mitgliedschaft
) -> Kompetenzanfrage:
    """A centre asks for it; the team of the other one gets a mail. Logs an event."""
    aktuell = Kompetenz.objects.select_for_update(of=("self",)).select_related("zentrum").get(pk=kompetenz.pk)
    if not darf(ANFRAGEN, wer, aktuell):
        raise Verweigert("Anfragen stellen die anderen Zentren des Verbundes.")
    if not aktuell.laeuft:
        raise Verweigert("Das wird nicht mehr angeboten.")
    anfrage = Kompetenzanfrage(
        kompetenz=aktuell, zentrum=wer.zentrum, nachricht=nachricht.strip(), wunsch=wunsch.strip()
    )
    speichern(anfrage)
    ereignis(anfrage, "gestellt", wer=wer)
    _melden(
        anfrage, aktuell.zentrum, "gestellt", f"{wer.zentrum} fragt an: {aktuell}.\n\n{anfrage.nachricht}"
    )
    return anfrage


@transaction.atomic
def antworten(
    *, anfrage: Kompetenzanfrage, zusage: bool, antwort: str, version: int | None = None, wer: Mitgliedschaft
) -> Kompetenzanfrage:
    """The centre that offers it says yes, or no with a reason; a mail to who asked. Logs an event."""
    aktuell = _offen(anfrage, BEANTWORTEN, wer)
    if not zusage and not antwort.strip():
        raise Verweigert("Bitte schreiben Sie, warum es nicht geht.")
    aktuell.stand = Stand.ZUGESAGT if zusage else Stand.ABGELEHNT
    aktuell.antwort, aktuell.beantwortet_am = antwort.strip(), timezone.localdate()
    speichern(aktuell, version=aktuell.version if version is None else version)
    wort = aktuell.get_stand_display()
    ereignis(aktuell, wort, wer=wer)
    text = f"{wer.zentrum} hat Ihre Anfrage beantwortet: {wort}.\n\n{aktuell.antwort}".strip()
    _melden(aktuell, aktuell.zentrum, "beantwortet", text)
    return aktuell


@transaction.atomic
def zurueckziehen(*, anfrage: Kompetenzanfrage, wer: Mitgliedschaft) -> None:
    """The centre that asked no longer needs it; a mail to the other one. Logs an event."""
    aktuell = _offen(anfrage, FUEHREN, wer)
    aktuell.stand = Stand.ZURUECKGEZOGEN
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "zurückgezogen", wer=wer)
    text = f"{wer.zentrum} hat die Anfrage zu „{aktuell.kompetenz}“ zurückgezogen."
    _melden(aktuell, aktuell.kompetenz.zentrum, "zurueckgezogen", text)


@transaction.atomic
def nutzen(
    *, anfrage: Kompetenzanfrage, angaben: dict[str, Any], version: int | None = None, wer: Mitgliedschaft
) -> Kompetenzanfrage:
    """It took place: day, number of people, whether it helped, feedback. Counts as uptake. Logs an event.

    May be told anew, for instance when the feedback comes later.
    """
    aktuell = _gesperrt(anfrage, FUEHREN, wer)
    if aktuell.stand not in (Stand.ZUGESAGT, Stand.GENUTZT):
        raise Verweigert("Rückmeldung geben Sie, wenn das andere Zentrum zugesagt hat.")
    if angaben["genutzt_am"] > timezone.localdate():
        raise Verweigert("Dieser Tag liegt noch vor Ihnen.")
    for feld in ("genutzt_am", "personen", "nutzen", "rueckmeldung"):
        setattr(aktuell, feld, angaben[feld])
    aktuell.stand = Stand.GENUTZT
    speichern(aktuell, version=aktuell.version if version is None else version)
    ereignis(aktuell, "genutzt", wer=wer)
    return aktuell


def tage(jahr: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(jahr, 1, 1), date(jahr, 12, 31)


def mit_zahlen(kompetenzen: QuerySet[Kompetenz], jahr: int) -> QuerySet[Kompetenz]:
    """With `angefragt` and `genutzt`: the requests of a year, and what took place in it."""
    im_jahr = tage(jahr)
    genutzt = Q(anfragen__stand=Stand.GENUTZT, anfragen__genutzt_am__range=im_jahr)
    return kompetenzen.annotate(
        angefragt=Count("anfragen", filter=Q(anfragen__gestellt_am__range=im_jahr)),
        genutzt=Count("anfragen", filter=genutzt),
    )


def nutzung(anfragen: QuerySet[Kompetenzanfrage], von: date, bis: date) -> dict[str, int]:
    """How often something took place between two days, and how many people it reached."""
    genutzt = Q(stand=Stand.GENUTZT, genutzt_am__range=(von, bis))
    gestellt = Q(gestellt_am__range=(von, bis))
    zahlen = anfragen.aggregate(
        gestellt=Count("pk", filter=gestellt),
        genutzt=Count("pk", filter=genutzt),
        personen=Sum("personen", filter=genutzt),
    )
    return {name: wert or 0 for name, wert in zahlen.items()}


def _gesperrt(anfrage: Kompetenzanfrage, recht: str, wer: Mitgliedschaft) -> Kompetenzanfrage:
    zeile = Kompetenzanfrage.objects.select_for_update(of=("self",))
    aktuell = zeile.select_related("kompetenz__zentrum", "zentrum").get(pk=anfrage.pk)
    if not darf(recht, wer, aktuell):
        raise Verweigert("Das tut das andere Zentrum.")
    return aktuell


def _offen(anfrage: Kompetenzanfrage, recht: str, wer: Mitgliedschaft) -> Kompetenzanfrage:
    aktuell = _gesperrt(anfrage, recht, wer)
    if aktuell.stand != Stand.OFFEN:
        raise Verweigert(f"Diese Anfrage ist schon {aktuell.get_stand_display()}.")
    return aktuell


def _melden(anfrage: Kompetenzanfrage, an: Zentrum, was: str, text: str) -> None:
    schreiben(
        team(an),
        schluessel=f"kompetenzanfrage:{anfrage.pk}:{was}",
        betreff=f"Kompetenzbörse: {anfrage.kompetenz}",
        text=text,
        pfad=reverse("kompetenzanfrage", args=[anfrage.pk]),
    )
