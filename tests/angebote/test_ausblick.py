"""The dates ahead that people are shown: of one Angebot, of many at once, of a month."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from angebote import pflege, terminplan
from angebote.ausblick import naechste_je_angebot, naechste_termine, termine_zwischen
from angebote.models import Angebot, Zeitplan
from angebote.terminplan import einzeltermin, felder_von, wochentage_nachfuehren
from angebote.zeitplan import Regel, Rhythmus, termine, wochentage
from tests import fabriken as f
from tests.hilfen.zeitplan import baue_regel, regeln
from tests.welt import Welt
from zentren.models import Schliesszeit

MITTAGS = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Wednesday."""
HEUTE = MITTAGS.date()


@pytest.fixture(autouse=True)
def _heute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localtime", lambda *args: MITTAGS)
    monkeypatch.setattr(timezone, "localdate", lambda *args: HEUTE)


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    """Tuesdays, 10:00 to 11:30, since January; no Termine yet."""
    return f.ZeitplanFabrik(angebot__zentrum=welt.eigenes).angebot


def _sichern(angebot: Angebot) -> int:
    return terminplan.termine_sichern(angebot=angebot, bis=HEUTE + timedelta(weeks=3))


def _laden() -> list[Angebot]:
    alle = Angebot.objects.select_related("zentrum").order_by("pk")
    return list(alle.prefetch_related("zeitplaene", "zentrum__schliesszeiten"))


def test_naechste_termine_mit_absage_und_einzelnem(angebot: Angebot, welt: Welt) -> None:
    _sichern(angebot)
    angebot.termine.filter(datum=date(2026, 11, 24)).update(status="ausgefallen", grund="Krankheit")
    wer = welt.rollen["mitarbeit"]
    einzeltermin(angebot=angebot, datum=date(2026, 11, 27), von=time(9), bis=time(10), wer=wer)
    naechste = naechste_termine(angebot, HEUTE)
    assert len(naechste) == 10
    assert [(n.datum.day, n.grund) for n in naechste[:3]] == [(24, "Krankheit"), (27, ""), (1, "")]


def test_naechste_termine_trotz_langer_schliesszeit(angebot: Angebot, welt: Welt) -> None:
    Schliesszeit.objects.create(zentrum=welt.eigenes, von=HEUTE, bis=date(2027, 6, 30), grund="Umbau")
    assert naechste_termine(angebot, HEUTE)[0].datum == date(2027, 7, 6)
    angebot.ende = date(2027, 7, 13)
    assert [n.datum.day for n in naechste_termine(angebot, HEUTE)] == [6, 13]


def test_pausierte_und_beendete_haben_keine(angebot: Angebot, welt: Welt) -> None:
    wer = welt.rollen["mitarbeit"]
    einzeltermin(angebot=angebot, datum=date(2026, 11, 27), von=time(9), bis=time(10), wer=wer)
    pausiert = pflege.pausieren(angebot=angebot, wer=wer)
    assert naechste_termine(pausiert, HEUTE) == []
    assert termine_zwischen(_laden(), HEUTE, HEUTE + timedelta(weeks=3), HEUTE) == []


