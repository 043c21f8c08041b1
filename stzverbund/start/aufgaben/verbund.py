"""The Verbund on the start page of each role: each part of the room adds its function to TEILE."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse

from stzverbund.start.aufgaben.protokolle import protokolle
from stzverbund.start.aufgaben.verbundeinladungen import einladungen
from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, erste, mehrzahl
from verbund import uebernahme
from verbund.models import Anfrage, Kompetenzanfrage, Sitzung, Sitzungsfrist, Tagesordnungspunkt
from verbund.models import Aufgabe as Verbundaufgabe
from verbund.querysets import TEAM, koordinierte
from zentren.models import Mitgliedschaft, Rolle

BALD, LANGE_HER = timedelta(days=14), timedelta(days=60)
EINZELN = 4
NACHFRAGEN = timedelta(days=30)
"""So long after a promise of the Kompetenzbörse the centre that asked is asked whether it helped."""


def aufgaben(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What comes up in the Verbund for this role."""
    return [zeile for teil in TEILE for zeile in teil(m, heute)]


def sitzungen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """The next session within two weeks; who co-ordinates has the dates around all of them."""
    if m.hat(Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE):
        return [*_fristen(m, heute), *_uebernahme(m, heute), *_vorschlaege(m)]
    if not m.hat(*TEAM, Rolle.BEZIRKSAMT):
        return []
    kommende = Sitzung.objects.sichtbar_fuer(m).des_verbundes().bevorstehend(heute)
    naechste = kommende.filter(datum__lte=heute + BALD).select_related("gastgeber").first()
    if naechste is None:
        return []
    wo = str(naechste.gastgeber or naechste.ort)
    wann = f"{naechste.datum:%d.%m.}, {naechste.beginn:%H:%M} Uhr"
    titel = f"{naechste.titel} am {wann}"
    return [Aufgabe("info", "Sitzung", titel, reverse("sitzung", args=[naechste.pk]), wo)]


def _fristen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """Dates that are due, in the sessions that this role prepares; those switched off are not asked for."""
    offene = Sitzungsfrist.objects.bearbeitbar_fuer(m).filter(
        aus=False, erledigt_am__isnull=True, faellig__range=(heute - LANGE_HER, heute + BALD)
    )
    einzelne, weitere = erste(
        list(offene.exclude(sitzung__status="abgesagt").select_related("sitzung")), EINZELN
    )
    zeilen = [_frist(frist, heute) for frist in einzelne]
    if weitere:
        titel = mehrzahl(weitere, "weitere Frist der Sitzungen", "weitere Fristen der Sitzungen")
        zeilen.append(Aufgabe("info", "Sitzung", titel, reverse("verbund")))
    return zeilen


def _frist(frist: Sitzungsfrist, heute: date) -> Aufgabe:
    ton = "warning" if frist.faellig < heute else "info"
    adresse = reverse("sitzung", args=[frist.sitzung_id])
    wann = abstand(frist.faellig, heute)
    return Aufgabe(ton, "Sitzung", frist.get_art_display(), adresse, str(frist.sitzung), wann)


def _uebernahme(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What moves on into the next session and has not been taken over; asked for one session only."""
    kommende = Sitzung.objects.bearbeitbar_fuer(m).des_verbundes().bevorstehend(heute)
    naechste = kommende.first()
    anzahl = len(uebernahme.vorschau(naechste)) if naechste else 0
    if naechste is None or not anzahl:
        return []
    titel = f"{mehrzahl(anzahl, 'Punkt geht', 'Punkte gehen')} in die nächste Sitzung weiter"
    adresse = reverse("sitzung", args=[naechste.pk])
    return [Aufgabe("info", "Sitzung", titel, adresse, str(naechste))]


def _vorschlaege(m: Mitgliedschaft) -> list[Aufgabe]:
    """Proposals that nobody has placed yet."""
    wartende = Tagesordnungspunkt.objects.vorgeschlagen().filter(
        verbund__in=koordinierte(m).order_by().values("pk"), vorgeschlagen_von__isnull=False
    )
    anzahl = wartende.count()
    if not anzahl:
        return []
    titel = f"{mehrzahl(anzahl, 'Themenvorschlag wartet', 'Themenvorschläge warten')} auf einen Platz"
    return [Aufgabe("info", "Vorschlag", titel, reverse("vorschlaege"))]


def anfragen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What the other side has asked and nobody has answered, the next deadline first."""
    if not m.hat(Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE, Rolle.BEZIRKSAMT):
        return []
    einzelne, weitere = erste(list(Anfrage.objects.zu_beantworten(m).order_by("frist", "pk")), EINZELN)
    zeilen = [
        Aufgabe(
            "danger" if anfrage.frist < heute else "info",
            "Anfrage",
            anfrage.betreff,
            reverse("anfrage", args=[anfrage.pk]),
            f"Gestellt am {anfrage.gestellt_am:%d.%m.%Y}",
            abstand(anfrage.frist, heute),
        )
        for anfrage in einzelne
    ]
    if weitere:
        titel = mehrzahl(weitere, "weitere Anfrage", "weitere Anfragen")
        zeilen.append(Aufgabe("info", "Anfrage", titel, reverse("anfragen")))
    return zeilen


def kompetenzboerse(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """Requests that wait for the answer of the own centre, and for its feedback after a while."""
    if not m.hat(*TEAM):
        return []
    anfragen = Kompetenzanfrage.objects.select_related("kompetenz", "zentrum").order_by("gestellt_am", "pk")
    offene = anfragen.filter(stand="offen", kompetenz__zentrum=m.zentrum_id)
    zugesagte = anfragen.filter(stand="zugesagt", zentrum=m.zentrum_id, beantwortet_am__lt=heute - NACHFRAGEN)
    return [
        *(_anfrage(a, "warning", f"Anfrage von {a.zentrum}: {a.kompetenz}", heute) for a in offene[:EINZELN]),
        *(_anfrage(a, "info", f"Hat es geholfen? {a.kompetenz}", heute) for a in zugesagte[:EINZELN]),
    ]


def _anfrage(anfrage: Kompetenzanfrage, ton: str, titel: str, heute: date) -> Aufgabe:
    adresse = reverse("kompetenzanfrage", args=[anfrage.pk])
    return Aufgabe(ton, "Anfrage", titel, adresse, "Kompetenzbörse", abstand(anfrage.gestellt_am, heute))


def uebernommene(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """What this role has taken on and is due within two weeks, or was."""
    faellige = Verbundaufgabe.objects.eigene(m).laufend().filter(faellig__lte=heute + BALD)
    einzelne, weitere = erste(list(faellige), EINZELN)
    zeilen = [
        Aufgabe(
            "warning" if eine.faellig < heute else "info",
            "Aufgabe",
            eine.titel,
            reverse("aufgabe", args=[eine.pk]),
            "im Verbund übernommen",
            abstand(eine.faellig, heute),
        )
        for eine in einzelne
    ]
    if weitere:
        titel = mehrzahl(weitere, "weitere Aufgabe im Verbund", "weitere Aufgaben im Verbund")
        zeilen.append(Aufgabe("info", "Aufgabe", titel, f"{reverse('aufgaben')}?wer=meine&stand=laufend"))
    return zeilen


TEILE: tuple[Callable[[Mitgliedschaft, date], list[Aufgabe]], ...] = (
    sitzungen,
    einladungen,
    uebernommene,
    protokolle,
    anfragen,
    kompetenzboerse,
)
