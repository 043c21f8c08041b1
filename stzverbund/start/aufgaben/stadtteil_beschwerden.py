"""Beschwerden on the start page of the team: what waits for an answer, and what was never closed."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, erste, mehrzahl
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.beschwerdefristen import OFFEN
from zentren.stadtteilmanagement.models import Beschwerde

EINZELN = 3
ABSCHLIESSEN_NACH = timedelta(days=30)


def beschwerden(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """One query; who reads no texts has nothing to do here."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        return []
    beantwortet = Q(status=Beschwerde.Status.BEANTWORTET, beantwortet_am__lt=heute - ABSCHLIESSEN_NACH)
    faellige = Beschwerde.objects.filter(Q(status__in=OFFEN) | beantwortet, zentrum=m.zentrum_id)
    einzelne, weitere = erste(list(faellige.order_by("frist", "pk")), EINZELN)
    zeilen = [_zeile(eine, heute) for eine in einzelne]
    if weitere:
        titel = mehrzahl(weitere, "weitere Rückmeldung", "weitere Rückmeldungen")
        zeilen.append(Aufgabe("info", "Beschwerde", titel, f"{reverse('beschwerden')}?stand=offen"))
    return zeilen


def _zeile(eine: Beschwerde, heute: date) -> Aufgabe:
    adresse, was = reverse("beschwerde", args=[eine.pk]), eine.get_thema_display()
    if not eine.offen:
        titel = f"{eine.get_art_display()} abschließen: {was}"
        return Aufgabe("info", "Beschwerde", titel, adresse, "beantwortet, der Kontakt ist noch gespeichert")
    ton = "danger" if eine.frist < heute else "warning"
    titel = f"{eine.get_art_display()} beantworten: {was}"
    warum = f"eingegangen am {eine.eingegangen_am:%d.%m.%Y}"
    return Aufgabe(ton, "Beschwerde", titel, adresse, warum, abstand(eine.frist, heute))
