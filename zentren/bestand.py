"""What happens to the things that belong to a centre."""

from django.db import models, transaction
from django.utils import timezone

from stzverbund.basis import loeschen
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft, Personal, Standort, Zentrum

HAUPT_BLEIBT = "Das ist der Hauptstandort. Bitte machen Sie zuerst einen anderen Standort zum Hauptstandort."
HAT_RAEUME = "Zu diesem Standort gehören noch Räume. Bitte löschen Sie zuerst die Räume."


def loeschfolgen(*, objekt: models.Model) -> list[str]:
    """What deleting something of a centre takes along, in words. Raises Verweigert where it has to stay."""
    if isinstance(objekt, Standort):
        if objekt.raeume.exists():
            raise Verweigert(HAT_RAEUME)
        if objekt.haupt and objekt.zentrum.standorte.count() > 1:
            raise Verweigert(HAUPT_BLEIBT)
    return loeschen.folgen(objekt)


@transaction.atomic
def entfernen(*, objekt: models.Model, zentrum: Zentrum, wer: Mitgliedschaft) -> None:
    """Deletes what belongs to a centre and logs it there. Raises Verweigert where it has to stay."""
    loeschfolgen(objekt=objekt)
    art, name = objekt._meta.verbose_name, str(objekt)
    loeschen.loeschen(objekt=objekt)
    ereignis(zentrum, f"{art} gelöscht", wer=wer, grund=name)


@transaction.atomic
def standort_sichern(*, standort: Standort, version: int | None = None) -> None:
    """Stores a Standort; the first of a centre becomes its Hauptstandort. Raises Ueberholt."""
    zentrum = Zentrum.objects.select_for_update(of=("self",)).get(pk=standort.zentrum_id)
    if standort._state.adding:
        standort.haupt = not zentrum.standorte.filter(haupt=True).exists()
    speichern(standort, version=version)


@transaction.atomic
def als_hauptstandort(*, standort: Standort, wer: Mitgliedschaft) -> None:
    """Makes a Standort the one Hauptstandort of its centre. Logs an event of the centre."""
    zentrum = Zentrum.objects.select_for_update(of=("self",)).get(pk=standort.zentrum_id)
    # Before the new one: there is never more than one.
    andere = zentrum.standorte.select_for_update(of=("self",)).exclude(pk=standort.pk)
    for bisher in andere.filter(haupt=True):
        _haupt_setzen(bisher, False)
    neu = Standort.objects.select_for_update(of=("self",)).get(pk=standort.pk)
    if not neu.haupt:
        _haupt_setzen(neu, True)
        ereignis(zentrum, "Hauptstandort gewechselt", wer=wer, grund=neu.name)


def _haupt_setzen(standort: Standort, haupt: bool) -> None:
    standort.haupt = haupt
    standort.version += 1
    standort.save()


def uebernahmejahr(zentrum: Zentrum) -> int | None:
    """The year into which last year's staff can be taken over: this one, in the autumn also the next."""
    heute = timezone.localdate()
    jahre = set(zentrum.personal.values_list("jahr", flat=True))
    kandidaten = [heute.year, heute.year + 1] if heute.month >= 10 else [heute.year]
    return next((jahr for jahr in kandidaten if jahr not in jahre and jahr - 1 in jahre), None)


@transaction.atomic
def personal_uebernehmen(*, zentrum: Zentrum, jahr: int, wer: Mitgliedschaft) -> int:
    """Copies the staff of the year before into `jahr`; returns how many entries. Logs an event.

    Raises Verweigert where `jahr` has entries already or the year before has none.
    """
    zentrum = Zentrum.objects.select_for_update(of=("self",)).get(pk=zentrum.pk)
    if zentrum.personal.filter(jahr=jahr).exists():
        raise Verweigert(f"Für {jahr} ist schon Personal eingetragen.")
    vorjahr = zentrum.personal.filter(jahr=jahr - 1)
    neu = [
        Personal(zentrum=zentrum, jahr=jahr, funktion=p.funktion, vzae=p.vzae, finanzierung=p.finanzierung)
        for p in vorjahr
    ]
    if not neu:
        raise Verweigert(f"Für {jahr - 1} ist kein Personal eingetragen.")
    for eintrag in neu:
        speichern(eintrag)
    ereignis(zentrum, f"Personal {jahr} aus dem Vorjahr übernommen", wer=wer)
    return len(neu)
