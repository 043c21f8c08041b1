"""A line over months or years that says where its figures are provisional and where they begin anew."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .farben import LEISE, REIHEN, TEXT
from .motor import als_daten, in_worten, ohne_daten, roh, zahl, zeichne
from .reihen import LINIEN, Zeilen, namen_der_reihen, schilder
from .svg import Diagramm

if TYPE_CHECKING:
    import altair as alt

LUFT = 1.15
"""How much room there is above the highest figure, for the words beside a break."""
HALB = 0.5
WEISS = "#ffffff"


@dataclass(frozen=True)
class Achsen:
    """What stands along the time: `achse` names some places by their number.

    `brueche` names the places before which a series begins anew: a line up and down there, and none across.
    """

    achse: Mapping[int, str]
    brueche: Mapping[int, str]


def zeitreihe(
    daten: Zeilen,
    *,
    x: str,
    y: str,
    reihe: str,
    offen: str,
    achsen: Achsen,
    mit_werten: bool = False,
    titel: str,
    beschreibung: str,
    einheit: str,
) -> Diagramm:
    """Points over `x` in the given order, joined to a line for each `reihe` (at most four).

    The field `offen` holds a word where a figure is not final: its point is hollow and says so. None breaks
    the line.
    """
    if not daten:
        return ohne_daten(titel=titel, beschreibung=beschreibung)
    import altair as alt

    stellen = list(dict.fromkeys(str(zeile[x]) for zeile in daten))
    punkte = [
        {
            "x": stellen.index(str(zeile[x])),
            "wert": roh(zeile[y]),
            "text": "" if zeile[y] is None else zahl(zeile[y]),
            "reihe": str(zeile[reihe]),
            "offen": bool(zeile[offen]),
            "aria": _worte(zeile, x, y, reihe, offen, einheit),
        }
        for zeile in daten
    ]
    bild = _Bild(punkte, len(stellen), namen_der_reihen(daten, reihe, len(REIHEN)), achsen)
    ebenen = [*bild.brueche(), *bild.zuege(), *(bild.werte() if mit_werten else []), *bild.schilder()]
    ganz = alt.layer(*ebenen).properties(width=LINIEN[0], height=LINIEN[1])
    return zeichne(ganz, einheit, titel=titel, beschreibung=beschreibung)


def _worte(zeile: dict[str, Any], x: str, y: str, reihe: str, offen: str, einheit: str) -> str:
    """What a point says: "Teilnahmen, Okt 2026: 120 Teilnahmen (vorläufig)"."""
    satz = f"{zeile[reihe]}, {zeile[x]}: {in_worten(zeile[y], einheit)}"
    return f"{satz} ({zeile[offen]})" if zeile[offen] else satz


@dataclass(frozen=True)
class _Bild:
    """The layers of the chart; all share the same places and the same heights."""

    punkte: Sequence[dict[str, Any]]
    anzahl: int
    namen: Sequence[str]
    achsen: Achsen

    @cached_property
    def lage(self) -> alt.X:
        import altair as alt

        namen = json.dumps([self.achsen.achse.get(nr, "") for nr in range(self.anzahl)])
        achse = alt.Axis(
            values=list(self.achsen.achse), labelExpr=f"{namen}[datum.value]", labelAngle=0, grid=False
        )
        skala = alt.Scale(domain=[-HALB, self.anzahl - HALB], nice=False, zero=False)
        return alt.X("x:Q", scale=skala, axis=achse)

    @cached_property
    def hoehe(self) -> dict[str, Any]:
        import altair as alt

        hoechster = max((punkt["wert"] or 0 for punkt in self.punkte), default=0) * LUFT
        skala = alt.Scale(domain=[0, hoechster or 1], nice=False)
        return {"scale": skala, "axis": alt.Axis(tickCount=5)}

    @cached_property
    def farben(self) -> alt.Scale:
        import altair as alt

        farben = [farbe for farbe, _, _ in REIHEN[: len(self.namen)]]
        return alt.Scale(domain=list(self.namen), range=farben)

    def brueche(self) -> list[alt.Chart]:
        """A dashed line before each place, with its words beside it, where there is more room."""
        import altair as alt

        zeilen = [
            {"x": nr - HALB, "text": text, "rechts": nr > self.anzahl / 2}
            for nr, text in self.achsen.brueche.items()
        ]
        ebenen = []
        for rechts in (False, True):
            seite = [zeile for zeile in zeilen if zeile["rechts"] is rechts]
            if seite:
                grund = alt.Chart(als_daten(seite)).encode(x=self.lage)
                ebenen.append(grund.mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=TEXT, aria=False))
                lage: dict[str, Any] = {"align": "right", "dx": -6} if rechts else {"align": "left", "dx": 6}
                wort = grund.mark_text(**lage, color=LEISE, aria=False)
                ebenen.append(wort.encode(y=alt.value(6), text="text:N"))
        return ebenen

    def zuege(self) -> list[alt.Chart]:
        """Lines that no break lets across, and the points; hollow ones have a white heart on top."""
        import altair as alt

        _, striche, formen = zip(*REIHEN[: len(self.namen)], strict=True)
        stellen = sorted(self.achsen.brueche)
        mit_stueck = [p | {"stueck": sum(p["x"] >= stelle for stelle in stellen)} for p in self.punkte]
        grund = alt.Chart(als_daten(mit_stueck)).encode(
            x=self.lage,
            y=alt.Y("wert:Q", **self.hoehe),
            color=alt.Color("reihe:N", scale=self.farben, legend=None),
        )
        strich = alt.StrokeDash("reihe:N", scale=alt.Scale(domain=self.namen, range=striche), legend=None)
        form = alt.Shape("reihe:N", scale=alt.Scale(domain=self.namen, range=formen), legend=None)
        zuege = grund.mark_line(strokeWidth=2, strokeJoin="round", aria=False)
        marken = grund.mark_point(filled=True, size=50, opacity=1).encode(shape=form, description="aria:N")
        herzen = grund.mark_point(filled=True, size=16, opacity=1, aria=False).encode(
            shape=form, color=alt.value(WEISS)
        )
        offene = herzen.transform_filter("datum.offen")
        return [zuege.encode(strokeDash=strich, detail="stueck:N"), marken, offene]

    def werte(self) -> list[alt.Chart]:
        """The figure above each point; below it, where another series lies higher."""
        import altair as alt

        ebenen = []
        for unten, abstand in ((False, -12), (True, 15)):
            zeilen = [punkt for punkt in self.punkte if punkt["text"] and self._darunter(punkt) is unten]
            worte = alt.Chart(als_daten(zeilen)).mark_text(dy=abstand, fontWeight=500, aria=False)
            ebenen.append(worte.encode(x=self.lage, y=alt.Y("wert:Q", **self.hoehe), text="text:N"))
        return ebenen

    def _darunter(self, punkt: dict[str, Any]) -> bool:
        andere = (p["wert"] for p in self.punkte if p["x"] == punkt["x"] and p["reihe"] != punkt["reihe"])
        return any(wert is not None and wert > punkt["wert"] for wert in andere)

    def schilder(self) -> list[alt.Chart]:
        """The name of each series at its last number, where there are more than one."""
        import altair as alt

        if len(self.namen) < 2:
            return []
        worte = alt.Chart(als_daten(schilder(list(self.punkte)))).mark_text(
            align="left", dx=10, fontWeight=500, aria=False
        )
        farbe = alt.Color("reihe:N", scale=self.farben, legend=None)
        return [worte.encode(x=self.lage, y=alt.Y("ort:Q", **self.hoehe), text="reihe:N", color=farbe)]
