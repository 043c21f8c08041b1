"""The breakdown: margins from cells, sums that fit, the unknown rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.aufteilung import (
    ALLE,
    ALTERSRAND,
    FELDER,
    GESCHLECHTERRAND,
    RAENDER,
    ZELLEN,
    Aufteilungsfehler,
    Zelle,
    unbekannt,
    vollstaendig,
)

zahlen = st.integers(min_value=0, max_value=500)
zellen = st.dictionaries(st.sampled_from(ZELLEN), zahlen)
beliebig = st.dictionaries(st.sampled_from(FELDER), zahlen)


def _summe(teile: dict[Zelle, int], felder: tuple[Zelle, ...]) -> int:
    return sum(teile.get(feld, 0) for feld in felder)


@given(zellen, zahlen)
def test_raender_sind_summen_der_zellen(angaben: dict[Zelle, int], mehr: int) -> None:
    gesamt = sum(angaben.values()) + mehr
    ganz = vollstaendig(angaben, gesamt)
    assert {zelle: ganz[zelle] for zelle in angaben} == angaben
    for alter, geschlecht in RAENDER:
        teile = [z for z in angaben if alter in (ALLE, z[0]) and geschlecht in (ALLE, z[1])]
        assert ((alter, geschlecht) in ganz) == bool(teile)
        assert ganz.get((alter, geschlecht), 0) == sum(angaben[z] for z in teile)
    rest = unbekannt(ganz, gesamt)
    assert rest.alter == rest.geschlecht == mehr


@given(beliebig, zahlen)
def test_was_angenommen_wird_geht_auf(angaben: dict[Zelle, int], gesamt: int) -> None:
    try:
        ganz = vollstaendig(angaben, gesamt)
    except Aufteilungsfehler as ausnahme:
        meldungen = ausnahme.fehler
    else:
        meldungen = {}
    if meldungen:
        assert meldungen.keys() <= set(angaben)
        assert all(meldungen.values())
        return
    rest = unbekannt(ganz, gesamt)
    assert rest.alter >= 0
    assert rest.geschlecht >= 0
    assert _summe(ganz, ALTERSRAND) + rest.alter == gesamt
    assert _summe(ganz, GESCHLECHTERRAND) + rest.geschlecht == gesamt
    assert ganz.items() >= angaben.items()
    assert vollstaendig(ganz, gesamt) == ganz


@given(
    st.dictionaries(st.sampled_from(ALTERSRAND), zahlen),
    st.dictionaries(st.sampled_from(GESCHLECHTERRAND), zahlen),
)
def test_nur_raender_bleiben_wie_getippt(alter: dict[Zelle, int], geschlecht: dict[Zelle, int]) -> None:
    gesamt = max(sum(alter.values()), sum(geschlecht.values()))
    assert vollstaendig(alter | geschlecht, gesamt) == alter | geschlecht


def test_zu_viele_werden_am_ersten_feld_gemeldet() -> None:
    with pytest.raises(Aufteilungsfehler) as fehler:
        vollstaendig({("u6", ALLE): 8, ("a6", ALLE): 5}, 12)
    assert fehler.value.fehler == {("u6", ALLE): "Die Aufteilung ergibt 13, gezählt sind aber nur 12."}


def test_rand_und_zellen_muessen_uebereinstimmen() -> None:
    with pytest.raises(Aufteilungsfehler) as fehler:
        vollstaendig({("u6", "w"): 2, ("u6", "m"): 1, ("u6", ALLE): 5}, 12)
    assert fehler.value.fehler == {("u6", ALLE): "Die einzelnen Felder ergeben 3, hier steht 5."}


def test_alles_unbekannt() -> None:
    rest = unbekannt(vollstaendig({}, 7), 7)
    assert (rest.alter, rest.geschlecht) == (7, 7)
