"""The public directory: what everybody sees without an account, and what nobody sees."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote.models import Angebot
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
    ):
        assert text in seite
    assert "Lange nicht geprüft" not in seite
    assert "Leistungsbereich" not in seite
    Angebot.objects.update(geprueft_am=HEUTE - timedelta(days=200))
    seite = Client().get(reverse("verzeichnis_angebot", args=[angebot.pk])).content.decode()
    assert "Lange nicht geprüft" in seite


def test_suche_und_filter(welt: Welt) -> None:
    region = f.RegionFabrik(name="Biesdorf", bezirk=welt.bezirk)
    welt.nachbar.regionen.add(region)
    _angebot(welt, titel="Ärztesprechstunde", art="beratung")
    _angebot(welt, titel="Treff", zentrum=welt.nachbar)

    def titel(**parameter: Any) -> list[str]:
        antwort = Client().get(reverse("verzeichnis"), parameter)
        assert antwort.status_code == 200
        return [angebot.titel for angebot in antwort.context["object_list"]]

    assert titel() == ["Ärztesprechstunde", "Treff"]
    assert titel(q="ärzte") == ["Ärztesprechstunde"]
    assert titel(art="beratung") == ["Ärztesprechstunde"]
    assert titel(zentrum="nachbar") == ["Treff"]
    assert titel(stadtteil=region.pk) == ["Treff"]
    assert titel(q="gibt es nicht") == []
    assert titel(stadtteil="Unfug") == []


def test_seiten_bleiben_beim_filter(welt: Welt) -> None:
    f.AngebotFabrik.create_batch(21, zentrum=welt.eigenes)
    seite = Client().get(reverse("verzeichnis"), {"zentrum": "eigenes"}).content.decode()
    assert "Seite 1 von 2" in seite
    assert "?zentrum=eigenes&amp;page=2" in seite
    assert Client().get(reverse("verzeichnis"), {"page": "99"}).status_code == 404


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    for anzahl in (1, 3):
        for _ in range(anzahl):
            _angebot(welt)
            f.ZentrumFabrik(bezirk=welt.bezirk)
        with django_assert_num_queries(9):
            assert Client().get(reverse("verzeichnis")).status_code == 200
        with django_assert_num_queries(8):
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
