"""The map of a Bezirk: a Kennzahl of a year per 1,000 inhabitants of each Stadtteil (Bezirksregion).

Inner figures for those who see the centres singly anyway: small numbers are masked only in what is published.
"""

from dataclasses import dataclass
from decimal import Decimal

from angebote.auswertung import Ausschnitt, Stadtteilzahl, Stadtteilzahlen, je_tausend, stadtteilzahlen
from angebote.models import Altersgruppe, Kennzahl
from stzverbund.basis.diagramme import Diagramm, karte
from stzverbund.basis.zahlen import Einheit, zeige_anzahl
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.verlauf import saetze
from stzverbund.berichte.verlauf.bilder import IN_DER_TABELLE, TEILER, skaliert
from zentren.models import Bezirk, Bezirksregion

KEIN_ZENTRUM = "kein Zentrum"
GEMEINSAM = (
    "Ein Zentrum, das mehrere Stadtteile versorgt, steht mit allen zusammen in einer Zeile. "
    "Hat ein Stadtteil kein eigenes Zentrum, zeigt die Karte dort diese gemeinsame Zahl."
)


@dataclass(frozen=True)
class Kartenzeile:
    """A line of the table; `stand` says how many months are there, where some are missing."""

    stadtteil: str
    zentren: str
    zahl: str
    einwohner: str
    stichtag: str
    je_tausend: str
    stand: str = ""


@dataclass(frozen=True)
class Kartenseite:
    """`bild` is None where nobody knows the outlines of the Stadtteile."""

    bild: Diagramm | None
    titel: str
    zeilen: tuple[Kartenzeile, ...]
    hinweise: tuple[str, ...]
    export: tuple[list[str], list[list[object]]]


def kartenseite(bezirk: Bezirk, jahr: int, was: Ausschnitt) -> Kartenseite:
    """A fixed number of queries; `was` is that one year."""
    zahlen = stadtteilzahlen(bezirk, jahr, was)
    kennzahl = was.reihe.im_jahr(jahr)
    mass = _mass(kennzahl, was.altersgruppe)
    quoten = {zeile: _quote(zeile, kennzahl) for zeile in zahlen.zeilen}
    return Kartenseite(
        bild=_bild(zahlen, quoten, mass, jahr),
        titel=f"{mass} nach Stadtteilen, {jahr}",
        zeilen=tuple(_zeile(zeile, kennzahl, quote) for zeile, quote in quoten.items()),
        hinweise=tuple(_hinweise(zahlen, kennzahl, was.altersgruppe)),
        export=_export(quoten, kennzahl, jahr),
    )


def _mass(kennzahl: Kennzahl, altersgruppe: str) -> str:
    name = worte.masseinheit(kennzahl)
    return name if altersgruppe == Altersgruppe.ALLE else f"{name} {Altersgruppe(altersgruppe).label}"


def _quote(zeile: Stadtteilzahl, kennzahl: Kennzahl) -> Decimal | None:
    return je_tausend(zeile.summe.zahl, zeile.einwohner, TEILER[Einheit(kennzahl.einheit)])


def _bild(
    zahlen: Stadtteilzahlen, quoten: dict[Stadtteilzahl, Decimal | None], mass: str, jahr: int
) -> Diagramm | None:
    regionen = list(dict.fromkeys(region for zeile in zahlen.zeilen for region in zeile.regionen))
    umrisse = [
        {"schluessel": region.schluessel, "name": region.name, "geometrie": region.geometrie}
        for region in regionen
        if region.geometrie
    ]
    if not umrisse:
        return None
    werte = {}
    for region in regionen:
        zeile = zahlen.fuer(region)
        werte[region.schluessel] = quoten[zeile] if zeile else None
    return karte(
        umrisse,
        werte,
        titel=_befund(regionen, werte, mass),
        beschreibung=f"{mass} je 1.000 Einwohnerinnen und Einwohner der Stadtteile, {jahr}. {IN_DER_TABELLE}",
        einheit=f"{mass} je 1.000 Einwohnerinnen und Einwohner",
    )


