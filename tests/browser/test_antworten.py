"""A screen of the Selbstbewertung in the browser: keyboard, autosave, a lost connection, two writers."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from standards import antworten
from tests.hilfen import standards as s
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt


@pytest.mark.hauptweg
def test_ein_kriterium_speichert_sich_selbst(welt: Welt, page: Page) -> None:
    s.angenommen(welt, jahr=2025)
    bewertung = s.bewertung(welt, jahr=2026)
    antwort = s.antwort(bewertung, "1.1")
    anmelden(page, welt.client("mitarbeit"))
    page.goto("/standards/eigenes/2026/1/")
    bogen, gespeichert = page.locator("#k-1-1"), page.locator("#raster-gespeichert")
    begruendung = bogen.get_by_label("Begründung")
    expect(begruendung).to_be_hidden()
    bogen.get_by_role("radio", name="erfüllt", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(bogen.get_by_role("radio", name="teilweise")).to_be_checked()
    expect(gespeichert).to_have_text(re.compile(r"alles gespeichert, \d\d:\d\d"))
    expect(page.locator("[data-beantwortet]")).to_have_text("1")
    begruendung.fill("Rampe fehlt")
    page.keyboard.press("Tab")
    expect(bogen.locator("[data-stand]")).to_have_text("gespeichert")
    expect(gespeichert).to_have_text(re.compile("alles gespeichert"))
    stand = s.antwort(bewertung, "1.1")
    assert (stand.einschaetzung, stand.begruendung) == ("teilweise", "Rampe fehlt")

    # The connection is lost: what is typed stays in the page and is sent when it is back.
    def tot(route: Route) -> None:
        route.abort()

    page.route("**/antworten/", tot)
    begruendung.fill("Rampe fehlt seit Mai")
    page.keyboard.press("Tab")
    expect(page.locator("#raster-banner")).to_contain_text("Der Server antwortet nicht")
    expect(bogen.locator("[data-stand]")).to_have_text("wartet; noch nicht gespeichert")
    page.unroute("**/antworten/", tot)
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.locator("#raster-banner")).to_be_hidden()
    expect(gespeichert).to_have_text(re.compile("alles gespeichert"))
    assert s.antwort(bewertung, "1.1").begruendung == "Rampe fehlt seit Mai"

    # Somebody else has written into the same field: both values, one choice.
    antwort = s.antwort(bewertung, "1.1")
    angaben = {"begruendung": "Der Aufzug fehlt", "notiz": "Fotos"}
    antworten.beantworten(
        antwort=antwort, angaben=angaben, version=antwort.version, wer=welt.rollen["leitung"]
    )
    begruendung.fill("Meine Fassung")
    page.keyboard.press("Tab")
    wahl = bogen.get_by_role("group", name="Kriterium 1.1: bitte wählen")
    expect(wahl).to_contain_text("Ihre Eingabe: Meine Fassung")
    expect(wahl).to_contain_text("Gespeichert: Der Aufzug fehlt")
    seite_in_ordnung(page)
    wahl.get_by_role("button", name="Meine Eingabe nehmen").click()
    expect(gespeichert).to_have_text(re.compile("alles gespeichert"))
    stand = s.antwort(bewertung, "1.1")
    assert (stand.begruendung, stand.notiz) == ("Meine Fassung", "Fotos")


def test_alle_seiten_sind_zugaenglich(welt: Welt, page: Page) -> None:
    s.angenommen(welt, jahr=2025)
    bewertung = s.bewertung(welt, jahr=2026)
    s.beantworten(bewertung, welt, "teilweise", begruendung="Es fehlt an Zeit.")
    anmelden(page, welt.client("leitung"))
    nachweis = f"antwort/{s.antwort(bewertung, '1.1').pk}/nachweis/"
    for unter in ("", "1/", "tabelle/", "einreichen/", nachweis):
        seite_in_ordnung(page, f"/standards/eigenes/2026/{unter}")
