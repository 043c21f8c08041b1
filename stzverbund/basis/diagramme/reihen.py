"""Bars, lines and stacked bars. Every mark says in German what it shows."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .farben import BLAU, REIHEN, TEILE
from .motor import als_daten, in_worten, ohne_daten, roh, zahl, zeichne
from .svg import Diagramm

if TYPE_CHECKING:
    import altair as alt

Zeilen = Sequence[dict[str, Any]]

NAMEN = 215  # px, for the names at the left
BALKEN = 345  # px, for the longest bar; its figure stands to the right of it
LINIEN = (545, 220)  # px, width and height of the area of lines
BUCHSTABE = 6.6  # px, a letter of a label on average


def balken(daten: Zeilen, *, x: str, y: str, titel: str, beschreibung: str, einheit: str) -> Diagramm:
    """Horizontal bars in the given order; `x` and `y` name the fields of the name and of the number.

    A number may be None ("keine Angabe"); the figure stands at the end of its bar.
    """
    import altair as alt

    if not daten:
        return ohne_daten(titel=titel, beschreibung=beschreibung)
    zeilen: list[dict[str, Any]] = [
        {
            "nr": nr,
            "wert": roh(zeile[y]),
            "ende": roh(zeile[y]) or 0,
            "text": zahl(zeile[y]),
            "aria": f"{zeile[x]}: {in_worten(zeile[y], einheit)}",
        }
        for nr, zeile in enumerate(daten)
    ]
    laenge = _laenge(zeile["ende"] for zeile in zeilen)
    grund = _grund(zeilen, [str(zeile[x]) for zeile in daten])
    flaechen = grund.mark_bar(height=16, color=BLAU).encode(x=alt.X("wert:Q", **laenge), description="aria:N")
    zahlen = grund.mark_text(align="left", dx=6, aria=False).encode(
        x=alt.X("ende:Q", **laenge), text="text:N"
    )
    return zeichne(alt.layer(flaechen, zahlen), einheit, titel=titel, beschreibung=beschreibung)


def gestapelt(
    daten: Zeilen, *, x: str, y: str, reihe: str, titel: str, beschreibung: str, einheit: str
) -> Diagramm:
    """Bars made of parts, e.g. age groups: one bar for each `x`, one part for each `reihe` (at most seven).

    Names and parts keep the order in which they first appear. Parts have a pattern each, the figure inside
    where there is room, and the sum at the end of the bar.
    """
    import altair as alt

    if not daten:
        return ohne_daten(titel=titel, beschreibung=beschreibung)
    namen = list(dict.fromkeys(str(zeile[x]) for zeile in daten))
    teile = namen_der_reihen(daten, reihe, len(TEILE))
    stuecke, summen = _stapel(daten, namen, x=x, y=y, reihe=reihe, einheit=einheit)
    laenge = _laenge(summe["ende"] for summe in summen)
    grund = _grund(stuecke, namen)
    flaechen = grund.mark_bar(height=20, stroke="#ffffff", strokeWidth=1.5).encode(
        x=alt.X("von:Q", **laenge),
        x2="bis:Q",
        color=alt.Color("reihe:N", scale=_farben(teile), legend=_legende(teile)),
        description="aria:N",
    )
    zahlen = grund.mark_text(color="#ffffff", fontWeight=500, fontSize=11, aria=False).encode(
        x=alt.X("mitte:Q", **laenge), text="text:N"
    )
    ganz = _grund(summen, namen).mark_text(align="left", dx=6, aria=False)
    ganz = ganz.encode(x=alt.X("ende:Q", **laenge), text="text:N")
    return zeichne(alt.layer(flaechen, zahlen, ganz), einheit, titel=titel, beschreibung=beschreibung)


def linien(
    daten: Zeilen, *, x: str, y: str, reihe: str, titel: str, beschreibung: str, einheit: str
) -> Diagramm:
    """Lines over `x` in the given order, e.g. months; one for each `reihe` (at most four), named at its end.

    The first `reihe` is the one that matters: solid and blue. None breaks the line.
    """
    import altair as alt

    if not daten:
        return ohne_daten(titel=titel, beschreibung=beschreibung)
    namen = namen_der_reihen(daten, reihe, len(REIHEN))
    zeilen = _punkte(daten, x=x, y=y, reihe=reihe, einheit=einheit)
    stellen = list(dict.fromkeys(zeile["x"] for zeile in zeilen))
    farben, striche, formen = zip(*REIHEN[: len(namen)], strict=True)
    grund = alt.Chart(als_daten(zeilen), width=LINIEN[0], height=LINIEN[1]).encode(
        x=alt.X("x:O", scale=alt.Scale(domain=stellen), axis=alt.Axis(labelAngle=0, grid=False)),
        y=alt.Y("wert:Q", scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=5)),
        color=alt.Color("reihe:N", scale=alt.Scale(domain=namen, range=farben), legend=None),
    )
    strich = alt.StrokeDash("reihe:N", scale=alt.Scale(domain=namen, range=striche), legend=None)
    form = alt.Shape("reihe:N", scale=alt.Scale(domain=namen, range=formen), legend=None)
    zuege = grund.mark_line(strokeWidth=2, aria=False)
    punkte = grund.mark_point(filled=True, size=50, opacity=1).encode(shape=form, description="aria:N")
    schild = grund.mark_text(align="left", dx=10, fontWeight=500, aria=False)
    schild = schild.encode(y="ort:Q", text="reihe:N").properties(data=als_daten(schilder(zeilen)))
    bild = alt.layer(zuege.encode(strokeDash=strich), punkte, schild)
    return zeichne(bild, einheit, titel=titel, beschreibung=beschreibung)


def _grund(zeilen: list[dict[str, Any]], namen: list[str]) -> alt.Chart:
    """The frame of horizontal bars: row `nr` is called `namen[nr]`, so two rows may have the same name."""
    import altair as alt

    umbrochen = ["\n".join(textwrap.wrap(name, int(NAMEN / BUCHSTABE)) or [""]) for name in namen]
    zeilenhoehe = 12 + 14 * max(name.count("\n") + 1 for name in umbrochen)
    achse = alt.Axis(
        labelExpr=f"split({json.dumps(umbrochen)}[datum.value], '\\n')",
        minExtent=NAMEN,
        maxExtent=NAMEN,
        labelLimit=0,
        labelLineHeight=14,
    )
    return alt.Chart(als_daten(zeilen), width=BALKEN, height=zeilenhoehe * len(namen)).encode(
        y=alt.Y("nr:O", scale=alt.Scale(domain=list(range(len(namen)))), axis=achse)
    )


def _laenge(enden: Iterable[float]) -> dict[str, Any]:
    """Scale of a length without an axis: every bar has its figure."""
    import altair as alt

    return {"scale": alt.Scale(domain=[0, max(enden) or 1], nice=False), "axis": None}


def namen_der_reihen(daten: Zeilen, feld: str, hoechstens: int) -> list[str]:
    """In the order in which they first appear; raises ValueError where they are too many to tell apart."""
    reihen = list(dict.fromkeys(str(zeile[feld]) for zeile in daten))
    if len(reihen) > hoechstens:
        raise ValueError(f"Höchstens {hoechstens} Reihen sind zu unterscheiden, nicht {len(reihen)}")
    return reihen


def _stapel(
    daten: Zeilen, namen: list[str], *, x: str, y: str, reihe: str, einheit: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Where each part of a bar begins and ends, and where the sum of each bar stands."""
    nummer = {name: nr for nr, name in enumerate(namen)}
    ende: dict[int, float] = dict.fromkeys(nummer.values(), 0)
    stuecke: list[dict[str, Any]] = []
    for zeile in daten:
        nr, wert = nummer[str(zeile[x])], roh(zeile[y]) or 0
        von, ende[nr] = ende[nr], ende[nr] + wert
        aria = f"{zeile[x]}, {zeile[reihe]}: {in_worten(zeile[y], einheit)}"
        lage = {"von": von, "bis": ende[nr], "mitte": von + wert / 2, "wert": wert}
        stuecke.append({"nr": nr, "reihe": str(zeile[reihe]), "aria": aria, **lage})
    laengste = max(ende.values()) or 1
    for stueck in stuecke:
        text = zahl(stueck["wert"])
        passt = stueck["wert"] / laengste * BALKEN > len(text) * BUCHSTABE + 6
        stueck["text"] = text if passt else ""
    return stuecke, [{"nr": nr, "ende": bis, "text": zahl(bis)} for nr, bis in ende.items()]


