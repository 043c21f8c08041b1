"""The main job as one story, from the login to the stored PDF: with the keyboard alone, and on a phone."""

import hashlib
import re
from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from playwright.sync_api import APIResponse, expect

from angebote.models import Meldung, Termin
from stzverbund.basis.ausgabe import kurz
from stzverbund.basis.models import Ausgabe
from tests.berichte.seite import zahlen_der_seite
from tests.hilfen.hand import Finger, Hand, Tastatur
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.hilfen.seiten import (
    Angebotsformular,
    Meldungsseite,
    Monatsblatt,
    Sachberichtseite,
    Seite,
    Terminseite,
    anmelden,
    gehe,
    monat_in_worten,
)
from tests.hilfen.vorgeschichte import Vorgeschichte, vorgeschichte
from tests.welt import Welt

TITEL = "Nachbarschaftsfrühstück"
FRAGE = "Waren es wirklich vierzehn?"
ANTWORT = "Ein Kind war doppelt gezählt."
TEXT = "Das Frühstück hat neue Nachbarinnen und Nachbarn zusammengebracht."
AUSBLICK = "Im Frühjahr zieht es in den Garten um."


@pytest.fixture
def lage(welt: Welt) -> Vorgeschichte:
    return vorgeschichte(welt)


HAENDE = [
    pytest.param(Tastatur, id="tastatur", marks=pytest.mark.hauptweg),
    pytest.param(Finger, id="telefon"),
]


@pytest.fixture(params=HAENDE)
def hand(request: pytest.FixtureRequest, new_context: Callable[..., Any]) -> Hand:
    """Both send the same to the server, so one of them is enough for the second database."""
    return request.param(new_context(**request.param.ansicht).new_page())


@pytest.mark.zuerst
def test_von_der_anmeldung_bis_zum_gespeicherten_pdf(hand: Hand, lage: Vorgeschichte) -> None:
    angebot_veroeffentlichen(hand, lage)
    termin_zaehlen(hand, lage)
    monate_eintragen(hand, lage)
    einreichen(hand, lage)
    freigeben(hand, lage)
    einen_wert_zurueckgeben(hand, lage)
    wert_berichtigen_und_antworten(hand, lage)
    einreichen(hand, lage)
    freigeben(hand, lage)
    annehmen(hand, lage)
    angenommenes_ist_gesperrt(hand, lage)
    sachbericht_schreiben(hand, lage)
    festschreiben(hand, lage)
    gespeicherte_datei(hand, lage)


def angebot_veroeffentlichen(hand: Hand, lage: Vorgeschichte) -> None:
    anmelden(hand, "mitarbeit").zeigt(f"Meldung {lage.offen} fertigstellen")
    hand.folge(gehe(hand, "Angebote", "Angebote").link("Neues Angebot"))
    formular = Angebotsformular(hand)
    formular.ausfuellen(TITEL, ab=lage.monate[-1])
    hand.folge(formular.knopf("Veröffentlichen"))
    Seite(hand, TITEL).zeigt("Veröffentlicht", "Jeden Dienstag, 10:00–11:30 Uhr")
    assert Termin.objects.filter(zeitplan__angebot__titel=TITEL, status="geplant").count() > 4


def termin_zaehlen(hand: Hand, lage: Vorgeschichte) -> None:
    """The day lies in the quarter that is reported, so she enters the Termin by itself."""
    tag = lage.monate[-1].replace(day=9)
    hand.folge(Seite(hand, TITEL).link("Einzelnen Termin eintragen"))
    neu = Seite(hand, "Einzelnen Termin eintragen")
    hand.tag(neu.page.get_by_label("Datum"), tag)
    hand.uhrzeit(neu.page.get_by_label("von (Uhrzeit)"), time(10))
    hand.uhrzeit(neu.page.get_by_label("bis (Uhrzeit)"), time(11, 30))
    hand.folge(neu.knopf("Speichern"))
    Seite(hand, TITEL).sagt(f"Der Termin am {tag:%d.%m.%Y} ist eingetragen.")
    hand.folge(gehe(hand, "Angebote", "Angebote").link("Termine zählen"))
    liste = Seite(hand, "Termine")
    hand.tag(liste.page.get_by_label("Tag"), tag)
    hand.folge(liste.knopf("Anzeigen"))
    hand.folge(Seite(hand, "Termine").link(TITEL))
    termin = Terminseite(hand, TITEL)
    termin.zaehlen("14", "2", {"unter 6, zusammen": "5", "weiblich, zusammen": "8", "divers, zusammen": "1"})
    termin.zeigt("Unbekannt: Alter 9, Geschlecht 5 von 14.")
    hand.folge(termin.knopf("Speichern"))


