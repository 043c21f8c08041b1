"""The pages of the room in the browser: at 1280 and 360 px, with axe, and without JavaScript."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.rechte.gegenstaende import vereinbarung as unterschriebene
from tests.welt import Welt
from zentren.models import Zentrum

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def zentrum(welt: Welt) -> Zentrum:
    zentrum = welt.eigenes
    zentrum.regionen.add(f.RegionFabrik(bezirk=welt.bezirk))
    haupt = f.StandortFabrik(zentrum=zentrum, barrierefreiheit="Aufzug bis in den 2. Stock")
    f.StandortFabrik(zentrum=zentrum, name="Nachbarschaftsgarten")
    raum = f.RaumFabrik(standort=haupt, plaetze=80, ausstattung="Beamer, Küche, bewegliche Tische")
    for stunde in (9, 12, 15):
        haupt.oeffnungszeiten.create(wochentag=2, von=f"{stunde}:00", bis=f"{stunde + 2}:00")
    f.SprechzeitFabrik(zentrum=zentrum, raum=raum, sprachen="Deutsch, Russisch, Vietnamesisch")
    f.SchliesszeitFabrik(zentrum=zentrum)
    f.PersonalFabrik(zentrum=zentrum, finanzierung="Bezirksamt")
    f.FachstelleFabrik(bezirk=welt.bezirk)
    return zentrum


def test_seiten_des_zentrums(welt: Welt, zentrum: Zentrum, page: Page) -> None:
    anmelden(page, welt.client("leitung"))
    standort = zentrum.standorte.get(haupt=True)
    raum = standort.raeume.get()
    for adresse in (
        reverse("zentrum_liste"),
        reverse("zentrum", args=[zentrum.slug]),
        reverse("zentrum_bearbeiten", args=[zentrum.slug]),
        reverse("oeffnungszeiten", args=[zentrum.slug, standort.pk]),
        reverse("raum_bearbeiten", args=[zentrum.slug, raum.pk]),
        reverse("raum_loeschen", args=[zentrum.slug, raum.pk]),
        reverse("standort_loeschen", args=[zentrum.slug, standort.pk]),
        reverse("personal_neu", args=[zentrum.slug]),
        reverse("sprechzeit_neu", args=[zentrum.slug]),
    ):
        seite_in_ordnung(page, adresse)


def test_seiten_der_fachstellen(welt: Welt, zentrum: Zentrum, page: Page) -> None:
    anmelden(page, welt.client("mitarbeit"))
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk, telefon="030 123", hinweis="Bitte anrufen")
    for name in ("fachstelle", "fachstelle_bearbeiten", "fachstelle_loeschen"):
        seite_in_ordnung(page, reverse(name, args=[fachstelle.pk]))
    seite_in_ordnung(page, reverse("fachstelle_liste"))
    seite_in_ordnung(page, reverse("fachstelle_liste") + "?stand=alt&sprache=Klingonisch")


def test_fehler_in_der_woche_bekommen_den_fokus(welt: Welt, zentrum: Zentrum, page: Page) -> None:
    anmelden(page, welt.client("leitung"))
    standort = zentrum.standorte.get(haupt=True)
    page.goto(reverse("oeffnungszeiten", args=[zentrum.slug, standort.pk]))
    montag = page.get_by_role("group", name="Montag")
    montag.get_by_label("Montag, 1. Zeit, von").fill("10:00")
    montag.get_by_label("Montag, 1. Zeit, bis").fill("09:00")
    page.get_by_role("button", name="Speichern").click()
    assert page.evaluate("document.activeElement.id") == "fehler"
    seite_in_ordnung(page)
    page.get_by_role("link", name="Das Ende muss nach dem Beginn liegen.").click()
    assert page.evaluate("document.activeElement.id") == "id_tag0-bis_1"
    page.keyboard.type("1100")
    page.get_by_role("button", name="Speichern").click()
    assert page.get_by_role("status").get_by_text("Die Öffnungszeiten sind gespeichert.").is_visible()
    assert str(standort.oeffnungszeiten.first()) == "Montag 10:00–11:00 Uhr"


def test_alles_geht_ohne_javascript(welt: Welt, zentrum: Zentrum, new_context) -> None:
    page = new_context(java_script_enabled=False).new_page()
    anmelden(page, welt.client("leitung"))
    page.goto(reverse("zentrum", args=[zentrum.slug]))
    page.get_by_role("button", name="Nachbarschaftsgarten zum Hauptstandort machen").click()
    assert zentrum.standorte.get(haupt=True).name == "Nachbarschaftsgarten"
    page.get_by_role("link", name="Schließzeit eintragen").click()
    page.get_by_label("Grund").fill("Umbau")
    page.get_by_label("von").fill("2027-02-01")
    page.get_by_label("bis").fill("2027-02-05")
    page.get_by_role("button", name="Speichern").click()
    assert page.get_by_role("cell", name="Umbau", exact=True).is_visible()


def test_seiten_der_vereinbarungen(welt: Welt, page: Page) -> None:
    wo = unterschriebene(welt, welt.eigenes)
    anmelden(page, welt.client("verwaltung"))
    seite_in_ordnung(page, reverse("vereinbarung_liste"))
    for name in ("vereinbarung", "vereinbarung_hochladen"):
        seite_in_ordnung(page, reverse(name, kwargs=wo))
    page.get_by_label("Datei").set_input_files(
        {"name": "seite.html", "mimeType": "application/pdf", "buffer": b"<script>"}
    )
    page.get_by_role("button", name="Speichern").click()
    assert page.get_by_text("Diese Art von Datei nehmen wir nicht an.").first.is_visible()


def test_verwaltung_haelt_die_regeln_der_seite_ein(welt: Welt, page: Page) -> None:
    """Django's own pages run under the same Content Security Policy (a breach fails in the fixture)."""
    anmelden(page, welt.client("verwaltung"))
    page.goto(reverse("admin:zentren_zentrum_change", args=[welt.eigenes.pk]))
    page.get_by_role("link", name="Heute").last.click()
    page.get_by_role("button", name="Sichern", exact=True).click()
    welt.eigenes.refresh_from_db()
    assert welt.eigenes.in_betrieb_bis == timezone.localdate()
