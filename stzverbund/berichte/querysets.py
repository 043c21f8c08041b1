"""Whose reports a Mitgliedschaft reads. A report belongs to a Zentrum, Träger, Bezirk or Verband."""

from typing import Self

from django.db import models
from django.db.models import QuerySet

from angebote.querysets import AUFSICHT, INNEN
from zentren.models import Bezirk, Mitgliedschaft, Rolle, Traeger, Verband, Zentrum
from zentren.querysets import ZentrumQuerySet


class SachberichtQuerySet(models.QuerySet):
    """The text is the centre's own until it stands in an edition: staff and Träger."""

    WER_SIEHT = "Team und Träger des Zentrums; andere lesen ihn in einer festgeschriebenen Ausgabe."

    def sichtbar_fuer(self, mitgliedschaft: Mitgliedschaft | None) -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*INNEN):
            return self.none()
        return self.filter(zentrum__in=Zentrum.objects.sichtbar_fuer(mitgliedschaft).values("pk"))

    def bearbeitbar_fuer(self, mitgliedschaft: Mitgliedschaft | None) -> Self:
        zentren = Zentrum.objects.bearbeitbar_fuer(mitgliedschaft)
        return self.filter(zentrum__in=zentren.values("pk"))


def zentren_mit_bericht(mitgliedschaft: Mitgliedschaft | None) -> ZentrumQuerySet:
    """Centres whose report this role reads: the Koordination and the Verwaltung see no statistics."""
    if mitgliedschaft is None or not mitgliedschaft.hat(*INNEN, *AUFSICHT):
        return Zentrum.objects.none()
    return Zentrum.objects.sichtbar_fuer(mitgliedschaft)


def traeger_mit_bericht(mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Traeger]:
    if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.TRAEGER):
        return Traeger.objects.none()
    return Traeger.objects.filter(mitgliedschaft=mitgliedschaft)


def bezirke_mit_bericht(mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Bezirk]:
    """The Bezirk of the Bezirksamt; for the Geschäftsstelle those with a valid Kooperationsvereinbarung."""
    if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.BEZIRKSAMT, Rolle.GESCHAEFTSSTELLE):
        return Bezirk.objects.none()
    if mitgliedschaft.hat(Rolle.BEZIRKSAMT):
        return Bezirk.objects.filter(bezirksamt=mitgliedschaft.bezirksamt_id)
    zentren = Zentrum.objects.sichtbar_fuer(mitgliedschaft)
    return Bezirk.objects.filter(pk__in=zentren.order_by().values("bezirk"))


def verbaende_mit_bericht(mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Verband]:
    if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE):
        return Verband.objects.none()
    return Verband.objects.filter(mitgliedschaft=mitgliedschaft)
