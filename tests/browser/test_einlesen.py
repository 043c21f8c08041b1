"""A list of Angebote in the browser: upload, columns, preview, taken over and taken back, at both widths."""

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from angebote import kennzahlen
from angebote.models import Angebot
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.hilfen.einlesen import katalog
from tests.hilfen.tabelle import LISTE, als_xlsx
from tests.welt import Welt

FEHLER = ["", "Kurs", *[""] * 8]
DOPPELT = ["Nähcafé", "Gruppe", *[""] * 8]


@pytest.fixture
def liste(tmp_path: Path) -> Path:
    pfad = tmp_path / "Unsere Angebote.xlsx"
    zeilen = [["Angebote 2026"], [], *LISTE, DOPPELT, FEHLER]
    pfad.write_bytes(als_xlsx(zeilen, Zweites=[["Titel"], ["Yoga"]]))
    return pfad


@pytest.fixture
def team(welt: Welt, page: Page) -> Page:
    katalog(welt.eigenes)
    f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé")
    anmelden(page, welt.client("mitarbeit"))
    return page


def _in_beiden_breiten(page: Page) -> None:
    """The page as it stands, without loading it anew."""
    for breite in (360, 1280):
        page.set_viewport_size({"width": breite, "height": 900})
        ansicht_in_ordnung(page)


def test_liste_einlesen_und_zuruecknehmen(team: Page, liste: Path) -> None:
    page = team
    page.goto("/angebote/")
    page.get_by_role("link", name="Liste einlesen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Angebote einlesen")
    seite_in_ordnung(page)

    page.get_by_label("Datei").set_input_files(liste)
    page.get_by_role("button", name="Hochladen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spalten zuordnen")
    expect(page.get_by_label("Angebot", exact=True)).to_have_value("titel")
    expect(page.get_by_label("Leitung")).to_have_value("")
    _in_beiden_breiten(page)
    page.get_by_text("Anderes Blatt oder andere Überschriften").click()
    _in_beiden_breiten(page)

    page.get_by_label("Kosten").select_option("")
    page.get_by_role("button", name="Weiter zur Vorschau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau")
    zeilen = page.locator("table.einlesen tbody tr")
    expect(zeilen.nth(0)).to_contain_text("Es fehlt: Kosten")
    expect(zeilen.nth(2)).to_contain_text("gibt es schon")
    expect(zeilen.nth(3)).to_contain_text("Spalte „Angebot“: Bitte geben Sie dem Angebot einen Titel.")
    _in_beiden_breiten(page)

    page.get_by_role("link", name="Zurück zu den Spalten").click()
    page.get_by_label("Kosten").select_option("kosten")
    page.get_by_role("button", name="Weiter zur Vorschau").click()
    expect(zeilen.nth(0)).to_contain_text("vollständig")
    page.get_by_role("button", name="Als Entwürfe übernehmen").click()
    expect(page.get_by_text("2 Angebote sind als Entwürfe angelegt.")).to_be_visible()
    _in_beiden_breiten(page)

    page.get_by_role("link", name="Malkurs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Malkurs")
    page.go_back()
    page.get_by_role("button", name="Liste zurücknehmen").click()
    expect(page.get_by_text("ist zurückgenommen").first).to_be_visible()
    _in_beiden_breiten(page)
    assert [a.titel for a in Angebot.objects.all()] == ["Nähcafé"]


def test_fehler_stehen_am_feld(team: Page, tmp_path: Path) -> None:
    page = team
    falsch = tmp_path / "brief.pdf"
    falsch.write_bytes(b"%PDF-1.7 \x00\x01")
    page.goto("/angebote/einlesen/")
    page.get_by_label("Datei").set_input_files(falsch)
    page.get_by_role("button", name="Hochladen").click()
    expect(page.locator("#id_datei_error")).to_contain_text("ist keine Tabelle")
    _in_beiden_breiten(page)
    liste = tmp_path / "liste.xlsx"
    liste.write_bytes(als_xlsx(LISTE))
    page.get_by_label("Datei").set_input_files(liste)
    page.get_by_role("button", name="Hochladen").click()
    page.get_by_label("Art", exact=True).select_option("titel")
    page.get_by_role("button", name="Weiter zur Vorschau").click()
    expect(page.locator("#id_spalte_1_error")).to_contain_text("ist schon der Spalte „Angebot“ zugeordnet")
    _in_beiden_breiten(page)


def test_zahlen_aus_der_vorlage(welt: Welt, team: Page, tmp_path: Path) -> None:
    """The template is downloaded, filled in and read; what is closed is named; everything is taken back."""
    kennzahlen.laden()
    monat = m.letztes_quartal(welt.eigenes.bezirk).von
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, titel="Chor", beginn=monat)
    page = team
    page.goto("/statistik/")
    page.get_by_role("link", name="Zahlen früherer Monate einlesen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zahlen einlesen")
    page.get_by_text("Vorlage mit den richtigen Spalten").click()
    seite_in_ordnung(page)
    page.get_by_label("Jahr").select_option(str(monat.year))
    with page.expect_download() as geladen:
        page.get_by_role("button", name="Vorlage herunterladen").click()
    vorlage = tmp_path / "ausgefuellt.xlsx"
    _ausfuellen(geladen.value.path(), vorlage, f"{monat:%m/%Y}")

    page.get_by_label("Datei").set_input_files(vorlage)
    page.get_by_role("button", name="Hochladen").click()
    expect(page.get_by_label("Teilnahmen")).to_have_value("kennzahl:teilnahmen")
    _in_beiden_breiten(page)
    page.get_by_role("button", name="Weiter zur Vorschau").click()
    zeilen = page.locator("table.einlesen tbody tr")
    expect(zeilen.nth(0)).to_contain_text("Termine: 4 · Stunden: 1:30 · Teilnahmen: 40")
    expect(zeilen.nth(1)).to_contain_text("Ein Angebot „Unbekannt“ gibt es nicht.")
    expect(page.get_by_text("Diese Zeiträume sind zu")).to_be_visible()
    _in_beiden_breiten(page)
    page.get_by_role("button", name="Zahlen eintragen").click()
    expect(page.get_by_text("3 Zahlen sind als Monatssummen eingetragen.")).to_be_visible()
    _in_beiden_breiten(page)
    assert angebot.werte.count() == 3
    page.get_by_role("button", name="Liste zurücknehmen").click()
    expect(page.get_by_text("ist zurückgenommen").first).to_be_visible()
    assert not angebot.werte.angegeben().exists()


def _ausfuellen(vorlage: Path, ziel: Path, monat: str) -> None:
    """Figures of the Chor in one month; a row of an unknown Angebot and one of a closed year below."""
    mappe = openpyxl.load_workbook(io.BytesIO(vorlage.read_bytes()))
    blatt = mappe.active
    kopf = [zelle.value for zelle in blatt[1]]
    zahlen = {"Termine": 4, "Stunden": "1:30", "Teilnahmen": 40}
    for zeile in blatt.iter_rows(min_row=2):
        if (zeile[0].value, zeile[1].value) == (monat, "Chor"):
            for name, wert in zahlen.items():
                zeile[kopf.index(name)].value = wert
    blatt.append([monat, "Unbekannt", 3])
    blatt.append(["01/2021", "Chor", 3])
    mappe.save(ziel)
