"""The pages of the main job, each with what a person does there (`Hand`: how she does it)."""

import re
from datetime import date, time
from urllib.parse import parse_qs

from django.utils.formats import date_format
from playwright.sync_api import Locator, Response, expect

from tests.hilfen.hand import Hand
from tests.welt import KENNWORT


class Seite:
    """A page as it stands, told from others by its heading."""

    def __init__(self, hand: Hand, titel: str | re.Pattern[str]) -> None:
        self.hand, self.page = hand, hand.page
        expect(self.page.get_by_role("heading", level=1)).to_have_text(titel)

    def knopf(self, text: str) -> Locator:
        return self.page.get_by_role("button", name=text, exact=True)

    def link(self, text: str | re.Pattern[str]) -> Locator:
        return self.page.locator("main").get_by_role("link", name=text)

    def feld(self, name: str) -> Locator:
        return self.page.get_by_role("textbox", name=name, exact=True)

    def kasten(self, name: str) -> Locator:
        return self.page.get_by_role("checkbox", name=name, exact=True)

    def punkt(self, name: str) -> Locator:
        return self.page.get_by_role("radio", name=name, exact=True)

    def aufklappen(self, titel: str) -> None:
        self.hand.druecke(self.page.locator("summary", has_text=titel))

    def sagt(self, satz: str | re.Pattern[str]) -> None:
        expect(self.page.locator(".meldungen")).to_contain_text(satz)

    def zeigt(self, *texte: str | re.Pattern[str]) -> None:
        for text in texte:
            expect(self.page.locator("main")).to_contain_text(text)


def anmelden(hand: Hand, rolle: str) -> Seite:
    """Whoever used the browser before logs out first; answers with "Was ist zu tun?"."""
    abmelden = hand.page.get_by_role("button", name="Abmelden")
    if abmelden.count():
        hand.folge(abmelden)
    hand.page.goto("/anmelden/")
    seite = Seite(hand, "Anmelden")
    hand.schreibe(seite.feld("E-Mail-Adresse"), f"{rolle}@demo.example")
    hand.schreibe(seite.page.get_by_label("Passwort"), KENNWORT)
    hand.folge(seite.knopf("Anmelden"))
    return Seite(hand, "Was ist zu tun?")


def gehe(hand: Hand, punkt: str, titel: str | re.Pattern[str]) -> Seite:
    """By the main navigation, which is folded on a phone."""
    link = hand.page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name=punkt)
    menue = hand.page.locator("summary", has_text="Menü")
    if menue.is_visible() and not link.is_visible():
        hand.druecke(menue)
    hand.folge(link)
    return Seite(hand, titel)


class Angebotsformular(Seite):
    def __init__(self, hand: Hand) -> None:
        super().__init__(hand, "Neues Angebot")
        self.zeitplan = self.page.locator("[data-zeitplan]").first

    def jeden_dienstag(self, von: time, bis: time, ab: date) -> None:
        """The next ten dates appear by themselves."""
        self.hand.kreuze_an(self.zeitplan.get_by_role("checkbox", name="Dienstag"))
        self.hand.uhrzeit(self.zeitplan.get_by_label("von (Uhrzeit)"), von)
        self.hand.uhrzeit(self.zeitplan.get_by_label("bis (Uhrzeit)"), bis)
        self.hand.druecke(self.zeitplan.locator("summary", has_text="Beginn, Ende, Ferien"))
        self.hand.tag(self.zeitplan.get_by_label("ab", exact=True), ab)
        expect(self.page.locator("#vorschau li")).to_have_count(10)

    def ausfuellen(self, titel: str, ab: date) -> None:
        """The eight fields from top to bottom."""
        self.hand.schreibe(self.feld("Titel"), titel)
        self.hand.kreuze_an(self.punkt("Offener Treff"))
        self.hand.waehle(self.page.get_by_label("Leistungsbereich"), "L2 Generationen, Interkultur, Freizeit")
        self.jeden_dienstag(time(10), time(11, 30), ab)
        self.hand.schreibe(self.page.get_by_label("anderer Ort"), "Nachbarschaftsgarten")
        self.hand.kreuze_an(self.kasten("Familien"))
        self.hand.kreuze_an(self.punkt("kostenfrei"))
        self.hand.schreibe(self.page.get_by_label("Telefon"), "030 1234567")


