"""Invitations to sessions of the Verbund that wait for the own answer."""

from datetime import date

from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe
from verbund.models import Antwort, Einladung, Sitzung
from zentren.models import Mitgliedschaft

HOECHSTENS = 4


def einladungen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """The next ones first; one query."""
    kommende = Sitzung.objects.sichtbar_fuer(m).bevorstehend(heute).order_by()
    offene = Einladung.objects.filter(person=m.person_id, antwort=Antwort.OFFEN, sitzung__in=kommende)
    return [
        Aufgabe(
            "info",
            "Einladung",
            "Kommen Sie? Bitte sagen Sie zu oder ab.",
            reverse("sitzung", args=[eine.sitzung_id]),
            str(eine.sitzung),
        )
        for eine in offene.select_related("sitzung").order_by("sitzung__datum", "pk")[:HOECHSTENS]
    ]
