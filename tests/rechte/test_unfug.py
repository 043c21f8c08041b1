"""Whatever is sent to any form by anybody: an answer, never a crash; without our mark nothing happens."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rechte.tabelle import TABELLE
from tests.rechte.zeile import ROLLEN, Zeile
from tests.rechte.zurueck import zurueck
from tests.welt import Welt

SCHLIMM = [
    "",
    " ",
    "\x00",
    "a" * 5000,
    "-1",
    "0",
    "9" * 40,
    "1e999",
    "NaN",
    "31.02.2026",
    "0000-00-00",
    "9999-12-31",
    "25:61",
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
    "../../etc/passwd",
    "%s%n{0}",
    "a@b\r\nBcc: c@d",
    "\u202e🦄",
    "null",
    "[]",
]
WERT = st.sampled_from(SCHLIMM) | st.text(max_size=60) | st.integers().map(str)
FELDER = st.one_of(WERT, st.lists(WERT, max_size=3))
ROH = st.sampled_from(
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"zelle": 1}', b'{"zellen": [1]}', b"[" * 900]
)
SELBST = {"csrfmiddlewaretoken", "einmal"}
# Signed links: the door asks for cookie and field itself (tests/start/test_tuer.py).
OHNE_MARKE = {
    *("link", "link_unter", "beschwerde_senden", "beschwerde_stand"),
    *("umfrage", "verzeichnis_raumanfrage"),
}
ZEILEN = [zeile for zeile in TABELLE if zeile.post is not None and zeile.name != "account_logout"]


@pytest.fixture(autouse=True)
def _ohne_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    for wo in ("stzverbund.basis.pdf", "angebote.programm.papier"):
        monkeypatch.setattr(f"{wo}.pdf_aus_html", lambda html, *, titel: b"%PDF-1.7")


@pytest.fixture(scope="module")
def wer(welt_mit_schwester: Welt) -> dict[str, Client]:
    return {rolle: welt_mit_schwester.client(rolle) for rolle in ROLLEN} | {"niemand": Client()}


def _felder(zeile: Zeile, adresse: str, client: Client) -> list[str]:
    """What the page of the address asks for, and what the table sends there."""
    seite = client.get(adresse) if zeile.get == 200 else None
    html = "" if seite is None or seite.streaming else seite.content.decode(errors="ignore")
    namen = set(re.findall(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"', html))
    namen |= set(zeile.daten() if zeile.daten else {}) | {"version", "grund"}
    return sorted(namen - SELBST)[:40]


@pytest.mark.django_db
@pytest.mark.parametrize("zeile", ZEILEN, ids=str)
def test_unfug_wird_beantwortet(welt_mit_schwester: Welt, wer: dict[str, Client], zeile: Zeile) -> None:
    darf = [rolle for rolle, zeichen in zeile.zeichen("eigenes").items() if zeichen in "xn"] or ["leitung"]
    with zurueck():
        kwargs = zeile.gegenstand(welt_mit_schwester, welt_mit_schwester.eigenes) if zeile.gegenstand else {}
        adresse = reverse(zeile.name, kwargs=kwargs)
        felder = _felder(zeile, adresse, wer[darf[0]])

        @settings(max_examples=7, deadline=None, database=None)
        @given(
            st.sampled_from([*darf, *wer]),
            st.fixed_dictionaries({}, optional=dict.fromkeys(felder, FELDER)),
            st.none() | ROH,
        )
        def senden(rolle: str, daten: dict[str, Any], roh: bytes | None) -> None:
            cache.clear()
            with zurueck():
                if roh is None:
                    antwort = wer[rolle].post(adresse, daten)
                else:
                    antwort = wer[rolle].post(adresse, roh, content_type="application/json")
                assert antwort.status_code < 500, daten

        senden()


@pytest.mark.django_db
def test_ohne_marke_geschieht_nichts(welt_mit_schwester: Welt) -> None:
    """Every address that takes a POST refuses one that comes without our token, whoever is logged in."""
    welt, offen = welt_mit_schwester, []
    for zeile in (z for z in TABELLE if z.post is not None and z.name not in OHNE_MARKE):
        rolle = next((r for r, zeichen in zeile.zeichen("eigenes").items() if zeichen in "xn"), "leitung")
        client = Client(enforce_csrf_checks=True)
        client.cookies = welt.client(rolle).cookies
        with zurueck():
            kwargs = zeile.gegenstand(welt, welt.eigenes) if zeile.gegenstand else {}
            antwort = client.post(reverse(zeile.name, kwargs=kwargs), zeile.daten() if zeile.daten else {})
        if antwort.status_code != 403:
            offen.append(f"{zeile}: {antwort.status_code}")
    assert not offen
