"""Termine from schedules: made, kept up to date, left alone where something took place."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote import pflege, terminplan
from angebote.models import Angebot, Termin, Zeitplan
from angebote.terminplan import alle_sichern, einzeltermin, felder_von, regel_von
from angebote.zeitplan import Regel, Rhythmus, termine
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Schliesszeit

MITTAGS = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Wednesday."""
HEUTE = MITTAGS.date()
IN_DREI_WOCHEN = HEUTE + timedelta(weeks=3)
DIENSTAGE_IM_NOVEMBER = [date(2026, 11, tag) for tag in (3, 10, 17, 24)]


@pytest.fixture(autouse=True)
def _heute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localtime", lambda *args: MITTAGS)
    monkeypatch.setattr(timezone, "localdate", lambda *args: HEUTE)


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    """Tuesdays, 10:00 to 11:30, since January; no Termine yet."""
    return f.ZeitplanFabrik(angebot__zentrum=welt.eigenes).angebot


def _sichern(angebot: Angebot, bis: date = IN_DREI_WOCHEN) -> int:
    return terminplan.termine_sichern(angebot=angebot, bis=bis)


def _tage(angebot: Angebot, **filter_: Any) -> list[date]:
    return list(angebot.termine.filter(**filter_).values_list("datum", flat=True))


def _umstellen(angebot: Angebot, **felder: Any) -> None:
    Zeitplan.objects.filter(angebot=angebot).update(**felder)


tage = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(
    st.sampled_from(list(Rhythmus)),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 4),
    st.sampled_from([1, 2, 3, 4, -1]),
    st.integers(1, 31),
    st.lists(tage, min_size=1, max_size=5),
    tage,
    st.none() | st.integers(0, 900),
    st.booleans(),
)
def test_zeitplan_und_regel_sind_dasselbe(
    rhythmus: Rhythmus,
    wochentage: set[int],
    intervall: int,
    position: int,
    tag: int,
    daten: list[date],
    beginn: date,
    laenge: int | None,
    pause: bool,
) -> None:
    monatlich = rhythmus == Rhythmus.MONATLICH_WOCHENTAG
    regel = Regel(
        rhythmus=rhythmus,
        beginn=beginn,
        von=time(10),
        bis=time(11, 30),
        ende=None if laenge is None else beginn + timedelta(days=laenge),
        wochentage=tuple(wochentage)[:1] if monatlich else tuple(wochentage),
        intervall=intervall,
        position=position,
        tag=tag,
        daten=tuple(daten),
        ausnahmen=tuple(daten[:2]),
        pause_schulferien=pause,
    )
    regel.pruefe()
    assert regel_von(Zeitplan(**felder_von(regel))) == regel.bereinigt()


def test_fuellt_den_monat_und_bleibt_dabei(angebot: Angebot) -> None:
    assert _sichern(angebot) == 6
    assert _tage(angebot) == [*DIENSTAGE_IM_NOVEMBER, date(2026, 12, 1), date(2026, 12, 8)]
    termin = angebot.termine.first()
    assert (termin.von, termin.bis, termin.minuten, termin.status) == (time(10), time(11, 30), 90, "geplant")
    assert _sichern(angebot) == 0
    assert _sichern(angebot, IN_DREI_WOCHEN + timedelta(weeks=1)) == 1


def test_neuer_wochentag_gilt_ab_heute(angebot: Angebot) -> None:
    _sichern(angebot)
    _umstellen(angebot, regel="FREQ=WEEKLY;BYDAY=TH")
    assert _sichern(angebot, date(2026, 11, 30)) == 2
    assert _tage(angebot) == [*DIENSTAGE_IM_NOVEMBER[:3], date(2026, 11, 19), date(2026, 11, 26)]


def test_andere_uhrzeit_ersetzt_kuenftige(angebot: Angebot) -> None:
    _sichern(angebot)
    _umstellen(angebot, bis=time(12))
    assert _sichern(angebot) == 3
    assert {t.minuten for t in angebot.termine.filter(datum__gt=HEUTE)} == {120}
    assert {t.minuten for t in angebot.termine.filter(datum__lt=HEUTE)} == {90}


