"""Standard 10, Ehrenamt."""

from decimal import Decimal

from standards.belege import wege
from standards.belege.bauen import anteil_in_prozent, anzahlen, gewertet, keine_daten, zahl
from standards.belege.quellen import (
    ehrenamtliche,
    kooperationszahlen,
    summe_der_meldungen,
    taetigkeitszahlen,
)
from standards.belege.regel import MONATE, Ergebnis, Lage, Verweis, regel

VERMITTLUNGEN = "vermittlungen-ehrenamt"


@regel(
    "ehrenamt",
    kriterium="10.1",
    titel="Zahl der Ehrenamtlichen",
    einheit="%",
    rueckgang=(10, "Rückgang der Ehrenamtlichen zum Vorjahr höchstens, in %"),
    vermittlungen=(1, "oder Vermittlungen in ein Ehrenamt in 12 Monaten"),
)
def ehrenamt(lage: Lage) -> dict[int, Ergebnis]:
    """Active volunteers in the strongest month of twelve, in % of the strongest of the twelve before.

    Threshold: at most 10 % fewer, or at least one Vermittlung into volunteering in twelve months. Only months
    that were reported in both years count. A house that wins people keeps their number or places them; it
    cannot be made up for by a click, so there is no to-do.
    """
    je_zentrum, vermittelt = ehrenamtliche(lage), summe_der_meldungen(lage, VERMITTLUNGEN)
    weg = wege.seite("Leistungsstatistik", "statistik")
    return {z: _gewertet(lage, je_zentrum.get(z, (0, 0)), vermittelt.get(z, 0), weg(z)) for z in lage.zentren}


def _gewertet(lage: Lage, zahlen: tuple[int, int], vermittelt: int, weg: tuple[Verweis, ...]) -> Ergebnis:
    jetzt, davor = zahlen
    mindestens = lage.schwelle("ehrenamt.vermittlungen")
    vermittlungen = 0 < vermittelt >= mindestens
    if not davor and not vermittlungen:
        return keine_daten(
            lage, "Zu den aktiven Ehrenamtlichen fehlen Zahlen aus beiden Jahren.", weg, monate=2 * MONATE
        )
    rueckgang = lage.schwelle("ehrenamt.rueckgang")
    genug = 100 * jetzt >= (100 - rueckgang) * davor
    return gewertet(
        lage,
        f"{_vergleich(jetzt, davor)} Vermittlungen in ein Ehrenamt in 12 Monaten: {zahl(vermittelt)}. "
        f"Schwelle: höchstens {zahl(rueckgang)} % weniger oder {zahl(mindestens)} vermittelt.",
        wert=anteil_in_prozent(jetzt, davor) if davor else None,
        schwelle=100 - rueckgang,
        genug=vermittlungen or genug,
        wege=weg,
        monate=2 * MONATE,
    )


def _vergleich(jetzt: int, davor: int) -> str:
    if not davor:
        return "Zu den aktiven Ehrenamtlichen fehlen Zahlen aus beiden Jahren."
    return f"{zahl(jetzt)} aktive Ehrenamtliche im stärksten Monat, im Jahr davor {zahl(davor)}."


@regel(
    "begleitung",
    kriterium="10.2",
    titel="Ehrenamtliche werden begleitet und beteiligt",
    aufgabe="Beteiligung und Begleitung der Ehrenamtlichen im Tätigkeitsbuch eintragen",
    anzahl=(2, "Einträge zur Begleitung Ehrenamtlicher in 12 Monaten"),
)
def begleitung(lage: Lage) -> dict[int, Ergebnis]:
    """Entries of the Tätigkeitsbuch on participation and support of volunteers, in twelve months.

    Threshold 2. A diary that has never noted any is "keine Daten".
    """
    return anzahlen(
        lage,
        {z: t.begleitungen for z, t in lage.einmal(taetigkeitszahlen).items() if t.je_begleitung},
        schwelle="begleitung.anzahl",
        satz="Beteiligung und Begleitung Ehrenamtlicher in den letzten 12 Monaten: {anzahl} Mal.",
        leer="Im Tätigkeitsbuch steht nichts zur Beteiligung und Begleitung Ehrenamtlicher.",
        wege=wege.taetigkeiten("form=begleitung"),
        monate=MONATE,
    )


@regel(
    "sozialkommission",
    kriterium="10.3",
    titel="Zusammenarbeit mit der Sozialkommission",
    aufgabe="Im Tätigkeitsbuch nennen, wann Sie mit der Sozialkommission zu tun hatten",
    anzahl=(1, "Sozialkommissionen mit Kontakt in 12 Monaten"),
)
def sozialkommission(lage: Lage) -> dict[int, Ergebnis]:
    """Running Kooperationen with a Sozialkommission that the Tätigkeitsbuch of twelve months names.

    Threshold 1. No such Kooperation, or a diary that has never named any Kooperation, is "keine Daten".
    """
    zahlen = lage.einmal(kooperationszahlen).items()
    return anzahlen(
        lage,
        {z: k.kommissionen_mit_kontakt for z, k in zahlen if k.kommissionen and k.je_kontakt},
        schwelle="sozialkommission.anzahl",
        satz="Sozialkommissionen mit Kontakt in den letzten 12 Monaten: {anzahl}.",
        leer="Es ist keine Sozialkommission eingetragen, oder das Tätigkeitsbuch nennt keine Kooperation.",
        wege=wege.seite("Kooperationen", "kooperationen"),
        monate=MONATE,
    )


@regel(
    "anerkennung",
    kriterium="10.4",
    titel="Anerkennung und Fortbildung Ehrenamtlicher",
    aufgabe="Anerkennung und Fortbildung der Ehrenamtlichen im Tätigkeitsbuch eintragen",
    anerkennungen=(1, "Anerkennungen in 12 Monaten"),
    fortbildungen=(1, "Fortbildungen für Ehrenamtliche in 12 Monaten"),
)
def anerkennung(lage: Lage) -> dict[int, Ergebnis]:
    """Entries of the Tätigkeitsbuch on recognition and on training of volunteers, in twelve months.

    Threshold 1 of each, as the Kriterium names both. A diary that has never noted either is "keine Daten".
    """
    zahlen, weg, ergebnisse = lage.einmal(taetigkeitszahlen), wege.taetigkeiten(), {}
    noetig = [lage.schwelle(f"anerkennung.{was}") for was in ("anerkennungen", "fortbildungen")]
    for z in lage.zentren:
        t = zahlen.get(z)
        if t is None or not t.je_ehrenamt:
            leer = "Im Tätigkeitsbuch steht weder Anerkennung noch Fortbildung für Ehrenamtliche."
            ergebnisse[z] = keine_daten(lage, leer, weg(z), monate=MONATE)
            continue
        ergebnisse[z] = gewertet(
            lage,
            f"In den letzten 12 Monaten für Ehrenamtliche: {zahl(t.anerkennungen)} Mal Anerkennung, "
            f"{zahl(t.qualifizierungen)} Mal Fortbildung. Schwelle {zahl(noetig[0])} und {zahl(noetig[1])}.",
            wert=Decimal(t.anerkennungen + t.qualifizierungen),
            schwelle=sum(noetig, Decimal()),
            genug=t.anerkennungen >= noetig[0] and t.qualifizierungen >= noetig[1],
            wege=weg(z),
            monate=MONATE,
        )
    return ergebnisse
