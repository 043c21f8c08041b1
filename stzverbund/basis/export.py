"""Tables as xlsx, ods and csv, safe against formulas."""

from typing import Any

from django.http import HttpResponse

TYPEN = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}
FORMELZEICHEN = ("=", "+", "-", "@", "\t", "\r")


def entschaerft(wert: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    if isinstance(wert, str) and wert.startswith(FORMELZEICHEN):
        return f"'{wert}"
    return wert


def als_datei(kopf: list[str], zeilen: list[list[Any]], art: str, dateiname: str) -> HttpResponse:
    """A download; csv with BOM and semicolon, so that a German Excel opens it as it is."""
    import tablib

    daten = tablib.Dataset(*[[entschaerft(w) for w in zeile] for zeile in zeilen], headers=kopf)
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