def monate_eintragen(hand: Hand, lage: Vorgeschichte) -> None:
    """What is counted stands there; she types what nobody counts, and closes the rest with a reason."""
    oktober, november, dezember = lage.monate
    hand.folge(gehe(hand, "Statistik", "Leistungsstatistik").link(monat_in_worten(dezember)))
    hand.folge(Monatsblatt(hand, dezember).link("Alle Abschnitte öffnen"))
    blatt = Monatsblatt(hand, dezember)
    expect(blatt.feld(f"{TITEL}, Teilnahmen")).to_have_value("14")
    expect(blatt.feld(f"{TITEL}, Stunden")).to_have_value("1,5")
    expect(blatt.feld(f"{TITEL}, Stunden der Ehrenamtlichen")).to_have_value("3,0")
    expect(blatt.zelle(f"{TITEL}, Teilnahmen")).to_contain_text("gezählt")
    blatt.tippe("Erstkontakte", "6")
    blatt.tippe("Besuche im offenen Bereich", "1.200")
    blatt.tippe("Stunden der Ehrenamtlichen im Zentrum", "7:30")
    blatt.rest_keine_angabe("im Dezember nicht gezählt")
    for monat in (november, oktober):
        hand.folge(blatt.link(f"‹ {monat_in_worten(monat)}"))
        blatt = Monatsblatt(hand, monat)
        blatt.rest_keine_angabe("Das Angebot gab es noch nicht.")


def einreichen(hand: Hand, lage: Vorgeschichte) -> None:
    """Nothing is open, so the Leitung can submit: from "Was ist zu tun?"."""
    start = anmelden(hand, "leitung")
    hand.folge(start.link(re.compile(rf"Meldung {re.escape(str(lage.offen))}")))
    pruefen = Seite(hand, "Vor dem Einreichen prüfen")
    pruefen.zeigt("Alles ist eingetragen. Die Meldung kann eingereicht werden.")
    hand.folge(pruefen.knopf("Einreichen"))
    Seite(hand, f"Meldung {lage.offen}").sagt("beim Träger zur Freigabe")


def freigeben(hand: Hand, lage: Vorgeschichte) -> None:
    start = anmelden(hand, "traeger")
    hand.folge(start.link(f"{lage.welt.eigenes}: Meldung {lage.offen}"))
    meldung = Meldungsseite(hand, f"Meldung {lage.offen}")
    hand.folge(meldung.knopf("Freigeben"))
    Seite(hand, "Freizugeben").sagt("ist freigegeben und liegt jetzt beim Bezirksamt")


def aus_der_arbeitsliste(hand: Hand, lage: Vorgeschichte, anlass: str) -> Meldungsseite:
    """The Bezirksamt opens the Meldung from the worklist of the office."""
    anmelden(hand, "bezirksamt")
    hand.folge(gehe(hand, "Statistik", re.compile("Leistungsstatistik")).link("Zu prüfende Meldungen"))
    liste = Seite(hand, "Zu prüfen")
    liste.zeigt(anlass)
    hand.folge(liste.link(str(lage.welt.eigenes)))
    return Meldungsseite(hand, f"Meldung {lage.offen}")


def einen_wert_zurueckgeben(hand: Hand, lage: Vorgeschichte) -> None:
    meldung = aus_der_arbeitsliste(hand, lage, "erste Meldung")
    meldung.zeigt(TITEL, "1.200", f"3. Quartal {lage.jahr}", f"4. Quartal {lage.jahr - 1}")
    dezember = monat_in_worten(lage.monate[-1])
    meldung.zurueckgeben(f"{TITEL} Teilnahmen, {dezember}, 14", f"{TITEL}, Teilnahmen, {dezember}", FRAGE)


