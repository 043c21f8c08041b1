"""The survey as a citizen on a phone, by keyboard alone; and what becomes of a wish."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from stzverbund.basis import offenes_formular
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.hilfen import standards
from tests.hilfen.browser import anmelden, ansicht_in_ordnung
from tests.hilfen.pdf import pdf_text
from tests.welt import Welt
from zentren.stadtteilmanagement.befragungen import antworten, gang
from zentren.stadtteilmanagement.models import Antwortzahl, Befragung, Freitext

TELEFON = {"width": 360, "height": 740}


@pytest.fixture
def befragung(welt: Welt) -> Befragung:
    """A scale, several of three, a free text; running."""
    eine = s.BefragungFabrik(zentrum=welt.eigenes, titel="Wie geht es Ihnen bei uns?")
    skala = s.FrageFabrik(befragung=eine, text="Wie zufrieden sind Sie?")
    mehrere = s.FrageFabrik(
        befragung=eine, text="Was fehlt?", art="mehrere", optionen=["Bänke", "Kurse", "Feste"]
    )
    text = s.FrageFabrik(befragung=eine, text="Und sonst?", art="text")
    gang.zaehler_anlegen([skala, mehrere, text])
    return eine


@pytest.fixture
def telefon(new_context: Callable[..., BrowserContext]) -> Page:
    """Somebody's own phone, without account; a keyboard is all that is used."""
    return new_context(viewport=TELEFON).new_page()


def _tasten(page: Page, *tasten: str) -> None:
    for taste in tasten:
        page.keyboard.press(taste)


def _zugleich(befragung: Befragung, frage: int) -> None:
    """Four sheets at the same moment, each in its own connection; the browser's database is a real one."""
    start = Barrier(4)

    def einer() -> None:
        try:
            start.wait()
            antworten.annehmen(befragung=befragung, werte=[(frage, 5)], texte={})
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as faeden:
        for ergebnis in [faeden.submit(einer) for _ in range(4)]:
            ergebnis.result()


def test_antworten_mit_der_tastatur(
    welt: Welt, telefon: Page, befragung: Befragung, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the page of the centre to the thanks: each answer by key, an empty sheet refused, no cookie."""
    monkeypatch.setattr(offenes_formular, "SCHNELL", 0)
    telefon.goto(reverse("verzeichnis_zentrum", args=["eigenes"]))
    telefon.get_by_role("link", name="Mitmachen: Wie geht es Ihnen bei uns?").press("Enter")
    absenden = telefon.get_by_role("button", name="Absenden")
    expect(absenden).to_be_visible()
    ansicht_in_ordnung(telefon)
    absenden.press("Enter")
    expect(telefon.get_by_role("alert")).to_contain_text("Bitte beantworten Sie mindestens eine Frage.")
    expect(telefon.get_by_role("alert")).to_be_focused()
    ansicht_in_ordnung(telefon)

    _tasten(telefon, "Tab", "Space", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(telefon.get_by_role("radio", name="4")).to_be_checked()
    _tasten(telefon, "Tab", "Space", "Tab", "Tab", "Space", "Tab")
    expect(telefon.get_by_label("Und sonst?")).to_be_focused()
    telefon.keyboard.type("Eine Bank vor dem Haus")
    _tasten(telefon, "Tab", "Enter")
    expect(telefon.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antworten")
    ansicht_in_ordnung(telefon)
    assert telefon.context.cookies() == []
    skala = befragung.fragen.get(art="skala")
    gewaehlt = Antwortzahl.objects.filter(anzahl=1).order_by("frage__reihenfolge", "wert")
    assert list(gewaehlt.values_list("wert", flat=True)) == [4, 0, 2]
    assert Freitext.objects.get().text == "Eine Bank vor dem Haus"
    _zugleich(befragung, skala.pk)
    assert Befragung.objects.get().boegen == 5
    assert Antwortzahl.objects.get(frage=skala, wert=5, papier=False).anzahl == 4


@pytest.fixture
def team(welt: Welt, page: Page) -> Page:
    """The Leitung of a house with what an Angebot needs, in a round of the standards."""
    f.LeistungsbereichFabrik()
    f.ZielgruppeFabrik()
    f.StandortFabrik(zentrum=welt.eigenes)
    welt.eigenes.telefon = "030 123456"
    welt.eigenes.save()
    standards.bewertung(welt, jahr=2026)
    anmelden(page, welt.client("leitung"))
    return page


def _angebot_ausfuellen(page: Page) -> None:
    page.get_by_label("Titel").fill("Bänke bauen")
    page.get_by_role("radio", name="Gruppe", exact=True).check()
    page.get_by_label("Leistungsbereich").select_option(index=1)
    page.get_by_role("checkbox", name="Dienstag").first.check()
    page.get_by_label("von (Uhrzeit)").first.fill("10:00")
    page.get_by_label("bis (Uhrzeit)").first.fill("11:30")
    page.get_by_role("checkbox", name="alle").check()
    page.get_by_role("radio", name="kostenfrei").check()


def test_vom_wunsch_zum_beleg(team: Page, befragung: Befragung) -> None:
    """A wish becomes a Bedarf, an Angebot answers it, the Beleg of Kriterium 1.1 counts it, on paper too."""
    frage = befragung.fragen.get(art="text")
    Freitext.objects.create(frage=frage, text="Bänke vor dem Haus")
    befragung.status, befragung.geschlossen_am = "geschlossen", befragung.von
    befragung.save()
    team.goto(reverse("befragungen"))
    team.get_by_role("link", name="Wie geht es Ihnen bei uns?").click()
    team.get_by_role("button", name="Als Bedarf übernehmen „Bänke vor dem Haus“").click()
    team.get_by_label("Problemfeld").select_option(label="Wohnen und Wohnumfeld")
    team.get_by_role("button", name="Speichern").click()
    expect(team.get_by_role("heading", level=1)).to_have_text("Bänke vor dem Haus")
    team.get_by_role("link", name="Angebot dazu anlegen").click()
    _angebot_ausfuellen(team)
    team.get_by_role("button", name="Veröffentlichen").click()
    expect(team.get_by_role("status")).to_contain_text("Das Angebot ist veröffentlicht.")
    expect(team.get_by_role("link", name="Bänke vor dem Haus")).to_be_visible()
    team.goto("/standards/eigenes/2026/1/")
    expect(team.locator("#k-1-1")).to_contain_text("antworten auf einen dokumentierten Bedarf")
    papier = team.request.get("/standards/eigenes/2026/bericht.pdf")
    assert "antworten auf einen dokumentierten Bedarf" in pdf_text(papier.body())
