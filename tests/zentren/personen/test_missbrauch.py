"""What somebody with an open session, a role that ends or a name of her choice might try."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.models import Einmal, Ereignis, Postausgang
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from stzverbund.rechtliches.loeschung import anonymisieren
from tests import fabriken as f
from tests.rechte.gegenstaende import GEZAEHLT, unter_link
from tests.welt import Welt
from zentren.konten import adresse, faktor, sitzungen
from zentren.models import Einladung, Mitgliedschaft, Rolle, Sitzung
from zentren.personen import einladungen, konten, mitgliedschaften
from zentren.personen.stellen import stelle_von
from zentren.personen.views import stelle

TAG = timedelta(days=1)


@pytest.mark.parametrize("methode", ["get", "post"])
def test_neue_adresse_nur_mit_passwort(welt: Welt, methode: str) -> None:
    client = welt.client("leitung")
    sitzung = client.session
    sitzung[sitzungen.BEGONNEN] = int(time.time()) - 600
    sitzung.pop("account_authentication_methods", None)
    sitzung.save()
    antwort = getattr(client, methode)(reverse("konto_email"), {"email": "dieb@boese.example"})
    assert antwort.status_code == 302
    assert "bestaetigen" in antwort.url or "reauthenticate" in antwort.url or "passwort" in antwort.url
    assert not Postausgang.objects.exists()


def test_neues_passwort_macht_den_link_der_neuen_adresse_ungueltig(welt: Welt) -> None:
    person = welt.rollen["leitung"].person
    adresse.anfordern(person=person, neu="dieb@boese.example")
    assert Postausgang.objects.filter(an=person.email, betreff__contains="angefragt").exists()
    text = Postausgang.objects.get(an="dieb@boese.example").text
    token = text.split("/konto/e-mail/")[1].split("/")[0]
    assert adresse.lesen(token)
    person.set_password("ein ganz neues Passwort")
    person.save()
    assert adresse.lesen(token) is None


def test_eigener_zweiter_faktor_bleibt(welt: Welt) -> None:
    wer = welt.rollen["verwaltung"]
    with pytest.raises(Verweigert):
        faktor.zuruecksetzen(person=wer.person, wer=wer)


def test_eigene_zeit_verlaengert_jemand_anderes(welt: Welt) -> None:
    leitung, heute = welt.rollen["leitung"], timezone.localdate()
    Mitgliedschaft.objects.filter(pk=leitung.pk).update(bis=heute + TAG)
    ort = reverse("mitgliedschaft", args=[leitung.pk])
    for bis in ("", (heute + 9 * TAG).isoformat()):
        daten = {"von": leitung.von.isoformat(), "bis": bis, "version": leitung.version, "trotzdem": "on"}
        antwort = welt.client("leitung").post(ort, daten)
        assert "Ihre eigene Zeit verlängert jemand anderes." in antwort.content.decode()
    assert welt.client("traeger").post(ort, daten).status_code == 302
    leitung.refresh_from_db()
    assert leitung.bis == heute + 9 * TAG


def test_niemand_vergibt_laenger_als_die_eigene_rolle_dauert(welt: Welt) -> None:
    """By invitation, by prolonging somebody else, by handing over; the Träger may."""
    leitung, team, heute = welt.rollen["leitung"], welt.rollen["mitarbeit"], timezone.localdate()
    Mitgliedschaft.objects.filter(pk=leitung.pk).update(bis=heute + 5 * TAG)
    Mitgliedschaft.objects.filter(pk=team.pk).update(bis=heute + TAG)
    client, spaeter = welt.client("leitung"), (heute + 6 * TAG).isoformat()
    worte = f"Ihre eigene Rolle endet am {heute + 5 * TAG:%d.%m.%Y}."
    neu = reverse("einladung_neu", args=["zentrum", welt.eigenes.pk])
    daten = {"email": "z@haus.example", "name": "Zwei", "rolle": "leitung", "von": heute.isoformat()}
    zeit, uebergabe = (
        reverse("mitgliedschaft", args=[team.pk]),
        reverse("leitung_uebergeben", args=[leitung.pk]),
    )
    for bis in ("", spaeter):
        assert worte in client.post(neu, daten | {"bis": bis}).content.decode()
        zeitraum = {"von": team.von.isoformat(), "bis": bis, "version": team.version}
        assert worte in client.post(zeit, zeitraum).content.decode()
    leitung.refresh_from_db()
    with pytest.raises(Verweigert, match="Ihre eigene Rolle endet"):
        _eingeladen(welt)
    an = {"ab": (heute + 9 * TAG).isoformat(), "an": team.pk, "version": leitung.version}
    assert worte in client.post(uebergabe, an).content.decode()
    assert client.post(uebergabe, an | {"ab": (heute + TAG).isoformat()}).status_code == 302
    assert Mitgliedschaft.objects.get(rolle="leitung", von=heute + TAG).bis == heute + 5 * TAG
    assert welt.client("traeger").post(neu, daten).status_code == 302


def test_eine_uebergabe_verlaengert_die_bisherige_leitung_nicht(welt: Welt) -> None:
    leitung, heute = welt.rollen["leitung"], timezone.localdate()
    Mitgliedschaft.objects.filter(pk=leitung.pk).update(bis=heute + TAG)
    daten = {"ab": (heute + 99 * TAG).isoformat(), "an": welt.rollen["mitarbeit"].pk, "version": "1"}
    ort = reverse("leitung_uebergeben", args=[leitung.pk])
    assert welt.client("traeger").post(ort, daten).status_code == 302
    leitung.refresh_from_db()
    assert leitung.bis == heute + TAG


def test_die_grenze_der_einladungen_gilt_auch_beim_uebergeben(
    welt: Welt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stelle, "JE_STUNDE", 1)
    client, leitung = welt.client("leitung"), welt.rollen["leitung"]
    neu = reverse("einladung_neu", args=["zentrum", welt.eigenes.pk])
    daten = {"email": "z@haus.example", "name": "Zwei", "von": "2026-01-01", "rolle": "mitarbeit"}
    assert client.post(neu, daten).status_code == 302
    ort, ab = reverse("leitung_uebergeben", args=[leitung.pk]), timezone.localdate() + TAG
    antwort = client.post(ort, {"ab": ab.isoformat(), "email": "y@haus.example", "name": "Y", "version": "1"})
    assert antwort.status_code == 422
    assert stelle.ZU_VIELE in antwort.content.decode()
    assert 'value="y@haus.example"' in antwort.content.decode(), "what was typed stays"
    assert Einladung.objects.count() == 1
    an = {"ab": ab.isoformat(), "an": welt.rollen["mitarbeit"].pk, "version": "1"}
    assert client.post(ort, an).status_code == 302, "a colleague needs no mail"


def _eingeladen(welt: Welt) -> Einladung:
    wer = welt.rollen["leitung"]
    return einladungen.einladen(
        stelle=stelle_von(wer),
        rolle=Rolle.LEITUNG,
        email="zweites.konto@haus.example",
        name="Zweites Konto",
        von=timezone.localdate(),
        bis=None,
        wer=wer,
    )


def test_einladungen_ueberleben_nicht_wer_gesperrt_wird(welt: Welt) -> None:
    einladung, person = _eingeladen(welt), welt.rollen["leitung"].person
    welt.client("leitung")
    assert Sitzung.objects.von(person).exists()
    konten.sperren(person=person, grund="", wer=welt.rollen["verwaltung"])
    einladung.refresh_from_db()
    assert einladung.widerrufen_am
    assert not Sitzung.objects.von(person).exists()


def test_einladungen_ueberleben_nicht_wer_beendet_wird(welt: Welt) -> None:
    einladung, leitung = _eingeladen(welt), welt.rollen["leitung"]
    leitung.bis = timezone.localdate()
    mitgliedschaften.zeitraum_sichern(
        mitgliedschaft=leitung, version=leitung.version, wer=welt.rollen["traeger"]
    )
    einladung.refresh_from_db()
    assert einladung.widerrufen_am


def test_die_letzte_verwaltung_bleibt(welt: Welt) -> None:
    eine = welt.rollen["verwaltung"]
    antwort = welt.client("verwaltung").post(
        reverse("mitgliedschaft_beenden", args=[eine.pk]),
        {"bis": timezone.localdate().isoformat(), "version": eine.version},
    )
    assert antwort.status_code == 422
    assert "Das ist die letzte Verwaltung." in antwort.content.decode()
    andere = f.MitgliedschaftFabrik(rolle=Rolle.VERWALTUNG, von=timezone.localdate())
    konten.sperren(person=andere.person, grund="", wer=eine)
    with pytest.raises(Verweigert):
        konten.sperren(person=eine.person, grund="", wer=andere)


def test_ein_name_loescht_keine_fremden_worte(welt: Welt) -> None:
    dieb, opfer = welt.rollen["mitarbeit"].person, welt.rollen["leitung"]
    dieb.name = "eingereicht"
    dieb.save()
    ereignis(opfer, "eingereicht", wer=opfer, grund="eingereicht mit Sommerfest")
    anonymisieren(person=dieb, wer=None, grund="")
    spur = Ereignis.objects.zu(opfer).get()
    assert (spur.was, spur.grund) == ("eingereicht", "eingereicht mit Sommerfest")


def test_der_verlauf_eines_kontos_nennt_keine_anmeldungen(welt: Welt) -> None:
    person = welt.rollen["leitung"].person
    daten = {"login": person.email, "password": "demo"}
    Client().post(reverse("account_login"), daten, headers={"User-Agent": "Firefox/1 Windows"})
    antwort = welt.client("verwaltung").get(reverse("verlauf_von", args=["person", person.pk]))
    assert antwort.status_code == 200
    assert "unter Windows" not in antwort.content.decode()


def test_ein_link_steht_nirgends_im_klartext(welt: Welt) -> None:
    """Neither its token nor who has used it, also where somebody is logged in; twice sent is once done."""
    kwargs = unter_link("")(welt, welt.eigenes)
    client, ort = welt.client("mitarbeit"), reverse("link_unter", kwargs=kwargs)
    daten = GEZAEHLT | {"einmal": "11111111-1111-4111-8111-111111111111"}
    antworten = [client.post(ort, daten) for _ in range(2)]
    assert [antwort.status_code for antwort in antworten] == [302, 302]
    assert antworten[0].url == antworten[1].url
    eintrag = Einmal.objects.get()
    assert kwargs["token"] not in eintrag.ziel
    assert eintrag.person is None
