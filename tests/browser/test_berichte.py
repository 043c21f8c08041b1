"""Reports in the browser: from the page to the stored PDF, the text that saves itself, every state."""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, Route, expect

from stzverbund.basis.models import Ausgabe
from stzverbund.berichte import pdf
from stzverbund.berichte.models import Sachbericht
from tests.berichte import jahr as j
from tests.hilfen.axe import axe_befunde
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import KENNWORT, Welt
from zentren.models import Sitzung, Zentrum

SEITE = "/berichte/zentrum/eigenes/2025/"
TEXT = f"{SEITE}text/"


@pytest.fixture
def voll(welt: Welt) -> Welt:
    j.summen(*j.volles_jahr(welt.eigenes, 2025, j.angebote(welt.eigenes)))
    return welt


@pytest.fixture
def blatt(welt: Welt, page: Page) -> Page:
    """The Leitung stands before the empty text."""
    anmelden(page, welt.client("leitung"))
    page.goto(TEXT)
    return page


def feld(page: Page, name: str = "Ergebnisse und Wirkungen") -> Locator:
    return page.get_by_role("textbox", name=name)


def stand(page: Page) -> Locator:
    return page.locator(".textblatt__stand")


def schreibe(page: Page, text: str, name: str = "Ergebnisse und Wirkungen") -> None:
    feld(page, name).focus()
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def anderer_schreibt(**texte: str) -> None:
    zentrum = Zentrum.objects.get(slug="eigenes")
    text, _ = Sachbericht.objects.get_or_create(zentrum=zentrum, jahr=2025)
    for name, inhalt in texte.items():
        setattr(text, name, inhalt)
    text.version += 1
    text.save()


def test_von_der_seite_zur_gespeicherten_datei(voll: Welt, page: Page) -> None:
    anmelden(page, voll.client("traeger"))
    page.goto(reverse("berichte"))
    page.get_by_role("row", name="STZ Eigenes").get_by_role("link", name="STZ Eigenes", exact=True).click()
    expect(page.locator(".kern-alert--warning")).to_contain_text("Entwurf")
    seite_in_ordnung(page)
    page.get_by_role("button", name="Festschreiben").click()
    expect(page.get_by_role("status").first).to_contain_text("Ausgabe 1 ist festgeschrieben")
    expect(page.get_by_text("Ausgabe 1 vom")).to_be_visible()
    seite_in_ordnung(page)
    adresse = page.get_by_role("link", name="PDF öffnen").get_attribute("href")
    antwort = page.request.get(adresse or "")
    assert adresse == "/berichte/zentrum/eigenes/2025.pdf"
    assert "attachment" in antwort.headers["content-disposition"]
    assert hashlib.sha256(antwort.body()).hexdigest() == Ausgabe.objects.get().pdf_hash
    page.goto(reverse("berichte"))
    expect(page.get_by_role("row", name="STZ Eigenes")).to_contain_text("Ausgabe 1 vom")
    seite_in_ordnung(page)


def _passt_auf_papier(page: Page) -> None:
    """A4 upright with margins: no column is cut off, as nothing scrolls there."""
    fenster = page.viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})
    assert page.locator(".rolle table").count() > 5
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="screen")
    page.set_viewport_size(fenster or {"width": 1280, "height": 900})


def test_jede_seite_in_jedem_zustand(voll: Welt, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "ausgabe", lambda bericht, **angaben: b"%PDF")
    for rolle, adresse in (
        ("leitung", "/berichte/zentrum/eigenes/2024/"),
        ("traeger", "/berichte/traeger/eigener/2025/"),
        ("bezirksamt", "/berichte/bezirk/10/2025/"),
        ("verband", "/berichte/verband/awo/2025/"),
        ("geschaeftsstelle", "/berichte/verband/parisozial/2025/"),
        ("geschaeftsstelle", "/berichte/"),
        ("koordination", "/berichte/"),
    ):
        anmelden(page, voll.client(rolle))
        seite_in_ordnung(page, adresse)
    client = voll.client("leitung")
    client.post(reverse("bericht_festschreiben", args=["zentrum", "eigenes", 2025]))
    anderer_schreibt(ergebnisse="Neu")
    anmelden(page, client)
    seite_in_ordnung(page, SEITE)
    _passt_auf_papier(page)
    seite_in_ordnung(page, f"{SEITE}?stand=aktuell")
    seite_in_ordnung(page, TEXT)


