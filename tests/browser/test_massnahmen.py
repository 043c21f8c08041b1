"""The register of Massnahmen in the browser: pages and forms on both widths, done by keyboard."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import fabriken as f
from tests.hilfen import standards as s
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt


def test_register(welt: Welt, page: Page) -> None:
    bewertung = s.bewertung(welt)
    eine = f.MassnahmeFabrik(
        zentrum=welt.eigenes, vereinbart_am=timezone.now(), faellig=timezone.localdate() - timedelta(days=400)
    )
    antwort = s.antwort(bewertung, "1.1")
    antwort.massnahme = eine
    antwort.save()
    anmelden(page, welt.client("leitung"))
    for adresse in (
        reverse("massnahmen"),
        reverse("massnahme", args=[eine.pk]),
        reverse("massnahme_neu"),
        reverse("massnahme_entfaellt", args=[eine.pk]),
    ):
        seite_in_ordnung(page, adresse)
    page.goto(reverse("massnahme", args=[eine.pk]))
    page.get_by_role("link", name="Erledigt", exact=True).press("Enter")
    page.get_by_label("Was hat sie bewirkt?").fill("Zwölf neue Gesichter")
    page.get_by_role("button", name="Speichern").press("Enter")
    expect(page.get_by_text("Zwölf neue Gesichter", exact=True)).to_be_visible()
    expect(page.get_by_text("Kriterium 1.1")).to_be_visible()
