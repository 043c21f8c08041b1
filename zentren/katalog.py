"""Loads the catalogue of the Rahmenkonzept, verbatim and as often as one likes."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

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
    for i, ziel in enumerate(katalog["ziel"]):
        _setzen(Ziel, ziel["schluessel"], i, text=ziel["text"])
    for i, bereich in enumerate(katalog["leistungsbereich"]):
        _leistungsbereich(i, bereich)
    for i, bereich in enumerate(katalog["aufgabenbereich"]):
        _aufgabenbereich(i, bereich)
    _namen(Zielgruppe, katalog["zielgruppen"]["genannt"], katalog["zielgruppen"]["ergaenzt"])
    beratung = next(b for b in katalog["leistungsbereich"] if "fachstellen" in b)
    _namen(Fachstellenart, beratung["fachstellen"], beratung["fachstellen_ergaenzt"])
    arten = (Ziel, Leistungsbereich, Leistung, Aufgabenbereich, Aufgabe, Zielgruppe, Fachstellenart)
    return {str(art._meta.verbose_name_plural): art.objects.count() for art in arten}


def _setzen(modell: type[models.Model], key: str, reihenfolge: int, **felder: Any) -> Any:
    objekt, _ = modell.objects.update_or_create(  # type: ignore[attr-defined]
        schluessel=key, defaults={"reihenfolge": reihenfolge, **felder}
    )
    return objekt


def _leistungsbereich(index: int, daten: dict[str, Any]) -> None:
    key = daten["schluessel"]
    bereich = _setzen(Leistungsbereich, key, index, name=daten["name"], kurz=daten["kurz"])
    for i, text in enumerate(daten["leistungen"], start=1):
        _setzen(Leistung, f"{key}.{i}", index * 100 + i, text=text, leistungsbereich=bereich)


def _aufgabenbereich(index: int, daten: dict[str, Any]) -> None:
    key = daten["schluessel"]
    einleitung = daten.get("einleitung", "")
    bereich = _setzen(Aufgabenbereich, key, index, name=daten["name"], einleitung=einleitung)
    for i, text in enumerate(daten["aufgaben"], start=1):
        _setzen(Aufgabe, f"{key}.{i}", index * 100 + i, text=text, aufgabenbereich=bereich)


def _namen(modell: type[models.Model], genannt: list[str], ergaenzt: list[str]) -> None:
    for i, name in enumerate([*genannt, *ergaenzt]):
        _setzen(modell, schluessel(name), i, name=name, ergaenzt=i >= len(genannt))
