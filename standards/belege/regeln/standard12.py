"""Standard 12, Umgang mit Anregungen und Beschwerden.

The Bezirksamt reads what is said here, so small groups are masked as on the pages of the Beschwerden.
"""

from dataclasses import replace

from standards.belege import wege
from standards.belege.bauen import PROZENT, anteile, gewertet, keine_daten, tage, zahl
from standards.belege.quellen import antwortzeiten, verbesserungen
from standards.belege.regel import MONATE, Ergebnis, Lage, regel
from standards.belege.regeln.mappe import gueltige
from zentren.stadtteilmanagement.beschwerdezahlen import KLEIN

WENIGE = (
    f"In den letzten 12 Monaten sind weniger als {KLEIN} Beschwerden und Anregungen {{was}}. Damit niemand "
    "erkannt wird, steht hier keine Zahl."
)
BESCHWERDEN = wege.seite("Beschwerden", "beschwerden")


@regel(
    "beschwerderegelung",
    kriterium="12.1",
    titel="Beschwerderegelung ist gültig",
    aufgabe="Die Beschwerderegelung erneuern",
    anzahl=(1, "gültige Beschwerderegelungen"),
)
def beschwerderegelung(lage: Lage) -> dict[int, Ergebnis]:
    """Number of valid editions of a Beschwerderegelung in the Dokumentenmappe, today.

    Threshold 1. None there is "keine Daten".
    """
    wort = "Beschwerderegelung"
    return gueltige(lage, "beschwerderegelung", wort, schwelle="beschwerderegelung.anzahl")


@regel(
    "antwortzeit",
    kriterium="12.1",
    titel="Beschwerden werden beantwortet",
    einheit="Tage",
    aufgabe="Beschwerden und Anregungen beantworten",
    tage=(14, "Tage bis zur Antwort höchstens (Median)"),
)
def antwortzeit(lage: Lage) -> dict[int, Ergebnis]:
    """Median of the days until the answer to a Beschwerde or Anregung, of those of twelve months.

    Threshold at most 14 days. Who has waited longer without an answer counts with the days until today. None
    received, or none due yet, is "keine Daten". Of fewer than five the figure is not told.
    """
    hoechstens, ergebnisse = lage.schwelle("antwortzeit.tage"), {}
    zeiten = antwortzeiten(lage, int(hoechstens))
    for z in lage.zentren:
        if z not in zeiten:
            leer = "In den letzten 12 Monaten ist keine Beschwerde oder Anregung beantwortet oder überfällig."
            ergebnisse[z] = keine_daten(lage, leer, BESCHWERDEN(z), monate=MONATE)
            continue
        dauer, anzahl = zeiten[z]
        wert, wenige = tage(dauer), anzahl < KLEIN
        satz = (
            WENIGE.format(was="eingegangen")
            if wenige
            else "Auf Beschwerden und Anregungen der letzten 12 Monate wurde im Median nach "
            f"{zahl(wert)} Tagen geantwortet."
        )
        ergebnisse[z] = gewertet(
            lage,
            f"{satz} Schwelle höchstens {zahl(hoechstens)} Tage.",
            wert=None if wenige else wert,
            schwelle=hoechstens,
            genug=wert <= hoechstens,
            wege=BESCHWERDEN(z),
            monate=MONATE,
        )
    return ergebnisse


@regel(
    "verbesserung",
    kriterium="12.2",
    titel="Aus Beschwerden werden Verbesserungen",
    einheit="%",
    aufgabe="Bei Beschwerden festhalten, was besser wird",
    anteil=(50, "Anteil der abgeschlossenen Beschwerden mit einer Verbesserung, in %"),
)
def verbesserung(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the Beschwerden and Anregungen closed in twelve months from which an improvement came, in %.

    Threshold 50 %; not every complaint is right. An improvement is a text, a Massnahme or a Bedarf. None
    closed is "keine Daten". Of fewer than five the figures are not told.
    """
    zahlen = verbesserungen(lage)
    ergebnisse = anteile(
        lage,
        zahlen,
        schwelle="verbesserung.anteil",
        satz="abgeschlossenen Beschwerden und Anregungen {anteil} führten zu einer Verbesserung.",
        leer="In den letzten 12 Monaten ist keine Beschwerde oder Anregung abgeschlossen.",
        wege=BESCHWERDEN,
        monate=MONATE,
    )
    schwelle = f"Schwelle {zahl(lage.schwelle('verbesserung.anteil'))}{PROZENT}."
    satz = f"{WENIGE.format(was='abgeschlossen')} {schwelle}"
    for z, (_, alle) in zahlen.items():
        if alle < KLEIN:
            ergebnisse[z] = replace(ergebnisse[z], satz=satz, wert=None)
    return ergebnisse
