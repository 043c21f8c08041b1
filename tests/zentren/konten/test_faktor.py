"""The second factor: set up, asked for, compulsory for some roles, helped with by the Verwaltung."""

import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from stzverbund.basis.models import Ereignis, Postausgang
from tests import fabriken as f
from tests.welt import KENNWORT, Welt
from tests.zentren.konten.conftest import GEHEIM, angemeldet, code, mit_app
from zentren.konten import faktor
from zentren.konten.adapter import Faktoradapter
from zentren.konten.middleware import OFFEN, ZweiterFaktor
from zentren.models import Mitgliedschaft

AMT = "bezirksamt@demo.example"
FAKTOR = "/konto/zweiter-faktor/"


@pytest.fixture
def pflicht(settings: Any) -> None:
    settings.ZWEITER_FAKTOR_PFLICHT = ["bezirksamt", "verwaltung", "koordination"]


def _einrichten(client: Client) -> HttpResponse:
    seite = client.get(f"{FAKTOR}app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in seite
    geheim = re.search(r'<code class="schluessel">(\w+)</code>', seite)
    assert geheim
    assert "Dieser Code stimmt nicht." in client.post(f"{FAKTOR}app/", {"code": "000000"}).content.decode()
    return client.post(f"{FAKTOR}app/", {"code": code(geheim[1])}, follow=True)


@pytest.mark.django_db(transaction=True)
def test_einrichten_anmelden_notfallcode_entfernen(welt: Welt) -> None:
    """From the first code to the last: events and mails are written when the transaction is done."""
    client = angemeldet(AMT)
    seite = _einrichten(client)
    assert seite.request["PATH_INFO"] == f"{FAKTOR}notfallcodes/"
    codes = re.findall(r"<li><code>(\w+)</code></li>", seite.content.decode())
    assert len(codes) == 10
    datei = client.get(f"{FAKTOR}notfallcodes/datei/")
    assert codes[0] in datei.content.decode()
    daten = Authenticator.objects.get(type="totp").data
    assert "secret" in daten
    assert len(daten["secret"]) > 60, "verschlüsselt"

    neu = angemeldet(AMT)
    assert neu.get("/start/").status_code == 302
    assert (
        "Dieser Code stimmt nicht."
        in neu.post("/anmelden/zweiter-faktor/", {"code": "111111"}).content.decode()
    )
    assert neu.post("/anmelden/zweiter-faktor/", {"code": codes[0]}).url == "/start/"
    assert neu.get("/start/").status_code == 200
    wieder = angemeldet(AMT)
    assert (
        "Dieser Code stimmt nicht."
        in wieder.post("/anmelden/zweiter-faktor/", {"code": codes[0]}).content.decode()
    )

    client.post(f"{FAKTOR}app/entfernen/")
    assert not Authenticator.objects.exists()
    worte = list(Ereignis.objects.values_list("was", flat=True))
    for was in (
        "zweiter Faktor eingerichtet: App",
        "zweiter Faktor entfernt: App",
        "falscher Code bei der Anmeldung",
    ):
        assert was in worte
    assert Postausgang.objects.filter(an=AMT, betreff="Ihr Konto: zweiter Faktor entfernt: App").exists()


def test_spaeter_wird_noch_einmal_nach_dem_passwort_gefragt(
    welt: Welt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zentren.konten.beweis.FRISCH", -1)
    client = angemeldet(AMT)
    antwort = client.get(f"{FAKTOR}app/")
    assert antwort.url.startswith("/konto/bestaetigen/?next=")
    assert "Das Passwort stimmt nicht." in client.post(antwort.url, {"password": "falsch"}).content.decode()
    assert client.post(antwort.url, {"password": KENNWORT}).url == f"{FAKTOR}app/"
    assert client.get(f"{FAKTOR}app/").status_code == 200


def _alle(muster: list[Any]) -> Iterator[URLPattern]:
    for eintrag in muster:
        if isinstance(eintrag, URLResolver):
            yield from _alle(eintrag.url_patterns)
        else:
            yield eintrag


def test_ohne_faktor_geht_nichts_ausser_ihn_einzurichten(welt: Welt, pflicht: None) -> None:
    """Every address, also of the administration, is closed unless it is public or needed for the set-up."""
    amt, leitung = welt.rollen["bezirksamt"], welt.rollen["leitung"]
    tuer = ZweiterFaktor(lambda anfrage: HttpResponse())

    def antwort(adresse: URLPattern, *mitgliedschaften: Mitgliedschaft) -> HttpResponse | None:
        anfrage: Any = RequestFactory().get("/")
        anfrage.user, anfrage.session = mitgliedschaften[0].person, {}
        anfrage.mitgliedschaften = mitgliedschaften
        anfrage.resolver_match = SimpleNamespace(url_name=adresse.name)
        return tuer.process_view(anfrage, adresse.callback, [], {})

    adressen = list(_alle(get_resolver().url_patterns))
    zu = {a.name for a in adressen if antwort(a, leitung, amt) is not None}
    oeffentlich = {a.name for a in adressen if not getattr(a.callback, "login_required", True)}
    assert {
        "start",
        "statistik_pruefen",
        "konto",
        "csrf",
        "rolle_wechseln",
        "zentren_zentrum_changelist",
    } <= zu
    assert zu == {a.name for a in adressen} - oeffentlich - OFFEN
    assert not [a.name for a in adressen if antwort(a, leitung) is not None], "nur die genannten Rollen"


def test_die_sperre_gilt_fuer_seiten_skripte_und_verwaltung(welt: Welt, pflicht: None) -> None:
    client = welt.client("bezirksamt")
    for zu in ("/start/", reverse("admin:index"), "/fachstellen/?_export=csv"):
        assert client.get(zu).url == FAKTOR, zu
    for kopf in ({"X-Requested-With": "fetch"}, {"HX-Request": "true"}):
        antwort = client.get("/csrf/", headers=kopf)
        assert (antwort.status_code, antwort["HX-Redirect"]) == (403, FAKTOR)
    for offen in ("/", "/impressum/", FAKTOR, f"{FAKTOR}app/", f"{FAKTOR}passkey/", "/abmelden/"):
        assert client.get(offen).status_code == 200, offen
    assert "ist ein zweiter Faktor vorgeschrieben" in client.get(FAKTOR).content.decode()
    _einrichten(client)
    assert client.get("/start/").status_code == 200
    assert "Richten Sie zuerst einen anderen ein." in client.post(f"{FAKTOR}app/entfernen/").content.decode()
    assert faktor.anzahl(welt.rollen["bezirksamt"].person) == 1


def test_nur_gueltige_mitgliedschaften_verpflichten(welt: Welt, pflicht: None) -> None:
    amt = welt.rollen["bezirksamt"]
    f.MitgliedschaftFabrik(person=amt.person, rolle="leitung", zentrum=welt.eigenes)
    assert welt.client("bezirksamt").get("/start/").status_code == 302
    amt.bis = timezone.localdate() - timedelta(days=1)
    amt.save()
    assert welt.client("bezirksamt").get("/start/").status_code == 200


def test_falsch_geschriebene_rolle_haelt_den_start_auf(settings: Any) -> None:
    settings.ZWEITER_FAKTOR_PFLICHT = ["bezirkamt"]
    with pytest.raises(ImproperlyConfigured, match="bezirkamt"):
        ZweiterFaktor(lambda anfrage: HttpResponse())


def test_letzter_passkey_bleibt_wo_er_vorgeschrieben_ist(welt: Welt, pflicht: None) -> None:
    person = welt.rollen["bezirksamt"].person
    passkey = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Stick"})
    client = welt.client("bezirksamt")
    ziel = reverse("mfa_remove_webauthn", args=[passkey.pk])
    assert "den Passkey „Stick“ wirklich entfernen" in client.get(ziel).content.decode()
    assert "Richten Sie zuerst einen anderen ein." in client.post(ziel, follow=True).content.decode()
    umbenannt = client.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Neuer Name"})
    assert umbenannt.url == FAKTOR
    mit_app(person)
    client.post(ziel)
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["totp"]


def test_verwaltung_hilft_wer_alles_verloren_hat(welt: Welt) -> None:
    verwaltung, amt = welt.rollen["verwaltung"], mit_app(welt.rollen["bezirksamt"].person)
    offen = welt.client("bezirksamt")
    client, adresse = welt.client("verwaltung"), reverse("person_faktor", args=[amt.pk])
    assert "Der zweite Faktor ist entfernt." in client.post(adresse, follow=True).content.decode()
    assert "Es gibt keinen zweiten Faktor." in client.post(adresse, follow=True).content.decode()
    assert not Authenticator.objects.exists()
    assert offen.get("/start/").status_code == 302
    ereignis = Ereignis.objects.get(was="zweiter Faktor von der Verwaltung entfernt")
    assert (ereignis.gegenstand_id, ereignis.person) == (amt.pk, verwaltung.person)
    assert Postausgang.objects.get().an == AMT


def test_geheimnis_bleibt_lesbar_wenn_der_schluessel_wechselt(settings: Any) -> None:
    adapter = Faktoradapter()
    verschluesselt = adapter.encrypt(GEHEIM)
    assert GEHEIM not in verschluesselt
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "ein-neuer-schluessel" * 4
    assert Faktoradapter().decrypt(verschluesselt) == GEHEIM
