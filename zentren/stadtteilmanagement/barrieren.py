"""Barriereprüfungen: written down with those who meet barriers, closed, published (RK-2017 5, 5.2; 15/III).

Each function is one transaction that locks the row and logs an event; it raises Verweigert, with a sentence
for the person, where it is not possible now. What is closed stays: who looks again makes a new one.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import links
from stzverbund.basis.models import Link
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren import benachrichtigung
from zentren.handelnde import Handelnde
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement import massnahmen
from zentren.stadtteilmanagement.models import Barrierebefund, Barrierepruefung, Massnahme

FUEHREN = "stadtteilmanagement.fuehren"
BEAUFTRAGTE = links.Zweck("barriere", "Link für Beauftragte")
GILT_TAGE = 60
BIS_MONATE = 6
"""Until when a Massnahme is promised where nobody has said anything yet."""
FELDER = ("standort_id", "raum_id", "datum", "beteiligte", "organisation", "fazit")
Bereich, Ergebnis, Status = Barrierebefund.Bereich, Barrierebefund.Ergebnis, Barrierepruefung.Status
Befunde = Mapping[str, tuple[str, str]]
"""By area: result and text."""


@transaction.atomic
def anlegen(
    *, zentrum: Zentrum, angaben: Mapping[str, Any], befunde: Befunde, wer: Mitgliedschaft
) -> Barrierepruefung:
    """A new check as a draft of the house (`angaben`: FELDER; neither Standort nor Raum for an Angebot).
    Logs an event."""
    if not darf(FUEHREN, wer, zentrum):
        raise Verweigert("Barrieren prüft das Team des Zentrums.")
    pruefung = Barrierepruefung(zentrum=zentrum)
    _setzen(pruefung, angaben)
    speichern(pruefung)
    _befunde_setzen(pruefung, befunde)
    ereignis(pruefung, "angelegt", wer=wer)
    return pruefung


@transaction.atomic
def aendern(
    *,
    pruefung: Barrierepruefung,
    angaben: Mapping[str, Any],
    befunde: Befunde | None,
    version: int | None,
    wer: Mitgliedschaft,
) -> Barrierepruefung:
    """Changes a draft; `befunde` None keeps those that are stored. Logs an event, raises Ueberholt."""
    aktuell = _entwurf(pruefung, wer)
    _setzen(aktuell, angaben)
    speichern(aktuell, version=version)
    if befunde is not None:
        _befunde_setzen(aktuell, befunde)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def abschliessen(*, pruefung: Barrierepruefung, wer: Mitgliedschaft) -> Barrierepruefung:
    """Closes and so publishes it; its Massnahmen are agreed from now on. Logs an event."""
    aktuell = _entwurf(pruefung, wer)
    if not aktuell.befunde.exists():
        raise Verweigert("Bitte tragen Sie zuerst mindestens einen Befund ein.")
    aktuell.status, aktuell.abgeschlossen_am = Status.ABGESCHLOSSEN, timezone.localdate()
    speichern(aktuell, version=aktuell.version)
    for massnahme in Massnahme.objects.filter(befunde__pruefung=aktuell, vereinbart_am__isnull=True):
        _vereinbaren(massnahme)
    ereignis(aktuell, "abgeschlossen und veröffentlicht", wer=wer)
    return aktuell


@transaction.atomic
def massnahme_ableiten(*, befund: Barrierebefund, wer: Mitgliedschaft) -> Massnahme:
    """A Massnahme of the centre against a barrier, due in half a year; agreed where the check is published
    already. Logs an event at both."""
    gesperrt = Barrierebefund.objects.select_for_update(of=("self",)).select_related(
        "pruefung__zentrum__bezirk"
    )
    aktuell = gesperrt.get(pk=befund.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Barrieren prüft das Team des Zentrums.")
    if aktuell.massnahme_id:
        raise Verweigert("Dafür gibt es schon eine Maßnahme.")
    if aktuell.ergebnis == Ergebnis.GUT:
        raise Verweigert("Hier fehlt nichts.")
    aktuell.massnahme = massnahmen.anlegen(
        titel=_titel(aktuell),
        beschreibung=aktuell.text,
        eigner=Massnahme.Eigner.ZENTRUM,
        faellig=timezone.localdate() + relativedelta(months=BIS_MONATE),
        zentrum=aktuell.zentrum,
        wer=wer,
    )
    if aktuell.pruefung.status == Status.ABGESCHLOSSEN:
        _vereinbaren(aktuell.massnahme)
    speichern(aktuell)
    ereignis(aktuell.pruefung, f"Maßnahme abgeleitet: {aktuell.get_bereich_display()}", wer=wer)
    return aktuell.massnahme


@transaction.atomic
def link_ausstellen(*, pruefung: Barrierepruefung, wer: Mitgliedschaft) -> str:
    """Issues the link by which the Beauftragte reads the check and writes; returns its token. Older ones are
    revoked. Logs events."""
    aktuell = _gesperrt(pruefung, wer)
    for link in links.ausgestellte(BEAUFTRAGTE, aktuell).gueltig():
        links.widerrufen(zweck=BEAUFTRAGTE, link=link, wer=wer)
    bis = timezone.now() + timedelta(days=GILT_TAGE)
    return links.ausstellen(zweck=BEAUFTRAGTE, gegenstand=aktuell, gueltig_bis=bis, wer=wer)


@transaction.atomic
def stellung_nehmen(*, pruefung: Barrierepruefung, text: str, wer: Handelnde) -> Barrierepruefung:
    """What the Beauftragte says to the check, by link; stands beside it. Logs an event, mails to the team."""
    aktuell = Barrierepruefung.objects.select_for_update(of=("self",)).get(pk=pruefung.pk)
    if not text.strip():
        raise Verweigert("Bitte schreiben Sie Ihre Stellungnahme.")
    aktuell.stellungnahme, aktuell.stellungnahme_am = text.strip(), timezone.localdate()
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "Stellungnahme", wer=wer)
    benachrichtigung.schreiben(
        benachrichtigung.team(aktuell.zentrum),
        schluessel=f"barriere-stellungnahme:{aktuell.pk}:{aktuell.version}",
        betreff=f"Stellungnahme zur Barriereprüfung vom {aktuell.datum:%d.%m.%Y}",
        text="zu Ihrer Barriereprüfung ist eine Stellungnahme gekommen.",
        pfad=reverse("barriere", args=[aktuell.pk]),
    )
    return aktuell


def gueltige(wer: Mitgliedschaft | None) -> QuerySet[Link]:
    """The links to checks that `wer` may revoke."""
    return links.gueltige(
        BEAUFTRAGTE, Barrierepruefung.objects.bearbeitbar_fuer(wer).select_related("zentrum")
    )


def widerrufen(*, link: Link, wer: Mitgliedschaft) -> None:
    """Closes a link for good; logs an event. Raises Verweigert where it was closed already."""
    if not links.widerrufen(zweck=BEAUFTRAGTE, link=link, wer=wer):
        raise Verweigert("Dieser Link ist schon geschlossen.")


def neueste(pruefungen: QuerySet[Barrierepruefung], *je: str) -> QuerySet[Barrierepruefung]:
    """Of these the published ones that no newer one of the same thing (`je`: fields) has followed."""
    nr = Window(
        RowNumber(),
        partition_by=[F(feld) for feld in je],
        order_by=[F("datum").desc(), F("pk").desc()],
    )
    geordnet = pruefungen.filter(status=Status.ABGESCHLOSSEN).order_by().annotate(nr=nr)
    nummern = list(geordnet.filter(nr=1).values_list("pk", flat=True))
    return Barrierepruefung.objects.filter(pk__in=nummern)


def _setzen(pruefung: Barrierepruefung, angaben: Mapping[str, Any]) -> None:
    for feld in FELDER:
        if feld in angaben:
            setattr(pruefung, feld, angaben[feld])
    if pruefung.datum > timezone.localdate():
        raise Verweigert("Der Tag der Prüfung liegt in der Zukunft.")


def _befunde_setzen(pruefung: Barrierepruefung, befunde: Befunde) -> None:
    vorhandene = {befund.bereich: befund for befund in pruefung.befunde.all()}
    for bereich, (ergebnis, text) in befunde.items():
        befund = vorhandene.pop(bereich, None) or Barrierebefund(pruefung=pruefung, bereich=bereich)
        if befund.pk is None or (befund.ergebnis, befund.text) != (ergebnis, text):
            befund.ergebnis, befund.text = ergebnis, text
            befund.save()
    for befund in vorhandene.values():
        befund.delete()


def _vereinbaren(massnahme: Massnahme) -> None:
    massnahme.vereinbart_am = timezone.now()
    speichern(massnahme, version=massnahme.version)


def _titel(befund: Barrierebefund) -> str:
    laenge = Massnahme._meta.get_field("titel").max_length or 0
    return (befund.text or f"{befund.get_bereich_display()}: Barriere abbauen")[:laenge]


def _gesperrt(pruefung: Barrierepruefung, wer: Mitgliedschaft) -> Barrierepruefung:
    zeile = Barrierepruefung.objects.select_for_update(of=("self",)).select_related("zentrum")
    aktuell = zeile.get(pk=pruefung.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Barrieren prüft das Team des Zentrums.")
    return aktuell


def _entwurf(pruefung: Barrierepruefung, wer: Mitgliedschaft) -> Barrierepruefung:
    aktuell = _gesperrt(pruefung, wer)
    if aktuell.status != Status.ENTWURF:
        raise Verweigert("Diese Prüfung ist abgeschlossen. Bitte legen Sie eine neue an.")
    return aktuell
