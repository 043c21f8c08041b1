"""The small pages of the frame, and the addresses that stay."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from stzverbund.basis import lebenszeichen
from stzverbund.basis.models import Postausgang
from stzverbund.start import zustand
from tests.welt import Welt
from zentren.models import Rolle

INNEN = (
    *("/start/", "/angebote/", "/statistik/", "/berichte/", "/zentren/"),
    *("/standards/", "/standards/runden/", "/standards/matrix/", "/massnahmen/"),
)


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


def test_gesundheit_nennt_alle_teile(db: None) -> None:
    antwort = Client().get("/gesundheit/")
    erwartet = {"datenbank": "ok", "migrationen": "ok", "arbeiter": "ok", "post": "ok"}
    assert (antwort.status_code, antwort.json()) == (200, erwartet)
    assert "no-store" in antwort["Cache-Control"]


def test_gesundheit_ohne_datenbank_und_mit_alter(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def kaputt() -> str:
        raise DatabaseError

    monkeypatch.setattr(zustand.MigrationExecutor, "migration_plan", lambda *args: ["eine"])
    zustand._vollstaendig.cache_clear()
    antwort = Client().get("/gesundheit/")
    assert (antwort.status_code, antwort.json()) == (503, {"datenbank": "ok", "migrationen": "fehlen"})
    monkeypatch.undo()
    monkeypatch.setattr(zustand, "datenbank", kaputt)
    antwort = Client().get("/gesundheit/")
    assert (antwort.status_code, antwort.json()) == (503, {"datenbank": "antwortet nicht"})


def test_arbeiter_und_post_die_schweigen(db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    streng = "/gesundheit/?streng"
    assert Client().get("/gesundheit/").json()["arbeiter"] == "hat sich noch nie gemeldet"
    assert Client().get("/gesundheit/").status_code == 200
    assert Client().get(streng).status_code == 503
    with lebenszeichen.gebend("arbeiter"):
        pass
    assert Client().get(streng).status_code == 200
    os.utime(tmp_path / ".dienste" / "arbeiter", (1_700_000_000, 1_700_000_000))
    assert Client().get(streng).json()["arbeiter"] == "schweigt seit 14.11.2023 23:13"
    Postausgang.objects.create(schluessel="x", an="a@haus.example", betreff="b", text="t")
    Postausgang.objects.update(angelegt_am=timezone.now() - timedelta(minutes=40))
    antwort = Client().get(streng)
    assert antwort.json()["post"].startswith("wartet seit ")
    assert "haus.example" not in antwort.content.decode()


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
