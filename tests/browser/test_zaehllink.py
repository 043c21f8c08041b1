"""The Zähl-Link on a phone without an account, from issuing to the closed page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from angebote.models import Angebot, Termin
from stzverbund.basis.zeit import monatsanfang
from tests import fabriken as f
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt

HEUTE = timezone.localdate()
TELEFON = {"width": 360, "height": 740}


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    f.KennzahlFabrik()
    return f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé")


@pytest.fixture
def team(welt: Welt, page: Page) -> Page:
    anmelden(page, welt.client("mitarbeit"))
    return page


@pytest.fixture
def telefon(new_context: Callable[..., BrowserContext]) -> Page:
    """Somebody else's phone: no cookie, no account."""
    return new_context(viewport=TELEFON).new_page()


def _termin(angebot: Angebot, **mehr: Any) -> Termin:
    return f.TerminFabrik(angebot=angebot, datum=HEUTE - timedelta(days=1), **mehr)


def _ausstellen(team: Page, angebot: Angebot) -> str:
    """From the page of the Angebot; answers with the address that is shown once."""
    team.goto(reverse("angebot", args=[angebot.pk]))
    team.get_by_role("link", name="Zähl-Link für Honorarkräfte").click()
    ausstellen = team.get_by_role("button", name="Zähl-Link ausstellen")
    expect(ausstellen).to_be_visible()
    seite_in_ordnung(team)
    ausstellen.click()
    expect(team.get_by_text("Sie sehen ihn nur jetzt.")).to_be_visible()
    expect(team.get_by_role("img", name="QR-Code")).to_be_visible()
    seite_in_ordnung(team)
    return team.get_by_label("Adresse").input_value()


def test_zaehlen_ohne_konto(team: Page, telefon: Page, welt: Welt, angebot: Angebot) -> None:
    schnell, genau = _termin(angebot), _termin(angebot, von="12:00", bis="13:00")
    adresse = _ausstellen(team, angebot)
    telefon.goto(adresse)
    ansicht_in_ordnung(telefon)
    expect(telefon.get_by_role("navigation", name="Hauptnavigation")).to_have_count(0)
    zeile = telefon.locator(f"#termin-{schnell.pk}")
    zeile.get_by_label("Teilnahmen").fill("viele")
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(zeile).to_contain_text("ist keine Zahl")
    ansicht_in_ordnung(telefon)
    zeile.get_by_label("Teilnahmen").fill("14")
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(zeile).to_contain_text("14 Teilnahmen")
    telefon.locator(f"#termin-{genau.pk}").get_by_role("link", name="mehr angeben").click()
    telefon.get_by_label("Teilnahmen").fill("6")
    telefon.get_by_text("Nach Alter und Geschlecht aufteilen").click()
    telefon.get_by_label("unter 6, weiblich").fill("2")
    ansicht_in_ordnung(telefon)
    telefon.get_by_role("button", name="Speichern").click()
    expect(telefon.get_by_role("status").first).to_contain_text("Der Termin ist gespeichert.")
    expect(telefon.get_by_text("Alles gezählt. Vielen Dank!")).to_be_visible()
    ansicht_in_ordnung(telefon)
    team.goto(reverse("statistik_monat", args=[welt.eigenes.slug, monatsanfang(schnell.datum)]))
    expect(team.get_by_role("textbox", name="Nähcafé, Teilnahmen", exact=True)).to_have_value("20")
    team.goto(reverse("termin", args=[genau.pk]))
    team.get_by_text("Verlauf", exact=True).click()
    expect(team.get_by_text("über Zähl-Link: stattgefunden")).to_be_visible()


def test_zurueckgezogen_ist_zu(team: Page, telefon: Page, angebot: Angebot) -> None:
    termin = _termin(angebot)
    adresse = _ausstellen(team, angebot)
    telefon.goto(adresse)
    team.get_by_role("button", name="Zurückziehen").click()
    expect(team.get_by_role("status").first).to_contain_text("Er öffnet nichts mehr.")
    seite_in_ordnung(team)
    zeile = telefon.locator(f"#termin-{termin.pk}")
    zeile.get_by_label("Teilnahmen").fill("14")
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(zeile).to_contain_text("Ihr Link ist nicht mehr gültig")
    expect(zeile.get_by_label("Teilnahmen")).to_have_value("14")
    telefon.reload()
    expect(telefon.get_by_role("heading", level=1)).to_have_text("Dieser Link ist nicht gültig")
    ansicht_in_ordnung(telefon)


def test_abgeschlossen_und_leer(team: Page, telefon: Page, welt: Welt, angebot: Angebot) -> None:
    adresse = _ausstellen(team, angebot)
    telefon.goto(adresse)
    ansicht_in_ordnung(telefon)
    termin = _termin(angebot)
    jetzt = timezone.now()
    f.MeldungFabrik(zentrum=welt.eigenes, monat=termin.datum, status="eingereicht", eingereicht_am=jetzt)
    for seite in (adresse, f"{adresse}{termin.pk}/"):
        telefon.goto(seite)
        expect(telefon.get_by_text("Dieser Monat ist abgeschlossen.")).to_be_visible()
        ansicht_in_ordnung(telefon)


def test_zettel_und_kopieren(team: Page, angebot: Angebot) -> None:
    team.context.grant_permissions(["clipboard-read", "clipboard-write"])
    adresse = _ausstellen(team, angebot)
    team.get_by_role("button", name="Adresse kopieren").click()
    expect(team.get_by_text("Die Adresse ist kopiert.")).to_be_visible()
    assert team.evaluate("navigator.clipboard.readText()") == adresse
    with team.expect_download() as laden:
        team.get_by_role("button", name="Zettel drucken (PDF)").click()
    assert laden.value.suggested_filename == "Zähl-Link Nähcafé.pdf"


def test_ohne_javascript(welt: Welt, team: Page, angebot: Angebot, browser: Browser) -> None:
    """Issuing and counting; the page posts under "no-referrer"."""
    termin = _termin(angebot)
    adresse = _ausstellen(team, angebot)
    context = browser.new_context(java_script_enabled=False, locale="de-DE", viewport=TELEFON)
    seite = context.new_page()
    seite.goto(adresse)
    zeile = seite.locator(f"#termin-{termin.pk}")
    zeile.get_by_label("Teilnahmen").fill("14")
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(seite.get_by_role("status").first).to_contain_text("gespeichert")
    expect(seite.get_by_text("14 Teilnahmen")).to_be_visible()
    context.close()
    termin.refresh_from_db()
    assert termin.teilnahmen == 14
