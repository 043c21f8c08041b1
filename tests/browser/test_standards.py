"""The Mindeststandards in the browser: round, answers, Rückfrage, acceptance and PDF by three people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from standards.bericht import ausgabe
from standards.models import Antwort, Runde, Selbstbewertung, Votum
from tests.hilfen import standards as s
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.hilfen.pdf import pdf_text
from tests.welt import Welt
from zentren.models import Traeger

FRAGE = "Seit wann gibt es das?"
ANTWORT = "Seit dem Frühjahr, jede Woche."


@dataclass
class Leute:
    """One window for each of the three."""

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
    seite.get_by_role("button", name=name, exact=True).first.click()
    seite.wait_for_load_state()


@pytest.mark.hauptweg
def test_von_der_runde_bis_zum_festgeschriebenen_bericht(welt: Welt, leute: Leute) -> None:
    s.fassung()
    Traeger.objects.filter(pk=welt.traeger.pk).update(freigabe_noetig=True)
    _runde_oeffnen(leute.bezirksamt)
    bewertung = Runde.objects.get().bewertungen.get(zentrum=welt.eigenes)
    wo = reverse("selbstbewertung", args=[welt.eigenes.slug, bewertung.runde.jahr])
    _antworten(leute.leitung, wo)
    _einreichen_und_freigeben(leute, wo, bewertung)
    _nachfragen(leute.bezirksamt, bewertung)
    _rueckfrage_beantworten(leute.leitung, wo)
    _einreichen_und_freigeben(leute, wo, bewertung)
    _annehmen(leute.bezirksamt, bewertung)
    bewertung.refresh_from_db()
    assert bewertung.status == Selbstbewertung.Status.ANGENOMMEN
    pdf = leute.leitung.request.get(
        reverse("standardbericht", args=[welt.eigenes.slug, bewertung.runde.jahr])
    )
    text = " ".join(pdf_text(pdf.body()).split())
    assert ANTWORT in text
    assert s.AKTENZEICHEN in text
    assert ausgabe.gueltige(bewertung) is not None


def _runde_oeffnen(amt: Page) -> None:
    amt.goto(reverse("runden"))
    amt.get_by_role("link", name="Neue Runde").click()
    _druecken(amt, "Speichern")
    _druecken(amt, "Runde öffnen")
    expect(amt.get_by_text("Noch nicht eingereicht").first).to_be_visible()


def _antworten(leitung: Page, wo: str) -> None:
    """On the two screens: everything "erfüllt", and saved by itself."""
    for nummer, kriterien in ((1, ("1.1", "1.2")), (2, ("2.1",))):
        leitung.goto(f"{wo}{nummer}/")
        for schluessel in kriterien:
            bogen = leitung.locator(f"#k-{schluessel.replace('.', '-')}")
            bogen.get_by_label("erfüllt", exact=True).check()
            expect(bogen.locator("[data-stand]")).to_contain_text("gespeichert")
    seite_in_ordnung(leitung)


def _einreichen_und_freigeben(leute: Leute, wo: str, bewertung: Selbstbewertung) -> None:
    leute.leitung.goto(f"{wo}einreichen/")
    _druecken(leute.leitung, "Einreichen")
    leute.traeger.goto(reverse("start"))
    leute.traeger.get_by_role("link", name=str(bewertung)).first.click()
    _druecken(leute.traeger, "Freigeben")
    bewertung.refresh_from_db()
    assert bewertung.status == Selbstbewertung.Status.FREIGEGEBEN


def _nachfragen(amt: Page, bewertung: Selbstbewertung) -> None:
    amt.goto(reverse("start"))
    amt.get_by_role("link", name=str(bewertung)).first.click()
    seite_in_ordnung(amt)
    amt.get_by_role("link", name="1.1 …").first.click()
    amt.get_by_label("Rückfrage", exact=True).check()
    amt.get_by_label("Bemerkung").fill(FRAGE)
    seite_in_ordnung(amt)
    _druecken(amt, "Speichern")
    amt.get_by_role("link", name="Rückfragen senden").click()
    expect(amt.get_by_text(FRAGE)).to_be_visible()
    seite_in_ordnung(amt)
    _druecken(amt, "Rückfragen senden")
    assert list(Antwort.objects.filter(nachgefragt=True).values_list("kriterium__schluessel", flat=True)) == [
        "1.1"
    ]


def _rueckfrage_beantworten(leitung: Page, wo: str) -> None:
    leitung.goto(f"{wo}1/")
    bogen = leitung.locator("#k-1-1")
    expect(bogen.get_by_text(FRAGE)).to_be_visible()
    bogen.get_by_label("erfüllt", exact=True).check()
    bogen.get_by_label("teilweise", exact=True).check()
    bogen.get_by_label("Begründung").fill(ANTWORT)
    bogen.get_by_label("Art des Grundes").select_option("ressourcen")
    expect(bogen.locator("[data-stand]")).to_contain_text("gespeichert")
    leitung.wait_for_load_state("networkidle")


def _annehmen(amt: Page, bewertung: Selbstbewertung) -> None:
    amt.goto(reverse("bewertung_pruefung", args=[bewertung.pk]))
    expect(amt.get_by_text("seit der Rückfrage geändert").first).to_be_visible()
    amt.get_by_role("link", name="1.1", exact=True).click()
    amt.get_by_label("vereinbarte Maßnahme", exact=True).check()
    amt.get_by_label("Neue Maßnahme: Was geschieht?").fill("Stundenplan aushängen")
    amt.get_by_label("bis wann?").fill("2027-03-31")
    _druecken(amt, "Speichern")
    amt.get_by_role("link", name="Alles ohne Abweichung bestätigen").click()
    _druecken(amt, "Alle bestätigen")
    assert Votum.objects.filter(antwort__bewertung=bewertung).count() == 3
    amt.get_by_role("link", name="Annehmen", exact=True).click()
    amt.get_by_label("Aktenzeichen").fill(s.AKTENZEICHEN)
    seite_in_ordnung(amt)
    _druecken(amt, "Annehmen")
    expect(amt.get_by_text("ist angenommen.")).to_be_visible()


def test_matrix_und_verlauf_an_beiden_breiten(welt: Welt, leute: Leute) -> None:
    bewertung = s.angenommen(welt)
    seite_in_ordnung(leute.bezirksamt, reverse("standards_matrix"))
    leute.bezirksamt.get_by_role("link", name="erfüllt").first.click()
    seite_in_ordnung(leute.bezirksamt)
    leute.bezirksamt.get_by_role("link", name="erfüllt").first.click()
    expect(leute.bezirksamt.get_by_role("heading", level=1)).to_contain_text("1.1 …")
    seite_in_ordnung(leute.leitung, reverse("standards_matrix"))
    seite_in_ordnung(leute.bezirksamt, reverse("standards_pruefen"))
    seite_in_ordnung(leute.bezirksamt, reverse("bewertung_wieder_oeffnen", args=[bewertung.pk]))
