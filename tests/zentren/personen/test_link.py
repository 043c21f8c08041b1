"""Behind the link of the mail: who comes how far, in plain words."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.models import Postausgang
from tests.welt import KENNWORT, Welt
from zentren.models import Einladung, Mitgliedschaft, Person

HEUTE = timezone.localdate()
PASSWORT = {"passwort": "ein-langes-wort-77", "wiederholung": "ein-langes-wort-77"}


def _einladen(welt: Welt, email: str, rolle: str = "mitarbeit", **mehr: Any) -> Any:
    """By the form, as the Leitung; answers with the page that the inviter sees then."""
    adresse = reverse("einladung_neu", args=["zentrum", welt.eigenes.pk])
    daten = {"email": email, "name": "Kim Neu", "rolle": rolle, "von": HEUTE.isoformat()} | mehr
    return welt.client("leitung").post(adresse, daten, follow=True)


def _link() -> str:
    treffer = re.search(r"https?://[^/]+(/l/\w+/)", Postausgang.objects.latest("pk").text)
    assert treffer
    return treffer[1]


def _seite(antwort: Any) -> str:
    return antwort.content.decode()


def test_vom_link_bis_zur_startseite(welt: Welt) -> None:
    _einladen(welt, "neu@haus.example")
    link, client = _link(), Client()
    seite = _seite(client.get(link))
    assert "STZ Eigenes" in seite
    assert "Test Leitung" in seite
    assert 'value="Kim Neu"' in seite
    assert not Person.objects.filter(email="neu@haus.example").exists()
    antwort = client.post(link, {"name": "Kim Anders", **PASSWORT})
    assert (antwort.status_code, antwort.url) == (302, reverse("start"))
    assert "STZ Eigenes, Mitarbeit" in _seite(client.get("/start/"))
    assert get_user(client).name == "Kim Anders"  # type: ignore[arg-type]
    # Reload, double click, and the same link a day later
    noch_einmal = Client().post(link, {"name": "Dritte", **PASSWORT})
    assert noch_einmal.status_code == 410
    assert "schon angenommen" in _seite(noch_einmal)
    assert client.post(link, {"name": "Dritte", **PASSWORT}, follow=True).status_code == 200
    assert Mitgliedschaft.objects.filter(person__email="neu@haus.example").count() == 1
    assert Client().post("/anmelden/", {"login": "neu@haus.example", "password": PASSWORT["passwort"]}).url


@pytest.mark.parametrize(
    ("passwort", "wiederholung", "worte"),
    [
        ("ein-langes-wort-77", "ein-anderes-wort-77", "stimmen nicht überein"),
        ("kurz", "kurz", "zu kurz"),
        ("neu@haus.example", "neu@haus.example", "zu ähnlich"),
        ("passwort", "passwort", "zu üblich"),
        ("", "", "zwingend erforderlich"),
    ],
)
def test_schwache_passwoerter_auf_deutsch(welt: Welt, passwort: str, wiederholung: str, worte: str) -> None:
    _einladen(welt, "neu@haus.example")
    daten = {"name": "Kim", "passwort": passwort, "wiederholung": wiederholung}
    antwort = Client().post(_link(), daten)
    assert antwort.status_code == 422
    assert worte in _seite(antwort)
    assert 'value="Kim"' in _seite(antwort)
    assert Einladung.objects.get().offen


def test_wer_ein_konto_hat_meldet_sich_an_und_nimmt_mit_einem_klick_an(welt: Welt) -> None:
    _einladen(welt, "traeger@demo.example")
    link, client = _link(), Client()
    seite = _seite(client.get(link))
    weiter = re.search(r'href="(/anmelden/\?next=[^"]+)"', seite)
    assert weiter
    assert "passwort" not in seite.lower()
    anmelden = client.post(weiter[1], {"login": "traeger@demo.example", "password": KENNWORT})
    annehmen = reverse("einladung_annehmen", args=[Einladung.objects.get().pk])
    assert anmelden.url == annehmen
    assert client.get(link).url == annehmen
    assert "STZ Eigenes" in _seite(client.get(annehmen))
    for _ in range(2):
        assert client.post(annehmen).url == reverse("start")
    assert "STZ Eigenes, Mitarbeit" in _seite(client.get("/start/"))
    assert client.get(annehmen).url == reverse("start")
    assert Mitgliedschaft.objects.filter(person__email="traeger@demo.example").count() == 2


def test_die_einladung_von_anderen_wird_in_worten_abgelehnt(welt: Welt) -> None:
    _einladen(welt, "neu@haus.example")
    link, fremd = _link(), welt.client("mitarbeit")
    for antwort in (fremd.get(link), fremd.post(link, {"name": "Dieb", **PASSWORT})):
        assert antwort.status_code == 403
        assert "gilt für ein anderes Konto" in _seite(antwort)
        assert "neu@haus.example" not in _seite(antwort)
    annehmen = reverse("einladung_annehmen", args=[Einladung.objects.get().pk])
    assert [fremd.get(annehmen).status_code, fremd.post(annehmen).status_code] == [404, 404]
    assert Einladung.objects.get().offen


def test_die_antwort_verraet_kein_konto(welt: Welt) -> None:
    """Two addresses, one with an account and one without, and word for word the same answers."""
    seiten = []
    for email in ("verband@demo.example", "niemand@haus.example"):
        seite = _seite(_einladen(welt, email)).replace(email, "")
        seiten.append(re.sub(r'value="[\w-]{36,64}"|einladungen/\d+', "", seite))
        Einladung.objects.all().delete()
    assert "versandt" in seiten[0]
    assert seiten[0] == seiten[1]


def test_abgelaufen_und_widerrufen_oeffnen_nichts(welt: Welt) -> None:
    _einladen(welt, "neu@haus.example")
    link, einladung = _link(), Einladung.objects.get()
    leitung = welt.client("leitung")
    leitung.post(reverse("einladung_widerrufen", args=[einladung.pk]))
    antwort = Client().get(link)
    assert antwort.status_code == 404
    assert "Dieser Link ist nicht gültig" in _seite(antwort)


def test_niemand_flutet_postfaecher(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zentren.personen.views.stelle.JE_STUNDE", 2)
    _einladen(welt, "eins@haus.example")
    erneut = reverse("einladung_erneut", args=[Einladung.objects.get().pk])
    assert "erneut versandt" in _seite(welt.client("leitung").post(erneut, {"version": "1"}, follow=True))
    assert "Bitte warten Sie eine Stunde" in _seite(_einladen(welt, "zwei@haus.example"))
    nein = welt.client("leitung").post(erneut, {"version": "2"}, follow=True)
    assert "Bitte warten Sie eine Stunde" in _seite(nein)
    assert Postausgang.objects.count() == 2


def test_nur_erlaubte_rollen_und_stellen(welt: Welt) -> None:
    """What the form does not offer cannot be posted either."""
    for rolle in ("verwaltung", "traeger", "gibt-es-nicht"):
        assert "Bitte eine gültige Auswahl treffen" in _seite(_einladen(welt, "x@y.example", rolle=rolle))
    untergeschoben = _einladen(welt, "x@y.example", zentrum=welt.nachbar.pk, is_superuser="on")
    assert untergeschoben.status_code == 200
    assert Einladung.objects.get().zentrum == welt.eigenes
    falsch = _einladen(welt, "keine adresse", bis="2020-01-01")
    assert falsch.status_code == 422
    assert "Das Ende liegt vor dem Beginn." in _seite(falsch)
    assert 'value="keine adresse"' in _seite(falsch)
