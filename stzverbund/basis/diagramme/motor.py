"""From an Altair chart to a Diagramm; the only place that knows the chart engine."""

from __future__ import annotations

import functools
import json
import logging
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

from .farben import LEISE, LINIE, SCHRIFT, TEXT
from .svg import Diagramm, aufbereitet

if TYPE_CHECKING:
    import altair as alt

    Bild = alt.Chart | alt.LayerChart | alt.FacetChart

FORTSCHRITT = logging.getLogger("stzverbund.fortschritt")
"""Hears of every chart; who renders long documents listens (basis/fortschritt.py)."""

Zahl = int | float | Decimal | None

_ACHSE = {
    "domain": False,
    "ticks": False,
    "gridColor": LINIE,
    "labelColor": TEXT,
    "labelFontSize": 12,
    "labelPadding": 8,
    "title": None,
}
# Room for the browser whose own font is a little wider.
_RAND = {"left": 4, "top": 4, "right": 14, "bottom": 4}
_AUSSEHEN = {
    "font": SCHRIFT,
    "view": {"stroke": None},
    "axis": _ACHSE,
    "text": {"fontSize": 12, "color": TEXT},
    "legend": {
        "labelFontSize": 12,
        "labelColor": TEXT,
        "labelLimit": 0,
        "symbolStrokeWidth": 0,
        "title": None,
    },
    "title": {
        "anchor": "start",
        "fontWeight": 400,
        "fontSize": 12,
        "color": LEISE,
        "frame": "bounds",
        "offset": 8,
    },
}


def zeichne(bild: Bild, einheit: str, *, titel: str, beschreibung: str) -> Diagramm:
    """Render with German numbers; the same specification is rendered once and then remembered.

    The picture names its unit only: the finding stands beside it in the page, where it can wrap.
    """
    # Altair's own check against the schema takes longer than the drawing; the tests look at the result.
    spezifikation = bild.to_dict(validate=False) | {
        "config": _AUSSEHEN,
        "background": "#ffffff",
        "padding": _RAND,
    }
    if einheit:
        spezifikation["title"] = einheit
    FORTSCHRITT.info("Diagramm")
    return aufbereitet(_svg(json.dumps(spezifikation, sort_keys=True)), titel, beschreibung)


def als_daten(zeilen: list[dict[str, Any]]) -> alt.Data:
    """Rows as inline data; an empty list becomes an empty table."""
    import altair as alt

    return alt.Data(values=zeilen)


def ohne_daten(*, titel: str, beschreibung: str) -> Diagramm:
    """What a chart without a single row shows."""
    import altair as alt

    bild = alt.Chart(als_daten([{"text": "Keine Daten"}]), width=560, height=60)
    bild = bild.mark_text(align="left", x=0, fontSize=14, color=LEISE, aria=False).encode(text="text:N")
    return zeichne(bild, "", titel=titel, beschreibung=beschreibung)


def warm() -> None:
    """Start the chart engine (a second) before the first person waits for it."""
    ohne_daten(titel="Vorbereitung", beschreibung="Vorbereitung")


def roh(wert: Zahl) -> float | int | None:
    """A number as JSON knows it."""
    return float(wert) if isinstance(wert, Decimal) else wert


def zahl(wert: Zahl) -> str:
    """German, at most two decimals, no zeros at the end: 1.200,5; None is "keine Angabe"."""
    if wert is None:
        return "keine Angabe"
    text = f"{wert:,.2f}".rstrip("0").rstrip(".") if wert % 1 else f"{wert:,.0f}"
    return text.translate(str.maketrans(",.-", ".,−"))


def in_worten(wert: Zahl, einheit: str) -> str:
    """A number with its unit, for people who hear the chart."""
    return zahl(wert) if wert is None else f"{zahl(wert)} {einheit}"


@functools.lru_cache(maxsize=256)
def _svg(spezifikation: str) -> str:
    import altair as alt
    import vl_convert

    _schriften_anmelden()
    ausgabe = "_".join(alt.SCHEMA_VERSION.split(".")[:2])
    return vl_convert.vegalite_to_svg(spezifikation, vl_version=ausgabe, format_locale="de-DE")


@functools.cache
def _schriften_anmelden() -> None:
    """The engine measures words with the font that the reader will see."""
    import vl_convert

    if fund := finders.find("schriften/FiraSans-Regular.ttf"):
        vl_convert.register_font_directory(str(Path(fund).parent))
