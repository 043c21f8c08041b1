"""Loads the shared core of the Kennzahlen, as often as one likes."""

import tomllib
from pathlib import Path

from django.db import transaction

from angebote.models import Kennzahl

# What an entry of the file does not say.
VORGABEN = {
    "kurz": "",
    "einheit": "anzahl",
    "quelle": "",
    "aufteilung": False,
    "pflicht": True,
    "summierbar": True,
}
KERN = Path(__file__).parent / "daten" / "kennzahlen.toml"


@transaction.atomic
def laden(pfad: Path = KERN) -> int:
    """Writes what is missing of the shared core into the database; returns how many Kennzahlen it has now.

    What is there stays: values refer to its meaning, and the Verwaltung may have ended or reworded it.
    """
    kern = tomllib.loads(pfad.read_text(encoding="utf-8"))
    for i, daten in enumerate(kern["kennzahl"], start=1):
        felder = VORGABEN | {"gueltig_von": kern["gueltig_von"], "reihenfolge": i * 10} | daten
        Kennzahl.objects.get_or_create(schluessel=felder.pop("schluessel"), bezirk=None, defaults=felder)
    return Kennzahl.objects.filter(bezirk__isnull=True).count()
