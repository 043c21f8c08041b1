"""The limits count for all processes together and store nothing about people."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from stzverbund import settings as einstellungen
from stzverbund.basis.bremse import erlaubt
from stzverbund.basis.models import Begrenzung
from stzverbund.basis.zwischenspeicher import verdeckt


@pytest.fixture
def gemeinsam(db: None, settings: Any) -> None:
    settings.CACHES = {**settings.CACHES, "default": einstellungen.CACHES["default"]}


def test_zaehler_liegen_in_der_datenbank_und_verraten_nichts(gemeinsam: None) -> None:
    anfrage = RequestFactory().get("/", REMOTE_ADDR="192.0.2.77")
    assert [erlaubt(anfrage, "probe", anzahl=2, sekunden=60) for _ in range(3)] == [True, True, False]
    zeile = Begrenzung.objects.get()
    assert len(zeile.cache_key) == 40
    assert "192.0.2.77" not in f"{zeile.cache_key} {zeile.value}"


def test_schluessel_sind_verschieden_und_bestaendig() -> None:
    assert verdeckt("a", "", 1) == verdeckt("a", "", 1) != verdeckt("b", "", 1)


def test_die_tabelle_ist_die_von_djangos_cache(gemeinsam: None) -> None:
    cache.set("a", ["b"], 60)
    assert cache.get("a") == ["b"]
    assert cache._table == Begrenzung._meta.db_table
