"""One Kennzahl over years against independent SQL, across a break, with drafts and without."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from angebote.auswertung import (
    OHNE,
    Ausschnitt,
    Kennzahlreihe,
    Summe,
    gemeinsame_jahre,
    jahre_je_zentrum,
    jahreszahlen,
    kennzahlreihen,
    netzzahlen,
    verlauf_der_zentren,
    verlauf_des_zentrums,
)
from angebote.auswertung.verlauf import falten
from angebote.models import Kennzahl
from tests import fabriken as f
from tests.berichte import jahr as j
from zentren.models import Leistungsbereich, Zentrum

ROH = """
    SELECT w.monat, SUM(w.zahl) FROM angebote_wert w
    JOIN angebote_meldung m ON m.id = w.meldung_id JOIN angebote_kennzahl k ON k.id = w.kennzahl_id
    LEFT JOIN angebote_angebot a ON a.id = w.angebot_id
    LEFT JOIN zentren_leistungsbereich l ON l.id = a.leistungsbereich_id
    WHERE w.altersgruppe = 'alle' AND w.geschlecht = 'alle' AND m.status = 'angenommen' AND m.nr = (
        SELECT MAX(n.nr) FROM angebote_meldung n
        WHERE n.zentrum_id = m.zentrum_id AND n.zeitraum_id = m.zeitraum_id AND n.status = 'angenommen')
    AND (k.schluessel = 'besuche-neu' AND w.monat >= '2025-01-01'
      OR k.schluessel = 'besuche-offener-bereich' AND w.monat < '2025-01-01' OR k.schluessel = %s)
    AND (%s = '' OR l.schluessel = %s) GROUP BY w.monat ORDER BY w.monat