def wert_berichtigen_und_antworten(hand: Hand, lage: Vorgeschichte) -> None:
    """Only the returned cell is open; she corrects and explains it."""
    start = anmelden(hand, "mitarbeit")
    start.zeigt(FRAGE)
    hand.folge(start.link("1 Wert erklären"))
    hand.folge(Seite(hand, "Vor dem Einreichen prüfen").link("Wert ändern"))
    blatt = Monatsblatt(hand, lage.monate[-1])
    expect(blatt.feld(f"{TITEL}, Stunden")).to_have_attribute("readonly", "")
    blatt.tippe(f"{TITEL}, Teilnahmen", "13")
    expect(blatt.zelle(f"{TITEL}, Teilnahmen")).to_contain_text("gezählt: 14")
    hand.folge(blatt.link("Vor dem Einreichen prüfen"))
    pruefen = Seite(hand, "Vor dem Einreichen prüfen")
    hand.schreibe(pruefen.page.get_by_label("Antwort"), ANTWORT)
    hand.folge(pruefen.knopf("Antwort speichern"))
    pruefen.sagt("Die Antwort ist gespeichert.")
    pruefen.zeigt("Einreichen kann die Leitung")


def annehmen(hand: Hand, lage: Vorgeschichte) -> None:
    meldung = aus_der_arbeitsliste(hand, lage, "noch einmal eingereicht")
    meldung.zeigt("Seit der Rückgabe geändert", ANTWORT)
    meldung.annehmen("Soz 4/17")
    assert Meldung.objects.get(zeitraum=lage.offen).aktenzeichen == "Soz 4/17"


def angenommenes_ist_gesperrt(hand: Hand, lage: Vorgeschichte) -> None:
    anmelden(hand, "mitarbeit")
    hand.folge(gehe(hand, "Statistik", "Leistungsstatistik").link(str(lage.jahr)).first)
    hand.folge(Seite(hand, "Leistungsstatistik").link(monat_in_worten(lage.monate[-1])))
    blatt = Monatsblatt(hand, lage.monate[-1])
    blatt.zeigt("Die Meldung ist angenommen. Änderungen sind nur als Berichtigung möglich.", "1.200")
    expect(blatt.page.get_by_role("row", name=TITEL)).to_contain_text("13")
    expect(blatt.page.locator("#raster input:not([type=hidden])")).to_have_count(0)


def bericht(hand: Hand, lage: Vorgeschichte) -> Seite:
    return Seite(hand, re.compile(f"Jahresbericht {lage.jahr}"))


def sachbericht_schreiben(hand: Hand, lage: Vorgeschichte) -> None:
    """The text saves itself; no button is pressed."""
    anmelden(hand, "leitung")
    liste = gehe(hand, "Berichte", re.compile("Berichte"))
    liste.zeigt("vollständig, kann festgeschrieben werden")
    hand.folge(liste.link(str(lage.welt.eigenes)).first)
    hand.folge(bericht(hand, lage).link("Text schreiben"))
    text = Sachberichtseite(hand, f"Sachbericht {lage.jahr} – {lage.welt.eigenes}")
    text.schreiben({"ergebnisse": TEXT, "ausblick": AUSBLICK})
    hand.folge(text.link("Zum Bericht"))
    bericht(hand, lage).zeigt(TEXT, AUSBLICK, "Entwurf")


def festschreiben(hand: Hand, lage: Vorgeschichte) -> None:
    seite = bericht(hand, lage)
    hand.folge(seite.knopf("Festschreiben"))
    bericht(hand, lage).sagt("Ausgabe 1 ist festgeschrieben. Sie ändert sich nicht mehr.")


def gespeicherte_datei(hand: Hand, lage: Vorgeschichte) -> None:
    """The address answers with the stored bytes; they say what the page says."""
    seite = bericht(hand, lage)
    adresse = f"/berichte/zentrum/{lage.welt.eigenes.slug}/{lage.jahr}.pdf"
    expect(seite.link("PDF öffnen")).to_have_attribute("href", adresse)
    erste, zweite = (hole(hand, adresse).body() for _ in range(2))
    ausgabe = Ausgabe.objects.get()
    assert erste == zweite
    assert hashlib.sha256(erste).hexdigest() == ausgabe.pdf_hash
    seite.zeigt(kurz(ausgabe.datenhash), kurz(ausgabe.pdf_hash))
    text, (zeilen, kacheln) = pdf_text(erste), zahlen_der_seite(seite.page.content())
    assert kurz(ausgabe.datenhash) in text
    assert "Entwurf" not in text
    assert [teil for teil in (TEXT, AUSBLICK, "Soz 4/17", *zeilen, *kacheln) if teil not in text] == []
    assert "2.850" in kacheln
    assert pdf_ua_fehler(erste) == []


def hole(hand: Hand, adresse: str) -> APIResponse:
    antwort = hand.page.request.get(adresse)
    assert antwort.headers["content-type"] == "application/pdf"
    return antwort
