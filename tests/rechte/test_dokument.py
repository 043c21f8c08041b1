"""`docs/rights.md` says what the tests check; after a change: `.venv/bin/python scripts/rechte.py`."""

from django.conf import settings

from tests.rechte.dokument import RAEUME, ZIEL, rights_md
from tests.rechte.tabelle import TABELLE
from tests.rechte.titel import TITEL


def test_die_datei_passt_zur_anwendung() -> None:
    datei = settings.BASE_DIR / ZIEL
    assert datei.read_text(encoding="utf-8") == rights_md(), "bitte scripts/rechte.py laufen lassen"


def test_jede_seite_hat_einen_deutschen_namen() -> None:
    assert {zeile.name for zeile in TABELLE} == TITEL.keys()


def test_jedes_recht_hat_einen_satz() -> None:
    for raum in RAEUME.values():
        assert raum.RECHTE.keys() == raum.WORTE.keys()
