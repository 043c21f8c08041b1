"""Every page of the Verbund with axe, at 1280 and 360 px: the objects are those of the table of rights."""

import re
from collections.abc import Iterator

import pytest
from django.urls import resolve, reverse
from playwright.sync_api import Page

from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.rechte.verbund import VERBUND, alles_im_verbund
from tests.rechte.verbund_aufgaben import VERBUND_AUFGABEN
from tests.rechte.verbund_austausch import AUSTAUSCH
from tests.rechte.verbund_einladung import VERBUND_EINLADUNG
from tests.rechte.verbund_planung import VERBUND_PLANUNG
from tests.rechte.verbund_protokoll import VERBUND_PROTOKOLL
from tests.rechte.verbund_register import VERBUND_REGISTER
from tests.rechte.zeile import Zeile
from tests.welt import Welt

TABELLE = [
    *(*VERBUND, *VERBUND_AUFGABEN, *AUSTAUSCH, *VERBUND_EINLADUNG),
    *(*VERBUND_PLANUNG, *VERBUND_PROTOKOLL, *VERBUND_REGISTER),
]
ROLLEN = ("koordination", "mitarbeit", "geschaeftsstelle", "bezirksamt")
"""Who looks at a page: the first of them that may."""
DATEI = re.compile(r"\.(pdf|ics)$|/(pdf|stand|papier|folien/\d+|verbund/material/\d+)/$")
"""Addresses that answer with a file or with data."""
ANDERSWO = {
    *("verbund", "jahresplan", "planplatz", "planplatz_neu", "vorschlaege", "vorschlag_neu", "thema"),
    *("punkt", "punkt_neu", "sitzung", "sitzung_neu", "sitzung_nachtragen", "sitzung_fristen"),
    *("gast", "gast_neu", "sitzung_einladen", "sitzung_teilnahme", "protokoll", "protokoll_schreiben"),
    *("auszug", "protokoll_beschluss", "protokoll_aufgabe", "link-Gast", "link-Einladung zur Sitzung"),
    *("aufgaben", "aufgabe_neu", "beschluesse", "beschluss", "verbundsuche", "delegationen", "gaeste"),
}
"""Looked at in the other modules of tests/browser/ about the Verbund."""


def seiten(welt: Welt) -> Iterator[tuple[str, Zeile, str]]:
    """Role, row and address of each page that no other test looks at, once."""
    gesehen = set(ANDERSWO)
    for zeile in TABELLE:
        zeichen = zeile.zeichen("eigenes")
        rolle = next((eine for eine in ROLLEN if zeichen[eine] == "x"), "")
        name = str(zeile) if zeile.name == "link" else zeile.name
        if name in gesehen or zeile.get != 200 or not rolle:
            continue
        adresse = reverse(zeile.name, kwargs=zeile.gegenstand(welt, welt.eigenes) if zeile.gegenstand else {})
        aus_dem_raum = zeile.name == "link" or resolve(adresse).func.__module__.startswith("verbund.")
        if aus_dem_raum and not DATEI.search(adresse):
            gesehen.add(name)
            yield rolle, zeile, adresse


@pytest.mark.eine_datenbank
@pytest.mark.zuerst
def test_jede_seite_ist_in_ordnung(welt: Welt, page: Page) -> None:
    alles_im_verbund(welt.eigenes)
    befunde: list[str] = []
    angemeldet = ""
    for rolle, zeile, adresse in sorted(seiten(welt), key=lambda eine: ROLLEN.index(eine[0])):
        if rolle != angemeldet:
            anmelden(page, welt.client(rolle))
            angemeldet = rolle
        try:
            seite_in_ordnung(page, adresse)
        except AssertionError as befund:
            befunde.append(f"{zeile}: {befund}")
    assert angemeldet == ROLLEN[-1]
    assert not befunde, "\n\n".join(befunde)
