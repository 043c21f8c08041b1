"""What was accepted or closed does not move, whatever happens to the Angebote and Meldungen around it."""

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote import pflege
from angebote.models import Angebot, Meldung, Wert
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Leistungsbereich

MONAT = date(2025, 10, 1)


def _gemeldet(welt: Welt, status: str, **mehr: Any) -> Wert:
    angebot = f.AngebotFabrik(zentrum=welt.eigenes)
    meldung = f.MeldungFabrik(zentrum=welt.eigenes, monat=MONAT, status=status, **mehr)
    return Wert.objects.create(
        meldung=meldung,
        monat=MONAT,
        angebot=angebot,
        kennzahl=f.KennzahlFabrik(),
        art="zahl",
        zahl=41,
        herkunft="monatssumme",
    )


def _umgezogen(welt: Welt, angebot: Angebot) -> Angebot:
    angebot.leistungsbereich = Leistungsbereich.objects.create(
        schluessel="L9", name="Anderer", kurz="Anderer"
    )
    return pflege.angebot_speichern(
        angebot=angebot, version=1, viele={}, zeitplaene=[], wer=welt.rollen["mitarbeit"]
    )


def test_leistungsbereich_mit_angenommenen_zahlen_bleibt(welt: Welt) -> None:
    jetzt = timezone.now()
    wert = _gemeldet(welt, "angenommen", eingereicht_am=jetzt, angenommen_am=jetzt)
    with pytest.raises(Verweigert, match="angenommene Zahlen"):
        _umgezogen(welt, wert.angebot)
    assert Angebot.objects.get().leistungsbereich.schluessel == "L1"


def test_ziele_mit_angenommenen_zahlen_bleiben(welt: Welt) -> None:
    jetzt = timezone.now()
    wert = _gemeldet(welt, "angenommen", eingereicht_am=jetzt, angenommen_am=jetzt)
    ziel = wert.angebot.ziele.create(schluessel="Z1", text="Beteiligung")
    wer = welt.rollen["mitarbeit"]
    with pytest.raises(Verweigert, match="angenommene Zahlen"):
        pflege.angebot_speichern(angebot=wert.angebot, version=1, viele={"ziele": []}, zeitplaene=[], wer=wer)
    assert list(Angebot.objects.get().ziele.all()) == [ziel]


@pytest.mark.parametrize("rolle", ["bezirksamt", "geschaeftsstelle", "verband"])
def test_nicht_gemeldet_zeigt_aussen_keine_zahlen(welt: Welt, rolle: str) -> None:
    _gemeldet(welt, "nicht_gemeldet", grund="Haus geschlossen")
    adresse = reverse("statistik_monat", args=["eigenes", "2025-10"])
    assert welt.client(rolle).get(adresse).status_code == 404
    assert welt.client("mitarbeit").get(adresse).status_code == 200


def test_standort_oeffentlicher_angebote_laesst_sich_nicht_loeschen(welt: Welt) -> None:
    standort = f.StandortFabrik(zentrum=welt.eigenes, haupt=False)
    f.AngebotFabrik(zentrum=welt.eigenes, standort=standort, ort="")
    client = welt.client("leitung")
    antwort = client.post(reverse("standort_loeschen", args=["eigenes", standort.pk]), follow=True)
    assert "wird noch gebraucht" in antwort.content.decode()
    assert Angebot.objects.get().standort == standort


def test_veroeffentlichtes_angebot_beginnt_mit_seinem_zeitplan(welt: Welt) -> None:
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, status="entwurf")
    f.ZeitplanFabrik(angebot=angebot)
    pflege.veroeffentlichen(angebot=angebot, wer=welt.rollen["mitarbeit"])
    angebot = Angebot.objects.get()
    assert angebot.beginn == date(2026, 1, 6)
    assert not Angebot.objects.im_monat(date(2025, 12, 1)).exists()


@pytest.mark.parametrize(
    "koerper",
    [
        '{"wer": 1, "zellen": []}',
        '{"wer": 1, "zelle": "0-1", "eingabe": "1", "version": Infinity}',
        "[" * 100_000,
        json.dumps({"wer": 1, "zellen": [{"zelle": "0-1", "eingabe": "1", "version": 0}] * 2}),
    ],
)
def test_unlesbare_zellen_sind_ein_fehler_der_eingabe(welt: Welt, koerper: str) -> None:
    adresse = reverse("statistik_zelle", args=["eigenes", f"{timezone.localdate():%Y-%m}"])
    antwort = welt.client("mitarbeit").post(adresse, koerper, content_type="application/json")
    assert antwort.status_code == 400
    assert not Meldung.objects.exists()


def test_seiten_angemeldeter_bleiben_in_keinem_zwischenspeicher(welt: Welt) -> None:
    assert welt.client("leitung").get("/start/")["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in welt.client(None).get("/verzeichnis/")


def test_fehlerseiten_sind_deutsch(welt: Welt) -> None:
    assert "Diese Seite gibt es nicht" in welt.client("leitung").get("/gibt-es-nicht/").content.decode()
    seite = welt.client("koordination").get(reverse("statistik_pruefen"))
    assert (seite.status_code, "mit dieser Rolle nicht" in seite.content.decode()) == (403, True)
