"""The tables of a report, each the same for one centre and for many."""

from collections.abc import Sequence
from dataclasses import dataclass

from angebote.auswertung import Aufteilung, Jahreszahlen, Kennzahlfolge, Netzzahlen, Summen
from angebote.auswertung import Gruppe as Zahlengruppe
from angebote.models import Kennzahl
from stzverbund.basis.zahlen import zeige_anzahl
from stzverbund.berichte.dokument import Gruppe, Tabelle, Zeile, Zelle

from . import worte

Zahlen = Jahreszahlen | Netzzahlen
HOECHSTENS = 7
"""Columns of figures that fit on a page."""


def vergleich(titel: str, zahlen: Zahlen, kennzahlen: Kennzahlfolge) -> Tabelle:
    """Each Kennzahl beside the same months of the year before, and how complete it is."""
    spalten = (str(zahlen.jahr), str(zahlen.jahr - 1), "Veränderung", "in Prozent", "Angaben")
    zeilen = [_vergleichszeile(kennzahl, zahlen) for kennzahl in kennzahlen]
    return Tabelle(titel, "Kennzahl", spalten, (Gruppe(tuple(zeilen)),), _vorjahrshinweis(zahlen))


def _vergleichszeile(kennzahl: Kennzahl, zahlen: Zahlen) -> Zeile:
    neu, alt = worte.summe_von(zahlen.gesamt, kennzahl), worte.summe_von(zahlen.vorjahr, kennzahl)
    zellen = (
        worte.zelle(neu, kennzahl),
        worte.zelle(alt, kennzahl),
        worte.differenz(neu, alt, kennzahl),
        Zelle(worte.veraenderung(neu, alt) or worte.NICHTS),
        worte.angaben(neu),
    )
    zusatz = "" if kennzahl.summierbar else "höchster Monat"
    return Zeile(worte.masseinheit(kennzahl), zellen, zusatz)


@dataclass(frozen=True)
class Nebeneinander:
    """Lines beside each other, a column for each Kennzahl; `haupt` is also compared with the year before.

    `summe` closes the table; `danach` are lines that are not part of it.
    """

    titel: str
    erste: str
    jahr: int
    zeilen: Sequence[Zahlengruppe]
    summe: Zahlengruppe
    danach: Sequence[Zahlengruppe] = ()
    haupt: Kennzahl | None = None
    hinweis: str = ""

    def tabellen(self, kennzahlen: Kennzahlfolge) -> list[Tabelle]:
        """One table, or several where the columns do not fit."""
        platz = HOECHSTENS - (2 if self.haupt else 0)
        teile = [kennzahlen[stelle : stelle + platz] for stelle in range(0, len(kennzahlen), platz)]
        return [self._tabelle(teil, nr) for nr, teil in enumerate(teile)]

    def _tabelle(self, kennzahlen: Kennzahlfolge, nr: int) -> Tabelle:
        haupt = None if nr else self.haupt
        spalten = [worte.ueberschrift(kennzahl) for kennzahl in kennzahlen]
        if haupt:
            spalten += [f"{worte.ueberschrift(haupt)} {self.jahr - 1}", "Veränderung"]
        zeilen = [
            *(_zeile(gruppe, kennzahlen, haupt) for gruppe in self.zeilen),
            _zeile(self.summe, kennzahlen, haupt, art="summe"),
            *(_zeile(gruppe, kennzahlen, haupt) for gruppe in self.danach),
        ]
        titel = f"{self.titel} (Fortsetzung)" if nr else self.titel
        return Tabelle(titel, self.erste, tuple(spalten), (Gruppe(tuple(zeilen)),), self.hinweis)


def _zeile(
    gruppe: Zahlengruppe, kennzahlen: Kennzahlfolge, haupt: Kennzahl | None, *, art: str = ""
) -> Zeile:
    zellen = zellen_von(gruppe.summen, kennzahlen)
    if haupt:
        neu, alt = worte.summe_von(gruppe.summen, haupt), worte.summe_von(gruppe.vorjahr, haupt)
        zellen += (worte.zelle(alt, haupt), Zelle(worte.veraenderung(neu, alt) or worte.NICHTS))
    return Zeile(gruppe.name, zellen, art=art)


