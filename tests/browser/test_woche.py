"""The Termine of a week in the browser: all at once, errors and newer counts in their rows, no script."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from angebote.models import Termin
from angebote.terminzaehlung import termin_zaehlen
from stzverbund.basis.zeit import Woche
from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt

HEUTE = timezone.localdate()
WOCHE = Woche.von(HEUTE).davor
ADRESSE = f"/termine/woche/?woche={WOCHE}"


@pytest.fixture
def termine(welt: Welt) -> list[Termin]:
    f.KennzahlFabrik()
    return [
        f.TerminFabrik(
            angebot=f.AngebotFabrik(zentrum=welt.eigenes, titel=titel),
            datum=WOCHE.montag + timedelta(days=tag),
        )
        for tag, titel in enumerate(("Nähcafé", "Kiezchor", "Krabbelgruppe"))
    ]


@pytest.fixture
def team(welt: Welt, page: Page) -> Page:
    anmelden(page, welt.client("mitarbeit"))
    return page


def _zeile(page: Page, termin: Termin) -> Any:
    return page.locator(f"#termin-{termin.pk}")


def _speichern(page: Page) -> None:
    page.get_by_role("button", name="Woche speichern").click()


def test_alle_auf_einmal(team: Page, termine: list[Termin]) -> None:
    erster, zweiter, dritter = termine
    team.goto(reverse("termin_liste"))
    team.get_by_role("link", name="Woche davor").click()
    team.wait_for_url(f"**{ADRESSE}")
    seite_in_ordnung(team)
    _zeile(team, zweiter).get_by_label("ausgefallen").check()
    expect(_zeile(team, zweiter).get_by_label("Teilnahmen")).to_be_hidden()
    _zeile(team, zweiter).get_by_label("Warum?").fill("Krankheit")
    team.get_by_role("button", name="Alle offenen auf „stattgefunden“ setzen").click()
    expect(team.get_by_text("2 Termine sind auf „stattgefunden“ gesetzt.")).to_be_visible()
    expect(_zeile(team, erster).get_by_label("Teilnahmen")).to_be_focused()
    expect(_zeile(team, zweiter).get_by_label("ausgefallen")).to_be_checked()
    team.keyboard.type("12")
    _zeile(team, dritter).get_by_label("Teilnahmen").fill("viele")
    _speichern(team)
    expect(team.locator("#fehler")).to_be_focused()
    expect(team.locator("#fehler")).to_contain_text("2 Termine sind gespeichert. Nicht gespeichert ist:")
    seite_in_ordnung(team)
    team.locator("#fehler").get_by_role("link").click()
    expect(_zeile(team, dritter).get_by_label("Teilnahmen")).to_be_focused()
    _zeile(team, dritter).get_by_label("Teilnahmen").fill("8")
    _speichern(team)
    expect(team.get_by_role("status").first).to_contain_text("1 Termin ist gespeichert.")
    seite_in_ordnung(team)
    stand = Termin.objects.order_by("datum").values_list("status", "teilnahmen", "grund")
    assert list(stand) == [
        ("stattgefunden", 12, ""),
        ("ausgefallen", None, "Krankheit"),
        ("stattgefunden", 8, ""),
    ]


def test_eine_zahl_sagt_dass_er_stattfand(team: Page, termine: list[Termin]) -> None:
    team.goto(ADRESSE)
    _zeile(team, termine[0]).get_by_label("Teilnahmen").press_sequentially("5")
    expect(_zeile(team, termine[0]).get_by_label("stattgefunden")).to_be_checked()
    _speichern(team)
    expect(team.get_by_role("status").first).to_contain_text("1 Termin ist gespeichert.")


def test_jemand_war_schneller(team: Page, welt: Welt, termine: list[Termin]) -> None:
    team.goto(ADRESSE)
    _zeile(team, termine[0]).get_by_label("Teilnahmen").fill("12")
    termin_zaehlen(
        termin=termine[0], status="stattgefunden", teilnahmen=9, version=1, wer=welt.rollen["leitung"]
    )
    _speichern(team)
    zeile = _zeile(team, termine[0])
    wahl = zeile.get_by_role("group", name="Teilnahmen", exact=True)
    expect(wahl.get_by_label("Ihre Eingabe: 12")).to_be_checked()
    expect(zeile.get_by_role("textbox", name="Teilnahmen")).to_have_value("12")
    seite_in_ordnung(team)
    wahl.get_by_label("Gespeichert: 9").check()
    _speichern(team)
    expect(team.get_by_role("status").first).to_contain_text("1 Termin ist gespeichert.")
    termine[0].refresh_from_db()
    assert (termine[0].teilnahmen, termine[0].version) == (9, 3)


def test_jeder_zustand(team: Page, welt: Welt, termine: list[Termin]) -> None:
    """Open, counted, fallen out, to come, closed, empty; read by the Träger and hidden from others."""
    wer = welt.rollen["leitung"]
    termin_zaehlen(termin=termine[0], status="stattgefunden", teilnahmen=9, version=1, wer=wer)
    termin_zaehlen(termin=termine[1], status="ausgefallen", grund="Krankheit", version=1, wer=wer)
    f.TerminFabrik(angebot=termine[0].angebot, datum=HEUTE, von="23:58", bis="23:59")
    f.TerminFabrik(angebot=termine[0].angebot, datum=WOCHE.danach.danach.montag)
    for woche in (WOCHE, WOCHE.danach, WOCHE.danach.danach, WOCHE.davor):
        seite_in_ordnung(team, f"/termine/woche/?woche={woche}")
    jetzt = timezone.now()
    for tag in (WOCHE.montag, WOCHE.sonntag):
        zeitraum = f.MeldungFabrik.build(zentrum=welt.eigenes, monat=tag).zeitraum
        if not zeitraum.meldungen.exists():
            f.MeldungFabrik(zentrum=welt.eigenes, monat=tag, status="eingereicht", eingereicht_am=jetzt)
        else:
            zeitraum.meldungen.update(status="eingereicht", eingereicht_am=jetzt)
    seite_in_ordnung(team, ADRESSE)
    expect(team.get_by_role("button", name="Woche speichern")).to_have_count(0)
    for rolle in ("traeger", "bezirksamt"):
        anmelden(team, welt.client(rolle))
        seite_in_ordnung(team, ADRESSE)


def test_ohne_javascript(
    team: Page, welt: Welt, termine: list[Termin], browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="de-DE")
    seite = context.new_page()
    anmelden(seite, welt.client("mitarbeit"))
    seite.goto(ADRESSE)
    _zeile(seite, termine[0]).get_by_label("Teilnahmen").fill("12")
    _zeile(seite, termine[1]).get_by_label("ausgefallen").check()
    _zeile(seite, termine[1]).get_by_label("Warum?").fill("Krankheit")
    seite.get_by_role("button", name="Alle offenen auf „stattgefunden“ setzen").click()
    expect(_zeile(seite, termine[0]).get_by_label("stattgefunden")).to_be_checked()
    expect(_zeile(seite, termine[0]).get_by_label("Teilnahmen")).to_have_value("12")
    expect(_zeile(seite, termine[1]).get_by_label("ausgefallen")).to_be_checked()
    _speichern(seite)
    expect(seite.get_by_role("status").first).to_contain_text("3 Termine sind gespeichert.")
    context.close()
