"""What every PDF test asks: is it PDF/UA-1, and what does it say?"""

import io
import tempfile
from pathlib import Path

import outloud
from pypdf import PdfReader


def pdf_ua_fehler(pdf: bytes, *, auch_warnungen: bool = True) -> list[str]:
    """Findings of outloud (PDF/UA-1, WCAG 2.2 and checks of meaning); empty when it is clean.

    One warning can be wrong: PAG-001 takes the lowest row of a table for a footer when three pages end
    with rows that differ in digits only.
    """
    with tempfile.TemporaryDirectory() as ordner:
        datei = Path(ordner) / "dokument.pdf"
        datei.write_bytes(pdf)
        ergebnis = outloud.check(str(datei))
    if ergebnis.error:
        return [f"nicht lesbar: {ergebnis.error}"]
    abgestuerzt = [
        f"{lauf.rule} abgestürzt: {lauf.reason}" for lauf in ergebnis.runs if lauf.status == "crashed"
    ]
    stufen = {"error", "warning"} if auch_warnungen else {"error"}
    return abgestuerzt + [
        f"{fund.severity} {fund.rule}, Seite {fund.page}: {fund.message} ({fund.evidence})"
        for fund in ergebnis.sorted_findings()
        if fund.severity in stufen
    ]


def pdf_seiten(pdf: bytes) -> list[str]:
    """The text of each page with single blanks, words joined that hyphenation parted."""
    return [
        " ".join(seite.extract_text().replace("-\n", "").split())
        for seite in PdfReader(io.BytesIO(pdf)).pages
    ]


def pdf_text(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pdf_seiten(pdf))
