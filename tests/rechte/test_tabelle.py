"""The table of rights holds: every row as every role and as nobody, in the three centres."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.rechte.tabelle import TABELLE
from tests.rechte.zeile import ROLLEN, ZEICHEN, Zeile
from tests.welt import Welt

EIGENE = ("stzverbund.", "zentren.", "angebote.", "verbund.", "standards.")


@pytest.fixture(autouse=True)
def _ohne_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    for wo in ("stzverbund.basis.pdf", "angebote.programm.papier"):
        monkeypatch.setattr(f"{wo}.pdf_aus_html", lambda html, *, titel: b"%PDF-1.7")


def _antwort(client: Client, methode: str, adresse: str, daten: dict[str, Any] | None) -> HttpResponse:
    """The answer, with everything that it changed undone."""
    with transaction.atomic():
        antwort = getattr(client, methode)(adresse, daten or {})
        transaction.set_rollback(True)
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


@pytest.mark.parametrize("zeile", TABELLE, ids=str)
def test_jede_zeile_als_jede_rolle(welt: Welt, zeile: Zeile) -> None:
    clients = {rolle: welt.client(rolle) for rolle in ROLLEN}
    befunde = []
    for ort in zeile.orte:
        kwargs = zeile.gegenstand(welt, getattr(welt, ort)) if zeile.gegenstand else {}
        adresse = reverse(zeile.name, kwargs=kwargs)
        for methode, erwartet, daten in _fragen(zeile):
            for rolle, zeichen in zeile.zeichen(ort).items():
                befund = _befund(
                    zeichen, _antwort(clients[rolle], methode, adresse, daten), erwartet, methode
                )
                if befund:
                    befunde.append(f"{methode.upper()} {adresse} ({ort}) als {rolle}: {befund}")
    assert not befunde, "\n".join(befunde)


@pytest.mark.parametrize("zeile", TABELLE, ids=str)
def test_jede_zeile_als_niemand(welt: Welt, zeile: Zeile) -> None:
    kwargs = zeile.gegenstand(welt, welt.eigenes) if zeile.gegenstand else {}
    adresse = reverse(zeile.name, kwargs=kwargs)
    for methode, _, daten in _fragen(zeile):
        antwort = _antwort(Client(), methode, adresse, daten)
        if zeile.niemand == "anmelden":
            assert (antwort.status_code, antwort.url.split("?")[0]) == (302, reverse("account_login"))
        else:
            assert antwort.status_code == zeile.niemand


@pytest.mark.parametrize("zeile", TABELLE, ids=str)
def test_zeilen_sind_lesbar(zeile: Zeile) -> None:
    for ort in zeile.orte:
        assert set(zeile.zeichen(ort).values()) <= ZEICHEN
    assert zeile.get is not None or zeile.post is not None


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
