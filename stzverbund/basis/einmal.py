"""Sent twice, done once: a double click or a reload of a form repeats nothing.

`{% einmal %}` puts a mark into a form. The middleware remembers the mark with what was typed and where it
led to; the same content with the same mark is answered with that page. Other content is a new wish: whoever
goes back in the browser and changes something is not ignored. Scripts repeat on purpose and are let through.
"""

import hashlib
import json
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from .models import Einmal

FELD = "einmal"
FORMULARE = ("application/x-www-form-urlencoded", "multipart/form-data")
NOCH_EINMAL = "Das Formular war schon abgeschickt. Es ist nichts doppelt geschehen."
GEDULD = timedelta(seconds=30)
"""So long a first sending may take; whatever has not ended then was broken off."""
PAUSE = 0.2
"""Seconds between two looks whether the first sending has ended."""
AUFBEWAHRUNG = timedelta(days=7)
PLATZ = "{token}"
"""Stands in a stored address for the token of a signed link."""


def marke() -> str:
    return str(uuid.uuid4())


class NurEinmal:
    """The middleware; two small queries for each form that is sent, none for anything else.

    The last one: whoever has to log in first has not sent anything yet.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwort = self.get_response(request)
        if eintrag := getattr(request, "_einmal", None):
            _abschliessen(eintrag, antwort, _token(request))
        return antwort

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """The answer to what was sent before; otherwise None, and the view does its work."""
        gesendet = _gesendet(request)
        if gesendet is None:
            return None
        eintrag, schon_da = _merken(gesendet)
        if schon_da and (ziel := _ziel(eintrag)):
            messages.info(request, NOCH_EINMAL)
            return redirect(ziel.replace(PLATZ, _token(request)))
        request._einmal = eintrag  # type: ignore[attr-defined]
        return None


def aufraeumen() -> int:
    """Forgets what was sent a week ago; returns how many. For the daily job."""
    return Einmal.objects.filter(gesendet_am__lt=timezone.now() - AUFBEWAHRUNG).delete()[0]


def _gesendet(request: HttpRequest) -> Einmal | None:
    """What a form has sent, not stored yet; None for everything else, and where a password was typed."""
    from_script = request.headers.get("X-Requested-With") == "fetch" or "HX-Request" in request.headers
    if request.method != "POST" or from_script or request.content_type not in FORMULARE:
        return None
    try:
        gelesen = uuid.UUID(request.POST.get(FELD, ""))
    except ValueError:
        return None
    if any("passw" in name.lower() for name in request.POST):
        return None
    wer = None if _token(request) else request.user.pk
    return Einmal(marke=gelesen, inhalt=_inhalt(request), person_id=wer)


def _token(request: HttpRequest) -> str:
    """What opens a signed link: stored nowhere, and nobody is noted who uses one."""
    return str(request.resolver_match.kwargs.get("token", "")) if request.resolver_match else ""


def _inhalt(request: HttpRequest) -> str:
    felder = [(name, werte) for name, werte in request.POST.lists() if name != "csrfmiddlewaretoken"]
    dateien = [(name, str(datei), _pruefsumme(datei)) for name, datei in request.FILES.items()]
    alles = [request.path, request.user.pk, sorted(felder), sorted(dateien)]
    return hashlib.sha256(json.dumps(alles, default=str).encode()).hexdigest()


def _pruefsumme(datei: Any) -> str:
    summe = hashlib.sha256()
    for stueck in datei.chunks():
        summe.update(stueck)
    datei.seek(0)
    return summe.hexdigest()


def _merken(gesendet: Einmal) -> tuple[Einmal, bool]:
    """Stores the form that was sent, or finds the first one: the database lets only one of them in."""
    try:
        with transaction.atomic():
            gesendet.save(force_insert=True)
    except IntegrityError:
        erstes = Einmal.objects.filter(marke=gesendet.marke, inhalt=gesendet.inhalt).first()
        return (erstes, True) if erstes else (gesendet, False)
    return gesendet, False


def _ziel(eintrag: Einmal) -> str:
    """Where the first sending has led to; waits for it. Empty where it failed or was broken off."""
    while not eintrag.ziel and timezone.now() - eintrag.gesendet_am < GEDULD:
        time.sleep(PAUSE)
        neuer = Einmal.objects.filter(pk=eintrag.pk).first()
        if neuer is None:
            return ""
        eintrag = neuer
    return eintrag.ziel


def _abschliessen(eintrag: Einmal, antwort: HttpResponse, token: str) -> None:
    """Only what led to another page is done; a form with errors may come again."""
    if ziel := antwort.headers.get("Location", ""):
        ohne = ziel.replace(token, PLATZ) if token else ziel
        Einmal.objects.filter(pk=eintrag.pk).update(ziel=ohne[:2000])
    else:
        Einmal.objects.filter(pk=eintrag.pk).delete()
