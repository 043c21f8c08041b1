"""QR codes: what the page shows is the code of the text, on white, with its quiet zone."""

import re
from urllib.parse import unquote

import pytest
import segno

from stzverbund.basis.qr import qr_datenadresse, qr_svg

ADRESSE = "https://stz.example/l/Zq3x-7Yb_Kp0/"
RAND = 4


def punkte(svg: str) -> set[tuple[int, int]]:
    """The dark modules (column, row) that the path of an SVG draws: runs of `h`, moved by `m`."""
    pfad = re.search(r"""stroke=["']#000["'] d=["']([^"']+)["']""", svg)
    assert pfad
    x, y, dunkel = 0.0, 0.0, set()
    for befehl, werte in re.findall(r"([Mmh])([-\d. ]+)", pfad[1]):
        zahlen = [float(z) for z in re.findall(r"-?[\d.]+", werte)]
        if befehl == "h":
            dunkel |= {(int(x) + i - RAND, int(y) - RAND) for i in range(int(zahlen[0]))}
            x += zahlen[0]
        else:
            x, y = (zahlen[0], zahlen[1]) if befehl == "M" else (x + zahlen[0], y + zahlen[1])
    return dunkel


def code(text: str) -> set[tuple[int, int]]:
    reihen = segno.make(text, error="m", micro=False).matrix
    return {(x, y) for y, reihe in enumerate(reihen) for x, dunkel in enumerate(reihe) if dunkel}


def test_das_bild_zeigt_den_code_des_textes():
    assert punkte(qr_svg(ADRESSE)) == code(ADRESSE)


def test_auf_weiss_ohne_feste_groesse():
    svg = qr_svg(ADRESSE)
    anfang = svg.partition(">")[0]

    assert "viewBox" in anfang
    assert "width" not in anfang
    assert 'fill="#fff"' in svg


def test_als_adresse_eines_bildes():
    adresse = qr_datenadresse(ADRESSE)

    assert adresse.startswith("data:image/svg+xml")
    assert punkte(unquote(adresse)) == code(ADRESSE)


@pytest.mark.parametrize("text", ["a", "12345", "ä" * 500])
def test_nie_ein_micro_code(text):
    seite = re.search(r'viewBox="0 0 (\d+)', qr_svg(text))

    assert seite
    assert int(seite[1]) >= 21 + 2 * RAND


def test_ein_zu_langer_text_sagt_es():
    with pytest.raises(ValueError, match="too large"):
        qr_svg("x" * 5000)
