"""Meldezeiträume, their neighbours, and why a month is closed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from angebote.models import Meldejahr, Meldezeitraum, Meldung
from angebote.zeitraeume import (
    Gesperrt,
    entwerfen,
    meldejahr_sichern,
    neueste_meldung,
    offene_meldung,
    sperrgrund,
    vergleichszeitraeume,
    zeitraeume_im_jahr,
    zeitraum_fuer,
)
from stzverbund.basis.zeit import monat_plus, monate, monatsanfang
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt

RHYTHMEN = st.sampled_from(Meldejahr.Rhythmus.values)
JAHRE = st.integers(2000, 2100)


@given(RHYTHMEN, JAHRE)
def test_zeitraeume_decken_das_jahr_lueckenlos(rhythmus: str, jahr: int) -> None:
    zeitraeume = entwerfen(Meldejahr(jahr=jahr, rhythmus=rhythmus))
    assert [tag for z in zeitraeume for tag in z.monate] == monate(date(jahr, 1, 1), date(jahr, 12, 31))
    for z in zeitraeume:
        assert z.von < z.bis < z.frist <= z.nachfrist < z.sperre
        assert str(jahr) in z.name
    assert len({z.name for z in zeitraeume}) == len(zeitraeume)


@given(RHYTHMEN, JAHRE, st.integers(0, 11))
def test_verglichen_wird_mit_dem_zeitraum_davor_und_dem_vorjahr(
    rhythmus: str, jahr: int, nummer: int
) -> None:
    zeitraeume = entwerfen(Meldejahr(jahr=jahr, rhythmus=rhythmus))
    zeitraum = zeitraeume[nummer % len(zeitraeume)]
    davor, vorjahr = vergleichszeitraeume(zeitraum)
    assert davor.bis == zeitraum.von - timedelta(days=1)
    assert len(davor.monate) == len(vorjahr.monate) == len(zeitraum.monate)
    assert vorjahr.von == zeitraum.von.replace(year=jahr - 1)


@pytest.mark.parametrize(
    ("rhythmus", "name"),
    [
        ("monat", "Oktober 2026"),
        ("quartal", "4. Quartal 2026"),
        ("halbjahr", "2. Halbjahr 2026"),
        ("jahr", "Jahr 2026"),
    ],
)
def test_monat_findet_seinen_zeitraum(welt: Welt, rhythmus: str, name: str) -> None:
    meldejahr_sichern(bezirk=welt.bezirk, jahr=2026, rhythmus=rhythmus)
    assert str(zeitraum_fuer(welt.bezirk, date(2026, 10, 1))) == name


def test_meldejahr_bleibt_wie_es_gesetzt_wurde(welt: Welt) -> None:
    meldejahr_sichern(bezirk=welt.bezirk, jahr=2026, rhythmus="monat")
    assert meldejahr_sichern(bezirk=welt.bezirk, jahr=2026).rhythmus == "monat"
    assert Meldezeitraum.objects.count() == 12


def test_ungesetztes_jahr_hat_quartale_die_nicht_gespeichert_sind(welt: Welt) -> None:
    meldejahr_sichern(bezirk=welt.bezirk, jahr=2026, rhythmus="halbjahr")
    bezirke = {welt.bezirk.pk, welt.fern.bezirk_id}
    gefunden = zeitraeume_im_jahr(bezirke, 2026)
    assert [(z.meldejahr.bezirk_id, z.nummer, z.pk is None) for z in gefunden] == [
        (welt.bezirk.pk, 1, False),
        (welt.fern.bezirk_id, 1, True),
        (welt.fern.bezirk_id, 2, True),
        (welt.bezirk.pk, 2, False),
        (welt.fern.bezirk_id, 3, True),
        (welt.fern.bezirk_id, 4, True),
    ]
    assert Meldejahr.objects.count() == 1


@pytest.mark.parametrize(
    ("felder", "grund"),
    [
        ({}, ""),
        ({"status": "eingereicht"}, "eingereicht"),
        ({"status": "freigegeben"}, "Bezirksamt"),
        ({"status": "angenommen"}, "Berichtigung"),
        ({"status": "nicht_gemeldet"}, "nicht gemeldet"),
        ({"sperre": 0}, "gesperrt"),
        ({"sperre": 1}, ""),
        ({"sperre": 0, "entsperrt_bis": 0}, ""),
        ({"sperre": 0, "entsperrt_bis": -1}, "gesperrt"),
        ({"sperre": 0, "status": "zurueckgegeben"}, ""),
        ({"sperre": 0, "nr": 1}, ""),
    ],
)
def test_sperrgrund(welt: Welt, felder: dict, grund: str) -> None:
    heute = timezone.localdate()
    sperre = felder.pop("sperre", 40)
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5, sperre=sperre)
    if "entsperrt_bis" in felder:
        felder["entsperrt_bis"] = heute + timedelta(days=felder["entsperrt_bis"])
    meldung = Meldung(zentrum=welt.eigenes, zeitraum=zeitraum, **felder)
    assert grund in sperrgrund(meldung, heute)
    assert bool(sperrgrund(meldung, heute)) == bool(grund)


def test_erste_zahl_beginnt_den_entwurf_und_spaetere_finden_ihn(welt: Welt) -> None:
    monat = monatsanfang(timezone.localdate())
    assert neueste_meldung(welt.eigenes, monat) is None
    meldung = offene_meldung(zentrum=welt.eigenes, monat=monat)
    assert offene_meldung(zentrum=welt.eigenes, monat=monat) == meldung
    with pytest.raises(Gesperrt, match="noch nicht begonnen"):
        offene_meldung(zentrum=welt.eigenes, monat=monat_plus(monat, 1))


def test_eingetragen_wird_in_die_hoechste_nummer(welt: Welt) -> None:
    alt = m.angenommen(welt)
    monat = alt.zeitraum.von
    with pytest.raises(Gesperrt, match="nur als Berichtigung"):
        offene_meldung(zentrum=welt.eigenes, monat=monat)
    neu = f.MeldungFabrik(zentrum=welt.eigenes, zeitraum=alt.zeitraum, nr=1)
    assert offene_meldung(zentrum=welt.eigenes, monat=monat) == neu
