"""Every page of the Verbund with axe, at 1280 and 360 px: the objects are those of the table of rights."""

import re

import pytest
from playwright.sync_api import Page

from tests.hilfen.rundgang import Rundgang
from tests.rechte.verbund import VERBUND, alles_im_verbund
from tests.rechte.verbund_aufgaben import VERBUND_AUFGABEN
from tests.rechte.verbund_austausch import AUSTAUSCH
from tests.rechte.verbund_einladung import VERBUND_EINLADUNG
from tests.rechte.verbund_planung import VERBUND_PLANUNG
from tests.rechte.verbund_protokoll import VERBUND_PROTOKOLL
from tests.rechte.verbund_register import VERBUND_REGISTER
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


RUNDGANG = Rundgang(TABELLE, ROLLEN, ("verbund.",), frozenset(ANDERSWO), DATEI)


@pytest.mark.eine_datenbank
@pytest.mark.zuerst
def test_jede_seite_ist_in_ordnung(welt: Welt, page: Page) -> None:
    alles_im_verbund(welt.eigenes)
    befunde = list(RUNDGANG.befunde(welt, page))
    assert not befunde, "\n\n".join(befunde)
