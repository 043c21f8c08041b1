"""The legal pages: harmless HTML, edited by the Verwaltung, nobody overwritten."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.auszeichnung import als_html
from stzverbund.rechtliches.models import Rechtstext
from tests.hilfen.seite import seitenbefunde
from tests.welt import Welt

BOESE = (
    "# Titel\n\n<script>alert(1)</script>\n\n<b onclick=x>b</b>\n\n![Bild](https://fremd.example/x.png)\n\n"
    "[klick](javascript:alert(1)) [daten](data:text/html,x) [gut](https://gut.example)\n\n<style>*{}</style>"
)


def test_aus_markdown_wird_harmloses_html() -> None:
    html = als_html(BOESE)
    for verboten in ("<script", "<style", "<img", "<b", 'href="javascript', 'href="data'):
        assert verboten not in html
    assert '<h2 class="kern-heading-medium">Titel</h2>' in html
    assert 'href="https://gut.example"' in html
    assert 'rel="noopener noreferrer"' in html


@given(st.text(alphabet="<>&\"'`[]()!#*-_ \n:/=aonjscript", max_size=80))
def test_kein_text_bringt_etwas_aktives_hinein(text: str) -> None:
    assert seitenbefunde(als_html(text)) == []


@pytest.mark.parametrize("seite", Rechtstext.Seite.values)
def test_vorgaben_sind_lesbar(db: None, seite: str) -> None:
    antwort = Client().get(reverse(seite))
    html = antwort.content.decode()
    assert "[bitte eintragen" in html
    assert "Seite bearbeiten" not in html
    assert ("Barriere melden</span>" in html) == (seite == "barrierefreiheit")
    assert ("Verlauf und Nachweis" in html) == (seite == "datenschutz")


def test_bearbeiten_mit_vorschau_stand_und_verlauf(welt: Welt) -> None:
    client, adresse = welt.client("verwaltung"), reverse("rechtstext", args=["impressum"])
    start = client.get(reverse("start")).content.decode()
    assert "Impressum: Angaben der betreibenden Stelle fehlen" in start
    daten = {"version": "0", "text": "## Neu\n\nText", "stand_am": "2026-11-01"}
    vorschau = client.post(adresse, daten | {"vorschau": "1"}).content.decode()
    assert '<h2 class="kern-heading-medium">Neu</h2>' in vorschau
    assert not Rechtstext.objects.exists()
    assert client.post(adresse, daten).status_code == 302
    seite = Client().get(reverse("impressum")).content.decode()
    assert "Stand: 01.11.2026" in seite
    assert "Impressum: Angaben" not in client.get(reverse("start")).content.decode()
    konflikt = client.post(adresse, daten | {"text": "Zweite"})
    assert konflikt.status_code == 422
    assert "Gespeichert ist jetzt die Fassung von" in konflikt.content.decode()
    assert client.post(adresse, daten | {"text": "Dritte", "version": "1"}).status_code == 302
    assert Rechtstext.objects.get().history.count() == 2
    assert client.get(reverse("rechtstext", args=["agb"])).status_code == 404
