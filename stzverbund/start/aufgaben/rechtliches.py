"""For the Verwaltung: legal pages that are not filled in, and reports of barriers that wait."""

from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse

from stzverbund.rechtliches import texte
from stzverbund.rechtliches.models import Rueckmeldung
from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, mehrzahl


def aufgaben(heute: date) -> list[Aufgabe]:
    return _barrieren(heute) + [
        Aufgabe(
            "warning",
            "Ausfüllen",
            f"{text.titel}: Angaben der betreibenden Stelle fehlen",
            reverse("rechtstext", args=[text.seite]),
        )
        for text in texte.alle()
        if text.offen
    ]


def _barrieren(heute: date) -> list[Aufgabe]:
    """One row for the overdue ones, one for the others."""
    stand = Rueckmeldung.objects.filter(status=Rueckmeldung.Status.OFFEN).aggregate(
        spaet=Count("pk", filter=Q(faellig_am__lt=heute)), alle=Count("pk"), frist=Min("faellig_am")
    )
    adresse = f"{reverse('rueckmeldungen')}?status=offen"
    if not stand["alle"]:
        return []
    spaet, wann = stand["spaet"], abstand(stand["frist"], heute)
    titel = mehrzahl(stand["alle"], "gemeldete Barriere", "gemeldete Barrieren") + " ohne Antwort"
    ton, wort = ("danger", "Überfällig") if spaet else ("info", "Beantworten")
    warum = f"davon überfällig: {spaet}" if spaet else ""
    return [Aufgabe(ton, wort, titel, adresse, warum, wann)]
