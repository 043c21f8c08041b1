"""The Meldung in the browser: from the draft to the accepted Berichtigung, and every page in every state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from angebote import ablauf
from angebote.models import Meldung, Rueckfrage
from stzverbund.basis.zahlen import Zellart
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.welt import Welt


@dataclass
class Leute:
    """One window for each office."""

    leitung: Page
    traeger: Page
    bezirksamt: Page


@pytest.fixture
def leute(welt: Welt, new_context: Callable[..., Any]) -> Leute:
    seiten = {}
    for rolle in ("leitung", "traeger", "bezirksamt"):
        seiten[rolle] = new_context().new_page()
        anmelden(seiten[rolle], welt.client(rolle))
    return Leute(**seiten)


def _druecken(seite: Page, name: str) -> None:
    seite.get_by_role("button", name=name, exact=True).click()


def _einreichen(leute: Leute) -> None:
    leute.leitung.goto(reverse("statistik"))
    leute.leitung.get_by_role("link", name="Vor dem Einreichen prüfen").first.click()
    _druecken(leute.leitung, "Einreichen")
    expect(leute.leitung.get_by_text("beim Träger zur Freigabe")).to_be_visible()


def _freigeben(leute: Leute) -> None:
    leute.traeger.goto(reverse("statistik_pruefen"))
    leute.traeger.get_by_role("link", name="STZ Eigenes").click()
    _druecken(leute.traeger, "Freigeben")
    expect(leute.traeger.get_by_text("ist freigegeben")).to_be_visible()


def _oeffnen(leute: Leute) -> None:
    leute.bezirksamt.goto(reverse("statistik"))
    leute.bezirksamt.get_by_role("link", name="Zu prüfende Meldungen").click()
    leute.bezirksamt.get_by_role("link", name="STZ Eigenes").click()


def _annehmen(leute: Leute, aktenzeichen: str) -> None:
    leute.bezirksamt.get_by_label("Aktenzeichen").fill(aktenzeichen)
    _druecken(leute.bezirksamt, "Annehmen")
    expect(leute.bezirksamt.get_by_text("ist angenommen.")).to_be_visible()


@pytest.mark.hauptweg
def test_vom_entwurf_bis_zur_angenommenen_berichtigung(welt: Welt, leute: Leute) -> None:
    meldung = m.entwurf(welt.eigenes)
    leitung, amt = leute.leitung, leute.bezirksamt
    _einreichen(leute)
    _freigeben(leute)

    _oeffnen(leute)
    amt.get_by_role("checkbox", name="Nähcafé Teilnahmen").first.check()
    _druecken(amt, "Angekreuzte Werte zurückgeben")
    amt.get_by_label("Nähcafé, Teilnahmen").fill("Nur zehn im ganzen Monat?")
    _druecken(amt, "Zurückgeben")
    expect(amt.get_by_text("ist zurückgegeben.")).to_be_visible()

    leitung.goto(reverse("meldung_pruefen", args=[meldung.pk]))
    expect(leitung.get_by_text("Nur zehn im ganzen Monat?")).to_be_visible()
    expect(leitung.get_by_role("button", name="Einreichen")).to_have_count(0)
    leitung.get_by_label("Antwort").fill("Es war Sommerpause.")
    _druecken(leitung, "Antwort speichern")
    _einreichen(leute)
    _freigeben(leute)
    _oeffnen(leute)
    expect(amt.get_by_text("Es war Sommerpause.")).to_be_visible()
    _annehmen(leute, "Soz 42/1")

    leitung.goto(reverse("meldung", args=[meldung.pk]))
    expect(leitung.get_by_text("Soz 42/1", exact=True)).to_be_visible()
    _druecken(leitung, "Berichtigung beginnen")
    wert = Meldung.objects.get(nr=1).werte.first()
    leitung.goto(
        reverse("statistik_monat", args=["eigenes", f"{wert.monat:%Y-%m}"])
        + f"?zelle={wert.zellname}#zelle-{wert.zellname}"
    )
    feld = leitung.locator(f"#zelle-{wert.zellname}")
    feld.fill("17")
    with leitung.expect_response(lambda antwort: antwort.request.method == "POST"):
        feld.press("Enter")
    _einreichen(leute)
    _freigeben(leute)
    _oeffnen(leute)
    zeile = amt.get_by_role("region", name="Was die Berichtigung ändert").get_by_role("row").nth(1)
    expect(zeile).to_contain_text("Nähcafé: Teilnahmen")
    expect(zeile).to_contain_text("10 17")
    _annehmen(leute, "Soz 42/2")
    assert [x.status for x in Meldung.objects.order_by("nr")] == ["angenommen", "angenommen"]
    assert set(meldung.werte.values_list("zahl", flat=True)) == {10}


def test_alle_ansichten_sind_in_ordnung(welt: Welt, leute: Leute) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5)
    ort = ["nachbar", zeitraum.pk]
    m.angenommen(welt, zeitraum=m.letztes_quartal(welt.bezirk, davor=1))
    meldung = m.vorgelegt(welt, zeitraum=zeitraum, zahl=120)
    wert = meldung.werte.first()
    wert.notiz = "Sommerfest auf dem Platz"
    wert.save()
    leitung, traeger, amt = leute.leitung, leute.traeger, leute.bezirksamt
    for seite in (leitung, traeger, amt):
        seite_in_ordnung(seite, reverse("statistik"))
        seite_in_ordnung(seite, reverse("meldung", args=[meldung.pk]))
    seite_in_ordnung(amt, reverse("statistik_pruefen"))
    seite_in_ordnung(amt, reverse("zeitraum_nicht_gemeldet", args=ort))
    seite_in_ordnung(amt, reverse("meldung_entsperren", args=ort))
    seite_in_ordnung(amt, f"{reverse('meldung_zurueckgeben', args=[meldung.pk])}?wert={wert.pk}")
    _druecken(amt, "Zurückgeben")
    expect(amt.get_by_text("Dieses Feld ist zwingend erforderlich").first).to_be_visible()
    ansicht_in_ordnung(amt)
    seite_in_ordnung(amt, reverse("meldung_annehmen", args=[meldung.pk]))

    fragen = {wert.pk: "So viele?"}
    ablauf.zurueckgeben(meldung=meldung, grund="", rueckfragen=fragen, wer=welt.rollen["bezirksamt"])
    seite_in_ordnung(leitung, reverse("statistik"))
    seite_in_ordnung(leitung, reverse("meldung_pruefen", args=[meldung.pk]))
    antwort = {"rueckfrage": Rueckfrage.objects.get(), "antwort": "Sommerfest"}
    ablauf.rueckfrage_beantworten(**antwort, wer=welt.rollen["leitung"])
    seite_in_ordnung(leitung, reverse("meldung_pruefen", args=[meldung.pk]))
    wert.zahl = 99
    wert.save()
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    seite_in_ordnung(traeger, reverse("statistik_pruefen"))
    seite_in_ordnung(traeger, reverse("meldung", args=[meldung.pk]))
    ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    seite_in_ordnung(amt, reverse("meldung", args=[meldung.pk]))
    expect(amt.get_by_role("heading", name="Seit der Rückgabe geändert")).to_be_visible()
    ablauf.annehmen(meldung=meldung, aktenzeichen="Soz 1", wer=welt.rollen["bezirksamt"])
    seite_in_ordnung(leitung, reverse("meldung", args=[meldung.pk]))
    neu = ablauf.berichtigen(meldung=meldung, wer=welt.rollen["leitung"])
    seite_in_ordnung(leitung, reverse("meldung_pruefen", args=[neu.pk]))
    seite_in_ordnung(leitung, reverse("statistik"))


def test_offene_punkte_und_leere_listen_sind_in_ordnung(welt: Welt, leute: Leute) -> None:
    meldung = m.entwurf(welt.eigenes)
    wert = meldung.werte.first()
    wert.art, wert.zahl = Zellart.LEER, None
    wert.save()
    f.KennzahlFabrik(schluessel="besuche", name="Besuche", ebene="zentrum", quelle="")
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, titel="Chor", beginn=timezone.localdate())
    f.TerminFabrik(angebot=angebot, datum=meldung.zeitraum.von)
    seite = leute.leitung
    seite_in_ordnung(seite, reverse("meldung_pruefen", args=[meldung.pk]))
    expect(seite.get_by_role("heading", name="Offene Punkte: 6")).to_be_visible()
    seite_in_ordnung(seite, reverse("meldung", args=[meldung.pk]))
    seite_in_ordnung(leute.bezirksamt, reverse("statistik_pruefen"))
    seite_in_ordnung(leute.bezirksamt, reverse("meldungen_annehmen"))
    seite_in_ordnung(leute.bezirksamt, reverse("statistik"))


def test_gemeinsam_annehmen_ohne_skript(welt: Welt, new_context: Callable[..., Any]) -> None:
    m.mit_vorgeschichte(welt)
    meldung = m.vorgelegt(welt, zahl=41)
    seite = new_context(java_script_enabled=False).new_page()
    anmelden(seite, welt.client("bezirksamt"))
    seite.goto(reverse("statistik_pruefen"))
    seite.get_by_role("link", name="Unauffällige gemeinsam annehmen").click()
    seite.get_by_label("Aktenzeichen für STZ Eigenes").fill("Soz 5")
    _druecken(seite, "Angekreuzte annehmen")
    expect(seite.get_by_text("1 Meldung ist angenommen.")).to_be_visible()
    meldung.refresh_from_db()
    assert meldung.aktenzeichen == "Soz 5"
