"""The standards, their rounds and the link from outside in the browser, on both widths."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from standards import aussen, fassungspflege, runden
from stzverbund.basis.models import Link
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt


def test_bezirksamt_fuehrt_eine_runde_und_jemand_von_aussen_antwortet(welt: Welt, page: Page) -> None:
    runde, amt = s.runde(welt), welt.rollen["bezirksamt"]
    von_aussen = runden.aussen_beginnen(runde=runde, zentrum=welt.eigenes, wer=amt)
    geplant = f.RundeFabrik(bezirk=welt.bezirk, fassung=runde.fassung, jahr=runde.jahr + 1)
    geplant.standards.set(runde.fassung.standards.all())
    geplant.zentren.set([welt.eigenes])
    anmelden(page, welt.client("bezirksamt"))
    for adresse in (
        reverse("standards"),
        reverse("runden"),
        reverse("runde", args=[runde.pk]),
        reverse("runde", args=[geplant.pk]),
        reverse("runde_bearbeiten", args=[geplant.pk]),
        reverse("aussen", args=[runde.pk, "eigenes"]),
    ):
        seite_in_ordnung(page, adresse)

    bis = timezone.localdate() + timedelta(days=9)
    token = aussen.ausstellen(bewertung=von_aussen, gueltig_bis=bis, zuletzt=None, wer=amt)
    page.context.clear_cookies()
    seite_in_ordnung(page, f"/l/{token}/")
    antwort = s.antwort(von_aussen, "1.1")
    seite_in_ordnung(page, f"/l/{token}/antwort/{antwort.pk}/nachweis/")
    seite_in_ordnung(page, f"/l/{token}/1/")
    bogen = page.locator(f'[data-antwort="{antwort.pk}"]')
    bogen.get_by_label("teilweise", exact=True).check()
    expect(bogen.get_by_text("gespeichert")).to_be_visible()
    antwort.refresh_from_db()
    assert antwort.einschaetzung == "teilweise"
    assert antwort.history.first().history_user is None
    # The link is revoked while something is typed: it says so, and what was typed stays.
    aussen.widerrufen(link=Link.objects.get(), wer=amt)
    bogen.get_by_label("Begründung").fill("Gesehen im Mai")
    page.keyboard.press("Tab")
    expect(page.locator("#raster-banner")).to_contain_text("Dieser Link gilt nicht mehr.")
    expect(bogen.get_by_label("Begründung")).to_have_value("Gesehen im Mai")


def test_verwaltung_bereitet_eine_fassung_vor(welt: Welt, page: Page) -> None:
    s.fassung()
    neue = fassungspflege.vorbereiten(schluessel="RK-2028", titel="Neu", wer=welt.rollen["verwaltung"])
    anmelden(page, welt.client("verwaltung"))
    for adresse in (
        reverse("fassung", args=[neue.pk]),
        reverse("fassung_bearbeiten", args=[neue.pk]),
        reverse("fassung_wortlaut", args=[neue.pk, 1]),
    ):
        seite_in_ordnung(page, adresse)
