"""Standard 10, Ehrenamt."""

from standards.belege import wege
from standards.belege.bauen import anteil_in_prozent, gewertet, keine_daten, zahl
from standards.belege.quellen import ehrenamtliche, summe_der_meldungen
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
