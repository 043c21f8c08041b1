"""Year plan and agenda in the browser: both widths, axe; order by keyboard and by dragging."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt
from verbund import fristen, jahresplanung
from verbund.models import Dokument


def _titel(page: Page) -> list[str]:
    return page.locator(".tagesordnung .top__was b a").all_inner_texts()


def _sitzung(verbund: Any) -> Any:
    heute = timezone.localdate()
    sitzung = f.SitzungFabrik(
        verbund=verbund, datum=heute + timedelta(days=10), thema=f.ThemaFabrik(verbund=verbund)
    )
    fristen.vorgeben(sitzung)
    for nummer, titel in enumerate(("Sommerfest", "Hitzeschutz", "Förderung"), start=1):
        punkt = f.PunktFabrik(sitzung=sitzung, verbund=verbund, titel=titel, position=nummer)
    Dokument.objects.create(verbund=verbund, titel="Satzung", link="https://stz.example/", punkt=punkt)
    alte = f.SitzungFabrik(verbund=verbund, datum=heute - timedelta(days=20))
    f.PunktFabrik(sitzung=alte, verbund=verbund, titel="Vertagtes", stand="vertagt")
    return sitzung


def test_plan_und_tagesordnung(welt: Welt, page: Page) -> None:
    wer = welt.rollen["koordination"]
    sitzung = _sitzung(wer.verbund)
    vorschlag = f.PunktFabrik(verbund=wer.verbund, sitzung=None, stand="vorgeschlagen")
    jahr = sitzung.datum.year
    platz = jahresplanung.platz_anlegen(
        verbund=wer.verbund,
        angaben={"datum": sitzung.datum + timedelta(days=1), "beginn": "10:00", "ende": "12:00"},
        wer=wer,
    )
    anmelden(page, welt.client("koordination"))
    for name, args in (
        ("verbund", []),
        ("jahresplan", [jahr]),
        ("planplatz", [platz.pk]),
        ("vorschlaege", []),
        ("thema", [sitzung.thema_id]),
        ("punkt", [vorschlag.pk]),
        ("punkt_neu", [sitzung.pk]),
        ("sitzung_nachtragen", []),
        ("sitzung_fristen", [sitzung.pk]),
        ("sitzung", [sitzung.pk]),
    ):
        seite_in_ordnung(page, reverse(name, args=args))

    page.set_viewport_size({"width": 1280, "height": 1600})
    page.get_by_role("button", name="„Sommerfest“ nach unten").press("Enter")
    expect(page.get_by_text("„Sommerfest“ ist verschoben.")).to_be_visible()
    assert _titel(page) == ["Hitzeschutz", "Sommerfest", "Förderung"]

    griffe = page.locator(".anfasser")
    griffe.nth(0).scroll_into_view_if_needed()
    erster, letzter = griffe.nth(0).bounding_box(), griffe.nth(2).bounding_box()
    assert erster is not None
    assert letzter is not None
    page.mouse.move(erster["x"] + 5, erster["y"] + 5)
    page.mouse.down()
    page.mouse.move(letzter["x"] + 5, letzter["y"] + 40, steps=8)
    page.mouse.up()
    expect(page.get_by_text("Die Tagesordnung ist umgestellt.")).to_be_visible()
    assert _titel(page) == ["Sommerfest", "Förderung", "Hitzeschutz"]

    page.get_by_role("button", name="Übernehmen").press("Enter")
    expect(page.get_by_text("Übernommen: 1 Punkt.")).to_be_visible()
    assert _titel(page)[-1] == "Vertagtes"
