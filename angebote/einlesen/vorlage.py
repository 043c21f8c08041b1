"""The template for figures of past months: the columns and rows of this centre and year."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from angebote.einlesen.zahlen import FESTE_ZIELE
from angebote.models import Kennzahl
from angebote.vollstaendigkeit import monat_zaehlt, neueste_meldungen, rasterzeilen
from stzverbund.basis.zahlen import Einheit
from zentren.models import Zentrum

ANLEITUNG = (
    "Eine Zeile ist ein Monat eines Angebots. Wo kein Angebot steht, geht es um das ganze Zentrum.",
    "Leer heißt: nichts eintragen. 0 heißt: es war offen, niemand kam.",
    "k. A. heißt: keine Angabe. ausgefallen heißt: es hat nicht stattgefunden. ca. 40 heißt: geschätzt.",
    "Stunden schreiben Sie als 1,5 oder 1:30. Was Sie nicht brauchen, können Sie löschen.",
    "Keine Namen von Personen.",
)


def jahre(zentrum: Zentrum, heute: date) -> list[int]:
    """The years for which there is a template, newest first: while the centre has been open, at most ten."""
    erstes = max(zentrum.in_betrieb_von.year, heute.year - 9)
    return list(range(heute.year, erstes - 1, -1))


def zeilen(zentrum: Zentrum, jahr: int) -> list[list[str]]:
    """The heads, then for each month each Angebot of its grid and the centre itself."""
    kennzahlen = list(Kennzahl.objects.gueltig(zentrum.bezirk_id, jahr))
    kennzahlen.sort(key=lambda kennzahl: kennzahl.ebene != Kennzahl.Ebene.ANGEBOT)
    monate = [monat for i in range(1, 13) if monat_zaehlt(zentrum, monat := date(jahr, i, 1))]
    titel: dict[date, list[str]] = {monat: [] for monat in monate}
    for zeile in rasterzeilen([zentrum], monate, neueste_meldungen([zentrum], monate)):
        titel[zeile.monat].append(zeile.titel)
    kopf = [FESTE_ZIELE[0].name, "Angebot", *map(_kopf, kennzahlen)]
    return [kopf, *([f"{monat:%m/%Y}", name] for monat in monate for name in [*titel[monat], ""])]


def arbeitsmappe(zentrum: Zentrum, jahr: int) -> bytes:
    """The template as xlsx; the second sheet says how cells are read."""
    import openpyxl

    mappe = openpyxl.Workbook()
    blatt: Any = mappe.active
    blatt.title = f"Zahlen {jahr}"
    _fuellen(blatt, zeilen(zentrum, jahr))
    blatt.freeze_panes = "C2"
    blatt.column_dimensions["B"].width = 36
    hinweise = mappe.create_sheet("So wird gelesen")
    _fuellen(hinweise, [[satz] for satz in ANLEITUNG])
    hinweise.column_dimensions["A"].width = 110
    ziel = io.BytesIO()
    mappe.save(ziel)
    return ziel.getvalue()


def _kopf(kennzahl: Kennzahl) -> str:
    """The unit in brackets where it is not people or things, nor in the name."""
    einheit = Einheit(kennzahl.einheit)
    if einheit == Einheit.ANZAHL or einheit.label in kennzahl.name:
        return kennzahl.name
    return f"{kennzahl.name} ({einheit.label})"


def _fuellen(blatt: Any, inhalt: Sequence[Sequence[str]]) -> None:
    """Text only: a title that begins with "=" is no formula."""
    for i, zeile in enumerate(inhalt, start=1):
        for j, text in enumerate(zeile, start=1):
            zelle = blatt.cell(i, j, text)
            zelle.data_type = "s"
