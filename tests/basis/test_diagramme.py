"""Charts: every mark speaks German, nothing depends on colour or on the net, several fit on one page."""

import base64
import re
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.diagramme import Diagramm, balken, farben, gebiete, gestapelt, karte, linien
from stzverbund.basis.diagramme.motor import zahl
from tests.hilfen.seite import seitenbefunde

WORTE: dict[str, Any] = {
    "titel": "Beratung wächst am stärksten",
    "beschreibung": "Die Zahlen stehen in der Tabelle.",
    "einheit": "Stunden",
}
MONATE = ["Jan", "Feb", "Mär"]
SVG = "{http://www.w3.org/2000/svg}"


def _quadrat(links: float, unten: float, seite: float = 0.1) -> dict[str, Any]:
    rechts, oben = links + seite, unten + seite
    ring = [[links, unten], [rechts, unten], [rechts, oben], [links, oben], [links, unten]]
    return {"type": "Polygon", "coordinates": [ring]}


REGIONEN = [
    {"schluessel": "1", "name": "Marzahn Nord", "geometrie": _quadrat(13.5, 52.5)},
    {"schluessel": "2", "name": "Biesdorf", "geometrie": _quadrat(13.6, 52.5)},
    {
        "schluessel": "3",
        "name": "Zwei Teile",
        "geometrie": {
            "type": "MultiPolygon",
            "coordinates": [_quadrat(13.5, 52.4)["coordinates"], _quadrat(13.65, 52.4, 0.05)["coordinates"]],
        },
    },
]


def _balken(**worte: Any) -> Diagramm:
    daten = [
        {"n": "Begegnung", "w": Decimal("1200.50")},
        {"n": "Beratung, Information und Vermittlung an Fachstellen", "w": 300},
        {"n": "Selbsthilfe", "w": None},
        {"n": "Selbsthilfe", "w": 0},
        {"n": "Kultur & „Bildung“ <neu>", "w": 77},
    ]
    return balken(daten, x="n", y="w", **(WORTE | worte))


def _linien() -> Diagramm:
    daten = [
        {"m": m, "r": r, "w": wert}
        for r in ("2026", "2025")
        for m, wert in zip(MONATE, (10, 30, 20), strict=True)
    ]
    daten[2]["w"] = None
    return linien(daten, x="m", y="w", reihe="r", **WORTE)


def _gestapelt() -> Diagramm:
    daten = [{"x": x, "r": f"Alter {r}", "w": 100 * r} for x in ("Frauen", "Männer") for r in range(7)]
    return gestapelt(daten, x="x", y="w", reihe="r", **WORTE)


def _karte() -> Diagramm:
    return karte(REGIONEN, {"1": 100, "2": 1200}, **WORTE)


ALLE = pytest.mark.parametrize(
    "diagramm", [_balken, _linien, _gestapelt, _karte], ids=lambda f: f.__name__[1:]
)


def _wurzel(diagramm: Diagramm) -> ElementTree.Element:
    return ElementTree.fromstring(diagramm.svg)  # noqa: S314 - our own


def _marken(diagramm: Diagramm) -> list[str]:
    return [
        element.get("aria-label", "")
        for element in _wurzel(diagramm).iter()
        if element.get("role") == "graphics-symbol"
    ]


def _texte(diagramm: Diagramm) -> list[str]:
    texte = _wurzel(diagramm).iter(f"{SVG}text")
    return [" ".join(text.itertext()) for text in texte]


@ALLE
def test_nichts_englisches_kein_stil_keine_fremde_adresse(diagramm: Any) -> None:
    svg = diagramm().svg
    for wort in (
        "roledescription",
        "Title text",
        "axis",
        "chart",
        "undefined",
        "null",
        "NaN",
        "graphics-object",
    ):
        assert wort not in svg, wort
    assert not seitenbefunde(svg)
    assert re.findall(r"https?://[^\"<> ]+", svg) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r'font-family="([^"]*)"', svg)) == {"Fira Sans"}