def _farben(teile: list[str]) -> alt.Scale:
    import altair as alt

    return alt.Scale(domain=teile, range=[farbe for farbe, _, _ in TEILE[: len(teile)]])


def _legende(teile: list[str]) -> alt.Legend:
    import altair as alt

    breite = max(len(teil) for teil in teile) * BUCHSTABE + 36
    spalten = max(1, min(len(teile), int((NAMEN + BALKEN) / breite)))
    return alt.Legend(orient="top", columns=spalten, symbolType="square", symbolSize=150)


def _punkte(daten: Zeilen, *, x: str, y: str, reihe: str, einheit: str) -> list[dict[str, Any]]:
    return [
        {
            "x": str(zeile[x]),
            "wert": roh(zeile[y]),
            "reihe": str(zeile[reihe]),
            "aria": f"{zeile[reihe]}, {zeile[x]}: {in_worten(zeile[y], einheit)}",
        }
        for zeile in daten
    ]


def schilder(zeilen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where the name of each line stands: at its last number, moved up where it would cover another name."""
    letzte = {zeile["reihe"]: zeile for zeile in zeilen if zeile["wert"] is not None}
    abstand = max((zeile["wert"] for zeile in letzte.values()), default=0) * 16 / LINIEN[1]
    tiefster: dict[str, float] = {}
    schilder = []
    for zeile in sorted(letzte.values(), key=lambda zeile: zeile["wert"]):
        ort = max(zeile["wert"], tiefster.get(zeile["x"], zeile["wert"]))
        tiefster[zeile["x"]] = ort + abstand
        schilder.append({"x": zeile["x"], "reihe": zeile["reihe"], "ort": ort})
    return schilder
