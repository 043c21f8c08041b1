"""The live minutes in the browser: two writers, a lost connection, an expired login, the toolbar."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt
from verbund.models import Protokoll, Tagesordnungspunkt
from verbund.protokoll import ablauf, anmerkungen, schreiben
from zentren.models import Sitzung as Anmeldung

GESPEICHERT = re.compile(r"alles gespeichert, \d\d:\d\d")


@pytest.fixture
def protokoll(welt: Welt) -> Protokoll:
    """Of a session of today with two items; the own centre writes too."""
    koordination = welt.rollen["koordination"]
    sitzung = f.SitzungFabrik(verbund=koordination.verbund, datum=timezone.localdate())
    f.PunktFabrik(sitzung=sitzung, titel="Sommerfest", position=1)
    f.PunktFabrik(sitzung=sitzung, titel="Verschiedenes", position=2, sichtbarkeit="oeffentlich")
    begonnen = schreiben.beginnen(sitzung=sitzung, wer=koordination)
    return schreiben.fuehren_lassen(protokoll=begonnen, zentrum=welt.eigenes, wer=koordination)


def _feld(page: Page, nummer: int) -> Any:
    return page.locator(".protokollpunkt").nth(nummer).get_by_label("Protokoll")


@pytest.mark.hauptweg
def test_zwei_schreiben_verbindung_weg_anmeldung_abgelaufen(
    welt: Welt, protokoll: Protokoll, page: Page, browser: Browser
) -> None:
    adresse = f"/verbund/sitzungen/{protokoll.sitzung_id}/protokoll/schreiben/"
    erster, zweiter = protokoll.sitzung.punkte.all()
    anmelden(page, welt.client("koordination"))
    page.goto(adresse)
    seite_in_ordnung(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    andere = browser.new_context(base_url=page.url.split("/verbund/")[0]).new_page()
    leitung = welt.client("leitung")
    anmelden(andere, leitung)
    andere.goto(adresse)

    # One writes, with the toolbar and by keyboard; the other one sees it and writes elsewhere.
    feld = _feld(page, 0)
    feld.fill("Am 1. Mai")
    feld.press("Control+a")
    page.locator(".auszeichnung").first.get_by_role("button", name="Fett").click()
    expect(feld).to_have_value("**Am 1. Mai**")
    feld.press("Tab")
    expect(page.locator("#raster-gespeichert")).to_have_text(GESPEICHERT)
    expect(_feld(andere, 0)).to_have_value("**Am 1. Mai**", timeout=15_000)
    expect(andere.locator(f"#p{erster.pk} [data-stand]")).to_contain_text("zuletzt: Test Koordination")
    assert "<strong>Am 1. Mai</strong>" in page.locator("[data-vorschau]").first.inner_html()

    # Both at the same field: nobody is overwritten, one chooses.
    _feld(andere, 1).fill("Fassung der Leitung")
    _feld(page, 1).fill("Fassung der Koordination")
    _feld(page, 1).press("Tab")
    expect(page.locator("#raster-gespeichert")).to_have_text(GESPEICHERT)
    _feld(andere, 1).press("Tab")
    wahl = andere.get_by_role("group", name="Punkt 2: bitte wählen")
    expect(wahl).to_contain_text("Gespeichert: Fassung der Koordination")
    assert _text(zweiter) == "Fassung der Koordination"
    wahl.get_by_role("button", name="Meine Eingabe nehmen").click()
    expect(andere.locator("#raster-gespeichert")).to_have_text(GESPEICHERT)
    assert _text(zweiter) == "Fassung der Leitung"

    _verbindung_weg(page, feld)
    assert _text(erster) == "Am 1. Mai um 14 Uhr"
    _anmeldung_abgelaufen(andere, leitung, welt, erster)
    andere.context.close()


def _text(punkt: Tagesordnungspunkt) -> str:
    return Tagesordnungspunkt.objects.get(pk=punkt.pk).text


def _verbindung_weg(page: Page, feld: Any) -> None:
    """What is typed waits in the page, through a reload too, and is sent when the server is back."""
    page.route("**/annahme/", lambda route: route.abort())
    feld.fill("Am 1. Mai um 14 Uhr")
    feld.press("Tab")
    expect(page.locator("#raster-banner")).to_contain_text("Der Server antwortet nicht")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(_feld(page, 0)).to_have_value("Am 1. Mai um 14 Uhr")
    page.unroute("**/annahme/")
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.locator("#raster-gespeichert")).to_have_text(GESPEICHERT)


def _anmeldung_abgelaufen(page: Page, client: Client, welt: Welt, punkt: Tagesordnungspunkt) -> None:
    """The login ends while somebody types: it stays in the page and goes out after a new login."""
    expect(_feld(page, 0)).to_have_value("Am 1. Mai um 14 Uhr", timeout=15_000)
    Anmeldung.objects.filter(person=welt.rollen["leitung"].person).delete()
    _feld(page, 0).fill("Am 2. Mai")
    _feld(page, 0).press("Tab")
    expect(page.locator("#raster-banner")).to_contain_text("Sie sind nicht mehr angemeldet")
    anmelden(page, welt.client("leitung"))
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.locator("#raster-gespeichert")).to_have_text(GESPEICHERT)
    assert _text(punkt) == "Am 2. Mai"


def test_seiten_des_protokolls_sind_zugaenglich(welt: Welt, protokoll: Protokoll, page: Page) -> None:
    koordination, sitzung = welt.rollen["koordination"], protokoll.sitzung
    text = "# Ort\n\n### Saal\n\n- eins\n\n[Plan](https://stz.example/)"
    for punkt in sitzung.punkte.all():
        angaben = {"text": text, "stand": "behandelt"}
        schreiben.festhalten(punkt=punkt, angaben=angaben, version=1, wer=koordination)
    f.BeschlussFabrik(punkt=sitzung.punkte.first())
    anmelden(page, welt.client("koordination"))
    adresse = f"/verbund/sitzungen/{sitzung.pk}/"
    page.goto(f"{adresse}protokoll/schreiben/")
    page.get_by_role("button", name="Sitzung beenden").click()
    expect(page.get_by_text("Die Sitzung ist beendet und hat die Nummer 1/")).to_be_visible()
    ablauf.zur_durchsicht(protokoll=protokoll, bis=sitzung.datum, wer=koordination)
    eine = anmerkungen.anmerken(
        protokoll=protokoll, punkt=sitzung.punkte.first(), text="Acht waren da.", wer=koordination
    )
    for unter in ("protokoll/", "", f"protokoll/punkt/{sitzung.punkte.first().pk}/beschluss/"):
        seite_in_ordnung(page, f"{adresse}{unter}")
    anmerkungen.beantworten(anmerkung=eine, stand="uebernommen", version=1, wer=koordination)
    ablauf.genehmigen(protokoll=protokoll, am=sitzung.datum, wer=koordination)
    for seite in (f"{adresse}auszug/", "/verbund/protokolle/", f"/verbund/protokolle/{sitzung.pk}/"):
        seite_in_ordnung(page, seite)
