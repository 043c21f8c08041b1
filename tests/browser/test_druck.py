"""A long report in the browser: its progress moves by itself, its end is offered, also without a script."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from stzverbund.basis.models import Druckauftrag
from stzverbund.berichte import druck, pdf
from tests.berichte import jahr as j
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt

SEITE = "/berichte/zentrum/eigenes/2025/"


@pytest.fixture
def wartend(welt: Welt, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Welt:
    """Long reports; the worker comes when the test says so (`fertig`)."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    j.summen(*j.volles_jahr(welt.eigenes, 2025, j.angebote(welt.eigenes)))
    monkeypatch.setattr(druck, "ist_lang", lambda bericht: True)
    monkeypatch.setattr(pdf, "entwurf", lambda bericht: b"%PDF-1.7 Entwurf")
    return welt


def laeuft(**stand: Any) -> None:
    Druckauftrag.objects.update(status="laeuft", **stand)


def fertig() -> None:
    auftrag = Druckauftrag.objects.get()
    Druckauftrag.objects.update(status="wartet")
    druck.drucken.call(auftrag=str(auftrag.pk), versuch=auftrag.versuch, mitgliedschaft=0)


def test_fortschritt_bis_zur_datei(wartend: Welt, page: Page) -> None:
    anmelden(page, wartend.client("leitung"))
    page.goto(SEITE)
    page.get_by_role("link", name="Entwurf als PDF").click()
    worte = page.locator(".druckstand__worte")
    expect(worte).to_contain_text("Der Bericht wird erstellt. Er wartet noch")
    balken = page.get_by_role("progressbar", name="Fortschritt")
    expect(balken).to_have_js_property("value", 0)
    laeuft(phase="seiten", schritt=6, gesamt=12)
    expect(worte).to_contain_text("Die Seiten werden gesetzt")
    expect(balken).to_have_js_property("value", 50)
    expect(page.get_by_text("Fortschritt: 50 %")).to_be_visible()
    seite_in_ordnung(page)

    page.goto("/start/")
    page.goto(f"{SEITE.removesuffix('/')}.pdf")
    expect(page.get_by_text("Fortschritt: 50 %")).to_be_visible()
    fertig()
    expect(worte).to_contain_text("Der Bericht ist fertig")
    expect(balken).to_have_count(0)
    seite_in_ordnung(page)
    with page.expect_download() as abholung:
        page.get_by_role("link", name="PDF herunterladen").click()
    assert abholung.value.suggested_filename == "Jahresbericht 2025 – STZ Eigenes, Entwurf.pdf"


def test_fehlschlag_und_neuer_versuch(wartend: Welt, page: Page) -> None:
    anmelden(page, wartend.client("leitung"))
    page.goto(f"{SEITE.removesuffix('/')}.pdf")
    expect(page.get_by_role("progressbar")).to_be_visible()
    Druckauftrag.objects.update(status="fehlgeschlagen", grund="Beim Erstellen ist ein Fehler aufgetreten.")
    expect(page.locator(".druckstand__worte")).to_contain_text("konnte nicht erstellt werden")
    seite_in_ordnung(page)
    page.get_by_role("button", name="Noch einmal versuchen").click()
    expect(page.get_by_role("progressbar")).to_be_visible()


def test_ohne_skript_laedt_die_seite_sich_selbst(wartend: Welt, browser: Browser, live_server: Any) -> None:
    kontext = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = kontext.new_page()
    anmelden(page, wartend.client("leitung"))
    page.goto(f"{SEITE.removesuffix('/')}.pdf")
    expect(page.get_by_text("Fortschritt: 0 %")).to_be_visible()
    fertig()
    expect(page.get_by_text("Der Bericht ist fertig")).to_be_visible()
    kontext.close()
