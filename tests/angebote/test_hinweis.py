""" "Änderung melden": the text arrives where the entry is kept, and nothing else is stored."""

import pytest
from django.test import Client
from django.urls import reverse

from angebote.models import Angebot
from angebote.views.verzeichnis.hinweis import JE_ABSENDER
from stzverbund.basis.models import Ereignis, Postausgang
from tests import fabriken as f
from tests.welt import Welt

TEXT = "Der Treff ist jetzt im 2. Stock.\nMit Fahrstuhl."


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    welt.eigenes.email = "haus@demo.example"
    welt.eigenes.save()
    return f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé")


def _adresse(angebot: Angebot) -> str:
    return reverse("verzeichnis_angebot_hinweis", args=[angebot.pk])


def test_der_text_geht_an_das_zentrum(angebot: Angebot) -> None:
    antwort = Client().post(_adresse(angebot), {"text": TEXT}, follow=True)
    assert antwort.redirect_chain == [(f"{_adresse(angebot)}?danke=1", 302)]
    assert "Ihr Hinweis ist unterwegs" in antwort.content.decode()
    mail = Postausgang.objects.get()
    assert (mail.an, mail.betreff) == ("haus@demo.example", "Änderung gemeldet: Nähcafé")
    assert TEXT in mail.text
    assert f"http://localhost:8000{reverse('verzeichnis_angebot', args=[angebot.pk])}" in mail.text
    assert not Ereignis.objects.exists()
    assert "messages" not in antwort.client.cookies


def test_ohne_adresse_des_zentrums_an_die_leitung(welt: Welt) -> None:
    fremd = f.FremdangebotFabrik(zentrum=welt.eigenes)
    for adresse in (
        reverse("verzeichnis_fremdangebot_hinweis", args=[fremd.pk]),
        reverse("verzeichnis_zentrum_hinweis", args=["eigenes"]),
    ):
        assert Client().post(adresse, {"text": TEXT}).status_code == 302
    assert list(Postausgang.objects.values_list("an", flat=True)) == ["leitung@demo.example"] * 2


def test_wo_niemand_zu_erreichen_ist(welt: Welt) -> None:
    antwort = Client().post(reverse("verzeichnis_zentrum_hinweis", args=["fern"]), {"text": TEXT})
    assert antwort.status_code == 422
    assert "nicht per E-Mail zu erreichen" in antwort.content.decode()
    assert "Mit Fahrstuhl." in antwort.content.decode(), "what was typed stays"


def test_maschinen_merken_nichts_und_erreichen_nichts(angebot: Angebot) -> None:
    antwort = Client().post(_adresse(angebot), {"text": TEXT, "name": "Bot"})
    assert antwort.url == f"{_adresse(angebot)}?danke=1"
    assert not Postausgang.objects.exists()


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 2001, "a\x00b"])
def test_unfug_wird_nicht_gesendet(angebot: Angebot, text: str) -> None:
    assert Client().post(_adresse(angebot), {"text": text}).status_code == 422
    assert not Postausgang.objects.exists()


def test_nach_einigen_ist_schluss(angebot: Angebot) -> None:
    staende = [Client().post(_adresse(angebot), {"text": TEXT}).status_code for _ in range(JE_ABSENDER + 2)]
    assert staende == [302] * JE_ABSENDER + [422] * 2
    assert Postausgang.objects.count() == JE_ABSENDER
    anderer = Client(REMOTE_ADDR="192.0.2.9")
    assert anderer.post(_adresse(angebot), {"text": TEXT}).status_code == 302


def test_zeilenumbruch_im_titel_macht_keine_kopfzeile(angebot: Angebot) -> None:
    Angebot.objects.update(titel="Nähcafé\nBcc: alle@demo.example")
    Client().post(_adresse(angebot), {"text": TEXT})
    assert Postausgang.objects.get().betreff == "Änderung gemeldet: Nähcafé Bcc: alle@demo.example"
