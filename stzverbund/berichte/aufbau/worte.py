"""Numbers, differences and months in the words of a report."""

from collections.abc import Sequence
from datetime import date

from angebote.auswertung import OHNE, Summe, Summen
from angebote.models import Kennzahl
from stzverbund.basis.zahlen import Einheit, zeige_anzahl, zeige_wert
from stzverbund.basis.zeit import MONATE
from stzverbund.berichte.dokument import Zelle

KURZMONATE = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
NICHTS = "–"
OHNE_ANGABE = "k. A."
MASS = {Einheit.ANZAHL: "", Einheit.STUNDEN: "Stunden", Einheit.EURO: "Euro"}


def summe_von(summen: Summen, kennzahl: Kennzahl) -> Summe:
    return summen.get(kennzahl.pk, OHNE)


def zelle(summe: Summe, kennzahl: Kennzahl) -> Zelle:
    """The number; "k. A." where every cell says so, a dash where there is none."""
    if summe.zahl is None:
        return Zelle(OHNE_ANGABE if summe.ohne_angabe else NICHTS)
    return Zelle(zeige_wert(summe.zahl, kennzahl.einheit), summe.zahl)


def differenz(neu: Summe, alt: Summe, kennzahl: Kennzahl) -> Zelle:
    """Signed: +12, −3, 0."""
    if neu.zahl is None or alt.zahl is None:
        return Zelle(NICHTS)
    unterschied = neu.zahl - alt.zahl
    betrag = zeige_wert(abs(unterschied), kennzahl.einheit)
    return Zelle(f"{vorzeichen(unterschied)}{betrag}", unterschied)


def veraenderung(neu: Summe, alt: Summe) -> str:
    """In whole per cent with its sign: "+6 %"; empty where there is nothing to compare with."""
    if neu.zahl is None or not alt.zahl:
        return ""
    ganze = prozent(abs(neu.zahl - alt.zahl), alt.zahl)
    return f"{vorzeichen(neu.zahl - alt.zahl) if ganze else '±'}{zeige_anzahl(ganze)} %"


def prozent(teil: int, ganzes: int) -> int:
    """Whole per cent, half rounded up."""
    return (200 * teil + ganzes) // (2 * ganzes)


def vorzeichen(zahl: int) -> str:
    return "+" if zahl > 0 else "−" if zahl < 0 else ""


def angaben(summe: Summe) -> Zelle:
    """How complete a sum is: "34 von 36"."""
    if not summe.erwartet:
        return Zelle(NICHTS)
    return Zelle(f"{zeige_anzahl(summe.angaben)} von {zeige_anzahl(summe.erwartet)}")


def ueberschrift(kennzahl: Kennzahl) -> str:
    """Head of a column: short name, with the unit where the name does not say it."""
    name = kennzahl.kurz or kennzahl.name
    mass = MASS[Einheit(kennzahl.einheit)]
    return name if not mass or mass.lower() in kennzahl.name.lower() else f"{name} ({mass})"


def masseinheit(kennzahl: Kennzahl) -> str:
    """What a chart counts."""
    mass = MASS[Einheit(kennzahl.einheit)]
    return kennzahl.name if not mass or mass.lower() in kennzahl.name.lower() else f"{kennzahl.name} ({mass})"


def monatsname(monat: date) -> str:
    return MONATE[monat.month - 1]


def spanne(monate: Sequence[date]) -> str:
    """Which months: "Januar bis September", "Januar, März"; empty for a whole year."""
    nummern = [monat.month for monat in monate]
    if len(nummern) == 12 or not nummern:
        return ""
    if len(nummern) > 1 and nummern[-1] - nummern[0] == len(nummern) - 1:
        return f"{MONATE[nummern[0] - 1]} bis {MONATE[nummern[-1] - 1]}"
    return ", ".join(MONATE[nummer - 1] for nummer in nummern)
