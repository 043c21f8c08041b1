"""Two people want one Raum at once: one gets it, the other reads what is there and takes another hour."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt
from zentren.models import Belegung


def _ausfuellen(page: Page, gruppe: str, tag: str) -> None:
    page.goto("/raeume/buchungen/neu/")
    page.get_by_label("Raum", exact=True).select_option(label="Saal")
    page.get_by_label("Gruppe oder Organisation").fill(gruppe)
    page.get_by_label("Wofür?").fill("Treffen")
    page.get_by_label("Tag", exact=True).fill(tag)
    page.get_by_label("Von", exact=True).fill("17:00")
    page.get_by_label("Bis", exact=True).fill("19:00")


def test_zwei_wollen_denselben_raum(welt: Welt, new_context: Any) -> None:
    f.RaumFabrik(standort__zentrum=welt.eigenes, name="Saal", fuer_gruppen=True)
    tag = timezone.localdate() + timedelta(days=8)
    seiten = [new_context(viewport={"width": breite, "height": 900}).new_page() for breite in (1280, 360)]
    for page, rolle, gruppe in zip(seiten, ("leitung", "mitarbeit"), ("Chor", "Skatrunde"), strict=True):
        anmelden(page, welt.client(rolle))
        _ausfuellen(page, gruppe, tag.isoformat())
    erste, zweite = seiten
    erste.get_by_role("button", name="Speichern").click()
    expect(erste.get_by_role("heading", level=1)).to_have_text("Chor")
    zweite.get_by_role("button", name="Speichern").click()
    vergeben = f"{tag:%d.%m.%Y}, 17:00–19:00 Uhr (Chor: Treffen)"
    expect(zweite.locator("#id_raum_error")).to_contain_text(vergeben)
    expect(zweite.get_by_label("Gruppe oder Organisation")).to_have_value("Skatrunde")
    seite_in_ordnung(zweite)
    zweite.get_by_label("Von", exact=True).fill("19:00")
    zweite.get_by_label("Bis", exact=True).fill("20:30")
    zweite.get_by_role("button", name="Speichern").click()
    expect(zweite.get_by_role("heading", level=1)).to_have_text("Skatrunde")

    erste.goto("/raeume/")
    erste.get_by_role("link", name="Saal").click()
    woche = tag.strftime("%G-W%V")
    erste.goto(f"{erste.url}woche/{woche}/")
    expect(erste.get_by_role("row", name="19:00–20:30 Skatrunde: Treffen Buchung")).to_be_visible()
    seite_in_ordnung(erste)
    assert Belegung.objects.count() == 2