def monate(titel: str, zahlen: Zahlen, kennzahlen: Kennzahlfolge, haupt: Kennzahl) -> Tabelle:
    """A line for each month; the main Kennzahl also of the year before."""
    teil = kennzahlen[: HOECHSTENS - 1]
    frueher = {monat.month: summen for monat, summen in zahlen.je_monat_vorjahr.items()}
    jetzt = {monat.month: summen for monat, summen in zahlen.je_monat.items()}
    zeilen = [
        Zeile(
            name,
            (
                *zellen_von(jetzt.get(nummer, {}), teil),
                worte.zelle(worte.summe_von(frueher.get(nummer, {}), haupt), haupt),
            ),
        )
        for nummer, name in enumerate(worte.MONATE, start=1)
    ]
    ganz = worte.summe_von(zahlen.vorjahr, haupt)
    zeilen.append(
        Zeile(
            f"Jahr {zahlen.jahr}", (*zellen_von(zahlen.gesamt, teil), worte.zelle(ganz, haupt)), art="summe"
        )
    )
    koepfe = [worte.ueberschrift(kennzahl) for kennzahl in teil]
    spalten = (*koepfe, f"{worte.ueberschrift(haupt)} {zahlen.jahr - 1}")
    hinweise = [_nicht_summierbar(teil), _vorjahrshinweis(zahlen)]
    return Tabelle(titel, "Monat", spalten, (Gruppe(tuple(zeilen)),), " ".join(filter(None, hinweise)))


def aufteilung(titel: str, erste: str, aufteilungen: Sequence[Aufteilung]) -> Tabelle:
    """Who came, as far as known, with shares of the total; the rest is "unbekannt"."""
    namen = [name for name, _ in aufteilungen[0].teile]
    zeilen = [Zeile(name, _teile(aufteilungen, nr)) for nr, name in enumerate(namen)]
    rest = [zelle for a in aufteilungen for zelle in _anteil(a.unbekannt, a.gesamt)]
    ganz = [zelle for a in aufteilungen for zelle in _anteil(a.gesamt, a.gesamt)]
    zeilen += [Zeile("unbekannt", tuple(rest)), Zeile("zusammen", tuple(ganz), art="summe")]
    koepfe = [kopf for a in aufteilungen for kopf in (worte.ueberschrift(a.kennzahl), "Anteil")]
    zuviel = [
        f"{a.kennzahl.name}: Die Aufteilung nennt {zeige_anzahl(a.ueberhang)} mehr als die Summe."
        for a in aufteilungen
        if a.ueberhang
    ]
    return Tabelle(titel, erste, tuple(koepfe), (Gruppe(tuple(zeilen)),), " ".join(zuviel))


def _teile(aufteilungen: Sequence[Aufteilung], nr: int) -> tuple[Zelle, ...]:
    return tuple(zelle for a in aufteilungen for zelle in _anteil(a.teile[nr][1], a.gesamt))


def _anteil(teil: int, ganzes: int) -> tuple[Zelle, Zelle]:
    anteil = f"{worte.prozent(teil, ganzes)} %" if ganzes else worte.NICHTS
    return Zelle(zeige_anzahl(teil), teil), Zelle(anteil)


def zellen_von(summen: Summen, kennzahlen: Kennzahlfolge) -> tuple[Zelle, ...]:
    return tuple(worte.zelle(worte.summe_von(summen, kennzahl), kennzahl) for kennzahl in kennzahlen)


def _nicht_summierbar(kennzahlen: Kennzahlfolge) -> str:
    namen = [worte.ueberschrift(kennzahl) for kennzahl in kennzahlen if not kennzahl.summierbar]
    if not namen:
        return ""
    return f"{', '.join(namen)}: als Jahreszahl gilt der höchste Monat."


def _vorjahrshinweis(zahlen: Zahlen) -> str:
    """Says it where the year before is not summed as a whole."""
    spanne = worte.spanne(zahlen.monate)
    return f"Vom Vorjahr sind dieselben Monate gezählt: {spanne}." if spanne else ""
