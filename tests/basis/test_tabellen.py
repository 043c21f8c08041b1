"""Files with tables: what is read of xlsx, ods and csv, and what is refused with a German sentence."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.tabellen import lesen as tabelle
from stzverbund.basis.tabellen.arbeitsmappe import BESCHAEDIGT, BINAERES_EXCEL, ENTPACKT, ENTPACKT_ZU_GROSS
from stzverbund.basis.tabellen.lesen import ALTES_EXCEL, KEINE_TABELLE, LEER, Blatt, lies
from stzverbund.basis.tabellen.text import Tabellenfehler
from tests.hilfen.tabelle import LISTE, als_csv, als_ods, als_xlsx, teil, umgepackt

FASSUNGEN = {
    "xlsx": als_xlsx(LISTE),
    "ods": als_ods(LISTE),
    "csv": als_csv(LISTE),
    "csv mit Komma, ohne BOM": als_csv(LISTE, zeichen=",", kodierung="utf-8"),
    "csv aus Windows": als_csv(LISTE, kodierung="cp1252"),
}
ERWARTET = [(i, zeile) for i, zeile in enumerate(LISTE, start=1)]


@pytest.mark.parametrize("daten", FASSUNGEN.values(), ids=FASSUNGEN)
def test_jede_fassung_ergibt_dieselbe_tabelle(daten: bytes) -> None:
    [blatt] = lies(daten)
    assert blatt.zeilen == ERWARTET
    assert not blatt.fehler


WERTE = [
    (3, "3"),
    (2.5, "2,5"),
    (0.1 + 0.2, "0,3"),
    (date(2026, 3, 1), "01.03.2026"),
    (time(14, 30), "14:30"),
    (True, "ja"),
    (" Text\nmit Umbruch ", "Text\nmit Umbruch"),
]


@pytest.mark.parametrize("als", [als_xlsx, als_ods])
def test_werte_stehen_da_wie_getippt(als: Any) -> None:
    [blatt] = lies(als([["Kopf"] * len(WERTE), [wert for wert, _ in WERTE]]))
    assert blatt.zeilen[1] == (2, [text for _, text in WERTE])


def test_zeiten_und_betraege_aus_excel() -> None:
    tage = [datetime.fromisoformat(zeit) for zeit in ("2026-03-01", "2026-03-01 14:30")]
    werte = [*tage, timedelta(hours=30, minutes=5)]
    mappe = openpyxl.load_workbook(io.BytesIO(als_xlsx([werte])))
    betrag = mappe.active.cell(1, 4, 2.5)
    betrag.number_format = '#,##0.00 "€"'
    ziel = io.BytesIO()
    mappe.save(ziel)
    [blatt] = lies(ziel.getvalue())
    assert blatt.zeilen == [(1, ["01.03.2026", "01.03.2026 14:30", "30:05", "2,50 €"])]


def test_formeln_sind_ihre_werte() -> None:
    daten = als_xlsx([["Zahl"], ["=1+1"]])
    blatt = teil(daten, "xl/worksheets/sheet1.xml")
    berechnet = blatt.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
        b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
    )
    assert berechnet != blatt
    assert lies(umgepackt(daten, {"xl/worksheets/sheet1.xml": berechnet}))[0].zeilen[1] == (2, ["2"])


def test_makros_schaden_nicht() -> None:
    daten = umgepackt(als_xlsx(LISTE), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub Auto_Open()"})
    assert lies(daten)[0].zeilen == ERWARTET


def test_mehrere_blaetter_ohne_leere_und_versteckte() -> None:
    daten = als_xlsx(LISTE, Leer=[], Geheim=[["x"]], Zweites=[["A", "B"], [1, 2]])
    mappe = openpyxl.load_workbook(io.BytesIO(daten))
    mappe["Geheim"].sheet_state = "hidden"
    ziel = io.BytesIO()
    mappe.save(ziel)
    assert [blatt.name for blatt in lies(ziel.getvalue())] == ["Liste", "Zweites"]


def test_leere_zeilen_und_spalten_zaehlen_nicht_die_nummern_bleiben() -> None:
    zeilen = [["", ""], ["A", ""], ["", ""], ["", "B"], ["", ""]]
    for daten in (als_xlsx(zeilen), als_csv(zeilen)):
        assert lies(daten)[0].zeilen == [(2, ["A", ""]), (4, ["", "B"])]


def test_wiederholte_zellen_und_zeilen_in_ods() -> None:
    """LibreOffice writes equal neighbours once, and empty cells to the end of the sheet."""
    inhalt = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Liste">
<table:table-row table:number-rows-repeated="3">
<table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"
 table:number-columns-repeated="2"><text:p>Näh<text:s/>Café</text:p><text:p>zwei</text:p><office:annotation>
<text:p>Notiz</text:p></office:annotation></table:table-cell><table:covered-table-cell/>
<table:table-cell office:value-type="currency" office:value="2.5"><text:p>2,50 €</text:p></table:table-cell>
<table:table-cell office:value-type="time" office:time-value="PT30H05M00S"/>
<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="1048571">
<table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
    [blatt] = lies(umgepackt(als_ods(LISTE), {"content.xml": inhalt.encode()}))
    zellen = ["Näh Café\nzwei", "Näh Café\nzwei", "", "2,50 €", "30:05"]
    assert blatt == Blatt("Liste", [(4, zellen), (5, zellen)])


def _satz(daten: bytes) -> str:
    with pytest.raises(Tabellenfehler) as fehler:
        lies(daten)
    return str(fehler.value)


def _archiv(**teile: bytes) -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name.replace("__", "/"), inhalt)
    return ziel.getvalue()


ODT = b"application/vnd.oasis.opendocument.text"
BILLION = b"""<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;</a>"""


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        (b"", LEER),
        (b"\n\n;;\n", LEER),
        (als_xlsx([]), LEER),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00", KEINE_TABELLE),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(40)), KEINE_TABELLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, ALTES_EXCEL),
        (_archiv(word__document=b"<x/>"), KEINE_TABELLE),
        (_archiv(mimetype=ODT, **{"content.xml": b"<x/>"}), KEINE_TABELLE),
        (_archiv(**{"xl/workbook.bin": b"x"}), BINAERES_EXCEL),
        (_archiv(**{"xl/workbook.xml": b"kein xml"}), BESCHAEDIGT),
        (FASSUNGEN["xlsx"][:900], BESCHAEDIGT),
        (umgepackt(FASSUNGEN["ods"], {"content.xml": BILLION}), BESCHAEDIGT),
        (umgepackt(FASSUNGEN["ods"], {"content.xml": b"<a><b></a>"}), BESCHAEDIGT),
        (b"Titel;Kosten\nA;1\n" + b"x" * tabelle.HOECHSTENS_BYTES, tabelle.ZU_GROSS),
        (b'Titel;Kosten\nA;"1\n', "In Zeile 2 beginnt ein Anführungszeichen"),
        (als_xlsx([["Titel"], ["x" * 20_001]]), "Zeile 2: Eine Zelle hat mehr als 20000 Zeichen"),
    ],
)
def test_was_keine_tabelle_ist_wird_so_benannt(daten: bytes, satz: str) -> None:
    assert satz in _satz(daten)


def test_zu_viel_text() -> None:
    assert _satz(als_xlsx([["x" * 19_000] * 9] * 20)) == tabelle.ZU_VIEL_TEXT


@pytest.mark.parametrize("als", [als_xlsx, als_ods, als_csv])
def test_zu_viele_zeilen_und_spalten(als: Any) -> None:
    kopf = ["Titel", "Kosten"]
    gerade_noch = lies(als([kopf] + [["A", "1"]] * 2009))[0]
    assert (len(gerade_noch.zeilen), gerade_noch.fehler) == (2010, "")
    assert lies(als([kopf] + [["A", "1"]] * 2010))[0] == Blatt(gerade_noch.name, [], tabelle.ZU_VIELE_ZEILEN)
    assert lies(als([["A"] * 101, ["1"] * 101]))[0].fehler == tabelle.ZU_VIELE_SPALTEN


def test_ein_zu_grosses_blatt_laesst_die_anderen_zu() -> None:
    erstes, zweites = lies(als_xlsx([["A", "B"]] * 2100, Klein=LISTE))
    assert erstes.fehler == tabelle.ZU_VIELE_ZEILEN
    assert zweites.zeilen == ERWARTET


def test_was_sich_entpackt_aufblaeht_wird_nicht_entpackt() -> None:
    bombe = umgepackt(als_xlsx(LISTE), {"xl/media/x": b"0" * (ENTPACKT + 1)})
    assert len(bombe) < 100_000
    assert _satz(bombe) == ENTPACKT_ZU_GROSS
    assert _satz(_archiv(**{f"xl/{i}": b"" for i in range(2001)})) == ENTPACKT_ZU_GROSS


def _lies_oder_satz(daten: bytes) -> None:
    try:
        blaetter = lies(daten)
    except Tabellenfehler:
        return
    assert blaetter
    for blatt in blaetter:
        assert len({len(zellen) for _, zellen in blatt.zeilen}) <= 1
        assert all(isinstance(zelle, str) for _, zellen in blatt.zeilen for zelle in zellen)


@given(st.binary(max_size=500), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]))
def test_beliebige_bytes(daten: bytes, anfang: bytes) -> None:
    _lies_oder_satz(anfang + daten)


@given(st.data())
def test_beschaedigte_arbeitsmappen(daten: st.DataObject) -> None:
    """Bytes changed in the archive, and in its unpacked parts."""
    heil = FASSUNGEN[daten.draw(st.sampled_from(["xlsx", "ods"]))]
    name = daten.draw(st.sampled_from(sorted(zipfile.ZipFile(io.BytesIO(heil)).namelist())))
    inhalt = bytearray(daten.draw(st.sampled_from([heil, teil(heil, name)])))
    for _ in range(daten.draw(st.integers(1, 5))):
        inhalt[daten.draw(st.integers(0, len(inhalt) - 1))] = daten.draw(st.integers(0, 255))
    gepackt = bytes(inhalt) if len(inhalt) == len(heil) else umgepackt(heil, {name: bytes(inhalt)})
    _lies_oder_satz(gepackt)
