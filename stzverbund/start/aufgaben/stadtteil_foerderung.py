"""Verwendungsnachweise that are due, and what a campaign has brought to the centre."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from stzverbund.basis.zahlen import zeige_cent
from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, erste, mehrzahl
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.foerderfristen import faellige
from zentren.stadtteilmanagement.models import Foerderung, Kampagnenteilnahme

EINZELN = 3


def nachweise(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """For team and Träger, the most urgent first."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER):
        return []
    offene = faellige(Foerderung.objects.sichtbar_fuer(m).select_related("zentrum"), heute)
    einzelne, weitere = erste(list(offene), EINZELN)
    zeilen = [_nachweis(foerderung, m, heute) for foerderung in einzelne]
    if weitere:
        titel = mehrzahl(weitere, "weiterer Verwendungsnachweis", "weitere Verwendungsnachweise")
        zeilen.append(Aufgabe("info", "Förderung", titel, f"{reverse('foerderungen')}?stand=nachweis"))
    return zeilen


def _nachweis(foerderung: Foerderung, m: Mitgliedschaft, heute: date) -> Aufgabe:
    spaet = foerderung.nachweis_ueberfaellig(heute)
    return Aufgabe(
        "warning" if spaet else "info",
        "Förderung",
        f"Verwendungsnachweis: {foerderung.quelle}",
        reverse("foerderung", args=[foerderung.pk]),
        str(foerderung.zentrum) if m.hat(Rolle.TRAEGER) else foerderung.zweck,
        abstand(foerderung.nachweis_bis or heute, heute),
    )


def kampagnen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What a campaign has brought and is no Förderung of the centre yet."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        return []
    uebernommen = Foerderung.objects.filter(kampagne=OuterRef("kampagne"), zentrum=m.zentrum_id)
    offene = Kampagnenteilnahme.objects.filter(~Exists(uebernommen), zentrum=m.zentrum_id)
    offene = offene.filter(kampagne__verteilt_am__isnull=False).select_related("kampagne")
    return [
        Aufgabe(
            "info",
            "Kampagne",
            f"{zeige_cent(teilnahme.summe + teilnahme.zuschuss)} Euro als Förderung übernehmen",
            reverse("kampagne", args=[teilnahme.kampagne_id]),
            str(teilnahme.kampagne),
        )
        for teilnahme in offene.order_by("-kampagne__verteilt_am", "pk")[:EINZELN]
        if teilnahme.summe + teilnahme.zuschuss
    ]
