"""Logs: one JSON object a line, found again by the number of the request, and nothing about anybody."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.protokoll import JsonZeile, geschwaerzt
from stzverbund.start import views
from tests.welt import Welt

NUMMER = "proxy-0123456789abcdef"


@pytest.fixture
def zeilen() -> Iterator[io.StringIO]:
    """What the root handler of production would write."""
    strom = io.StringIO()
    handler = logging.StreamHandler(strom)
    handler.setFormatter(JsonZeile())
    logging.getLogger().addHandler(handler)
    yield strom
    logging.getLogger().removeHandler(handler)


def _gelesen(zeilen: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(zeile) for zeile in zeilen.getvalue().splitlines()]


def test_anfrage_mit_nummer_ansicht_und_rolle(welt: Welt, zeilen: io.StringIO) -> None:
    antwort = welt.client("leitung").get("/start/?name=Erika", headers={"x-request-id": NUMMER})
    (zeile,) = _gelesen(zeilen)
    assert zeile.pop("zeit").endswith("+00:00")
    assert 0 <= zeile.pop("dauer_ms") < 60_000
    assert zeile == {
        "stufe": "INFO",
        "quelle": "stzverbund.zugriff",
        "text": "Anfrage",
        "kennung": NUMMER,
        "ansicht": "start",
        "methode": "GET",
        "status": 200,
        "rolle": "leitung",
    }
    assert antwort["X-Request-ID"] == NUMMER


@pytest.mark.parametrize(
    "nummer", ["", "kurz", "x" * 65, "erika@haus.example", "zeile\nzwei-abcdef", "ümläute-äöü"]
)
def test_unbrauchbare_nummer_wird_ersetzt(db: None, nummer: str) -> None:
    antwort = Client().get("/impressum/", headers={"x-request-id": nummer})
    assert len(antwort["X-Request-ID"]) == 32
    assert antwort["X-Request-ID"] != nummer


def test_weder_mail_noch_token_noch_adresse(
    welt: Welt, zeilen: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Logging in, wrong links, forms without token, unknown hosts and an error that quotes what was typed."""

    def kaputt(*args: Any) -> None:
        raise ValueError("Erika Muster erika@haus.example")

    client = Client(enforce_csrf_checks=True, raise_request_exception=False, REMOTE_ADDR="203.0.113.77")
    monkeypatch.setattr(views, "treffer", kaputt)
    daten = {"login": "erika@haus.example", "password": "geheimesKennwort", "name": "Erika Muster"}
    assert client.post("/anmelden/?next=/x/&mail=erika@haus.example", daten).status_code == 403
    assert client.get("/l/geheimertoken123/").status_code == 404
    assert client.get("/l/geheimertoken123/bogen/").status_code == 404
    assert client.get("/Erika-Muster/erika@haus.example/").status_code == 404
    assert client.get("/", headers={"host": "fremd.example"}).status_code == 400
    antwort = client.get("/?suche=Erika")
    assert antwort.status_code == 500
    geschrieben = zeilen.getvalue()
    for geheim in ("rika", "uster", "geheim", "203.0.113", "suche", "/l/g"):
        assert geheim not in geschrieben, geschrieben
    fehler = next(z for z in _gelesen(zeilen) if z["quelle"] == "django.request" and "fehler" in z)
    assert fehler["kennung"] == antwort["X-Request-ID"]
    assert fehler["kennung"] in antwort.content.decode()
    assert fehler["fehler"][0].startswith("builtins.ValueError [")
    assert "start/views.py" in fehler["fehler"][0]
    assert {z["ansicht"] for z in _gelesen(zeilen) if z["text"] == "Anfrage"} >= {"account_login", "link", ""}


def test_ursache_und_worte_der_maschine(zeilen: io.StringIO) -> None:
    try:
        try:
            raise OSError(28, "No space left on device")
        except OSError as ursache:
            raise KeyError("Erika") from ursache
    except KeyError:
        logging.getLogger("probe").exception("Ablage von %s", "x@y.example", extra={"fremd": "nicht dabei"})
    (zeile,) = _gelesen(zeilen)
    assert zeile["text"] == "Ablage von …@…"
    assert "[Errno 28] No space left on device" in zeile["fehler"][0]
    assert zeile["fehler"][1].startswith("builtins.KeyError [")
    assert "Erika" not in zeilen.getvalue()
    assert "fremd" not in zeile


@given(st.emails(), st.ip_addresses())
def test_schwaerzen(mail: str, netz: Any) -> None:
    text = geschwaerzt(
        f"von <{mail}> aus {netz} nach https://x.example/l/abc123/bogen/?mail={mail} um 12:30:05"
    )
    assert mail not in text
    assert str(netz) not in text.split()
    assert "abc123" not in text
    assert "um 12:30:05" in text


def test_jede_ansicht_der_adressen_hat_einen_namen_ohne_angaben(db: None, zeilen: io.StringIO) -> None:
    Client().get(reverse("verzeichnis") + "?q=Erika+Muster")
    assert _gelesen(zeilen)[-1]["ansicht"] == "verzeichnis"
    assert "Erika" not in zeilen.getvalue()
