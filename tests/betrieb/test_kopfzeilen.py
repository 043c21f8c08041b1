"""The same strict headers on everything that the server answers, and cookies that no other page can use."""

import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from stzverbund.start import views
from tests.welt import Welt

ERWARTET = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}


def _geprueft(antwort: Any, status: int, typ: str) -> None:
    assert (antwort.status_code, antwort["Content-Type"].partition(";")[0]) == (status, typ)
    assert {name: antwort.get(name) for name in ERWARTET} == ERWARTET
    regeln = {regel.strip() for regel in antwort["Content-Security-Policy"].split(";")}
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= regeln
    assert "unsafe" not in antwort["Content-Security-Policy"]
    assert "camera=()" in antwort["Permissions-Policy"]
    assert "geolocation=()" in antwort["Permissions-Policy"]
    assert antwort["X-Request-ID"]


def test_alle_antworten_tragen_dieselben_kopfzeilen(
    welt: Welt, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    client = welt.client("verwaltung")
    client.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
    _geprueft(client.get("/"), 200, "text/html")
    _geprueft(
        client.get(reverse("verzeichnis_programm", args=[welt.eigenes.slug, date(2026, 11, 1)])),
        200,
        "application/pdf",
    )
    _geprueft(client.head("/static/img/zeichen.svg"), 200, "image/svg+xml")
    _geprueft(client.get("/verwaltung/"), 200, "text/html")
    _geprueft(client.get("/gesundheit/"), 200, "application/json")
    _geprueft(client.get("/gibt-es-nicht/"), 404, "text/html")
    _geprueft(client.post("/gesundheit/"), 405, "text/html")
    _geprueft(client.get("/", headers={"host": "fremd.example"}), 400, "text/html")
    client.raise_request_exception = False
    monkeypatch.setattr(views, "treffer", None)
    _geprueft(client.get("/"), 500, "text/html")


def test_cookies_des_betriebs_gelten_nur_hier() -> None:
    """`__Host-` binds a cookie to https and to this very host; asked of a process of production."""
    befehl = """if 1:
        from django.conf import settings as s
        for art in ("SESSION", "CSRF"):
            print(*(getattr(s, f"{art}_COOKIE_{was}") for was in ("NAME", "SECURE", "HTTPONLY", "SAMESITE")))
        print(s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_DOMAIN)
    """
    umgebung = os.environ | {"DJANGO_SETTINGS_MODULE": "stzverbund.settings"}
    lauf = subprocess.run(
        [sys.executable, "-c", befehl], cwd=settings.BASE_DIR, env=umgebung, capture_output=True, text=True
    )
    erwartet = ["__Host-sitzung True True Lax", "__Host-csrf True True Lax", "None None"]
    assert lauf.stdout.splitlines() == erwartet, lauf.stderr


def test_sitzung_und_formular_liest_kein_skript(db: None) -> None:
    client = Client()
    client.get("/anmelden/")
    assert client.cookies[settings.CSRF_COOKIE_NAME]["httponly"]
    assert client.cookies[settings.CSRF_COOKIE_NAME]["samesite"] == "Lax"
