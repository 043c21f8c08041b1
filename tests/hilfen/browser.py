"""A browser that is logged in, and what every page must be at both widths."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.hilfen.axe import axe_befunde

BREITEN = (1280, 360)


def anmelden(page: Page, client: Client) -> None:
    """Gives the page the session of a logged-in test client (`welt.client("leitung")`)."""
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])


def seite_in_ordnung(page: Page, adresse: str = "") -> None:
    """At 1280 and 360 px: nothing sticks out sideways, one h1, a title, and axe finds nothing.

    The window is made narrow, as one turns a phone: the page is not loaded again.
    """
    for breite in BREITEN:
        page.set_viewport_size({"width": breite, "height": 900})
        if adresse and breite == BREITEN[0]:
            page.goto(adresse)
        page.evaluate("new Promise(requestAnimationFrame)")  # what the scripts do about the width is done
        ansicht_in_ordnung(page)


def ansicht_in_ordnung(page: Page) -> None:
    """The same for the page as it stands, at its present width."""
    page.locator("h1").wait_for()  # a click before may still be loading it
    page.wait_for_load_state()
    breite = page.viewport_size["width"] if page.viewport_size else 0
    ueber = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert ueber <= 0, f"{page.url} ist bei {breite} px um {ueber} px zu breit"
    assert page.locator("h1").count() == 1
    assert page.title().split(" · ")[0]
    befunde = axe_befunde(page)
    assert not befunde, "\n".join([f"{page.url} bei {breite} px", *befunde])
