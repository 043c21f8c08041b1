"""The year plan: places in rotation around holidays, gaps, sessions made of places, one page of paper."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.hilfen.pdf import pdf_seiten, pdf_ua_fehler
from tests.welt import Welt
from verbund import jahresblatt, jahresplanung
from verbund.models import Jahresplan, Planplatz, Sitzung

ZEITEN = {"beginn": time(10), "ende": time(12)}


@given(st.integers(2020, 2027), st.integers(1, 12), st.integers(0, 4), st.integers(1, 5))
def test_freier_tag(jahr: int, monat: int, wochentag: int, woche: int) -> None:
    """The day lies in the month, is such a weekday and free; none only where the whole month is taken."""
    tag = jahresplanung.freier_tag(jahr, monat, wochentag, woche)
    alle = [date(jahr, monat, 1) + timedelta(days=n) for n in range(31)]
    freie = [
        t for t in alle if t.month == monat and t.weekday() == wochentag and not jahresplanung.hindernisse(t)
    ]
    assert (tag in freie) if freie else tag is None


def test_hindernisse() -> None:
    assert jahresplanung.hindernisse(date(2026, 12, 25)) == [
        "Feiertag: Erster Weihnachtstag",
        "Schulferien: Weihnachtsferien",
    ]
    assert jahresplanung.hindernisse(date(2026, 11, 24)) == []
    assert "Wochenende" in jahresplanung.hindernisse(date(2026, 11, 21))


@pytest.mark.django_db
def test_planen_und_sitzungen_anlegen(welt: Welt) -> None:
    """A year is filled in rotation, places are changed and struck off, sessions come with their dates."""
    wer, jahr = welt.rollen["koordination"], timezone.localdate().year + 1
    verbund = wer.verbund
    f.SitzungFabrik(verbund=verbund, gastgeber=welt.eigenes, datum=timezone.localdate())
    eigener = jahresplanung.platz_anlegen(
        verbund=verbund, angaben={"datum": date(jahr, 1, 12), "gast": "Wohnungsamt", **ZEITEN}, wer=wer
    )
    reihe: dict[str, Any] = {"verbund": verbund, "jahr": jahr, "wochentag": 1, "woche": 2, **ZEITEN}
    neue = jahresplanung.plaetze_vorschlagen(wer=wer, **reihe)
    assert not any(jahresplanung.hindernisse(platz.datum) for platz in neue)
    assert 1 not in {platz.datum.month for platz in neue}
    assert neue[0].gastgeber != welt.eigenes  # was host last
    assert {platz.gastgeber for platz in neue} == {welt.eigenes, welt.nachbar}
    with pytest.raises(Verweigert):
        jahresplanung.plaetze_vorschlagen(wer=welt.rollen["leitung"], **reihe)

    anders = {"datum": neue[0].datum, "thema": f.ThemaFabrik(verbund=verbund)}
    jahresplanung.platz_aendern(platz=neue[0], angaben=anders, version=1, wer=wer)
    with pytest.raises(Ueberholt):
        jahresplanung.platz_aendern(platz=neue[0], angaben=anders, version=1, wer=wer)
    jahresplanung.platz_streichen(platz=neue[1], wer=wer)
    plan = Jahresplan.objects.get(verbund=verbund, jahr=jahr)
    blatt = jahresblatt.lesen(verbund, jahr, wer)
    assert (blatt.anlegbar, blatt.luecken) == (len(neue), 12 - len(neue))

    sitzungen = jahresplanung.sitzungen_anlegen(plan=plan, wer=wer)
    assert len(sitzungen) == len(neue)
    assert jahresplanung.sitzungen_anlegen(plan=plan, wer=wer) == []
    erste = Sitzung.objects.get(planplatz=eigener)
    assert (erste.hinweise, erste.fristen.count()) == ("Zu Gast: Wohnungsamt", 5)
    with pytest.raises(Verweigert, match="Bitte ändern Sie sie dort"):
        jahresplanung.platz_aendern(
            platz=Planplatz.objects.get(pk=neue[0].pk), angaben=anders, version=3, wer=wer
        )
    # Once the session exists its own data count: it is moved, the plan shows the new day.
    Sitzung.objects.filter(pk=erste.pk).update(datum=date(jahr, 1, 19))
    januar = jahresblatt.lesen(verbund, jahr, wer).monate[0].zeilen
    assert [(zeile.datum.day, zeile.gast) for zeile in januar] == [(19, "Wohnungsamt")]


@pytest.mark.django_db
def test_seite_und_papier(welt: Welt, django_assert_max_num_queries: Any) -> None:
    """Twelve sessions cost no more than one; the paper is one page of PDF/UA."""
    verbund, jahr = welt.rollen["koordination"].verbund, timezone.localdate().year + 1
    client = welt.client("koordination")
    for monat in range(1, 13):
        thema = f.ThemaFabrik(verbund=verbund, titel=f"Thema der Sitzung im Monat Nummer {monat} von zwölf")
        sitzung = f.SitzungFabrik(
            verbund=verbund, datum=date(jahr, monat, 8), thema=thema, gastgeber=welt.eigenes
        )
        f.GastFabrik(sitzung=sitzung, organisation="Sozialpsychiatrischer Dienst des Bezirksamtes")
    client.get("/verbund/")
    with django_assert_max_num_queries(13):
        seite = client.get(f"/verbund/jahresplan/{jahr}/").content.decode()
    assert seite.count("Sozialpsychiatrischer Dienst") == 12
    assert (
        "Sozialpsychiatrischer"
        not in welt.client("bezirksamt").get(f"/verbund/jahresplan/{jahr}/").content.decode()
    )
    antwort = client.get(f"/verbund/jahresplan/{jahr}/pdf/")
    assert pdf_ua_fehler(antwort.content) == []
    assert len(pdf_seiten(antwort.content)) == 1
