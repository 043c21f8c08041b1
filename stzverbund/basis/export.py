"""Tables as xlsx, ods and csv, safe against formulas."""

import re
from datetime import date, time
from decimal import Decimal
from types import NoneType
from typing import Any

from django.http import HttpResponse

TYPEN = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}
FORMELZEICHEN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNSCHREIBBAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML and so no spreadsheet may hold."""
UNVERAENDERT = (int, float, Decimal, date, time, NoneType)


def entschaerft(wert: Any) -> Any:
    """Numbers, dates and None as they are; all else as text that no spreadsheet runs as a formula.

    Such text gets an apostrophe in front; characters that no spreadsheet may hold are left out.
    """
    if isinstance(wert, UNVERAENDERT):
        return wert
    text = UNSCHREIBBAR.sub("", str(wert))
    return f"'{text}" if text.startswith(FORMELZEICHEN) else text


def als_datei(kopf: list[str], zeilen: list[list[Any]], art: str, dateiname: str) -> HttpResponse:
    """A download; csv with BOM and semicolon, so that a German Excel opens it as it is."""
    import tablib

    kopf, *inhalte = [[entschaerft(wert) for wert in zeile] for zeile in (kopf, *zeilen)]
    daten = tablib.Dataset(*inhalte, headers=kopf)
    if art == "csv":
        inhalt = "\ufeff".encode() + daten.export("csv", delimiter=";").encode()
    else:
        inhalt = daten.export(art)
    antwort = HttpResponse(inhalt, content_type=TYPEN[art])
    antwort["Content-Disposition"] = f'attachment; filename="{dateiname}.{art}"'
    antwort["X-Content-Type-Options"] = "nosniff"
    return antwort


def tabelle_als_datei(tabelle: Any, art: str, dateiname: str) -> HttpResponse:
    """All rows of a django-tables2 table; columns in `nicht_im_export` are left out."""
    kopf, *zeilen = tabelle.as_values(exclude_columns=getattr(tabelle, "nicht_im_export", ()))
    return als_datei([str(k) for k in kopf], [list(z) for z in zeilen], art, dateiname)