@ALLE
def test_weisser_grund_titel_und_beschreibung(diagramm: Any) -> None:
    wurzel = _wurzel(diagramm())
    titel, beschreibung = wurzel[0], wurzel[1]
    assert wurzel.get("role") == "img"
    assert (titel.tag, titel.text) == (f"{SVG}title", WORTE["titel"])
    assert (beschreibung.tag, beschreibung.text) == (f"{SVG}desc", WORTE["beschreibung"])
    assert wurzel.get("aria-labelledby") == f"{titel.get('id')} {beschreibung.get('id')}"
    grund = wurzel.find(f"{SVG}rect")
    assert grund is not None
    assert (grund.get("fill"), grund.get("width"), grund.get("height")) == (
        "#ffffff",
        wurzel.get("width"),
        wurzel.get("height"),
    )


@ALLE
def test_passt_auf_eine_seite(diagramm: Any) -> None:
    wurzel = _wurzel(diagramm())
    assert float(wurzel.get("width", 0)) <= 642  # px, 170 mm
    assert float(wurzel.get("height", 0)) <= 800


@ALLE
def test_mehrere_auf_einer_seite_stossen_nicht_zusammen(diagramm: Any) -> None:
    eins = diagramm()
    seite = eins.als_html("a-") + eins.als_html("b-") + _balken(titel="Anders").als_html()
    kennungen = re.findall(r' id="([^"]*)"', seite)
    assert len(kennungen) == len(set(kennungen)) >= 6
    bezuege = re.findall(r"url\(#([^)]*)\)", seite) + re.findall(r'aria-labelledby="([^"]*)"', seite)
    assert {bezug for bezuege_ in bezuege for bezug in bezuege_.split()} <= set(kennungen)


@ALLE
def test_bild_fuer_pdf_ist_dasselbe_svg(diagramm: Any) -> None:
    eins = diagramm()
    treffer = re.fullmatch(r'<img src="data:image/svg\+xml;base64,([^"]*)" alt="([^"]*)">', eins.als_bild())
    assert treffer
    assert base64.b64decode(treffer[1]).decode() == eins.svg
    assert treffer[2] == "Beratung wächst am stärksten. Die Zahlen stehen in der Tabelle."


@ALLE
def test_zweites_mal_ist_gleich(diagramm: Any) -> None:
    assert diagramm() == diagramm()


def test_alternativtext_wird_maskiert() -> None:
    bild = _balken(titel='„A“ > "B"', beschreibung="<script>").als_bild()
    assert "<script>" not in bild
    assert "&quot;B&quot;" in bild


def test_balken_sagen_namen_zahl_und_einheit() -> None:
    assert _marken(_balken()) == [
        "Begegnung: 1.200,5 Stunden",
        "Beratung, Information und Vermittlung an Fachstellen: 300 Stunden",
        "Selbsthilfe: 0 Stunden",
        "Kultur & „Bildung“ <neu>: 77 Stunden",
    ]
    texte = _texte(_balken())
    assert {"Stunden", "1.200,5", "300", "keine Angabe", "0", "77"} <= set(texte)
    assert texte.count("Selbsthilfe") == 2
    assert "Beratung, Information und Vermittlung an Fachstellen" in texte


def test_linien_sagen_reihe_stelle_und_zahl() -> None:
    diagramm = _linien()
    assert _marken(diagramm) == [
        "2026, Jan: 10 Stunden",
        "2026, Feb: 30 Stunden",
        "2025, Jan: 10 Stunden",
        "2025, Feb: 30 Stunden",
        "2025, Mär: 20 Stunden",
    ]
    assert {*MONATE, "2026", "2025"} <= set(_texte(diagramm))
    assert 'stroke-dasharray="6,4"' in diagramm.svg


def test_luecke_unterbricht_die_linie() -> None:
    daten = [{"m": m, "r": "2026", "w": w} for m, w in zip("abcd", (1, None, 2, 3), strict=True)]
    wurzel = _wurzel(linien(daten, x="m", y="w", reihe="r", **WORTE))
    (zug,) = [
        e.get("d", "")
        for e in wurzel.iter()
        if e.get("stroke") == farben.BLAU and e.get("stroke-width") == "2"
    ]
    assert (zug.count("M"), zug.count("L")) == (2, 1)


