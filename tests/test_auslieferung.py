"""The application as it is served: gunicorn, hashed and compressed files, a light first page."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser

PYTHON = Path(sys.executable)
HOECHSTENS_BYTES = 200 * 1024
HOECHSTENS_ANFRAGEN = 12


def _freier_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as horcher:
        return horcher.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with an empty database of its own."""
    ordner, port = tmp_path_factory.mktemp("auslieferung"), _freier_port()
    umgebung = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "stzverbund.settings",
        "DEMO": "1",
        "DATABASE_URL": f"sqlite:///{ordner / 'daten.sqlite3'}",
        "MEDIA_ROOT": str(ordner),
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }
    for befehl in (["migrate"], ["collectstatic", "--noinput"]):
        verwaltung = [PYTHON, "manage.py", *befehl, "--verbosity", "0"]
        subprocess.run(verwaltung, cwd=settings.BASE_DIR, env=umgebung, check=True)
    with subprocess.Popen(
        [PYTHON.with_name("gunicorn"), "stzverbund.wsgi"], cwd=settings.BASE_DIR, env=umgebung
    ) as prozess:
        adresse = f"http://localhost:{port}"
        warten = [PYTHON, "scripts/warten.py", f"http://127.0.0.1:{port}/gesundheit/"]
        try:
            subprocess.run(warten, cwd=settings.BASE_DIR, check=True)
            yield adresse
        finally:
            prozess.terminate()


@pytest.mark.parametrize("pfad", ["/", "/anmelden/"])
def test_erste_seite_ist_leicht(server: str, browser: Browser, pfad: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    netz = context.new_cdp_session(page)
    netz.send("Network.enable")
    groessen: list[float] = []
    netz.on("Network.loadingFinished", lambda ereignis: groessen.append(ereignis["encodedDataLength"]))
    page.goto(server + pfad, wait_until="networkidle")
    context.close()
    assert 3 < len(groessen) <= HOECHSTENS_ANFRAGEN
    assert sum(groessen) <= HOECHSTENS_BYTES


def test_dateien_tragen_pruefsumme_und_duerfen_bleiben(server: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server + "/anmelden/")
    verweise = page.eval_on_selector_all(
        "link[rel=stylesheet], script[src]", "alle => alle.map(e => e.href || e.src)"
    )
    koepfe = [context.request.get(verweis).headers for verweis in verweise]
    context.close()
    assert len(koepfe) > 2
    assert all("immutable" in kopf["cache-control"] for kopf in koepfe)
    assert all(kopf["content-encoding"] in {"br", "gzip"} for kopf in koepfe)
