"""The application starts in production only when its environment is complete and safe, and says why not."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from django.conf import settings

from stzverbund.basis.umgebung import VORGABE, Umgebung, maengel

GEHEIM = "kR7_mQ2-vX9pLw4Zs8TnB3yHc6JdF1gA5uE0iOqNbVtYrWxPzS"
GUT = Umgebung(GEHEIM, ["stz.example.de"], "https://stz.example.de", "smtp+tls://a:b@mail.example.de:587")


@pytest.mark.parametrize(
    ("anders", "grund"),
    [
        ({"schluessel": ""}, "SECRET_KEY fehlt"),
        ({"schluessel": VORGABE}, "den alle kennen"),
        ({"schluessel": VORGABE + "x"}, "den alle kennen"),
        ({"schluessel": "kurz"}, "zu einfach"),
        ({"schluessel": "ab" * 40}, "zu einfach"),
        ({"rechner": []}, "ALLOWED_HOSTS fehlt"),
        ({"rechner": ["*"]}, "darf nicht „*“ sein"),
        ({"rechner": ["stz.example.de", "*.de"]}, "darf nicht „*“ sein"),
        ({"adresse": ""}, "BASE_URL fehlt"),
        ({"adresse": "http://stz.example.de"}, "BASE_URL fehlt oder"),
        ({"post": ""}, "EMAIL_URL fehlt"),
        ({"debug": True}, "DEBUG=1 gilt nur auf dem eigenen Rechner"),
        ({"demo": True}, "DEMO=1 gilt nur auf dem eigenen Rechner"),
    ],
)
def test_jeder_mangel_fuer_sich(anders: dict, grund: str) -> None:
    (satz,) = maengel(replace(GUT, **anders))
    assert grund in satz
    assert satz.endswith((".", "?"))


def test_was_starten_darf() -> None:
    assert maengel(GUT) == []
    assert maengel(Umgebung(VORGABE, ["localhost", "127.0.0.1"], "http://localhost:8000", demo=True)) == []
    assert maengel(Umgebung(VORGABE, ["localhost"], "http://localhost:8000", debug=True)) == []


def _start(befehl: list[str], **variablen: str) -> subprocess.CompletedProcess[str]:
    weg = ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL", "DEBUG", "DEMO")
    weg += ("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE")
    umgebung = {name: wert for name, wert in os.environ.items() if name not in weg} | variablen
    return subprocess.run(
        [sys.executable, *befehl], cwd=settings.BASE_DIR, env=umgebung, capture_output=True, text=True
    )


@pytest.mark.parametrize("befehl", [["manage.py", "migrate"], ["-m", "gunicorn", "stzverbund.wsgi"]])
def test_start_wird_mit_einem_satz_verweigert(befehl: list[str]) -> None:
    lauf = _start(befehl, SECRET_KEY=VORGABE, ALLOWED_HOSTS="stz.example.de", PORT="0")
    assert lauf.returncode == 1
    letzte = lauf.stderr.splitlines()[-1]
    assert letzte.startswith("Nicht gestartet: SECRET_KEY ist der Schlüssel der Vorführung")
    assert "Traceback" not in lauf.stderr


def test_pruefung_fuer_den_betrieb_ist_ohne_befund() -> None:
    lauf = _start(
        ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        SECRET_KEY=GEHEIM,
        ALLOWED_HOSTS="stz.example.de",
        BASE_URL="https://stz.example.de",
        EMAIL_URL=GUT.post,
    )
    assert lauf.returncode == 0, lauf.stderr
