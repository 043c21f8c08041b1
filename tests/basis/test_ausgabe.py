"""The canonical form: the same data give the same hash, other data another."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.ausgabe import datenhash, kanonisch, kurz
from stzverbund.basis.zahlen import Zellart

json_werte = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda kinder: st.lists(kinder, max_size=4) | st.dictionaries(st.text(), kinder, max_size=4),
    max_leaves=15,
)


@dataclass(frozen=True)
class Zeile:
    name: str
    stand: date
    stunden: Decimal


def _umgekehrt(daten: Any) -> Any:
    """The same data with every dict filled the other way round."""
    if isinstance(daten, dict):
        return {name: _umgekehrt(wert) for name, wert in reversed(daten.items())}
    return [_umgekehrt(wert) for wert in daten] if isinstance(daten, list) else daten


@given(json_werte)
def test_reihenfolge_der_schluessel_aendert_den_hash_nicht(daten: Any) -> None:
    assert datenhash(_umgekehrt(daten)) == datenhash(daten)


@given(json_werte)
def test_nichts_geht_verloren(daten: Any) -> None:
    assert json.loads(kanonisch(daten)) == daten


@given(json_werte, json_werte)
def test_andere_daten_haben_einen_anderen_hash(eins: Any, zwei: Any) -> None:
    gleich = json.dumps(eins, sort_keys=True) == json.dumps(zwei, sort_keys=True)
    assert (datenhash(eins) == datenhash(zwei)) == gleich


@given(st.lists(st.integers(), min_size=2, unique=True))
def test_reihenfolge_einer_liste_zaehlt(zahlen: list[int]) -> None:
    assert datenhash(zahlen) != datenhash(zahlen[::-1])


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.integers(0, 5))
def test_nullen_am_ende_einer_dezimalzahl_zaehlen_nicht(zahl: Decimal, nullen: int) -> None:
    laenger = Decimal(f"{zahl:f}" + "0" * nullen)
    assert kanonisch(laenger) == kanonisch(zahl)
    assert Decimal(json.loads(kanonisch(zahl))) == zahl


@pytest.mark.parametrize(
    ("wert", "text"),
    [
        (
            Zeile("Nähcafé", date(2026, 3, 1), Decimal("1.50")),
            '{"name":"Nähcafé","stand":"2026-03-01","stunden":"1.5"}',
        ),
        (Zellart.KEINE_ANGABE, '"keine_angabe"'),
        ({2026: 1, None: 2, True: 3}, '{"2026":1,"null":2,"true":3}'),
        ({date(2026, 1, 2): (1, 2)}, '{"2026-01-02":[1,2]}'),
        ({Zellart.ZAHL: 0}, '{"zahl":0}'),
        (time(9, 30), '"09:30:00"'),
        (Decimal("-0.00"), '"0"'),
        (Decimal("1E+3"), '"1000"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
    ],
)
def test_form(wert: Any, text: str) -> None:
    assert kanonisch(wert).decode() == text


def test_derselbe_augenblick_in_zwei_zeitzonen() -> None:
    berlin = datetime(2026, 7, 1, 14, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert (
        kanonisch(berlin)
        == kanonisch(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
        == b'"2026-07-01T12:00:00+00:00"'
    )


@pytest.mark.parametrize("wert", [{1, 2}, object(), b"abc", Zeile])
def test_was_keine_form_hat(wert: Any) -> None:
    with pytest.raises(TypeError, match="kanonische Form"):
        kanonisch([wert])


@pytest.mark.parametrize("wert", [float("nan"), float("inf"), Decimal("NaN"), {1: "a", "1": "b"}])
def test_was_nicht_eindeutig_ist(wert: Any) -> None:
    with pytest.raises(ValueError, match=r"float|endlich|Zwei Schlüssel"):
        kanonisch(wert)


def test_kurze_form_fuer_den_druck() -> None:
    assert kurz(datenhash({})) == "4413 6fa3 55b3"
