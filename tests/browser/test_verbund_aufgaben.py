"""Resolutions, tasks and the search of the Verbund in the browser: found, done, in order on both widths."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt
from verbund import suche


def test_aufgaben_beschluesse_suche(page: Page, welt: Welt) -> None:
    verbund, heute = welt.rollen["koordination"].verbund, timezone.localdate()
    punkt = f.PunktFabrik(
        sitzung__verbund=verbund, sitzung__datum=heute, titel="Sommerfest", text="Mit Musik."
    )
    beschluss = f.BeschlussFabrik(punkt=punkt, nummer=1)
    aufgabe = f.AufgabeFabrik(
        verbund=verbund, zentrum=welt.eigenes, titel="Musik bestellen", beschluss=beschluss, punkt=punkt
    )
    suche.aufbauen()
    anmelden(page, welt.client("leitung"))
    for adresse in (
        "/verbund/aufgaben/",
        "/verbund/aufgaben/neu/",
        "/verbund/beschluesse/",
        f"/verbund/beschluesse/{beschluss.pk}/",
        "/verbund/suche/?q=Musik",
    ):
        seite_in_ordnung(page, adresse)
    page.get_by_role("link", name="Musik bestellen").first.click()
    seite_in_ordnung(page)
    page.get_by_role("link", name="Erledigt", exact=True).click()
    page.get_by_label("Was ist dabei herausgekommen?").fill("Bestellt.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Bestellt.").first).to_be_visible()
    aufgabe.refresh_from_db()
    assert aufgabe.status == "erledigt"
