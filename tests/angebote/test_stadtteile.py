"""Figures by Stadtteil and per 1,000 inhabitants, against independent SQL and by hand."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from angebote.auswertung import (
    Ausschnitt,
    Bevoelkerung,
    Kennzahlreihe,
    bevoelkerung,
    einwohnerstaende,
    je_tausend,
    stadtteilzahlen,
)
from tests import fabriken as f
from tests.berichte import jahr as j
from zentren.models import Bezirk, Bezirksregion, Zentrum


@pytest.fixture
def regionen(db: None) -> list[Bezirksregion]:
    """Four Stadtteile with 1,000, 2,000, 3,000 and 4,000 inhabitants at the end of 2024, a tenth over 65."""
    regionen = [f.RegionFabrik(name=f"Stadtteil {nr}") for nr in range(1, 5)]
    for nr, region in enumerate(regionen, start=1):
        f.EinwohnerFabrik(bezirksregion=region, einwohner=nr * 1000, a65plus=nr * 100)
        f.EinwohnerFabrik(bezirksregion=region, stichtag=date(2022, 12, 31), einwohner=nr * 900)
    return regionen


@pytest.fixture
def zentren(regionen: list[Bezirksregion]) -> list[Zentrum]:
    """Two in the first Stadtteil, one in the first and second together, one in the third."""
    orte = ([0], [0], [0, 1], [2])
    zentren = []
    for nr, ort in enumerate(orte, start=1):
        zentrum = f.ZentrumFabrik()
        zentrum.regionen.set(regionen[i] for i in ort)
        j.summen(*j.volles_jahr(zentrum, 2025, j.angebote(zentrum), mal=nr))
        zentren.append(zentrum)
    return zentren


def _was(schluessel: str = "teilnahmen", jahr: int = 2025, **mehr: Any) -> Ausschnitt:
    return Ausschnitt(Kennzahlreihe((j.kennzahlen()[schluessel],)), jahr, jahr, **mehr)


def _zahlen(jahr: int = 2025, **mehr: Any) -> Any:
    return stadtteilzahlen(Bezirk.objects.get(), jahr, _was(jahr=jahr, **mehr))


ROH = """
    SELECT COALESCE(SUM(w.zahl), 0) FROM angebote_wert w JOIN angebote_meldung m ON m.id = w.meldung_id
    JOIN angebote_kennzahl k ON k.id = w.kennzahl_id
    WHERE k.schluessel = 'teilnahmen' AND w.altersgruppe = %s AND w.geschlecht = 'alle' AND m.zentrum_id = %s