def test_was_heute_begonnen_hat_bleibt(angebot: Angebot) -> None:
    _umstellen(angebot, regel="FREQ=WEEKLY;BYDAY=WE")
    _sichern(angebot)
    f.ZeitplanFabrik(angebot=angebot, regel="FREQ=WEEKLY;BYDAY=WE", von=time(14), bis=time(15))
    _sichern(angebot)
    assert angebot.termine.filter(datum=HEUTE).count() == 2
    _umstellen(angebot, regel="FREQ=WEEKLY;BYDAY=TU")
    _sichern(angebot)
    assert [t.von for t in angebot.termine.filter(datum=HEUTE)] == [time(10)]


def test_gezaehltes_abgesagtes_und_einzelnes_bleibt(angebot: Angebot, welt: Welt) -> None:
    _sichern(angebot)
    kuenftige = angebot.termine.filter(datum__gt=HEUTE)
    kuenftige.filter(datum=date(2026, 11, 24)).update(status="ausgefallen", grund="Krankheit")
    wer = welt.rollen["mitarbeit"]
    einzeltermin(angebot=angebot, datum=date(2026, 11, 27), von=time(9), bis=time(10), wer=wer)
    Zeitplan.objects.update(regel="FREQ=WEEKLY;BYDAY=SA")
    _sichern(angebot, date(2026, 11, 30))
    assert _tage(angebot, datum__gt=HEUTE) == [
        date(2026, 11, 21),
        date(2026, 11, 24),
        date(2026, 11, 27),
        date(2026, 11, 28),
    ]


def test_schliesszeit_ausnahme_und_laufzeit(angebot: Angebot, welt: Welt) -> None:
    Schliesszeit.objects.create(
        zentrum=welt.eigenes, von=date(2026, 11, 23), bis=date(2026, 11, 29), grund="Umbau"
    )
    _umstellen(angebot, ausnahmen=["2026-12-01"])
    Angebot.objects.update(beginn=date(2026, 11, 10), ende=date(2026, 12, 20))
    _sichern(angebot, date(2026, 12, 31))
    assert _tage(angebot) == [date(2026, 11, tag) for tag in (10, 17)] + [
        date(2026, 12, tag) for tag in (8, 15)
    ]


def test_neue_schliesszeit_streicht_nur_kuenftige(angebot: Angebot, welt: Welt) -> None:
    _sichern(angebot)
    Schliesszeit.objects.create(
        zentrum=welt.eigenes, von=date(2026, 11, 1), bis=date(2026, 11, 30), grund="Umbau"
    )
    _sichern(angebot)
    assert _tage(angebot) == [*DIENSTAGE_IM_NOVEMBER[:3], date(2026, 12, 1), date(2026, 12, 8)]


def test_nach_dem_betrieb_des_zentrums_kommt_nichts(angebot: Angebot, welt: Welt) -> None:
    welt.eigenes.in_betrieb_bis = date(2026, 11, 20)
    welt.eigenes.save()
    assert _sichern(angebot) == 3


@pytest.mark.parametrize(("status", "anzahl"), [("entwurf", 0), ("pausiert", 0), ("beendet", 0)])
def test_nur_veroeffentlichtes_hat_neue_termine(angebot: Angebot, status: str, anzahl: int) -> None:
    Angebot.objects.update(status=status)
    assert _sichern(angebot) == anzahl


def test_pause_streicht_kuenftige_und_fortsetzen_bringt_sie_wieder(angebot: Angebot, welt: Welt) -> None:
    wer = welt.rollen["mitarbeit"]
    _sichern(angebot)
    pflege.pausieren(angebot=angebot, wer=wer)
    assert _tage(angebot) == DIENSTAGE_IM_NOVEMBER[:3]
    pflege.fortsetzen(angebot=angebot, wer=wer)
    assert _tage(angebot, datum__lt=date(2026, 12, 1)) == DIENSTAGE_IM_NOVEMBER


