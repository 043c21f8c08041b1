"""The edition as it is loaded: every Kriterium is explained and says how it can be checked."""

import tomllib
from collections.abc import Iterator

import pytest

from standards import katalog
from standards.fassungen import geltende, mit_wortlaut
from standards.models import Fassung, Kriterium
from tests.welt import Welt
from zentren.katalog import KATALOG


def _schluessel() -> Iterator[str]:
    for standard in tomllib.loads(KATALOG.read_text(encoding="utf-8"))["standard"]:
        for nummer in range(1, len(standard["kriterien"]) + 1):
            yield f"{standard['nummer']}.{nummer}"


def test_jedes_der_35_kriterien_ist_erklaert() -> None:
    """Two or three sentences each, for who reads it and for who checks it."""
    worte = tomllib.loads(katalog.ERLAEUTERUNGEN.read_text(encoding="utf-8"))
    alle = list(_schluessel())
    assert len(alle) == 35
    assert sorted(worte) == sorted(alle)
    for schluessel, eines in worte.items():
        for feld in ("erlaeuterung", "pruefung"):
            saetze = [satz for satz in eines[feld].replace("? ", ". ").split(". ") if satz.strip()]
            assert 2 <= len(saetze) <= 3, (schluessel, feld)
            assert eines[feld].endswith((".", "?")), (schluessel, feld)


@pytest.mark.django_db
def test_seite_zeigt_jeder_rolle_wortlaut_hilfe_und_vorbehalt(welt: Welt) -> None:
    katalog.laden()
    fassung = geltende()
    assert fassung == Fassung.objects.get()
    for rolle in ("leitung", "verwaltung"):
        seite = welt.client(rolle).get("/standards/").content.decode()
        assert fassung.vorbehalt in seite
        assert fassung.beschluss in seite
        assert all(zustimmung.partner in seite for zustimmung in fassung.zustimmungen.all())
        for standard in mit_wortlaut(fassung):
            assert standard.name in seite
            for kriterium in standard.kriterien.all():
                assert kriterium.erlaeuterung in seite, kriterium
                assert kriterium.pruefung in seite, kriterium
    assert Kriterium.objects.filter(kann_entfallen=True).count() == 1
