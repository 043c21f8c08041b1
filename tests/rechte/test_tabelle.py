"""The table of rights holds: every row as every role and as nobody, in the four centres."""

import logging
import time
from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from stzverbund import urls
from tests.rechte.tabelle import TABELLE
from tests.rechte.zeile import ROLLEN, ZEICHEN, Zeile
from tests.rechte.zurueck import zurueck
from tests.welt import Welt
from zentren import middleware
from zentren.konten.sitzungen import ZULETZT, SessionStore
from zentren.models import Mitgliedschaft

EIGENE = ("stzverbund.", "zentren.", "angebote.", "verbund.", "standards.")
FRAGMENT = {"HX-Request": "true"}
"""What htmx sends; the answer may look different, the right is the same."""


@pytest.fixture(autouse=True)
def _ohne_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    for wo in ("stzverbund.basis.pdf", "angebote.programm.papier"):
        monkeypatch.setattr(f"{wo}.pdf_aus_html", lambda html, *, titel: b"%PDF-1.7")


@pytest.fixture(autouse=True)
def _ohne_fehlerseiten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the answers are a 403 or a 404: their pages are tested elsewhere and cost most of the time."""
    for status in (403, 404):
        monkeypatch.setattr(urls, f"handler{status}", _nur_status(status), raising=False)


def _nur_status(status: int) -> Any:
    def antwort(request: HttpRequest, exception: Exception) -> HttpResponse:
        return HttpResponse(status=status)

    return antwort


@pytest.fixture(scope="module")
def clients(welt_mit_schwester: Welt) -> Iterator[dict[str, Client]]:
    """Who is logged in, for all rows; nobody's login, name or role changes, so that none is asked for at each
    request."""
    rollen = {m.person_id: m for m in Mitgliedschaft.objects.mit_organisation()}
    alle = {rolle: welt_mit_schwester.client(rolle) for rolle in ROLLEN}
    sitzungen = {client.session.session_key: client.session.load() for client in alle.values()}
    personen = {str(m.person_id): m.person for m in welt_mit_schwester.rollen.values()}

    def rolle(request: HttpRequest) -> tuple[Mitgliedschaft | None, list[Mitgliedschaft]]:
        if request.user.pk not in rollen:
            return laden(request)
        aktiv = copy(rollen[request.user.pk])
        return aktiv, [aktiv]

    def person(request: HttpRequest) -> Any:
        wer = request.session.get(SESSION_KEY) if request.session.session_key in sitzungen else None
        return copy(personen[wer]) if wer in personen else get_user(request)

    def sitzung(self: SessionStore) -> dict[str, Any]:
        bekannt = sitzungen.get(self.session_key)
        return oeffnen(self) if bekannt is None else bekannt | {ZULETZT: int(time.time())}

    laden, oeffnen = middleware._laden, SessionStore.load
    with pytest.MonkeyPatch.context() as ersatz:
        ersatz.setattr(middleware, "_laden", rolle)
        ersatz.setattr("django.contrib.auth.get_user", person)
        ersatz.setattr(SessionStore, "load", sitzung)
        logging.disable()  # each refusal is a line
        yield alle
        logging.disable(logging.NOTSET)


def _antwort(
    client: Client, methode: str, adresse: str, daten: dict[str, Any] | None, fragment: bool = False
) -> HttpResponse:
    """The answer, with everything that it changed undone."""
    client.cookies.pop("messages", None)
    cache.clear()  # whoever tries many links is slowed down
    with zurueck():
        kopf = FRAGMENT if fragment else {}
        antwort = getattr(client, methode)(adresse, daten or {}, headers=kopf)
    return antwort


def _abgelehnt(antwort: HttpResponse) -> bool:
    """Told that it is not possible: an error in the form, or a message beside the redirect."""
    meldungen = get_messages(antwort.wsgi_request)
    return antwort.status_code == 422 or any(meldung.level_tag == "error" for meldung in meldungen)


def _befund(zeichen: str, antwort: HttpResponse, erwartet: int, methode: str) -> str:
    """What is wrong with an answer; empty when it is as the table says."""
    status = antwort.status_code
    if zeichen in ".l":
        soll = 404 if zeichen == "." else 403
        return "" if status == soll else f"{status} statt {soll}"
    if zeichen == "n" and methode == "post":
        return "" if _abgelehnt(antwort) else f"{status}, nicht abgelehnt"
    if status != erwartet:
        return f"{status} statt {erwartet}"
    return "abgelehnt" if methode == "post" and erwartet == 302 and _abgelehnt(antwort) else ""


def _fragen(zeile: Zeile) -> Iterator[tuple[str, int, dict[str, Any] | None]]:
    if zeile.get is not None:
        yield "get", zeile.get, None
    if zeile.post is not None:
        yield "post", zeile.post, zeile.daten() if zeile.daten else None


def _als_jede_rolle(zeile: Zeile, ort: str, adresse: str, clients: dict[str, Client]) -> Iterator[str]:
    for methode, erwartet, daten in _fragen(zeile):
        for rolle, zeichen in zeile.zeichen(ort).items():
            client = clients[rolle]
            wo = f"{methode.upper()} {adresse} ({ort}) als {rolle}"
            if befund := _befund(zeichen, _antwort(client, methode, adresse, daten), erwartet, methode):
                yield f"{wo}: {befund}"
        yield from _fragment(zeile, ort, adresse, clients, methode, daten)


def _fragment(
    zeile: Zeile, ort: str, adresse: str, clients: dict[str, Client], methode: str, daten: Any
) -> Iterator[str]:
    """Whoever may not have the page may not have a part of it either: asked of one role for each sign."""
    verwehrt = {zeichen: rolle for rolle, zeichen in zeile.zeichen(ort).items() if zeichen in ".l"}
    for zeichen, rolle in verwehrt.items():
        antwort = _antwort(clients[rolle], methode, adresse, daten, fragment=True)
        if befund := _befund(zeichen, antwort, 0, methode):
            yield f"{methode.upper()} {adresse} ({ort}) als {rolle}, Teil der Seite: {befund}"


def _als_niemand(zeile: Zeile, ort: str, adresse: str) -> Iterator[str]:
    for methode, _, daten in _fragen(zeile):
        antwort = _antwort(Client(), methode, adresse, daten)
        anmelden = antwort.status_code == 302 and antwort.url.split("?")[0] == reverse("account_login")
        if not (anmelden if zeile.niemand == "anmelden" else antwort.status_code == zeile.niemand):
            yield f"{methode.upper()} {adresse} ({ort}) als niemand: {antwort.status_code}"
        verlangt_anmeldung = getattr(resolve(adresse).func, "login_required", True)
        if zeile.niemand == "anmelden" and ort == "eigenes" and verlangt_anmeldung:
            teil = _antwort(Client(), methode, adresse, daten, fragment=True)
            if teil.status_code != 401:
                yield f"{methode.upper()} {adresse} ({ort}) als niemand, Teil der Seite: {teil.status_code}"


@pytest.mark.django_db
@pytest.mark.parametrize("zeile", TABELLE, ids=str)
def test_jede_zeile_als_jede_rolle_und_als_niemand(
    welt_mit_schwester: Welt, clients: dict[str, Client], zeile: Zeile
) -> None:
    welt, befunde = welt_mit_schwester, []
    for ort in zeile.orte:
        with zurueck():
            kwargs = zeile.gegenstand(welt, getattr(welt, ort)) if zeile.gegenstand else {}
            adresse = reverse(zeile.name, kwargs=kwargs)
            befunde += _als_jede_rolle(zeile, ort, adresse, clients)
            befunde += _als_niemand(zeile, ort, adresse)
    assert not befunde, "\n".join(befunde)


def test_zeilen_sind_lesbar() -> None:
    for zeile in TABELLE:
        for ort in zeile.orte:
            assert set(zeile.zeichen(ort).values()) <= ZEICHEN, zeile
        assert zeile.get is not None or zeile.post is not None, zeile


def _adressen(muster: list[Any]) -> Iterator[URLPattern]:
    for eintrag in muster:
        if isinstance(eintrag, URLResolver):
            if eintrag.namespace != "admin":
                yield from _adressen(eintrag.url_patterns)
        else:
            yield eintrag


def test_jede_adresse_hat_eine_zeile() -> None:
    """The administration has a test of its own (tests/zentren/test_verwaltung.py)."""
    adressen = list(_adressen(get_resolver().url_patterns))
    ohne_namen = [str(adresse.pattern) for adresse in adressen if not adresse.name]
    assert not ohne_namen
    namen, zeilen = {adresse.name for adresse in adressen}, {zeile.name for zeile in TABELLE}
    assert sorted(namen - zeilen) == [], "Adressen ohne Zeile"
    assert sorted(zeilen - namen) == [], "Zeilen ohne Adresse"


def test_was_etwas_aendert_wird_auch_so_gefragt() -> None:
    """Whatever of ours takes a POST has a row that sends one."""
    gefragt = {zeile.name for zeile in TABELLE if zeile.post is not None}
    nehmen_an = {
        adresse.name
        for adresse in _adressen(get_resolver().url_patterns)
        if (ansicht := getattr(adresse.callback, "view_class", None))
        and ansicht.__module__.startswith(EIGENE)
        and "post" in ansicht.http_method_names
        and hasattr(ansicht, "post")
    }
    assert sorted(nehmen_an - gefragt) == []
