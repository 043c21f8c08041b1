"""From the invitation to the start page of the new colleague, who has only a phone."""

import re
from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from stzverbund.basis.models import Postausgang
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt
from zentren.models import Mitgliedschaft

TELEFON = {"width": 360, "height": 740}


def _link() -> str:
    treffer = re.search(r"/l/\w+/", Postausgang.objects.get().text)
    assert treffer
    return treffer[0]


def _einladen(page: Page) -> None:
    page.get_by_role("link", name="Personen").first.click()
    page.get_by_role("link", name="Jemanden einladen").click()
    seite_in_ordnung(page)
    page.get_by_label("E-Mail").fill("keine-adresse")
    page.get_by_role("button", name="Einladung senden").click()
    ansicht_in_ordnung(page)
    page.get_by_label("E-Mail").fill("neu@haus.example")
    page.get_by_label("Name", exact=True).fill("Kim Neu")
    page.get_by_label("Rolle").select_option("mitarbeit")
    page.get_by_role("button", name="Einladung senden").click()
    expect(page.get_by_text("Einladung an neu@haus.example versandt.")).to_be_visible()
    expect(page.get_by_role("heading", name="Offene Einladungen")).to_be_visible()
    seite_in_ordnung(page)


def test_einladen_annehmen_ankommen(
    welt: Welt, page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    anmelden(page, welt.client("leitung"))
    page.goto(reverse("start"))
    _einladen(page)
    telefon = new_context(viewport=TELEFON, has_touch=True).new_page()
    telefon.goto(_link())
    expect(telefon.get_by_role("heading", name="Sie sind eingeladen")).to_be_visible()
    expect(telefon.get_by_label("Ihr Name")).to_have_value("Kim Neu")
    telefon.get_by_label("Passwort", exact=True).fill("kurz")
    telefon.get_by_label("Passwort wiederholen").fill("kurz")
    telefon.get_by_role("button", name="Einladung annehmen").click()
    ansicht_in_ordnung(telefon)
    telefon.get_by_label("Passwort", exact=True).fill("ein-langes-wort-77")
    telefon.get_by_label("Passwort wiederholen").fill("ein-langes-wort-77")
    telefon.keyboard.press("Enter")
    expect(telefon.get_by_role("heading", name="Was ist zu tun?")).to_be_visible()
    expect(telefon.get_by_text("STZ Eigenes, Mitarbeit")).to_be_visible()
    telefon.context.clear_cookies()
    telefon.goto(_link())
    expect(telefon.get_by_role("heading", name="schon angenommen")).to_be_visible()
    ansicht_in_ordnung(telefon)


def test_leitung_uebergeben_und_rolle_wechseln(welt: Welt, page: Page) -> None:
    """By keyboard: a person with two roles changes to the Träger and gives the Leitung to a colleague."""
    leitung = welt.rollen["leitung"]
    Mitgliedschaft.objects.create(
        person=leitung.person, rolle="traeger", traeger=welt.traeger, von=leitung.von
    )
    anmelden(page, welt.client("leitung"))
    seite_in_ordnung(page, reverse("rolle_wechseln"))
    page.get_by_role("button", name="Eigener Träger gGmbH, Träger").press("Enter")
    expect(page.locator(".konto__rolle")).to_contain_text("Eigener Träger gGmbH, Träger")
    page.goto(reverse("mitgliedschaft_beenden", args=[leitung.pk]))
    page.get_by_role("button", name="Speichern").press("Enter")
    expect(page.get_by_text("keine Leitung mehr").first).to_be_visible()
    seite_in_ordnung(page)
    page.get_by_role("link", name="übergeben Sie sie").click()
    page.get_by_label("Neue Leitung", exact=True).select_option(label="Test Mitarbeit")
    ansicht_in_ordnung(page)
    page.get_by_role("button", name="Leitung übergeben").press("Enter")
    expect(page.get_by_text("Die Leitung ist zum")).to_be_visible()
    assert Mitgliedschaft.objects.get(person=welt.rollen["mitarbeit"].person, rolle="leitung").bis is None


def test_seiten_der_verwaltung(welt: Welt, page: Page) -> None:
    anmelden(page, welt.client("verwaltung"))
    person = welt.rollen["leitung"].person
    for adresse in (
        reverse("personen_liste"),
        reverse("stellen"),
        reverse("person", args=[person.pk]),
        reverse("ausgestellte_links"),
    ):
        page.goto(adresse)
        ansicht_in_ordnung(page)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("person", args=[person.pk]))
    ansicht_in_ordnung(page)


def test_ohne_rolle(welt: Welt, page: Page) -> None:
    welt.rollen["leitung"].delete()
    anmelden(page, welt.client("leitung"))
    page.set_viewport_size(TELEFON)
    page.goto(reverse("statistik"))
    expect(page.get_by_role("heading", name="Ihr Konto hat zurzeit keine Rolle")).to_be_visible()
    ansicht_in_ordnung(page)
