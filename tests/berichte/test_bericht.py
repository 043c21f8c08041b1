"""The Jahresbericht of a centre as page and PDF."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.berichte import jahr as j
from tests.hilfen.pdf import pdf_seiten, pdf_text, pdf_ua_fehler
from tests.welt import Welt


@pytest.fixture
def bericht(welt: Welt) -> Welt:
    bestand = j.angebote(welt.eigenes)
    j.volles_jahr(welt.eigenes, 2024, bestand)
    j.volles_jahr(welt.eigenes, 2025, bestand, mal=2)
    return welt


def test_seite_und_pdf(bericht: Welt) -> None:
    client = bericht.client("leitung")
    antwort = client.get(reverse("bericht_zentrum", args=["eigenes", 2025]))
    assert antwort.status_code == 200
    blatt = client.get("/berichte/zentrum/eigenes/2025.pdf")
    assert pdf_ua_fehler(blatt.content) == []
