"""The grid: what it shows, who sees it, how many queries it takes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote.models import Meldung
from tests import fabriken as f
from tests.hilfen.raster import Blattwelt, blattwelt
from tests.welt import Welt


@pytest.fixture
def blatt(welt: Welt) -> Blattwelt:
    return blattwelt(welt.eigenes, welt.rollen["mitarbeit"])


def adresse(blatt: Blattwelt, name: str = "statistik_monat", *mehr: Any) -> str:
    return reverse(name, args=[blatt.zentrum.slug, blatt.monat, *mehr])


def test_seite_zeigt_angebote_beratung_und_zentrum(welt: Welt, blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    seite = welt.client("mitarbeit").get(adresse(blatt)).content.decode()
    assert "Nähcafé" in seite
    assert "1 von 1 Terminen" in seite
    assert "Folgekontakte" in seite
    assert "Öffnungstage" in seite
    assert "von 1 Angeboten vollständig" in seite
