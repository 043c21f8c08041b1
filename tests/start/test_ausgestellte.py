"""All links that an organisation has given out, in one list, and closed from there."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import zaehllink
from stzverbund.basis.models import Link
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Einladung, Rolle, Zentrum
from zentren.personen import einladungen
from zentren.personen.stellen import Stelle

HEUTE = timezone.localdate()


def _zaehllink(welt: Welt, zentrum: Zentrum, titel: str, **mehr: object) -> str:
    angebot = f.AngebotFabrik(zentrum=zentrum, titel=titel)
    bis = HEUTE + timedelta(days=7)
    token = zaehllink.ausstellen(angebot=angebot, gueltig_bis=bis, zuletzt=None, wer=welt.rollen["leitung"])
    for feld, wert in mehr.items():
        setattr(angebot, feld, wert)
    angebot.save()
    return token


def _einladen(welt: Welt) -> Einladung:
    angaben = {"rolle": Rolle.LEITUNG, "email": "neu@haus.example", "name": "Kim", "von": HEUTE, "bis": None}
    stelle = Stelle("zentrum", welt.eigenes)
    return einladungen.einladen(stelle=stelle, wer=welt.rollen["traeger"], **angaben)


def _liste(welt: Welt, rolle: str) -> set[str]:
    antwort = welt.client(rolle).get(reverse("ausgestellte_links"))
    return {zeile.was for zeile in antwort.context["zeilen"]}


def test_jede_rolle_sieht_was_sie_widerrufen_darf(welt: Welt) -> None:
    _zaehllink(welt, welt.eigenes, "Nähcafé")
    _zaehllink(welt, welt.eigenes, "Vorbei", status="beendet", ende=HEUTE - timedelta(days=30))
    _zaehllink(welt, welt.nachbar, "Fremdes")
    _einladen(welt)
    f.EinladungFabrik(rolle="leitung", zentrum=welt.eigenes, email="ohne-link@haus.example")
    zaehlen, einladung = "Termine zählen: Nähcafé", "Einladung annehmen: STZ Eigenes, Leitung"
    assert _liste(welt, "mitarbeit") == {zaehlen}
    assert _liste(welt, "leitung") == {zaehlen, einladung}
    assert _liste(welt, "traeger") == {einladung}
    assert _liste(welt, "verwaltung") == {einladung}
    assert _liste(welt, "bezirksamt") == set()


def test_widerrufen_schliesst_die_tuer(welt: Welt) -> None:
    token, einladung = _zaehllink(welt, welt.eigenes, "Nähcafé"), _einladen(welt)
    client = welt.client("leitung")
    assert Client().get(f"/l/{token}/").status_code == 200
    assert "zuletzt benutzt am" in client.get(reverse("ausgestellte_links")).content.decode()
    for link in list(Link.objects.all()):
        adresse = reverse("link_widerrufen", args=[link.pk])
        assert client.post(adresse).url == reverse("ausgestellte_links")
        assert client.post(adresse).status_code == 404
    assert Client().get(f"/l/{token}/").status_code == 404
    einladung.refresh_from_db()
    assert einladung.widerrufen_am is not None
    assert _liste(welt, "leitung") == set()


def test_angenommen_ist_nicht_mehr_in_der_liste(welt: Welt) -> None:
    einladung = _einladen(welt)
    einladungen.konto_anlegen(einladung=einladung, name="Kim", passwort="langes-wort-77")
    assert _liste(welt, "leitung") == set()
