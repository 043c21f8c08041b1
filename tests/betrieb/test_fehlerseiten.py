"""Error pages: in our look, in plain German, with a way on; 500 names the number of the request."""

from typing import Any

import pytest
from django.template import TemplateDoesNotExist
from django.test import Client

from stzverbund.start import fehler, views
from tests.hilfen.seite import seitenbefunde


def _geprueft(antwort: Any, status: int, satz: str) -> str:
    seite = antwort.content.decode()
    assert antwort.status_code == status
    assert seite.count("<h1") == 1
    assert satz in seite
    assert "stz.css" in seite
    assert 'href="/start/"' in seite
    assert not seitenbefunde(seite)
    return seite


def test_seiten_in_unserem_aussehen(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    _geprueft(client.get("/", headers={"host": "fremd.example"}), 400, "Die Anfrage ist ungültig")
    _geprueft(client.post("/anmelden/", {"x": "y"}), 403, "Das Formular ist abgelaufen")
    _geprueft(client.get("/gibt-es-nicht/"), 404, "Diese Seite gibt es nicht")
    client = Client(raise_request_exception=False)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    _geprueft(client.post("/anmelden/", {"x": "y" * 200}), 413, "Das ist zu groß")
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    _geprueft(client.post("/anmelden/", {str(i): "y" for i in range(5)}), 413, "Das ist zu groß")
    monkeypatch.setattr(views, "treffer", None)
    antwort = client.get("/")
    assert antwort["X-Request-ID"] in _geprueft(antwort, 500, "Da ist etwas schiefgegangen")


def test_panne_auch_ohne_vorlage(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fehlt(*args: Any) -> str:
        raise TemplateDoesNotExist("500.html")

    monkeypatch.setattr(fehler, "render_to_string", fehlt)
    monkeypatch.setattr(views, "treffer", None)
    antwort = Client(raise_request_exception=False).get("/")
    assert (antwort.status_code, antwort["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert antwort.content.decode() == fehler.NOTFALLS