def test_namen_der_linien_decken_sich_nicht() -> None:
    daten = [{"m": m, "r": r, "w": 50} for r in ("2026", "2025", "2024", "2023") for m in MONATE]
    wurzel = _wurzel(linien(daten, x="m", y="w", reihe="r", **WORTE))
    hoehen = sorted(
        float(re.split(r"[,)]", text.get("transform", ""))[1])
        for text in wurzel.iter(f"{SVG}text")
        if (text.text or "").startswith("20") and text.get("font-weight") == "500"
    )
    assert len(hoehen) == 4
    assert all(unten - oben >= 12 for oben, unten in pairwise(hoehen))


def test_gestapelte_teile_haben_muster_und_summe() -> None:
    diagramm = _gestapelt()
    assert "Männer, Alter 6: 600 Stunden" in _marken(diagramm)
    assert len(_marken(diagramm)) == 14
    assert _texte(diagramm).count("2.100") == 2
    muster = set(re.findall(r'fill="url\(#([^)]*)\)"', diagramm.svg))
    assert len(muster) == 6  # the first part is plain
    assert muster == set(re.findall(r'<pattern id="([^"]*)"', diagramm.svg))


@pytest.mark.parametrize(("art", "anzahl"), [(linien, 5), (gestapelt, 8)])
def test_zu_viele_reihen_werden_abgelehnt(art: Any, anzahl: int) -> None:
    daten = [{"x": "a", "r": str(nr), "w": nr} for nr in range(anzahl)]
    with pytest.raises(ValueError, match=f"nicht {anzahl}"):
        art(daten, x="x", y="w", reihe="r", **WORTE)


def test_karte_nennt_jede_region() -> None:
    diagramm = _karte()
    assert _marken(diagramm) == [
        "Marzahn Nord: 100 Stunden",
        "Biesdorf: 1.200 Stunden",
        "Zwei Teile: keine Angabe",
    ]
    texte = _texte(diagramm)
    assert {"Marzahn Nord", "Biesdorf", "1.200", "unter 1.000", "ab 1.000", "keine Angabe"} <= set(texte)
    assert 'id="musterfefefe"' in diagramm.svg


def _ausdehnung(form: str) -> tuple[float, float, float]:
    """Width, height and upper edge of a path, px."""
    zahlen = [float(zahl_) for zahl_ in re.findall(r"-?[\d.]+", form)]
    waagerecht, senkrecht = zahlen[::2], zahlen[1::2]
    return max(waagerecht) - min(waagerecht), max(senkrecht) - min(senkrecht), min(senkrecht)


def test_karte_ist_massstabsgerecht_und_hat_norden_oben() -> None:
    nord, biesdorf, sued = (
        _ausdehnung(element.get("d", ""))
        for element in _wurzel(_karte()).iter()
        if element.get("role") == "graphics-symbol"
    )
    for breite, hoehe, _ in (nord, biesdorf):
        assert hoehe / breite == pytest.approx(1.64, rel=0.01)  # 1 / cos(52.5 degrees)
    assert nord[2] == biesdorf[2] < sued[2]


def test_namen_stehen_in_ihrer_region() -> None:
    schmal = {
        "type": "Polygon",
        "coordinates": [[[0, 0], [9, 0], [9, 1], [1, 1], [1, 9], [9, 9], [9, 10], [0, 10], [0, 0]]],
    }
    for geometrie in (schmal, _quadrat(13.5, 52.5), REGIONEN[2]["geometrie"]):
        (gebiet,), _ = gebiete._in_pixeln([gebiete._flaechen(geometrie)])
        x, y = gebiete._mitte(gebiet)
        assert any(links < x < rechts for links, rechts in gebiete._innen(gebiet, y))


def test_grenze_gehoert_zur_oberen_klasse() -> None:
    assert [gebiete._klasse(wert, [10, 20]) for wert in (9.9, 10, 20, None)] == [
        "unter 10",
        "10 bis unter 20",
        "ab 20",
        "keine Angabe",
    ]


def test_gleiche_werte_sind_eine_klasse() -> None:
    assert "alle gleich" in _texte(karte(REGIONEN[:2], {"1": 5, "2": 5}, **WORTE))


