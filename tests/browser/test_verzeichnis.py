"""The public directory in the browser: every state at both widths, the phone, no script, the keyboard."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from angebote import pflege
from angebote.models import Angebot, Fremdangebot
from stzverbund.basis.models import Postausgang
from tests import fabriken as f
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt
from zentren.models import Oeffnungszeit

TELEFON = {"width": 360, "height": 740}
HEUTE = timezone.localdate()


@pytest.fixture
def stadtteil(welt: Welt) -> Any:
    """A Stadtteil with all that the pages can show."""
    region = f.RegionFabrik(name="Biesdorf", bezirk=welt.bezirk)
    welt.eigenes.regionen.add(region)
    welt.eigenes.email, welt.eigenes.telefon = "haus@demo.example", "030 9999-1"
    welt.eigenes.save()
    haus = f.StandortFabrik(zentrum=welt.eigenes, haltestelle="Beispielplatz", stufenlos=True)
    Oeffnungszeit.objects.create(standort=haus, wochentag=0, von=time(10), bis=time(18))
    f.SprechzeitFabrik(zentrum=welt.eigenes)
    f.SchliesszeitFabrik(zentrum=welt.eigenes, von=HEUTE + timedelta(days=3), bis=HEUTE + timedelta(days=4))
    angebot = f.AngebotFabrik(
        zentrum=welt.eigenes,
        titel="Nähcafé",
        standort=haus,
        status="entwurf",
        kurztext="Gemeinsam nähen",
        sprachen=["de", "ar"],
    )
    f.ZeitplanFabrik(angebot=angebot, regel="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", pause_feiertage=False)
    pflege.veroeffentlichen(angebot=angebot, wer=welt.rollen["mitarbeit"])
    morgen = HEUTE + timedelta(days=1)
    angebot.termine.filter(datum=morgen).update(status="ausgefallen", grund="Krankheit")
    f.AngebotFabrik(zentrum=welt.eigenes, titel="Ruht", status="pausiert")
    f.FremdangebotFabrik(
        zentrum=welt.eigenes,
        region=region,
        titel="Yoga",
        kosten="spende",
        wochentage="1",
        geprueft_am=HEUTE - timedelta(days=400),
        website="https://sport.example/",
    )
    return region


def test_jede_seite_in_jedem_zustand(page: Page, welt: Welt, stadtteil: Any) -> None:
    f.AngebotFabrik.create_batch(20, zentrum=welt.eigenes)
    verzeichnis = reverse("verzeichnis")
    angebot, fremd = Angebot.objects.get(titel="Nähcafé"), Fremdangebot.objects.get()
    for adresse in (
        verzeichnis,
        f"{verzeichnis}?page=2",
        f"{verzeichnis}?q=yoga&stadtteil={stadtteil.schluessel}&tag=1&kosten=spende",
        f"{verzeichnis}?q=gibt+es+nicht&wc=on",
        f"{verzeichnis}?tag=9",
        f"{verzeichnis}?zentrum=eigenes",
        reverse("verzeichnis_angebot", args=[angebot.pk]),
        reverse("verzeichnis_angebot", args=[Angebot.objects.get(titel="Ruht").pk]),
        reverse("verzeichnis_fremdangebot", args=[fremd.pk]),
        reverse("verzeichnis_zentrum", args=["eigenes"]),
        reverse("verzeichnis_angebot_hinweis", args=[angebot.pk]),
        reverse("verzeichnis_zentrum_hinweis", args=["eigenes"]) + "?danke=1",
    ):
        seite_in_ordnung(page, adresse)
    welt.eigenes.in_betrieb_bis = HEUTE - timedelta(days=1)
    welt.eigenes.save()
    seite_in_ordnung(page, reverse("verzeichnis_zentrum", args=["eigenes"]))


def test_leeres_verzeichnis(page: Page, welt: Welt) -> None:
    seite_in_ordnung(page, reverse("verzeichnis"))


def test_filter_am_telefon(page: Page, stadtteil: Any) -> None:
    page.set_viewport_size(TELEFON)
    page.goto(reverse("verzeichnis"))
    filter_ = page.locator("details", has=page.get_by_label("Wochentag"))
    expect(page.get_by_label("Wochentag")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="Angebote")).to_have_text("3 Angebote")
    filter_.locator("summary").click()
    page.get_by_label("Wochentag").select_option(label="Dienstag")
    page.get_by_label("Stadtteil").select_option(label="Biesdorf")
    page.get_by_role("button", name="Filter anwenden").click()
    expect(page).to_have_url(re.compile(rf"stadtteil={stadtteil.schluessel}&tag=1"))
    expect(page.get_by_role("status").filter(has_text="Angebote")).to_have_text("2 Angebote")
    expect(page.locator("summary", has_text="Filter")).to_have_text("Filter (2 gesetzt)")
    expect(page.get_by_label("Wochentag")).to_be_hidden()
    ansicht_in_ordnung(page)
    page.get_by_role("textbox", name="Was suchen Sie?").fill("yoga")
    page.keyboard.press("Enter")
    expect(page.locator(".karte")).to_have_count(1)
    page.get_by_role("link", name="Wochentag: Dienstag").click()
    expect(page).not_to_have_url(re.compile("tag="))
    expect(page).to_have_url(re.compile("q=yoga"))
    page.get_by_role("link", name="Alle Filter entfernen").click()
    expect(page.locator(".karte")).to_have_count(3)
    page.go_back()
    expect(page.locator(".karte")).to_have_count(1)


def test_ohne_javascript(stadtteil: Any, browser: Browser, live_server: Any) -> None:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="de-DE", viewport=TELEFON
    )
    seite = context.new_page()
    seite.goto(reverse("verzeichnis"))
    seite.get_by_label("Kosten").select_option(label="gegen Spende")
    seite.get_by_role("button", name="Suchen").click()
    expect(seite.locator(".karte h3")).to_have_text("Yoga")
    seite.get_by_role("link", name="Yoga").click()
    seite.get_by_role("link", name="Änderung melden").click()
    seite.get_by_label("Was stimmt nicht?").fill("Jetzt donnerstags.")
    seite.get_by_role("button", name="Absenden").click()
    expect(seite.get_by_text("Ihr Hinweis ist unterwegs")).to_be_visible()
    assert "Jetzt donnerstags." in Postausgang.objects.get().text
    context.close()


def test_die_falle_sieht_und_erreicht_niemand(page: Page, stadtteil: Any) -> None:
    page.goto(reverse("verzeichnis_zentrum_hinweis", args=["eigenes"]))
    page.get_by_label("Was stimmt nicht?").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Absenden")).to_be_focused()
    falle = page.locator("input[name=name]")
    kasten = falle.evaluate("feld => feld.closest('.unsichtbar').getBoundingClientRect().width")
    assert kasten <= 1
    page.get_by_role("button", name="Absenden").click()
    expect(page.locator("#fehler")).to_be_focused()
    seite_in_ordnung(page)


def test_fremdangebote_innen_in_jedem_zustand(page: Page, welt: Welt, stadtteil: Any) -> None:
    anmelden(page, welt.client("mitarbeit"))
    eintrag = Fremdangebot.objects.get()
    for adresse in (
        reverse("fremdangebot_liste"),
        reverse("fremdangebot_liste") + "?q=gibt+es+nicht",
        reverse("fremdangebot", args=[eintrag.pk]),
        reverse("fremdangebot_loeschen", args=[eintrag.pk]),
        reverse("angebot_liste"),
    ):
        seite_in_ordnung(page, adresse)
    for adresse in (reverse("fremdangebot_neu"), reverse("fremdangebot_bearbeiten", args=[eintrag.pk])):
        page.goto(adresse)
        page.evaluate("document.querySelectorAll('details').forEach(teil => { teil.open = true; })")
        seite_in_ordnung(page)


def test_doppeltes_wird_am_formular_gesagt(page: Page, welt: Welt, stadtteil: Any) -> None:
    anmelden(page, welt.client("mitarbeit"))
    page.goto(reverse("fremdangebot_neu"))
    page.get_by_label("Titel").fill("yoga")
    page.get_by_label("Wer bietet es an?").fill("Sportverein Ost e. V.")
    page.get_by_role("radio", name="Kurs").check()
    page.get_by_label("Leistungsbereich").select_option(index=1)
    page.get_by_role("checkbox", name="alle", exact=True).check()
    page.get_by_role("textbox", name="Telefon").fill("030 9999-2")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("#fehler")).to_be_focused()
    expect(page.locator("#fehler")).to_contain_text("Das gibt es vielleicht schon")
    seite_in_ordnung(page)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("yoga")
    assert Fremdangebot.objects.count() == 2


def test_feed_und_programm_werden_geladen(page: Page, stadtteil: Any, live_server: Any) -> None:
    page.goto(reverse("verzeichnis_zentrum", args=["eigenes"]))
    abo = page.get_by_role("link", name="abonnieren")
    ziel = reverse("verzeichnis_zentrum_termine", args=["eigenes"])
    expect(abo).to_have_attribute("href", f"{live_server.url.replace('http', 'webcal')}{ziel}")
    kopf = page.request.get(ziel).headers
    assert kopf["content-type"] == "text/calendar; charset=utf-8"
    programm = page.get_by_role("link", name=re.compile(r"^\w+ \d{4}$")).first.get_attribute("href")
    assert page.request.get(programm).headers["content-type"] == "application/pdf"
