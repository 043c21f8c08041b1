"""The file to fill in: the columns of a register, and on a second sheet what each of them takes."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.einlesen.register import Register
from zentren.stadtteilmanagement.einlesen.zeilen import Spalte, spalten

SO_WIRD_GELESEN = (
    "Eine Zeile ist ein Eintrag. Eine leere Zelle heißt: so wie im leeren Formular.",
    "Ein Tag heißt 31.12.2026. Mehrere Namen trennen Sie mit Semikolon.",
    "Keine Namen von Besucherinnen und Besuchern, Ehrenamtlichen oder Menschen, die sich beschweren.",
)


def arbeitsmappe(register: Register, wer: Mitgliedschaft) -> bytes:
    """The template as xlsx."""
    import openpyxl

    felder = spalten(register.formular(wer, None), register.ohne)
    mappe = openpyxl.Workbook()
    blatt: Any = mappe.active
    blatt.title = register.titel[:31]
    _fuellen(blatt, [[spalte.label for spalte in felder]])
    blatt.freeze_panes = "A2"
    for spalte in blatt.columns:
        blatt.column_dimensions[spalte[0].column_letter].width = 24
    hinweise: Any = mappe.create_sheet("So wird gelesen")
    _fuellen(hinweise, [*([satz] for satz in SO_WIRD_GELESEN), [], *map(erklaerung, felder)])
    hinweise.column_dimensions["A"].width, hinweise.column_dimensions["C"].width = 36, 100
    ziel = io.BytesIO()
    mappe.save(ziel)
    return ziel.getvalue()


def erklaerung(spalte: Spalte) -> list[str]:
    """The head, whether it is needed, and what a cell may hold."""
    was = "ja oder nein" if spalte.ja_nein else "; ".join(spalte.namen)
    if spalte.mehrere and was:
        was = f"eines oder mehrere: {was}"
    return [spalte.label, "nötig" if spalte.pflicht else "", was or spalte.hinweis]


def _fuellen(blatt: Any, inhalt: Iterable[Sequence[str]]) -> None:
    """Text only: a name that begins with "=" is no formula."""
    for i, zeile in enumerate(inhalt, start=1):
        for j, text in enumerate(zeile, start=1):
            zelle = blatt.cell(i, j, text)
            zelle.data_type = "s"
