from collections.abc import Callable
from typing import Any

from django.urls import reverse

from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Fachstelle


def _angaben(**mehr: object) -> dict[str, object]:
    art = f.FachstellenartFabrik()
    return {"art": art.pk, "name": "Schuldnerberatung Ost", "sprachen": "Deutsch", "ort": "Berlin", **mehr}


def test_mitarbeit_traegt_ein_und_vermerkt_pruefung(welt: Welt) -> None:
    client = welt.client("mitarbeit")
    antwort = client.post(reverse("fachstelle_neu"), _angaben())
    fachstelle = Fachstelle.objects.get()
    assert antwort.url == reverse("fachstelle", args=[fachstelle.pk])
    assert fachstelle.bezirk == welt.bezirk
    client.post(reverse("fachstelle_pruefen", args=[fachstelle.pk]))
    fachstelle.refresh_from_db()
    assert fachstelle.geprueft_am
    assert "geprüft" in client.get(antwort.url).content.decode()


def test_zweite_person_ueberschreibt_nichts_ungesehen(welt: Welt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk, art=f.FachstellenartFabrik())
    client, adresse = welt.client("leitung"), reverse("fachstelle_bearbeiten", args=[fachstelle.pk])
    assert client.post(adresse, _angaben(name="Erste Fassung", version=1)).status_code == 302
    antwort = client.post(adresse, _angaben(name="Zweite Fassung", version=1))
    assert antwort.status_code == 422
    assert "dort steht jetzt „Erste Fassung“" in antwort.content.decode()
    fachstelle.refresh_from_db()
    assert fachstelle.name == "Erste Fassung"
    assert client.post(adresse, _angaben(name="Zweite Fassung", version=2)).status_code == 302


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("mitarbeit")
    for anzahl in (1, 3):
        f.FachstelleFabrik.create_batch(anzahl, bezirk=welt.bezirk)
        with django_assert_num_queries(6):
            assert client.get(reverse("fachstelle_liste")).status_code == 200
