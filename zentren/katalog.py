"""Loads the catalogue of the Rahmenkonzept, verbatim and as often as one likes."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from stzverbund.basis.setzen import M, setzen
from zentren.models import (
    Aufgabe,
    Aufgabenbereich,
    Fachstellenart,
    Leistung,
    Leistungsbereich,
    Ziel,
    Zielgruppe,
)

KATALOG = Path(__file__).parent / "daten" / "katalog.toml"
UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


def schluessel(name: str) -> str:
    """A stable key of a name: "Seniorinnen und Senioren" -> "seniorinnen-und-senioren"."""
    return slugify(name.translate(UMLAUTE))[:40]


@transaction.atomic
def laden(pfad: Path = KATALOG) -> dict[str, int]:
    """Writes the catalogue into the database; returns how many entries of each kind there are now.

    Existing entries are matched by their key and updated; nothing is deleted, because data refer to it.
    """
    katalog = tomllib.loads(pfad.read_text(encoding="utf-8"))
    _setzen(
        Ziel, [_zeile(ziel["schluessel"], i, text=ziel["text"]) for i, ziel in enumerate(katalog["ziel"])]
    )
    _leistungsbereiche(katalog["leistungsbereich"])
    _aufgabenbereiche(katalog["aufgabenbereich"])
    _namen(Zielgruppe, katalog["zielgruppen"]["genannt"], katalog["zielgruppen"]["ergaenzt"])
    beratung = next(b for b in katalog["leistungsbereich"] if "fachstellen" in b)
    _namen(Fachstellenart, beratung["fachstellen"], beratung["fachstellen_ergaenzt"])
    arten = (Ziel, Leistungsbereich, Leistung, Aufgabenbereich, Aufgabe, Zielgruppe, Fachstellenart)
    return {str(art._meta.verbose_name_plural): art.objects.count() for art in arten}


def _zeile(key: str, reihenfolge: int, **felder: Any) -> dict[str, Any]:
    return {"schluessel": key, "reihenfolge": reihenfolge, **felder}


def _setzen(modell: type[M], zeilen: list[dict[str, Any]]) -> list[M]:
    return setzen(modell, ["schluessel"], zeilen)


def _leistungsbereiche(daten: list[dict[str, Any]]) -> None:
    bereiche = _setzen(
        Leistungsbereich,
        [_zeile(d["schluessel"], i, name=d["name"], kurz=d["kurz"]) for i, d in enumerate(daten)],
    )
    leistungen = [
        _zeile(f"{bereich.schluessel}.{i}", nummer * 100 + i, text=text, leistungsbereich=bereich)
        for nummer, (bereich, d) in enumerate(zip(bereiche, daten, strict=True))
        for i, text in enumerate(d["leistungen"], start=1)
    ]
    _setzen(Leistung, leistungen)


def _aufgabenbereiche(daten: list[dict[str, Any]]) -> None:
    bereiche = _setzen(
        Aufgabenbereich,
        [
            _zeile(d["schluessel"], i, name=d["name"], einleitung=d.get("einleitung", ""))
            for i, d in enumerate(daten)
        ],
    )
    aufgaben = [
        _zeile(f"{bereich.schluessel}.{i}", nummer * 100 + i, text=text, aufgabenbereich=bereich)
        for nummer, (bereich, d) in enumerate(zip(bereiche, daten, strict=True))
        for i, text in enumerate(d["aufgaben"], start=1)
    ]
    _setzen(Aufgabe, aufgaben)


def _namen(modell: type[M], genannt: list[str], ergaenzt: list[str]) -> None:
    namen = enumerate([*genannt, *ergaenzt])
    _setzen(modell, [_zeile(schluessel(name), i, name=name, ergaenzt=i >= len(genannt)) for i, name in namen])
