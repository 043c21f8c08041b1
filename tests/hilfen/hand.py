"""Two ways to use a page: with the keyboard alone at 1280 px, and with a finger at 360 px."""

from datetime import date, time
from typing import Any, Protocol

from playwright.sync_api import Locator, Page, expect

from tests.hilfen.browser import ansicht_in_ordnung

WO = """ziel => {
  const hier = document.activeElement;
  const gruppe = ziel.type === 'radio' && hier.type === 'radio' && hier.name === ziel.name;
  if (hier === ziel || gruppe) return 'da';
  const folgt = ziel.compareDocumentPosition(hier) & Node.DOCUMENT_POSITION_FOLLOWING;
  return hier !== document.body && folgt ? 'davor' : 'danach';
}"""
HOECHSTENS = 300
KEINE_MAUS = "addEventListener('pointerdown', () => { throw new Error('Zeiger benutzt'); }, true)"


class Hand(Protocol):
    """What a person does on a page. `folge` is for what leads to another page and waits for it."""

    page: Page

    def druecke(self, ziel: Locator) -> None: ...
    def folge(self, ziel: Locator) -> None: ...
    def schreibe(self, feld: Locator, text: str) -> None: ...
    def kreuze_an(self, feld: Locator) -> None: ...
    def waehle(self, auswahl: Locator, text: str) -> None: ...
    def tag(self, feld: Locator, tag: date) -> None: ...
    def uhrzeit(self, feld: Locator, zeit: time) -> None: ...


class Tastatur:
    """Tab to get there, then the keys that the control knows. A pointer would fail the test."""

    ansicht: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(KEINE_MAUS)

    def _hin(self, ziel: Locator) -> None:
        """By Tab, backwards where the target lies before; a group of radio buttons is one stop."""
        expect(ziel).to_be_visible()
        element = ziel.element_handle()  # found once: by its role it takes longer than a key
        for _ in range(HOECHSTENS):
            wo = element.evaluate(WO)
            if wo == "da":
                return
            self.page.keyboard.press("Tab" if wo == "danach" else "Shift+Tab")
        raise AssertionError(f"mit Tab nicht erreichbar: {ziel}")

    def druecke(self, ziel: Locator) -> None:
        self._hin(ziel)
        self.page.keyboard.press("Enter")

    def folge(self, ziel: Locator) -> None:
        with self.page.expect_navigation():
            self.druecke(ziel)

    def schreibe(self, feld: Locator, text: str) -> None:
        self._hin(feld)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def kreuze_an(self, feld: Locator) -> None:
        """Space; in a group of radio buttons the arrows move and choose."""
        self._hin(feld)
        for _ in range(20):
            if feld.is_checked():
                return
            hier = feld.evaluate("ziel => ziel === document.activeElement")
            self.page.keyboard.press("Space" if hier else "ArrowDown")
        raise AssertionError(f"mit der Tastatur nicht anzukreuzen: {feld}")

    def waehle(self, auswahl: Locator, text: str) -> None:
        self._hin(auswahl)
        self.page.keyboard.type(text)
        expect(auswahl.locator("option:checked")).to_contain_text(text)

    def tag(self, feld: Locator, tag: date) -> None:
        self._maske(feld, tag.isoformat(), f"{tag:%d%m%Y}", f"{tag:%m%d%Y}")

    def uhrzeit(self, feld: Locator, zeit: time) -> None:
        self._maske(feld, f"{zeit:%H:%M}", f"{zeit:%H%M}", f"{zeit:%I%M%p}")

    def _maske(self, feld: Locator, wert: str, *fassungen: str) -> None:
        """Digits part by part; a Chromium without its German language pack has the American order."""
        self._hin(feld)
        for fassung in fassungen:
            for _ in range(4):
                self.page.keyboard.press("ArrowLeft")
            self.page.keyboard.type(fassung)
            if feld.input_value() == wert:
                return
        raise AssertionError(f"{feld.input_value()!r} statt {wert!r}: {feld}")


class Finger:
    """Taps on a phone; every page is looked at with axe and must not stick out sideways."""

    ansicht: dict[str, Any] = {
        "viewport": {"width": 360, "height": 740},
        "has_touch": True,
        "is_mobile": True,
    }

    def __init__(self, page: Page) -> None:
        self.page = page

    def druecke(self, ziel: Locator) -> None:
        ziel.tap()

    def folge(self, ziel: Locator) -> None:
        with self.page.expect_navigation():
            ziel.tap()
        ansicht_in_ordnung(self.page)

    def schreibe(self, feld: Locator, text: str) -> None:
        feld.tap()
        feld.fill(text)

    def kreuze_an(self, feld: Locator) -> None:
        if not feld.is_checked():
            feld.tap()
        expect(feld).to_be_checked()

    def waehle(self, auswahl: Locator, text: str) -> None:
        auswahl.select_option(label=text)

    def tag(self, feld: Locator, tag: date) -> None:
        feld.fill(tag.isoformat())

    def uhrzeit(self, feld: Locator, zeit: time) -> None:
        feld.fill(f"{zeit:%H:%M}")
