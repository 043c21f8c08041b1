"""Passwords: forgotten, changed, set for the first time."""

import re
import time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from stzverbund.basis.models import Ereignis, Postausgang
from tests import fabriken as f
from tests.welt import KENNWORT, Welt
from tests.zentren.konten.conftest import angemeldet
from zentren.konten import beweis, fehlversuche, geduld, passwort
from zentren.models import Person

LEITUNG = "leitung@demo.example"
NEU = "ein-langes-Wort-7"
VERGESSEN = "/anmelden/passwort-vergessen/"


def _link() -> str:
    mail = Postausgang.objects.get(betreff="Neues Passwort für Ihr Konto", vertraulich=True)
    treffer = re.search(r"http://localhost:8000(/anmelden/passwort-neu/\S+)", mail.text)
    assert treffer, mail.text
    return treffer[1]


def test_vergessen_verraet_nicht_wer_ein_konto_hat(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known, unknown and locked addresses: the same page after the same time, one mail to the known."""
    f.PersonFabrik(email="gesperrt@demo.example", is_active=False)
    pausen: list[float] = []
    monkeypatch.setattr(geduld, "SEKUNDEN", 5.0)
    monkeypatch.setattr(time, "sleep", pausen.append)
    seiten = []
    for email in (LEITUNG, "fremd@anderswo.example", "gesperrt@demo.example"):
        antwort = Client().post(VERGESSEN, {"email": email}, follow=True)
        assert antwort.redirect_chain == [(f"{VERGESSEN}gesendet/", 302)]
        seiten.append(antwort.content)
    assert len(set(seiten)) == 1
    assert len(pausen) == 3
    assert all(4 < pause <= 5 for pause in pausen)
    assert [mail.an for mail in Postausgang.objects.all()] == [LEITUNG]


def test_falsche_anmeldung_dauert_fuer_alle_gleich(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    pausen: list[float] = []
    monkeypatch.setattr(geduld, "SEKUNDEN", 5.0)
    monkeypatch.setattr(time, "sleep", pausen.append)
    antworten = [
        Client().post("/anmelden/", {"login": email, "password": "falsch"}).content.decode()
        for email in (LEITUNG, "fremd@anderswo.example")
    ]
    assert len(pausen) == 2
    assert all("E-Mail-Adresse oder Passwort stimmen nicht." in seite for seite in antworten)


def test_neues_passwort_ueber_den_link(welt: Welt) -> None:
    anderswo = angemeldet(LEITUNG)
    client = Client()
    client.post(VERGESSEN, {"email": LEITUNG.upper()})
    link = _link()
    seite = client.get(link, follow=True)
    ziel = seite.request["PATH_INFO"]
    assert "set-password" in ziel
    schwach = client.post(ziel, {"password1": "12345678", "password2": "12345678"}).content.decode()
    assert "Bitte prüfen Sie Ihre Angaben" in schwach
    assert "Dieses Passwort ist zu üblich." in schwach
    assert "This password" not in schwach
    antwort = client.post(ziel, {"password1": NEU, "password2": NEU}, follow=True)
    assert antwort.request["PATH_INFO"] == "/anmelden/"
    assert "Ihr Passwort ist geändert." in antwort.content.decode()
    assert anderswo.get("/start/").status_code == 302
    assert "Dieser Link gilt nicht mehr." in Client().get(link).content.decode()
    assert client.post("/anmelden/", {"login": LEITUNG, "password": KENNWORT}).status_code == 200
    assert client.post("/anmelden/", {"login": LEITUNG, "password": NEU}).status_code == 302
    worte = Ereignis.objects.values_list("was", flat=True)
    assert {"Passwort über einen Link neu gesetzt", "Anmeldung fehlgeschlagen"} <= set(worte)
    assert Postausgang.objects.filter(betreff__contains="Passwort über einen Link", an=LEITUNG).exists()


def test_passwort_aendern_beendet_die_anderen(welt: Welt) -> None:
    hier, anderswo = angemeldet(LEITUNG), angemeldet(LEITUNG)
    falsch = {"oldpassword": "falsch", "password1": NEU, "password2": NEU}
    assert (
        "Bitte geben Sie Ihr jetziges Passwort ein." in hier.post("/konto/passwort/", falsch).content.decode()
    )
    antwort = hier.post("/konto/passwort/", falsch | {"oldpassword": KENNWORT})
    assert (antwort.status_code, antwort.url) == (302, "/konto/")
    assert hier.get("/konto/").status_code == 200
    assert anderswo.get("/konto/").status_code == 302


def test_erstes_passwort_mit_allen_regeln(welt: Welt) -> None:
    person = f.PersonFabrik(email="neu@haus.example", name="Karla Neumann")
    for schwach in ("kurz", "passwort", "8462951737", "KarlaNeumann"):
        with pytest.raises(ValidationError):
            passwort.festlegen(person=person, passwort=schwach)
    passwort.festlegen(person=person, passwort=NEU)
    assert Person.objects.get(pk=person.pk).check_password(NEU)
    assert any("8 Zeichen" in regel for regel in passwort.regeln())


def test_wer_kein_passwort_hat_legt_eines_fest(welt: Welt) -> None:
    person = welt.rollen["leitung"].person
    person.set_unusable_password()
    person.save()
    client = welt.client("leitung")
    assert client.get("/konto/passwort/").url == "/konto/passwort/festlegen/"
    for adresse in ("/konto/passwort/festlegen/", "/konto/e-mail/", "/konto/zweiter-faktor/app/"):
        umweg = client.post(adresse, {"password1": NEU, "password2": NEU, "email": "dieb@boese.example"})
        assert umweg.url.startswith("/konto/bestaetigen/anbieter/?next="), adresse
    seite = client.get(umweg.url).content.decode()
    assert "unter „Passwort vergessen?“" in seite
    assert "neu anmelden" not in seite, "there is no provider"
    assert client.post(umweg.url).status_code == 404
    sitzung = client.session
    sitzung[beweis.BEWIESEN] = time.time()
    sitzung.save()
    antwort = client.post("/konto/passwort/festlegen/", {"password1": NEU, "password2": NEU})
    assert antwort.status_code == 302
    assert Client().post("/anmelden/", {"login": LEITUNG, "password": NEU}).status_code == 302


def _versuch(netz: str, kennwort: str = "falsch", email: str = LEITUNG) -> str:
    """What somebody in this network is told; "" for who is logged in."""
    daten = {"login": email, "password": kennwort}
    antwort = Client(REMOTE_ADDR=f"192.0.2.{netz}").post("/anmelden/", daten)
    return "" if antwort.status_code == 302 else antwort.content.decode()


def test_wer_falsch_raet_sperrt_nur_sich_selbst_aus(welt: Welt) -> None:
    """Five wrong passwords close the account for this network, and for this one only; a new one opens it."""
    for _ in range(5):
        assert "stimmen nicht" in _versuch("1")
    assert "Zu viele Fehlversuche." in _versuch("1", KENNWORT)
    assert _versuch("2", KENNWORT) == ""
    client = Client(REMOTE_ADDR="192.0.2.1")
    client.post(VERGESSEN, {"email": LEITUNG})
    ziel = client.get(_link(), follow=True).request["PATH_INFO"]
    assert client.post(ziel, {"password1": NEU, "password2": NEU}).status_code == 302
    assert _versuch("1", NEU) == ""


def test_raten_aus_vielen_netzen(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then each network has one try: who knows the password gets in, again and again, the others wait."""
    monkeypatch.setattr(fehlversuche, "ALLE", "3/h/key")
    for email in (LEITUNG, "fremd@anderswo.example"):
        assert all("stimmen nicht" in _versuch(netz, email=email) for netz in ("1", "2", "3"))
        assert "stimmen nicht" in _versuch("4", email=email)
        assert "Zu viele Fehlversuche." in _versuch("4", KENNWORT, email=email)
    assert [_versuch("5", KENNWORT) for _ in range(2)] == ["", ""]
    assert _versuch("5", KENNWORT, "mitarbeit@demo.example") == ""
    assert Ereignis.objects.filter(was="Anmeldung fehlgeschlagen").count() == 3


def test_grenzen_fuer_vergessen_und_ein_netz(welt: Welt) -> None:
    """Three links in an hour, ten failures from one address."""
    stati = [Client().post(VERGESSEN, {"email": LEITUNG}).status_code for _ in range(4)]
    assert stati == [302, 302, 302, 429]
    andere = Client(REMOTE_ADDR="192.0.2.9")
    for nr in range(10):
        andere.post("/anmelden/", {"login": f"{nr}@anderswo.example", "password": "falsch"})
    seite = andere.post("/anmelden/", {"login": "mitarbeit@demo.example", "password": KENNWORT})
    assert "Zu viele Fehlversuche." in seite.content.decode()