def _befund(regionen: list[Bezirksregion], werte: dict[str, Decimal | None], mass: str) -> str:
    """ "Am meisten Teilnahmen je 1.000 in Biesdorf (312,4), am wenigsten in Kaulsdorf (98,0)"."""
    bekannte = [(wert, region.name) for region in regionen if (wert := werte[region.schluessel]) is not None]
    if not bekannte:
        return f"Noch keine {mass} nach Stadtteilen"
    (meist, oben), (wenigst, unten) = max(bekannte), min(bekannte)
    satz = f"Am meisten {mass} je 1.000 in {oben} ({saetze.dezimal(meist)})"
    return satz if meist == wenigst else f"{satz}, am wenigsten in {unten} ({saetze.dezimal(wenigst)})"


def _zeile(zeile: Stadtteilzahl, kennzahl: Kennzahl, quote: Decimal | None) -> Kartenzeile:
    dort, fehlend = zeile.einwohner, zeile.summe.zahl is not None and not zeile.vollstaendig
    return Kartenzeile(
        stadtteil=_name(zeile),
        zentren=", ".join(haus.name for haus in zeile.zentren) or KEIN_ZENTRUM,
        zahl=worte.zelle(zeile.summe, kennzahl).text,
        einwohner=zeige_anzahl(dort.anzahl) if dort else worte.NICHTS,
        stichtag=saetze.stichtage(dort) if dort else "",
        je_tausend=saetze.dezimal(quote),
        stand=f"{zeile.gemeldet} von {zeile.erwartet} Monaten" if fehlend else "",
    )


def _name(zeile: Stadtteilzahl) -> str:
    namen = saetze.aufzaehlung([region.name for region in zeile.regionen])
    return f"{namen} zusammen" if len(zeile.regionen) > 1 else namen


def _hinweise(zahlen: Stadtteilzahlen, kennzahl: Kennzahl, altersgruppe: str) -> list[str]:
    saetze_ = [saetze.NUR_ANGENOMMEN, *([] if kennzahl.summierbar else [saetze.HOECHSTER])]
    if altersgruppe != Altersgruppe.ALLE:
        saetze_.append(
            f"Bezogen auf Einwohnerinnen und Einwohner {Altersgruppe(altersgruppe).label}. Bekannt ist das "
            f"Alter bei {zeige_anzahl(zahlen.aufgeteilt or 0)} von {zeige_anzahl(zahlen.gesamt)}; "
            "die übrigen fehlen hier."
        )
    if any(len(zeile.regionen) > 1 for zeile in zahlen.zeilen):
        saetze_.append(GEMEINSAM)
    if zahlen.ohne_stadtteil:
        namen = saetze.aufzaehlung([haus.name for haus in zahlen.ohne_stadtteil])
        saetze_.append(f"Ohne Stadtteil und deshalb nicht dabei: {namen}.")
    if not any(zeile.einwohner for zeile in zahlen.zeilen):
        return [*saetze_, "Für diesen Bezirk sind keine Einwohnerzahlen geladen."]
    return [*saetze_, "Einwohnerzahlen: Amt für Statistik Berlin-Brandenburg, am nächsten Stichtag davor."]


KOPF = ("Jahr", "Stadtteile", "Zentren", "Kennzahl", "Einheit", "Zahl", "Einwohner", "Stichtag", "je 1.000")


def _export(
    quoten: dict[Stadtteilzahl, Decimal | None], kennzahl: Kennzahl, jahr: int
) -> tuple[list[str], list[list[object]]]:
    zeilen: list[list[object]] = [
        [
            jahr,
            _name(zeile),
            ", ".join(haus.name for haus in zeile.zentren),
            kennzahl.name,
            kennzahl.get_einheit_display(),
            skaliert(zeile.summe.zahl, kennzahl.einheit),
            zeile.einwohner.anzahl if zeile.einwohner else None,
            saetze.stichtage(zeile.einwohner) if zeile.einwohner else "",
            float(quote) if quote is not None else None,
        ]
        for zeile, quote in quoten.items()
    ]
    return list(KOPF), zeilen
