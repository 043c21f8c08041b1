"""Unusual values and the tables of a year in the browser: asked for a word at once, quiet afterwards."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from angebote import ablauf, plausibilitaet
from angebote.models import Meldung
from tests.hilfen import meldung as m
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt

FELD = "Nähcafé, Teilnahmen"


@pytest.fixture
def entwurf(welt: Welt) -> Meldung:
    """Six accepted months of 40 before it; the first of its own is unusual (100), the others are not."""
    m.mit_vorgeschichte(welt)
    meldung = m.entwurf(welt.eigenes, zahl=41)
    meldung.werte.filter(monat=meldung.zeitraum.von).update(zahl=100)
    plausibilitaet.vergleichen([meldung])
    return meldung


def _blatt(meldung: Meldung, nummer: int = 1) -> str:
    return reverse("statistik_monat", args=["eigenes", f"{meldung.zeitraum.monate[nummer]:%Y-%m}"])


def _kasten(page: Page) -> Locator:
    return page.locator("td.zelle", has=page.get_by_role("textbox", name=FELD, exact=True))


def _tippe(page: Page, text: str) -> None:
    page.get_by_role("textbox", name=FELD, exact=True).focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_die_zelle_bittet_um_ein_wort_und_wird_ruhig(welt: Welt, entwurf: Meldung, page: Page) -> None:
    anmelden(page, welt.client("mitarbeit"))
    page.goto(_blatt(entwurf))
    _tippe(page, "90")
    expect(_kasten(page)).to_contain_text("gespeichert; eingetragen; auffällig: sonst um 40, bitte erklären")
    expect(page.locator("#raster-ansage")).to_contain_text("auffällig: sonst um 40, bitte erklären")
    ansicht_in_ordnung(page)
    page.keyboard.press("F2")
    fenster = page.get_by_role("dialog")
    expect(fenster).to_contain_text("lag der mittlere Wert bei 40")
    ansicht_in_ordnung(page)
    fenster.get_by_label("Warum ist das so?").fill("Sommerfest")
    fenster.get_by_role("button", name="Erklärung speichern").click()
    expect(_kasten(page)).to_contain_text("eingetragen; auffällig, erklärt")
    _tippe(page, "42")
    expect(_kasten(page)).to_contain_text("gespeichert; eingetragen")
    expect(_kasten(page)).not_to_contain_text("auffällig")
    _tippe(page, "95")
    expect(_kasten(page)).to_contain_text("bitte erklären")


@pytest.mark.parametrize("nummer", [0, 1])
def test_raster_und_einzelheiten_sind_in_ordnung(
    welt: Welt, entwurf: Meldung, page: Page, nummer: int
) -> None:
    anmelden(page, welt.client("mitarbeit"))
    seite_in_ordnung(page, _blatt(entwurf, nummer))
    adresse = page.locator("td.zelle .zelle__mehr").first.get_attribute("href")
    seite_in_ordnung(page, f"{adresse}?von=pruefen")
    seite_in_ordnung(page, reverse("meldung_pruefen", args=[entwurf.pk]))


def test_seiten_der_pruefenden(welt: Welt, entwurf: Meldung, page: Page) -> None:
    ablauf.einreichen(meldung=entwurf, wer=welt.rollen["leitung"])
    ablauf.freigeben(meldung=entwurf, wer=welt.rollen["traeger"])
    m.mit_vorgeschichte(welt, welt.nachbar)
    m.vorgelegt(welt, welt.nachbar, zahl=41)
    anmelden(page, welt.client("bezirksamt"))
    for adresse in (
        reverse("meldung", args=[entwurf.pk]),
        reverse("statistik_pruefen"),
        reverse("meldungen_annehmen"),
        reverse("statistik_vollstaendigkeit"),
        reverse("statistik_puenktlichkeit"),
    ):
        seite_in_ordnung(page, adresse)


def test_tabellen_lassen_sich_mit_der_tastatur_sortieren(welt: Welt, entwurf: Meldung, page: Page) -> None:
    anmelden(page, welt.client("bezirksamt"))
    page.goto(reverse("statistik"))
    page.get_by_role("link", name="Vollständigkeit").focus()
    page.keyboard.press("Enter")
    kopf = page.get_by_role("columnheader", name="Jahr")
    for richtung in ("ascending", "descending"):
        kopf.get_by_role("link").focus()
        page.keyboard.press("Enter")
        expect(kopf).to_have_attribute("aria-sort", richtung)
    page.get_by_role("link", name="Pünktlichkeit").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pünktlichkeit")
