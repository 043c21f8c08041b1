"""Times as people write them in lists, as rules: "jeden Dienstag 14-16 Uhr", "1. Freitag im Monat 18-20 Uhr".

A text is read as a whole or not at all: one word that is not understood, or that can mean two things, makes
it unreadable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from angebote.einlesen.werte import DATUM, DATUM_ISO, DATUM_WORT, Unlesbar, datum
from angebote.zeitplan import Regel, Rhythmus, Zeitplanfehler
from stzverbund.basis.sortierung import faltung

HOECHSTENS_ZEITEN = 10
TAGE = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
KUERZEL = ("mo", "di", "mi", "do", "fr", "sa", "so")
TAGWORTE = {wort: i for i, tag in enumerate(TAGE) for wort in (tag, f"{tag}s", KUERZEL[i])}
TAGWORTE |= {"sonnabend": 5, "sonnabends": 5}
ORDNUNG = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "letzt": -1}
WOCHEN = {"2": 2, "zwei": 2, "zweite": 2, "3": 3, "drei": 3, "dritte": 3, "4": 4, "vier": 4, "vierte": 4}
WELCHE_WOCHE = "Ohne den ersten Tag („läuft ab“) ist nicht klar, in welchen Wochen."
VIERTEL = {"00", "15", "30", "45"}

_ZEIT = r"((?:[01]?\d|2[0-3]))(?:[:.]([0-5]\d))?"
_UHR = r"\s*(?:uhr|h)?"
# In this order: dates before times, times before single numbers.
MUSTER = [
    (name, re.compile(muster, re.ASCII))
    for name, muster in (
        ("datum", rf"(?:{DATUM.pattern}|{DATUM_ISO.pattern}|{DATUM_WORT.pattern})(?!\d)"),
        ("spanne", rf"(?:von\s+)?{_ZEIT}{_UHR}\s*(?:-|bis)\s*{_ZEIT}(?![\d.:]){_UHR}"),
        ("takt", r"(?:alle\s+)?14\s?-?\s?(?:tagig|taglich|tage)\b|zweiwochentlich\b"),
        ("takt", r"alle\s+(2|3|4|zwei|drei|vier)\s+wochen\b|jede\s+(zweite|dritte|vierte)\s+woche\b"),
        ("ferien", r"(?:nicht|ausser)\s+(?:in\s+den\s+|in\s+)?(?:berliner\s+)?(?:schul)?ferien\b"),
        ("feiertage", r"(?:nicht\s+an|ausser(?:\s+an)?)\s+(?:gesetzlichen\s+)?feiertagen\b"),
        ("im_monat", r"(?:im|des|jeden|eines\s+jeden|jedes)\s+monate?s?\b"),
        ("tag", rf"({'|'.join(sorted(TAGWORTE, key=len, reverse=True))})\b\.?"),
        ("ordnung", r"([1-4])\.(?!\d)|(erst|zweit|dritt|viert|letzt)(?:e[rnms]?)\b"),
        ("monatstag", r"(\d{1,2})\.(?!\d)"),
        ("bis", r"-|bis\b"),
        ("und", r"[,;/+&|()]|und\b|sowie\b"),
        ("fuell", r"(?:jede[nrsm]?|jeweils|immer|wochentlich|woche|am|um|von|uhr)\b|:"),
    )
]


@dataclass
class Angabe:
    """Days that wait for their time; `im_monat` says that a position means the month."""

    wochentage: list[int] = field(default_factory=list)
    im_monat_am: list[tuple[int, int]] = field(default_factory=list)
    monatstage: list[int] = field(default_factory=list)
    daten: list[date] = field(default_factory=list)
    im_monat: bool = False

    @property
    def leer(self) -> bool:
        return not (self.wochentage or self.im_monat_am or self.monatstage or self.daten)


@dataclass
class Leser:
    """Goes through the words; `regeln` grow with every time that has its days."""

    beginn: date
    beginn_bekannt: bool
    angabe: Angabe = field(default_factory=Angabe)
    davor: Angabe | None = None
    ordnungen: list[int] = field(default_factory=list)
    spanne: tuple[time, time] | None = None
    takt: int = 1
    ferien: bool = False
    regeln: list[dict[str, Any]] = field(default_factory=list)
    letztes: str = ""
    bereich: bool = False

    def lies(self, text: str) -> list[Regel]:
        for art, treffer in _worte(text):
            getattr(self, f"_{art}")(treffer)
            if art not in ("und", "fuell"):
                self.letztes = art
        self._abschliessen(text)
        return [self._regel(felder, text) for felder in self.regeln]

    def _datum(self, treffer: re.Match[str]) -> None:
        tag = datum(treffer[0])
        if self.letztes == "tag" and (
            not self.angabe.wochentage or self.angabe.wochentage.pop() != tag.weekday()
        ):
            raise Unlesbar(treffer[0])
        self.angabe.daten.append(tag)

    def _spanne(self, treffer: re.Match[str]) -> None:
        if self.spanne:
            raise Unlesbar(treffer[0])
        zeiten = _zeiten(treffer)
        if not self.angabe.leer:
            self._ausgeben(self.angabe, zeiten)
            self.davor, self.angabe = self.angabe, Angabe()
        elif self.davor:
            self._ausgeben(self.davor, zeiten)
        else:
            self.spanne = zeiten

    def _takt(self, treffer: re.Match[str]) -> None:
        wort = next((gruppe for gruppe in treffer.groups() if gruppe), "2")
        if not self.beginn_bekannt:
            raise Unlesbar(treffer[0], WELCHE_WOCHE)
        if self.takt != 1:
            raise Unlesbar(treffer[0])
        self.takt = WOCHEN[wort]

    def _ferien(self, treffer: re.Match[str]) -> None:
        self.ferien = True

    def _feiertage(self, treffer: re.Match[str]) -> None:
        """That is so anyway."""

    def _im_monat(self, treffer: re.Match[str]) -> None:
        ziel = self.davor if self.angabe.leer and not self.ordnungen and self.davor else self.angabe
        if self.ordnungen:
            self.angabe.monatstage += self.ordnungen
            self.ordnungen = []
        if ziel.im_monat or not (ziel.im_monat_am or ziel.monatstage):
            raise Unlesbar(treffer[0])
        ziel.im_monat = True

    def _tag(self, treffer: re.Match[str]) -> None:
        tag = TAGWORTE[treffer[1]]
        if self.bereich:
            erster = self.angabe.wochentage[-1]
            if tag <= erster:
                raise Unlesbar(treffer[0])
            self.angabe.wochentage += range(erster + 1, tag + 1)
            self.bereich = False
        elif self.ordnungen:
            self.angabe.im_monat_am += [(position, tag) for position in self.ordnungen]
            self.ordnungen = []
        else:
            self.angabe.wochentage.append(tag)

    def _ordnung(self, treffer: re.Match[str]) -> None:
        self.ordnungen.append(int(treffer[1]) if treffer[1] else ORDNUNG[treffer[2]])

    def _monatstag(self, treffer: re.Match[str]) -> None:
        self.angabe.monatstage.append(int(treffer[1]))

    def _bis(self, treffer: re.Match[str]) -> None:
        if self.letztes != "tag" or not self.angabe.wochentage or self.bereich:
            raise Unlesbar(treffer[0])
        self.bereich = True

    def _und(self, treffer: re.Match[str]) -> None:
        """Parts what belongs together or not: the times tell."""

    _fuell = _und

    def _abschliessen(self, text: str) -> None:
        if self.spanne and not self.angabe.leer:
            self._ausgeben(self.angabe, self.spanne)
            self.angabe = Angabe()
        offen = not self.angabe.leer or self.ordnungen or self.bereich
        zu_viele = len(self.regeln) > (1 if self.takt > 1 else HOECHSTENS_ZEITEN)
        if offen or not self.regeln or zu_viele:
            raise Unlesbar(text)

    def _ausgeben(self, angabe: Angabe, zeiten: tuple[time, time]) -> None:
        """One rule for each kind of day; "im Monat" may follow after the time."""
        gemeinsam = {"von": zeiten[0], "bis": zeiten[1], "angabe": angabe}
        if self.ordnungen or self.bereich or (angabe.wochentage and (angabe.daten or angabe.monatstage)):
            raise Unlesbar()
        if angabe.wochentage:
            tage = tuple(angabe.wochentage)
            self.regeln.append(gemeinsam | {"rhythmus": Rhythmus.WOECHENTLICH, "wochentage": tage})
        for position, tag in angabe.im_monat_am:
            monatlich = {"rhythmus": Rhythmus.MONATLICH_WOCHENTAG, "position": position, "wochentage": (tag,)}
            self.regeln.append(gemeinsam | monatlich)
        for tag in angabe.monatstage:
            self.regeln.append(gemeinsam | {"rhythmus": Rhythmus.MONATLICH_TAG, "tag": tag})
        if angabe.daten:
            daten = tuple(angabe.daten)
            self.regeln.append(gemeinsam | {"rhythmus": Rhythmus.EINZELTERMINE, "daten": daten})

    def _regel(self, felder: dict[str, Any], text: str) -> Regel:
        angabe: Angabe = felder.pop("angabe")
        positionen = {position for position, _ in angabe.im_monat_am}
        # "jeden zweiten Dienstag" is every second week for some and the second of the month for others.
        if not angabe.im_monat and (angabe.monatstage or (positionen and not positionen & {1, -1})):
            raise Unlesbar(text)
        if self.takt > 1 and felder["rhythmus"] != Rhythmus.WOECHENTLICH:
            raise Unlesbar(text)
        beginn = min(felder.get("daten") or (), default=self.beginn)
        regel = Regel(
            beginn=beginn,
            intervall=self.takt,
            pause_schulferien=self.ferien,
            # Who writes down a single date means it.
            pause_feiertage=felder["rhythmus"] != Rhythmus.EINZELTERMINE,
            **felder,
        )
        try:
            regel.pruefe()
        except Zeitplanfehler:
            raise Unlesbar(text) from None
        return regel.bereinigt()


def zeiten(text: str, *, beginn: date | None, heute: date) -> list[Regel]:
    """The rules of a text; they begin with the Angebot, or today. Raises Unlesbar.

    Every n-th week can only be read where it is known from which day it counts.
    """
    leser = Leser(beginn=beginn or heute, beginn_bekannt=beginn is not None)
    try:
        return leser.lies(faltung(text.replace("–", "-").replace("—", "-")))
    except Unlesbar as fehler:
        raise Unlesbar(text, fehler.grund) from None


def _worte(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    stelle = 0
    while stelle < len(text):
        if text[stelle].isspace():
            stelle += 1
            continue
        art, treffer = next(
            ((name, t) for name, muster in MUSTER if (t := muster.match(text, stelle))), ("", None)
        )
        if treffer is None:
            raise Unlesbar(text[stelle:])
        yield art, treffer
        stelle = treffer.end()


def _zeiten(treffer: re.Match[str]) -> tuple[time, time]:
    """From and to; "14.03-16.03" without "Uhr" may be dates."""
    von, von_minuten, bis, bis_minuten = treffer.groups()
    minuten = {von_minuten or "00", bis_minuten or "00"}
    if "." in treffer[0] and "uhr" not in treffer[0] and not minuten <= VIERTEL:
        raise Unlesbar(treffer[0])
    return time(int(von), int(von_minuten or 0)), time(int(bis), int(bis_minuten or 0))
