"""Mein Konto: name and e-mail address."""

import re

import pytest
from django.test import Client

from stzverbund.basis.models import Postausgang
from tests.welt import Welt
from zentren.konten import adresse
from zentren.models import Person

NEU = "neue.adresse@haus.example"


def _link() -> str:
    mail = Postausgang.objects.filter(text__contains="/konto/e-mail/").latest("pk")
    treffer = re.search(r"http://localhost:8000(/konto/e-mail/\S+)", mail.text)
    assert treffer
    return treffer[1]


def test_name_aendern(welt: Welt) -> None:
    client = welt.client("leitung")
    assert (
        "Dieses Feld ist zwingend erforderlich." in client.post("/konto/name/", {"name": ""}).content.decode()
    )
    seite = client.post(
        "/konto/name/", {"name": "Ada Beispiel", "is_superuser": "on"}, follow=True
    ).content.decode()
    assert "Ada Beispiel" in seite
    assert "Name geändert" in seite
    assert not Person.objects.get(email="leitung@demo.example").is_superuser


def test_adresse_aendern_mit_bestaetigung(welt: Welt) -> None:
    client = welt.client("leitung")
    person = welt.rollen["leitung"].person
    antwort = client.post("/konto/e-mail/", {"email": NEU.title()}, follow=True).content.decode()
    assert "Wir haben einen Link an" in antwort
    assert Person.objects.get(pk=person.pk).email == "leitung@demo.example"
    link = _link()
    assert NEU in Client().get(link).content.decode()
    assert Client().post(link).url == "/anmelden/"
    assert Person.objects.get(pk=person.pk).email == NEU
    gewarnt = Postausgang.objects.get(betreff="Ihr Konto: E-Mail-Adresse geändert")
    assert gewarnt.an == "leitung@demo.example"
    for methode in ("get", "post"):
        zweimal = getattr(Client(), methode)(link)
        assert zweimal.status_code == 404
        assert "Dieser Link gilt nicht mehr." in zweimal.content.decode()


def test_vergebene_adresse_bekommt_die_gleiche_antwort(welt: Welt) -> None:
    client = welt.client("leitung")
    seiten = []
    for email in ("traeger@demo.example", "frei@demo.example"):
        antwort = client.post("/konto/e-mail/", {"email": email}, follow=True)
        haupt = antwort.content.decode().split("<main")[1].split("Zuletzt geschehen")[0]
        einmalig = r'name="(csrfmiddlewaretoken|einmal)" value="[^"]+"'
        seiten.append(re.sub(einmalig, "", haupt.replace(email, "X")))
    assert seiten[0] == seiten[1]
    mail = Postausgang.objects.get(an="traeger@demo.example")
    assert "gibt es aber schon ein Konto" in mail.text
    assert "http" not in mail.text


def test_adresse_die_inzwischen_vergeben_ist_bleibt_es(welt: Welt) -> None:
    person = welt.rollen["leitung"].person
    adresse.anfordern(person=person, neu=NEU)
    token = _link().split("/")[3]
    Person.objects.create_user(NEU, name="Schneller")
    with pytest.raises(adresse.Verweigert):
        adresse.bestaetigen(token=token)
    assert adresse.lesen(token + "x") is None


def test_grenze_fuer_neue_adressen(welt: Welt) -> None:
    client = welt.client("leitung")
    stati = [client.post("/konto/e-mail/", {"email": f"{nr}@haus.example"}).status_code for nr in range(6)]
    assert stati == [302, 302, 302, 302, 302, 422]


def test_rollen_stehen_auf_mein_konto(welt: Welt) -> None:
    seite = welt.client("leitung").get("/konto/").content.decode()
    assert "STZ Eigenes, Leitung, seit" in seite
    assert "(zurzeit gewählt)" in seite
    welt.rollen["leitung"].delete()
    assert "Ihr Konto hat zurzeit keine Rolle." in welt.client("leitung").get("/konto/").content.decode()
