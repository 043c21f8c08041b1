"""Exports: readable in German spreadsheets, and no cell runs as a formula."""

import csv
import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from django.utils.text import format_lazy as lazystr
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.export import FORMELZEICHEN, TYPEN, UNSCHREIBBAR, als_datei, entschaerft

KOPF = ["Name", "Anzahl", "Datum"]
ZEILEN = [["Nähcafé; mit „Tee“", 12, date(2026, 10, 6)], ['=HYPERLINK("http://x.example")', -3, None]]


@given(st.text())
def test_kein_text_beginnt_wie_eine_formel(text: str) -> None:
    sicher = entschaerft(text)
    assert not sicher.startswith(FORMELZEICHEN)
    lesbar = UNSCHREIBBAR.sub("", text)
    assert sicher in {lesbar, f"'{lesbar}"}


@pytest.mark.parametrize("art", TYPEN)
def test_keine_datei_enthaelt_eine_formel(art: str) -> None:
    """What begins like one, in the head too, as lazy text and with characters no spreadsheet may hold."""
    boese = [f"{zeichen}1+1" for zeichen in FORMELZEICHEN]
    verzoegert = lazystr("=2+2")
    zeilen = [[*boese, "\x00=1", verzoegert, "\ud800a\x0b\uffff"], [*range(len(boese) + 3)]]
    inhalt = als_datei([*boese, "=a", "@b", "+c"], zeilen, art, "x").content
    if art == "csv":
        text = [
            z for zeile in csv.reader(io.StringIO(inhalt.decode("utf-8-sig")), delimiter=";") for z in zeile
        ]
    elif art == "xlsx":
        blatt = openpyxl.load_workbook(io.BytesIO(inhalt)).active
        assert not [zelle for zeile in blatt.rows for zelle in zeile if zelle.data_type == "f"]
        text = [str(zelle.value) for zeile in blatt.rows for zelle in zeile]
    else:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as mappe:
            xml = mappe.read("content.xml").decode()
        assert "table:formula" not in xml
        text = re.findall(r"<text:p[^>]*>(.*?)</text:p>", xml, re.S)
    assert len(text) > 20
    assert not [zelle for zelle in text if zelle.startswith(FORMELZEICHEN)]


@pytest.mark.parametrize("wert", [-3, 0, 1.5, None, date(2026, 10, 6)])
def test_zahlen_und_daten_bleiben_was_sie_sind(wert: object) -> None:
    assert entschaerft(wert) is wert


def test_csv_oeffnet_ein_deutsches_excel_ohne_nachfrage() -> None:
    inhalt = als_datei(KOPF, ZEILEN, "csv", "liste").content
    assert inhalt.startswith(b"\xef\xbb\xbf")
    zeilen = list(csv.reader(io.StringIO(inhalt.decode("utf-8-sig")), delimiter=";"))
    assert zeilen[0] == KOPF
    assert zeilen[1][0] == "Nähcafé; mit „Tee“"
    assert zeilen[2][:2] == ['\'=HYPERLINK("http://x.example")', "-3"]


def test_xlsx_ist_lesbar_und_ohne_formeln() -> None:
    inhalt = als_datei(KOPF, ZEILEN, "xlsx", "liste").content
    blatt = openpyxl.load_workbook(io.BytesIO(inhalt)).active
    werte = [[zelle.value for zelle in zeile] for zeile in blatt.rows]
    assert werte[0] == KOPF
    assert werte[1][:2] == ["Nähcafé; mit „Tee“", 12]
    assert werte[2][1] == -3
    assert not [zelle for zeile in blatt.rows for zelle in zeile if zelle.data_type == "f"]


def test_ods_ist_lesbar() -> None:
    inhalt = als_datei(KOPF, ZEILEN, "ods", "liste").content
    with zipfile.ZipFile(io.BytesIO(inhalt)) as mappe:
        text = mappe.read("content.xml").decode()
    assert "Nähcafé; mit „Tee“" in text
    assert "table:formula" not in text


@pytest.mark.parametrize("art", TYPEN)
def test_antwort_ist_eine_datei(art: str) -> None:
    antwort = als_datei(KOPF, ZEILEN, art, "fachstellen")
    assert antwort["Content-Type"] == TYPEN[art]
    assert antwort["Content-Disposition"] == f'attachment; filename="fachstellen.{art}"'
    assert antwort["X-Content-Type-Options"] == "nosniff"