@pytest.mark.parametrize(
    ("werte", "grenzen"),
    [
        ([12, 15, 18, 21, 24, 27, 30, 33, 600], [18, 24, 30]),
        ([0, 0, 0, 0, 0, 0, 0, 7], [7]),
        ([1, 2], [2]),
        ([812.4, 813.1, 950.0, 1204.6], [813, 900, 1000]),
        ([], []),
    ],
)
def test_klassen_haben_etwa_gleich_viele_werte(werte: list[float], grenzen: list[float]) -> None:
    """One very large value does not put all others into the lowest class."""
    assert gebiete._grenzen(werte) == grenzen


@given(st.lists(st.floats(0, 1e6) | st.integers(0, 10**6), min_size=1, max_size=12))
def test_jeder_wert_hat_genau_eine_klasse(werte: list[float]) -> None:
    grenzen = gebiete._grenzen(werte)
    klassen = gebiete._klassen(grenzen)
    assert len(klassen) == len(grenzen) + 1 <= len(farben.KLASSEN)
    benutzt = [gebiete._klasse(wert, grenzen) for wert in sorted(werte)]
    assert [klassen.index(klasse) for klasse in benutzt] == sorted(
        klassen.index(klasse) for klasse in benutzt
    )
    assert benutzt[0] == klassen[0]


@pytest.mark.parametrize(
    "diagramm",
    [
        balken([], x="x", y="y", **WORTE),
        linien([], x="x", y="y", reihe="r", **WORTE),
        gestapelt([], x="x", y="y", reihe="r", **WORTE),
        karte([], {}, **WORTE),
    ],
    ids=["balken", "linien", "gestapelt", "karte"],
)
def test_ohne_daten(diagramm: Diagramm) -> None:
    assert _texte(diagramm) == ["Keine Daten"]


def test_lauter_luecken() -> None:
    daten = [{"x": m, "r": "2026", "w": None} for m in MONATE]
    for diagramm in (
        balken(daten, x="x", y="w", **WORTE),
        linien(daten, x="x", y="w", reihe="r", **WORTE),
        gestapelt(daten, x="x", y="w", reihe="r", **WORTE),
        karte(REGIONEN, {}, **WORTE),
    ):
        assert "NaN" not in diagramm.svg


@pytest.mark.parametrize(
    ("wert", "text"),
    [
        (0, "0"),
        (1500, "1.500"),
        (Decimal("1234567.50"), "1.234.567,5"),
        (1.256, "1,26"),
        (100.0, "100"),
        (0.001, "0"),
        (-12.5, "−12,5"),
        (None, "keine Angabe"),
    ],
)
def test_deutsche_zahlen(wert: Any, text: str) -> None:
    assert zahl(wert) == text


def _kontrast(eins: str, zwei: str) -> float:
    def helligkeit(farbe: str) -> float:
        anteile = [int(farbe[stelle : stelle + 2], 16) / 255 for stelle in (1, 3, 5)]
        linear = [a / 12.92 if a <= 0.04045 else ((a + 0.055) / 1.055) ** 2.4 for a in anteile]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    hell, dunkel = sorted((helligkeit(eins), helligkeit(zwei)), reverse=True)
    return (hell + 0.05) / (dunkel + 0.05)


def test_farben_sind_lesbar() -> None:
    for fuellung, ton, _ in farben.TEILE:
        assert _kontrast(fuellung, "#ffffff") >= 4.5  # white figures stand on it
        assert _kontrast(ton, "#ffffff") >= 4.5
    for farbe, _, _ in farben.REIHEN:
        assert _kontrast(farbe, "#ffffff") >= 4.5
    for klasse in farben.KLASSEN:
        assert _kontrast(farben.TEXT, klasse) >= 4.5
    for eins, zwei in pairwise(farben.KLASSEN):
        assert _kontrast(eins, zwei) >= 1.25


def test_reihen_unterscheiden_sich_auch_ohne_farbe() -> None:
    assert len({(tuple(striche), form) for _, striche, form in farben.REIHEN}) == len(farben.REIHEN)
    assert len({pfad for _, _, pfad in farben.TEILE}) == len(farben.TEILE)
    assert not {farbe for farbe, _, _ in farben.REIHEN} & set(farben.MUSTER)
