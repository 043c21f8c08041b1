"""The dates of a schedule, the pauses of Berlin."""

from datetime import date, time, timedelta

import pytest

from angebote.zeitplan import (
    Rhythmus,
    Vorkommen,
    erster_tag,
    feiertage,
    naechste,
    schulferien,
    schulferien_bekannt_bis,
    termine,
    warnungen,
)
from tests.hilfen.zeitplan import DI, DO, FR, SA, SO, baue_regel

JAHRESENDE = date(2026, 12, 31)


def _tage(regel, von, bis):
    return [vorkommen.datum for vorkommen in termine(regel, von, bis)]


def _naechste(regel, ab, anzahl):
    return [vorkommen.datum for vorkommen in naechste(regel, ab, anzahl)]


@pytest.mark.parametrize(
    ("erster", "letzter", "name"),
    [
        (date(2025, 7, 24), date(2025, 9, 6), "Sommerferien"),
        (date(2026, 2, 2), date(2026, 2, 7), "Winterferien"),
        (date(2026, 3, 30), date(2026, 4, 10), "Oster-/Frühjahrsferien"),
        (date(2026, 7, 9), date(2026, 8, 22), "Sommerferien"),
        (date(2026, 10, 19), date(2026, 10, 31), "Herbstferien"),
    ],
)
def test_schulferien_in_berlin(erster, letzter, name):
    ferien = schulferien(erster.year)
    assert ferien[erster] == ferien[letzter] == name
    assert all(erster + timedelta(days=n) in ferien for n in range((letzter - erster).days))
    assert erster - timedelta(days=1) not in ferien
    assert letzter + timedelta(days=1) not in ferien


def test_weihnachtsferien_gehen_ueber_den_jahreswechsel():
    assert schulferien(2026)[date(2026, 12, 23)] == "Weihnachtsferien"
    assert schulferien(2027)[date(2027, 1, 2)] == "Weihnachtsferien"
    assert date(2026, 12, 22) not in schulferien(2026)
    assert date(2027, 1, 3) not in schulferien(2027)


def test_feiertage_in_berlin():
    assert feiertage(2026)[date(2026, 3, 8)] == "Frauentag"
    assert date(2018, 3, 8) not in feiertage(2018)
    assert date(2026, 10, 31) not in feiertage(2026), "Reformation Day is none in Berlin"
    assert len(feiertage(2026)) == 10


def test_feiertage_werden_je_jahr_einmal_geladen():
    assert feiertage(2026) is feiertage(2026)
    assert schulferien(2026) is schulferien(2026)


# --- dates ---


def test_jeden_dienstag():
    assert _naechste(baue_regel(), date(2026, 10, 1), 3) == [
        date(2026, 10, 6),
        date(2026, 10, 13),
        date(2026, 10, 20),
    ]
    assert termine(baue_regel(), date(2026, 10, 6), date(2026, 10, 6)) == [
        Vorkommen(date(2026, 10, 6), time(10), time(11, 30), 90)
    ]


def test_jeder_zweite_dienstag_zaehlt_ab_dem_ersten_termin():
    regel = baue_regel(intervall=2)
    assert erster_tag(regel) == date(2026, 10, 6)
    assert _naechste(regel, date(2026, 10, 7), 2) == [date(2026, 10, 20), date(2026, 11, 3)]
    assert _naechste(regel, date(2027, 1, 5), 1) == [date(2027, 1, 12)]


def test_mehrere_wochentage_in_jeder_zweiten_woche():
    regel = baue_regel(intervall=2, wochentage=(DO, DI))
    assert _naechste(regel, date(2026, 10, 1), 3) == [
        date(2026, 10, 1),
        date(2026, 10, 13),
        date(2026, 10, 15),
    ]


def test_pausen_verschieben_den_takt_nicht():
    regel = baue_regel(intervall=2, pause_schulferien=True)
    assert _naechste(regel, date(2026, 10, 1), 3) == [
        date(2026, 10, 6),
        date(2026, 11, 3),
        date(2026, 11, 17),
    ]


def test_letzter_freitag_im_monat():
    regel = baue_regel(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(FR,), position=-1)
    assert _tage(regel, date(2026, 10, 1), date(2027, 2, 28)) == [
        date(2026, 10, 30),
        date(2026, 11, 27),
        date(2026, 12, 25),
        date(2027, 1, 29),
        date(2027, 2, 26),
    ]
    ohne = baue_regel(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(FR,), position=-1, pause_feiertage=True)
    assert date(2026, 12, 25) not in _tage(ohne, date(2026, 10, 1), JAHRESENDE)


def test_vierter_ist_nicht_der_letzte():
    regel = baue_regel(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(FR,), position=4)
    assert _tage(regel, date(2026, 10, 1), date(2026, 10, 31)) == [date(2026, 10, 23)]


@pytest.mark.parametrize(
    ("tag", "tage"),
    [
        (28, [(1, 28), (2, 28), (3, 28), (4, 28)]),
        (29, [(1, 29), (2, 29), (3, 29), (4, 29)]),
        (30, [(1, 30), (3, 30), (4, 30)]),
        (31, [(1, 31), (3, 31)]),
    ],
)
def test_monatstage_die_es_nicht_in_jedem_monat_gibt(tag, tage):
    regel = baue_regel(Rhythmus.MONATLICH_TAG, tag=tag)
    assert _tage(regel, date(2028, 1, 1), date(2028, 4, 30)) == [date(2028, m, t) for m, t in tage]


