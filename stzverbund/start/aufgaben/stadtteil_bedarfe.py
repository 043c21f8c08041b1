"""Needs to look at again, and answers that citizens wait for."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, erste, mehrzahl
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import Anliegen, Bedarf

EINZELN = 2
LIEGT = timedelta(days=14)
"""After so long somebody asks where an Anliegen is to go."""


def bedarfe(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What is due to be looked at again, and what was done and never reviewed; one query."""
    if m.zentrum_id is None:
        return []
    faellige = Bedarf.objects.filter(zentrum=m.zentrum_id, wieder_am__lte=heute).order_by("wieder_am", "pk")
    einzelne, weitere = erste(list(faellige.only("pk", "titel", "status", "wieder_am")), EINZELN)
    zeilen = [_bedarf(bedarf, heute) for bedarf in einzelne]
    adresse = f"{reverse('bedarfe')}?stand=wieder"
    wort = mehrzahl(weitere, "weiteren Bedarf", "weitere Bedarfe")
    return zeilen + ([Aufgabe("info", "Bedarf", f"{wort} wieder ansehen", adresse)] if weitere else [])


def _bedarf(bedarf: Bedarf, heute: date) -> Aufgabe:
    was = "wieder ansehen" if bedarf.offen else "überprüfen, ob es geholfen hat"
    adresse = reverse("bedarf", args=[bedarf.pk])
    titel, wann = f"{bedarf.titel}: {was}", abstand(bedarf.wieder_am or heute, heute)
    return Aufgabe("info", "Bedarf", titel, adresse, "", wann)


def anliegen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """The team: answers that are late and what lies for two weeks; the Bezirksamt: late ones of its own."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.BEZIRKSAMT):
        return []
    wartet = Q(weitergeleitet_am__isnull=False, beantwortet_am__isnull=True, frist__lt=heute)
    liegt = Q(weitergeleitet_am__isnull=True, eingegangen_am__lt=heute - LIEGT)
    faellige = Anliegen.objects.sichtbar_fuer(m).filter(wartet if m.hat(Rolle.BEZIRKSAMT) else wartet | liegt)
    geordnet = faellige.select_related("zentrum").order_by("frist", "eingegangen_am", "pk")
    einzelne, weitere = erste(list(geordnet), EINZELN)
    zeilen = [_anliegen(eines, m, heute) for eines in einzelne]
    adresse = reverse("anliegen_liste")
    if m.hat(Rolle.BEZIRKSAMT):
        adresse += "?stand=ueberfaellig"
    wort = mehrzahl(weitere, "weiteres Anliegen", "weitere Anliegen")
    return zeilen + ([Aufgabe("info", "Anliegen", wort, adresse)] if weitere else [])


def _anliegen(eines: Anliegen, m: Mitgliedschaft, heute: date) -> Aufgabe:
    adresse = reverse("anliegen", args=[eines.pk])
    if eines.frist is None or not eines.wartet:
        wann = abstand(eines.eingegangen_am, heute)
        return Aufgabe("info", "Anliegen", f"{eines.titel}: weiterleiten", adresse, "", wann)
    if m.hat(Rolle.BEZIRKSAMT):
        titel, warum = f"Anliegen beantworten: {eines.titel}", str(eines.zentrum)
    else:
        titel, warum = f"{eines.titel}: nach der Antwort fragen", eines.get_empfaenger_display()
    return Aufgabe("warning", "Überfällig", titel, adresse, warum, abstand(eines.frist, heute))
