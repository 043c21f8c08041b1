"""What holds for every schedule, checked against the calendar and against other readers of RFC 5545."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from angebote.zeitplan import Rhythmus, als_rrule, aus_rrule, erster_tag, in_worten, kurz, naechste, termine
from tests.hilfen.zeitplan import SA, fenster, regeln

BERLIN = ZoneInfo("Europe/Berlin")


def _tage(regel, von, bis):
    return [vorkommen.datum for vorkommen in termine(regel, von, bis)]


@cache
def _berlin(art):
    return country_holidays("DE", subdiv="BE", categories=art)


def _passt(regel, tag):
    """Whether a date belongs to the rule, by the calendar alone."""
    match regel.rhythmus:
        case Rhythmus.EINZELTERMINE:
            return tag in regel.daten
        case Rhythmus.TAEGLICH:
            passt = tag.weekday() < SA
        case Rhythmus.MONATLICH_TAG:
            passt = tag.day == regel.tag
        case Rhythmus.MONATLICH_WOCHENTAG:
            letzter = (tag + timedelta(days=7)).month != tag.month
            richtiger = letzter if regel.position == -1 else (tag.day - 1) // 7 + 1 == regel.position
            passt = richtiger and tag.weekday() in regel.wochentage
        case Rhythmus.WOECHENTLICH:
            woche = (_montag(tag) - _montag(_erster_wochentag(regel))).days // 7
            passt = tag.weekday() in regel.wochentage and woche % regel.intervall == 0
    return passt and regel.beginn <= tag and (regel.ende is None or tag <= regel.ende)


def _erster_wochentag(regel):
    moegliche = (regel.beginn + timedelta(days=n) for n in range(7))
    return next(tag for tag in moegliche if tag.weekday() in regel.wochentage)


def _montag(tag):
    return tag - timedelta(days=tag.weekday())


def _pausiert(regel, tag):
    return (
        tag in regel.ausnahmen
        or (regel.pause_schulferien and tag in _berlin("school"))
        or (regel.pause_feiertage and tag in _berlin("public"))
    )


@given(fenster())
def test_termine_sind_genau_die_tage_der_regel_ohne_die_pausen(fall):
    regel, von, bis = fall
    alle = (von + timedelta(days=n) for n in range((bis - von).days + 1))
    assert _tage(regel, von, bis) == [t for t in alle if _passt(regel, t) and not _pausiert(regel, t)]


@given(fenster(), st.integers(0, 400))
def test_geteilter_zeitraum_ergibt_dieselben_termine(fall, tage):
    regel, von, bis = fall
    schnitt = min(von + timedelta(days=tage), bis)
    danach = schnitt + timedelta(days=1)
    assert termine(regel, von, schnitt) + termine(regel, danach, bis) == termine(regel, von, bis)


@given(fenster(), st.integers(0, 12))
def test_naechste_sind_die_ersten_termine(fall, anzahl):
    regel, ab, _ = fall
    assert naechste(regel, ab, anzahl) == termine(regel, ab, ab + timedelta(days=3 * 365))[:anzahl]


@given(regeln())
def test_dauer_ist_die_zeit_zwischen_von_und_bis(regel):
    ende, anfang = (datetime.combine(date(2026, 1, 1), zeit, UTC) for zeit in (regel.bis, regel.von))
    for vorkommen in naechste(regel, regel.beginn, 3):
        assert timedelta(minutes=vorkommen.minuten) == ende - anfang


@given(regeln())
def test_rrule_hin_und_zurueck(regel):
    gelesen = aus_rrule(
        als_rrule(regel),
        beginn=regel.beginn,
        von=regel.von,
        bis=regel.bis,
        pause_schulferien=regel.pause_schulferien,
        pause_feiertage=regel.pause_feiertage,
        ausnahmen=regel.ausnahmen,
    )
    assert gelesen == regel


@given(fenster().filter(lambda fall: fall[0].rhythmus != Rhythmus.EINZELTERMINE))
def test_rrule_bedeutet_fuer_andere_programme_dasselbe(fall):
    regel, von, bis = fall
    erster = erster_tag(regel)
    if erster is None:
        assert _tage(regel, von, bis) == []
        return
    folge = rrulestr(als_rrule(regel), dtstart=datetime.combine(erster, regel.von, BERLIN))
    grenzen = (datetime.combine(von, time(), BERLIN), datetime.combine(bis, time(23, 59, 59), BERLIN))
    gelesen = folge.between(*grenzen, inc=True)
    assert [z.date() for z in gelesen if not _pausiert(regel, z.date())] == _tage(regel, von, bis)
    assert all(zeit.time() == regel.von for zeit in gelesen)


@given(regeln())
def test_gepruefte_regeln_haben_worte(regel):
    regel.pruefe()
    assert regel.bereinigt() == regel
    assert " Uhr" in in_worten(regel)
    assert kurz(regel).endswith(" Uhr")
    assert "None" not in in_worten(regel) + kurz(regel)