def test_text_speichert_sich_selbst(blatt: Page) -> None:
    schreibe(blatt, "Der Garten blüht.")
    expect(stand(blatt)).to_have_text(re.compile(r"Gespeichert um \d\d:\d\d Uhr"))
    schreibe(blatt, "Mehr Gärten.", "Ausblick")
    expect(stand(blatt)).to_contain_text("Gespeichert")
    text = Sachbericht.objects.get()
    assert (text.ergebnisse, text.ausblick) == ("Der Garten blüht.", "Mehr Gärten.")
    blatt.get_by_role("link", name="Zum Bericht").click()
    expect(blatt.get_by_text("Der Garten blüht.")).to_be_visible()


def test_abgelaufene_anmeldung_verliert_nichts(blatt: Page) -> None:
    Sitzung.objects.all().delete()
    schreibe(blatt, "Der Garten blüht.")
    expect(stand(blatt)).to_contain_text("nicht mehr angemeldet")
    assert not axe_befunde(blatt)
    with blatt.expect_popup() as neues:
        stand(blatt).get_by_role("link", name="In einem neuen Fenster anmelden").click()
    anmeldung = neues.value
    anmeldung.get_by_label("E-Mail").fill("leitung@demo.example")
    anmeldung.get_by_label("Passwort").fill(KENNWORT)
    anmeldung.keyboard.press("Enter")
    anmeldung.wait_for_url(re.compile(r"\d/start/$"))
    anmeldung.close()
    # Playwright keeps every page focused, so the browser does not tell it that somebody is back.
    blatt.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(stand(blatt)).to_contain_text("Gespeichert um")
    assert Sachbericht.objects.get().ergebnisse == "Der Garten blüht."


@pytest.mark.parametrize(
    "stoerung",
    [lambda route: route.abort(), lambda route: route.fulfill(status=502, body="Bad Gateway")],
    ids=["tot", "fehler"],
)
def test_toter_server_verliert_nichts(blatt: Page, stoerung: Callable[[Route], Any]) -> None:
    blatt.route(
        "**/text/", lambda route: stoerung(route) if route.request.method == "POST" else route.continue_()
    )
    schreibe(blatt, "Der Garten blüht.")
    expect(stand(blatt)).to_contain_text("Der Server antwortet nicht")
    blatt.on("dialog", lambda dialog: dialog.accept())
    blatt.reload()
    expect(feld(blatt)).to_have_value("Der Garten blüht.")
    expect(stand(blatt)).to_contain_text("Der Server antwortet nicht")
    blatt.unroute("**/text/")
    expect(stand(blatt)).to_contain_text("Gespeichert um", timeout=15_000)
    assert Sachbericht.objects.get().ergebnisse == "Der Garten blüht."


def test_zwei_in_verschiedenen_teilen_merken_nichts_voneinander(blatt: Page) -> None:
    schreibe(blatt, "Erster Satz.")
    expect(stand(blatt)).to_contain_text("Gespeichert")
    anderer_schreibt(ausblick="Von der Kollegin.")
    schreibe(blatt, " Zweiter Satz.")
    expect(feld(blatt, "Ausblick")).to_have_value("Von der Kollegin.")
    expect(stand(blatt)).to_contain_text("Gespeichert um", timeout=10_000)
    text = Sachbericht.objects.get()
    assert text.ausblick == "Von der Kollegin."
    assert "Erster Satz." in text.ergebnisse


@pytest.mark.parametrize(
    ("wahl", "gilt"), [("Meinen Text behalten", "Meiner."), ("Den anderen Text übernehmen", "Ihrer.")]
)
def test_zwei_im_selben_teil_entscheiden(blatt: Page, wahl: str, gilt: str) -> None:
    anderer_schreibt(ergebnisse="Ihrer.")
    schreibe(blatt, "Meiner.")
    kasten = blatt.get_by_role("group").filter(has_text="Jemand anderes hat diesen Teil")
    expect(kasten.locator("blockquote")).to_have_text("Ihrer.")
    expect(feld(blatt)).to_have_value("Meiner.")
    expect(stand(blatt)).to_contain_text("Bitte entscheiden Sie")
    seite_in_ordnung(blatt)
    kasten.get_by_role("button", name=wahl).click()
    expect(kasten).to_have_count(0)
    expect(stand(blatt)).to_contain_text(re.compile("Gespeichert"))
    assert Sachbericht.objects.get().ergebnisse == gilt


def test_ohne_javascript(welt: Welt, browser: Browser, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="de-DE")
    seite = context.new_page()
    anmelden(seite, welt.client("mitarbeit"))
    j.meldung(welt.eigenes, date(2025, 1, 1))
    seite.goto(TEXT)
    feld(seite).fill("Der Garten blüht.")
    seite.get_by_role("button", name="Speichern").click()
    expect(seite.get_by_role("status").first).to_contain_text("Der Text ist gespeichert.")
    expect(seite.get_by_text("Der Garten blüht.")).to_be_visible()
    context.close()
