"""Who opens which report, and what the list of reports holds for each role."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests import fabriken as f
from tests.berichte import jahr as j
from tests.welt import Welt
from zentren.models import Kooperationsvereinbarung

HAUS = {"mitarbeit", "leitung", "traeger"}
AUFSICHT = {"bezirksamt", "verband", "geschaeftsstelle"}
LESEN = {
    ("bericht_zentrum", "eigenes"): HAUS | AUFSICHT,
    ("bericht_zentrum", "nachbar"): {"bezirksamt", "geschaeftsstelle"},
    ("bericht_zentrum", "fern"): set(),
    ("bericht_traeger", "eigener"): {"traeger"},
    ("bericht_traeger", "fremder"): set(),
    ("bericht_bezirk", "10"): {"bezirksamt", "geschaeftsstelle"},
    ("bericht_bezirk", "11"): set(),
    ("bericht_verband", "awo"): {"verband"},
    ("bericht_verband", "parisozial"): {"geschaeftsstelle"},
}


@pytest.mark.parametrize(("adresse", "rollen"), LESEN.items())
def test_wer_welchen_bericht_liest(welt: Welt, adresse: tuple[str, str], rollen: set[str]) -> None:
    f.TraegerFabrik(slug="fremder")
    name, schluessel = adresse
    seite = reverse(name, args=[schluessel, 2025])
    offen = {rolle for rolle in welt.rollen if welt.client(rolle).get(seite).status_code == 200}
    assert offen == rollen
    gesperrt = {welt.client(rolle).get(seite).status_code for rolle in welt.rollen if rolle not in rollen}
    assert gesperrt <= {404}
    anmelden = welt.client(None).get(seite)
    assert (anmelden.status_code, anmelden.url.split("?")[0]) == (302, "/anmelden/")


def test_auch_pdf_und_ausgaben_nur_fuer_leser(welt: Welt) -> None:
    for name in ("bericht_zentrum_pdf", "sachbericht"):
        assert welt.client("bezirksamt").get(reverse(name, args=["fern", 2025])).status_code == 404
    assert (
        welt.client("verband").get(reverse("bericht_zentrum_pdf", args=["nachbar", 2025])).status_code == 404
    )
    alte = reverse("ausgabe", args=["zentrum", "eigenes", 2025, 1])
    assert welt.client("koordination").get(alte).status_code == 404


def test_ohne_gueltige_vereinbarung_kein_bezirk(welt: Welt) -> None:
    Kooperationsvereinbarung.objects.update(bis=date(2021, 1, 1))
    client = welt.client("geschaeftsstelle")
    assert client.get(reverse("bericht_bezirk", args=["10", 2025])).status_code == 404
    assert client.get(reverse("bericht_zentrum", args=["eigenes", 2025])).status_code == 404


@pytest.mark.parametrize("jahr", [1999, 2099])
def test_jahre_ohne_bericht(welt: Welt, jahr: int) -> None:
    for name in ("bericht_zentrum", "bericht_zentrum_pdf", "sachbericht"):
        assert welt.client("leitung").get(f"{reverse(name, args=['eigenes', jahr])}").status_code == 404


def test_lesen_aendert_nichts(welt: Welt) -> None:
    seite = reverse("bericht_zentrum", args=["eigenes", 2025])
    assert welt.client("leitung").post(seite).status_code == 405
    fest = reverse("bericht_festschreiben", args=["zentrum", "eigenes", 2025])
    assert welt.client("leitung").get(fest).status_code == 405


LISTE = {
    "mitarbeit": {"STZ Eigenes"},
    "leitung": {"STZ Eigenes"},
    "traeger": {"Eigener Träger gGmbH", "STZ Eigenes"},
    "verband": {"AWO", "STZ Eigenes"},
    "bezirksamt": {"Marzahn-Hellersdorf", "STZ Eigenes", "STZ Nachbar"},
    "geschaeftsstelle": {"PARITÄTISCHER", "Marzahn-Hellersdorf", "STZ Eigenes", "STZ Nachbar"},
}


@pytest.mark.parametrize(("rolle", "namen"), LISTE.items())
def test_liste_zeigt_genau_was_gelesen_werden_darf(welt: Welt, rolle: str, namen: set[str]) -> None:
    j.zeitraeume(welt.eigenes, 2025)
    j.zeitraeume(welt.fern, 2025)
    antwort = welt.client(rolle).get(reverse("berichte"))
    assert {zeile.name for zeile in antwort.context["zeilen"]} == namen
    for zeile in antwort.context["zeilen"]:
        assert welt.client(rolle).get(zeile.wo.seite).status_code == 200


@pytest.mark.parametrize(
    ("rolle", "satz"),
    [
        ("koordination", "sieht keine Statistik der Zentren"),
        ("verwaltung", "sieht keine Inhalte"),
        ("leitung", "noch keine Meldezeiträume"),
    ],
)
def test_liste_erklaert_warum_sie_leer_ist(welt: Welt, rolle: str, satz: str) -> None:
    if rolle != "leitung":
        j.zeitraeume(welt.eigenes, 2025)
    antwort = welt.client(rolle).get(reverse("berichte"))
    assert antwort.status_code == 200
    assert satz in antwort.content.decode()


def test_liste_waehlt_das_jahr(welt: Welt) -> None:
    for jahr in (2024, 2025):
        j.zeitraeume(welt.eigenes, jahr)
    client = welt.client("leitung")
    assert client.get(reverse("berichte")).context["jahr"] == 2025
    assert client.get(f"{reverse('berichte')}?jahr=2024").context["jahr"] == 2024
    assert client.get(f"{reverse('berichte')}?jahr=unsinn").context["jahr"] == 2025


def test_liste_nennt_den_stand(welt: Welt) -> None:
    for monat in (1, 4, 7):
        j.meldung(welt.eigenes, date(2025, monat, 1))
    adresse, client = reverse("berichte"), welt.client("traeger")
    assert "3 von 4 Meldungen abgeschlossen" in client.get(adresse).content.decode()
    j.meldung(welt.eigenes, date(2025, 10, 1), status="nicht_gemeldet")
    assert "kann festgeschrieben werden" in client.get(adresse).content.decode()


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    j.zeitraeume(welt.eigenes, 2025)
    client = welt.client("geschaeftsstelle")
    for anzahl in (1, 3):
        f.ZentrumFabrik.create_batch(anzahl, bezirk=welt.bezirk)
        with django_assert_num_queries(12):
            client.get(reverse("berichte"))
