"""A Beschwerde as a citizen on a phone, by keyboard, without JavaScript: sent, answered, seen by its code."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt
from zentren.stadtteilmanagement.models import Beschwerde

TELEFON = {"width": 360, "height": 740}


def test_vom_formular_zur_antwort_mit_dem_code(
    welt: Welt, page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    kontext = new_context(java_script_enabled=False, viewport=TELEFON)
    telefon = kontext.new_page()
    telefon.goto(reverse("verzeichnis_zentrum", args=["eigenes"]))
    telefon.get_by_role("link", name="Beschwerde, Anregung oder Lob an dieses Zentrum").press("Enter")
    telefon.get_by_role("button", name="Absenden").press("Enter")
    expect(telefon.get_by_text("Was möchten Sie uns sagen?").first).to_be_visible()
    assert not kontext.cookies(), "no cookie for a form without account"
    telefon.get_by_label("etwas anregen").press("Space")
    telefon.get_by_label("Worum geht es?").select_option(label="Zugang und Barrieren")
    telefon.get_by_label("Was möchten Sie uns sagen?").fill("Bitte eine Rampe.")
    telefon.wait_for_timeout(2100)  # nobody fills in a form faster
    telefon.get_by_role("button", name="Absenden").press("Enter")
    code = telefon.locator("#code").inner_text()
    eine = Beschwerde.objects.get()
    assert eine.art == "anregung"

    anmelden(page, welt.client("leitung"))
    page.goto(reverse("start"))
    page.get_by_role("link", name="Anregung beantworten: Zugang und Barrieren").press("Enter")
    seite_in_ordnung(page)
    page.get_by_role("link", name="Antworten", exact=True).press("Enter")
    page.get_by_label("Antwort", exact=True).fill("Die Rampe kommt im Mai.")
    page.get_by_role("button", name="Antwort geben").press("Enter")
    expect(page.get_by_text("Die Antwort ist gegeben.")).to_be_visible()
    page.get_by_role("link", name="Verbesserung festhalten").press("Enter")
    page.get_by_label("Was wird dadurch besser?").fill("Rampe am Eingang")
    page.get_by_role("button", name="Speichern").press("Enter")
    page.get_by_role("button", name="Bedarf daraus machen").press("Enter")
    page.get_by_role("link", name="Rampe am Eingang").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rampe am Eingang")

    telefon.get_by_role("link", name="Stand ansehen").press("Enter")
    telefon.get_by_label("Ihr Code").fill(code.upper())
    telefon.get_by_role("button", name="Stand ansehen").press("Enter")
    expect(telefon.get_by_text("Die Rampe kommt im Mai.")).to_be_visible()
    assert not kontext.cookies()
    page.goto(reverse("beschwerde_senden", args=["eigenes"]))
    page.set_viewport_size(TELEFON)
    ansicht_in_ordnung(page)