"""


def roh(schluessel: str = "", bereich: str = "") -> dict[date, int]:
    with connection.cursor() as cursor:
        cursor.execute(ROH, [schluessel, bereich, bereich])
        zeilen = cursor.fetchall()
    return {date.fromisoformat(str(monat)[:10]): int(summe) for monat, summe in zeilen if summe is not None}


@pytest.fixture
def zentren(db: None) -> list[Zentrum]:
    """Three centres, two years; from 2025 on the visits are another Kennzahl, but both go on being typed."""
    alte = j.kennzahlen()["besuche-offener-bereich"]
    alte.gueltig_bis = 2024
    alte.save()
    angaben = {"schluessel": "besuche-neu", "ebene": "zentrum", "quelle": "", "gueltig_von": 2025}
    f.KennzahlFabrik(**angaben, name="Gäste", ersetzt=alte, aufteilung=False)
    zentren = [f.ZentrumFabrik() for _ in range(3)]
    for nr, zentrum in enumerate(zentren, start=1):
        bestand = j.angebote(zentrum)
        for jahr in (2024, 2025):
            j.summen(*j.volles_jahr(zentrum, jahr, bestand, mal=nr))
    berichtigung = j.meldung(zentren[0], date(2025, 4, 1), nr=1)
    j.fuellen(berichtigung, j.angebote(zentren[0]), mal=9)
    j.summen(berichtigung)
    return zentren


def _reihe(schluessel: str) -> Kennzahlreihe:
    (reihe,) = (
        r for r in kennzahlreihen(Kennzahl.objects.all()) if schluessel in [k.schluessel for k in r.glieder]
    )
    return reihe


def _was(schluessel: str = "besuche-neu", von: int = 2024, bis: int = 2025, **mehr: Any) -> Ausschnitt:
    return Ausschnitt(_reihe(schluessel), von, bis, **mehr)


def _monate(verlauf: Any) -> dict[date, int]:
    return {m: z.summe.zahl for m, z in verlauf.monate.items() if z.summe.zahl is not None}


def test_reihe_beginnt_mit_der_aeltesten_und_bricht_im_januar(zentren: list[Zentrum]) -> None:
    reihe = _reihe("besuche-offener-bereich")
    assert [k.schluessel for k in reihe.glieder] == ["besuche-offener-bereich", "besuche-neu"]
    assert [reihe.im_jahr(jahr).name for jahr in (2010, 2024, 2025, 2030)] == [
        "Besuche im offenen Bereich",
        "Besuche im offenen Bereich",
        "Gäste",
        "Gäste",
    ]
    (bruch,) = reihe.brueche(2023, 2026)
    assert (bruch.jahr, bruch.neu.name, bruch.andere_einheit) == (2025, "Gäste", False)
    assert reihe.brueche(2025, 2026) == reihe.brueche(2023, 2024) == ()
    assert reihe.einheitlich_ab(2023, 2026) == 2023
    Kennzahl.objects.filter(schluessel="besuche-neu").update(einheit="stunden")
    assert _reihe("besuche-neu").einheitlich_ab(2023, 2026) == 2025
    assert len(kennzahlreihen(Kennzahl.objects.all())) == Kennzahl.objects.count() - 1


def test_monate_wie_in_reinem_sql(zentren: list[Zentrum]) -> None:
    alle = Zentrum.objects.all()
    assert _monate(verlauf_der_zentren(alle, _was())) == roh()
    assert len(roh()) == 24
    teilnahmen = verlauf_der_zentren(alle, _was("teilnahmen"))
    assert _monate(teilnahmen).keys() == roh().keys()
    zusammen = {monat: zahl - roh().get(monat, 0) for monat, zahl in roh("teilnahmen").items()}
    assert _monate(teilnahmen) == zusammen
    l2 = Leistungsbereich.objects.get(schluessel="L2")
    assert _monate(verlauf_der_zentren(alle, _was("teilnahmen", bereich=l2))) == roh("teilnahmen", "L2")


def test_jahre_wie_in_den_berichten(zentren: list[Zentrum]) -> None:
    alle = Zentrum.objects.all()
    for schluessel in ("teilnahmen", "aktive-ehrenamtliche", "oeffnungstage", "besuche-neu"):
        was = _was(schluessel)
        netz = netzzahlen(alle, 2025)
        kennzahl = was.reihe.im_jahr(2025)
        assert verlauf_der_zentren(alle, was).jahr(2025).summe == netz.gesamt.get(kennzahl.pk, OHNE)
        je_zentrum = jahre_je_zentrum(alle, was)
        for zentrum in zentren:
            einzeln = jahreszahlen(zentrum, 2025, entwuerfe=False).gesamt.get(kennzahl.pk, OHNE)
            assert je_zentrum[zentrum.pk][2025].summe == einzeln
            eigener = verlauf_des_zentrums(zentrum, was, entwuerfe=False)
            assert eigener.jahr(2025).summe == einzeln
            assert je_zentrum[zentrum.pk][2025].vollstaendig
            assert eigener.monate == verlauf_der_zentren(Zentrum.objects.filter(pk=zentrum.pk), was).monate


def test_entwuerfe_stehen_als_vorlaeufig_da(zentren: list[Zentrum]) -> None:
    zentrum, was = zentren[1], _was(bis=2026)
    offene = j.meldung(zentrum, date(2026, 1, 1), status="entwurf")
    j.fuellen(offene, j.angebote(zentrum))
    offene_berichtigung = j.meldung(zentrum, date(2025, 1, 1), nr=1, status="entwurf")
    j.fuellen(offene_berichtigung, j.angebote(zentrum), mal=50)
    ohne = verlauf_des_zentrums(zentrum, was, entwuerfe=False)
    mit = verlauf_des_zentrums(zentrum, was, entwuerfe=True)
    assert ohne.monate[date(2026, 1, 1)].summe == OHNE
    februar = mit.monate[date(2026, 2, 1)]
    assert (februar.summe.zahl is not None, februar.vorlaeufig, februar.vollstaendig) == (True, True, False)
    assert mit.monate[date(2025, 1, 1)] == ohne.monate[date(2025, 1, 1)]
    assert ohne.jahr(2025).vollstaendig
    assert (mit.jahr(2026).vollstaendige, mit.jahr(2026).erwartet) == (0, 12)


def test_wer_nicht_gemeldet_hat_fehlt_und_wer_nicht_offen_war_nicht(zentren: list[Zentrum]) -> None:
    f.ZentrumFabrik(in_betrieb_von=date(2025, 11, 15))
    f.ZentrumFabrik(in_betrieb_von=date(2020, 1, 1), in_betrieb_bis=date(2024, 2, 10))
    monate = verlauf_der_zentren(Zentrum.objects.all(), _was()).monate
    stand = {monat: (zahl.gemeldet, zahl.erwartet) for monat, zahl in monate.items()}
    assert (stand[date(2024, 2, 1)], stand[date(2024, 3, 1)]) == ((3, 4), (3, 3))
    assert (stand[date(2025, 10, 1)], stand[date(2025, 11, 1)]) == ((3, 3), (3, 4))
    assert verlauf_der_zentren(Zentrum.objects.all(), _was()).jahr(2025).vollstaendige == 10


def test_gemeinsam_nur_wenn_es_genug_sind(zentren: list[Zentrum]) -> None:
    alle = Zentrum.objects.all()
    was = _was("teilnahmen")
    gesamt = verlauf_der_zentren(alle, was)
    erwartet = {jahr: gesamt.jahr(jahr).summe for jahr in (2024, 2025)}
    assert gemeinsame_jahre(alle, was, mindestens=3) == erwartet
    assert gemeinsame_jahre(alle.exclude(pk=zentren[0].pk), was, mindestens=3) == {}
    assert gemeinsame_jahre(alle, _was("oeffnungstage"), mindestens=1) == {}
    aktive = gemeinsame_jahre(alle, _was("aktive-ehrenamtliche"), mindestens=3)
    assert aktive[2025] == verlauf_der_zentren(alle, _was("aktive-ehrenamtliche")).jahr(2025).summe


summen = st.builds(Summe, st.none() | st.integers(0, 10**9), st.integers(0, 99), st.integers(0, 99))


@given(st.lists(summen, max_size=12), st.booleans())
def test_falten_verliert_nichts(monate: list[Summe], summierbar: bool) -> None:
    ganz = falten(monate, summierbar=summierbar)
    zahlen = [monat.zahl for monat in monate if monat.zahl is not None]
    assert ganz.angaben == sum(monat.angaben for monat in monate)
    assert ganz.ohne_angabe == sum(monat.ohne_angabe for monat in monate)
    assert ganz.zahl == ((sum(zahlen) if summierbar else max(zahlen)) if zahlen else None)


def test_gleich_viele_abfragen(zentren: list[Zentrum], django_assert_num_queries: Callable[..., Any]) -> None:
    for haeuser in (Zentrum.objects.filter(pk=zentren[0].pk), Zentrum.objects.all()):
        was = _was("teilnahmen")
        with django_assert_num_queries(3):
            verlauf_der_zentren(haeuser, was)
        with django_assert_num_queries(1):
            jahre_je_zentrum(haeuser, was)  # the centres are loaded already
    with django_assert_num_queries(2):
        verlauf_des_zentrums(zentren[0], was, entwuerfe=True)


class BeliebigeMonate(TestCase):
    @settings(max_examples=25)
    @given(
        st.lists(st.none() | st.integers(0, 10**6), min_size=24, max_size=24),
        st.booleans(),
        st.integers(2024, 2026),
    )
    def test_jahr_und_bruch_bei_beliebigen_zahlen(
        self, zahlen: list[int | None], summierbar: bool, neu_ab: int
    ) -> None:
        """Two Kennzahlen hold the same figures, ten times larger in the second; each gives its own years."""
        zentrum = f.ZentrumFabrik()
        angaben = {"ebene": "zentrum", "summierbar": summierbar, "aufteilung": False, "quelle": ""}
        alte = f.KennzahlFabrik(**angaben, schluessel="alt", gueltig_bis=neu_ab - 1)
        neue = f.KennzahlFabrik(**angaben, schluessel="neu", gueltig_von=neu_ab, ersetzt=alte)
        erwartet: dict[int, list[int]] = {2024: [], 2025: []}
        for nr, zahl in enumerate(zahlen):
            monat = date(2024 + nr // 12, nr % 12 + 1, 1)
            if nr % 3 == 0:
                meldung = j.meldung(zentrum, monat)
            for kennzahl, mal in ((alte, 1), (neue, 10)) if zahl is not None else ():
                f.WertFabrik(meldung=meldung, monat=monat, kennzahl=kennzahl, zahl=zahl * mal)
            if zahl is not None:
                erwartet[monat.year].append(zahl * (10 if monat.year >= neu_ab else 1))
        was = Ausschnitt(Kennzahlreihe((alte, neue)), 2024, 2025)
        verlauf = verlauf_des_zentrums(zentrum, was, entwuerfe=False)
        for jahr, werte in erwartet.items():
            ganz = (sum(werte) if summierbar else max(werte)) if werte else None
            assert verlauf.jahr(jahr).summe.zahl == ganz
            assert verlauf.jahr(jahr).vollstaendig
