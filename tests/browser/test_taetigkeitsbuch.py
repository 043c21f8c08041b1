"""The diary on a phone: written between two conversations, found, completed, made a template."""

import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import stadtteilfabriken as s
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt
from zentren import katalog
from zentren.models import Aufgabe
from zentren.stadtteilmanagement.models import Taetigkeit

HEUTE = "Frühstück im Wohnheim begleitet"


def test_tagebuch_am_telefon(welt: Welt, page: Page) -> None:
    katalog.laden()
    presse = Aufgabe.objects.get(schluessel="A4.2")
    alter = s.TaetigkeitFabrik(zentrum=welt.eigenes, was="Frühstück im Wohnheim vorbereitet", aufgabe=presse)
    s.GremiumFabrik(zentrum=welt.eigenes, partner="Kiezrunde Süd")
    anmelden(page, welt.client("mitarbeit"))
    page.set_viewport_size({"width": 360, "height": 780})

    # In the middle of something else: what is typed there stays, because the page is not left.
    page.goto(reverse("fachstelle_neu"))
    page.get_by_label("Telefon").fill("030 123")
    kasten = page.locator("[data-erfassen]")
    kasten.get_by_text("Schnell erfassen").press("Enter")
    kasten.get_by_label("Was war?").fill(HEUTE)
    expect(kasten.get_by_text("Schon eingetragen?")).to_be_visible()
    expect(kasten.get_by_role("link", name=re.compile("vorbereitet"))).to_be_visible()
    expect(kasten.get_by_label("Aufgabe")).to_have_value("A4.2")  # learnt from the earlier entry
    kasten.get_by_label("Aufgabe").select_option(label="A4.1 Informationsmaterial")
    ansicht_in_ordnung(page)
    kasten.get_by_role("button", name="Eintragen").press("Enter")
    expect(kasten.get_by_role("status")).to_contain_text("ist eingetragen: A4.1 Informationsmaterial")
    expect(page.get_by_label("Telefon")).to_have_value("030 123")
    neu = Taetigkeit.objects.exclude(pk=alter.pk).get()
    assert (neu.was, neu.aufgabe.schluessel, neu.datum) == (HEUTE, "A4.1", timezone.localdate())

    # Later: more details, those of the kind at once.
    kasten.get_by_role("link", name="Mehr angeben").click()
    page.locator("#id_form").select_option(label="Sitzung eines Gremiums")
    page.get_by_label("Kiezrunde Süd").check()
    page.get_by_label("Was ging zurück ins Team?").fill("Termin steht im Kalender.")
    expect(page.get_by_label("Reichweite")).to_be_hidden()
    page.get_by_role("button", name="Speichern").press("Enter")
    expect(page.get_by_text("Termin steht im Kalender.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Als Vorlage speichern").press("Enter")
    expect(page.get_by_text("Als Vorlage gespeichert.", exact=False)).to_be_visible()
    neu.refresh_from_db()
    assert neu.form == "gremium"

    heute = timezone.localdate().year
    for adresse in (
        reverse("taetigkeiten"),
        reverse("taetigkeit_bearbeiten", args=[neu.pk]),
        reverse("taetigkeitsvorlagen"),
        reverse("zentrum_aufgaben", args=["eigenes", heute]),
    ):
        seite_in_ordnung(page, adresse)
