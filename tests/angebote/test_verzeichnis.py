"""The public directory: what everybody sees without an account, and what nobody sees."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote.ausblick import naechste_termine
from angebote.models import Angebot, Fremdangebot
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Oeffnungszeit, Schliesszeit, Sprechzeit

HEUTE = timezone.localdate()


def _angebot(welt: Welt, **mehr: Any) -> Angebot:
    angebot = f.AngebotFabrik(**{"zentrum": welt.eigenes, "geprueft_am": HEUTE} | mehr)
    f.ZeitplanFabrik(angebot=angebot)
    return angebot


@pytest.mark.parametrize(("status", "da"), [("entwurf", 404), ("beendet", 404), ("pausiert", 200)])
def test_nur_veroeffentlichtes_und_pausiertes(welt: Welt, status: str, da: int) -> None:
    angebot, client = _angebot(welt, titel="Nähcafé", status=status), Client()
    seite = client.get(reverse("verzeichnis_angebot", args=[angebot.pk]))
    assert seite.status_code == da
    assert ("Nähcafé" in client.get(reverse("verzeichnis")).content.decode()) == (da == 200)
    if da == 200:
        assert "Dieses Angebot pausiert zurzeit." in seite.content.decode()
        assert "Nächste Termine" not in seite.content.decode()


def test_oeffentliche_angaben(welt: Welt) -> None:
    standort = f.StandortFabrik(zentrum=welt.eigenes)
    angebot = _angebot(welt, standort=standort, beschreibung="Wir nähen.", kontakt_email="haus@demo.example")
    seite = Client().get(reverse("verzeichnis_angebot", args=[angebot.pk])).content.decode()
    for text in (
        "Jeden Dienstag, 10:00–11:30 Uhr",
        "Haupthaus, Beispielallee 1, 12679 Berlin",
        "kostenfrei",
        "030 123456",
        "haus@demo.example",
        "Wir nähen.",
        "STZ Eigenes",
        f"geprüft am {HEUTE:%d.%m.%Y}",
        "nicht stufenlos erreichbar; kein barrierefreies WC",
        reverse("verzeichnis_angebot_termine", args=[angebot.pk]),
        reverse("verzeichnis_angebot_hinweis", args=[angebot.pk]),
        "query=Beispielallee%201%2C%2012679%20Berlin",
    ):
        assert text in seite
    assert "Lange nicht geprüft" not in seite
    assert "Leistungsbereich" not in seite
    Angebot.objects.update(geprueft_am=HEUTE - timedelta(days=200))
    seite = Client().get(reverse("verzeichnis_angebot", args=[angebot.pk])).content.decode()
    assert "Lange nicht geprüft" in seite


def test_seiten_bleiben_beim_filter(welt: Welt) -> None:
    f.AngebotFabrik.create_batch(21, zentrum=welt.eigenes)
    seite = Client().get(reverse("verzeichnis"), {"zentrum": "eigenes"}).content.decode()
    assert "Seite 1 von 2" in seite
    assert "?zentrum=eigenes&amp;page=2" in seite
    assert "21 Angebote" in seite
    assert Client().get(reverse("verzeichnis"), {"page": "99"}).status_code == 404


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    for anzahl in (1, 3):
        for _ in range(anzahl):
            _angebot(welt)
            f.FremdangebotFabrik(zentrum=welt.eigenes)
            f.ZentrumFabrik(bezirk=welt.bezirk)
        with django_assert_num_queries(11):
            assert Client().get(reverse("verzeichnis")).status_code == 200
        with django_assert_num_queries(12):
            assert Client().get(reverse("verzeichnis_zentrum", args=["eigenes"])).status_code == 200


def test_seite_des_zentrums(welt: Welt) -> None:
    haus = f.StandortFabrik(zentrum=welt.eigenes, stufenlos=True, barrierefreiheit="Aufzug vorhanden")
    Oeffnungszeit.objects.create(standort=haus, wochentag=0, von=time(10), bis=time(18))
    Sprechzeit.objects.create(
        zentrum=welt.eigenes, thema="Sozialberatung", wochentag=1, von=time(10), bis=time(12)
    )
    bald = {"von": HEUTE + timedelta(days=3), "bis": HEUTE + timedelta(days=5)}
    Schliesszeit.objects.create(zentrum=welt.eigenes, grund="Betriebsferien", **bald)
    vorbei = {"von": HEUTE - timedelta(days=5), "bis": HEUTE - timedelta(days=3)}
    Schliesszeit.objects.create(zentrum=welt.eigenes, grund="Vergangenes", **vorbei)
    _angebot(welt, titel="Nähcafé")
    _angebot(welt, titel="Fremdes", zentrum=welt.nachbar)
    seite = Client().get(reverse("verzeichnis_zentrum", args=["eigenes"])).content.decode()
    for text in (
        "Montag 10:00–18:00 Uhr",
        "Dienstag 10:00–12:00 Uhr",
        "stufenlos erreichbar, kein barrierefreies WC",
        "Aufzug vorhanden",
        "Betriebsferien",
        "Eigener Träger gGmbH",
        "Nähcafé",
        "Die nächsten sieben Tage",
        reverse("verzeichnis_zentrum_termine", args=["eigenes"]),
        reverse("verzeichnis_zentrum_hinweis", args=["eigenes"]),
    ):
        assert text in seite
    assert "Vergangenes" not in seite
    assert "Fremdes" not in seite
    assert Client().get(reverse("verzeichnis_zentrum", args=["gibt-es-nicht"])).status_code == 404


def test_geschlossenes_zentrum(welt: Welt) -> None:
    welt.fern.in_betrieb_bis = date(2026, 1, 1)
    welt.fern.save()
    seite = Client().get(reverse("verzeichnis_zentrum", args=["fern"])).content.decode()
    assert "nicht mehr in Betrieb" in seite
    assert "STZ Fern" not in [z.name for z in Client().get(reverse("verzeichnis")).context["zentren"]]


def test_seite_eines_fremdangebots(welt: Welt) -> None:
    eintrag = f.FremdangebotFabrik(
        zentrum=welt.eigenes, titel="Yoga", zeiten="dienstags ab 18 Uhr", website="https://sport.example/"
    )
    adresse = reverse("verzeichnis_fremdangebot", args=[eintrag.pk])
    seite = Client().get(adresse).content.decode()
    for text in (
        "Von einem anderen Träger",
        "Sportverein Ost",
        "dienstags ab 18 Uhr",
        "https://sport.example/",
    ):
        assert text in seite
    assert "Lange nicht geprüft" not in seite
    assert "Leistungsbereich" not in seite
    Fremdangebot.objects.update(geprueft_am=HEUTE - timedelta(days=200))
    assert "Lange nicht geprüft" in Client().get(adresse).content.decode()


def test_karten_zeigen_die_naechsten_termine_der_seite(welt: Welt) -> None:
    angebot = _angebot(welt, titel="Nähcafé")
    ausfall = naechste_termine(angebot, HEUTE)[1]
    f.TerminFabrik(
        angebot=angebot, datum=ausfall.datum, von=ausfall.von, status="ausgefallen", grund="Krankheit"
    )
    karte = Client().get(reverse("verzeichnis")).context["karten"][0]
    assert list(karte.naechste) == naechste_termine(angebot, HEUTE, 3)
    seite = Client().get(reverse("verzeichnis")).content.decode()
    assert "(fällt aus)" in seite
    assert "Krankheit" not in seite
    am_haus = Client().get(reverse("verzeichnis_zentrum", args=["eigenes"]))
    assert am_haus.context["karten"][0] == karte


def test_die_woche_eines_zentrums(welt: Welt) -> None:
    angebot = _angebot(welt, titel="Nähcafé")
    f.TerminFabrik(angebot=angebot, datum=HEUTE, von=time(9), bis=time(10), status="ausgefallen", grund="x")
    f.TerminFabrik(angebot=angebot, datum=HEUTE + timedelta(days=7), von=time(9), bis=time(10))
    antwort = Client().get(reverse("verzeichnis_zentrum", args=["eigenes"]))
    woche = [(t.datum, t.von) for t in antwort.context["woche"]]
    dienstag = HEUTE + timedelta(days=(1 - HEUTE.weekday()) % 7)
    assert set(woche) == {(HEUTE, time(9)), (dienstag, time(10))}
    assert "fällt aus" in antwort.content.decode()
