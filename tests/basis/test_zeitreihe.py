"""The line over months or years: breaks, provisional figures, German words at every point."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from stzverbund.basis.diagramme import Achsen, Diagramm, farben, zeitreihe

WORTE = {"titel": "Mehr Gäste als je", "beschreibung": "Die Zahlen stehen darunter.", "einheit": "Besuche"}
JAHRE = ("2022", "2023", "2024", "2025")


def _reihe(zahlen: tuple[int | None, ...], name: str = "Besuche", offen: int | None = None) -> list[dict]:
    return [
        {"jahr": jahr, "zahl": zahl, "reihe": name, "offen": "vorläufig" if nr == offen else ""}
        for nr, (jahr, zahl) in enumerate(zip(JAHRE, zahlen, strict=True))
    ]


def _bild(daten: list[dict], brueche: dict[int, str] | None = None, **mehr: Any) -> Diagramm:
    achsen = Achsen({nr: jahr for nr, jahr in enumerate(JAHRE) if nr % 2 == 0}, brueche or {})
    felder = {"x": "jahr", "y": "zahl", "reihe": "reihe", "offen": "offen"}
    return zeitreihe(daten, **felder, achsen=achsen, **WORTE, **mehr)


def _elemente(diagramm: Diagramm) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(diagramm.svg).iter())  # noqa: S314 - our own


def _texte(diagramm: Diagramm) -> list[str]:
    return [e.text or "" for e in _elemente(diagramm) if e.tag.endswith("text") and e.text]


def _marken(diagramm: Diagramm) -> list[str]:
    return [e.get("aria-label", "") for e in _elemente(diagramm) if e.get("role") == "graphics-symbol"]


def _zuege(diagramm: Diagramm) -> list[str]:
    formen = [e.get("d", "") for e in _elemente(diagramm) if e.get("stroke-width") == "2"]
    return [form for form in formen if "L" in form]


def test_jeder_punkt_sagt_was_er_ist() -> None:
    diagramm = _bild(_reihe((10, None, 1200, 30), offen=3))
    assert _marken(diagramm) == [
        "Besuche, 2022: 10 Besuche",
        "Besuche, 2024: 1.200 Besuche",
        "Besuche, 2025: 30 Besuche (vorläufig)",
    ]
    texte = _texte(diagramm)
    assert {"2022", "2024", "Besuche"} <= set(texte)
    assert not {"2023", "2025"} & set(texte)
    assert sum(e.get("fill") == "#ffffff" and "d" in e.attrib for e in _elemente(diagramm)) == 1


def test_kein_zug_geht_ueber_einen_bruch() -> None:
    ohne, mit = _bild(_reihe((1, 2, 3, 4))), _bild(_reihe((1, 2, 3, 4)), {2: "ab 2024: Gäste"})
    assert [zug.count("L") for zug in _zuege(ohne)] == [3]
    assert [zug.count("L") for zug in _zuege(mit)] == [1, 1]
    assert "ab 2024: Gäste" in _texte(mit)
    assert [e.get("stroke-dasharray") for e in _elemente(mit) if e.get("stroke") == farben.TEXT] == ["4,3"]


def test_zahlen_am_punkt_und_namen_der_reihen() -> None:
    daten = _reihe((10, 20, 30, 40), "Mitglieder") + _reihe((5, 25, 15, 1000), "andere")
    texte = _texte(_bild(daten, mit_werten=True))
    assert {"10", "25", "1.000", "Mitglieder", "andere"} <= set(texte)
    assert _texte(_bild(_reihe((1, 2, 3, 4)))).count("Besuche") == 1, "eine Reihe braucht keinen Namen"


@pytest.mark.parametrize("zahlen", [(None, None, None, None), (0, 0, 0, 0)])
def test_ohne_zahlen(zahlen: tuple[int | None, ...]) -> None:
    svg = _bild(_reihe(zahlen), {1: "ab 2023"}, mit_werten=True).svg
    assert "NaN" not in svg
    assert not re.search(r"Infinity|undefined", svg)


def test_ohne_alles() -> None:
    assert _texte(_bild([])) == ["Keine Daten"]


def test_zu_viele_reihen() -> None:
    daten = [zeile for nr in range(5) for zeile in _reihe((1, 2, 3, 4), f"Reihe {nr}")]
    with pytest.raises(ValueError, match="nicht 5"):
        _bild(daten)
