"""The month grid in the browser: keyboard, paste, expired login, dead server, two editors, every state."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from angebote import erfassung
from tests import fabriken as f
from tests.hilfen.axe import axe_befunde
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.hilfen.raster import Blattwelt, blattwelt
from tests.welt import KENNWORT, Welt
from zentren.models import Sitzung


@pytest.fixture
def blatt(welt: Welt, page: Page) -> Blattwelt:
    """Two Angebote, the second one counted; the page stands in the grid."""
    blatt = blattwelt(welt.eigenes, welt.rollen["mitarbeit"])
    f.AngebotFabrik(zentrum=welt.eigenes, titel="Sprachcafé")
    blatt.termin(teilnahmen=12)
    anmelden(page, welt.client("mitarbeit"))
    return blatt


@pytest.fixture
def offen(blatt: Blattwelt, page: Page) -> Page:
    page.goto(adresse(blatt) + "?abschnitt=alle")
    return page


def adresse(blatt: Blattwelt) -> str:
    return reverse("statistik_monat", args=[blatt.zentrum.slug, blatt.monat])


def zelle(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def kasten(page: Page, name: str) -> Locator:
    return page.locator("td.zelle", has=zelle(page, name))


def tippe(page: Page, name: str, text: str) -> None:
    zelle(page, name).focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def gespeichert(page: Page) -> Locator:
    return page.locator("#raster-gespeichert")


@pytest.mark.hauptweg
def test_nur_mit_der_tastatur(offen: Page, blatt: Blattwelt) -> None:
    zelle(offen, "Sprachcafé, Termine").focus()
    for text in ("4", "6", "31"):
        offen.keyboard.type(text)
        offen.keyboard.press("ArrowRight")
    expect(zelle(offen, "Sprachcafé, Ehrenamtliche")).to_be_focused()
    offen.keyboard.press("ArrowUp")
    expect(zelle(offen, "Nähcafé, Ehrenamtliche")).to_be_focused()
    offen.keyboard.press("ArrowLeft")
    offen.keyboard.press("ArrowLeft")
    expect(zelle(offen, "Nähcafé, Stunden")).to_be_focused()
    offen.keyboard.press("Tab")
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_be_focused()
    offen.keyboard.press("Enter")
    expect(zelle(offen, "Sprachcafé, Teilnahmen")).to_be_focused()
    expect(gespeichert(offen)).to_have_text(re.compile(r"alles gespeichert, \d\d:\d\d"))
    expect(kasten(offen, "Sprachcafé, Stunden")).to_contain_text("gespeichert; eingetragen")
    expect(offen.locator("[data-vollstaendig]")).to_have_text("2")
    offen.reload()
    expect(zelle(offen, "Sprachcafé, Stunden")).to_have_value("6,0")


def test_text_ist_beim_hineingehen_markiert(offen: Page, blatt: Blattwelt) -> None:
    tippe(offen, "Nähcafé, Teilnahmen", "15")
    expect(kasten(offen, "Nähcafé, Teilnahmen")).to_contain_text("gezählt: 12")
    assert blatt.stand("teilnahmen")[:3] == ("zahl", 15, 12)


def test_block_aus_einer_tabelle(offen: Page, blatt: Blattwelt) -> None:
    offen.context.grant_permissions(["clipboard-read", "clipboard-write"])
    zelle(offen, "Nähcafé, Ehrenamtliche").focus()
    offen.evaluate("navigator.clipboard.writeText('3\\t9,5\\t7\\r\\n\\t1:30\\r\\n1\\t2\\r\\n')")
    offen.keyboard.press("Control+V")
    expect(zelle(offen, "Nähcafé, Ehrenamtliche")).to_have_value("3")
    expect(zelle(offen, "Sprachcafé, Stunden der Ehrenamtlichen")).to_have_value("1,5")
    expect(gespeichert(offen)).to_contain_text("alles gespeichert")
    assert blatt.stand("ehrenamt-stunden")[1] == 570


def test_was_keine_zahl_ist_bleibt_im_feld(offen: Page, blatt: Blattwelt) -> None:
    tippe(offen, "Nähcafé, Teilnahmen", "4l2")
    expect(kasten(offen, "Nähcafé, Teilnahmen")).to_contain_text("nicht gespeichert: „4l2“ ist keine Zahl")
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_attribute("aria-invalid", "true")
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_value("4l2")
    expect(gespeichert(offen)).to_have_text("ein Wert nicht gespeichert")
    assert not axe_befunde(offen)
    zelle(offen, "Nähcafé, Teilnahmen").focus()
    offen.keyboard.press("Escape")
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_value("12")
    assert blatt.stand("teilnahmen")[1] == 12


def test_vier_arten_von_inhalt_und_alle_zustaende_sind_zugaenglich(offen: Page, blatt: Blattwelt) -> None:
    for name, text in (("Termine", "0"), ("Stunden", "k. A."), ("Teilnahmen", "ausgefallen")):
        tippe(offen, f"Sprachcafé, {name}", text)
    tippe(offen, "Nähcafé, Teilnahmen", "ca. 15")
    expect(kasten(offen, "Nähcafé, Teilnahmen")).to_contain_text("geschätzt; gezählt: 12")
    expect(kasten(offen, "Sprachcafé, Stunden")).to_contain_text("keine Angabe")
    expect(zelle(offen, "Sprachcafé, Teilnahmen")).to_have_value("ausgefallen")
    expect(zelle(offen, "Sprachcafé, Termine")).to_have_value("0")
    seite_in_ordnung(offen)


def test_karten_auf_dem_telefon(page: Page, blatt: Blattwelt) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(adresse(blatt))
    expect(page.locator("thead").first).to_be_hidden()
    expect(kasten(page, "Sprachcafé, Stunden").get_by_text("Stunden", exact=True)).to_be_visible()
    tippe(page, "Sprachcafé, Stunden", "1:30")
    expect(zelle(page, "Sprachcafé, Stunden")).to_have_value("1,5")
    assert not axe_befunde(page)


@pytest.mark.hauptweg
def test_abgelaufene_anmeldung_verliert_nichts(offen: Page, blatt: Blattwelt) -> None:
    zelle(offen, "Nähcafé, Teilnahmen").focus()
    Sitzung.objects.all().delete()
    offen.keyboard.type("15")
    offen.keyboard.press("Tab")
    offen.keyboard.type("3")
    offen.keyboard.press("Tab")
    banner = offen.locator("#raster-banner")
    expect(banner).to_contain_text("2 Werte warten.")
    expect(banner).to_contain_text("nicht mehr angemeldet")
    expect(kasten(offen, "Nähcafé, Teilnahmen")).to_contain_text("wartet; noch nicht gespeichert")
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_value("15")
    assert not axe_befunde(offen)
    with offen.expect_popup() as neues:
        banner.get_by_role("link", name="Anmelden").click()
    anmeldung = neues.value
    anmeldung.get_by_label("E-Mail").fill("mitarbeit@demo.example")
    anmeldung.get_by_label("Passwort").fill(KENNWORT)
    anmeldung.keyboard.press("Enter")
    anmeldung.wait_for_url(re.compile(r"\d/start/$"))
    anmeldung.close()
    offen.bring_to_front()
    # Playwright keeps every page focused, so the browser does not tell it that somebody is back.
    offen.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(banner).to_be_hidden()
    expect(gespeichert(offen)).to_contain_text("alles gespeichert")
    assert blatt.stand("teilnahmen")[1] == 15
    assert blatt.stand("ehrenamtliche")[1] == 3


def test_nach_der_anmeldung_im_selben_fenster_geht_es_weiter(
    offen: Page, blatt: Blattwelt, welt: Welt
) -> None:
    Sitzung.objects.all().delete()
    tippe(offen, "Nähcafé, Teilnahmen", "15")
    expect(offen.locator("#raster-banner")).to_be_visible()
    anmelden(offen, welt.client("mitarbeit"))
    offen.on("dialog", lambda dialog: dialog.accept())
    offen.reload()
    expect(gespeichert(offen)).to_contain_text("alles gespeichert")
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_value("15")
    assert blatt.stand("teilnahmen")[1] == 15


def test_als_jemand_anderes_angemeldet_wird_nichts_gesendet(
    offen: Page, blatt: Blattwelt, welt: Welt
) -> None:
    anmelden(offen, welt.client("leitung"))
    tippe(offen, "Nähcafé, Teilnahmen", "15")
    expect(offen.locator("#raster-banner")).to_contain_text("in einer anderen Rolle angemeldet")
    assert blatt.stand("teilnahmen")[1] == 12


@pytest.mark.parametrize("stoerung", ["tot", "fehler", "haengt"])
def test_toter_server_verliert_nichts(offen: Page, blatt: Blattwelt, stoerung: str) -> None:
    kaputt: dict[str, Callable[[Route], Any]] = {
        "tot": lambda route: route.abort(),
        "fehler": lambda route: route.fulfill(status=502, body="Bad Gateway"),
        "haengt": lambda route: None,
    }
    offen.clock.install()
    offen.route(re.compile(r"/(zelle|block)/$"), kaputt[stoerung])
    tippe(offen, "Sprachcafé, Termine", "4")
    tippe(offen, "Sprachcafé, Stunden", "6")
    if stoerung == "haengt":
        offen.clock.run_for(15_000)
    expect(offen.locator("#raster-banner")).to_contain_text("2 Werte warten.")
    expect(offen.locator("#raster-banner")).to_contain_text("Der Server antwortet nicht")
    expect(zelle(offen, "Sprachcafé, Stunden")).to_have_value("6")
    expect(gespeichert(offen)).to_have_text("2 Werte nicht gespeichert")
    offen.unroute(re.compile(r"/(zelle|block)/$"))
    offen.clock.run_for(8_000)
    expect(offen.locator("#raster-banner")).to_be_hidden()
    expect(gespeichert(offen)).to_contain_text("alles gespeichert")
    expect(zelle(offen, "Sprachcafé, Stunden")).to_have_value("6,0")


def test_knopf_sendet_sofort(offen: Page, blatt: Blattwelt) -> None:
    offen.route(re.compile(r"/zelle/$"), lambda route: route.abort())
    tippe(offen, "Nähcafé, Teilnahmen", "15")
    expect(offen.locator("#raster-banner")).to_contain_text("Ein Wert wartet.")
    offen.unroute(re.compile(r"/zelle/$"))
    offen.get_by_role("button", name="Jetzt senden").click()
    expect(offen.locator("#raster-banner")).to_be_hidden()
    assert blatt.stand("teilnahmen")[1] == 15


def test_gespeichert_aber_antwort_verloren(offen: Page, blatt: Blattwelt) -> None:
    """The server stored it, the answer never came: sending it again is no conflict."""

    def verschlucken(route: Route) -> None:
        route.fetch()
        route.abort()

    offen.route(re.compile(r"/zelle/$"), verschlucken)
    tippe(offen, "Nähcafé, Teilnahmen", "15")
    expect(offen.locator("#raster-banner")).to_be_visible()
    offen.unroute(re.compile(r"/zelle/$"))
    offen.get_by_role("button", name="Jetzt senden").click()
    expect(gespeichert(offen)).to_contain_text("alles gespeichert")
    assert blatt.wert("teilnahmen").version == 2


def test_neu_geladen_waehrend_gespeichert_wird(offen: Page, blatt: Blattwelt) -> None:
    """The new page was made before the value was stored, and the old one has heard of it last."""
    gehalten: list[Route] = []

    def halten(route: Route) -> None:
        gehalten.append(route) if not gehalten else route.continue_()

    def seite(route: Route) -> None:
        alte = route.fetch()
        gehalten[0].fulfill(response=gehalten[0].fetch())
        offen.wait_for_timeout(300)
        route.fulfill(response=alte)

    offen.route(re.compile(r"/zelle/$"), halten)
    tippe(offen, "Nähcafé, Teilnahmen", "15")
    expect(gespeichert(offen)).to_have_text("wird gespeichert")
    offen.route(offen.url, seite)
    offen.reload()
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_value("15")
    expect(gespeichert(offen)).to_contain_text("alles gespeichert")
    assert blatt.wert("teilnahmen").version == 2


@pytest.mark.hauptweg
@pytest.mark.parametrize(
    ("knopf", "ergebnis"), [("meinen Wert „15“ nehmen", 15), ("anderen „13“ behalten", 13)]
)
def test_zwei_in_derselben_zelle(
    offen: Page, blatt: Blattwelt, welt: Welt, knopf: str, ergebnis: int
) -> None:
    blatt.tippe("teilnahmen", "13", version=1, wer=welt.rollen["leitung"])
    tippe(offen, "Nähcafé, Teilnahmen", "15")
    wahl = offen.get_by_role("group", name="Nähcafé, Teilnahmen: bitte wählen")
    expect(wahl).to_contain_text("Test Leitung hat hier um")
    expect(gespeichert(offen)).to_have_text("ein Wert nicht gespeichert")
    assert blatt.stand("teilnahmen")[1] == 13
    assert not axe_befunde(offen)
    wahl.get_by_role("button", name=knopf).press("Enter")
    expect(wahl).to_have_count(0)
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_value(str(ergebnis))
    expect(gespeichert(offen)).not_to_contain_text("nicht gespeichert")
    offen.reload()
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_value(str(ergebnis))


def test_inzwischen_eingereicht(offen: Page, blatt: Blattwelt) -> None:
    meldung = blatt.wert("teilnahmen").meldung
    meldung.status, meldung.eingereicht_am = "eingereicht", meldung.geaendert_am
    meldung.save()
    tippe(offen, "Nähcafé, Teilnahmen", "15")
    expect(kasten(offen, "Nähcafé, Teilnahmen")).to_contain_text(
        "gesperrt, nicht gespeichert: Die Meldung ist"
    )
    assert not axe_befunde(offen)
    offen.on("dialog", lambda dialog: dialog.accept())
    offen.reload()
    expect(offen.locator("#raster-banner")).to_contain_text("Nähcafé, Teilnahmen: 15")
    offen.get_by_role("button", name="Diese Werte verwerfen").click()
    expect(offen.locator("#raster-banner")).to_be_hidden()


def test_zurueckgegebene_zellen(page: Page, blatt: Blattwelt) -> None:
    wert = blatt.wert("teilnahmen")
    wert.meldung.status, wert.meldung.grund = "zurueckgegeben", "Rückfrage zu einem Wert"
    wert.meldung.save()
    wert.meldung.rueckfragen.create(wert=wert, art=wert.art, zahl=wert.zahl, grund="So viele?")
    page.goto(adresse(blatt))
    expect(kasten(page, "Nähcafé, Teilnahmen")).to_contain_text("Rückfrage: So viele?")
    expect(zelle(page, "Nähcafé, Termine")).to_have_attribute("readonly", "")
    tippe(page, "Nähcafé, Teilnahmen", "11")
    expect(gespeichert(page)).to_contain_text("alles gespeichert")
    seite_in_ordnung(page)


def test_einzelheiten_mit_f2(offen: Page, blatt: Blattwelt) -> None:
    zelle(offen, "Nähcafé, Teilnahmen").focus()
    offen.keyboard.press("F2")
    dialog = offen.get_by_role("dialog", name="Nähcafé, Teilnahmen")
    expect(dialog).to_contain_text("Die zwölf Monate davor")
    assert not axe_befunde(offen)
    offen.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_be_focused()
    offen.keyboard.press("F2")
    dialog.get_by_label("Notiz").fill("Sommerfest")
    dialog.get_by_role("button", name="Notiz speichern").click()
    expect(kasten(offen, "Nähcafé, Teilnahmen")).to_contain_text("mit Notiz")


def test_unfertiges_warnt_vor_dem_verlassen(offen: Page, blatt: Blattwelt) -> None:
    warnungen = []
    offen.on("dialog", lambda dialog: (warnungen.append(dialog.type), dialog.accept()))
    tippe(offen, "Nähcafé, Teilnahmen", "4l2")
    expect(gespeichert(offen)).to_contain_text("nicht gespeichert")
    offen.goto("/start/")
    assert warnungen == ["beforeunload"]
    offen.goto(adresse(blatt))
    expect(zelle(offen, "Nähcafé, Teilnahmen")).to_have_value("4l2")


def test_ohne_skript(blatt: Blattwelt, welt: Welt, new_context: Callable[..., Any]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    anmelden(page, welt.client("mitarbeit"))
    page.goto(adresse(blatt))
    zelle(page, "Sprachcafé, Termine").fill("4")
    zelle(page, "Sprachcafé, Stunden").fill("6 Stück")
    page.locator("#abschnitt-L1").get_by_role("button", name="Speichern").click()
    expect(kasten(page, "Sprachcafé, Stunden")).to_contain_text("keine Zahl")
    expect(zelle(page, "Sprachcafé, Stunden")).to_have_value("6 Stück")
    expect(zelle(page, "Sprachcafé, Termine")).to_have_value("4")
    zelle(page, "Sprachcafé, Stunden").fill("6")
    page.locator("#abschnitt-L1").get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Ein Wert gespeichert.")).to_be_visible()


def test_seiten_um_das_raster(page: Page, blatt: Blattwelt, welt: Welt) -> None:
    ort = [blatt.zentrum.slug, blatt.monat]
    cell = [blatt.angebot.pk, blatt.kennzahlen["teilnahmen"].pk]
    erfassung.aufteilung_speichern(
        **blatt.ort("teilnahmen"), wer=blatt.wer, eingaben={("u6", "w"): "3"}, stand=1
    )
    for name, mehr in (
        ("statistik_zelle_details", cell),
        ("statistik_aufteilung", cell),
        ("beratung", []),
    ):
        seite_in_ordnung(page, reverse(name, args=[*ort, *mehr]))
    anmelden(page, welt.client("traeger"))
    seite_in_ordnung(page, adresse(blatt))
