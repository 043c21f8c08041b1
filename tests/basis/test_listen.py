"""Lists: hits, filter and its reset, sorting, pages, empty state, export of what is shown."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from tests import fabriken as f
from tests.welt import Welt

ADRESSE = "fachstelle_liste"


@pytest.fixture
def client(welt: Welt) -> Client:
    return welt.client("mitarbeit")


@pytest.fixture
def _drei(welt: Welt) -> None:
    for name in ("Zebra", "Äpfel", "Ärztehaus"):
        f.FachstelleFabrik(bezirk=welt.bezirk, name=name, telefon=f"030 {name}")


def _seite(client: Client, **parameter: object) -> str:
    return client.get(reverse(ADRESSE), parameter).content.decode()


def _namen(client: Client, **parameter: object) -> list[str]:
    tabelle = client.get(reverse(ADRESSE), parameter).context["table"]
    return [zeile.record.name for zeile in tabelle.paginated_rows]


def test_leere_liste_sagt_dass_es_nichts_gibt(client: Client) -> None:
    seite = _seite(client)
    assert "0 Einträge" in seite
    assert "Noch keine Fachstelle eingetragen." in seite
    assert "Filter zurücksetzen" not in seite
    assert "export=" not in seite


@pytest.mark.usefixtures("_drei")
def test_treffer_und_deutsche_reihenfolge(client: Client) -> None:
    assert "3 Einträge" in _seite(client)
    assert _namen(client) == ["Äpfel", "Ärztehaus", "Zebra"]
    assert _namen(client, sort="-name") == ["Zebra", "Ärztehaus", "Äpfel"]


@pytest.mark.usefixtures("_drei")
def test_suche_findet_ohne_umlaut_und_laesst_sich_zuruecksetzen(client: Client) -> None:
    assert _namen(client, q="ARZTE") == ["Ärztehaus"]
    seite = _seite(client, q="ARZTE")
    assert "1 Eintrag<" in seite
    assert f'href="{reverse(ADRESSE)}">Filter zurücksetzen' in seite


@pytest.mark.usefixtures("_drei")
def test_filter_ohne_treffer_bietet_das_zuruecksetzen_an(client: Client) -> None:
    seite = _seite(client, q="gibt es nicht")
    assert "Zu diesem Filter gibt es keinen Eintrag." in seite
    assert "Noch keine Fachstelle eingetragen." not in seite


@pytest.mark.usefixtures("_drei")
def test_gespeichert_wird_was_gezeigt_wird(client: Client) -> None:
    seite = _seite(client, q="ä", sort="-name")
    assert "?q=%C3%A4&amp;sort=-name&amp;export=csv" in seite
    inhalt = client.get(reverse(ADRESSE), {"q": "ä", "sort": "-name", "export": "csv"}).content
    zeilen = list(csv.DictReader(io.StringIO(inhalt.decode("utf-8-sig")), delimiter=";"))
    assert [zeile["Name"] for zeile in zeilen] == ["Zebra", "Ärztehaus", "Äpfel"]
    assert zeilen[1]["Telefon"] == "030 Ärztehaus"


def test_unbekannte_art_des_exports_ist_die_seite(client: Client) -> None:
    assert client.get(reverse(ADRESSE), {"export": "exe"})["Content-Type"].startswith("text/html")


def test_seiten_behalten_den_filter(welt: Welt, client: Client) -> None:
    f.FachstelleFabrik.create_batch(51, bezirk=welt.bezirk)
    seite = _seite(client, q="Fachstelle")
    assert 'aria-label="Seite 2"' in seite
    assert "?q=Fachstelle&amp;page=2" in seite
    assert len(_namen(client, q="Fachstelle", page=2)) == 1


def test_export_kennt_keine_seiten(welt: Welt, client: Client) -> None:
    f.FachstelleFabrik.create_batch(51, bezirk=welt.bezirk)
    inhalt = client.get(reverse(ADRESSE), {"export": "csv"}).content.decode()
    assert len(inhalt.strip().splitlines()) == 52
