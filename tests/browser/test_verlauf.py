"""Figures over time and the map in the browser: every state, both widths, by keyboard and without script."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from angebote.models import Kennzahl
from tests import fabriken as f
from tests.berichte import jahr as j
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt

LETZTES = timezone.localdate().year - 1
UMRISS = {"type": "Polygon", "coordinates": [[[13.5, 52.5], [13.6, 52.5], [13.6, 52.6], [13.5, 52.5]]]}


@pytest.fixture
def voll(welt: Welt) -> Welt:
    """Last year in full, a Kennzahl that replaced another, one Stadtteil with inhabitants."""
    alte = j.kennzahlen()["besuche-offener-bereich"]
    Kennzahl.objects.filter(pk=alte.pk).update(gueltig_bis=LETZTES - 1)
    neu = {"schluessel": "gaeste", "name": "Gäste", "ebene": "zentrum", "quelle": "", "aufteilung": False}
    f.KennzahlFabrik(**neu, gueltig_von=LETZTES, ersetzt=alte)
    region = f.RegionFabrik(bezirk=welt.bezirk, name="Biesdorf", geometrie=UMRISS)
    f.EinwohnerFabrik(bezirksregion=region, stichtag=date(2020, 12, 31))
    for zentrum in (welt.eigenes, welt.nachbar):
        zentrum.regionen.set([region])
        for jahr in (LETZTES - 1, LETZTES):
            j.summen(*j.volles_jahr(zentrum, jahr, j.angebote(zentrum)))
    return welt


def test_jede_seite_in_jedem_zustand(voll: Welt, page: Page) -> None:
    gaeste = Kennzahl.objects.get(schluessel="gaeste").pk
    for rolle, adresse in (
        ("leitung", "/berichte/verlauf/zentrum/eigenes/"),
        ("leitung", f"/berichte/verlauf/zentrum/eigenes/?kennzahl={gaeste}&jahre=6&nach=jahr"),
        ("traeger", f"/berichte/verlauf/traeger/eigener/?kennzahl={gaeste}"),
        ("verband", "/berichte/verlauf/verband/awo/?nach=jahr"),
        ("bezirksamt", "/berichte/verlauf/bezirk/10/?nach=jahr&bereich=L1"),
        ("bezirksamt", "/berichte/verlauf/bezirk/10/?jahre=1"),
        ("bezirksamt", "/berichte/karte/bezirk/10/"),
        ("bezirksamt", "/berichte/karte/bezirk/10/?alter=a65"),
        ("bezirksamt", f"/berichte/karte/bezirk/10/?alter=a65&kennzahl={gaeste}"),
    ):
        anmelden(page, voll.client(rolle))
        seite_in_ordnung(page, adresse)


def test_von_den_berichten_zur_zahl(voll: Welt, page: Page) -> None:
    anmelden(page, voll.client("bezirksamt"))
    page.goto("/berichte/")
    page.get_by_role("link", name="Im Lauf der Jahre").click()
    page.get_by_label("Für wen").select_option(label="STZ Nachbar")
    page.get_by_label("Kennzahl").select_option(label="Gäste (früher Besuche im offenen Bereich)")
    page.get_by_label("bis einschließlich").select_option(str(LETZTES))
    page.get_by_role("button", name="Anzeigen").press("Enter")
    expect(page.locator(".dachzeile")).to_have_text("STZ Nachbar")
    expect(page.get_by_text(f"Ab Januar {LETZTES} zählt „Gäste“")).to_be_visible()
    expect(page.get_by_role("columnheader", name=f"ab {LETZTES}: Gäste").first).to_be_visible()
    assert "/berichte/verlauf/zentrum/nachbar/?" in page.url
    page.goto("/berichte/")
    page.get_by_role("link", name="Nach Stadtteilen").click()
    expect(page.get_by_role("rowheader", name="Biesdorf")).to_be_visible()
