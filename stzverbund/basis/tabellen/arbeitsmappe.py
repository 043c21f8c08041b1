"""Workbooks of Excel (xlsx) and LibreOffice (ods): the values of their cells as people would type them."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from stzverbund.basis.tabellen.lesen import HOECHSTENS_ZEILEN, KEINE_TABELLE, KOPFBEREICH, Blatt, begrenzt
from stzverbund.basis.tabellen.text import Tabellenfehler, Zeile, bereinigt, zelle_pruefen

ENTPACKT = 50 * 1024 * 1024
"""All parts of a workbook together, unpacked."""
HOECHSTENS_TEILE = 2000
UEBERGENUG = HOECHSTENS_ZEILEN + KOPFBEREICH
"""From so many rows on a sheet is too long anyway."""
BESCHAEDIGT = (
    "Die Datei lässt sich nicht lesen, sie ist vielleicht beschädigt. "
    "Bitte öffnen und speichern Sie sie noch einmal, oder speichern Sie sie als CSV."
)
ENTPACKT_ZU_GROSS = (
    "Die Datei ist entpackt zu groß. Bitte speichern Sie nur das eine Blatt in einer neuen Datei."
)
BINAERES_EXCEL = "Bitte speichern Sie die Datei als Excel-Arbeitsmappe (.xlsx), nicht im Binärformat (.xlsb)."

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DAUER = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S", re.ASCII)
ZELLEN = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def lies_arbeitsmappe(daten: bytes) -> list[Blatt]:
    """The visible sheets with their rows; raises Tabellenfehler for everything else that is a zip archive."""
    try:
        return _lies(daten)
    except (Tabellenfehler, MemoryError):
        raise
    except Exception:
        # Foreign readers meet foreign files: each has its own way to fail.
        raise Tabellenfehler(BESCHAEDIGT) from None


def _lies(daten: bytes) -> list[Blatt]:
    with zipfile.ZipFile(BytesIO(daten)) as archiv:
        teile = archiv.infolist()
        if len(teile) > HOECHSTENS_TEILE or sum(teil.file_size for teil in teile) > ENTPACKT:
            raise Tabellenfehler(ENTPACKT_ZU_GROSS)
        namen = {teil.filename for teil in teile}
        if "xl/workbook.bin" in namen:
            raise Tabellenfehler(BINAERES_EXCEL)
        if "content.xml" in namen:
            return begrenzt(_lies_ods(archiv))
    if not any(name.startswith("xl/") for name in namen):
        raise Tabellenfehler(KEINE_TABELLE)
    return _lies_xlsx(daten)


def _lies_xlsx(daten: bytes) -> list[Blatt]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mappe = openpyxl.load_workbook(BytesIO(daten), read_only=True, data_only=True, keep_links=False)
        with closing(mappe):
            sichtbare = [blatt for blatt in mappe.worksheets if blatt.sheet_state == "visible"]
            return begrenzt((blatt.title, _zeilen_xlsx(blatt)) for blatt in sichtbare or mappe.worksheets)


def _zeilen_xlsx(blatt: Any) -> Iterator[Zeile]:
    """The size that a sheet states may be wrong: it is counted anew."""
    blatt.reset_dimensions()
    for nummer, zellen in enumerate(blatt.iter_rows(), start=1):
        texte = ["" if (wert := zelle.value) is None else _als_text(wert, zelle) for zelle in zellen]
        if any(texte):
            zelle_pruefen(nummer, texte)
            yield nummer, texte


def _als_text(wert: Any, zelle: Any = None) -> str:
    """A value as a person would type it: 31.12.2026, 14:30, 2,5; amounts of money with their sign."""
    match wert:
        case bool():
            return "ja" if wert else "nein"
        case int() | float():
            return _zahl(wert, "€" in str(getattr(zelle, "number_format", "")))
        case datetime():
            tag = f"{wert:%d.%m.%Y}"
            return tag if wert.time() == time() else f"{tag} {wert:%H:%M}"
        case date():
            return f"{wert:%d.%m.%Y}"
        case time():
            return f"{wert:%H:%M}"
        case timedelta():
            minuten = round(wert.total_seconds() / 60)
            return f"{minuten // 60}:{minuten % 60:02}"
    return bereinigt(str(wert))


def _zahl(zahl: float, euro: bool) -> str:
    if euro:
        return f"{zahl:.2f} €".replace(".", ",")
    if isinstance(zahl, int) or (zahl.is_integer() and abs(zahl) < 1e15):
        return str(int(zahl))
    return f"{zahl:.10g}".replace(".", ",")


def _lies_ods(archiv: zipfile.ZipFile) -> Iterator[tuple[str, list[Zeile]]]:
    """Sheet by sheet, row by row; what has been read is let go."""
    from defusedxml.ElementTree import iterparse

    if not archiv.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise Tabellenfehler(KEINE_TABELLE)
    name, gelesen, nummer, eltern = "", list[Zeile](), 1, []
    with archiv.open("content.xml") as datei:
        for wann, element in iterparse(datei, events=("start", "end")):
            if wann == "start":
                eltern.append(element)
                if element.tag == f"{TABLE}table":
                    name, gelesen, nummer = element.get(f"{TABLE}name", ""), [], 1
                continue
            eltern.pop()
            if element.tag == f"{TABLE}table-row":
                nummer = _zeile_ods(element, nummer, gelesen)
                eltern[-1].remove(element)
            elif element.tag == f"{TABLE}table":
                yield name, gelesen
                element.clear()


def _zeile_ods(zeile: Any, nummer: int, gelesen: list[Zeile]) -> int:
    """Appends a row as often as it is repeated; returns the number of the next one."""
    texte: list[str] = []
    for zelle in zeile:
        if zelle.tag in ZELLEN:
            text = _zelle_ods(zelle)
            # Empty cells are repeated to the end of the sheet.
            wie_oft = min(int(zelle.get(f"{TABLE}number-columns-repeated", 1)), 200 if text else 1000)
            texte += [text] * wie_oft
    mal = int(zeile.get(f"{TABLE}number-rows-repeated", 1))
    if any(texte) and len(gelesen) <= UEBERGENUG:
        zelle_pruefen(nummer, texte)
        gelesen += [(nummer + i, texte) for i in range(min(mal, UEBERGENUG + 1))]
    return nummer + mal


def _zelle_ods(zelle: Any) -> str:
    art = zelle.get(f"{OFFICE}value-type")
    if art == "float":
        return _zahl(float(zelle.get(f"{OFFICE}value")), euro=False)
    if art == "boolean":
        return _als_text(zelle.get(f"{OFFICE}boolean-value") == "true")
    if art == "date" and (wert := zelle.get(f"{OFFICE}date-value")):
        return _als_text(datetime.fromisoformat(wert[:19]))
    if art == "time" and (dauer := DAUER.fullmatch(zelle.get(f"{OFFICE}time-value", ""))):
        return f"{int(dauer[1]):02}:{int(dauer[2]):02}"
    return bereinigt("\n".join(_absatz(kind) for kind in zelle if kind.tag == f"{TEXT}p"))


def _absatz(element: Any) -> str:
    """The text of a paragraph with its breaks and blanks, without comments."""
    if element.tag == f"{OFFICE}annotation":
        return ""
    besondere = {f"{TEXT}line-break": "\n", f"{TEXT}tab": " ", f"{TEXT}s": " "}
    text = besondere.get(element.tag, element.text or "")
    return text + "".join(_absatz(kind) + (kind.tail or "") for kind in element)
