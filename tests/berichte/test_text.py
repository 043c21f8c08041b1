"""The text of the Sachbericht: by form, by script, with two writers."""

import pytest
from django.urls import reverse

from stzverbund.berichte.models import LAENGE, Sachbericht
from tests.welt import Welt

SKRIPT = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def adresse() -> str:
    return reverse("sachbericht", args=["eigenes", 2025])


def _texte(version: int = 1, **mehr: str) -> dict[str, object]:
    return {"ergebnisse": "", "schwierigkeiten": "", "ausblick": "", "version": version} | mehr


def test_formular_nennt_die_leitfragen_und_speichert(welt: Welt, adresse: str) -> None:
    client = welt.client("mitarbeit")
    html = client.get(adresse).content.decode()
    assert "Was hat das Zentrum in diesem Jahr erreicht" in html
    assert not Sachbericht.objects.exists()
    antwort = client.post(adresse, _texte(ergebnisse="Der Garten\r\nblüht."))
    assert antwort.url == reverse("bericht_zentrum", args=["eigenes", 2025])
    text = Sachbericht.objects.get()
    assert text.ergebnisse == "Der Garten\nblüht."
    assert text.history.first().history_user == welt.rollen["mitarbeit"].person


def test_skript_bekommt_die_neue_version(welt: Welt, adresse: str) -> None:
    client = welt.client("leitung")
    erste = client.post(adresse, _texte(ergebnisse="Eins"), **SKRIPT)
    assert (erste.status_code, erste.json()["version"]) == (200, 2)
    assert client.post(adresse, _texte(2, ergebnisse="Eins"), **SKRIPT).json()["version"] == 2
    assert client.post(adresse, _texte(2, ergebnisse="Zwei"), **SKRIPT).json()["version"] == 3


def test_zwei_schreibende_ueberschreiben_einander_nicht(welt: Welt, adresse: str) -> None:
    welt.client("leitung").post(adresse, _texte(ergebnisse="Von der Leitung"), **SKRIPT)
    antwort = welt.client("mitarbeit").post(adresse, _texte(ergebnisse="Von der Mitarbeit"), **SKRIPT)
    assert antwort.status_code == 409
    assert antwort.json()["version"] == 2
    assert antwort.json()["texte"]["ergebnisse"] == "Von der Leitung"
    assert Sachbericht.objects.get().ergebnisse == "Von der Leitung"
    ohne_skript = welt.client("mitarbeit").post(adresse, _texte(ergebnisse="Von der Mitarbeit"))
    assert ohne_skript.status_code == 422
    html = ohne_skript.content.decode()
    assert "Von der Mitarbeit" in html
    assert "Gespeichert:</span> Von der Leitung" in html


def test_zu_langer_text_bleibt_in_der_seite(welt: Welt, adresse: str) -> None:
    antwort = welt.client("leitung").post(adresse, _texte(ausblick="x" * (LAENGE + 1)), **SKRIPT)
    assert antwort.status_code == 422
    assert antwort.json()["fehler"].startswith("Ausblick: ")
    assert Sachbericht.objects.get().ausblick == ""


@pytest.mark.parametrize(
    ("rolle", "status"),
    [("mitarbeit", 200), ("leitung", 200), ("traeger", 403), ("bezirksamt", 403), ("koordination", 404)],
)
def test_nur_das_team_schreibt(welt: Welt, adresse: str, rolle: str, status: int) -> None:
    client = welt.client(rolle)
    assert client.get(adresse).status_code == status
    assert client.post(adresse, _texte(ergebnisse="x"), **SKRIPT).status_code == status
    assert Sachbericht.objects.exists() == (status == 200)


def test_abgemeldet_bekommt_das_skript_eine_absage(welt: Welt, adresse: str) -> None:
    assert welt.client(None).post(adresse, _texte(), **SKRIPT).status_code == 401


def test_queryset_wie_die_regel(welt: Welt) -> None:
    text = Sachbericht.objects.create(zentrum=welt.eigenes, jahr=2025)
    Sachbericht.objects.create(zentrum=welt.nachbar, jahr=2025)
    sieht = {r for r, m in welt.rollen.items() if list(Sachbericht.objects.sichtbar_fuer(m)) == [text]}
    schreibt = {r for r, m in welt.rollen.items() if list(Sachbericht.objects.bearbeitbar_fuer(m)) == [text]}
    assert sieht == {"mitarbeit", "leitung", "traeger"}
    assert schreibt == {"mitarbeit", "leitung"}
    assert not Sachbericht.objects.sichtbar_fuer(None).exists()
