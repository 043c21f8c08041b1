"""The catalogue of the Rahmenkonzept: verbatim, complete, loaded as often as one likes."""

import tomllib

import pytest
from django.core.management import call_command

from tests import fabriken as f
from zentren import katalog
from zentren.models import Aufgabe, Fachstellenart, Leistung, Leistungsbereich, Ziel, Zielgruppe

ERWARTET = {
    "Ziele": 4,
    "Leistungsbereiche": 5,
    "Leistungen": 19,
    "Aufgabenbereiche": 5,
    "Aufgaben": 27,
    "Zielgruppen": 20,
    "Arten der Fachstellen": 16,
}

pytestmark = pytest.mark.django_db


def test_zweimal_geladen_ist_einmal_da() -> None:
    assert katalog.laden() == ERWARTET
    kennungen = set(Aufgabe.objects.values_list("pk", flat=True))
    assert katalog.laden() == ERWARTET
    assert set(Aufgabe.objects.values_list("pk", flat=True)) == kennungen


def test_wortlaut_ist_der_der_quelle() -> None:
    katalog.laden()
    quelle = tomllib.loads(katalog.KATALOG.read_text(encoding="utf-8"))
    ziele = [(ziel["schluessel"], ziel["text"]) for ziel in quelle["ziel"]]
    assert list(Ziel.objects.values_list("schluessel", "text")) == ziele
    leistungen = [text for bereich in quelle["leistungsbereich"] for text in bereich["leistungen"]]
    assert list(Leistung.objects.values_list("text", flat=True)) == leistungen
    aufgaben = [text for bereich in quelle["aufgabenbereich"] for text in bereich["aufgaben"]]
    assert list(Aufgabe.objects.values_list("text", flat=True)) == aufgaben


def test_schluessel_und_reihenfolge() -> None:
    katalog.laden()
    assert list(Leistungsbereich.objects.values_list("schluessel", flat=True)) == [
        "L1",
        "L2",
        "L3",
        "L4",
        "L5",
    ]
    assert not Leistungsbereich.objects.get(schluessel="L5").leistungen.exists()
    assert [a.schluessel for a in Aufgabe.objects.all()][:2] == ["A1.1", "A1.2"]


def test_was_ergaenzt_ist_ist_gekennzeichnet() -> None:
    katalog.laden()
    quelle = tomllib.loads(katalog.KATALOG.read_text(encoding="utf-8"))
    beratung = next(b for b in quelle["leistungsbereich"] if "fachstellen" in b)
    ergaenzt = {
        Zielgruppe: quelle["zielgruppen"]["ergaenzt"],
        Fachstellenart: beratung["fachstellen_ergaenzt"],
    }
    for modell, namen in ergaenzt.items():
        assert list(modell.objects.filter(ergaenzt=True).values_list("name", flat=True)) == namen


def test_geaendertes_wird_berichtigt_eigenes_bleibt() -> None:
    katalog.laden()
    Ziel.objects.filter(schluessel="Z1").update(text="verändert")
    f.FachstellenartFabrik(schluessel="frauenhaus", name="Frauenhaus", ergaenzt=True)
    katalog.laden()
    assert Ziel.objects.get(schluessel="Z1").text.startswith("eine stärkere Beteiligung")
    assert Fachstellenart.objects.filter(schluessel="frauenhaus").exists()


def test_befehl_nennt_die_zahlen(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("katalog_laden")
    ausgabe = capsys.readouterr().out.splitlines()
    assert ausgabe[: len(ERWARTET)] == [f"{art}: {anzahl}" for art, anzahl in ERWARTET.items()]
