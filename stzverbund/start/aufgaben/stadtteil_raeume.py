"""Räume on the start page of the team: who waits for an answer, and what is planned twice."""

from datetime import date

from django.urls import reverse

from angebote.raumbelegung import ohne_raum
from stzverbund.basis.zeit import Woche
from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, erste, mehrzahl
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import Raumbuchung

EINZELN = 3
GELESEN = 20
"""More than so many Termine without a Raum are not counted."""


def raumanfragen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """One query; the date that comes first stands first."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        return []
    offene = Raumbuchung.objects.filter(
        status=Raumbuchung.Status.ANGEFRAGT, raum__standort__zentrum=m.zentrum_id
    ).select_related("raum")
    einzelne, weitere = erste(list(offene.order_by("tag", "pk")), EINZELN)
    zeilen = [_anfrage(buchung, heute) for buchung in einzelne]
    if weitere:
        titel = mehrzahl(weitere, "weitere Anfrage", "weitere Anfragen")
        zeilen.append(Aufgabe("info", "Raum", titel, f"{reverse('raumbuchungen')}?status=angefragt"))
    return zeilen


def _anfrage(buchung: Raumbuchung, heute: date) -> Aufgabe:
    adresse = reverse("raumbuchung", args=[buchung.pk])
    titel = f"{buchung.raum}: Anfrage beantworten"
    ton = "danger" if buchung.tag < heute else "warning"
    return Aufgabe(ton, "Raum", titel, adresse, buchung.gruppe, abstand(buchung.tag, heute))


def doppelte(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """Termine that find their Raum taken, because the schedule went on while somebody else booked it."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        return []
    termine = ohne_raum(heute).filter(angebot__zentrum=m.zentrum_id).select_related("angebot__raum")
    gefunden = list(termine.order_by("datum", "von", "pk")[:GELESEN])
    if not gefunden:
        return []
    erster, anzahl = gefunden[0], len(gefunden)
    titel = mehrzahl(anzahl, "Termin ohne Raum", "Termine ohne Raum")
    adresse = reverse("raum_woche", args=[erster.angebot.raum_id, Woche.von(erster.datum)])
    warum = f"{erster.angebot}: {erster.angebot.raum} ist schon belegt"
    return [Aufgabe("warning", "Raum", titel, adresse, warum, abstand(erster.datum, heute))]
