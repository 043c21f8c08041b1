"""Lists as offices have them: the same rows as xlsx, ods and csv."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import tablib

Zeilen = Sequence[Sequence[Any]]

LISTE: list[list[Any]] = [
    [
        "Angebot",
        "Art",
        "Bereich",
        "Wochentag",
        "Uhrzeit",
        "Ort",
        "Zielgruppe",
        "Kosten",
        "Leitung",
        "Telefon",
    ],
    [
        "Malkurs",
        "Kurs",
        "L1",
        "Dienstag",
        "14-16 Uhr",
        "Garten",
        "alle",
        "3 € je Termin",
        "Frau X",
        "030 123456",
    ],
    ["Chor", "Singkreis", "", "Do", "nach Absprache", "", "alle, Gäste", "kostenlos", "Herr Y", ""],
]
"""A complete Angebot and one that lacks a lot; somebody's name stands in the ninth column."""


def als_xlsx(zeilen: Zeilen, **weitere: Zeilen) -> bytes:
    """The first sheet is "Liste", further ones by their names."""
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    blatt.title = "Liste"
    for zeile in zeilen:
        blatt.append(list(zeile))
    for name, inhalt in weitere.items():
        neues = mappe.create_sheet(name)
        for zeile in inhalt:
            neues.append(list(zeile))
    ziel = io.BytesIO()
    mappe.save(ziel)
    return ziel.getvalue()


def als_ods(zeilen: Zeilen) -> bytes:
    kopf, *rest = zeilen
    return tablib.Dataset(*rest, headers=kopf, title="Liste").export("ods")


def als_csv(zeilen: Zeilen, *, zeichen: str = ";", kodierung: str = "utf-8-sig") -> bytes:
    ziel = io.StringIO()
    csv.writer(ziel, delimiter=zeichen, lineterminator="\r\n").writerows(zeilen)
    return ziel.getvalue().encode(kodierung)


def umgepackt(daten: bytes, ersetzt: Mapping[str, bytes]) -> bytes:
    """The same archive with other or more parts."""
    ziel = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(daten)) as alt, zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for name in alt.namelist():
            if name not in ersetzt:
                neu.writestr(name, alt.read(name))
        for name, inhalt in ersetzt.items():
            neu.writestr(name, inhalt)
    return ziel.getvalue()


def teil(daten: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(daten)) as archiv:
        return archiv.read(name)
