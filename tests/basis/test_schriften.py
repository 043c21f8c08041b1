"""The font build: small for the web, full enough for PDF, nothing done twice."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from stzverbund.basis import schriften

DEUTSCH = "ÄÖÜäöüßẞ„“‚‘–—…€−→≥·×½²§éñçŞğıŁ"


@pytest.fixture(scope="module")
def ziel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ordner = tmp_path_factory.mktemp("static") / "schriften"
    assert schriften.bauen(ziel=ordner)
    return ordner


def _zeichen(datei: Path) -> set[int]:
    with TTFont(datei) as schrift:
        return set(schrift.getBestCmap())


def test_web_schnitte_sind_klein_und_koennen_deutsch(ziel: Path) -> None:
    for name in schriften.SCHNITTE.values():
        datei = ziel / f"{name}.woff2"
        assert datei.stat().st_size < 24_000
        assert set(map(ord, DEUTSCH)) <= _zeichen(datei), name


def test_pdf_schnitte_koennen_auch_griechisch_kyrillisch_und_vietnamesisch(ziel: Path) -> None:
    for name in schriften.SCHNITTE.values():
        assert set(map(ord, DEUTSCH + "ΩЖщầ")) <= _zeichen(ziel / f"{name}.ttf"), name


def test_ziffern_gleicher_breite_fuer_tabellen_bleiben(ziel: Path) -> None:
    with TTFont(ziel / "FiraSans-Regular.woff2") as schrift:
        merkmale = {satz.FeatureTag for satz in schrift["GSUB"].table.FeatureList.FeatureRecord}
    assert "tnum" in merkmale


def test_css_nennt_die_familie_von_kern_und_jede_datei(ziel: Path) -> None:
    css = (ziel / "schriften.css").read_text()
    kern = (schriften.QUELLE.parent.parent / "kern.css").read_text()
    assert f'--kern-typography-font-family-fira-sans: "{schriften.FAMILIE}"' in kern
    assert css.count(f'font-family: "{schriften.FAMILIE}"') == css.count("@font-face") == 3
    for gewicht, name in schriften.SCHNITTE.items():
        assert f'url("{name}.woff2") format("woff2");\n  font-weight: {gewicht};' in css


def test_zweiter_lauf_laesst_alles_stehen_und_ersetzt_was_fehlt(ziel: Path) -> None:
    datei = ziel / "FiraSans-Medium.woff2"
    vorher = datei.read_bytes()
    assert not schriften.bauen(ziel=ziel)
    datei.unlink()
    assert schriften.bauen(ziel=ziel)
    assert datei.read_bytes() == vorher


def test_ohne_kern_sagt_der_fehler_was_zu_tun_ist(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="npm ci"):
        schriften.bauen(quelle=tmp_path, ziel=tmp_path / "ziel")
