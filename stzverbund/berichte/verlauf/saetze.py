"""What the pages over time say in words: the finding, the breaks, what is not final."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from angebote.auswertung import Bevoelkerung, Bruch, Verlauf
from angebote.models import Kennzahl
from stzverbund.basis.zahlen import zeige_anzahl, zeige_wert
from stzverbund.basis.zeit import MONATE
from stzverbund.berichte.aufbau import worte

NUR_ANGENOMMEN = "Gezählt sind nur angenommene Meldungen."
VORLAEUFIG = "„vorläufig“: Die Meldung ist noch nicht angenommen."
UNVOLLSTAENDIG = "„6 von 10“: So viele der Zentren, die geöffnet waren, haben den Monat gemeldet."
NUR_IN_DER_TABELLE = (
    "{was}, aus denen weniger als neun von zehn Meldungen vorliegen, stehen nur in der Tabelle: "
    "Im Bild sähe es aus, als wären weniger Menschen gekommen."
)
HOECHSTER = "Als Jahreszahl gilt der höchste Monat, weil sich die Monate nicht addieren lassen."


def brueche(verlauf: Verlauf) -> list[str]:
    """A sentence for each break, and one where what came before cannot stand in the same picture."""
    saetze = [_bruch(bruch) for bruch in verlauf.reihe.brueche(verlauf.von, verlauf.bis)]
    ab = verlauf.reihe.einheitlich_ab(verlauf.von, verlauf.bis)
    if ab > verlauf.von:
        saetze.append(f"Das Bild beginnt erst {ab}, weil davor in einer anderen Einheit gezählt wurde.")
    return saetze


def _bruch(bruch: Bruch) -> str:
    satz = f"Ab Januar {bruch.jahr} zählt „{bruch.neu}“, bis dahin „{bruch.alt}“."
    if bruch.neu.name == bruch.alt.name:
        satz = f"Ab Januar {bruch.jahr} wird „{bruch.neu}“ anders gezählt als bis dahin."
    if bruch.andere_einheit:
        einheiten = f"{bruch.neu.get_einheit_display()} statt {bruch.alt.get_einheit_display()}"
        return f"{satz} Auch die Einheit ist eine andere: {einheiten}."
    return f"{satz} Die Zahlen davor und danach lassen sich nur mit Vorsicht vergleichen."


def neu_ab(bruch: Bruch) -> str:
    """Beside the line of a break: "ab 2026: Gäste"."""
    return f"ab {bruch.jahr}: {bruch.neu.kopf}"


def befund_der_monate(verlauf: Verlauf) -> str:
    """The highest month that is complete, of what is counted at last: "Am meisten Gäste: 412 im Mai 2025"."""
    kennzahl = verlauf.reihe.im_jahr(verlauf.bis)
    zahlen = {
        monat: dort.summe.zahl
        for monat, dort in verlauf.monate.items()
        if dort.vollstaendig and dort.summe.zahl and verlauf.reihe.im_jahr(monat.year) == kennzahl
    }
    mass = worte.masseinheit(kennzahl)
    if not zahlen:
        return f"{mass} je Monat, {verlauf.von} bis {verlauf.bis}"
    bester = max(zahlen, key=lambda monat: (zahlen[monat], -monat.toordinal()))
    return f"Am meisten {mass}: {zahl(zahlen[bester], kennzahl)} im {_monat(bester)}"


def befund_der_jahre(verlauf: Verlauf) -> str:
    """The last complete year, beside the one before where both are complete and counted alike."""
    vollstaendige = [
        jahr
        for jahr in verlauf.jahre
        if verlauf.jahr(jahr).vollstaendig and verlauf.jahr(jahr).summe.zahl is not None
    ]
    if not vollstaendige:
        mass = worte.masseinheit(verlauf.reihe.im_jahr(verlauf.bis))
        return f"{mass} je Jahr, {verlauf.von} bis {verlauf.bis}"
    letztes = vollstaendige[-1]
    kennzahl, neu = verlauf.reihe.im_jahr(letztes), verlauf.jahr(letztes).summe.zahl or 0
    satz = f"{letztes}: {zahl(neu, kennzahl)} {worte.masseinheit(kennzahl)}"
    if letztes - 1 not in vollstaendige:
        return satz
    if verlauf.reihe.im_jahr(letztes - 1) != kennzahl:
        return f"{satz}, zum ersten Mal so gezählt"
    return f"{satz}, {_vergleich(neu, verlauf.jahr(letztes - 1).summe.zahl or 0)} {letztes - 1}"


def _vergleich(neu: int, alt: int) -> str:
    if neu == alt:
        return "so viele wie"
    wort = "mehr als" if neu > alt else "weniger als"
    return f"{zeige_anzahl(worte.prozent(abs(neu - alt), alt))} % {wort}" if alt else wort


def stichtage(einwohner: Bevoelkerung) -> str:
    """ "31.12.2024", or several where the Stadtteile differ."""
    return ", ".join(f"{tag:%d.%m.%Y}" for tag in einwohner.stichtage)


def dezimal(wert: Decimal | None) -> str:
    """German, one decimal; a dash where there is none."""
    if wert is None:
        return worte.NICHTS
    return f"{wert:,.1f}".translate(str.maketrans(",.", ".,"))


def aufzaehlung(namen: Sequence[str]) -> str:
    """ "Biesdorf", "Biesdorf und Kaulsdorf", "A, B und C"."""
    return " und ".join([", ".join(namen[:-1]), namen[-1]]) if len(namen) > 1 else "".join(namen)


def zahl(wert: int | None, kennzahl: Kennzahl) -> str:
    """In the unit of the Kennzahl; a dash where there is none."""
    return worte.NICHTS if wert is None else zeige_wert(wert, kennzahl.einheit)


def _monat(monat: date) -> str:
    return f"{MONATE[monat.month - 1]} {monat.year}"
