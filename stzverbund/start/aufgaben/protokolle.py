"""Minutes on the start page: those to be read, and remarks that wait for an answer."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, mehrzahl
from verbund.models import Anmerkung, Protokoll, Teilnahme
from verbund.querysets import TEAM
from zentren.models import Mitgliedschaft, Rolle

EINZELN = 4


def protokolle(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """For a centre the minutes of sessions in which it was, for who co-ordinates the open remarks."""
    if m.hat(*TEAM):
        return _zu_lesen(m, heute)
    return _zu_beantworten(m) if m.hat(Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE) else []


def _zu_lesen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    dabei = Teilnahme.objects.filter(zentrum=m.zentrum_id, anwesend=Teilnahme.Anwesend.JA).order_by()
    ausliegende = Protokoll.objects.sichtbar_fuer(m).filter(
        status=Protokoll.Status.DURCHSICHT, durchsicht_bis__gte=heute, sitzung__in=dabei.values("sitzung")
    )
    return [
        Aufgabe(
            "info",
            "Protokoll",
            f"Protokoll lesen, anmerken bis {protokoll.durchsicht_bis:%d.%m.}",
            reverse("protokoll", args=[protokoll.sitzung_id]),
            str(protokoll.sitzung),
            abstand(protokoll.durchsicht_bis, heute),
        )
        for protokoll in ausliegende.select_related("sitzung")[:EINZELN]
        if protokoll.durchsicht_bis
    ]


def _zu_beantworten(m: Mitgliedschaft) -> list[Aufgabe]:
    offen = Q(anmerkungen__stand=Anmerkung.Stand.OFFEN)
    mit_offenen = Protokoll.objects.bearbeitbar_fuer(m).annotate(offene=Count("anmerkungen", filter=offen))
    return [
        Aufgabe(
            "warning",
            "Protokoll",
            mehrzahl(protokoll.offene, "Anmerkung beantworten", "Anmerkungen beantworten"),
            reverse("protokoll", args=[protokoll.sitzung_id]),
            str(protokoll.sitzung),
        )
        for protokoll in mit_offenen.filter(offene__gt=0).select_related("sitzung")[:EINZELN]
    ]
