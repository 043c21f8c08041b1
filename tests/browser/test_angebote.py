"""Angebote, Termine and the directory in the browser: keyboard, phone, lost login, no script, every state."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from angebote import pflege
from angebote.models import Angebot, Termin
from angebote.terminzaehlung import gespeicherte
from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.welt import Welt
from zentren.models import Leistung, Oeffnungszeit, Sitzung

TELEFON = {"width": 360, "height": 740}


@pytest.fixture
def team(welt: Welt, page: Page) -> Page:
    """Mitarbeit of a centre with a catalogue to choose from."""
    bereich = f.LeistungsbereichFabrik()
    anderer = f.LeistungsbereichFabrik(schluessel="L4", kurz="Beratung")
    Leistung.objects.create(schluessel="L1.1", leistungsbereich=bereich, text="Information zum Ehrenamt")
    Leistung.objects.create(schluessel="L4.1", leistungsbereich=anderer, text="Soziale Beratung")
    f.ZielgruppeFabrik()
    f.KennzahlFabrik()
    haus = f.StandortFabrik(zentrum=welt.eigenes)
    Oeffnungszeit.objects.create(standort=haus, wochentag=0, von="10:00", bis="18:00")
    welt.eigenes.telefon = "030 123456"
    welt.eigenes.save()
    anmelden(page, welt.client("mitarbeit"))
    return page


def _angebot(welt: Welt, **mehr: Any) -> Angebot:
    """Every day of the week, with Termine."""
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, **{"titel": "Nähcafé", "status": "entwurf"} | mehr)
    f.ZeitplanFabrik(angebot=angebot, regel="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", pause_feiertage=False)
    return pflege.veroeffentlichen(angebot=angebot, wer=welt.rollen["mitarbeit"])


def _gestern(angebot: Angebot) -> Termin:
    tag = timezone.localdate() - timedelta(days=1)
    return Termin.objects.filter(angebot=angebot, datum=tag).first() or f.TerminFabrik(
        angebot=angebot, datum=tag
    )


def _tab_bis(page: Page, ziel: Locator) -> None:
    for _ in range(60):
        if ziel.evaluate("feld => feld === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"mit der Tabulatortaste nicht zu erreichen: {ziel}")


def _alles_aufklappen(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(teil => { teil.open = true; })")


def test_zurueck_und_noch_einmal_veroeffentlichen(team: Page) -> None:
    team.goto(reverse("angebot_neu"))
    team.get_by_label("Titel").fill("Nähcafé")
    team.get_by_role("button", name="Als Entwurf speichern").click()
    team.wait_for_url("**/angebote/*/")
    seite = team.url
    team.go_back()
    expect(team.get_by_label("Titel")).to_have_value("Nähcafé")
    team.get_by_role("button", name="Als Entwurf speichern").click()
    expect(team.get_by_text("Das Formular war schon abgeschickt.")).to_be_visible()
    assert team.url == seite
    assert Angebot.objects.count() == 1


@pytest.mark.hauptweg
def test_angebot_nur_mit_der_tastatur_veroeffentlichen(team: Page) -> None:
    team.goto(reverse("angebot_neu"))
    _tab_bis(team, team.get_by_label("Titel"))
    team.keyboard.type("Nähcafé")
    _tab_bis(team, team.get_by_role("radio", name="Gruppe", exact=True))
    team.keyboard.press("Space")
    _tab_bis(team, team.get_by_label("Leistungsbereich"))
    team.keyboard.press("ArrowDown")
    _tab_bis(team, team.get_by_role("checkbox", name="Dienstag").first)
    team.keyboard.press("Space")
    _tab_bis(team, team.get_by_label("von (Uhrzeit)").first)
    # The browser's own language decides about a.m. and p.m.; where there is none the letter is ignored.
    team.keyboard.type("1000A")
    _tab_bis(team, team.get_by_label("bis (Uhrzeit)").first)
    team.keyboard.type("1130A")
    _tab_bis(team, team.get_by_role("checkbox", name="alle"))
    team.keyboard.press("Space")
    expect(team.locator("#vorschau")).to_contain_text("Jeden Dienstag, 10:00–11:30 Uhr, nicht an Feiertagen")
    expect(team.locator("#vorschau li")).to_have_count(10)
    _tab_bis(team, team.get_by_role("radio", name="kostenfrei"))
    team.keyboard.press("Space")
    _tab_bis(team, team.get_by_role("button", name="Veröffentlichen"))
    team.keyboard.press("Enter")
    expect(team.get_by_role("status")).to_contain_text("Das Angebot ist veröffentlicht.")
    angebot = Angebot.objects.get()
    assert (angebot.status, angebot.standort.name) == ("veroeffentlicht", "Haupthaus")
    assert angebot.termine.exists()


def test_eingabetaste_im_titel_veroeffentlicht_nicht(team: Page) -> None:
    team.goto(reverse("angebot_neu"))
    team.get_by_label("Titel").fill("Nur eine Idee")
    team.keyboard.press("Enter")
    expect(team.get_by_role("heading", level=1)).to_have_text("Nur eine Idee")
    assert Angebot.objects.get().status == "entwurf"


def test_fehlerliste_bekommt_den_fokus_und_fuehrt_ans_feld(team: Page) -> None:
    team.goto(reverse("angebot_neu"))
    team.get_by_label("Titel").fill("Nähcafé")
    team.get_by_role("button", name="Veröffentlichen").click()
    expect(team.locator("#fehler")).to_be_focused()
    expect(team.get_by_label("Titel")).to_have_value("Nähcafé")
    seite_in_ordnung(team)
    team.get_by_role("link", name="Wie oft: Bitte geben Sie an, wann").press("Enter")
    expect(team.locator("#id_zeit-0-rhythmus")).to_be_focused()


def test_nur_die_felder_des_rhythmus(team: Page) -> None:
    team.goto(reverse("angebot_neu"))
    erste = team.locator("[data-zeitplan]").first
    for rhythmus, sichtbar in (
        ("jeden Monat an einem Wochentag", "Welcher im Monat?"),
        ("jeden Monat am selben Tag", "Tag im Monat"),
        ("nur an einzelnen Tagen", "An diesen Tagen"),
        ("jede Woche", "In welchen Wochen?"),
    ):
        erste.get_by_role("radio", name=rhythmus).check()
        expect(erste.locator("fieldset[data-rhythmus]:visible")).to_have_count(1)
        expect(erste.get_by_label(sichtbar)).to_be_visible()
        seite_in_ordnung(team)
    erste.get_by_role("radio", name="montags bis freitags").check()
    expect(erste.locator("fieldset[data-rhythmus]:visible")).to_have_count(0)


def test_leistungen_folgen_dem_bereich(team: Page) -> None:
    team.goto(reverse("angebot_neu"))
    _alles_aufklappen(team)
    team.get_by_label("Leistungsbereich").select_option(label="L4 Beratung")
    expect(team.get_by_role("checkbox", name="L4.1")).to_be_visible()
    expect(team.get_by_role("checkbox", name="L1.1")).to_be_hidden()
    seite_in_ordnung(team)


@pytest.mark.hauptweg
def test_am_telefon_abhaken_und_zaehlen(team: Page, welt: Welt) -> None:
    termin = _gestern(_angebot(welt))
    team.set_viewport_size(TELEFON)
    team.goto(reverse("termin_liste"))
    zeile = team.locator(f"#termin-{termin.pk}")
    zeile.get_by_label("Teilnahmen").fill("vierzehn")
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(zeile).to_contain_text("ist keine Zahl")
    expect(zeile.get_by_label("Teilnahmen")).to_be_focused()
    zeile.get_by_label("Teilnahmen").fill("14")
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(zeile).to_contain_text("14 Teilnahmen")
    expect(zeile.locator(".termin__kopf")).to_be_focused()
    termin.refresh_from_db()
    assert (termin.status, termin.teilnahmen) == ("stattgefunden", 14)
    zeile.get_by_role("link", name="Nähcafé").click()
    expect(team.get_by_role("radio", name="stattgefunden")).to_be_checked()


def test_absagen_mit_grund(team: Page, welt: Welt) -> None:
    termin = _gestern(_angebot(welt))
    team.set_viewport_size(TELEFON)
    team.goto(reverse("termin_liste"))
    zeile = team.locator(f"#termin-{termin.pk}")
    zeile.locator("summary").click()
    zeile.get_by_label("Warum?").fill("Krankheit")
    zeile.get_by_role("button", name="Als ausgefallen speichern").click()
    expect(zeile).to_contain_text("ausgefallen: Krankheit")


def test_abgemeldet_und_ohne_netz_geht_nichts_verloren(team: Page, welt: Welt) -> None:
    termin = _gestern(_angebot(welt))
    team.goto(reverse("termin_liste"))
    zeile = team.locator(f"#termin-{termin.pk}")
    zeile.get_by_label("Teilnahmen").fill("14")
    team.context.set_offline(True)
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(zeile).to_contain_text("keine Verbindung")
    team.context.set_offline(False)
    Sitzung.objects.all().delete()
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(zeile).to_contain_text("Sie sind abgemeldet")
    expect(zeile.get_by_label("Teilnahmen")).to_have_value("14")
    anmelden(team, welt.client("mitarbeit"))
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(zeile).to_contain_text("14 Teilnahmen")


def test_aufteilung_rechnet_mit(team: Page, welt: Welt) -> None:
    termin = _gestern(_angebot(welt))
    team.set_viewport_size(TELEFON)
    team.goto(reverse("termin", args=[termin.pk]))
    team.get_by_label("Teilnahmen").fill("12")
    team.get_by_text("Nach Alter und Geschlecht aufteilen").click()
    team.get_by_label("unter 6, weiblich").fill("3")
    team.get_by_label("unter 6, divers").fill("1")
    team.get_by_label("65 und älter, zusammen").fill("5")
    expect(team.get_by_label("unter 6, zusammen")).to_have_value("4")
    expect(team.get_by_label("weiblich, zusammen", exact=True)).to_have_value("3")
    expect(team.locator("[data-rest]")).to_have_text("Unbekannt: Alter 3, Geschlecht 8 von 12.")
    seite_in_ordnung(team)
    team.get_by_label("65 und älter, zusammen").fill("50")
    expect(team.locator("[data-rest]")).to_contain_text("Alter 42 zu viel")
    team.get_by_role("button", name="Speichern").click()
    expect(team.locator("#fehler")).to_be_focused()
    seite_in_ordnung(team)
    team.get_by_label("65 und älter, zusammen").fill("5")
    team.get_by_role("button", name="Speichern").click()
    expect(team.get_by_role("status").first).to_contain_text("Der Termin ist gespeichert.")
    assert gespeicherte(termin)["u6", "alle"] == 4


def test_ohne_javascript(welt: Welt, team: Page, browser: Browser, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="de-DE")
    seite = context.new_page()
    anmelden(seite, welt.client("mitarbeit"))
    seite.goto(reverse("angebot_neu"))
    expect(seite.locator("[data-zeitplan]").first.locator("fieldset[data-rhythmus]:visible")).to_have_count(4)
    expect(seite.get_by_text("Füllen Sie nur die Gruppe aus").first).to_be_visible()
    seite.get_by_label("Titel").fill("Ohne Skript")
    seite.get_by_role("radio", name="Kurs").check()
    seite.get_by_label("Leistungsbereich").select_option(index=1)
    seite.get_by_role("radio", name="jeden Monat am selben Tag").first.check()
    seite.get_by_label("Tag im Monat").first.fill("15")
    seite.get_by_label("von (Uhrzeit)").first.fill("10:00")
    seite.get_by_label("bis (Uhrzeit)").first.fill("11:00")
    seite.get_by_role("checkbox", name="alle").check()
    seite.get_by_role("radio", name="kostenfrei").check()
    seite.get_by_role("button", name="Veröffentlichen").click()
    expect(seite.get_by_text("Am 15. jedes Monats")).to_be_visible()
    termin = f.TerminFabrik(angebot=Angebot.objects.get(), datum=timezone.localdate() - timedelta(days=1))
    seite.goto(reverse("termin_liste"))
    zeile = seite.locator(f"#termin-{termin.pk}")
    zeile.get_by_label("Teilnahmen").fill("14")
    zeile.get_by_role("button", name="Stattgefunden").click()
    expect(seite.locator(".kern-title", has_text="gespeichert")).to_be_visible()
    context.close()


def test_inneres_in_jedem_zustand(team: Page, welt: Welt) -> None:
    """List empty and full, form, page of an Angebot in every state, Termine open, counted and locked."""
    wer = welt.rollen["mitarbeit"]
    seite_in_ordnung(team, reverse("angebot_liste"))
    seite_in_ordnung(team, reverse("termin_liste"))
    team.goto(reverse("angebot_neu"))
    _alles_aufklappen(team)
    seite_in_ordnung(team)
    angebot = _angebot(welt, kurztext="Gemeinsam nähen", alter_von=18, sprachen=["de", "ar"], stufenlos=True)
    Angebot.objects.update(geprueft_am=timezone.localdate() - timedelta(days=400))
    f.AngebotFabrik(zentrum=welt.eigenes, status="entwurf", titel="Entwurf", kosten="")
    seite_in_ordnung(team, reverse("angebot_liste"))
    _seiten_eines_angebots(team, angebot)
    termin = _gestern(angebot)
    seite_in_ordnung(team, reverse("termin", args=[termin.pk]))
    seite_in_ordnung(team, reverse("termin_liste"))
    seite_in_ordnung(team, reverse("termin_neu", args=[angebot.pk]))
    pflege.pausieren(angebot=angebot, wer=wer)
    _seiten_eines_angebots(team, angebot)
    pflege.beenden(angebot=angebot, ende=timezone.localdate(), wer=wer)
    _seiten_eines_angebots(team, angebot)
    entwurf = Angebot.objects.get(status="entwurf")
    seite_in_ordnung(team, reverse("angebot", args=[entwurf.pk]))
    seite_in_ordnung(team, reverse("angebot_loeschen", args=[entwurf.pk]))
    jetzt = timezone.now()
    f.MeldungFabrik(zentrum=welt.eigenes, monat=termin.datum, status="eingereicht", eingereicht_am=jetzt)
    seite_in_ordnung(team, reverse("termin", args=[termin.pk]))
    seite_in_ordnung(team, f"{reverse('termin_liste')}?tag={termin.datum}")


def _seiten_eines_angebots(page: Page, angebot: Angebot) -> None:
    page.goto(reverse("angebot", args=[angebot.pk]))
    _alles_aufklappen(page)
    seite_in_ordnung(page)
    page.goto(reverse("angebot_bearbeiten", args=[angebot.pk]))
    _alles_aufklappen(page)
    seite_in_ordnung(page)
