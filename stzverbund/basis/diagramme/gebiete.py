"""A map of regions as SVG: up to four classes, and on every region its name and its number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from .farben import KLASSEN, LEISE, OHNE_ANGABE, TEXT
from .motor import Zahl, als_daten, in_worten, ohne_daten, roh, zahl, zeichne
from .svg import Diagramm

if TYPE_CHECKING:
    from .motor import Bild

BREITE, HOEHE = 540, 700  # px, whichever is reached first
SCHILDBREITE = 72  # px, a name of eleven letters
HALBE_HOEHEN = (40, 32, 26, 22, 18, 14)  # px, half the room above and below a name and its number
OHNE = "keine Angabe"
STELLEN = 9  # powers of ten that a limit between two classes may be round to

Punkt = tuple[float, float]
Flaeche = list[list[Punkt]]  # outer ring and holes
Gebiet = list[Flaeche]


def karte(
    features: Sequence[Mapping[str, Any]],
    werte: Mapping[str, Zahl],
    *,
    titel: str,
    beschreibung: str,
    einheit: str,
) -> Diagramm:
    """Colour regions by number: features are {"schluessel", "name", "geometrie"}, `werte` are by schluessel.

    `geometrie` is a GeoJSON Polygon or MultiPolygon in degrees (WGS 84). A region without a number is
    hatched and says "keine Angabe".
    """
    if not features:
        return ohne_daten(titel=titel, beschreibung=beschreibung)
    zahlen = [roh(werte.get(feature["schluessel"])) for feature in features]
    grenzen = _grenzen([wert for wert in zahlen if wert is not None])
    gebiete, hoehe = _in_pixeln([_flaechen(feature["geometrie"]) for feature in features])
    umrisse, schilder = [], []
    for feature, wert, gebiet in zip(features, zahlen, gebiete, strict=True):
        aria = f"{feature['name']}: {in_worten(wert, einheit)}"
        geometrie = {"type": "MultiPolygon", "coordinates": gebiet}
        umrisse.append(
            {"type": "Feature", "geometry": geometrie, "klasse": _klasse(wert, grenzen), "aria": aria}
        )
        schilder.append(_schild(feature["name"], wert, gebiet))
    bild = _bild(umrisse, schilder, grenzen, hoehe)
    return zeichne(bild, einheit, titel=titel, beschreibung=beschreibung)


def _bild(
    umrisse: list[dict[str, Any]], schilder: list[dict[str, Any]], grenzen: list[float], hoehe: int
) -> Bild:
    import altair as alt

    klassen = _klassen(grenzen)
    farben = list(KLASSEN[: len(klassen)])
    if any(umriss["klasse"] == OHNE for umriss in umrisse):
        klassen, farben = [*klassen, OHNE], [*farben, OHNE_ANGABE]
    legende = alt.Legend(
        orient="top",
        columns=len(klassen),
        symbolType="square",
        symbolSize=180,
        symbolStrokeColor=LEISE,
        symbolStrokeWidth=1,
    )
    flaechen = alt.Chart(alt.Data(values=umrisse), width=BREITE, height=hoehe)
    flaechen = flaechen.mark_geoshape(stroke=TEXT, strokeWidth=1).encode(
        color=alt.Color("klasse:N", scale=alt.Scale(domain=klassen, range=farben), legend=legende),
        description="aria:N",
    )
    # The outlines are pixels already: nothing is left to project.
    flaechen = flaechen.project(type="identity", scale=1, translate=[0, 0])
    orte = alt.Chart(als_daten(schilder)).encode(x=alt.X("x:Q", scale=None, axis=None))
    namen = orte.mark_text(lineBreak="\n", lineHeight=13, aria=False)
    namen = namen.encode(y=alt.Y("oben:Q", scale=None, axis=None), text="name:N")
    zahlen = orte.mark_text(fontWeight=600, fontSize=13, aria=False)
    zahlen = zahlen.encode(y=alt.Y("unten:Q", scale=None, axis=None), text="zahl:N")
    return alt.layer(flaechen, namen, zahlen)


def _schild(name: str, wert: float | None, gebiet: Gebiet) -> dict[str, Any]:
    """Name (on two lines, if it has two words) and number, one above the other."""
    x, y = _mitte(gebiet)
    zeilen = name.split(" ", 1)
    oben = y + 4 - 7 * len(zeilen)
    unten = oben + 13 * len(zeilen) + 1
    return {"x": x, "oben": oben, "unten": unten, "name": "\n".join(zeilen), "zahl": zahl(wert)}


def _grenzen(werte: list[float]) -> list[float]:
    """Round numbers that part the values into at most four classes with about as many values each."""
    geordnet = sorted(werte)
    anzahl = min(len(KLASSEN), len(set(geordnet)))
    grenzen = set()
    for nr in range(1, anzahl):
        stelle = nr * len(geordnet) // anzahl
        while stelle < len(geordnet) and geordnet[stelle] == geordnet[stelle - 1]:
            stelle += 1  # equal values stay in one class
        if stelle < len(geordnet):
            grenzen.add(_rund_zwischen(geordnet[stelle - 1], geordnet[stelle]))
    return sorted(grenze for grenze in grenzen if grenze is not None)


def _rund_zwischen(unten: float, oben: float) -> float | None:
    """The roundest number above `unten`, not above `oben`, with at most two decimals; None: there is none."""
    for stellen in range(-STELLEN, 3):
        grenze = round(math.floor(oben * 10.0**stellen) / 10.0**stellen, max(stellen, 0))
        if unten < grenze <= oben:
            return grenze
    return None


def _klassen(grenzen: list[float]) -> list[str]:
    if not grenzen:
        return ["alle gleich"]
    mitten = [f"{zahl(von)} bis unter {zahl(bis)}" for von, bis in pairwise(grenzen)]
    return [f"unter {zahl(grenzen[0])}", *mitten, f"ab {zahl(grenzen[-1])}"]


def _klasse(wert: float | None, grenzen: list[float]) -> str:
    if wert is None:
        return OHNE
    return _klassen(grenzen)[sum(wert >= grenze for grenze in grenzen)]


def _flaechen(geometrie: Mapping[str, Any]) -> Gebiet:
    koordinaten = geometrie["coordinates"]
    flaechen = koordinaten if geometrie["type"] == "MultiPolygon" else [koordinaten]
    return [[[(punkt[0], punkt[1]) for punkt in ring] for ring in flaeche] for flaeche in flaechen]


def _in_pixeln(gebiete: list[Gebiet]) -> tuple[list[Gebiet], int]:
    """Degrees to pixels, true to shape in the middle of the map; the height of the map comes with it."""
    laengen, breiten = zip(*(punkt for gebiet in gebiete for punkt in _punkte(gebiet)), strict=True)
    west, nord = min(laengen), max(breiten)
    streckung = 1 / math.cos(math.radians((nord + min(breiten)) / 2))
    hoehe = (nord - min(breiten)) * streckung
    je_grad = min(BREITE / (max(laengen) - west), HOEHE / hoehe)

    def pixel(punkt: Punkt) -> Punkt:
        return round((punkt[0] - west) * je_grad, 1), round((nord - punkt[1]) * je_grad * streckung, 1)

    bild = [[[list(map(pixel, ring)) for ring in flaeche] for flaeche in gebiet] for gebiet in gebiete]
    return bild, math.ceil(hoehe * je_grad)


def _punkte(gebiet: Gebiet) -> Iterator[Punkt]:
    return (punkt for flaeche in gebiet for ring in flaeche for punkt in ring)


def _mitte(gebiet: Gebiet) -> Punkt:
    """Where three lines of text have most room: the highest box that is wide enough for a name."""
    for halbe_hoehe in HALBE_HOEHEN:
        breite, *mitte = max(_plaetze(gebiet, halbe_hoehe))
        if breite > SCHILDBREITE:
            break
    return mitte[0], mitte[1]


def _plaetze(gebiet: Gebiet, halbe_hoehe: float) -> Iterator[tuple[float, float, float]]:
    """Width and middle of the boxes inside a region; the last resort is the middle of its outline."""
    waagerecht, senkrecht = zip(*_punkte(gebiet), strict=True)
    oben, unten = min(senkrecht), max(senkrecht)
    yield 0.0, (min(waagerecht) + max(waagerecht)) / 2, (oben + unten) / 2
    for nr in range(1, 20):
        # A hair beside the given heights, so that no line runs exactly through a corner.
        y = oben + (unten - oben) * nr / 20 + 0.01
        for links, rechts in _gemeinsam([_innen(gebiet, y + dy) for dy in (-halbe_hoehe, 0, halbe_hoehe)]):
            yield rechts - links, (links + rechts) / 2, y


def _gemeinsam(strecken: list[list[tuple[float, float]]]) -> Iterator[tuple[float, float]]:
    """What each choice of one stretch from every line has in common (negative width: nothing)."""
    for auswahl in product(*strecken):
        yield max(links for links, _ in auswahl), min(rechts for _, rechts in auswahl)


def _innen(gebiet: Gebiet, y: float) -> list[tuple[float, float]]:
    """The parts of a horizontal line that lie inside the region (even-odd rule, holes included)."""
    strecken: list[tuple[float, float]] = []
    for flaeche in gebiet:
        schnitte = sorted(
            ax + (y - ay) * (bx - ax) / (by - ay)
            for ring in flaeche
            for (ax, ay), (bx, by) in pairwise(ring)
            if (ay > y) != (by > y)
        )
        strecken += zip(schnitte[::2], schnitte[1::2], strict=True)
    return strecken
