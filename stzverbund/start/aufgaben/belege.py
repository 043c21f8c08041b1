"""Where the data of the house speak against a Kriterium: small to-dos all year, each with its place."""

from datetime import date

from django.urls import reverse

from standards.belege import REGELN, stand
from standards.models import Urteil
from stzverbund.start.aufgaben.zeile import Aufgabe, erste, mehrzahl
from zentren.models import Mitgliedschaft

EINZELN = 3
WO = {"jahresbericht": "berichte"}
"""Where a gap is closed on a page of the roof, which its rule must not know."""


def aufgaben(m: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """The first gaps of the centre, the others as one row; what the page asks for anyhow is left out."""
    if m.zentrum is None:
        return []
    gefragt = {regel.kriterium for regel in REGELN.values() if regel.aufgabe}
    belege = stand.heute([m.zentrum], stand.laufende_runde(m.zentrum), gefragt)
    zeilen = stand.zeilen(belege[m.zentrum.pk])
    luecken = [
        (kriterium, zeile)
        for kriterium, paare in zeilen.items()
        for zeile in paare
        if zeile.urteil == Urteil.DAGEGEN and REGELN[zeile.regel].aufgabe
    ]
    einzelne, weitere = erste(luecken, EINZELN)
    alle = reverse("standards_stand", args=[m.zentrum.slug])
    rest = mehrzahl(weitere, "weitere Lücke", "weitere Lücken")
    mehr = [Aufgabe("info", "Standards", f"{rest} bei den Mindeststandards", alle)] if weitere else []
    return [_luecke(kriterium, zeile, alle) for kriterium, zeile in einzelne] + mehr


def _luecke(kriterium: str, zeile: stand.Belegzeile, alle: str) -> Aufgabe:
    if zeile.regel in WO:
        adresse = reverse(WO[zeile.regel])
    else:
        adresse = zeile.verweise[0].adresse if zeile.verweise else alle
    titel = REGELN[zeile.regel].aufgabe
    return Aufgabe("info", "Standards", titel, adresse, f"Zu Kriterium {kriterium}: {zeile.satz}")
