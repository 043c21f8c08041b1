"""A schedule as RFC 5545 writes it, its checks and its words."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Event

from angebote.zeitplan import Rhythmus, Zeitplanfehler, als_rrule, aus_rrule, in_worten, kurz
from tests.hilfen.zeitplan import DI, DO, FR, MI, MO, SO, baue_regel

BERLIN = ZoneInfo("Europe/Berlin")
JAHRESENDE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("regel", "text"),
    [
        (baue_regel(), "FREQ=WEEKLY;BYDAY=TU"),
        (baue_regel(wochentage=(DO, DI), intervall=2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        (baue_regel(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(FR,), position=-1), "FREQ=MONTHLY;BYDAY=-1FR"),
        (baue_regel(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(SO,), position=2), "FREQ=MONTHLY;BYDAY=2SU"),
        (baue_regel(Rhythmus.MONATLICH_TAG, tag=15), "FREQ=MONTHLY;BYMONTHDAY=15"),
        (baue_regel(Rhythmus.TAEGLICH), "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
        (baue_regel(ende=JAHRESENDE), "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225959Z"),
        (baue_regel(ende=date(2027, 6, 30)), "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T215959Z"),
        (
            baue_regel(Rhythmus.EINZELTERMINE, daten=(date(2026, 10, 12), date(2026, 10, 5))),
            "RDATE;TZID=Europe/Berlin:20261005T100000,20261012T100000",
        ),
    ],
)
def test_als_rrule(regel, text):
    assert als_rrule(regel) == text


def test_icalendar_liest_die_regel():
    text = als_rrule(baue_regel(intervall=2, ende=JAHRESENDE))
    termin = Event.from_ical(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20261006T100000\r\n"
        f"RRULE:{text}\r\nEND:VEVENT\r\n"
    )
    assert termin["RRULE"]["INTERVAL"] == [2]
    assert termin["RRULE"]["BYDAY"] == ["TU"]
    assert termin["RRULE"]["UNTIL"] == [datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)]


def test_icalendar_liest_einzeltermine():
    zeile = als_rrule(baue_regel(Rhythmus.EINZELTERMINE, daten=(date(2026, 10, 5), date(2026, 11, 2))))
    termin = Event.from_ical(f"BEGIN:VEVENT\r\nUID:1\r\n{zeile}\r\nEND:VEVENT\r\n")
    assert [zeit.dt for zeit in termin["RDATE"].dts] == [
        datetime(2026, 10, 5, 10, tzinfo=BERLIN),
        datetime(2026, 11, 2, 10, tzinfo=BERLIN),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=YEARLY",
        "FREQ=WEEKLY",
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15",
        "RDATE;TZID=Europe/Berlin:",
    ],
)
def test_fremde_regeln_werden_abgelehnt(text):
    with pytest.raises(ValueError):  # noqa: PT011 the parts fail in different ways
        aus_rrule(text, beginn=date(2026, 10, 1), von=time(10), bis=time(11))


# --- checks ---


@pytest.mark.parametrize(
    ("regel", "felder"),
    [
        (baue_regel(bis=time(10)), {"bis"}),
        (baue_regel(bis=time(9)), {"bis"}),
        (baue_regel(ende=date(2026, 9, 30)), {"ende"}),
        (baue_regel(wochentage=()), {"wochentage"}),
        (baue_regel(wochentage=(7,)), {"wochentage"}),
        (baue_regel(intervall=5, bis=time(9)), {"intervall", "bis"}),
        (baue_regel(intervall=0), {"intervall"}),
        (baue_regel(Rhythmus.MONATLICH_WOCHENTAG), {"wochentage", "position"}),
        (
            baue_regel(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(MO, DI), position=5),
            {"wochentage", "position"},
        ),
        (baue_regel(Rhythmus.MONATLICH_TAG), {"tag"}),
        (baue_regel(Rhythmus.MONATLICH_TAG, tag=32), {"tag"}),
        (baue_regel(Rhythmus.EINZELTERMINE), {"daten"}),
        (baue_regel(Rhythmus.EINZELTERMINE, daten=(date(26, 10, 5),)), {"daten"}),
        (baue_regel(beginn=date(202, 10, 1)), {"beginn"}),
        (baue_regel(ende=date(2101, 1, 1)), {"ende"}),
        (baue_regel(ausnahmen=(date(1989, 12, 31),)), {"ausnahmen"}),
    ],
)
def test_pruefe_nennt_die_felder(regel, felder):
    with pytest.raises(Zeitplanfehler) as fehler:
        regel.pruefe()
    assert set(fehler.value.fehler) == felder
    assert all(meldung.endswith(".") for meldung in fehler.value.fehler.values())


def test_reste_einer_anderen_auswahl_stoeren_nicht():
    reste = {"wochentage": (7, 8), "intervall": 9, "position": 7, "ende": date(1, 1, 1)}
    regel = baue_regel(Rhythmus.EINZELTERMINE, daten=(date(2026, 10, 5),), **reste)
    regel.pruefe()
    assert regel.bereinigt() == baue_regel(Rhythmus.EINZELTERMINE, daten=(date(2026, 10, 5),))


# --- words ---


@pytest.mark.parametrize(
    ("regel", "worte", "kurzform"),
    [
        (baue_regel(), "Jeden Dienstag, 10:00–11:30 Uhr", "Di 10–11:30 Uhr"),
        (
            baue_regel(intervall=2, pause_schulferien=True),
            "Jeden zweiten Dienstag, 10:00–11:30 Uhr, nicht in den Schulferien",
            "alle 2 Wochen Di 10–11:30 Uhr",
        ),
        (
            baue_regel(wochentage=(MO, MI, FR), von=time(9, 5), pause_feiertage=True, pause_schulferien=True),
            "Jeden Montag, Mittwoch und Freitag, 09:05–11:30 Uhr, "
            "nicht an Feiertagen und nicht in den Schulferien",
            "Mo, Mi, Fr 9:05–11:30 Uhr",
        ),
        (
            baue_regel(wochentage=(DI, DO), intervall=3),
            "Alle drei Wochen dienstags und donnerstags, 10:00–11:30 Uhr",
            "alle 3 Wochen Di, Do 10–11:30 Uhr",
        ),
        (
            baue_regel(wochentage=(MI, DI)),
            "Jeden Dienstag und Mittwoch, 10:00–11:30 Uhr",
            "Di, Mi 10–11:30 Uhr",
        ),
        (
            baue_regel(wochentage=tuple(range(5))),
            "Montags bis freitags, 10:00–11:30 Uhr",
            "Mo–Fr 10–11:30 Uhr",
        ),
        (baue_regel(wochentage=tuple(range(7))), "Täglich, 10:00–11:30 Uhr", "Mo–So 10–11:30 Uhr"),
        (
            baue_regel(Rhythmus.TAEGLICH, ende=JAHRESENDE),
            "Montags bis freitags, 10:00–11:30 Uhr, vom 1.10.2026 bis 31.12.2026",
            "Mo–Fr 10–11:30 Uhr",
        ),
        (
            baue_regel(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(FR,), position=-1),
            "Am letzten Freitag im Monat, 10:00–11:30 Uhr",
            "letzter Fr im Monat 10–11:30 Uhr",
        ),
        (
            baue_regel(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(MI,), position=2),
            "Am zweiten Mittwoch im Monat, 10:00–11:30 Uhr",
            "2. Mi im Monat 10–11:30 Uhr",
        ),
        (
            baue_regel(Rhythmus.MONATLICH_TAG, tag=15, ausnahmen=(date(2026, 11, 15),)),
            "Am 15. jedes Monats, 10:00–11:30 Uhr, nicht am 15.11.2026",
            "15. im Monat 10–11:30 Uhr",
        ),
        (
            baue_regel(
                Rhythmus.MONATLICH_TAG, tag=31, ausnahmen=tuple(date(2027, m, 31) for m in (1, 3, 5, 7))
            ),
            "Am 31. jedes Monats, sofern es ihn gibt, 10:00–11:30 Uhr, 4 Termine fallen aus",
            "31. im Monat 10–11:30 Uhr",
        ),
        (
            baue_regel(Rhythmus.EINZELTERMINE, daten=(date(2026, 10, 5),)),
            "Am 5.10.2026, 10:00–11:30 Uhr",
            "5.10.2026 10–11:30 Uhr",
        ),
        (
            baue_regel(
                Rhythmus.EINZELTERMINE, daten=(date(2026, 10, 5), date(2026, 11, 2)), ende=date(2026, 10, 6)
            ),
            "Am 5.10.2026 und 2.11.2026, 10:00–11:30 Uhr",
            "2 Termine 10–11:30 Uhr",
        ),
        (
            baue_regel(Rhythmus.EINZELTERMINE, daten=tuple(date(2026, 10, tag) for tag in (5, 6, 7, 8))),
            "4 Termine vom 5.10.2026 bis 8.10.2026, 10:00–11:30 Uhr",
            "4 Termine 10–11:30 Uhr",
        ),
    ],
)
def test_worte(regel, worte, kurzform):
    assert in_worten(regel) == worte
    assert kurz(regel) == kurzform