def test_29_februar_nur_im_schaltjahr():
    regel = baue_regel(Rhythmus.MONATLICH_TAG, tag=29)
    assert _tage(regel, date(2027, 2, 1), date(2027, 3, 1)) == []
    assert _tage(regel, date(2028, 2, 1), date(2028, 3, 1)) == [date(2028, 2, 29)]
    assert _naechste(regel, date(2028, 2, 29), 1) == [date(2028, 2, 29)]


def test_montags_bis_freitags_ueber_den_jahreswechsel():
    regel = baue_regel(Rhythmus.TAEGLICH, pause_feiertage=True)
    assert _tage(regel, date(2026, 12, 24), date(2027, 1, 5)) == [
        date(2026, 12, 24),
        *(date(2026, 12, tag) for tag in (28, 29, 30, 31)),
        date(2027, 1, 4),
        date(2027, 1, 5),
    ]


def test_schulferien_ueber_den_jahreswechsel():
    regel = baue_regel(wochentage=(FR, SA), pause_schulferien=True)
    assert _tage(regel, date(2026, 12, 18), date(2027, 1, 9)) == [
        date(2026, 12, 18),
        date(2026, 12, 19),
        date(2027, 1, 8),
        date(2027, 1, 9),
    ]


def test_einzeltermine_gelten_wie_geschrieben():
    daten = (date(2026, 11, 3), date(2026, 9, 1), date(2026, 11, 3), date(2026, 10, 3))
    regel = baue_regel(Rhythmus.EINZELTERMINE, daten=daten, ende=date(2026, 10, 2), pause_feiertage=True)
    assert _tage(regel, date(2026, 1, 1), JAHRESENDE) == [date(2026, 9, 1), date(2026, 11, 3)]
    assert erster_tag(regel) == date(2026, 9, 1)


def test_ausnahmen_und_ende():
    regel = baue_regel(ende=date(2026, 10, 20), ausnahmen=(date(2026, 10, 13),))
    assert _naechste(regel, date(2026, 1, 1), 10) == [date(2026, 10, 6), date(2026, 10, 20)]


def test_naechste_hoert_nach_drei_jahren_auf():
    regel = baue_regel(Rhythmus.MONATLICH_TAG, tag=31)
    gefunden = _naechste(regel, date(2028, 2, 29), 1000)
    assert (gefunden[0], gefunden[-1], len(gefunden)) == (date(2028, 3, 31), date(2031, 1, 31), 21)
    assert naechste(baue_regel(ende=date(2026, 10, 2)), date(2026, 10, 1)) == []
    assert erster_tag(baue_regel(ende=date(2026, 10, 2))) is None


def test_zeitumstellung_laesst_uhrzeit_und_dauer_wie_sie_sind():
    regel = baue_regel(wochentage=(SO,), beginn=date(2026, 3, 22))
    assert termine(regel, date(2026, 3, 29), date(2026, 3, 29)) == [
        Vorkommen(date(2026, 3, 29), time(10), time(11, 30), 90)
    ]
    assert _tage(regel, date(2026, 10, 18), date(2026, 11, 1)) == [
        date(2026, 10, 18),
        date(2026, 10, 25),
        date(2026, 11, 1),
    ]


# --- years whose school holidays nobody knows yet ---


def _erstes_unbekanntes_jahr():
    return next(jahr for jahr in range(2026, 2100) if not schulferien(jahr))


def test_warnung_fuer_jahre_ohne_bekannte_ferien():
    jahr = _erstes_unbekanntes_jahr()
    regel = baue_regel(pause_schulferien=True)
    zeitraum = (date(jahr, 1, 1), date(jahr + 1, 12, 31))
    saetze = warnungen(regel, *zeitraum)
    assert [satz[:8] for satz in saetze] == [f"Für {jahr}", f"Für {jahr + 1}"]
    assert saetze[0].startswith(f"Für {jahr} sind noch keine Schulferien bekannt. ")
    assert schulferien_bekannt_bis(jahr) is None
    assert warnungen(baue_regel(), *zeitraum) == []
    assert warnungen(baue_regel(pause_schulferien=True, ende=date(jahr - 3, 12, 31)), *zeitraum) == []


def test_warnung_fuer_das_nur_zum_teil_bekannte_jahr(monkeypatch):
    bis_august = {date(2035, 8, 11): "Sommerferien"}
    monkeypatch.setattr("angebote.zeitplan.kalender.schulferien", lambda jahr: bis_august)
    regel = baue_regel(pause_schulferien=True)
    [satz] = warnungen(regel, date(2035, 1, 1), date(2035, 12, 31))
    assert satz.startswith("Für 2035 sind die Schulferien erst bis 11.8.2035 bekannt. ")
    assert warnungen(regel, date(2035, 1, 1), date(2035, 8, 11)) == []


@pytest.mark.parametrize("jahr", range(2020, 2028))
def test_keine_warnung_fuer_bekannte_jahre(jahr):
    regel = baue_regel(Rhythmus.TAEGLICH, beginn=date(2019, 1, 1), pause_schulferien=True)
    assert warnungen(regel, date(jahr, 1, 1), date(jahr, 12, 31)) == []
