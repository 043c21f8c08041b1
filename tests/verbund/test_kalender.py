"""The calendars of a role, as another program reads them: in summer and winter, nobody's name, revocable."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from stzverbund.basis.kalender import kalender as feed_schreiben
from tests import fabriken as f
from tests.hilfen.ical import gelesen
from tests.welt import Welt
from verbund import kalender, sitzungen
from verbund.models import Sitzung
from zentren.models import Mitgliedschaft, Verbund

BERLIN = ZoneInfo("Europe/Berlin")
HEUTE = timezone.localdate()


def _adresse(m: Mitgliedschaft, was: str = "sitzungen") -> str:
    return f"/verbund/kalender/{kalender.schluessel(m)}/{was}.ics"


@pytest.mark.django_db
def test_alle_sitzungen_ohne_namen(welt: Welt) -> None:
    koordination = welt.rollen["koordination"]
    verbund = koordination.verbund
    f.StandortFabrik(zentrum=welt.eigenes, haupt=True)
    sitzung = f.SitzungFabrik(verbund=verbund, gastgeber=welt.eigenes, hinweise="Bitte pünktlich")
    abgesagt = f.SitzungFabrik(verbund=verbund, datum=HEUTE + timedelta(days=40))
    sitzungen.absagen(sitzung=abgesagt, grund="Test Leitung ist krank", wer=koordination)
    f.SitzungFabrik(verbund=verbund, datum=HEUTE - timedelta(days=400))
    f.SitzungFabrik(verbund=f.VerbundFabrik(bezirk=welt.fern.bezirk))
    seite = welt.client("mitarbeit").get("/verbund/").content.decode()
    assert _adresse(welt.rollen["mitarbeit"]) in seite, "linked without a click"
    assert _adresse(welt.rollen["mitarbeit"], "aufgaben") in seite
    antwort = Client().get(_adresse(welt.rollen["mitarbeit"]))
    assert antwort["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in antwort["Cache-Control"]
    feed = gelesen(antwort.content)
    assert (feed["kopf"]["method"], feed["zonen"]) == ("PUBLISH", ["Europe/Berlin"])
    assert [(e["uid"], e["status"], e["fassung"]) for e in feed["ereignisse"]] == [
        (f"{sitzung.uid}@stzverbund", "CONFIRMED", 0),
        (f"{abgesagt.uid}@stzverbund", "CANCELLED", 1),
    ]
    erste = feed["ereignisse"][0]
    assert erste["ort"] == "STZ Eigenes, Beispielallee 1, 12679 Berlin"
    assert erste["adresse"].endswith(f"/verbund/sitzungen/{sitzung.pk}/")
    assert (erste["teilnehmer"], erste["veranstalter"]) == ([], [])
    assert "krank" not in antwort.content.decode()
    etag = {"If-None-Match": antwort["ETag"]}
    assert Client().get(_adresse(welt.rollen["mitarbeit"]), headers=etag).status_code == 304


@pytest.mark.django_db
def test_wer_die_adresse_aendert_schliesst_die_alte(welt: Welt) -> None:
    m = welt.rollen["leitung"]
    alt = _adresse(m)
    assert Client().get(alt).status_code == 200
    assert welt.client("leitung").post("/verbund/kalender/erneuern/").status_code == 302
    assert [Client().get(adresse).status_code for adresse in (alt, _adresse(m))] == [404, 200]
    fremd = kalender.schluessel(welt.rollen["mitarbeit"]).partition("-")[2]
    for falsch in (f"{m.pk}-{fremd}", f"{m.pk}-", "x", "1" * 30, f"{m.pk}-ä", f"²-{fremd}"):
        assert Client().get(f"/verbund/kalender/{falsch}/sitzungen.ics").status_code == 404
    Mitgliedschaft.objects.filter(pk=m.pk).update(bis=HEUTE - timedelta(days=1))
    assert Client().get(_adresse(m)).status_code == 404, "ends with the role"
    Mitgliedschaft.objects.filter(pk=m.pk).update(bis=None)
    m.person.is_active = False
    m.person.save()
    assert Client().get(_adresse(m)).status_code == 404


@pytest.mark.django_db
def test_eigene_aufgaben_am_tag_der_frist(welt: Welt) -> None:
    verbund = welt.rollen["koordination"].verbund
    eigene = f.AufgabeFabrik(verbund=verbund, zentrum=welt.eigenes, titel="Flyer drucken")
    f.AufgabeFabrik(verbund=verbund, zentrum=welt.nachbar)
    f.AufgabeFabrik(verbund=verbund, zentrum=welt.eigenes, status="erledigt", erledigt_am=HEUTE)
    (aufgabe,) = gelesen(Client().get(_adresse(welt.rollen["mitarbeit"], "aufgaben")).content)["ereignisse"]
    assert (aufgabe["titel"], aufgabe["belegt"]) == ("Fällig: Flyer drucken", False)
    assert aufgabe["beginn"]["ort"] == eigene.faellig.isoformat()
    assert gelesen(Client().get(_adresse(welt.rollen["verband"], "aufgaben")).content)["ereignisse"] == []


@pytest.mark.django_db
def test_gleich_viele_abfragen(welt: Welt, django_assert_num_queries: Callable[..., Any]) -> None:
    m = welt.rollen["koordination"]
    for anzahl in (1, 3):
        for _ in range(anzahl):
            f.SitzungFabrik(verbund=m.verbund, gastgeber=welt.eigenes)
            f.AufgabeFabrik(verbund=m.verbund, stelle="koordination")
        with django_assert_num_queries(2):
            kalender.sitzungen(m, HEUTE)
        with django_assert_num_queries(1):
            kalender.aufgaben(m)


texte = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(texte, texte, st.dates(date(2025, 1, 1), date(2035, 12, 31)), st.times(), st.booleans())
@settings(max_examples=25)
def test_zwei_programme_lesen_dieselbe_sitzung(
    titel: str, hinweise: str, tag: date, beginn: time, abgesagt: bool
) -> None:
    """Wall-clock time in Berlin on every day, also when the clocks change; icalendar and ical.js agree."""
    beginn = min(beginn.replace(second=0, microsecond=0), time(21, 59))
    sitzung = Sitzung(
        pk=7,
        verbund=Verbund(name="Verbund"),
        titel=titel,
        hinweise=hinweise,
        datum=tag,
        beginn=beginn,
        ende=beginn.replace(hour=beginn.hour + 2),
        status="abgesagt" if abgesagt else "geplant",
        geaendert_am=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
    feed = feed_schreiben("Sitzungen", [kalender._sitzung(sitzung)])
    (dort,) = gelesen(feed)["ereignisse"]
    (hier,) = Calendar.from_ical(feed).events
    assert dort["beginn"]["ort"] == f"{tag}T{beginn:%H:%M}:00"
    assert hier.start == datetime.combine(tag, beginn, BERLIN)
    assert dort["titel"] == str(hier["SUMMARY"])
    assert dort["status"] == ("CANCELLED" if abgesagt else "CONFIRMED")
    assert "attendee" not in dort["felder"]