def test_alle_sichern_reicht_acht_wochen(angebot: Angebot) -> None:
    assert alle_sichern(HEUTE) == 11
    assert max(_tage(angebot)) == date(2027, 1, 12)
    assert alle_sichern(HEUTE) == 0
    assert alle_sichern(HEUTE + timedelta(days=7)) == 1


def test_alle_sichern_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    for anzahl in (1, 3):
        for _ in range(anzahl):
            f.ZeitplanFabrik(angebot__zentrum=welt.eigenes)
        with django_assert_num_queries(9):
            assert alle_sichern(HEUTE) == 11 * anzahl


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(st.lists(st.sets(st.integers(0, 6), min_size=1), min_size=2, max_size=4))
def test_nach_jeder_aenderung_stimmt_die_zukunft(angebot: Angebot, folge: list[set[int]]) -> None:
    """After each change one Termin is called off: the planned ones are those of the rule without it."""
    angebot.termine.all().delete()
    abgesagt: set[date] = set()
    for wochentage in folge:
        regel = Regel(
            rhythmus=Rhythmus.WOECHENTLICH,
            beginn=HEUTE,
            von=time(14),
            bis=time(15),
            wochentage=tuple(wochentage),
        )
        _umstellen(angebot, **felder_von(regel))
        _sichern(angebot)
        soll = {v.datum for v in termine(regel, HEUTE, IN_DREI_WOCHEN)}
        assert set(_tage(angebot, status="geplant")) == soll - abgesagt
        assert set(_tage(angebot, status="ausgefallen")) == abgesagt
        erster = angebot.termine.filter(status="geplant").first()
        Termin.objects.filter(pk=erster.pk).update(status="ausgefallen", grund="Krankheit")
        abgesagt.add(erster.datum)


def test_einzeltermin_lehnt_ab_was_nicht_sein_kann(angebot: Angebot, welt: Welt) -> None:
    wer, am = welt.rollen["mitarbeit"], {"von": time(9), "bis": time(10)}
    termin = einzeltermin(angebot=angebot, datum=HEUTE, **am, wer=wer)
    assert (termin.minuten, termin.zeitplan, termin.status) == (60, None, "geplant")
    with pytest.raises(Verweigert, match="schon einen Termin"):
        einzeltermin(angebot=angebot, datum=HEUTE, **am, wer=wer)
    with pytest.raises(Verweigert, match="nach dem Beginn"):
        einzeltermin(angebot=angebot, datum=HEUTE, von=time(10), bis=time(10), wer=wer)
    Angebot.objects.update(ende=date(2026, 11, 30))
    with pytest.raises(Verweigert, match="läuft an diesem Tag nicht"):
        einzeltermin(angebot=angebot, datum=date(2026, 12, 1), **am, wer=wer)
    Angebot.objects.update(status="entwurf")
    with pytest.raises(Verweigert, match="veröffentlichen"):
        einzeltermin(angebot=angebot, datum=HEUTE, **am, wer=wer)


def test_entfernen_nur_was_der_zeitplan_nicht_wiederbringt(angebot: Angebot, welt: Welt) -> None:
    wer = welt.rollen["mitarbeit"]
    _sichern(angebot)
    with pytest.raises(Verweigert, match="kommt aus dem Zeitplan"):
        terminplan.termin_entfernen(termin=angebot.termine.last(), wer=wer)
    terminplan.termin_entfernen(termin=angebot.termine.first(), wer=wer)
    assert _sichern(angebot) == 0
    einzelner = einzeltermin(angebot=angebot, datum=IN_DREI_WOCHEN, von=time(9), bis=time(10), wer=wer)
    terminplan.termin_entfernen(termin=einzelner, wer=wer)
    gezaehlt = angebot.termine.first()
    Termin.objects.filter(pk=gezaehlt.pk).update(status="stattgefunden")
    with pytest.raises(Verweigert, match="schon gezählt"):
        terminplan.termin_entfernen(termin=gezaehlt, wer=wer)
