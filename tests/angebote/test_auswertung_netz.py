"""Figures of many centres come from the stored sums and agree with those of each centre."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from angebote.auswertung import gemeinsam, jahreszahlen, netzzahlen
from angebote.models import Kennzahl
from tests import fabriken as f
from tests.berichte import jahr as j
from zentren.models import Zentrum

pytestmark = pytest.mark.django_db


@pytest.fixture
def zentren() -> list[Zentrum]:
    """Three centres in two Bezirke; the first with a correction, the last with three quarters only."""
    anderer = f.BezirkFabrik(schluessel="11", name="Lichtenberg")
    zentren = [f.ZentrumFabrik(), f.ZentrumFabrik(), f.ZentrumFabrik(bezirk=anderer)]
    for nr, zentrum in enumerate(zentren, start=1):
        bestand = j.angebote(zentrum)
        j.summen(*j.volles_jahr(zentrum, 2024, bestand, mal=nr))
        meldungen = j.volles_jahr(zentrum, 2025, bestand[:nr], mal=nr)
        j.summen(*meldungen[:3] if nr == 3 else meldungen)
    meldungen[3].status = "eingereicht"
    meldungen[3].save()
    berichtigung = j.meldung(zentren[0], date(2025, 4, 1), nr=1)
    j.fuellen(berichtigung, j.angebote(zentren[0]), mal=7)
    j.summen(berichtigung)
    return zentren


def test_jede_zeile_wie_im_bericht_des_zentrums(zentren: list[Zentrum]) -> None:
    netz = netzzahlen(Zentrum.objects.all(), 2025)
    for zentrum in zentren[:2]:
        einzeln = jahreszahlen(zentrum, 2025, entwuerfe=False)
        (zeile,) = (g for g in netz.je_zentrum if g.schluessel == zentrum.slug)
        assert zeile.summen == einzeln.gesamt
        assert zeile.vorjahr == einzeln.vorjahr
    for zentrum in zentren:
        allein = netzzahlen(Zentrum.objects.filter(pk=zentrum.pk), 2025)
        einzeln = jahreszahlen(zentrum, 2025, entwuerfe=False)
        assert (allein.gesamt, allein.vorjahr) == (einzeln.gesamt, einzeln.vorjahr)
        assert allein.je_bereich == einzeln.je_bereich
        assert allein.nach_alter == einzeln.nach_alter
        assert allein.je_monat == einzeln.je_monat


def test_zusammen_ist_die_summe_der_zentren(zentren: list[Zentrum]) -> None:
    netz = netzzahlen(Zentrum.objects.all(), 2025)
    for kennzahl in netz.kennzahlen:
        zeilen = [g.summen[kennzahl.pk] for g in netz.je_zentrum]
        gesamt = netz.gesamt[kennzahl.pk]
        assert gesamt.angaben == sum(s.angaben for s in zeilen)
        assert gesamt.ohne_angabe == sum(s.ohne_angabe for s in zeilen)
        if kennzahl.summierbar:
            assert gesamt.zahl == (sum(s.zahl or 0 for s in zeilen) if gesamt.angaben else None)
    assert [g.name for g in netz.je_bezirk] == ["Lichtenberg", "Marzahn-Hellersdorf"]


def test_hoechster_monat_aller_zusammen(zentren: list[Zentrum]) -> None:
    netz = netzzahlen(Zentrum.objects.all(), 2025)
    aktive = Kennzahl.objects.get(schluessel="aktive-ehrenamtliche")
    monate = [summen[aktive.pk].zahl for summen in netz.je_monat.values()]
    assert netz.gesamt[aktive.pk].zahl == max(monate)


def test_zentrum_ohne_zahlen_steht_trotzdem_da(zentren: list[Zentrum]) -> None:
    leer = f.ZentrumFabrik(name="Neues Haus")
    netz = netzzahlen(Zentrum.objects.all(), 2025)
    (zeile,) = (g for g in netz.je_zentrum if g.schluessel == leer.slug)
    assert (zeile.summen, zeile.vorjahr) == ({}, {})


def test_fremde_nur_gemeinsam_und_nur_wenn_es_genug_sind(zentren: list[Zentrum]) -> None:
    alle = Zentrum.objects.all()
    netz = netzzahlen(alle, 2025)
    # Opening days hold "keine Angabe" everywhere: nobody has a figure for them.
    oeffnungstage = Kennzahl.objects.get(schluessel="oeffnungstage")
    erwartet = {k: s for k, s in netz.gesamt.items() if k != oeffnungstage.pk}
    assert gemeinsam(alle, 2025, mindestens=3) == erwartet
    assert gemeinsam(alle.exclude(pk=zentren[0].pk), 2025, mindestens=3) == {}
    assert gemeinsam(alle, 2025, mindestens=4) == {}


def test_gleich_viele_abfragen(zentren: list[Zentrum], django_assert_num_queries: Callable[..., Any]) -> None:
    for haeuser in (Zentrum.objects.filter(pk=zentren[0].pk), Zentrum.objects.all()):
        with django_assert_num_queries(7):
            netzzahlen(haeuser, 2025)
