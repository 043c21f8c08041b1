"""Login, roles and their dates."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests import fabriken as f
from tests.welt import KENNWORT, Welt
from zentren.models import Person, Rolle


def _anmelden(client: Client, email: str = "leitung@demo.example", kennwort: str = KENNWORT):
    return client.post("/anmelden/", {"login": email, "password": kennwort})


def test_anmelden_ist_selbst_die_seite(welt: Welt) -> None:
    client = Client()
    assert client.get("/anmelden/").status_code == 200
    antwort = _anmelden(client)
    assert (antwort.status_code, antwort.url) == (302, "/start/")
    assert "STZ Eigenes, Leitung" in client.get("/start/").content.decode()


def test_grossbuchstaben_in_der_adresse_sind_egal(welt: Welt) -> None:
    assert _anmelden(Client(), email="Leitung@Demo.example").status_code == 302


def test_falsches_kennwort_auf_deutsch(welt: Welt) -> None:
    client = Client()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    antwort = _anmelden(client, kennwort="falsch")
    seite = antwort.content.decode()
    assert antwort.status_code == 200
    assert "Bitte prüfen Sie Ihre Angaben" in seite
    assert "Passwort" in seite
    leer = client.post("/anmelden/", {}).content.decode()
    assert "Dieses Feld ist zwingend erforderlich." in leer
    assert "required." not in leer


def test_zurueck_dorthin_wo_man_hinwollte(welt: Welt) -> None:
    client = Client()
    antwort = client.get("/zentren/", follow=True)
    assert antwort.request["PATH_INFO"] == "/anmelden/"
    ziel = {"login": "leitung@demo.example", "password": KENNWORT, "next": "/zentren/"}
    assert client.post("/anmelden/", ziel).url == "/zentren/"
    fremd = Client().post("/anmelden/", ziel | {"next": "https://boese.example/"})
    assert fremd.url == "/start/"


def test_gesperrtes_konto_bleibt_draussen(welt: Welt) -> None:
    Person.objects.filter(email="leitung@demo.example").update(is_active=False)
    client = Client()
    _anmelden(client)
    assert "Ihr Konto ist gesperrt." in client.get("/anmelden/").content.decode()
    assert client.get("/start/").status_code == 302


def test_niemand_legt_sich_selbst_ein_konto_an(db: None) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert Client().get("/anmelden/signup/").status_code in {302, 404}
    assert "Konto erstellen" not in Client().get("/anmelden/").content.decode()


def test_abmelden_braucht_einen_knopf(welt: Welt) -> None:
    client = welt.client("leitung")
    assert "Möchten Sie sich abmelden?" in client.get("/abmelden/").content.decode()
    assert client.get("/start/").status_code == 200
    assert client.post("/abmelden/").url == "/"
    assert client.get("/start/").status_code == 302


def test_skripte_bekommen_401_statt_einer_umleitung(welt: Welt) -> None:
    for kopf in ({"X-Requested-With": "fetch"}, {"HX-Request": "true"}):
        assert Client().get("/start/", headers=kopf).status_code == 401
    assert welt.client("leitung").get("/start/", headers={"X-Requested-With": "fetch"}).status_code == 200
    assert Client().get("/csrf/", headers={"X-Requested-With": "fetch"}).status_code == 401
    assert welt.client("leitung").get("/csrf/").json()["token"]


@pytest.mark.parametrize(
    ("von", "bis"),
    [(1, None), (-30, -1)],
    ids=["beginnt erst morgen", "endete gestern"],
)
def test_rolle_ausserhalb_ihrer_zeit_gibt_keine_rechte(welt: Welt, von: int, bis: int | None) -> None:
    heute = timezone.localdate()
    leitung = welt.rollen["leitung"]
    leitung.von = heute + timedelta(days=von)
    leitung.bis = None if bis is None else heute + timedelta(days=bis)
    leitung.save()
    client = welt.client("leitung")
    for adresse in ("/start/", "/angebote/", "/statistik/", "/berichte/", "/zentren/", "/zentren/eigenes/"):
        antwort = client.get(adresse)
        assert antwort.status_code == 403, adresse
        assert "Ihr Konto hat zurzeit keine Rolle" in antwort.content.decode(), adresse


def test_erster_und_letzter_tag_zaehlen_mit(welt: Welt) -> None:
    heute = timezone.localdate()
    leitung = welt.rollen["leitung"]
    leitung.von = leitung.bis = heute
    leitung.save()
    assert "STZ Eigenes, Leitung" in welt.client("leitung").get("/start/").content.decode()


def test_rechte_kommen_nur_von_der_gewaehlten_rolle(welt: Welt) -> None:
    person = welt.rollen["leitung"].person
    traeger = f.MitgliedschaftFabrik(
        person=person, rolle=Rolle.TRAEGER, traeger=welt.nachbar.traeger, von=date(2019, 1, 1)
    )
    client = welt.client("leitung")
    eigene, fremde = (reverse("zentrum", args=[z.slug]) for z in (welt.eigenes, welt.nachbar))
    assert [client.get(eigene).status_code, client.get(fremde).status_code] == [200, 404]
    seite = client.get("/rolle/").content.decode()
    assert "STZ Eigenes, Leitung (zurzeit gewählt)" in seite
    assert client.post("/rolle/", {"mitgliedschaft": traeger.pk}).url == "/start/"
    assert [client.get(eigene).status_code, client.get(fremde).status_code] == [404, 200]


def test_fremde_rolle_laesst_sich_nicht_waehlen(welt: Welt) -> None:
    client = welt.client("mitarbeit")
    for wert in (welt.rollen["bezirksamt"].pk, "", "abc"):
        assert client.post("/rolle/", {"mitgliedschaft": wert}).status_code == 404
    assert "STZ Eigenes, Mitarbeit" in client.get("/start/").content.decode()


def test_entzogene_rolle_wirkt_sofort(welt: Welt) -> None:
    client = welt.client("leitung")
    assert client.get(reverse("zentrum", args=[welt.eigenes.slug])).status_code == 200
    welt.rollen["leitung"].delete()
    assert client.get(reverse("zentrum", args=[welt.eigenes.slug])).status_code == 403
