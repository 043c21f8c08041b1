"""The door: what opens nothing looks alike, and what opens something stays between the two."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import zaehllink
from angebote.models import Angebot, Termin
from stzverbund.basis import links
from stzverbund.basis.models import Link
from stzverbund.start import tuer
from tests import fabriken as f
from tests.welt import Welt

HEUTE = timezone.localdate()
UNBEKANNT = "2" * links.LAENGE


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    return f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé")


@pytest.fixture
def termin(angebot: Angebot) -> Termin:
    return f.TerminFabrik(angebot=angebot, datum=HEUTE - timedelta(days=1))


def _token(welt: Welt, angebot: Angebot) -> str:
    wer = welt.rollen["mitarbeit"]
    return zaehllink.ausstellen(angebot=angebot, gueltig_bis=HEUTE + timedelta(days=7), zuletzt=None, wer=wer)


def _oeffnen(token: str, unter: str = "", client: Client | None = None):
    return (client or Client()).get(f"/l/{token}/{unter}")


def _zugeklappt(antwort) -> tuple[int, str]:
    return antwort.status_code, antwort.content.decode()


def test_was_nichts_oeffnet_sieht_gleich_aus(welt: Welt, angebot: Angebot, termin: Termin) -> None:
    fremder = f.TerminFabrik(angebot=f.AngebotFabrik(zentrum=welt.eigenes), datum=HEUTE)
    token = _token(welt, angebot)
    assert _oeffnen(token).status_code == 200
    unbekannt = _zugeklappt(_oeffnen(UNBEKANNT))
    assert unbekannt[0] == 404
    assert "Dieser Link ist nicht gültig" in unbekannt[1]
    assert UNBEKANNT not in unbekannt[1]
    assert _zugeklappt(_oeffnen(token, f"{fremder.pk}/")) == unbekannt
    assert _zugeklappt(_oeffnen(token, "anderswo/")) == unbekannt
    assert _zugeklappt(Client().post(f"/l/{UNBEKANNT}/")) == unbekannt
    Link.objects.update(gueltig_bis=timezone.now())
    assert _zugeklappt(_oeffnen(token)) == unbekannt
    assert _zugeklappt(_oeffnen(token, f"{termin.pk}/")) == unbekannt
    Link.objects.update(gueltig_bis=timezone.now() + timedelta(days=1), widerrufen_am=timezone.now())
    assert _zugeklappt(_oeffnen(token)) == unbekannt
    Link.objects.update(widerrufen_am=None, zweck="gibt-es-nicht")
    assert _zugeklappt(_oeffnen(token)) == unbekannt
    Link.objects.update(zweck=zaehllink.ZAEHLEN.schluessel, gegenstand_id=0)
    assert _zugeklappt(_oeffnen(token)) == unbekannt


def test_die_adresse_verlaesst_das_haus_nicht(welt: Welt, angebot: Angebot) -> None:
    for antwort in (_oeffnen(_token(welt, angebot)), _oeffnen(UNBEKANNT)):
        assert antwort["Referrer-Policy"] == "no-referrer"
        assert antwort["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in antwort["Cache-Control"]
        assert 'name="robots" content="noindex' in antwort.content.decode()


def test_zu_viele_versuche(welt: Welt, angebot: Angebot) -> None:
    token = _token(welt, angebot)
    for _ in range(60):
        assert _oeffnen(UNBEKANNT).status_code == 404
    for versuch in (UNBEKANNT, token):
        antwort = _oeffnen(versuch)
        assert antwort.status_code == 429
        assert "Bitte warten Sie kurz" in antwort.content.decode()
    assert Client(REMOTE_ADDR="198.51.100.7").get(f"/l/{token}/").status_code == 200


def test_wer_richtig_liegt_wird_nicht_gezaehlt(welt: Welt, angebot: Angebot) -> None:
    token = _token(welt, angebot)
    for _ in range(65):
        assert _oeffnen(token).status_code == 200


def test_formulare_ohne_anmeldung(welt: Welt, angebot: Angebot, termin: Termin) -> None:
    """As a browser posts from a page under "no-referrer": the cookie and the field of the form, no sender."""
    client = Client(enforce_csrf_checks=True)
    adresse = f"/l/{_token(welt, angebot)}/{termin.pk}/"
    client.get(adresse)
    daten = {"status": "stattgefunden", "teilnahmen": "7", "version": "1"}
    mit_marke = daten | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(adresse, daten, headers={"Origin": "null"}).status_code == 403
    assert client.post(adresse, mit_marke, headers={"Origin": "https://fremd.example"}).status_code == 403
    assert Client(enforce_csrf_checks=True).post(adresse, mit_marke).status_code == 403
    termin.refresh_from_db()
    assert termin.teilnahmen is None
    antwort = client.post(adresse, mit_marke, headers={"Origin": "null"}, secure=True)
    assert antwort.status_code == 302
    termin.refresh_from_db()
    assert termin.teilnahmen == 7


def test_auch_ohne_absender_und_verschluesselt(welt: Welt, angebot: Angebot, termin: Termin) -> None:
    client = Client(enforce_csrf_checks=True)
    adresse = f"/l/{_token(welt, angebot)}/{termin.pk}/"
    client.get(adresse, secure=True)
    marke = client.cookies["csrftoken"].value
    daten = {"status": "stattgefunden", "version": "1", "csrfmiddlewaretoken": marke}
    assert client.post(adresse, daten, secure=True).status_code == 302


def test_eine_anmeldung_spielt_keine_rolle(welt: Welt, angebot: Angebot, termin: Termin) -> None:
    client = welt.client("leitung")
    token = _token(welt, angebot)
    seite = _oeffnen(token, client=client).content.decode()
    assert "Abmelden" not in seite
    assert "Hauptnavigation" not in seite
    client.post(f"/l/{token}/{termin.pk}/", {"status": "stattgefunden", "teilnahmen": "7", "version": "1"})
    stand = termin.history.first()
    assert (stand.history_user, stand.history_change_reason) == (None, "über Zähl-Link")
    assert client.get(reverse("start")).status_code == 200


def test_benutzt_wird_vermerkt(welt: Welt, angebot: Angebot) -> None:
    token = _token(welt, angebot)
    assert Link.objects.get().zuletzt_benutzt_am is None
    _oeffnen(token, "anderswo/")
    assert Link.objects.get().zuletzt_benutzt_am is None
    _oeffnen(token)
    assert Link.objects.get().zuletzt_benutzt_am == HEUTE


def test_andere_befehle_gibt_es_nicht(welt: Welt, angebot: Angebot) -> None:
    adresse = f"/l/{_token(welt, angebot)}/"
    for befehl in ("put", "delete", "patch"):
        assert getattr(Client(), befehl)(adresse).status_code == 405


def test_jeder_zweck_hat_einen_namen_fuer_sich() -> None:
    zwecke = [zweck for raum in tuer.RAEUME for zweck in raum]
    assert len(zwecke) == len(set(zwecke)) == len(tuer.ADRESSEN)
