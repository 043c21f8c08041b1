"""Kennzahlen and Meldejahr in the browser: every page in every state, and the way of the Bezirksamt."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from angebote import kennzahlen
from angebote.models import Kennzahl, Meldejahr
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt

HEUER = timezone.localdate().year
KOMMEND = HEUER + 1


@pytest.fixture
def voll(welt: Welt) -> Welt:
    kennzahlen.laden()
    f.AngebotFabrik(zentrum=welt.eigenes)
    lokal = {"bezirk": welt.bezirk, "ebene": "zentrum", "schluessel": "alt", "name": "Begleitungen"}
    alte = f.KennzahlFabrik(**lokal, gueltig_bis=HEUER)
    neu = {**lokal, "schluessel": "neu", "name": "Sprachmittlung", "gueltig_von": KOMMEND}
    f.KennzahlFabrik(**neu, ersetzt=alte)
    f.KennzahlFabrik(**{**neu, "schluessel": "zwei", "name": "Digitale Hilfe"})
    return welt


def test_jede_seite_in_jedem_zustand(voll: Welt, page: Page) -> None:
    anmelden(page, voll.client("bezirksamt"))
    alte = Kennzahl.objects.get(schluessel="alt")
    neue = Kennzahl.objects.get(schluessel="neu")
    m.letztes_quartal(voll.bezirk, frist=-9, nachfrist=-5, sperre=-1)
    for adresse in (
        "/statistik/kennzahlen/",
        f"/statistik/kennzahlen/?jahr={HEUER}",
        f"/statistik/kennzahlen/{alte.pk}/",
        f"/statistik/kennzahlen/{neue.pk}/",
        f"/statistik/kennzahlen/{neue.pk}/bearbeiten/",
        f"/statistik/kennzahlen/{neue.pk}/ersetzen/",
        f"/statistik/kennzahlen/{neue.pk}/letztes-jahr/",
        f"/statistik/kennzahlen/{neue.pk}/loeschen/",
        f"/statistik/kennzahlen/vorschau/{KOMMEND}/",
        f"/statistik/meldejahr/{HEUER}/",
        f"/statistik/meldejahr/{KOMMEND}/",
        f"/statistik/meldejahr/{KOMMEND}/?rhythmus=monat&frist=45&nachfrist=50&sperre=40",
    ):
        seite_in_ordnung(page, adresse)
    anmelden(page, voll.client("mitarbeit"))
    for adresse in ("/statistik/kennzahlen/", f"/statistik/meldejahr/{KOMMEND}/"):
        seite_in_ordnung(page, adresse)


def test_das_amt_legt_das_kommende_jahr_fest(voll: Welt, page: Page) -> None:
    anmelden(page, voll.client("bezirksamt"))
    page.goto("/statistik/kennzahlen/")
    page.get_by_role("link", name="Neue Kennzahl").click()
    page.get_by_label("Name").fill("Nachtcafé")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Erklärung mit Beispiel")
    expect(page.get_by_label("Name")).to_have_value("Nachtcafé")
    seite_in_ordnung(page)
    page.get_by_label("Zentrum", exact=True).check()
    page.get_by_label("Erklärung mit Beispiel").fill("Abende. Beispiel: An zwei Abenden geöffnet: 2.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nachtcafé")
    page.goto(f"/statistik/meldejahr/{KOMMEND}/")
    page.get_by_label("monatlich").check()
    page.get_by_label("Frist, Tage danach", exact=True).fill("10")
    page.get_by_role("button", name="Vorschlag ansehen").click()
    feld = page.get_by_label(f"Frist, Januar {KOMMEND}", exact=True)
    expect(feld).to_have_value(f"{KOMMEND}-02-10")
    feld.fill(f"{KOMMEND}-01-20")
    page.get_by_role("button", name="Festlegen").click()
    expect(page.get_by_role("alert")).to_contain_text("nach dem Ende des Zeitraums")
    expect(feld).to_have_value(f"{KOMMEND}-01-20")
    seite_in_ordnung(page)
    feld.fill(f"{KOMMEND}-02-12")
    page.get_by_role("button", name="Festlegen").click()
    expect(page.get_by_text("festgelegt", exact=True)).to_be_visible()
    seite_in_ordnung(page)
    assert Meldejahr.objects.get().rhythmus == "monat"


def test_ohne_javascript(voll: Welt, browser: Browser, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="de-DE")
    seite = context.new_page()
    anmelden(seite, voll.client("bezirksamt"))
    seite.goto("/statistik/kennzahlen/")
    seite.get_by_role("button", name=re.compile("nach oben.*Digitale Hilfe")).click()
    expect(seite.get_by_role("status").first).to_contain_text("steht jetzt weiter oben")
    expect(seite.get_by_role("button", name=re.compile("nach oben.*Sprachmittlung"))).to_be_visible()
    context.close()
