"""Loads Bezirke, Bezirksregionen, Planungsräume, inhabitants, social monitoring (see daten/QUELLEN.md)."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from zentren.models import Bezirk, Bezirksregion, Einwohnerstand, Planungsraum, SozialeLage

DATEN = Path(__file__).parent / "daten"
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
# Field of the model -> column of the file of the Senatsverwaltung.
MSS_ANTEILE = {
    "arbeitslose": "s1_percentage_unemployed",
    "transferbezug": "s3_percentage_transfer_payments_recipients",
    "kinderarmut": "s4_percentage_transfer_payments_recipients_below_15_years",
    "alleinerziehende": "k02_single_parent_households",
    "altersarmut": "k03_old_age_poverty",
    "migrationshintergrund": "k05_inhabitants_with_migration_background",
}


@transaction.atomic
def laden(ordner: Path = DATEN) -> dict[str, int]:
    """Writes all areas and their figures; matched by key, so it may run as often as one likes."""
    _bezirke(ordner / "bezirke_berlin_vereinfacht.geojson")
    _regionen(ordner)
    _planungsraeume(ordner / "lor_mh_2021.csv")
    _einwohner(ordner / "einwohner_mh_bzr_2020-2024.csv")
    _soziale_lage(ordner / "mss2021_mh_plr.csv")
    arten = (Bezirk, Bezirksregion, Planungsraum, Einwohnerstand, SozialeLage)
    return {str(art._meta.verbose_name_plural): art.objects.count() for art in arten}


def _umrisse(pfad: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for gebiet in json.loads(pfad.read_text(encoding="utf-8"))["features"]:
        yield gebiet["properties"], gebiet["geometry"]


def _zeilen(pfad: Path, trennzeichen: str = ";") -> Iterator[dict[str, str]]:
    with pfad.open(encoding="utf-8", newline="") as datei:
        yield from csv.DictReader(datei, delimiter=trennzeichen)


def _bezirke(pfad: Path) -> None:
    for angaben, umriss in _umrisse(pfad):
        werte = {"name": angaben["bez_name"], "geometrie": umriss}
        Bezirk.objects.update_or_create(schluessel=angaben["bez_id"], defaults=werte)


def _regionen(ordner: Path) -> None:
    umrisse = {a["bzr_id"]: u for a, u in _umrisse(ordner / "bezirksregionen_mh_vereinfacht.geojson")}
    bezirke = {b.schluessel: b for b in Bezirk.objects.all()}
    namen: dict[str, dict[str, str]] = {}
    for datei in ("lor_mh_2021.csv", "bezirksregionen_lichtenberg_2021.csv"):
        namen |= {zeile["bzr_id"]: zeile for zeile in _zeilen(ordner / datei)}
    for key, zeile in namen.items():
        werte = {
            "name": zeile["bzr_name"],
            "bezirk": bezirke[zeile["bez_id"]],
            "prognoseraum": zeile["pgr_name"],
            "geometrie": umrisse.get(key),
        }
        Bezirksregion.objects.update_or_create(schluessel=key, lor_stand=LOR_STAND, defaults=werte)


def _planungsraeume(pfad: Path) -> None:
    regionen = _regionen_nach_schluessel()
    for zeile in _zeilen(pfad):
        werte = {
            "name": zeile["plr_name"],
            "bezirksregion": regionen[zeile["bzr_id"]],
            "flaeche_qm": Decimal(zeile["flaeche_qm"]),
            "schluessel_bis_2020": zeile["plr_id_bis2020"],
        }
        Planungsraum.objects.update_or_create(schluessel=zeile["plr_id"], defaults=werte)


def _einwohner(pfad: Path) -> None:
    """The figures of the Bezirksregionen; those of the Bezirk are their sum (its own row confirms it)."""
    regionen = _regionen_nach_schluessel()
    for zeile in _zeilen(pfad):
        if zeile["ebene"] != "BZR":
            continue
        werte = {feld: int(zeile[feld]) for feld in EINWOHNERFELDER}
        Einwohnerstand.objects.update_or_create(
            bezirksregion=regionen[zeile["raum_id_2021"]],
            stichtag=date.fromisoformat(zeile["stichtag"]),
            defaults=werte,
        )


def _soziale_lage(pfad: Path) -> None:
    raeume = {raum.schluessel: raum for raum in Planungsraum.objects.all()}
    for zeile in _zeilen(pfad):
        werte: dict[str, Any] = {
            "einwohner": _ganz(zeile["inhabitants"]),
            "status": _ganz(zeile["status_index"]),
            "status_klasse": zeile["status_index_class"],
            "dynamik": zeile["dynamic_index"],
            "dynamik_klasse": zeile["dynamic_index_class"],
        }
        werte |= {feld: _anteil(zeile[spalte]) for feld, spalte in MSS_ANTEILE.items()}
        SozialeLage.objects.update_or_create(planungsraum=raeume[zeile["id"]], jahr=MSS_JAHR, defaults=werte)


def _regionen_nach_schluessel() -> dict[str, Bezirksregion]:
    return {region.schluessel: region for region in Bezirksregion.objects.filter(lor_stand=LOR_STAND)}


def _ganz(text: str) -> int | None:
    return int(float(text)) if text else None


def _anteil(text: str) -> float | None:
    return float(text) if text else None
