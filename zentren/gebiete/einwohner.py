"""Inhabitants of the Bezirksregionen: from the given file, and from the EWR matrix of the Amt für Statistik.

The matrix has one row for each Planungsraum of Berlin and columns `ZEIT;RAUMID;...;E_E;E_EM;E_EW;E_E00_01;
...;E_E95_110;E_EU1;E_E1U6;...;E_E80U110`; some years write `E_U1;E_1U6`. Years until 2020 carry the old keys
of the Planungsräume: the given table says to which Bezirksregion of 2021 each belongs.
"""

import calendar
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from stzverbund.basis.setzen import setzen
from zentren.gebiete.tabelle import (
    KEINE_EIGENEN,
    KEINE_RAEUME,
    Ladefehler,
    Zeile,
    ganze_zahl,
    gesammelt,
    lies_tabelle,
    raumschluessel,
)
from zentren.models import Bezirk, Bezirksregion, Einwohnerstand, Planungsraum

PFLICHTSPALTEN = ("ZEIT", "RAUMID", "E_E", "E_EW")
HOECHSTES_ALTER = 110
# Field of the model -> from which age to under which age.
ALTER = {
    "u6": (0, 6),
    "a6_15": (6, 15),
    "a15_18": (15, 18),
    "a18_27": (18, 27),
    "a27_45": (27, 45),
    "a45_55": (45, 55),
    "a55_65": (55, 65),
    "a65plus": (65, HOECHSTES_ALTER),
}
# "E_E18_21" and "E_E18U25", in some years "E_18U25"; "E_EU1" begins with age 0.
ALTERSSPALTE = re.compile(r"E_E?(?:(\d{2})_(\d{2,3})|(\d{0,2})U(\d{1,3}))", re.ASCII)

Spanne = tuple[int, int]


@dataclass(frozen=True)
class Ergebnis:
    """What was loaded: inhabitants by Bezirk, how many rows, how many of other Bezirke were passed over."""

    stichtag: date
    einwohner: Mapping[str, int]
    regionen: int
    zeilen: int
    andere: int
    hinweise: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Raum:
    """A row of a Bezirk whose Planungsräume are loaded."""

    nummer: int
    schluessel: str
    werte: dict[str, int]


def staende_schreiben(stichtag: date, werte: Mapping[Bezirksregion, Mapping[str, int]]) -> None:
    """Stores figures of Bezirksregionen on one day; fields that are not given stay as they are."""
    zeilen = ({"bezirksregion": region, "stichtag": stichtag, **felder} for region, felder in werte.items())
    setzen(Einwohnerstand, ["bezirksregion", "stichtag"], zeilen)


def matrix_laden(daten: bytes) -> Ergebnis:
    """Sums the EWR matrix to the Bezirksregionen of the Bezirke whose Planungsräume are loaded.

    Raises Ladefehler, with nothing stored, for an unknown key of these Bezirke and for broken rows.
    """
    raeume = list(Planungsraum.objects.select_related("bezirksregion"))
    if not raeume:
        raise Ladefehler([KEINE_RAEUME])
    zeilen = lies_tabelle(daten, PFLICHTSPALTEN)
    spalten = _altersspalten(zeilen)
    bezirke = {raum.schluessel[:2] for raum in raeume}
    gelesen = gesammelt(zeilen, lambda zeile: _lies(zeile, bezirke, spalten))
    eigene = [raum for raum in gelesen if raum is not None]
    if not eigene:
        raise Ladefehler([KEINE_EIGENEN])
    regionen = _zuordnung(raeume, eigene)
    stichtag = _stichtag(zeilen)
    summen: dict[Bezirksregion, Counter[str]] = {}
    for raum in eigene:
        summen.setdefault(regionen[raum.schluessel], Counter()).update(raum.werte)
    staende_schreiben(stichtag, summen)
    return Ergebnis(
        stichtag=stichtag,
        einwohner=_je_bezirk(summen),
        regionen=len(summen),
        zeilen=len(eigene),
        andere=len(gelesen) - len(eigene),
        hinweise=_hinweise(regionen, eigene),
    )


def _altersspalten(zeilen: list[Zeile]) -> dict[str, list[str]]:
    """For each age field the columns that add up to it; raises Ladefehler where some are missing."""
    spannen: dict[Spanne, str] = {}
    for name in zeilen[0].werte:
        if treffer := ALTERSSPALTE.fullmatch(name):
            von, bis = (treffer[1], treffer[2]) if treffer[1] else (treffer[3] or "0", treffer[4])
            spannen.setdefault((int(von), min(int(bis), HOECHSTES_ALTER)), name)
    spalten = {feld: _zerlegt(spanne, spannen) for feld, spanne in ALTER.items()}
    if fehlend := [ALTER[feld] for feld, teile in spalten.items() if teile is None]:
        worte = ", ".join(f"{von} bis unter {bis} Jahre" for von, bis in fehlend)
        raise Ladefehler([f"Zeile 1: Im Kopf der Tabelle fehlen Altersgruppen für {worte} (wie E_E18_21)."])
    return {feld: teile for feld, teile in spalten.items() if teile}


