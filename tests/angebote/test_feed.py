"""The public feeds, as another program reads them: the dates of the pages, UIDs that stay, nobody's name."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import pflege, terminplan
from angebote.ausblick import naechste_termine
from angebote.models import Angebot, Termin, Zeitplan
from angebote.terminplan import einzeltermin
from tests import fabriken as f
from tests.hilfen.ical import gelesen
from tests.welt import Welt

MITTAGS = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HEUTE = MITTAGS.date()


@pytest.fixture(autouse=True)
def _heute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localtime", lambda *args: MITTAGS)
    monkeypatch.setattr(timezone, "localdate", lambda *args: HEUTE)


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    """Tuesdays in the Haupthaus, with Termine for eight weeks."""
    haus = f.StandortFabrik(zentrum=welt.eigenes)
    angebot = f.AngebotFabrik(
        zentrum=welt.eigenes, titel="Nähcafé", standort=haus, raum=f.RaumFabrik(standort=haus, name="Saal")
    )
    f.ZeitplanFabrik(angebot=angebot)
    terminplan.alle_sichern(HEUTE)
    return angebot


def _adresse(angebot: Angebot) -> str:
    return reverse("verzeichnis_angebot_termine", args=[angebot.pk])


def _ereignisse(adresse: str) -> list[dict[str, Any]]:
    antwort = Client().get(adresse)
    assert antwort.status_code == 200
    assert antwort["Content-Type"] == "text/calendar; charset=utf-8"
    return gelesen(antwort.content)["ereignisse"]


def test_termine_wie_auf_der_seite(angebot: Angebot) -> None:
    ereignisse = _ereignisse(_adresse(angebot))
    kommende = [e["beginn"]["ort"] for e in ereignisse if e["beginn"]["ort"] >= HEUTE.isoformat()]
    bis = date(2027, 2, 18)
    auf_der_seite = [n for n in naechste_termine(angebot, HEUTE, 30) if n.datum <= bis]
    assert kommende == [f"{n.datum}T{n.von}" for n in auf_der_seite]
    assert len(kommende) == 13
    assert ereignisse[0]["beginn"]["ort"] == "2026-11-03T10:00:00", "what was before stands in the books"
    erster = ereignisse[0]
    assert erster["ort"] == "Saal, Haupthaus, Beispielallee 1, 12679 Berlin"
    assert erster["adresse"].endswith(reverse("verzeichnis_angebot", args=[angebot.pk]))
    assert erster["ende"]["ort"] == "2026-11-03T11:30:00"


def test_keine_personen(angebot: Angebot, welt: Welt) -> None:
    Termin.objects.filter(datum=date(2026, 11, 24)).update(status="ausgefallen", grund="Frau X ist krank")
    text = Client().get(_adresse(angebot)).content.decode()
    assert "STATUS:CANCELLED" in text
    for verboten in ("krank", "030 123456", "@demo.example", "ORGANIZER", "ATTENDEE", "CONTACT", "mailto"):
        assert verboten not in text


def test_abgesagtes_bleibt_und_sagt_es(angebot: Angebot) -> None:
    vorher = {e["uid"]: e for e in _ereignisse(_adresse(angebot))}
    termin = Termin.objects.get(datum=date(2026, 11, 24))
    termin.status, termin.grund, termin.version = "ausgefallen", "Krankheit", 2
    termin.save()
    nachher = {e["uid"]: e for e in _ereignisse(_adresse(angebot))}
    assert vorher.keys() == nachher.keys()
    anders = [uid for uid in nachher if nachher[uid] != vorher[uid]]
    assert len(anders) == 1
    absage = nachher[anders[0]]
    assert (absage["status"], absage["titel"], absage["fassung"]) == (
        "CANCELLED",
        "Fällt aus: Nähcafé",
        1,
    )


def test_uid_und_stand_bleiben_wenn_termine_neu_entstehen(angebot: Angebot) -> None:
    """Dates beyond the books get there one day, and the daily job makes some anew."""
    vorher = _ereignisse(_adresse(angebot))
    Termin.objects.filter(datum__gt=HEUTE).delete()
    assert _ereignisse(_adresse(angebot)) == vorher
    terminplan.alle_sichern(HEUTE)
    assert _ereignisse(_adresse(angebot)) == vorher
    assert len({e["uid"] for e in vorher}) == len(vorher)


def test_wer_ihn_hat_bekommt_304(angebot: Angebot, welt: Welt) -> None:
    for adresse in (_adresse(angebot), reverse("verzeichnis_zentrum_termine", args=["eigenes"])):
        erste = Client().get(adresse)
        assert "public" in erste["Cache-Control"]
        assert Client().get(adresse, headers={"If-None-Match": erste["ETag"]}).status_code == 304
        nach_zeit = {"If-Modified-Since": erste["Last-Modified"]}
        assert welt.client("leitung").get(adresse, headers=nach_zeit).status_code == 304
    einzeltermin(
        angebot=angebot, datum=date(2026, 11, 27), von=time(9), bis=time(10), wer=welt.rollen["leitung"]
    )
    assert Client().get(adresse, headers={"If-None-Match": erste["ETag"]}).status_code == 200


def test_ein_zentrum_hat_alles_veroeffentlichte(angebot: Angebot, welt: Welt) -> None:
    for status in ("entwurf", "beendet", "pausiert"):
        f.ZeitplanFabrik(angebot=f.AngebotFabrik(zentrum=welt.eigenes, status=status, titel=status))
    f.ZeitplanFabrik(
        angebot=f.AngebotFabrik(zentrum=welt.eigenes, titel="Chor"), regel="FREQ=WEEKLY;BYDAY=WE"
    )
    f.ZeitplanFabrik(angebot=f.AngebotFabrik(zentrum=welt.nachbar, titel="Fremdes"))
    ereignisse = _ereignisse(reverse("verzeichnis_zentrum_termine", args=["eigenes"]))
    assert {e["titel"] for e in ereignisse} == {"Nähcafé", "Chor"}
    assert [e["beginn"]["utc"] for e in ereignisse] == sorted(e["beginn"]["utc"] for e in ereignisse)


def test_pausiertes_hat_einen_leeren_feed(angebot: Angebot, welt: Welt) -> None:
    pflege.pausieren(angebot=angebot, wer=welt.rollen["leitung"])
    assert _ereignisse(_adresse(angebot)) == []


def test_gleich_viele_abfragen(
    angebot: Angebot, welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    for anzahl in (1, 3):
        for _ in range(anzahl):
            f.ZeitplanFabrik(angebot=f.AngebotFabrik(zentrum=welt.eigenes))
        with django_assert_num_queries(5):
            Client().get(reverse("verzeichnis_zentrum_termine", args=["eigenes"]))


def test_zwei_zeiten_am_tag_sind_zwei_termine(angebot: Angebot) -> None:
    Zeitplan.objects.create(
        angebot=angebot,
        rhythmus="woechentlich",
        regel="FREQ=WEEKLY;BYDAY=TU",
        beginn=HEUTE - timedelta(days=400),
        von=time(16),
        bis=time(17),
    )
    am_tag = [e for e in _ereignisse(_adresse(angebot)) if e["beginn"]["ort"].startswith("2026-11-24")]
    assert [e["uid"] for e in am_tag] == [
        f"eigenes-{angebot.pk}-20261124T1000@stzverbund",
        f"eigenes-{angebot.pk}-20261124T1600@stzverbund",
    ]