class Terminseite(Seite):
    def zaehlen(self, teilnahmen: str, ehrenamtliche: str, aufteilung: dict[str, str]) -> None:
        """One head count; the breakdown as far as it is known."""
        self.hand.kreuze_an(self.punkt("stattgefunden"))
        self.hand.schreibe(self.feld("Teilnahmen"), teilnahmen)
        self.hand.schreibe(self.feld("Ehrenamtliche"), ehrenamtliche)
        self.aufklappen("Nach Alter und Geschlecht aufteilen")
        for name, anzahl in aufteilung.items():
            self.hand.schreibe(self.feld(name), anzahl)


class Monatsblatt(Seite):
    """The month grid of the Leistungsstatistik."""

    def __init__(self, hand: Hand, monat: date) -> None:
        super().__init__(hand, f"Leistungsstatistik {monat_in_worten(monat)}")

    def zelle(self, name: str) -> Locator:
        return self.page.locator("td.zelle", has=self.feld(name))

    def tippe(self, name: str, text: str) -> None:
        """Enter leaves the cell, which saves it."""
        self.hand.schreibe(self.feld(name), text)
        self.page.keyboard.press("Enter")
        expect(self.zelle(name)).to_contain_text("gespeichert")
        expect(self.page.locator("#raster-gespeichert")).to_contain_text("alles gespeichert")

    def rest_keine_angabe(self, grund: str) -> None:
        self.aufklappen("Rest: keine Angabe")
        self.hand.schreibe(self.page.get_by_label("Warum fehlen die übrigen Angaben?"), grund)
        self.hand.folge(self.knopf("Rest als „keine Angabe“ schließen"))
        self.sagt("als „keine Angabe“ geschlossen")
        expect(self.page.locator("[data-offen]")).to_have_text("0")


class Meldungsseite(Seite):
    """A Meldung as the offices see it."""

    def zurueckgeben(self, wert: str, ort: str, grund: str) -> None:
        """Ticks one value, says why."""
        self.hand.kreuze_an(self.page.get_by_role("checkbox", name=f"zurückgeben: {wert}").first)
        self.hand.folge(self.knopf("Angekreuzte Werte zurückgeben"))
        schritt = Seite(self.hand, "Werte zurückgeben")
        self.hand.schreibe(schritt.page.get_by_label(ort), grund)
        self.hand.folge(schritt.knopf("Zurückgeben"))
        Seite(self.hand, "Zu prüfen").sagt("ist zurückgegeben")

    def annehmen(self, aktenzeichen: str) -> None:
        self.hand.schreibe(self.page.get_by_label("Aktenzeichen"), aktenzeichen)
        self.hand.folge(self.knopf("Annehmen"))
        Seite(self.hand, "Zu prüfen").sagt("ist angenommen")


class Sachberichtseite(Seite):
    def schreiben(self, teile: dict[str, str]) -> None:
        """By the names of the parts. Waits until the last one has saved itself."""
        *_, letzter = teile

        def gesendet(antwort: Response) -> bool:
            felder = parse_qs(antwort.request.post_data or "")
            return felder.get(letzter) == [teile[letzter]]

        with self.page.expect_response(gesendet):
            for name, text in teile.items():
                self.hand.schreibe(self.page.get_by_label(name.capitalize()), text)
        expect(self.page.locator(".textblatt__stand")).to_contain_text("Gespeichert um")


def monat_in_worten(monat: date) -> str:
    return date_format(monat, "F Y")
