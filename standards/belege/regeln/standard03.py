"""Standard 3, Umsetzung der Bedarfe."""

from decimal import Decimal

from standards.belege import wege
from standards.belege.bauen import gewertet, hoechstens_in_prozent, keine_daten, tage, zahl
from standards.belege.quellen import bedarfszahlen, umsetzungsdauer
from standards.belege.regel import MONATE, Ergebnis, Lage, regel
from standards.belege.regeln.mappe import gueltige

BEDARFE = wege.seite("Bedarfe", "bedarfe")


@regel(
    "umsetzung",
    kriterium="3.1",
    titel="Bedarfe werden zeitnah umgesetzt",
    einheit="Tage",
    tage=(365, "Tage vom ermittelten bis zum umgesetzten Bedarf höchstens (Median)"),
)
def umsetzung(lage: Lage) -> dict[int, Ergebnis]:
    """Median of the days from ermittelt to umgesetzt, of the Bedarfe met in twelve months.

    Threshold at most 365 days. What has taken long cannot be made up for, so there is no to-do. No Bedarf met
    in twelve months is "keine Daten".
    """
    dauer, hoechstens, ergebnisse = umsetzungsdauer(lage), lage.schwelle("umsetzung.tage"), {}
    for z in lage.zentren:
        if z not in dauer:
            leer = "In den letzten 12 Monaten ist kein Bedarf als umgesetzt eingetragen."
            ergebnisse[z] = keine_daten(lage, leer, BEDARFE(z), monate=MONATE)
            continue
        wert = tage(dauer[z])
        ergebnisse[z] = gewertet(
            lage,
            f"Vom ermittelten bis zum umgesetzten Bedarf dauerte es im Median {zahl(wert)} Tage. "
            f"Schwelle höchstens {zahl(hoechstens)} Tage.",
            wert=wert,
            schwelle=hoechstens,
            genug=wert <= hoechstens,
            wege=BEDARFE(z),
            monate=MONATE,
        )
    return ergebnisse


@regel(
    "offene_bedarfe",
    kriterium="3.1",
    titel="Bedarfe bleiben nicht liegen",
    einheit="%",
    aufgabe="Alte Bedarfe umsetzen oder mit Grund verwerfen",
    anteil=(25, "Anteil der offenen Bedarfe, die älter als 24 Monate sind, höchstens, in %"),
)
def offene_bedarfe(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the open Bedarfe that were found more than 24 months ago, today, in %.

    Threshold at most 25 %; with the resources there are, some wait. No open Bedarf is "keine Daten".
    """
    zahlen, hoechstens, ergebnisse = bedarfszahlen(lage), lage.schwelle("offene_bedarfe.anteil"), {}
    for z in lage.zentren:
        b = zahlen.get(z)
        if b is None or not b.offen:
            ergebnisse[z] = keine_daten(lage, "Es ist kein offener Bedarf eingetragen.", BEDARFE(z))
            continue
        wert = hoechstens_in_prozent(b.alt, b.offen)
        ergebnisse[z] = gewertet(
            lage,
            f"{zahl(b.alt)} von {zahl(b.offen)} offenen Bedarfen sind älter als 24 Monate. "
            f"Schwelle höchstens {zahl(hoechstens)}\N{NO-BREAK SPACE}%.",
            wert=wert,
            schwelle=Decimal(hoechstens),
            genug=100 * b.alt <= hoechstens * b.offen,
            wege=BEDARFE(z),
        )
    return ergebnisse


@regel(
    "konzeption",
    kriterium="3.1",
    titel="Konzeption ist gültig",
    aufgabe="Die Konzeption erneuern",
    anzahl=(1, "gültige Konzeptionen"),
)
def konzeption(lage: Lage) -> dict[int, Ergebnis]:
    """Number of valid editions of a Konzeption in the Dokumentenmappe, today.

    Threshold 1: needs are met "im konzeptionellen Kontext". No Konzeption there is "keine Daten".
    """
    return gueltige(lage, "konzeption", "Konzeption", schwelle="konzeption.anzahl")
