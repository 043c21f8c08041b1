"""„Stand heute“ in the browser: the gap on the start page leads to the place where it is closed."""

from datetime import date

from django.utils import timezone
from playwright.sync_api import Page, expect

from standards import katalog
from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt


def test_von_der_luecke_zur_stelle(welt: Welt, page: Page) -> None:
    katalog.laden()
    standort = f.StandortFabrik(zentrum=welt.eigenes)
    f.RaumFabrik(standort=standort, fuer_beratung=True)
    f.AngebotFabrik(zentrum=welt.eigenes, geprueft_am=timezone.localdate())
    f.AngebotFabrik(zentrum=welt.eigenes, geprueft_am=date(2020, 1, 1))
    anmelden(page, welt.client("mitarbeit"))
    seite_in_ordnung(page, "/standards/eigenes/stand/")
    expect(page.locator("h3")).to_have_count(35)
    expect(page.locator(".beleg--dagegen").first).to_contain_text("Spricht dagegen:")
    page.goto("/start/")
    page.get_by_role("link", name="Bei den Räumen vermerken, welcher für Gruppen nutzbar ist").press("Enter")
    expect(page).to_have_url("/zentren/eigenes/#standorte")
