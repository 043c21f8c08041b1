"""Two people edit the same in the browser, with the keyboard and without a script; and the trail of it."""

from typing import Any

from playwright.sync_api import Page, expect

from stzverbund.basis.pflege import speichern
from tests import fabriken as f
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt


def _zweimal_geaendert(welt: Welt, page: Page) -> Any:
    """Somebody has stored name and hint while this page was open; here the name is typed too."""
    stelle = f.FachstelleFabrik(bezirk=welt.bezirk, name="Schuldnerhilfe", hinweis="")
    anmelden(page, welt.client("leitung"))
    page.goto(f"/fachstellen/{stelle.pk}/bearbeiten/")
    stelle.name, stelle.hinweis = "Schuldnerberatung Nord", "nur mit Termin"
    stelle._history_user = welt.rollen["mitarbeit"].person
    speichern(stelle, version=1)
    page.get_by_label("Name").fill("Schuldner- und Insolvenzberatung")
    page.get_by_role("button", name="Speichern").click()
    return stelle


def test_beide_fassungen_zur_wahl_und_der_verlauf(welt: Welt, page: Page) -> None:
    stelle = _zweimal_geaendert(welt, page)
    expect(page.get_by_text("die Fassung von Test Mitarbeit")).to_be_visible()
    expect(page.locator("#fassungen")).to_be_focused()
    for breite in (1280, 360):
        page.set_viewport_size({"width": breite, "height": 900})
        ansicht_in_ordnung(page)
    # What one has not touched follows the other one, what both have changed is a choice.
    hinweis, name = page.get_by_role("group", name="Hinweis"), page.get_by_role("group", name="Name")
    expect(hinweis.get_by_label("Gespeichert: nur mit Termin")).to_be_checked()
    expect(name.get_by_label("Ihre Eingabe: Schuldner- und Insolvenzberatung")).to_be_checked()
    name.get_by_label("Ihre Eingabe").focus()
    page.keyboard.press("ArrowDown")
    expect(name.get_by_label("Gespeichert: Schuldnerberatung Nord")).to_be_checked()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schuldnerberatung Nord")
    expect(page.get_by_text("nur mit Termin", exact=True)).to_be_visible()

    page.locator("summary", has_text="Verlauf").click()
    page.get_by_role("link", name="Ganzer Verlauf").click()
    expect(page.get_by_role("cell", name="Name: Schuldnerhilfe → Schuldnerberatung Nord")).to_be_visible()
    seite_in_ordnung(page)
    stelle.refresh_from_db()
    assert (stelle.name, stelle.hinweis) == ("Schuldnerberatung Nord", "nur mit Termin")


def test_ohne_skript(welt: Welt, new_context: Any) -> None:
    page = new_context(java_script_enabled=False).new_page()
    stelle = _zweimal_geaendert(welt, page)
    page.get_by_role("group", name="Hinweis").get_by_label("Ihre Eingabe: leer").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schuldner- und Insolvenzberatung")
    stelle.refresh_from_db()
    assert (stelle.name, stelle.hinweis) == ("Schuldner- und Insolvenzberatung", "")
