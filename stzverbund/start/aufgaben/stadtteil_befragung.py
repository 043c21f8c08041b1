"""Befragungen on the start page: what has ended and waits for its conclusions, what was never started."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe, abstand
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import Befragung

LANGE_HER = timedelta(days=120)
"""Whoever has drawn no conclusions by then will not."""
Status = Befragung.Status


def befragungen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """At most three rows for the team, the oldest first; one query."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        return []
    ohne_schluss = Q(status=Status.GESCHLOSSEN, schlussfolgerungen="", geschlossen_am__gte=heute - LANGE_HER)
    liegt = Q(status=Status.ENTWURF, von__lte=heute, bis__gte=heute)
    eigene = Befragung.objects.bearbeitbar_fuer(m).filter(ohne_schluss | liegt).order_by("bis", "pk")
    return [_zeile(befragung, heute) for befragung in eigene[:3]]


def _zeile(befragung: Befragung, heute: date) -> Aufgabe:
    adresse = reverse("befragung", args=[befragung.pk])
    if befragung.ist_entwurf:
        warum = "Der Zeitraum hat begonnen, die Befragung ist noch nicht gestartet."
        return Aufgabe("info", "Befragung", befragung.titel, adresse, warum, abstand(befragung.bis, heute))
    wann = abstand(befragung.geschlossen_am or befragung.bis, heute)
    return Aufgabe("info", "Befragung", befragung.titel, adresse, "Abgeschlossen. Was folgt daraus?", wann)
