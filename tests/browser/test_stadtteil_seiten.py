"""Every page of the Stadtteilmanagement with axe, at 1280 and 360 px."""

import re

import pytest
from playwright.sync_api import Page

from tests.hilfen.rundgang import Rundgang
from tests.rechte.stadtteil_barriere import BARRIEREN, alles_in_barriere
from tests.rechte.stadtteil_bedarf import STADTTEIL_BEDARF, alles_in_bedarf
from tests.rechte.stadtteil_befragung import BEFRAGUNG, alles_in_befragung
from tests.rechte.stadtteil_beschwerde import BESCHWERDEN, alles_in_beschwerde
from tests.rechte.stadtteil_einlesen import STADTTEIL_EINLESEN
from tests.rechte.stadtteil_foerderung import FOERDERUNG, alles_in_foerderung
from tests.rechte.stadtteil_kooperation import KOOPERATION, alles_in_kooperation
from tests.rechte.stadtteil_raeume import RAEUME, alles_in_raeume
from tests.rechte.stadtteil_taetigkeit import TAETIGKEIT, alles_in_taetigkeit
from tests.welt import Welt

DATEI = re.compile(
    r"\.pdf$|verzeichnis/dokumente/\d+/$"
    r"|/(datei|bescheid|vereinbarung|unterlage|aushang|bogen|vorlage|aehnliche|pdf|papier)/$"
)
"""Addresses that answer with a file or with data."""
RUNDGANG = Rundgang(
    (
        *(*BARRIEREN, *STADTTEIL_BEDARF, *BEFRAGUNG, *BESCHWERDEN, *STADTTEIL_EINLESEN),
        *(*FOERDERUNG, *KOOPERATION, *RAEUME, *TAETIGKEIT),
    ),
    ("mitarbeit", "geschaeftsstelle"),
    ("zentren.", "angebote.", "stzverbund."),
    frozenset({"verlauf_von"}),
    DATEI,
)
ALLES = (
    *(alles_in_barriere, alles_in_bedarf, alles_in_befragung, alles_in_beschwerde),
    *(alles_in_foerderung, alles_in_kooperation, alles_in_raeume, alles_in_taetigkeit),
)


@pytest.mark.eine_datenbank
@pytest.mark.zuerst
def test_jede_seite_ist_in_ordnung(welt: Welt, page: Page) -> None:
    for anlegen in ALLES:
        anlegen(welt.eigenes)
    befunde = list(RUNDGANG.befunde(welt, page))
    assert not befunde, "\n\n".join(befunde)
