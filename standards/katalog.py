"""Loads the Mindeststandards of the Rahmenkonzept (RK-2017 4.3) as a published edition."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from standards.models import Fassung, Kriterium, Standard, Zustimmung
from zentren.katalog import KATALOG

ERLAEUTERUNGEN = Path(__file__).parent / "daten" / "erlaeuterungen.toml"
BESCHLUSS = "Rahmenkonzept vom 20. September 2017"


@transaction.atomic
def laden(pfad: Path = KATALOG, erlaeuterungen: Path = ERLAEUTERUNGEN) -> dict[str, int]:
    """Writes the edition with its Standards and Kriterien, and publishes it; returns how many there are.

    An edition that is published stays as it is, so that loading again changes nothing.
    """
    katalog = tomllib.loads(pfad.read_text(encoding="utf-8"))
    kopf = katalog["rahmenkonzept"]
    if not Fassung.objects.filter(schluessel=kopf["schluessel"]).exists():
        worte = tomllib.loads(erlaeuterungen.read_text(encoding="utf-8"))
        _anlegen(kopf, katalog["standard"], katalog["vorbehalt"]["standards"], worte)
    arten = (Fassung, Standard, Kriterium)
    return {str(art._meta.verbose_name_plural): art.objects.count() for art in arten}


def _anlegen(
    kopf: dict[str, Any], standards: list[dict[str, Any]], vorbehalt: str, worte: dict[str, dict[str, Any]]
) -> None:
    fassung = Fassung.objects.create(
        schluessel=kopf["schluessel"],
        titel=kopf["titel"],
        stand=kopf["stand"],
        vorbehalt=vorbehalt,
        beschluss=BESCHLUSS,
    )
    Zustimmung.objects.bulk_create(
        Zustimmung(fassung=fassung, partner=partner, am=kopf["stand"]) for partner in kopf["partner"]
    )
    for angaben in standards:
        _standard(fassung, angaben, worte)
    fassung.veroeffentlicht_am = kopf["stand"]
    fassung.save()


def _standard(fassung: Fassung, angaben: dict[str, Any], worte: dict[str, dict[str, Any]]) -> None:
    standard = Standard.objects.create(
        fassung=fassung,
        nummer=angaben["nummer"],
        name=angaben["name"],
        einleitung=angaben["einleitung"],
        schluss=angaben.get("schluss", ""),
    )
    for nummer, text in enumerate(angaben["kriterien"], start=1):
        schluessel = f"{standard.nummer}.{nummer}"
        mehr = worte.get(schluessel, {})
        Kriterium.objects.create(standard=standard, nummer=nummer, schluessel=schluessel, text=text, **mehr)