"""


def _roh(zentren: list[Zentrum], altersgruppe: str = "alle") -> int:
    summe = 0
    with connection.cursor() as cursor:
        for zentrum in zentren:
            cursor.execute(ROH, [altersgruppe, zentrum.pk])
            summe += int(cursor.fetchone()[0])
    return summe


def test_jedes_zentrum_steht_in_einer_zeile(regionen: list[Bezirksregion], zentren: list[Zentrum]) -> None:
    zahlen = _zahlen()
    erwartet = [
        ((regionen[0],), zentren[:2]),
        ((regionen[1],), []),
        ((regionen[2],), [zentren[3]]),
        ((regionen[3],), []),
        ((regionen[0], regionen[1]), [zentren[2]]),
    ]
    assert [(zeile.regionen, list(zeile.zentren)) for zeile in zahlen.zeilen] == erwartet
    for zeile, (_, dort) in zip(zahlen.zeilen, erwartet, strict=True):
        assert zeile.summe.zahl == (_roh(dort) if dort else None)
    assert [zeile.einwohner.anzahl for zeile in zahlen.zeilen] == [1000, 2000, 3000, 4000, 3000]
    assert (zahlen.zeilen[0].gemeldet, zahlen.zeilen[0].erwartet) == (24, 24)


def test_karte_zeigt_eigene_zahl_sonst_die_gemeinsame(
    regionen: list[Bezirksregion], zentren: list[Zentrum]
) -> None:
    zahlen = _zahlen()
    auf_der_karte = [zahlen.fuer(region) for region in regionen]
    assert auf_der_karte == [zahlen.zeilen[0], zahlen.zeilen[4], zahlen.zeilen[2], None]
    zweites = f.ZentrumFabrik()
    zweites.regionen.set([regionen[1], regionen[2]])
    assert _zahlen().fuer(regionen[1]) is None, "zwei gemeinsame Zahlen, keine ist die des Stadtteils"


def test_altersgruppe_gegen_gleichaltrige(regionen: list[Bezirksregion], zentren: list[Zentrum]) -> None:
    zahlen = _zahlen(altersgruppe="a65")
    dritter = zahlen.zeilen[2]
    assert dritter.einwohner.anzahl == 300
    assert dritter.summe.zahl == _roh([zentren[3]], "a65")
    assert zahlen.gesamt == _roh(zentren)
    assert zahlen.aufgeteilt == sum(_roh(zentren, gruppe) for gruppe in ("u6", "a6", "a65"))
    assert (_zahlen().aufgeteilt, _zahlen().gesamt) == (None, 0)


def test_hoechster_monat_mehrerer_zusammen(zentren: list[Zentrum]) -> None:
    zahlen = _zahlen(schluessel="aktive-ehrenamtliche")
    einzelne = [_zahlen(schluessel="aktive-ehrenamtliche").zeilen[2]]
    nr = list(j.kennzahlen()).index("aktive-ehrenamtliche") + 1
    assert einzelne[0].summe.zahl == nr * 12 * 4
    assert zahlen.zeilen[0].summe.zahl == nr * 12 * (1 + 2)


def test_zentrum_ohne_stadtteil_wird_genannt(zentren: list[Zentrum]) -> None:
    neues = f.ZentrumFabrik()
    assert _zahlen().ohne_stadtteil == (neues,)


def test_gilt_der_naechste_frueher_stichtag(regionen: list[Bezirksregion]) -> None:
    keys = [region.pk for region in regionen]
    staende = einwohnerstaende(keys, 2026)
    assert bevoelkerung(staende, keys[:2], 2026) == Bevoelkerung(3000, (date(2024, 12, 31),))
    assert bevoelkerung(staende, keys[:2], 2023) == Bevoelkerung(2700, (date(2022, 12, 31),))
    assert bevoelkerung(staende, keys[:2], 2021) is None
    assert bevoelkerung(staende, [], 2026) is None
    assert bevoelkerung(staende, [keys[0], 0], 2026) is None
    f.EinwohnerFabrik(bezirksregion=regionen[0], stichtag=date(2025, 6, 30), einwohner=1100)
    gemischt = bevoelkerung(einwohnerstaende(keys, 2026), keys[:2], 2026)
    assert gemischt == Bevoelkerung(3100, (date(2024, 12, 31), date(2025, 6, 30)))


@pytest.mark.parametrize(
    ("zahl", "einwohner", "teiler", "erwartet"),
    [
        (250, 1000, 1, "250.0"),
        (1, 3000, 1, "0.3"),
        (90, 1000, 60, "1.5"),
        (1, 20000, 1, "0.1"),
        (0, 5, 1, "0.0"),
    ],
)
def test_je_tausend(zahl: int, einwohner: int, teiler: int, erwartet: str) -> None:
    assert je_tausend(zahl, Bevoelkerung(einwohner, ()), teiler) == Decimal(erwartet)


def test_ohne_angabe_kein_verhaeltnis() -> None:
    assert je_tausend(None, Bevoelkerung(5, ())) is None
    assert je_tausend(5, None) is None
    assert je_tausend(5, Bevoelkerung(0, ())) is None


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.sampled_from([1, 60, 100]))
def test_je_tausend_ist_auf_ein_zehntel_genau(zahl: int, einwohner: int, teiler: int) -> None:
    gerundet = je_tausend(zahl, Bevoelkerung(einwohner, ()), teiler)
    assert gerundet is not None
    assert abs(gerundet * einwohner * teiler - zahl * 1000) <= Decimal("0.05") * einwohner * teiler


def test_gleich_viele_abfragen(
    regionen: list[Bezirksregion], zentren: list[Zentrum], django_assert_num_queries: Callable[..., Any]
) -> None:
    bezirk = Bezirk.objects.get()
    for mal in (1, 2):
        was = _was()
        with django_assert_num_queries(6):
            stadtteilzahlen(bezirk, 2025, was)
        if mal == 1:
            for _ in range(3):
                f.ZentrumFabrik().regionen.set(regionen[3:])
