"""Loads Bezirke, Bezirksregionen, Planungsräume, inhabitants, social monitoring (see daten/QUELLEN.md)."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from stzverbund.basis.setzen import setzen
from zentren.gebiete.einwohner import matrix_laden, staende_schreiben
from zentren.gebiete.lage import monitoring_laden
from zentren.gebiete.tabelle import Ladefehler, Zeile, lies_datei, lies_tabelle
from zentren.models import Bezirk, Bezirksregion, Einwohnerstand, Planungsraum, SozialeLage

__all__ = [
    "DATEN",
    "EINWOHNERFELDER",
    "Ladefehler",
    "laden",
    "lies_datei",
    "matrix_laden",
    "monitoring_laden",
]

DATEN = Path(__file__).parent.parent / "daten"
LOR_STAND = 2021
MSS_JAHR = 2021
EINWOHNERFELDER = (
    "einwohner",
    "mit_migrationshintergrund",
    "deutsche",
    "auslaender",
    "weiblich",
    "u6",
    "a6_15",
    "a15_18",
    "a18_27",
    "a27_45",
    "a45_55",
    "a55_65",
    "a65plus",
)


@transaction.atomic
def laden(ordner: Path = DATEN) -> dict[str, int]:
    """Writes all areas and their figures; matched by key, so it may run as often as one likes."""
    _bezirke(ordner / "bezirke_berlin_vereinfacht.geojson")
    _regionen(ordner)
    _planungsraeume(ordner / "lor_mh_2021.csv")
    _einwohner(ordner / "einwohner_mh_bzr_2020-2024.csv")
    monitoring_laden((ordner / "mss2021_mh_plr.csv").read_bytes(), MSS_JAHR)
    arten = (Bezirk, Bezirksregion, Planungsraum, Einwohnerstand, SozialeLage)
    return {str(art._meta.verbose_name_plural): art.objects.count() for art in arten}


def _umrisse(pfad: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for gebiet in json.loads(pfad.read_text(encoding="utf-8"))["features"]:
        yield gebiet["properties"], gebiet["geometry"]


def _zeilen(pfad: Path) -> list[Zeile]:
    return lies_tabelle(pfad.read_bytes(), ())


def _bezirke(pfad: Path) -> None:
    bezirke = (
        {"schluessel": angaben["bez_id"], "name": angaben["bez_name"], "geometrie": umriss}
        for angaben, umriss in _umrisse(pfad)
    )
    setzen(Bezirk, ["schluessel"], bezirke)


def _regionen(ordner: Path) -> None:
    umrisse = {a["bzr_id"]: u for a, u in _umrisse(ordner / "bezirksregionen_mh_vereinfacht.geojson")}
    bezirke = {b.schluessel: b for b in Bezirk.objects.all()}
    namen: dict[str, Zeile] = {}
    for datei in ("lor_mh_2021.csv", "bezirksregionen_lichtenberg_2021.csv"):
        namen |= {zeile["bzr_id"]: zeile for zeile in _zeilen(ordner / datei)}
    regionen = (
        {
            "schluessel": key,
            "lor_stand": LOR_STAND,
            "name": zeile["bzr_name"],
            "bezirk": bezirke[zeile["bez_id"]],
            "prognoseraum": zeile["pgr_name"],
            "geometrie": umrisse.get(key),
        }
        for key, zeile in namen.items()
    )
    setzen(Bezirksregion, ["schluessel", "lor_stand"], regionen)


def _planungsraeume(pfad: Path) -> None:
    regionen = _regionen_nach_schluessel()
    raeume = (
        {
            "schluessel": zeile["plr_id"],
            "name": zeile["plr_name"],
            "bezirksregion": regionen[zeile["bzr_id"]],
            "flaeche_qm": Decimal(zeile["flaeche_qm"]),
            "schluessel_bis_2020": zeile["plr_id_bis2020"],
        }
        for zeile in _zeilen(pfad)
    )
    setzen(Planungsraum, ["schluessel"], raeume)


def _einwohner(pfad: Path) -> None:
    """The figures of the Bezirksregionen; those of the Bezirk are their sum (its own row confirms it)."""
    regionen = _regionen_nach_schluessel()
    je_tag: dict[str, dict[Bezirksregion, dict[str, int]]] = {}
    for zeile in _zeilen(pfad):
        if zeile["ebene"] == "BZR":
            werte = {feld: int(zeile[feld]) for feld in EINWOHNERFELDER}
            je_tag.setdefault(zeile["stichtag"], {})[regionen[zeile["raum_id_2021"]]] = werte
    for tag, staende in je_tag.items():
        staende_schreiben(date.fromisoformat(tag), staende)


def _regionen_nach_schluessel() -> dict[str, Bezirksregion]:
    return {region.schluessel: region for region in Bezirksregion.objects.filter(lor_stand=LOR_STAND)}
