"""Rows with figures of months: which cell of the grid each number belongs to, and whether it may go there.

The rules are those of the grid: a closed month stays closed, an Angebot needs a row in the month, and numbers
are read as if they were typed. What is there already is never overwritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from angebote.einlesen.monate import Monatslage, lies_monat, monatslagen
from angebote.einlesen.werte import Unlesbar
from angebote.erfassung import NUR_RUECKFRAGEN, Eingabe, lies_eingabe, zelle_von
from angebote.models import Angebot, Kennzahl
from stzverbund.basis.sortierung import faltung
from stzverbund.basis.tabellen.text import Zeile
from stzverbund.basis.tabellen.zuordnung import Tabelle, Ziel
from stzverbund.basis.zahlen import Zahlenfehler, Zellart, zeige_zelle
from stzverbund.basis.zeit import monatsende
from zentren.models import Zentrum

KENNZAHL = "kennzahl:"
ZENTRUM = "Das Zentrum"
ERST_DORT = "Wenn das nicht stimmt, ändern Sie es bitte zuerst dort."
FESTE_ZIELE = (
    Ziel("monat", "Monat", ("Berichtsmonat", "Zeitraum", "Datum", "Monat/Jahr", "Monat und Jahr")),
    Ziel("jahr", "Jahr", ("Berichtsjahr",)),
    Ziel("angebot", "Angebot (leer: das Zentrum)", ("Angebot", "Titel", "Angebotstitel")),
    Ziel("kennzahl", "Name der Kennzahl", notfalls=("Kennzahl", "Kennziffer", "Indikator", "Merkmal")),
    Ziel("wert", "Wert der Kennzahl", notfalls=("Wert", "Zahl", "Anzahl", "Summe", "Ist")),
)


def kennzahlen(zentrum: Zentrum) -> list[Kennzahl]:
    """The shared core and the local ones of the Bezirk, of all years."""
    return list(Kennzahl.objects.filter(Q(bezirk__isnull=True) | Q(bezirk=zentrum.bezirk_id)))


def ziele(zentrum: Zentrum) -> tuple[Ziel, ...]:
    """Month, Angebot, and each name of a Kennzahl once: which one it is depends on row and year."""
    namen: dict[str, str] = {}
    worte: dict[str, set[str]] = {}
    for kennzahl in kennzahlen(zentrum):
        gefaltet = faltung(kennzahl.name)
        namen.setdefault(gefaltet, kennzahl.name)
        worte.setdefault(gefaltet, set()).update({kennzahl.kurz, kennzahl.schluessel} - {""})
    weitere = (Ziel(KENNZAHL + g, name, tuple(sorted(worte[g]))) for g, name in namen.items())
    return (*FESTE_ZIELE, *weitere)


@dataclass
class Zahlenzeile:
    """A row: its new figures, how many stand there already, what differs from there, what is wrong."""

    nummer: int
    monat: date | None = None
    titel: str = ""
    eingaben: list[Eingabe] = field(default_factory=list)
    gleich: int = 0
    abweichend: list[str] = field(default_factory=list)
    fehler: list[str] = field(default_factory=list)
    angebot: str = ""

    @property
    def saetze(self) -> list[str]:
        return [*self.fehler, *self.abweichend]

    @property
    def neues(self) -> list[str]:
        """The new figures in words."""
        return [f"{eingabe.kennzahl}: {eingabe.text}" for eingabe in self.eingaben]


def zeilen(
    tabelle: Tabelle, zuordnung: Mapping[int, str], zentrum: Zentrum, heute: date
) -> tuple[list[Zahlenzeile], dict[date, Monatslage]]:
    """The rows that hold figures, and what is known of their months; nothing is stored."""
    spalten = {ziel: index for index, ziel in zuordnung.items()}
    felder = [index for index, ziel in zuordnung.items() if ziel == "wert" or ziel.startswith(KENNZAHL)]
    mit_zahlen = [zeile for zeile in tabelle.zeilen if any(zeile[1][index] for index in felder)]
    gelesen = [(zeile, _anfang(zeile, spalten, tabelle)) for zeile in mit_zahlen]
    lagen = monatslagen(zentrum, [z.monat for _, z in gelesen if z.monat], heute)
    leser = Zahlenleser(tabelle, zuordnung, zentrum, lagen)
    for zeile, ergebnis in gelesen:
        leser.lies(zeile, ergebnis)
    return [ergebnis for _, ergebnis in gelesen], lagen


def _anfang(zeile: Zeile, spalten: Mapping[str, int], tabelle: Tabelle) -> Zahlenzeile:
    """Month and Angebot of a row."""
    nummer, zellen = zeile
    ergebnis = Zahlenzeile(nummer)
    text = zellen[spalten["monat"]]
    ergebnis.angebot = zellen[spalten["angebot"]] if "angebot" in spalten else ""
    ergebnis.titel = ergebnis.angebot or ZENTRUM
    try:
        ergebnis.monat = lies_monat(text, zellen[spalten["jahr"]] if "jahr" in spalten else "")
    except Unlesbar:
        spalte = tabelle.name(spalten["monat"])
        ergebnis.fehler.append(
            f"Spalte „{spalte}“: „{text}“ ist kein Monat. Bitte schreiben Sie z. B. 03/2024."
        )
    return ergebnis


class Zahlenleser:
    """Finds the cell for each number of a row; a cell that stands twice in the list is taken once."""

    def __init__(
        self,
        tabelle: Tabelle,
        zuordnung: Mapping[int, str],
        zentrum: Zentrum,
        lagen: Mapping[date, Monatslage],
    ) -> None:
        self.tabelle, self.lagen = tabelle, lagen
        self.spalten = {ziel: index for index, ziel in zuordnung.items()}
        self.breite = {i: z.removeprefix(KENNZAHL) for i, z in zuordnung.items() if z.startswith(KENNZAHL)}
        self.kennzahlen: dict[str, list[Kennzahl]] = {}
        for kennzahl in kennzahlen(zentrum):
            for name in {kennzahl.name, kennzahl.kurz, kennzahl.schluessel} - {""}:
                self.kennzahlen.setdefault(faltung(name), []).append(kennzahl)
        self.angebote: dict[str, list[Angebot]] = {}
        for angebot in Angebot.objects.filter(zentrum=zentrum):
            self.angebote.setdefault(faltung(angebot.titel), []).append(angebot)
        self.zentrumsworte = {"", "zentrum", "das zentrum", faltung(zentrum.name)}
        self.gesehen: dict[tuple[date, str], tuple[int, str]] = {}

    def lies(self, zeile: Zeile, ergebnis: Zahlenzeile) -> None:
        if ergebnis.monat is None:
            return
        lage = self.lagen[ergebnis.monat]
        if lage.grund:
            ergebnis.fehler.append(lage.grund)
            return
        try:
            angebot = self._angebot(ergebnis.angebot, lage)
        except Unlesbar as fehler:
            ergebnis.fehler.append(fehler.grund)
            return
        for name, text in self._zahlen(zeile[1]):
            self._zahl(ergebnis, lage, angebot, name, text)

    def _zahlen(self, zellen: list[str]) -> list[tuple[str, str]]:
        """Name and text of the figures of a row: each in its column, or one in two columns."""
        if self.breite:
            return [(name, zellen[index]) for index, name in self.breite.items() if zellen[index]]
        return [(zellen[self.spalten["kennzahl"]], zellen[self.spalten["wert"]])]

    def _angebot(self, titel: str, lage: Monatslage) -> Angebot | None:
        """None is the centre; raises Unlesbar with the reason where the Angebot has no row in this month."""
        treffer = self.angebote.get(faltung(titel), [])
        if not treffer and faltung(titel) in self.zentrumsworte:
            return None
        im_monat = [angebot for angebot in treffer if angebot.pk in lage.angebote]
        if len(im_monat) == 1:
            return im_monat[0]
        if im_monat:
            raise Unlesbar(titel, f"Den Titel „{titel}“ haben mehrere Angebote.")
        if not treffer:
            raise Unlesbar(titel, f"Ein Angebot „{titel}“ gibt es nicht. Bitte legen Sie es zuerst an.")
        raise Unlesbar(titel, _ohne_zeile(treffer[0], lage.monat))

    def _zahl(
        self, ergebnis: Zahlenzeile, lage: Monatslage, angebot: Angebot | None, name: str, text: str
    ) -> None:
        try:
            kennzahl = self._kennzahl(name, angebot, lage.monat.year)
            self._einordnen(ergebnis, lage, Eingabe(kennzahl, text, angebot))
        except Unlesbar as fehler:
            ergebnis.fehler.append(fehler.grund)
        except Zahlenfehler as fehler:
            ergebnis.fehler.append(f"{kennzahl}: {fehler}")

    def _kennzahl(self, name: str, angebot: Angebot | None, jahr: int) -> Kennzahl:
        alle = self.kennzahlen.get(faltung(name), [])
        if not alle:
            raise Unlesbar(name, f"Die Kennzahl „{name}“ gibt es nicht.")
        auf_der_ebene = [k for k in alle if (k.ebene == Kennzahl.Ebene.ANGEBOT) == (angebot is not None)]
        if not auf_der_ebene:
            wo = "für das ganze Zentrum, nicht je Angebot" if angebot else "je Angebot; hier steht keines"
            raise Unlesbar(name, f"„{alle[0]}“ wird gezählt {wo}.")
        gueltige = {k.pk: k for k in auf_der_ebene if k.gueltig_von <= jahr <= (k.gueltig_bis or jahr)}
        if len(gueltige) != 1:
            wort = "mehrmals" if gueltige else "nicht"
            raise Unlesbar(name, f"„{alle[0]}“ wird {jahr} {wort} gezählt.")
        return next(iter(gueltige.values()))

    def _einordnen(self, ergebnis: Zahlenzeile, lage: Monatslage, eingabe: Eingabe) -> None:
        """New, there already, or different from what is there."""
        zelle, _ = lies_eingabe(eingabe)
        zeigt = zeige_zelle(zelle, eingabe.kennzahl.einheit)
        erste, davor = self.gesehen.setdefault((lage.monat, eingabe.schluessel), (ergebnis.nummer, zeigt))
        if erste != ergebnis.nummer:
            if davor != zeigt:
                ergebnis.fehler.append(
                    f"{eingabe.kennzahl}: In Zeile {erste} steht schon {davor}, hier {zeigt}."
                )
            return
        if lage.offen is not None and eingabe.feld not in lage.offen:
            raise Unlesbar(eingabe.text, NUR_RUECKFRAGEN)
        wert = lage.werte.get(eingabe.feld)
        if wert is None or wert.art == Zellart.LEER:
            version = wert.version if wert else None
            ergebnis.eingaben.append(Eingabe(eingabe.kennzahl, eingabe.text, eingabe.angebot, version))
        elif zelle_von(wert) == zelle:
            ergebnis.gleich += 1
        else:
            ergebnis.abweichend.append(
                f"{eingabe.kennzahl}: Hier steht schon {wert.anzeige}, in der Datei {zeigt}."
            )


def _ohne_zeile(angebot: Angebot, monat: date) -> str:
    """Why an Angebot has no row in the grid of a month, and what to do."""
    if angebot.status == Angebot.Status.ENTWURF:
        return f"„{angebot}“ ist noch ein Entwurf. Bitte veröffentlichen Sie es zuerst."
    if angebot.beginn and angebot.beginn > monatsende(monat):
        return f"„{angebot}“ läuft laut „läuft ab“ erst seit dem {angebot.beginn:%d.%m.%Y}. {ERST_DORT}"
    if angebot.ende and angebot.ende < monat:
        return f"„{angebot}“ lief laut „läuft bis“ nur bis zum {angebot.ende:%d.%m.%Y}. {ERST_DORT}"
    return f"„{angebot}“ hat in diesem Monat keine Zeile in der Statistik ({angebot.get_status_display()})."
