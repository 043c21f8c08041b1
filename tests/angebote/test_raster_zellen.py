"""Single cells: what the script may send, their details, note and breakdown."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from angebote import erfassung
from angebote.models import Herkunft, Meldung, Wert
from stzverbund.basis.zeit import monat_plus
from tests import fabriken as f
from tests.hilfen.raster import Blattwelt, blattwelt
from tests.welt import Welt

SUMME = Herkunft.MONATSSUMME


@pytest.fixture
def blatt(welt: Welt) -> Blattwelt:
    return blattwelt(welt.eigenes, welt.rollen["mitarbeit"])


def _senden(client: Client, blatt: Blattwelt, kennzahl: str, eingabe: str, version: int = 0) -> Any:
    daten = {
        "wer": blatt.wer.pk,
        "zelle": blatt.schluessel(kennzahl),
        "eingabe": eingabe,
        "version": version,
    }
    return client.post(blatt.adresse("statistik_zelle"), daten, content_type="application/json")


def _eingereicht(**mehr: Any) -> None:
    Meldung.objects.update(status="eingereicht", eingereicht_am=timezone.now(), **mehr)


# --- what the script sends


def test_zelle_speichern(welt: Welt, blatt: Blattwelt) -> None:
    client = welt.client("mitarbeit")
    antwort = _senden(client, blatt, "teilnahmen", "1.500")
    daten = antwort.json()
    assert (antwort.status_code, daten["status"]) == (200, "gespeichert")
    assert daten["zelle"] | {} == {
        "text": "1.500",
        "zustand": "eingetragen",
        "worte": "eingetragen",
        "auffaellig": False,
        "version": 1,
    }
    assert daten["uhrzeit"]
    assert blatt.stand("teilnahmen") == ("zahl", 1500, None, SUMME)


def test_zelle_falsch_konflikt_gesperrt(welt: Welt, blatt: Blattwelt) -> None:
    client = welt.client("mitarbeit")
    antwort = _senden(client, blatt, "teilnahmen", "4l2")
    assert (antwort.status_code, antwort.json()["status"]) == (422, "falsch")
    blatt.tippe("teilnahmen", "12", wer=welt.rollen["leitung"])
    antwort = _senden(client, blatt, "teilnahmen", "13")
    assert (antwort.status_code, antwort.json()["wer"]) == (409, "Test Leitung")
    assert "Test Leitung hat hier um" in antwort.json()["meldung"]
    assert antwort.json()["zelle"]["version"] == 1
    _eingereicht()
    antwort = _senden(client, blatt, "teilnahmen", "13", 1)
    assert (antwort.status_code, antwort.json()["status"]) == (423, "gesperrt")
    assert blatt.stand("teilnahmen")[1] == 12


def test_block_antwortet_fuer_jede_zelle(welt: Welt, blatt: Blattwelt) -> None:
    zellen = [
        {"zelle": blatt.schluessel("termine"), "eingabe": "4", "version": 0},
        {"zelle": "999-999", "eingabe": "4", "version": 0},
        {"zelle": blatt.schluessel("stunden"), "eingabe": "abc", "version": 0},
    ]
    antwort = welt.client("mitarbeit").post(
        blatt.adresse("statistik_block"),
        {"wer": blatt.wer.pk, "zellen": zellen},
        content_type="application/json",
    )
    assert [z["status"] for z in antwort.json()["zellen"]] == ["gespeichert", "gesperrt", "falsch"]
    assert Wert.objects.count() == 1


@pytest.mark.parametrize(
    "inhalt", [b"", b"[]", b"{}", b'{"zelle": "1-1"}', b'{"zelle": "1-1", "eingabe": "1", "version": "x"}']
)
def test_unlesbares_wird_abgelehnt(welt: Welt, blatt: Blattwelt, inhalt: bytes) -> None:
    client = welt.client("mitarbeit")
    for name in ("statistik_zelle", "statistik_block"):
        antwort = client.post(blatt.adresse(name), inhalt, content_type="application/json")
        assert antwort.status_code == 400


def test_nichts_unter_fremdem_namen(welt: Welt, blatt: Blattwelt) -> None:
    """The page was made for somebody else, who was logged in on this computer before."""
    assert _senden(welt.client("leitung"), blatt, "teilnahmen", "12").status_code == 403
    assert not Wert.objects.exists()


def test_zelle_eines_anderen_zentrums(welt: Welt, blatt: Blattwelt) -> None:
    fremd = f.AngebotFabrik(zentrum=welt.nachbar)
    daten = {
        "wer": blatt.wer.pk,
        "zelle": f"{fremd.pk}-{blatt.kennzahlen['termine'].pk}",
        "eingabe": "4",
        "version": 0,
    }
    antwort = welt.client("mitarbeit").post(
        blatt.adresse("statistik_zelle"), daten, content_type="application/json"
    )
    assert antwort.status_code == 423
    assert not Wert.objects.exists()


def test_abgelaufene_anmeldung_gibt_dem_skript_401(blatt: Blattwelt) -> None:
    antwort = Client().post(blatt.adresse("statistik_zelle"), headers={"X-Requested-With": "fetch"})
    assert antwort.status_code == 401


# --- details of a cell


def test_einzelheiten_zeigen_monate_und_aenderungen(welt: Welt, blatt: Blattwelt) -> None:
    monat, davor = blatt.monat, monat_plus(blatt.monat, -1)
    blatt.monat = davor
    blatt.tippe("stunden", "1:30")
    blatt.monat = monat
    blatt.tippe("stunden", "2")
    blatt.tippe("stunden", "3", version=1, wer=welt.rollen["leitung"])
    antwort = welt.client("mitarbeit").get(
        blatt.adresse("statistik_zelle_details", *blatt.zellort("stunden"))
    )
    monate = antwort.context["monate"]
    assert len(monate) == 12
    assert (monate[0].monat, monate[0].text, monate[0].herkunft) == (davor, "1,5", "Monatssumme")
    assert monate[11].monat == date(monat.year - 1, monat.month, 1)
    aenderungen = [(a.wer, a.text) for a in antwort.context["verlauf"]]
    assert aenderungen == [("Test Leitung", "3,0"), ("Test Mitarbeit", "2,0")]


def test_zelle_die_es_nicht_gibt(welt: Welt, blatt: Blattwelt) -> None:
    for ort in ([0, 999], [999, 1], [0, blatt.kennzahlen["termine"].pk]):
        assert welt.client("mitarbeit").get(blatt.adresse("statistik_zelle_details", *ort)).status_code == 404
    ohne_aufteilung = blatt.adresse("statistik_aufteilung", *blatt.zellort("termine"))
    assert welt.client("mitarbeit").get(ohne_aufteilung).status_code == 404


def test_notiz_und_zurueck_auf_gezaehlt(welt: Welt, blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.tippe("teilnahmen", "15", version=1)
    client, ort = welt.client("mitarbeit"), blatt.zellort("teilnahmen")
    notiz = blatt.adresse("statistik_notiz", *ort)
    assert client.post(notiz, {"notiz": "Sommerfest", "vorher": ""}).status_code == 302
    antwort = client.post(notiz, {"notiz": "Winterfest", "vorher": ""})
    assert antwort.status_code == 422
    assert "Winterfest" in antwort.content.decode()
    assert client.post(notiz, {"notiz": "Winterfest", "vorher": "Sommerfest"}).status_code == 302
    assert blatt.zelle("teilnahmen").notiz == "Winterfest"
    client.post(blatt.adresse("statistik_gezaehlt", *ort))
    assert blatt.stand("teilnahmen")[1] == 12


def test_aufteilung_speichern_und_ablehnen(welt: Welt, blatt: Blattwelt) -> None:
    client, ort = welt.client("mitarbeit"), blatt.zellort("teilnahmen")
    aufteilung = blatt.adresse("statistik_aufteilung", *ort)
    assert "zuerst die Summe" in client.get(aufteilung).content.decode()
    blatt.tippe("teilnahmen", "10")
    stand = client.get(aufteilung).context["form"]["stand"].value()
    assert client.post(aufteilung, {"stand": stand, "teil_u6_w": "4", "teil_a6_w": "2"}).status_code == 302
    seite = client.get(aufteilung)
    assert seite.context["form"]["teil_alle_w"].value() == "6"
    assert "Alter unbekannt: 4" in seite.content.decode()
    antwort = client.post(aufteilung, {"stand": stand, "teil_u6_w": "5"})
    assert antwort.status_code == 409
    stand = seite.context["form"]["stand"].value()
    antwort = client.post(aufteilung, {"stand": stand, "teil_u6_w": "x1", "teil_a6_w": "2"})
    assert (antwort.status_code, "teil_u6_w" in antwort.context["form"].errors) == (422, True)
    antwort = client.post(aufteilung, {"stand": stand, "teil_u6_w": "14", "teil_a6_w": "2"})
    assert antwort.status_code == 422
    assert "Die Aufteilung nach Alter ergibt 16, die Summe ist 10." in antwort.content.decode()
    assert blatt.wert("teilnahmen", "u6", "w").zahl == 4


def test_geleerte_aufteilung_gilt_wieder_wie_gezaehlt(welt: Welt, blatt: Blattwelt) -> None:
    termin = blatt.termin(teilnahmen=12)
    termin.aufteilung.create(altersgruppe="u6", geschlecht="alle", anzahl=5)
    blatt.summieren()
    erfassung.aufteilung_speichern(
        **blatt.ort("teilnahmen"), wer=None, eingaben={("u6", "alle"): "7"}, stand=2
    )
    client, ort = welt.client("mitarbeit"), blatt.zellort("teilnahmen")
    aufteilung = blatt.adresse("statistik_aufteilung", *ort)
    stand = client.get(aufteilung).context["form"]["stand"].value()
    client.post(aufteilung, {"stand": stand})
    assert blatt.stand("teilnahmen", altersgruppe="u6") == ("zahl", 5, 5, Herkunft.GEZAEHLT)
