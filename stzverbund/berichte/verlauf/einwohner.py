"""Years per 1,000 inhabitants of the Stadtteile that a Zentrum serves, or of the whole Bezirk."""

from collections.abc import Sequence

from angebote.auswertung import Verlauf, bevoelkerung, einwohnerstaende, je_tausend
from stzverbund.basis.zahlen import Einheit, zeige_anzahl
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.verlauf import saetze
from stzverbund.berichte.verlauf.bilder import TEILER
from stzverbund.berichte.verlauf.gegenstand import Gegenstand
from stzverbund.berichte.verlauf.tafeln import Feld, Reihe, Spalte, Tafel
from zentren.models import Bezirk, Bezirksregion

TITEL = "Je 1.000 Einwohnerinnen und Einwohner"


def tafel_je_tausend(gegenstand: Gegenstand, verlauf: Verlauf) -> Tafel | None:
    """None for Träger and Verband, whose centres share their Stadtteile with others; two queries.

    The figures are those of this Zentrum alone, also where other centres work in the same Stadtteil.
    """
    regionen = _regionen(gegenstand)
    if not regionen:
        return None
    staende = einwohnerstaende([region.pk for region in regionen], verlauf.bis)
    keys = [region.pk for region in regionen]
    einwohner = {jahr: bevoelkerung(staende, keys, jahr) for jahr in verlauf.jahre}
    if not any(einwohner.values()):
        return None
    zahlen, bezug, tage = [], [], []
    for jahr, dort in einwohner.items():
        kennzahl, ganz = verlauf.reihe.im_jahr(jahr), verlauf.jahr(jahr)
        wert = je_tausend(ganz.summe.zahl, dort, TEILER[Einheit(kennzahl.einheit)])
        fehlend = wert is not None and not ganz.vollstaendig
        monate = f"{ganz.vollstaendige} von {ganz.erwartet} Monaten" if fehlend else ""
        zahlen.append(Feld(saetze.dezimal(wert), monate))
        bezug.append(Feld(zeige_anzahl(dort.anzahl) if dort else worte.NICHTS))
        tage.append(Feld(saetze.stichtage(dort) if dort else worte.NICHTS))
    name = worte.masseinheit(verlauf.reihe.im_jahr(verlauf.bis))
    reihen = (
        Reihe(f"{name} je 1.000", tuple(zahlen), "summe"),
        Reihe("Einwohnerinnen und Einwohner", tuple(bezug)),
        Reihe("Stichtag", tuple(tage)),
    )
    brueche = {bruch.jahr: saetze.neu_ab(bruch) for bruch in verlauf.reihe.brueche(verlauf.von, verlauf.bis)}
    spalten = tuple(Spalte(str(jahr), brueche.get(jahr, "")) for jahr in verlauf.jahre)
    return Tafel(TITEL, "", spalten, reihen, _hinweis(gegenstand, regionen))


def _regionen(gegenstand: Gegenstand) -> list[Bezirksregion]:
    if gegenstand.zentrum:
        return list(gegenstand.zentrum.regionen.all())
    if isinstance(gegenstand.objekt, Bezirk):
        return list(Bezirksregion.objects.filter(bezirk=gegenstand.objekt))
    return []


def _hinweis(gegenstand: Gegenstand, regionen: Sequence[Bezirksregion]) -> str:
    quelle = "Einwohnerzahlen: Amt für Statistik Berlin-Brandenburg, am nächsten Stichtag davor."
    if not gegenstand.zentrum:
        return f"Bezogen auf alle Stadtteile des Bezirks. {quelle}"
    namen = saetze.aufzaehlung([region.name for region in regionen])
    ort = f"Bezogen auf {namen}" + (" zusammen" if len(regionen) > 1 else "")
    return f"{ort}. Gezählt ist nur dieses Zentrum, auch wenn dort andere Zentren arbeiten. {quelle}"
