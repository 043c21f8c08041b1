"""A session of the Verbund as one story: planned, invited, written down by two, approved, kept for good."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Locator, Page, expect

from stzverbund.basis.models import Postausgang
from tests.hilfen.browser import anmelden, ansicht_in_ordnung, seite_in_ordnung
from tests.hilfen.pdf import pdf_text
from tests.welt import Welt
from verbund.models import Beschluss, Protokoll, Sitzung, Tagesordnungspunkt

HEUTE = timezone.localdate()
OFFEN, INTERN = "Sommerfest im Kiez", "Streit im Haus"
EINS, ZWEI = "Wir feiern am 1. Mai.", "Wir reden mit dem Vermieter."
MEINS, DEINS = "Der Hof ist zu klein.", "Der Saal ist frei."
BESCHLUSS, AUFGABE = "Alle Zentren feiern gemeinsam.", "Bänke leihen"
ANMERKUNG = "Es war der 2. Mai."
WEITE, TELEFON = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@dataclass
class Leute:
    """Each in a browser of its own: two who write, the partner, and a phone of somebody without account."""

    koordination: Page
    mitglied: Page
    amt: Page
    telefon: Page


@pytest.fixture
def leute(welt: Welt, new_context: Callable[..., BrowserContext]) -> Leute:
    def seite(rolle: str | None, groesse: dict[str, int]) -> Page:
        page = new_context(viewport=groesse).new_page()
        if rolle:
            anmelden(page, welt.client(rolle))
        return page

    rollen = (("koordination", WEITE), ("leitung", TELEFON), ("bezirksamt", WEITE), (None, TELEFON))
    return Leute(*(seite(rolle, groesse) for rolle, groesse in rollen))


@pytest.mark.hauptweg
@pytest.mark.zuerst
def test_vom_jahresplan_zum_festgeschriebenen_protokoll(welt: Welt, leute: Leute) -> None:
    sitzung, naechste = jahr_planen(leute.koordination)
    vorschlagen(leute.mitglied)
    tagesordnung_ordnen(leute.koordination, sitzung)
    gast = gast_eintragen(leute.koordination, sitzung)
    einladen(leute.koordination, sitzung)
    mitglied_antwortet(leute.telefon)
    gast_antwortet(leute.telefon, gast)
    der_tag_ist_da(sitzung)
    zu_zweit_schreiben(leute, sitzung)
    ergebnisse_festhalten(leute.koordination, sitzung)
    sitzung_beenden(leute.koordination)
    durchsehen(leute, sitzung)
    der_tag_ist_da(naechste)
    genehmigen(leute.koordination, naechste)
    nachlesen(leute, sitzung)


def drueckt(page: Page, knopf: str) -> None:
    page.get_by_role("button", name=knopf, exact=True).click()


def folgt(page: Page, link: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("link", name=link).first.click()


def ueberschrift(page: Page, titel: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(titel)


def sagt(page: Page, satz: str | re.Pattern[str]) -> None:
    expect(page.locator(".meldungen")).to_contain_text(satz)


def platz_anlegen(page: Page, tag: date) -> None:
    page.goto(reverse("jahresplan", args=[tag.year]))
    ueberschrift(page, f"Jahresplan {tag.year}")
    folgt(page, "Neuer Platz")
    ueberschrift(page, "Neuer Platz")
    page.get_by_label("Tag").fill(tag.isoformat())
    expect(page.get_by_label("Wo?")).to_contain_text("STZ Eigenes")


def jahr_planen(page: Page) -> tuple[Sitzung, Sitzung]:
    """A place becomes a session; the one after it is planned by itself."""
    tage = HEUTE + timedelta(days=14), HEUTE + timedelta(days=42)
    platz_anlegen(page, tage[0])
    ansicht_in_ordnung(page)
    drueckt(page, "Speichern")
    ueberschrift(page, f"Jahresplan {tage[0].year}")
    drueckt(page, "Sitzungen anlegen (1)")
    sagt(page, "Angelegte Sitzungen: 1.")
    ansicht_in_ordnung(page)
    page.goto(reverse("verbund"))
    ansicht_in_ordnung(page)
    folgt(page, "Neue Sitzung")
    ueberschrift(page, "Neue Sitzung")
    ansicht_in_ordnung(page)
    page.get_by_label("Tag").fill(tage[1].isoformat())
    drueckt(page, "Speichern")
    sagt(page, "Die Sitzung ist angelegt.")
    eine, naechste = Sitzung.objects.order_by("datum")
    assert (eine.datum, naechste.datum) == tage
    return eine, naechste


def vorschlagen(page: Page) -> None:
    page.goto(reverse("verbund"))
    seite_in_ordnung(page)
    folgt(page, "Thema vorschlagen")
    ueberschrift(page, "Thema vorschlagen")
    seite_in_ordnung(page)
    page.get_by_label("Worum geht es?").fill(INTERN)
    drueckt(page, "Speichern")
    sagt(page, "Ihr Vorschlag ist bei der Koordination.")
    seite_in_ordnung(page)


def punkte(page: Page) -> list[str]:
    return page.locator(".tagesordnung .top__was b a").all_inner_texts()


def tagesordnung_ordnen(page: Page, sitzung: Sitzung) -> None:
    """Places the proposal, adds an item for the partners and moves it up, by keyboard."""
    page.goto(reverse("vorschlaege"))
    ansicht_in_ordnung(page)
    page.get_by_label("In welche Sitzung?").select_option(str(sitzung))
    drueckt(page, "Auf die Tagesordnung")
    sagt(page, f"„{INTERN}“ steht auf der Tagesordnung")
    page.goto(reverse("sitzung", args=[sitzung.pk]))
    folgt(page, "Punkt hinzufügen")
    ueberschrift(page, "Punkt auf die Tagesordnung")
    ansicht_in_ordnung(page)
    page.get_by_label("Worum geht es?").fill(OFFEN)
    page.get_by_label("Wer darf das lesen?").select_option("bezirksamt")
    drueckt(page, "Speichern")
    expect(page.locator(".tagesordnung .top")).to_have_count(2)
    page.get_by_role("button", name=f"„{OFFEN}“ nach oben").press("Enter")
    sagt(page, f"„{OFFEN}“ ist verschoben.")
    assert punkte(page) == [OFFEN, INTERN]
    ansicht_in_ordnung(page)


def adresse_aus(an: str) -> str:
    """The signed link in the last mail to somebody."""
    treffer = re.search(r"/l/\w+/", Postausgang.objects.filter(an=an).latest("pk").text)
    assert treffer is not None
    return treffer[0]


def gast_eintragen(page: Page, sitzung: Sitzung) -> str:
    page.goto(reverse("sitzung", args=[sitzung.pk]))
    folgt(page, "Gast eintragen")
    ansicht_in_ordnung(page)
    page.get_by_label("Organisation").fill("Pflegestützpunkt")
    page.get_by_label("E-Mail").fill("gast@fachdienst.example")
    page.get_by_label("Tagesordnungspunkt").select_option(label=OFFEN)
    drueckt(page, "Speichern")
    ueberschrift(page, "Pflegestützpunkt")
    drueckt(page, "Gast per Mail einladen")
    expect(page.get_by_text("Sie sehen den Link nur jetzt.")).to_be_visible()
    ansicht_in_ordnung(page)
    return adresse_aus("gast@fachdienst.example")


def einladen(page: Page, sitzung: Sitzung) -> None:
    """Each mail has the date for the calendar, to answer to; the Bezirksamt gets what is not internal."""
    page.goto(reverse("sitzung_einladen", args=[sitzung.pk]))
    ansicht_in_ordnung(page)
    drueckt(page, "Mails versenden")
    sagt(page, re.compile(r"Mails? (sind|ist) auf dem Weg"))
    ansicht_in_ordnung(page)
    mail, fuers_amt = (Postausgang.objects.get(an=f"{an}@demo.example") for an in ("leitung", "bezirksamt"))
    kalender: Any = Calendar.from_ical(mail.kalender)
    (termin,) = kalender.events
    assert (kalender["METHOD"], termin.start.date()) == ("REQUEST", sitzung.datum)
    assert INTERN in mail.text
    assert OFFEN in fuers_amt.text
    assert INTERN not in fuers_amt.text


def mitglied_antwortet(telefon: Page) -> None:
    telefon.goto(adresse_aus("leitung@demo.example"))
    seite_in_ordnung(telefon)
    telefon.get_by_label("Ich komme", exact=True).check()
    drueckt(telefon, "Antworten")
    expect(telefon.locator("main")).to_contain_text("Bis zum Beginn können Sie Ihre Antwort ändern.")
    ansicht_in_ordnung(telefon)


def gast_antwortet(telefon: Page, adresse: str) -> None:
    """Without account; nothing but the own item is there."""
    telefon.goto(adresse)
    seite_in_ordnung(telefon)
    expect(telefon.locator("main")).to_contain_text(OFFEN)
    expect(telefon.locator("body")).not_to_contain_text(INTERN)
    telefon.get_by_label("Ja, ich komme").check()
    telefon.get_by_label("Benötigte Technik").fill("Beamer")
    drueckt(telefon, "Antworten")
    expect(telefon.get_by_label("Ja, ich komme")).to_be_checked()
    expect(telefon.locator("main")).to_contain_text(re.compile("Vielen Dank|gespeichert"))
    ansicht_in_ordnung(telefon)


def der_tag_ist_da(sitzung: Sitzung) -> None:
    Sitzung.objects.filter(pk=sitzung.pk).update(datum=HEUTE)


def bogen(page: Page, titel: str) -> Locator:
    return page.locator("section.protokollpunkt", has=page.get_by_role("heading", name=titel))


def text(page: Page, titel: str) -> Locator:
    return bogen(page, titel).get_by_label("Protokoll", exact=True)


def schreibt(page: Page, titel: str, worte: str) -> None:
    text(page, titel).fill(worte)
    text(page, titel).blur()


def zu_zweit_schreiben(leute: Leute, sitzung: Sitzung) -> None:
    """Each sees what the other writes; of the same words, written without connection, the writer chooses."""
    eine, andere = leute.koordination, leute.mitglied
    eine.goto(reverse("sitzung", args=[sitzung.pk]))
    drueckt(eine, "Protokoll beginnen")
    ueberschrift(eine, "Protokoll schreiben")
    eine.locator("summary", has_text="Protokollführung").click()
    eine.get_by_label("Protokollführung").select_option(label="STZ Eigenes")
    eine.locator("form[action$='fuehrung/']").get_by_role("button").click()
    expect(eine.locator("summary", has_text="Protokollführung: STZ Eigenes")).to_be_visible()
    andere.goto(reverse("sitzung", args=[sitzung.pk]))
    seite_in_ordnung(andere)
    folgt(andere, "Protokoll schreiben")
    ueberschrift(andere, "Protokoll schreiben")
    schreibt(eine, OFFEN, EINS)
    schreibt(andere, INTERN, ZWEI)
    expect(text(andere, OFFEN)).to_have_value(EINS)
    expect(text(eine, INTERN)).to_have_value(ZWEI)
    andere.context.set_offline(True)
    schreibt(andere, OFFEN, f"{EINS} {MEINS}")
    schreibt(eine, OFFEN, f"{EINS} {DEINS}")
    expect(bogen(eine, OFFEN)).to_contain_text("gespeichert")
    andere.context.set_offline(False)
    schreibt(andere, INTERN, f"{ZWEI} Bald.")
    wahl = bogen(andere, OFFEN).get_by_role("group", name="bitte wählen")
    expect(wahl).to_contain_text(f"Ihre Eingabe: {EINS} {MEINS}")
    expect(wahl).to_contain_text(f"Gespeichert: {EINS} {DEINS}")
    seite_in_ordnung(andere)
    drueckt(andere, "Das andere behalten")
    expect(text(andere, OFFEN)).to_have_value(f"{EINS} {DEINS}")
    expect(text(eine, INTERN)).to_have_value(f"{ZWEI} Bald.")
    ansicht_in_ordnung(eine)


def ergebnisse_festhalten(page: Page, sitzung: Sitzung) -> None:
    bogen(page, OFFEN).get_by_role("link", name="Beschluss").click()
    ueberschrift(page, "Beschluss festhalten")
    ansicht_in_ordnung(page)
    page.get_by_role("textbox", name="Beschluss", exact=True).fill(BESCHLUSS)
    drueckt(page, "Speichern")
    ueberschrift(page, "Protokoll schreiben")
    bogen(page, OFFEN).get_by_role("link", name="Aufgabe").click()
    ueberschrift(page, "Aufgabe festhalten")
    ansicht_in_ordnung(page)
    page.get_by_label("Was ist zu tun?").fill(AUFGABE)
    page.get_by_label("Welches Zentrum?").select_option(label="STZ Eigenes")
    page.get_by_label("Bis wann?").fill((HEUTE + timedelta(days=20)).isoformat())
    drueckt(page, "Speichern")
    expect(bogen(page, OFFEN)).to_contain_text(AUFGABE)
    expect(bogen(page, OFFEN)).to_contain_text(BESCHLUSS)
    assert Beschluss.objects.get().sitzung_id == sitzung.pk


def behandelt(page: Page, *titel: str) -> None:
    for einer in titel:
        bogen(page, einer).get_by_label("behandelt").check()
        expect(bogen(page, einer)).to_contain_text("gespeichert")


def sitzung_beenden(page: Page) -> None:
    sitz = page.locator("section.sitz", has=page.get_by_role("heading", name="STZ Eigenes"))
    sitz.get_by_label("Anwesenheit").select_option("ja")
    expect(sitz).to_contain_text("gespeichert")
    behandelt(page, OFFEN, INTERN)
    drueckt(page, "Sitzung beenden")
    sagt(page, f"hat die Nummer 1/{HEUTE.year}")


def durchsehen(leute: Leute, sitzung: Sitzung) -> None:
    """Who was there remarks on an item; the remark is answered, the text is corrected."""
    eine, andere = leute.koordination, leute.mitglied
    ansicht_in_ordnung(eine)
    eine.locator("summary", has_text="Zur Durchsicht geben").click()
    eine.get_by_label("Anmerkungen bis").fill((HEUTE + timedelta(days=7)).isoformat())
    drueckt(eine, "Zur Durchsicht geben")
    sagt(eine, "Das Protokoll liegt")
    assert "Protokoll" in Postausgang.objects.filter(an="leitung@demo.example").latest("pk").betreff
    andere.goto(reverse("protokoll", args=[sitzung.pk]))
    lesepunkt = bogen(andere, OFFEN)
    expect(lesepunkt).to_contain_text(f"{EINS} {DEINS}")
    lesepunkt.locator("summary", has_text="Etwas anmerken").click()
    lesepunkt.get_by_label("Ihre Anmerkung").fill(ANMERKUNG)
    seite_in_ordnung(andere)
    lesepunkt.get_by_role("button", name="Anmerkung senden").click()
    expect(bogen(andere, OFFEN)).to_contain_text(ANMERKUNG)
    eine.goto(reverse("protokoll", args=[sitzung.pk]))
    ansicht_in_ordnung(eine)
    drueckt(eine, "Übernommen")
    expect(bogen(eine, OFFEN)).to_contain_text("Übernommen")
    folgt(eine, "Protokoll schreiben")
    ueberschrift(eine, "Protokoll schreiben")
    schreibt(eine, OFFEN, f"Wir feiern am 2. Mai. {DEINS}")
    expect(bogen(eine, OFFEN)).to_contain_text("gespeichert")


def genehmigen(page: Page, naechste: Sitzung) -> None:
    """The approval has come to the next agenda by itself; ending that session locks the minutes."""
    page.goto(reverse("sitzung", args=[naechste.pk]))
    (genehmigung,) = punkte(page)
    ansicht_in_ordnung(page)
    drueckt(page, "Protokoll beginnen")
    ueberschrift(page, "Protokoll schreiben")
    behandelt(page, genehmigung)
    drueckt(page, "Sitzung beenden")
    sagt(page, f"hat die Nummer 2/{HEUTE.year}")


def nachlesen(leute: Leute, sitzung: Sitzung) -> None:
    """The edition says what was agreed; the partner reads his part of it, and nothing else."""
    protokoll = Protokoll.objects.get(sitzung=sitzung)
    assert protokoll.status == Protokoll.Status.FESTGESCHRIEBEN
    andere, amt, seite = leute.mitglied, leute.amt, reverse("sitzung", args=[sitzung.pk])
    andere.goto(reverse("protokoll", args=[sitzung.pk]))
    seite_in_ordnung(andere)
    ausgabe = andere.get_by_role("link", name="Ausgabe 1 vom").get_attribute("href") or ""
    pdf = andere.request.get(ausgabe)
    worte = pdf_text(pdf.body())
    gesagtes = ("2. Mai", DEINS, ZWEI, BESCHLUSS, AUFGABE, "STZ Eigenes")
    assert [wort for wort in gesagtes if wort not in worte] == []
    assert "1. Mai" not in worte
    amt.goto(seite)
    ansicht_in_ordnung(amt)
    assert punkte(amt) == [OFFEN]
    folgt(amt, "Auszug aus dem Protokoll")
    ueberschrift(amt, re.compile("Auszug aus dem Protokoll"))
    ansicht_in_ordnung(amt)
    expect(amt.locator("main")).to_contain_text(DEINS)
    for verborgen in (INTERN, ZWEI, AUFGABE):
        expect(amt.locator("body")).not_to_contain_text(verborgen)
    for verwehrt in (ausgabe, reverse("protokoll_pdf", args=[sitzung.pk])):
        assert amt.request.get(verwehrt).status == 404
    intern = Tagesordnungspunkt.objects.get(titel=INTERN)
    assert amt.request.get(reverse("punkt", args=[intern.pk])).status == 404
