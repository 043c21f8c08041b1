"""Uploaded files are told by what they contain, and what is kept is harmless."""

import io
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from stzverbund.basis import dateien
from stzverbund.basis.dateien import arten
from stzverbund.basis.dateien.arten import sicherer_name

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def bild(format_: str = "PNG", groesse: tuple[int, int] = (4, 3), modus: str = "RGB", **mehr: Any) -> bytes:
    puffer = io.BytesIO()
    Image.new(modus, groesse, 1).save(puffer, format_, **mehr)
    return puffer.getvalue()


def buendel(**teile: bytes) -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    return puffer.getvalue()


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}


@pytest.mark.parametrize(
    ("daten", "name", "ergebnis"),
    [
        (PDF, "Satzung.PDF", "Satzung.pdf"),
        (PDF, "gar kein bild.jpg", "gar kein bild.jpg.pdf"),
        (bild(), "foto.png", "foto.png"),
        (bild("JPEG"), "foto.jpeg", "foto.jpeg.jpg"),
        (bild("WEBP"), "foto", "foto.webp"),
        (bild(modus="P"), "alt.gif", "alt.gif.png"),
        (buendel(**WORD), "brief.docx", "brief.docx"),
        (buendel(**{"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "liste", "liste.xlsx"),
        (buendel(mimetype=b"application/vnd.oasis.opendocument.text"), "brief.odt", "brief.odt"),
        ("Grüße".encode(), "notiz.txt", "notiz.txt"),
    ],
)
def test_erkannt_am_inhalt(daten: bytes, name: str, ergebnis: str) -> None:
    geprueft = dateien.pruefen(daten, name)
    assert geprueft.name == ergebnis
    assert geprueft.typ == dateien.ARTEN[ergebnis.rsplit(".", 1)[1]]


@pytest.mark.parametrize(
    ("daten", "name", "satz"),
    [
        (b"", "leer.pdf", arten.LEER),
        (b"x" * (dateien.HOECHSTENS_BYTES + 1), "viel.txt", arten.ZU_GROSS),
        (b"<script>alert(1)</script>", "seite.html", arten.UNBEKANNT),
        (b"<svg onload='alert(1)'/>", "bild.svg", arten.UNBEKANNT),
        (b"MZ\x90\x00", "programm.exe", arten.UNBEKANNT),
        (b"MZ\x90\x00", "programm.txt", arten.UNBEKANNT),
        (b"%PDF-1.7 abgeschnitten", "halb.pdf", arten.KAPUTT),
        (bild()[:40], "halb.png", arten.KAPUTT),
        (b"PK\x03\x04kaputt", "halb.docx", arten.KAPUTT),
        (buendel(readme=b"nur ein Archiv"), "archiv.zip", arten.UNBEKANNT),
        (buendel(**WORD, **{"word/vbaProject.bin": b"x"}), "makro.docx", arten.MAKROS),
        (buendel(**WORD, **{"../../etc/passwd": b"x"}), "weg.docx", arten.UNBEKANNT),
    ],
)
def test_abgelehnt_mit_grund(daten: bytes, name: str, satz: str) -> None:
    with pytest.raises(dateien.Dateifehler) as abgelehnt:
        dateien.pruefen(daten, name)
    assert str(abgelehnt.value) == satz


def test_bombe_wird_nicht_entpackt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arten, "HOECHSTENS_ENTPACKT", 1_000_000)
    bombe = buendel(**WORD, **{"word/viel.xml": b"0" * 2_000_000})
    assert len(bombe) < 20_000
    with pytest.raises(dateien.Dateifehler, match="nehmen wir nicht an"):
        dateien.pruefen(bombe, "bombe.docx")


def test_zu_viele_bildpunkte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arten, "HOECHSTENS_BILDPUNKTE", 100)
    with pytest.raises(dateien.Dateifehler, match="Bildpunkte"):
        dateien.pruefen(bild(groesse=(20, 20)), "gross.png")


def test_bilder_verlieren_ort_und_kamera() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "Kamera von Frau Beispiel", "Zuhause"
    vorher = bild("JPEG", exif=exif, comment=b"geheim")
    nachher = dateien.pruefen(vorher, "foto.jpg").daten
    assert b"Beispiel" in vorher
    assert not any(wort in nachher for wort in (b"Beispiel", b"Zuhause", b"geheim"))
    assert not Image.open(io.BytesIO(nachher)).getexif()


@given(st.binary(max_size=300), st.text(max_size=40))
def test_was_es_auch_ist_die_antwort_ist_ein_satz_oder_eine_datei(daten: bytes, name: str) -> None:
    for anfang in (b"", b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF"):
        with suppress(dateien.Dateifehler):
            assert dateien.pruefen(anfang + daten, name).typ in dateien.ARTEN.values()


@given(st.text(max_size=300), st.sampled_from(sorted(dateien.ARTEN)))
def test_namen_sind_immer_sicher(name: str, endung: str) -> None:
    sicher = sicherer_name(name, endung)
    assert sicher.endswith(f".{endung}")
    assert 0 < len(sicher) <= arten.NAMENSLAENGE + 6
    assert not set(sicher) & set('/\\:*?"<>|\r\n\t\x00\u202e')
    assert not sicher.startswith((".", " "))
