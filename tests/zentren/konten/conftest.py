"""What the tests of the accounts share: no waiting, a person with an app, a client that logs in."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from tests.welt import KENNWORT
from zentren.konten import geduld
from zentren.models import Person

GEHEIM = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _ohne_warten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geduld, "SEKUNDEN", 0.0)


def text(antwort: Any) -> str:
    """What a page says."""
    return antwort.content.decode()


def code(geheim: str = GEHEIM) -> str:
    """What an app shows now."""
    return format_hotp_value(hotp_value(geheim, next(iter(yield_hotp_counters_from_time()))))


def mit_app(person: Person) -> Person:
    """Has set up an app."""
    TOTP.activate(person, GEHEIM)
    return person


def angemeldet(email: str, geraet: str = "", client: Client | None = None) -> Client:
    """Logged in by the login page, with a device of this name."""
    client = client or Client(headers={"User-Agent": geraet})
    antwort = client.post("/anmelden/", {"login": email, "password": KENNWORT})
    assert antwort.status_code == 302, antwort.content.decode()
    return client
