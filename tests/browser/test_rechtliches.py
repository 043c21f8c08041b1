"""Legal pages, the report of a barrier by keyboard, and the preview of an erasure."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from stzverbund.rechtliches import forms
from stzverbund.rechtliches.models import Rueckmeldung
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt


def test_rechtliche_seiten_und_meldung(welt: Welt, page: Page) -> None:
    for name in ("impressum", "datenschutz", "barrierefreiheit"):
        seite_in_ordnung(page, reverse(name))
    page.get_by_role("link", name="Barriere melden").first.press("Enter")
    seite_in_ordnung(page)
    page.get_by_label("Was hat Sie behindert?").fill("Der Kalender ist mit der Tastatur nicht erreichbar.")
    page.wait_for_timeout(1000 * forms.SCHNELL + 1100)
    page.get_by_role("button", name="Absenden").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke, Ihre Meldung ist angekommen")
    seite_in_ordnung(page)
    assert Rueckmeldung.objects.get().seite == reverse("barrierefreiheit")


def test_seiten_der_verwaltung(welt: Welt, page: Page) -> None:
    anmelden(page, welt.client("verwaltung"))
    rueckmeldung = Rueckmeldung.objects.create(text="zu klein")
    seite_in_ordnung(page, reverse("rechtstext", args=["barrierefreiheit"]))
    seite_in_ordnung(page, reverse("rueckmeldung", args=[rueckmeldung.pk]))
    seite_in_ordnung(page, reverse("person_loeschen", args=[welt.rollen["leitung"].person_id]))
    page.get_by_label("Zur Bestätigung").fill("löschen")
    page.get_by_role("button", name="Person löschen").press("Enter")
    expect(page.get_by_text("Die Person ist gelöscht")).to_be_visible()
