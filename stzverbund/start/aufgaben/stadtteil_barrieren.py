"""Barriereprüfungen on the start page of the team: drafts that nobody has closed."""

from datetime import date, timedelta

from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, mehrzahl
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import Barrierepruefung

NACH = timedelta(days=14)


def barrieren(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What was looked at two weeks ago and is not published. One query."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        return []
    entwuerfe = list(
        Barrierepruefung.objects.filter(
            zentrum=m.zentrum_id, status=Barrierepruefung.Status.ENTWURF, datum__lte=heute - NACH
        ).order_by("datum", "pk")
    )
    if len(entwuerfe) > 1:
        titel = f"{mehrzahl(len(entwuerfe), 'Prüfung', 'Prüfungen')} abschließen und veröffentlichen"
        return [Aufgabe("info", "Barrieren", titel, f"{reverse('barrieren')}?status=entwurf")]
    return [
        Aufgabe(
            "info",
            "Barrieren",
            f"{eine} abschließen",
            reverse("barriere", args=[eine.pk]),
            "abgeschlossen steht sie auf der öffentlichen Seite",
            abstand(eine.datum, heute),
        )
        for eine in entwuerfe
    ]
