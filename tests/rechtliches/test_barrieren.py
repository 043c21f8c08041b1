"""A barrier is reported without a riddle and answered within a month."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.rechtliches import forms
from stzverbund.rechtliches.models import Rueckmeldung
from tests.welt import Welt

ADRESSE = "/barrierefreiheit/melden/"


def _daten(monkeypatch: pytest.MonkeyPatch, **mehr: str) -> dict[str, Any]:
    """What somebody sends who took a minute."""
    jetzt = signing.time.time()
    with monkeypatch.context() as frueher:
        frueher.setattr(signing.time, "time", lambda: jetzt - 60)
        stempel = signing.dumps("", salt=forms.SALZ)
    return {"text": "Zu klein", "seite": "/verzeichnis/", "kontakt": "A@post.example", "zeit": stempel} | mehr


def test_melden_beantworten_und_bescheid(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    antwort = Client().post(ADRESSE, _daten(monkeypatch), follow=True)
    monat = timezone.localdate() + relativedelta(months=1)
    assert f"{monat:%d.%m.%Y}" in antwort.content.decode()
    rueckmeldung = Rueckmeldung.objects.get()
    assert (rueckmeldung.kontakt, rueckmeldung.faellig_am) == ("a@post.example", monat)
    Rueckmeldung.objects.update(faellig_am=timezone.localdate() - timedelta(days=1))
    client = welt.client("verwaltung")
    start = client.get(reverse("start")).content.decode()
    assert "1 gemeldete Barriere ohne Antwort" in start
    assert "davon überfällig: 1" in start
    assert "überfällig" in client.get(reverse("rueckmeldungen")).content.decode()
    seite = reverse("rueckmeldung", args=[rueckmeldung.pk])
    daten = {"antwort": "Die Schrift ist jetzt größer.", "version": "1"}
    for _ in range(2):
        client.post(seite, daten)
    mail = Postausgang.objects.get()
    assert mail.an == "a@post.example"
    assert daten["antwort"] in mail.text
    spur = Ereignis.objects.zu(rueckmeldung).values_list("was", flat=True)
    assert list(spur) == ["eingegangen", "beantwortet"]
    assert "gemeldete Barriere" not in client.get(reverse("start")).content.decode()


def test_maschinen_und_eilige(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client, daten = Client(), _daten(monkeypatch)
    assert client.post(ADRESSE, daten | {"name": "Bot"}).status_code == 302
    eilig = client.post(ADRESSE, daten | {"zeit": signing.dumps("", salt=forms.SALZ)})
    assert forms.ZU_SCHNELL in eilig.content.decode()
    monkeypatch.setattr(forms, "LANGE", 30)
    alt = client.post(ADRESSE, daten)
    assert forms.ABGELAUFEN in alt.content.decode()
    assert daten["zeit"] not in alt.content.decode(), "a new stamp for the next try"
    assert client.post(ADRESSE, daten | {"zeit": "erfunden"}).status_code == 422
    assert not Rueckmeldung.objects.exists()


def test_nur_wenige_je_absender(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    antworten = [Client().post(ADRESSE, _daten(monkeypatch)).status_code for _ in range(6)]
    assert antworten == [302] * 5 + [422]
    assert Rueckmeldung.objects.count() == 5


def test_die_vorige_seite_steht_da_aber_kein_geheimnis(db: None) -> None:
    geheim = ("/l/abcdefgh/", "/anmelden/passwort-neu/x-y/")
    for pfad, steht in (("/verzeichnis/?q=a", True), *((pfad, False) for pfad in geheim)):
        html = Client().get(ADRESSE, headers={"referer": f"http://testserver{pfad}"}).content.decode()
        assert (f'value="{pfad.split("?")[0]}"' in html) == steht
    assert forms.vorige_seite("https://fremd.example/x/", "testserver") == ""
