"""The EWR matrix of the Amt für Statistik: both spellings, both editions of keys, and what is wrong."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import fabriken as f
from tests.hilfen import ewr
from zentren import gebiete
from zentren.models import Bezirksregion, Einwohnerstand, Planungsraum

STICHTAG = date(2023, 12, 31)
ALTER = {
    "u6": (0, 6),
    "a6_15": (6, 15),
    "a15_18": (15, 18),
    "a18_27": (18, 27),
    "a27_45": (27, 45),
    "a45_55": (45, 55),
    "a55_65": (55, 65),
    "a65plus": (65, 110),
}


def _ganz_marzahn_hellersdorf(feld: str = "schluessel") -> list[ewr.Raum]:
    schluessel = sorted(set(Planungsraum.objects.values_list(feld, flat=True)))
    return [ewr.raum(key, grund=i + 1) for i, key in enumerate(schluessel)]


def _erwartet(raeume: Iterable[ewr.Raum], feld: str = "schluessel") -> dict[int, dict[str, int]]:
    """The sums of each Bezirksregion, counted apart from the code."""
    regionen = dict(Planungsraum.objects.values_list(feld, "bezirksregion"))
    summen: dict[int, dict[str, int]] = {}
    for raum in raeume:
        werte = {name: raum.summe(*spanne) for name, spanne in ALTER.items()}
        werte |= {"einwohner": raum.summe(0, 110), "weiblich": raum.weiblich}
        region = summen.setdefault(regionen[raum.schluessel], dict.fromkeys(werte, 0))
        for name, zahl in werte.items():
            region[name] += zahl
    return summen


def _gespeichert(stichtag: date = STICHTAG) -> dict[int, dict[str, int]]:
    felder = [*ALTER, "einwohner", "weiblich"]
    staende = Einwohnerstand.objects.filter(stichtag=stichtag)
    return {stand.bezirksregion_id: {feld: getattr(stand, feld) for feld in felder} for stand in staende}


@pytest.fixture
def datei(db: None, tmp_path: Path) -> Path:
    gebiete.laden()
    return tmp_path / "EWR_L21_202312E_Matrix.csv"


def _scheitert(datei: Path, inhalt: bytes) -> str:
    """Loading fails with exit code 1, stores nothing, and says why."""
    vorher = list(Einwohnerstand.objects.order_by("pk").values())
    datei.write_bytes(inhalt)
    with pytest.raises(CommandError) as fehler:
        call_command("einwohner_laden", str(datei))
    assert fehler.value.returncode == 1
    assert list(Einwohnerstand.objects.order_by("pk").values()) == vorher
    return str(fehler.value)


@pytest.mark.parametrize("kurz", [False, True], ids=["E_EU1", "E_U1"])
def test_summiert_zu_den_stadtteilen(datei: Path, capsys: Any, kurz: bool) -> None:
    raeume = _ganz_marzahn_hellersdorf()
    andere = [ewr.raum("01100101"), ewr.raum("11100101"), ewr.raum("00000000")]
    datei.write_bytes(ewr.matrix([*andere, *raeume], kurz=kurz))
    call_command("einwohner_laden", str(datei))
    assert _gespeichert() == _erwartet(raeume)
    ausgabe = capsys.readouterr()
    gesamt = f"{sum(raum.summe(0, 110) for raum in raeume):,}".replace(",", ".")
    assert f"Stichtag 31.12.2023. Einwohnerinnen und Einwohner: Marzahn-Hellersdorf {gesamt}." in ausgabe.out
    assert "41 Planungsräume zu 9 Stadtteilen zusammengezählt, 3 Zeilen anderer Bezirke" in ausgabe.out
    assert ausgabe.err == ""


def test_nur_die_gruppen_reichen_nicht_fuer_18_bis_27(datei: Path) -> None:
    """Without the single years the derived groups cannot say who is under 27."""
    zeilen = [zeile.split(";") for zeile in ewr.matrix(_ganz_marzahn_hellersdorf()).decode().splitlines()]
    weg = [i for i, name in enumerate(zeilen[0]) if name in ("E_E25_27", "E_E27_30")]
    inhalt = "\n".join(";".join(z for i, z in enumerate(zeile) if i not in weg) for zeile in zeilen)
    satz = _scheitert(datei, inhalt.encode())
    assert "fehlen Altersgruppen für 18 bis unter 27 Jahre, 27 bis unter 45 Jahre" in satz


def test_gruppen_ersetzen_fehlende_einzelne_jahre(datei: Path) -> None:
    raeume = _ganz_marzahn_hellersdorf()
    zeilen = [zeile.split(";") for zeile in ewr.matrix(raeume, kurz=True).decode().splitlines()]
    weg = [i for i, name in enumerate(zeilen[0]) if name in ("E_E00_01", "E_E05_06", "E_E70_75")]
    inhalt = "\n".join(";".join(z for i, z in enumerate(zeile) if i not in weg) for zeile in zeilen)
    datei.write_bytes(inhalt.encode())
    call_command("einwohner_laden", str(datei))
    assert _gespeichert() == _erwartet(raeume)


def test_schluessel_bis_2020(datei: Path) -> None:
    """Five old keys became thirteen, each within its Bezirksregion: 33 rows, no Planungsraum missing."""
    raeume = _ganz_marzahn_hellersdorf("schluessel_bis_2020")
    assert len(raeume) == 33
    datei.write_bytes(ewr.matrix(raeume, zeit="201906"))
    call_command("einwohner_laden", str(datei))
    assert _gespeichert(date(2019, 6, 30)) == _erwartet(raeume, "schluessel_bis_2020")


def test_verlorene_fuehrende_null(datei: Path) -> None:
    region = f.RegionFabrik(schluessel="011001", bezirk__schluessel="01")
    Planungsraum.objects.create(schluessel="01100101", name="Stülerstraße", bezirksregion=region)
    datei.write_bytes(ewr.matrix([ewr.raum("01100101", 7)]))
    assert b";1100101;" in datei.read_bytes()
    call_command("einwohner_laden", str(datei))
    assert Einwohnerstand.objects.get(bezirksregion=region, stichtag=STICHTAG).weiblich == 7


def test_was_nicht_in_der_datei_steht_bleibt(datei: Path) -> None:
    """The given file states origin and nationality of that day: they stay, elsewhere they are empty."""
    raeume = _ganz_marzahn_hellersdorf()
    vorher = dict(Einwohnerstand.objects.filter(stichtag=STICHTAG).values_list("bezirksregion", "auslaender"))
    datei.write_bytes(ewr.matrix(raeume))
    call_command("einwohner_laden", str(datei))
    datei.write_bytes(ewr.matrix(raeume, zeit="202506"))
    call_command("einwohner_laden", str(datei))
    nachher = Einwohnerstand.objects.filter(stichtag=STICHTAG).values_list("bezirksregion", "auslaender")
    assert dict(nachher) == vorher
    neue = Einwohnerstand.objects.filter(stichtag=date(2025, 6, 30))
    assert {(s.auslaender, s.deutsche, s.mit_migrationshintergrund) for s in neue} == {(None, None, None)}


def test_fehlende_zeilen_und_schiefe_summen_werden_genannt(datei: Path, capsys: Any) -> None:
    raeume = _ganz_marzahn_hellersdorf()[1:]
    inhalt = ewr.matrix(raeume).decode().splitlines()
    zellen = inhalt[3].split(";")
    zellen[7] = str(int(zellen[7]) + 1)
    inhalt[3] = ";".join(zellen)
    datei.write_bytes("\n".join(inhalt).encode())
    call_command("einwohner_laden", str(datei))
    fehler = capsys.readouterr().err
    assert "keine Zeile für 10100101 (Marzahn Nord)" in fehler
    assert "Zeile 4: Die Altersgruppen ergeben" in fehler


def _mit(zeile: int, spalte: str, wert: str) -> bytes:
    """The whole file with one cell changed; `zeile` is the line in the file."""
    zeilen = ewr.matrix(_ganz_marzahn_hellersdorf()).decode().splitlines()
    zellen = zeilen[zeile - 1].split(";")
    zellen[ewr.kopf().index(spalte)] = wert
    zeilen[zeile - 1] = ";".join(zellen)
    return "\n".join(zeilen).encode()


@pytest.mark.parametrize(
    ("zeile", "spalte", "wert", "satz"),
    [
        (5, "RAUMID", "10999999", "Zeile 5: Den Planungsraum 10999999 gibt es nicht (Stand 2021)."),
        (5, "RAUMID", "10010101", "Zeile 5: Den Planungsraum 10010101 gibt es nicht (Stand 2021)."),
        (5, "RAUMID", "Marzahn", "Zeile 5: „Marzahn“ in der Spalte RAUMID ist kein Schlüssel"),
        (5, "RAUMID", "", "Zeile 5: „“ in der Spalte RAUMID ist kein Schlüssel"),
        (6, "E_E21_25", "zwölf", "Zeile 6: „zwölf“ in der Spalte E_E21_25 ist keine Zahl"),
        (6, "E_E", "1.234", "Zeile 6: „1.234“ in der Spalte E_E ist keine Zahl"),
        (6, "E_EW", "-5", "Zeile 6: „-5“ in der Spalte E_EW ist keine Zahl"),
        (6, "E_E95_110", "", "Zeile 6: „“ in der Spalte E_E95_110 ist keine Zahl"),
        (7, "ZEIT", "202406", "Zeile 7: In der Spalte ZEIT steht 202406, davor 202312."),
        (7, "ZEIT", "2023", "Zeile 7: „2023“ in der Spalte ZEIT ist kein Monat wie 202312."),
        (1, "E_E", "EINWOHNER", "Zeile 1: Im Kopf der Tabelle fehlt E_E."),
        (1, "E_E18_21", "E_E", "Zeile 1: Im Kopf der Tabelle steht mehrmals E_E."),
    ],
)
def test_falsche_zelle(datei: Path, zeile: int, spalte: str, wert: str, satz: str) -> None:
    assert satz in _scheitert(datei, _mit(zeile, spalte, wert))


def test_nachkommastellen_mancher_jahre(datei: Path) -> None:
    datei.write_bytes(_mit(2, "E_E05_06", "13,0"))
    call_command("einwohner_laden", str(datei))
    assert _gespeichert() == _erwartet(_ganz_marzahn_hellersdorf())


def test_zu_wenige_zellen(datei: Path) -> None:
    zeilen = ewr.matrix(_ganz_marzahn_hellersdorf()).decode().splitlines()
    zeilen[9] = zeilen[9][:60]
    satz = _scheitert(datei, "\n".join(zeilen).encode())
    assert "Zeile 10: " in satz
    assert "Zellen statt 51." in satz


def test_ein_planungsraum_zweimal(datei: Path) -> None:
    raeume = _ganz_marzahn_hellersdorf()
    satz = _scheitert(datei, ewr.matrix([*raeume, raeume[0]]))
    assert "Zeile 43: Der Planungsraum 10100101 steht schon in Zeile 2." in satz


def test_viele_fehler_werden_begrenzt_genannt(datei: Path) -> None:
    inhalt = ewr.matrix(_ganz_marzahn_hellersdorf()).replace(b"2023", b"23")
    assert "… und 21 weitere Fehler." in _scheitert(datei, inhalt)


def test_keine_datei_und_keine_passende(datei: Path) -> None:
    with pytest.raises(CommandError, match="lässt sich nicht lesen"):
        call_command("einwohner_laden", str(datei.with_name("fehlt.csv")))
    assert "Die Datei ist leer." in _scheitert(datei, b"")
    assert "Im Kopf der Tabelle fehlt" in _scheitert(datei, b"Name,Ort\nx,y")
    assert "keine Zeile unter dem Kopf" in _scheitert(datei, ewr.matrix([]))
    assert "keine Zeile zu einem Bezirk" in _scheitert(datei, ewr.matrix([ewr.raum("01100101")]))
    Planungsraum.objects.all().delete()
    assert "gebiete_laden" in _scheitert(datei, ewr.matrix([ewr.raum("01100101")]))


class JedeDatei(TestCase):
    """Whatever stands in the file: it is loaded whole, or nothing changes and the reason is a Ladefehler."""

    @classmethod
    def setUpTestData(cls) -> None:
        gebiete.laden()
        cls.raeume = _ganz_marzahn_hellersdorf()

    def _laden(self, inhalt: bytes) -> None:
        vorher = list(Einwohnerstand.objects.order_by("pk").values())
        try:
            ergebnis = gebiete.matrix_laden(inhalt)
        except gebiete.Ladefehler:
            assert list(Einwohnerstand.objects.order_by("pk").values()) == vorher
        else:
            assert len(_gespeichert(ergebnis.stichtag)) >= ergebnis.regionen > 0
            assert Bezirksregion.objects.count() == 22

    @given(st.binary(max_size=300))
    def test_irgendwelche_bytes(self, inhalt: bytes) -> None:
        self._laden(inhalt)
        self._laden(ewr.matrix(self.raeume[:2]) + inhalt)

    @given(st.data())
    def test_irgendetwas_mitten_darin(self, daten: st.DataObject) -> None:
        inhalt = ewr.matrix(self.raeume[:3])
        stelle = daten.draw(st.integers(0, len(inhalt)))
        laenge = daten.draw(st.integers(0, 40))
        neues = daten.draw(st.text(max_size=12) | st.sampled_from([";", "\n", '"', "0", "1,0", "E_E"]))
        self._laden(inhalt[:stelle] + neues.encode() + inhalt[stelle + laenge :])
