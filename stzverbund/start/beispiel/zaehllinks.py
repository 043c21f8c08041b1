"""Zähl-Links of the demo: a Honorarkraft counts one Angebot. Her first link was lost, she uses the second."""

from datetime import datetime, time

from django.utils import timezone

from angebote.models import Angebot, Termin
from angebote.zaehllink import VORSCHLAG, ZAEHLEN
from stzverbund.basis import links
from stzverbund.basis.models import Ereignis, Link
from stzverbund.basis.verlauf import ereignis
from stzverbund.start.beispiel.rahmen import Rahmen
from zentren.models import Mitgliedschaft

TITEL = "Nähcafé"
VERLOREN, IN_GEBRAUCH = 75, 40
"""How many days ago the two were issued."""


def anlegen(rahmen: Rahmen) -> None:
    angebot = Angebot.objects.filter(titel=TITEL, status=Angebot.Status.VEROEFFENTLICHT).first()
    if angebot is None:
        return
    wer = rahmen.mitgliedschaften[f"leitung:{angebot.zentrum.slug}"]
    erster, ersetzt = _ausgestellt(rahmen, angebot, wer, VERLOREN), _morgens(rahmen, IN_GEBRAUCH)
    links.widerrufen(zweck=ZAEHLEN, link=erster, wer=wer)
    Link.objects.filter(pk=erster.pk).update(widerrufen_am=ersetzt)
    _ausgestellt(rahmen, angebot, wer, IN_GEBRAUCH)
    _zurueckdatieren(angebot, [_morgens(rahmen, VERLOREN), ersetzt, ersetzt])
    _gezaehlt(rahmen, angebot)


def _ausgestellt(rahmen: Rahmen, angebot: Angebot, wer: Mitgliedschaft, vor: int) -> Link:
    """A link issued so many days ago and used a week later; its token is thrown away."""
    wann = _morgens(rahmen, vor)
    links.ausstellen(zweck=ZAEHLEN, gegenstand=angebot, gueltig_bis=wann + VORSCHLAG, wer=wer)
    neu = links.ausgestellte(ZAEHLEN, angebot)[0]
    Link.objects.filter(pk=neu.pk).update(ausgestellt_am=wann, zuletzt_benutzt_am=rahmen.vor(vor - 7))
    return neu


def _gezaehlt(rahmen: Rahmen, angebot: Angebot) -> None:
    """What was counted since the second link came, came with it."""
    seit = (rahmen.vor(IN_GEBRAUCH), rahmen.heute)
    for termin in Termin.objects.filter(angebot=angebot, datum__range=seit).exclude(status="geplant"):
        ereignis(termin, termin.get_status_display(), wer=links.UeberLink(ZAEHLEN), grund=termin.grund)
        danach = timezone.make_aware(datetime.combine(termin.datum, termin.bis))
        _zurueckdatieren(termin, [danach])
        links.ausgestellte(ZAEHLEN, angebot).gueltig().update(zuletzt_benutzt_am=termin.datum)


def _zurueckdatieren(gegenstand: Angebot | Termin, zeitpunkte: list[datetime]) -> None:
    """Inserting stamps events with the present."""
    ereignisse = Ereignis.objects.zu(gegenstand).order_by("pk")
    for eintrag, wann in zip(ereignisse, zeitpunkte, strict=True):
        Ereignis.objects.filter(pk=eintrag.pk).update(zeitpunkt=wann)


def _morgens(rahmen: Rahmen, vor: int) -> datetime:
    return timezone.make_aware(datetime.combine(rahmen.vor(vor), time(9, 20)))
