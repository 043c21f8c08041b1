"""Sessions: they end by themselves, their owner sees and ends them, and nothing more is kept than needed."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as einstellungen
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.welt import Welt
from tests.zentren.konten.conftest import angemeldet, text
from zentren.konten import ereignisse, sitzungen
from zentren.models import Sitzung

LEITUNG = "leitung@demo.example"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
HANDY = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 Version/18 Safari/605.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.mark.parametrize(
    ("kopfzeile", "worte"),
    [
        (FIREFOX, "Firefox unter Windows"),
        (HANDY, "Chrome unter Android"),
        (MAC, "Safari unter Mac"),
        (EDGE, "Edge unter Windows"),
        ("curl/8", "Unbekanntes Programm"),
        ("", "Unbekanntes Programm"),
    ],
)
def test_geraet_in_worten(kopfzeile: str, worte: str) -> None:
    assert sitzungen.geraet(kopfzeile) == worte


def _spaeter(monkeypatch: pytest.MonkeyPatch, **dauer: float) -> None:
    """The clock of the sessions goes on; everything that is compared with the database too."""
    jetzt = time.time() + timedelta(**dauer).total_seconds()
    monkeypatch.setattr(sitzungen.time, "time", lambda: jetzt)
    zeit = timezone.now() + timedelta(**dauer)
    monkeypatch.setattr(timezone, "now", lambda: zeit)


def test_ohne_anfrage_endet_die_sitzung(welt: Welt, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SITZUNG_LEERLAUF = 30
    client = angemeldet(LEITUNG)
    with monkeypatch.context() as m:
        _spaeter(m, minutes=29)
        assert client.get("/start/").status_code == 200
    with monkeypatch.context() as m:
        _spaeter(m, minutes=58)
        assert client.get("/start/").status_code == 200
    with monkeypatch.context() as m:
        _spaeter(m, minutes=90)
        assert client.get("/start/").status_code == 302
        assert client.get("/start/", headers={"X-Requested-With": "fetch"}).status_code == 401


def test_nach_zehn_stunden_endet_sie_immer(
    welt: Welt, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SITZUNG_LEERLAUF = 60
    client = angemeldet(LEITUNG)
    for stunde in range(1, 10):
        with monkeypatch.context() as m:
            _spaeter(m, minutes=60 * stunde)
            assert client.get("/start/").status_code == 200, stunde
    with monkeypatch.context() as m:
        _spaeter(m, hours=10, minutes=1)
        assert client.get("/start/").status_code == 302


def test_gewoehnliche_seite_schreibt_nichts(welt: Welt, django_assert_num_queries: Any) -> None:
    """Session, person, her roles and the text of the page are read; nothing for limits or activity."""
    client = angemeldet(LEITUNG)
    client.get("/impressum/")
    with django_assert_num_queries(4) as abfragen:
        client.get("/impressum/")
    assert not [a["sql"] for a in abfragen if a["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def test_liste_der_anmeldungen_und_abmelden(welt: Welt) -> None:
    hier, handy, mac = (angemeldet(LEITUNG, geraet) for geraet in (FIREFOX, HANDY, MAC))
    fremd = angemeldet("mitarbeit@demo.example", FIREFOX)
    seite = hier.get("/konto/anmeldungen/").content.decode()
    for worte in (
        "Firefox unter Windows</strong> (hier und jetzt)",
        "Chrome unter Android",
        "Safari unter Mac",
    ):
        assert worte in seite
    for client in (hier, handy, fremd):
        assert client.session.session_key not in seite
    person = welt.rollen["leitung"].person
    ziel = sitzungen.kennung(Sitzung.objects.von(person).get(geraet="Chrome unter Android"))
    assert fremd.post("/konto/anmeldungen/beenden/", {"sitzung": ziel}).status_code == 404
    assert hier.get("/konto/anmeldungen/beenden/").status_code == 405
    antwort = hier.post("/konto/anmeldungen/beenden/", {"sitzung": ziel}, follow=True)
    assert "„Chrome unter Android“ ist beendet" in antwort.content.decode()
    assert [c.get("/start/").status_code for c in (hier, handy, mac)] == [200, 302, 200]
    hier.post("/konto/anmeldungen/beenden/", {"alle": "1"})
    assert [c.get("/start/").status_code for c in (hier, mac, fremd)] == [200, 302, 200]


def test_nichts_ueber_netz_und_programm_wird_gespeichert(welt: Welt) -> None:
    client = angemeldet(LEITUNG, FIREFOX)
    client.get("/start/")
    zeile = Sitzung.objects.values().get(session_key=client.session.session_key)
    assert zeile["geraet"] == "Firefox unter Windows"
    alles = f"{zeile} {dict(client.session)}"
    assert "Mozilla" not in alles
    assert "127.0.0.1" not in alles


def test_schluessel_wechselt_beim_anmelden(welt: Welt) -> None:
    """Whoever planted a session before the login does not get into it, and logging out ends it for good."""
    client = Client()
    sitzung = client.session
    sitzung["vorher"] = True
    sitzung.save()
    client.cookies[einstellungen.SESSION_COOKIE_NAME] = sitzung.session_key
    angemeldet(LEITUNG, client=client)
    neu = client.session.session_key
    assert neu != sitzung.session_key
    assert not Sitzung.objects.filter(session_key=sitzung.session_key).exists()
    assert client.get("/abmelden/").status_code == 200
    assert Sitzung.objects.filter(session_key=neu).exists()
    client.post("/abmelden/")
    assert not Sitzung.objects.filter(session_key=neu).exists()


def test_ereignisse_auf_mein_konto_und_ihr_ende(welt: Welt) -> None:
    Client().post("/anmelden/", {"login": LEITUNG, "password": "falsch"})
    angemeldet(LEITUNG, HANDY).post("/abmelden/")
    client = angemeldet(LEITUNG, FIREFOX)
    seite = client.get("/konto/").content.decode()
    for worte in (
        "angemeldet: Chrome unter Android",
        "abgemeldet",
        "Anmeldung fehlgeschlagen",
        "Test Leitung",
    ):
        assert worte in seite
    person = welt.rollen["leitung"].person
    assert [e.was for e in ereignisse.letzte(person)] == [
        "angemeldet",
        "abgemeldet",
        "angemeldet",
        "Anmeldung fehlgeschlagen",
    ]
    assert (
        "angemeldet"
        not in welt.client("mitarbeit").get("/konto/").content.decode().split("<main")[1].split("Zuletzt")[1]
    )
    ereignisse.merken(person, "Name geändert", wer=ereignisse.Selbst(person))
    verwaltung = text(welt.client("verwaltung").get(reverse("person", args=[person.pk])))
    assert "Name geändert" in verwaltung
    assert "unter Windows" not in verwaltung
    heute = timezone.localdate()
    assert ereignisse.aufraeumen(heute) == 0
    assert ereignisse.aufraeumen(heute + timedelta(days=400)) == 4


def test_formular_nach_dem_ende_fuehrt_zur_seite_zurueck(welt: Welt) -> None:
    """A POST without login is answered by a login page that says what happened and leads back to the form."""
    seite = "http://testserver/konto/name/?x=1"
    antwort = Client().post("/konto/name/", {"name": "N"}, headers={"Referer": seite})
    assert antwort.status_code == 302
    assert antwort.url == "/anmelden/?abgelaufen=1&next=%2Fkonto%2Fname%2F%3Fx%3D1"
    text = Client().get(antwort.url).content.decode()
    assert "Ihre Anmeldung ist abgelaufen." in text
    assert 'name="next" value="/konto/name/?x=1"' in text
    fremd = Client().post("/konto/name/", {}, headers={"Referer": "https://boese.example/falle/"})
    assert fremd.url == "/anmelden/?abgelaufen=1&next=%2Fkonto%2Fname%2F"
    assert "abgelaufen" not in Client().get("/konto/name/").url
