"""Sessions in the database (SESSION_ENGINE): they end by themselves, and their owner sees and ends them.

A session ends SITZUNG_LEERLAUF minutes after the last request and at the latest SESSION_COOKIE_AGE after the
login. The last request is known to the minute, so that an ordinary page writes nothing.
"""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Datenbanksitzung
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from zentren.models import Person, Sitzung

GERAET, BEGONNEN, ZULETZT = "geraet", "begonnen", "zuletzt"
GENAU = 60
"""Seconds to which the last request is known."""

PROGRAMME = {
    "Edge": r"Edg[A-Z]*/",
    "Opera": r"OPR/",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrome/|CriOS/",
    "Safari": r"Safari/",
}
SYSTEME = {
    "iPhone": r"iPhone",
    "iPad": r"iPad",
    "Android": r"Android",
    "Windows": r"Windows",
    "Mac": r"Mac OS X|Macintosh",
    "ChromeOS": r"CrOS",
    "Linux": r"Linux",
}


class SessionStore(Datenbanksitzung):
    """Django's sessions in our own table, with the two ends."""

    @classmethod
    def get_model_class(cls) -> type[Sitzung]:
        return Sitzung

    def create_model_instance(self, data: dict[str, Any]) -> Sitzung:
        if SESSION_KEY not in data:
            return cast(Sitzung, super().create_model_instance(data))
        jetzt = int(time.time())
        data.setdefault(BEGONNEN, jetzt)
        data[ZULETZT] = jetzt
        sitzung = cast(Sitzung, super().create_model_instance(data))
        _beschriften(sitzung, data)
        return sitzung


def _beschriften(sitzung: Sitzung, data: dict[str, Any]) -> None:
    begonnen, zuletzt = (datetime.fromtimestamp(data[name], UTC) for name in (BEGONNEN, ZULETZT))
    sitzung.person_id = int(data[SESSION_KEY])
    sitzung.geraet = data.get(GERAET, "")
    sitzung.begonnen, sitzung.zuletzt = begonnen, zuletzt
    sitzung.expire_date = min(
        begonnen + timedelta(seconds=settings.SESSION_COOKIE_AGE),
        zuletzt + timedelta(minutes=settings.SITZUNG_LEERLAUF, seconds=GENAU),
    )


def beleben(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: notes a request of somebody logged in, once a minute."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time.time() - request.session.get(ZULETZT, 0) > GENAU:
            request.session.modified = True
        return get_response(request)

    return middleware


def geraet(kopfzeile: str) -> str:
    """What a browser calls itself, in plain words: "Firefox unter Windows"."""
    programm = _erstes(PROGRAMME, kopfzeile) or "Unbekanntes Programm"
    system = _erstes(SYSTEME, kopfzeile)
    return f"{programm} unter {system}" if system else programm


def _erstes(namen: dict[str, str], kopfzeile: str) -> str:
    return next((name for name, muster in namen.items() if re.search(muster, kopfzeile)), "")


def kennung(sitzung: Sitzung) -> str:
    """Names a session in a page without giving its key away."""
    return salted_hmac("zentren.konten.sitzung", sitzung.session_key).hexdigest()[:32]


def offene(person: Person) -> list[Sitzung]:
    """The logins of a person that are still good."""
    jetzt = datetime.now(UTC)
    return list(Sitzung.objects.von(person).filter(expire_date__gt=jetzt))


def finden(person: Person, gesucht: str) -> Sitzung | None:
    """One of a person's own logins by its `kennung`."""
    return next((s for s in offene(person) if constant_time_compare(kennung(s), gesucht)), None)


def beenden(*, person: Person, ausser: str | None) -> int:
    """Ends all logins of a person but the one with the key `ausser`; returns how many."""
    return Sitzung.objects.von(person).exclude(session_key=ausser or "").delete()[0]
