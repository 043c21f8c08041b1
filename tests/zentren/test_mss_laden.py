"""The Monitoring Soziale Stadtentwicklung in the format of the given file."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from zentren import gebiete
from zentren.models import SozialeLage

GEGEBEN = (gebiete.DATEN / "mss2021_mh_plr.csv").read_bytes()


def _mit(zeile: int, spalte: str, wert: str) -> bytes:
    zeilen = GEGEBEN.decode().splitlines()
    zellen = zeilen[zeile - 1].split(";")
    zellen[zeilen[0].split(";").index(spalte)] = wert
    zeilen[zeile - 1] = ";".join(zellen)
    return "\n".join(zeilen).encode()


@pytest.fixture
def datei(db: None, tmp_path: Path) -> Path:
    gebiete.laden()
    return tmp_path / "mss.csv"


def _scheitert(datei: Path, inhalt: bytes, *jahr: str) -> str:
    vorher = list(SozialeLage.objects.order_by("pk").values())
    datei.write_bytes(inhalt)
    with pytest.raises(CommandError) as fehler:
        call_command("mss_laden", str(datei), *jahr)
    assert fehler.value.returncode == 1
    assert list(SozialeLage.objects.order_by("pk").values()) == vorher
    return str(fehler.value)


def test_ein_weiteres_jahr(datei: Path, capsys: Any) -> None:
    datei.write_bytes(GEGEBEN + b"\n01100101;Anderer Bezirk" + b";" * 12)
    call_command("mss_laden", str(datei), "--jahr", "2023")
    assert SozialeLage.objects.filter(jahr=2023).count() == 40
    assert SozialeLage.objects.filter(jahr=2021).count() == 40
    lage = SozialeLage.objects.get(planungsraum__schluessel="10100101", jahr=2023)
    assert (lage.einwohner, lage.status, lage.status_klasse, lage.dynamik) == (5709, 2, "mittel", "+")
    ausgabe = capsys.readouterr().out
    assert "Stadtentwicklung 2023: 40 Planungsräume geladen, 1 Zeilen anderer Bezirke" in ausgabe
    assert "Ohne Bewertung, weil ohne Zeile: 10100205" in ausgabe


def test_noch_einmal_geladen_gilt_das_neue(datei: Path) -> None:
    datei.write_bytes(_mit(2, "status_index", "4.0"))
    call_command("mss_laden", str(datei), "--jahr", "2021")
    assert SozialeLage.objects.get(planungsraum__schluessel="10100101", jahr=2021).status == 4
    assert SozialeLage.objects.count() == 40


def test_das_jahr_steht_in_der_datei(datei: Path) -> None:
    kopf, *zeilen = GEGEBEN.decode().splitlines()
    datei.write_text("\n".join([f"jahr;{kopf}", *(f"2019;{zeile}" for zeile in zeilen)]), encoding="utf-8")
    call_command("mss_laden", str(datei))
    assert SozialeLage.objects.filter(jahr=2019).count() == 40
    gemischt = datei.read_text(encoding="utf-8").replace("2019;", "2021;", 1)
    assert "mehrere Jahre: 2019, 2021" in _scheitert(datei, gemischt.encode())


def test_leere_zellen_sind_unbewertet(datei: Path) -> None:
    inhalt = _mit(2, "status_index", "").replace(b"38.77756", b"")
    datei.write_bytes(inhalt)
    call_command("mss_laden", str(datei), "--jahr", "2023")
    lage = SozialeLage.objects.get(planungsraum__schluessel="10100101", jahr=2023)
    assert (lage.status, lage.kinderarmut) == (None, None)


@pytest.mark.parametrize(
    ("zeile", "spalte", "wert", "satz"),
    [
        (3, "id", "10999999", "Zeile 3: Den Planungsraum 10999999 gibt es nicht"),
        (3, "id", "10100101", "Zeile 3: Der Planungsraum 10100101 steht schon in Zeile 2."),
        (4, "status_index", "5.0", "Zeile 4: „5.0“ in der Spalte status_index ist kein Statusindex"),
        (4, "k03_old_age_poverty", "nan", "ist kein Anteil von 0 bis 100 Prozent."),
        (4, "k03_old_age_poverty", "101", "ist kein Anteil von 0 bis 100 Prozent."),
        (4, "inhabitants", "viele", "Zeile 4: „viele“ in der Spalte inhabitants ist keine Zahl"),
        (4, "dynamic_index", "++++++", "ist länger als 5 Zeichen."),
        (1, "dynamic_index", "x", "Zeile 1: Im Kopf der Tabelle fehlt dynamic_index."),
    ],
)
def test_falsche_zelle(datei: Path, zeile: int, spalte: str, wert: str, satz: str) -> None:
    assert satz in _scheitert(datei, _mit(zeile, spalte, wert), "--jahr=2023")


def test_ohne_jahr_und_ohne_passende_zeilen(datei: Path) -> None:
    assert "--jahr 2023" in _scheitert(datei, GEGEBEN)
    assert "kein Jahr des Monitorings" in _scheitert(datei, GEGEBEN, "--jahr=23")
    fremd = "\n".join(z.replace("10", "01", 1) for z in GEGEBEN.decode().splitlines())
    assert "keine Zeile zu einem Bezirk" in _scheitert(datei, fremd.encode(), "--jahr=2023")


class JedeDatei(TestCase):
    """It is loaded whole, or nothing changes and the reason is a Ladefehler."""

    @classmethod
    def setUpTestData(cls) -> None:
        gebiete.laden()

    @given(st.data())
    def test_irgendetwas_mitten_darin(self, daten: st.DataObject) -> None:
        inhalt = b"\n".join(GEGEBEN.splitlines()[:4])
        stelle = daten.draw(st.integers(0, len(inhalt)))
        laenge = daten.draw(st.integers(0, 40))
        neues = daten.draw(st.binary(max_size=12) | st.sampled_from([b";", b"\n", b'"', b"nan", b"-1"]))
        vorher = list(SozialeLage.objects.order_by("pk").values())
        try:
            ergebnis = gebiete.monitoring_laden(inhalt[:stelle] + neues + inhalt[stelle + laenge :], 2023)
        except gebiete.Ladefehler:
            assert list(SozialeLage.objects.order_by("pk").values()) == vorher
        else:
            assert SozialeLage.objects.filter(jahr=2023).count() >= ergebnis.raeume > 0
