"""The Monitoring Soziale Stadtentwicklung: status, dynamics and shares of each Planungsraum.

A Planungsraum without a row, or with empty cells, is not rated (few inhabitants).
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
from zentren.models import Planungsraum, SozialeLage

# Field of the model -> column of the file of the Senatsverwaltung.
ANTEILE = {
    "arbeitslose": "s1_percentage_unemployed",
    "transferbezug": "s3_percentage_transfer_payments_recipients",
    "kinderarmut": "s4_percentage_transfer_payments_recipients_below_15_years",
    "alleinerziehende": "k02_single_parent_households",
    "altersarmut": "k03_old_age_poverty",
    "migrationshintergrund": "k05_inhabitants_with_migration_background",
}
TEXTE = {
    "status_klasse": "status_index_class",
    "dynamik": "dynamic_index",
    "dynamik_klasse": "dynamic_index_class",
}
PFLICHTSPALTEN = ("id", "inhabitants", "status_index", *TEXTE.values(), *ANTEILE.values())
JAHRESSPALTEN = ("jahr", "year")


@dataclass(frozen=True)
class Ergebnis:
    """What was loaded: how many Planungsräume, which were rated without, how many rows were passed over."""

    jahr: int
    raeume: int
    ohne: list[str]
    andere: int


def monitoring_laden(daten: bytes, jahr: int | None = None) -> Ergebnis:
    """Stores the rows of the Bezirke whose Planungsräume are loaded; without `jahr` the file must state it.

    Raises Ladefehler, with nothing stored, for an unknown key of these Bezirke and for broken rows.
    """
    raeume = {raum.schluessel: raum for raum in Planungsraum.objects.all()}
    if not raeume:
        raise Ladefehler([KEINE_RAEUME])
    zeilen = lies_tabelle(daten, PFLICHTSPALTEN)
    jahr = _jahr(zeilen) if jahr is None else _gueltiges_jahr(jahr)
    bezirke = {schluessel[:2] for schluessel in raeume}
    gelesen = gesammelt(zeilen, lambda zeile: _lies(zeile, bezirke, raeume))
    eigene = [paar for paar in gelesen if paar is not None]
    _einmal(zeilen, gelesen)
    if not eigene:
        raise Ladefehler([KEINE_EIGENEN])
    lagen = ({"planungsraum": raum, "jahr": jahr, **werte} for raum, werte in eigene)
    setzen(SozialeLage, ["planungsraum", "jahr"], lagen)
    genannt = {raum.pk for raum, _ in eigene}
    ohne = [f"{raum.schluessel} ({raum.name})" for raum in raeume.values() if raum.pk not in genannt]
    return Ergebnis(jahr, len(eigene), ohne, len(gelesen) - len(eigene))


def _gueltiges_jahr(jahr: int) -> int:
    if not 1990 <= jahr <= 2100:
        raise Ladefehler([f"{jahr} ist kein Jahr des Monitorings."])
    return jahr


def _jahr(zeilen: list[Zeile]) -> int:
    """The year that the file states in a column, the same in every row."""

    def jahr(text: str) -> int:
        if not re.fullmatch(r"(?:19|20)\d{2}", text, re.ASCII):
            raise ValueError("ist kein Jahr")
        return int(text)

    spalte = next((name for name in JAHRESSPALTEN if name.upper() in zeilen[0].werte), None)
    if spalte is None:
        raise Ladefehler(["In der Datei steht kein Jahr. Bitte nennen Sie es: --jahr 2023"])
    jahre = set(gesammelt(zeilen, lambda zeile: zeile.lies(spalte, jahr)))
    if len(jahre) > 1:
        raise Ladefehler([f"In der Datei stehen mehrere Jahre: {', '.join(map(str, sorted(jahre)))}."])
    return jahre.pop()


def _lies(
    zeile: Zeile, bezirke: set[str], raeume: dict[str, Planungsraum]
) -> tuple[Planungsraum, dict[str, Any]] | None:
    """The Planungsraum of a row and its fields; None where it belongs to a Bezirk that is not loaded."""
    schluessel = zeile.lies("id", raumschluessel)
    if schluessel[:2] not in bezirke:
        return None
    if schluessel not in raeume:
        raise Ladefehler([f"Zeile {zeile.nummer}: Den Planungsraum {schluessel} gibt es nicht (Stand 2021)."])
    werte: dict[str, Any] = {
        "einwohner": zeile.lies("inhabitants", _oder_leer(ganze_zahl)),
        "status": zeile.lies("status_index", _oder_leer(_statusindex)),
    }
    werte |= {feld: zeile.lies(spalte, _kurzer_text(feld)) for feld, spalte in TEXTE.items()}
    werte |= {feld: zeile.lies(spalte, _oder_leer(_anteil)) for feld, spalte in ANTEILE.items()}
    return raeume[schluessel], werte


def _einmal(zeilen: list[Zeile], gelesen: list[tuple[Planungsraum, Any] | None]) -> None:
    """Raises Ladefehler where a Planungsraum has two rows."""
    zuerst: dict[int, int] = {}
    saetze = []
    for zeile, paar in zip(zeilen, gelesen, strict=True):
        if paar is None:
            continue
        erste = zuerst.setdefault(paar[0].pk, zeile.nummer)
        if erste != zeile.nummer:
            saetze.append(
                f"Zeile {zeile.nummer}: Der Planungsraum {paar[0].schluessel} steht schon in Zeile {erste}."
            )
    if saetze:
        raise Ladefehler(saetze)


def _oder_leer(lesen: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: lesen(text) if text else None


def _statusindex(text: str) -> int:
    zahl = ganze_zahl(text)
    if zahl not in range(1, 5):
        raise ValueError("ist kein Statusindex von 1 bis 4")
    return zahl


def _anteil(text: str) -> float:
    """Per cent; raises ValueError."""
    try:
        zahl = float(text.replace(",", "."))
    except ValueError:
        zahl = math.nan
    if not 0 <= zahl <= 100:
        raise ValueError("ist kein Anteil von 0 bis 100 Prozent")
    return zahl


def _kurzer_text(feld: str) -> Callable[[str], str]:
    modellfeld: Any = SozialeLage._meta.get_field(feld)
    laenge: int = modellfeld.max_length

    def lesen(text: str) -> str:
        if len(text) > laenge:
            raise ValueError(f"ist länger als {laenge} Zeichen")
        return text

    return lesen