def test_viele_auf_einmal_wie_jedes_fuer_sich(
    angebot: Angebot, welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    _sichern(angebot)
    f.ZeitplanFabrik(angebot__zentrum=welt.nachbar, regel="FREQ=MONTHLY;BYDAY=-1FR")
    Schliesszeit.objects.create(zentrum=welt.nachbar, von=HEUTE, bis=date(2026, 11, 30), grund="Umbau")
    einzeltermin(
        angebot=angebot,
        datum=date(2026, 11, 27),
        von=time(9),
        bis=time(10),
        wer=welt.rollen["mitarbeit"],
    )
    angebote = _laden()
    with django_assert_num_queries(1):
        je_angebot = naechste_je_angebot(angebote, HEUTE, 3)
    assert [n.datum for n in je_angebot[angebote[1].pk]] == [
        date(2027, 1, 29),
        date(2027, 2, 26),
        date(2027, 4, 30),
    ], "the last Fridays of December and March are Christmas and Good Friday"
    for einzelnes in angebote:
        assert naechste_termine(einzelnes, HEUTE, 3) == je_angebot[einzelnes.pk]


def test_ein_monat_aus_buechern_und_zeitplan(
    angebot: Angebot, welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    """The past as it stands in the books, the future as the schedule wants it, cancelled ones too."""
    _sichern(angebot)
    angebot.termine.filter(datum=date(2026, 11, 3)).delete()
    angebot.termine.filter(datum=date(2026, 11, 24)).update(status="ausgefallen", grund="Krankheit")
    Zeitplan.objects.update(regel="FREQ=WEEKLY;BYDAY=TH")
    angebote = _laden()
    with django_assert_num_queries(1):
        monat = termine_zwischen(angebote, date(2026, 11, 1), date(2026, 12, 5), HEUTE)
    assert [(t.datum.isoformat(), t.status, bool(t.pk)) for t in monat] == [
        ("2026-11-10", "geplant", True),
        ("2026-11-17", "geplant", True),
        ("2026-11-19", "geplant", False),
        ("2026-11-24", "ausgefallen", True),
        ("2026-11-26", "geplant", False),
        ("2026-12-03", "geplant", False),
    ]
    assert {t.angebot for t in monat} == {angebot}


def test_ein_monat_ist_nach_zeit_und_titel_geordnet(welt: Welt) -> None:
    for titel in ("Zirkel", "Ärztetreff", "Bastelkreis"):
        f.ZeitplanFabrik(angebot__zentrum=welt.eigenes, angebot__titel=titel)
    f.ZeitplanFabrik(angebot__zentrum=welt.eigenes, angebot__titel="Früh", von=time(8))
    tag = date(2026, 11, 24)
    titel = [t.angebot.titel for t in termine_zwischen(_laden(), tag, tag, HEUTE)]
    assert titel == ["Früh", "Ärztetreff", "Bastelkreis", "Zirkel"]


@given(regeln())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_kein_termin_faellt_auf_einen_anderen_wochentag(regel: Regel) -> None:
    tage = {v.datum.weekday() for v in termine(regel, HEUTE, HEUTE + timedelta(days=85))}
    assert tage <= {int(tag) for tag in wochentage(regel, HEUTE)}


def test_wochentage_in_ziffern() -> None:
    def tage(rhythmus: Rhythmus, **felder: Any) -> str:
        return wochentage(baue_regel(rhythmus, **felder), HEUTE)

    assert tage(Rhythmus.WOECHENTLICH, wochentage=(4, 0), intervall=2) == "04"
    assert tage(Rhythmus.MONATLICH_WOCHENTAG, wochentage=(6,), position=-1) == "6"
    assert tage(Rhythmus.TAEGLICH) == "01234"
    assert tage(Rhythmus.MONATLICH_TAG, tag=15) == "014", "15 December, January and February"
    einzeln = (HEUTE - timedelta(days=1), HEUTE + timedelta(days=1))
    assert tage(Rhythmus.EINZELTERMINE, daten=einzeln) == "3", "what is over does not count"


def test_einzelne_tage_wechseln_den_wochentag_mit_der_zeit(angebot: Angebot) -> None:
    daten = (date(2026, 11, 20), date(2026, 11, 24))
    regel = baue_regel(Rhythmus.EINZELTERMINE, daten=daten)
    Zeitplan.objects.update(**felder_von(regel))
    assert Zeitplan.objects.get().wochentage == "14"
    assert wochentage_nachfuehren(HEUTE) == 0
    assert wochentage_nachfuehren(date(2026, 11, 21)) == 1
    assert Zeitplan.objects.get().wochentage == "1"
    assert wochentage_nachfuehren(date(2026, 11, 21)) == 0
