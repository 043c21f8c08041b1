"""Termine and tallies change: what they add up to moves into the cells, in the same transaction."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from angebote.erfassung import aufteilung
from angebote.erfassung.blatt import Blatt, Feld
from angebote.erfassung.gezaehlt import (
    TERMINQUELLEN,
    Gezaehlt,
    Terminlage,
    aufteilung_aus_terminen,
    aus_strichliste,
    aus_terminen,
    ausfallgruende,
    terminlagen,
)
from angebote.models import Angebot, Herkunft, Kennzahl, Meldung, Termin, Wert
from angebote.zeitraeume import Gesperrt
from stzverbund.basis.zeit import monatsanfang, monatsende
from zentren.handelnde import Handelnde
from zentren.models import Mitgliedschaft

Ebene = Kennzahl.Ebene


@transaction.atomic
def neu_summieren(*, angebot: Angebot, monat: date, wer: Handelnde | None) -> None:
    """Sums the Termine of a month into its cells; `wer` None is the system.

    What is counted is always noted. A cell follows it until somebody types a total; then the difference is
    shown. Raises Gesperrt where the month is closed, or where a cell that stays closed would change. A month
    that has not begun has no cells yet (`nachziehen`).
    """
    monat = monatsanfang(monat)
    if monat > timezone.localdate():
        return
    blatt = Blatt(zentrum=angebot.zentrum, monat=monat, wer=wer, umfang=Q(angebot=angebot))
    gezaehlt = gezaehlte_des_angebots(angebot, monat)
    for kennzahl in blatt.kennzahlen(Ebene.ANGEBOT):
        if kennzahl.quelle in TERMINQUELLEN:
            folgen(blatt, Feld(kennzahl.pk, angebot.pk), gezaehlt[kennzahl.quelle])
        if kennzahl.quelle == Kennzahl.Quelle.TEILNAHMEN and kennzahl.aufteilung:
            teile = aufteilung_aus_terminen(angebot, monat)
            aufteilung.nachfuehren(blatt, Feld(kennzahl.pk, angebot.pk), teile)
    blatt.sichern()


@transaction.atomic
def beratung_neu_summieren(*, meldung: Meldung, monat: date, wer: Mitgliedschaft | None) -> None:
    """Sums the tallies of a month into the cells of Beratung; raises Gesperrt as `neu_summieren`."""
    monat = monatsanfang(monat)
    blatt = Blatt(zentrum=meldung.zentrum, monat=monat, wer=wer, umfang=Q(angebot__isnull=True))
    gezaehlt = aus_strichliste(blatt.meldung, monat)
    for kennzahl in blatt.kennzahlen(Ebene.BERATUNG):
        if kennzahl.quelle in gezaehlt:
            folgen(blatt, Feld(kennzahl.pk), gezaehlt[kennzahl.quelle])
    blatt.sichern()


def nachziehen(*, heute: date) -> int:
    """Sums what was decided about Termine before their month began; returns how many Angebote had any.

    For the daily run: whoever cancels all Termine of August in July finds them in the August grid.
    """
    monat = monatsanfang(heute)
    entschieden = Termin.objects.filter(datum__range=(monat, monatsende(monat))).exclude(
        status=Termin.Status.GEPLANT
    )
    schon_da = Wert.objects.filter(monat=monat, angebot__isnull=False)
    offen = Angebot.objects.filter(pk__in=entschieden.values("angebot")).exclude(
        pk__in=schon_da.values("angebot")
    )
    nachgezogen = 0
    for angebot in offen.select_related("zentrum__bezirk"):
        try:
            neu_summieren(angebot=angebot, monat=monat, wer=None)
            nachgezogen += 1
        except Gesperrt:
            continue
    return nachgezogen


def gezaehlte_des_angebots(angebot: Angebot, monat: date) -> dict[str, Gezaehlt]:
    lage = terminlagen([angebot], monat).get(angebot.pk, Terminlage())
    return aus_terminen(lage, ausfallgruende(angebot, monat) if lage.nur_ausgefallen else "")


def folgen(blatt: Blatt, feld: Feld, gezaehlt: Gezaehlt) -> None:
    """A total that nobody typed shows what is counted."""
    blatt.setze_gezaehlt(feld, gezaehlt.bisher)
    if blatt.wert(feld).herkunft == Herkunft.GEZAEHLT:
        blatt.setze(feld, gezaehlt.zelle, herkunft=Herkunft.GEZAEHLT, grund=gezaehlt.grund)