def _zerlegt(spanne: Spanne, spannen: Mapping[Spanne, str]) -> list[str] | None:
    """The columns whose spans make up this one without gaps; None where a piece is missing."""
    von, bis = spanne
    if von == bis:
        return []
    for (a, b), name in sorted(spannen.items()):
        if a == von and von < b <= bis and (rest := _zerlegt((b, bis), spannen)) is not None:
            return [name, *rest]
    return None


def _lies(zeile: Zeile, bezirke: set[str], spalten: Mapping[str, list[str]]) -> _Raum | None:
    """The figures of a row; None where it belongs to a Bezirk that is not loaded."""
    schluessel = zeile.lies("RAUMID", raumschluessel)
    if schluessel[:2] not in bezirke:
        return None
    werte = {"einwohner": zeile.lies("E_E", ganze_zahl), "weiblich": zeile.lies("E_EW", ganze_zahl)}
    for feld, namen in spalten.items():
        werte[feld] = sum(zeile.lies(name, ganze_zahl) for name in namen)
    return _Raum(zeile.nummer, schluessel, werte)


def _zuordnung(raeume: list[Planungsraum], zeilen: list[_Raum]) -> dict[str, Bezirksregion]:
    """The Bezirksregion of each key in the edition of the file; each key may stand there once."""
    ausgaben = {
        "2021": {raum.schluessel: raum.bezirksregion for raum in raeume},
        "bis 2020": {raum.schluessel_bis_2020: raum.bezirksregion for raum in raeume},
    }
    ausgaben["bis 2020"].pop("", None)
    stand = max(ausgaben, key=lambda name: sum(zeile.schluessel in ausgaben[name] for zeile in zeilen))
    bekannt = ausgaben[stand]
    zuerst: dict[str, int] = {}
    saetze = []
    for zeile in zeilen:
        if zeile.schluessel not in bekannt:
            saetze.append(
                f"Zeile {zeile.nummer}: Den Planungsraum {zeile.schluessel} gibt es nicht (Stand {stand})."
            )
        elif zeile.schluessel in zuerst:
            saetze.append(
                f"Zeile {zeile.nummer}: Der Planungsraum {zeile.schluessel} steht schon "
                f"in Zeile {zuerst[zeile.schluessel]}."
            )
        zuerst.setdefault(zeile.schluessel, zeile.nummer)
    if saetze:
        raise Ladefehler(saetze)
    return bekannt


def _stichtag(zeilen: list[Zeile]) -> date:
    """ZEIT "202312" is 31.12.2023, the same in every row."""

    def monatsende(text: str) -> date:
        treffer = re.fullmatch(r"((?:19|20)\d{2})(0[1-9]|1[0-2])", text, re.ASCII)
        if treffer is None:
            raise ValueError("ist kein Monat wie 202312")
        jahr, monat = int(treffer[1]), int(treffer[2])
        return date(jahr, monat, calendar.monthrange(jahr, monat)[1])

    tage = gesammelt(zeilen, lambda zeile: zeile.lies("ZEIT", monatsende))
    saetze = [
        f"Zeile {zeile.nummer}: In der Spalte ZEIT steht {zeile['ZEIT']}, davor {zeilen[0]['ZEIT']}."
        for zeile, tag in zip(zeilen, tage, strict=True)
        if tag != tage[0]
    ]
    if saetze:
        raise Ladefehler(saetze)
    return tage[0]


def _je_bezirk(summen: Mapping[Bezirksregion, Mapping[str, int]]) -> dict[str, int]:
    namen = dict(Bezirk.objects.values_list("pk", "name"))
    je_bezirk: Counter[str] = Counter()
    for region, werte in summen.items():
        je_bezirk[namen[region.bezirk_id]] += werte["einwohner"]
    return dict(je_bezirk)


def _hinweise(regionen: Mapping[str, Bezirksregion], zeilen: list[_Raum]) -> list[str]:
    """What does not stop the loading but has to be known."""
    saetze = []
    if fehlend := sorted(regionen.keys() - {zeile.schluessel for zeile in zeilen}):
        namen = ", ".join(f"{schluessel} ({regionen[schluessel]})" for schluessel in fehlend)
        saetze.append(f"Die Datei hat keine Zeile für {namen}. Diese Planungsräume fehlen in den Summen.")
    for zeile in zeilen:
        alter = sum(zeile.werte[feld] for feld in ALTER)
        gesamt = zeile.werte["einwohner"]
        if alter != gesamt:
            saetze.append(f"Zeile {zeile.nummer}: Die Altersgruppen ergeben {alter}, in E_E steht {gesamt}.")
    return saetze
