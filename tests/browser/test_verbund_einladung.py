"""A session from the Koordination to the phones of members and guests: all pages, at both widths."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from stzverbund.basis.models import Postausgang
from tests import fabriken as f
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt

TELEFON = {"width": 360, "height": 740}


def _link(an: str) -> str:
    treffer = re.search(r"/l/\w+/", Postausgang.objects.filter(an=an).latest("pk").text)
    assert treffer
    return treffer[0]


@pytest.mark.django_db(transaction=True)
def test_einladen_antworten_gast(
    welt: Welt, page: Page, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    sitzung = f.SitzungFabrik(verbund=welt.rollen["koordination"].verbund, gastgeber=welt.eigenes)
    f.PunktFabrik(sitzung=sitzung, titel="Kältehilfe")
    f.DelegationFabrik(verbund=sitzung.verbund, zentrum=welt.eigenes, person=welt.rollen["mitarbeit"].person)
    anmelden(page, welt.client("koordination"))
    seite_in_ordnung(page, "/verbund/delegationen/")
    page.goto(f"/verbund/sitzungen/{sitzung.pk}/")
    page.get_by_role("link", name="Einladen", exact=True).click()
    seite_in_ordnung(page)
    page.get_by_label("Bemerkung").fill("Bitte bringen Sie Zahlen mit.")
    page.get_by_role("button", name="Mails versenden").click()
    expect(page.get_by_text("Mails sind auf dem Weg")).to_be_visible()
    seite_in_ordnung(page)

    telefon = new_context(viewport=TELEFON, has_touch=True, java_script_enabled=False).new_page()
    telefon.goto(_link("mitarbeit@demo.example"))
    telefon.get_by_role("button", name="Antworten").click()
    expect(telefon.get_by_text("Bitte wählen Sie eine Antwort.").first).to_be_visible()
    telefon.get_by_label("Ich komme", exact=True).check()
    telefon.get_by_role("button", name="Antworten").click()
    expect(telefon.get_by_text("Sie haben zugesagt.")).to_be_visible()

    page.goto(f"/verbund/sitzungen/{sitzung.pk}/")
    expect(page.get_by_text("1 × zugesagt")).to_be_visible()
    page.get_by_role("link", name="Gast eintragen").click()
    page.get_by_label("Fachdienst oder Organisation").fill("Pflegestützpunkt")
    page.get_by_label("E-Mail").fill("gast@fachdienst.example")
    seite_in_ordnung(page)
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Gast per Mail einladen").click()
    expect(page.get_by_text("ist auf dem Weg")).to_be_visible()
    seite_in_ordnung(page)

    gast = new_context(viewport=TELEFON, has_touch=True).new_page()
    gast.goto(_link("gast@fachdienst.example"))
    ansicht_in_ordnung(gast)
    gast.get_by_label("Ja, ich komme").check()
    gast.get_by_label("Titel Ihres Beitrags").fill("Pflege zu Hause")
    gast.get_by_role("button", name="Antworten").click()
    expect(gast.get_by_text("Ihre Antwort ist gespeichert.")).to_be_visible()
    folien = tmp_path / "Pflege.txt"
    folien.write_text("Pflege zu Hause", encoding="utf-8")
    gast.get_by_label("Folien oder Unterlagen").set_input_files(folien)
    gast.get_by_role("button", name="Datei senden").click()
    expect(gast.get_by_text("Ohne diese Erlaubnis können wir die Datei").first).to_be_visible()
    ansicht_in_ordnung(gast)
    gast.get_by_label("Folien oder Unterlagen").set_input_files(folien)
    gast.get_by_label("Die Datei darf").check()
    gast.get_by_role("button", name="Datei senden").click()
    expect(gast.get_by_role("button", name="Zurücknehmen")).to_be_visible()

    seite_in_ordnung(page, "/verbund/gaeste/")
    page.get_by_role("link", name="Pflegestützpunkt").click()
    expect(page.get_by_role("link", name="Pflege zu Hause")).to_be_visible()
    seite_in_ordnung(page)
