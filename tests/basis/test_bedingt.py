"""Public files: 304 for whoever has them, made once, new as soon as they differ."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from stzverbund.basis import bedingt
from stzverbund.basis.bedingt import bedingte_antwort, gemerkt, merken, pruefsumme


@pytest.fixture
def uhr(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time in seconds; set its first entry."""
    zeit = [1_800_000_000]
    monkeypatch.setattr(bedingt.time, "time", lambda: zeit[0])
    return zeit


def _frage(inhalt: str, **kopf: str) -> HttpResponse:
    anfrage = RequestFactory().get("/verzeichnis/datei", headers=kopf)
    return bedingte_antwort(
        anfrage,
        kennung=pruefsumme(inhalt),
        bauen=inhalt.encode,
        typ="text/plain; charset=utf-8",
        dateiname="Übersicht.txt",
    )


def test_wer_sie_hat_bekommt_304(uhr: list[int]) -> None:
    erste = _frage("a")
    assert (erste.status_code, erste.content) == (200, b"a")
    assert erste["Cache-Control"] == "public, max-age=600"
    assert "filename*=utf-8''%C3%9Cbersicht.txt" in erste["Content-Disposition"]
    uhr[0] += 100
    for kopf in ({"If-None-Match": erste["ETag"]}, {"If-Modified-Since": erste["Last-Modified"]}):
        antwort = _frage("a", **kopf)
        assert (antwort.status_code, antwort.content) == (304, b"")
        assert (antwort["ETag"], antwort["Last-Modified"]) == (erste["ETag"], erste["Last-Modified"])
    schwach = _frage("a", **{"If-None-Match": f"W/{erste['ETag']}"})
    assert schwach.status_code == 304, "as the compressing middleware writes it"


def test_geaendertes_kommt_neu_auch_wenn_es_wieder_wie_frueher_ist(uhr: list[int]) -> None:
    staende: Iterator[str] = iter("abab")
    bekannt: dict[str, str] = {}
    for inhalt in staende:
        uhr[0] += 10
        antwort = _frage(inhalt, **bekannt)
        assert (antwort.status_code, antwort.content) == (200, inhalt.encode())
        bekannt = {"If-Modified-Since": antwort["Last-Modified"]}


def test_wer_sie_hat_laesst_nichts_bauen() -> None:
    def nie() -> bytes:
        raise AssertionError

    anfrage = RequestFactory().get("/x", headers={"If-None-Match": '"abc"'})
    antwort = bedingte_antwort(anfrage, kennung="abc", bauen=nie, typ="text/plain", dateiname="x")
    assert antwort.status_code == 304


def test_gemerktes_bleibt() -> None:
    assert gemerkt("k") is None
    assert merken("k", b"inhalt") == b"inhalt"
    assert gemerkt("k") == b"inhalt"
    assert gemerkt("anders") is None
