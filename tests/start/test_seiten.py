"""The small pages of the frame, and the addresses that stay."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from stzverbund.start import zustand
from tests.welt import Welt
from zentren.models import Rolle

INNEN = ("/start/", "/angebote/", "/statistik/", "/berichte/", "/zentren/")


@pytest.mark.parametrize("rolle", Rolle.values)
def test_jede_rolle_bekommt_jede_hauptseite(welt: Welt, rolle: str) -> None:
    client = welt.client(rolle)
    for adresse in INNEN:
        antwort = client.get(adresse)
        assert antwort.status_code == 200, adresse
        assert antwort.content.decode().count("<h1") == 1, adresse


@pytest.mark.parametrize(
    ("name", "punkt"),
    [
        ("start", "Start"),
        ("angebot_liste", "Angebote"),
        ("termin_liste", "Angebote"),
        ("fachstelle_liste", "Zentren"),
        ("fachstelle_neu", "Zentren"),
        ("impressum", ""),
    ],
)
def test_navigation_sagt_wo_man_ist(welt: Welt, name: str, punkt: str) -> None:
    navigation = welt.client("leitung").get(reverse(name)).context["navigation"]
    assert [eintrag.text for eintrag in navigation if eintrag.aktiv] == ([punkt] if punkt else [])


@pytest.mark.parametrize("adresse", INNEN)
def test_niemand_wird_zur_anmeldung_gefuehrt(db: None, adresse: str) -> None:
    antwort = Client().get(adresse)
    assert (antwort.status_code, antwort.url) == (302, f"/anmelden/?next={adresse}")


@pytest.mark.parametrize(
    "adresse", ["/", "/anmelden/", "/verzeichnis/", "/impressum/", "/datenschutz/", "/barrierefreiheit/"]
)
def test_oeffentliche_seiten(welt: Welt, adresse: str) -> None:
    assert Client().get(adresse).status_code == 200


def test_oeffentlicher_start_nennt_die_zentren(welt: Welt) -> None:
    seite = Client().get("/").content.decode()
    for zentrum in (welt.eigenes, welt.nachbar, welt.fern):
        assert zentrum.name in seite


def test_gesundheit_nennt_datenbank_und_arbeiter(db: None) -> None:
    antwort = Client().get("/gesundheit/")
    assert (antwort.status_code, antwort.json()) == (200, {"datenbank": "ok", "arbeiter": "ok"})
    assert "no-store" in antwort["Cache-Control"]


def test_gesundheit_ohne_datenbank(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def kaputt() -> str:
        raise DatabaseError

    monkeypatch.setattr(zustand, "arbeiter", kaputt)
    antwort = Client().get("/gesundheit/")
    assert (antwort.status_code, antwort.json()) == (503, {"datenbank": "antwortet nicht"})


@pytest.mark.parametrize(("minuten", "wort"), [(5, "ok"), (15, "wartet seit ")])
def test_arbeiter_der_nicht_arbeitet_faellt_auf(db: None, minuten: int, wort: str) -> None:
    auftrag = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        task_path="x.y",
        queue_name="default",
        priority=0,
        run_after=timezone.now() - timedelta(minutes=minuten),
    )
    DBTaskResult.objects.filter(pk=auftrag.pk).update(enqueued_at=timezone.now() - timedelta(minutes=minuten))
    assert Client().get("/gesundheit/").json()["arbeiter"].startswith(wort)


def test_strenge_kopfzeilen(db: None) -> None:
    antwort = Client().get(reverse("oeffentlich"))
    regeln = antwort["Content-Security-Policy"]
    assert "default-src 'none'" in regeln
    assert "script-src 'self';" in regeln + ";"
    assert "unsafe" not in regeln
    assert antwort["X-Frame-Options"] == "DENY"
    assert antwort["Referrer-Policy"] == "same-origin"
