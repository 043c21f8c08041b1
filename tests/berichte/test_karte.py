"""The map of a Bezirk: per 1,000 inhabitants by Stadtteil, with the same figures in a table and a file."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import fabriken as f
from tests.berichte import jahr as j
from tests.welt import Welt

LETZTES = timezone.localdate().year - 1
UMRISS = {"type": "Polygon", "coordinates": [[[13.5, 52.5], [13.6, 52.5], [13.6, 52.6], [13.5, 52.5]]]}


@pytest.fixture
def amt(welt: Welt) -> Client:
    """Biesdorf has a centre, Kaulsdorf shares one with Mahlsdorf, Hellersdorf has none."""
    namen = ("Biesdorf", "Hellersdorf", "Kaulsdorf", "Mahlsdorf")
    regionen = {n: f.RegionFabrik(bezirk=welt.bezirk, name=n, geometrie=UMRISS) for n in namen}
    for region in regionen.values():
        f.EinwohnerFabrik(bezirksregion=region, stichtag=date(2020, 12, 31), einwohner=2000, a65plus=500)
    welt.eigenes.regionen.set([regionen["Biesdorf"]])
    welt.nachbar.regionen.set([regionen["Kaulsdorf"], regionen["Mahlsdorf"]])
    for mal, zentrum in enumerate((welt.eigenes, welt.nachbar), start=1):
        j.summen(*j.volles_jahr(zentrum, LETZTES, j.angebote(zentrum), mal=mal))
    return welt.client("bezirksamt")


def _karte(client: Client, **get: Any) -> Any:
    return client.get("/berichte/karte/bezirk/10/", get)


def _zeilen(antwort: Any) -> dict[str, Any]:
    return {zeile.stadtteil: zeile for zeile in antwort.context["ergebnis"].zeilen}


def _ganz(mal: int = 1) -> int:
    nr = list(j.kennzahlen()).index("teilnahmen") + 1
    return sum(2 * 14 * nr * monat * mal for monat in range(1, 13))


def _deutsch(zahl: float) -> str:
    return f"{zahl:,.1f}".translate(str.maketrans(",.", ".,"))


def test_jeder_stadtteil_hat_seine_zahl(amt: Client) -> None:
    antwort = _karte(amt)
    zeilen = _zeilen(antwort)
    namen = ["Biesdorf", "Hellersdorf", "Kaulsdorf", "Mahlsdorf", "Kaulsdorf und Mahlsdorf zusammen"]
    assert list(zeilen) == namen
    biesdorf, gemeinsam = zeilen["Biesdorf"], zeilen["Kaulsdorf und Mahlsdorf zusammen"]
    assert biesdorf.je_tausend == gemeinsam.je_tausend == _deutsch(_ganz() / 2)
    assert (biesdorf.zentren, biesdorf.einwohner, biesdorf.stichtag) == ("STZ Eigenes", "2.000", "31.12.2020")
    assert zeilen["Hellersdorf"].zentren == zeilen["Kaulsdorf"].zentren == "kein Zentrum"
    svg, zahl = antwort.context["ergebnis"].bild.svg, _deutsch(_ganz() / 2).removesuffix(",0")
    for name in ("Biesdorf", "Kaulsdorf", "Mahlsdorf"):
        assert f'aria-label="{name}: {zahl} Teilnahmen je 1.000 Einwohnerinnen und Einwohner"' in svg
    assert 'aria-label="Hellersdorf: keine Angabe"' in svg
    assert "steht mit allen zusammen in einer Zeile" in antwort.content.decode()


def test_nach_alter_gegen_gleichaltrige(amt: Client) -> None:
    antwort = _karte(amt, alter="a65")
    # 20 of each month's number in two Angebote, 500 inhabitants over 65
    erwartet = sum(20 * monat * 2 for monat in range(1, 13)) * 2
    assert _zeilen(antwort)["Biesdorf"].je_tausend == _deutsch(erwartet)
    assert "Bekannt ist das Alter bei" in antwort.content.decode()
    besuche = j.kennzahlen()["besuche-offener-bereich"]
    antwort = _karte(amt, alter="a65", kennzahl=besuche.pk)
    assert "wird nicht nach Alter aufgeteilt" in antwort.content.decode()


def test_unvollstaendig_und_ohne_stadtteil_werden_genannt(welt: Welt, amt: Client) -> None:
    zweites = f.ZentrumFabrik(bezirk=welt.bezirk, name="STZ Zweites")
    zweites.regionen.set(welt.eigenes.regionen.all())
    f.ZentrumFabrik(bezirk=welt.bezirk, name="STZ Ohne")
    antwort = _karte(amt)
    assert _zeilen(antwort)["Biesdorf"].stand == "12 von 24 Monaten"
    assert "Ohne Stadtteil und deshalb nicht dabei: STZ Ohne." in antwort.content.decode()


def test_ohne_einwohner_und_umrisse_bleibt_die_tabelle(welt: Welt) -> None:
    f.RegionFabrik(bezirk=welt.bezirk, name="Biesdorf")
    j.kennzahlen()
    antwort = _karte(welt.client("geschaeftsstelle"))
    seite = antwort.content.decode()
    assert antwort.context["ergebnis"].bild is None
    assert "keine Umrisse" in seite
    assert "keine Einwohnerzahlen geladen" in seite


def test_wer_keinen_bezirk_liest_kommt_zu_den_berichten(welt: Welt) -> None:
    for rolle in ("leitung", "traeger", "verband", "koordination"):
        assert welt.client(rolle).get(reverse("karte_wahl")).url == reverse("berichte")
    amt = welt.client("bezirksamt")
    assert amt.get(reverse("karte_wahl"), {"jahr": 2024}).url == "/berichte/karte/bezirk/10/?jahr=2024"
    assert amt.get(reverse("karte_wahl"), {"gegenstand": "bezirk/11"}).status_code == 404


def test_export_hat_dieselben_zahlen(amt: Client) -> None:
    antwort = _karte(amt, export="csv")
    zeilen = list(csv.DictReader(io.StringIO(antwort.content.decode("utf-8-sig")), delimiter=";"))
    assert [zeile["Stadtteile"] for zeile in zeilen] == list(_zeilen(_karte(amt)))
    assert (zeilen[0]["Zahl"], zeilen[0]["Einwohner"]) == (str(_ganz()), "2000")
    assert float(zeilen[0]["je 1.000"]) == _ganz() / 2


@pytest.mark.parametrize(("angabe", "wert"), [("alter", "a99"), ("jahr", 1990), ("bereich", "L9")])
def test_was_es_nicht_gibt_ist_ein_fehler_am_feld(amt: Client, angabe: str, wert: Any) -> None:
    antwort = _karte(amt, **{angabe: wert})
    assert list(antwort.context["wahl"].errors) == [angabe]


def test_gleich_viele_abfragen(
    welt: Welt, amt: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for _ in range(2):
        with django_assert_num_queries(12):
            _karte(amt)
        f.ZentrumFabrik.create_batch(2, bezirk=welt.bezirk)
