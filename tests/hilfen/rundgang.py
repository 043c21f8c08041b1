"""A walk through every page of a room, with the objects of the table of rights."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import resolve, reverse
from playwright.sync_api import Page

from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.rechte.zeile import Zeile
from tests.welt import Welt


@dataclass(frozen=True)
class Rundgang:
    """`rollen` look at the pages, each page is looked at by the first of them that may. `raeume` are where
    the views lie, `ohne` the names of pages that other tests look at, `datei` addresses that are no pages."""

    tabelle: Sequence[Zeile]
    rollen: Sequence[str]
    raeume: tuple[str, ...]
    ohne: frozenset[str]
    datei: re.Pattern[str]

    def seiten(self, welt: Welt) -> Iterator[tuple[str, Zeile, str]]:
        """Role, row and address of each page, once."""
        gesehen = set(self.ohne)
        for zeile in self.tabelle:
            zeichen = zeile.zeichen("eigenes")
            rolle = next((eine for eine in self.rollen if zeichen[eine] == "x"), "")
            name = str(zeile) if zeile.name == "link" else zeile.name
            if name in gesehen or zeile.get != 200 or not rolle:
                continue
            was = zeile.gegenstand(welt, welt.eigenes) if zeile.gegenstand else {}
            adresse = reverse(zeile.name, kwargs=was)
            aus_dem_raum = zeile.name == "link" or resolve(adresse).func.__module__.startswith(self.raeume)
            if aus_dem_raum and not self.datei.search(adresse):
                gesehen.add(name)
                yield rolle, zeile, adresse

    def befunde(self, welt: Welt, page: Page) -> Iterable[str]:
        """What axe and the narrow window find, page by page."""
        angemeldet = ""
        for rolle, zeile, adresse in sorted(self.seiten(welt), key=lambda s: self.rollen.index(s[0])):
            if rolle != angemeldet:
                anmelden(page, welt.client(rolle))
                angemeldet = rolle
            try:
                seite_in_ordnung(page, adresse)
            except AssertionError as befund:
                yield f"{zeile} ({adresse}): {befund}"
        assert angemeldet == self.rollen[-1], "each role looks at a page"
