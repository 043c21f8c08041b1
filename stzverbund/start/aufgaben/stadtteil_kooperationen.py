"""Agreements and documents that end, aims to look at, the agreement with the Migrationssozialdienst."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse

from stzverbund.start.aufgaben.zeile import Aufgabe, abstand, erste, mehrzahl
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.stadtteilmanagement.kooperationsnetz import ohne_migrationssozialdienst
from zentren.stadtteilmanagement.models import Kooperation, Mappendokument
from zentren.stadtteilmanagement.querysets_register import RECHTZEITIG

EINZELN = 2


def kooperationen(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """The team: agreements that end and aims that are to be looked at; one query."""
    if m.zentrum_id is None:
        return []
    eigene = Kooperation.objects.faellig(heute).filter(zentrum=m.zentrum_id)
    geordnet = eigene.order_by(F("gilt_bis").asc(nulls_last=True), "naechste_pruefung", "pk")
    liste = list(geordnet.only("pk", "partner", "gilt_bis", "naechste_pruefung"))
    return _zeilen(liste, lambda eine: _kooperation(eine, heute), "Kooperation", "kooperationen", "faellig")


def _kooperation(eine: Kooperation, heute: date) -> Aufgabe:
    if eine.gilt_bis and eine.gilt_bis <= heute + RECHTZEITIG:
        ton = "warning" if eine.gilt_bis < heute else "info"
        titel, adresse = f"{eine}: Vereinbarung erneuern", reverse("kooperation", args=[eine.pk])
        return Aufgabe(ton, "Vereinbarung", titel, adresse, "", abstand(eine.gilt_bis, heute))
    adresse, wann = reverse("kooperation_ziele", args=[eine.pk]), eine.naechste_pruefung or heute
    return Aufgabe("info", "Kooperation", f"{eine}: Ziele prüfen", adresse, "", abstand(wann, heute))


def dokumente(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """Whoever keeps a folder: documents that end; one query."""
    if not m.hat(Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.BEZIRKSAMT):
        return []
    ablaufende = Mappendokument.objects.bearbeitbar_fuer(m).ablaufend(heute).order_by("gilt_bis", "pk")
    liste = list(ablaufende.only("pk", "titel", "gilt_bis"))
    return _zeilen(liste, lambda eines: _dokument(eines, heute), "Dokument", "dokumente", "ablaufend")


def _dokument(eines: Mappendokument, heute: date) -> Aufgabe:
    bis = eines.gilt_bis or heute
    adresse = reverse("mappendokument", args=[eines.pk])
    ton = "warning" if bis < heute else "info"
    return Aufgabe(ton, "Dokument", f"{eines}: neue Fassung ablegen", adresse, "", abstand(bis, heute))


def migrationssozialdienst(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """Leitung and Träger for their own, the Bezirksamt how many are missing (RK-2017 5.1); one query."""
    if not m.hat(Rolle.LEITUNG, Rolle.TRAEGER, Rolle.BEZIRKSAMT):
        return []
    fehlen = list(ohne_migrationssozialdienst(Zentrum.objects.sichtbar_fuer(m), heute))
    if not fehlen:
        return []
    titel = "Vereinbarung mit dem Migrationssozialdienst fehlt"
    if m.hat(Rolle.BEZIRKSAMT):
        titel = f"{mehrzahl(len(fehlen), 'Träger', 'Träger')} ohne {titel.removesuffix(' fehlt')}"
    return [Aufgabe("info", "Vereinbarung", titel, reverse("migrationssozialdienst"), "Rahmenkonzept 5.1")]


def _zeilen(
    liste: list[Any], machen: Callable[[Any], Aufgabe], wort: str, seite: str, stand: str
) -> list[Aufgabe]:
    """The first ones singly; the others as one row that leads to those of the list that end."""
    einzelne, weitere = erste(liste, EINZELN)
    zeilen = [machen(objekt) for objekt in einzelne]
    if weitere:
        titel = mehrzahl(
            weitere, "weitere läuft ab oder ist zu prüfen", "weitere laufen ab oder sind zu prüfen"
        )
        zeilen.append(Aufgabe("info", wort, titel, f"{reverse(seite)}?stand={stand}"))
    return zeilen
