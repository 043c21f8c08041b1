"""gunicorn with one worker, and a client that keeps its connection."""

import gzip
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

HIER = Path(__file__).resolve().parent
ORDNER = HIER.parent.parent
GEHEIM = "b" * 32


@dataclass
class Verbindung:
    """Somebody logged in, over one connection that stays open."""

    port: int
    sitzung: str

    def __post_init__(self) -> None:
        self._leitung = http.client.HTTPConnection("127.0.0.1", self.port)
        self._kopf = {
            "Cookie": f"sessionid={self.sitzung}; csrftoken={GEHEIM}",
            "X-CSRFToken": GEHEIM,
            "X-Requested-With": "fetch",
            "Accept-Encoding": "gzip",
        }

    def holen(self, adresse: str) -> bytes:
        return self._fragen("GET", adresse)

    def senden(self, adresse: str, inhalt: str) -> bytes:
        return self._fragen("POST", adresse, inhalt, {"Content-Type": "application/json"})

    def _fragen(self, wie: str, adresse: str, inhalt: str | None = None, kopf: dict | None = None) -> bytes:
        self._leitung.request(wie, adresse, inhalt, self._kopf | (kopf or {}))
        antwort = self._leitung.getresponse()
        text = antwort.read()
        if antwort.status != 200:
            sys.exit(f"{adresse}: Antwort {antwort.status} statt 200: {text[:200]!r}")
        return gzip.decompress(text) if antwort.headers["Content-Encoding"] == "gzip" else text


@dataclass
class Server:
    port: int

    def als(self, rolle: str) -> Verbindung:
        cookies: SimpleCookie = angemeldet(rolle).cookies
        return Verbindung(self.port, cookies["sessionid"].value)


def angemeldet(rolle: str) -> Any:
    """A test client of somebody of the demo."""
    from django.test import Client

    from zentren.models import Person

    client = Client(headers={"host": "localhost"})
    person = Person.objects.get(email=f"{rolle}@demo.example")
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def laufend() -> Iterator[Server]:
    """The server of production with one worker, until the block ends."""
    with socket.socket() as frei:
        frei.bind(("127.0.0.1", 0))
        port = frei.getsockname()[1]
    umgebung = os.environ | {
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "PYTHONPATH": os.pathsep.join([str(HIER), str(ORDNER)]),
    }
    befehl = [sys.executable, "-m", "gunicorn", "--log-level", "warning", "stzverbund.wsgi"]
    prozess = subprocess.Popen(befehl, cwd=ORDNER, env=umgebung)
    try:
        _warten(port)
        yield Server(port)
    finally:
        prozess.terminate()
        prozess.wait()


def _warten(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("gunicorn hat nach einer Minute noch nicht geantwortet.")
