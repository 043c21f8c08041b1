"""Dates of roles: changed, ended, handed over, and what they mean for who is logged in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.models import Ereignis, Postausgang
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Einladung, Mitgliedschaft

HEUTE = timezone.localdate()
TAG = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")


def _adresse(name: str, m: Mitgliedschaft) -> str:
    return reverse(name, args=[m.pk])


def _zeilen(m: Mitgliedschaft) -> list[tuple[str, str]]:
    return [(e.was, e.grund) for e in Ereignis.objects.zu(m)]


@contextmanager
def um(zeitpunkt: datetime) -> Iterator[None]:
    with (
        mock.patch("django.utils.timezone.now", return_value=zeitpunkt),
        mock.patch("time.time", return_value=zeitpunkt.timestamp()),
    ):
        yield


@pytest.mark.parametrize("monat", [1, 7], ids=["Winterzeit", "Sommerzeit"])
def test_rechte_beginnen_und_enden_um_mitternacht_in_berlin(welt: Welt, monat: int) -> None:
    """One running session, a second before and after midnight; in UTC it is another day."""
    von, bis = date(2027, monat, 10), date(2027, monat, 20)
    Mitgliedschaft.objects.filter(pk=welt.rollen["leitung"].pk).update(von=von, bis=bis)
    start, sekunde = reverse("start"), timedelta(seconds=1)
    beginn, ende = datetime(2027, monat, 10, tzinfo=BERLIN), datetime(2027, monat, 21, tzinfo=BERLIN)
    with um(beginn - sekunde):
        client = welt.client("leitung")
        assert client.get(start).status_code == 403
    with um(beginn):
        assert client.get(start).status_code == 200
    with um(ende - sekunde):
        client = welt.client("leitung")
        assert client.get(start).status_code == 200
    with um(ende):
        assert client.get(start).status_code == 403
        assert client.post(reverse("rolle_wechseln"), {"mitgliedschaft": "1"}).status_code == 403


def test_beenden_verlaengern_und_der_verlauf(welt: Welt) -> None:
    m, client = welt.rollen["mitarbeit"], welt.client("leitung")
    team = welt.client("mitarbeit")
    gestern = HEUTE - TAG
    antwort = client.post(_adresse("mitgliedschaft_beenden", m), {"bis": gestern, "version": "1"})
    assert antwort.url == reverse("stelle", args=["zentrum", welt.eigenes.pk])
    assert team.get(reverse("start")).status_code == 403
    morgen = (HEUTE + TAG).isoformat()
    daten = {"von": "2020-01-01", "bis": morgen, "version": "2"}
    assert client.post(_adresse("mitgliedschaft", m), daten).status_code == 302
    assert team.get(reverse("start")).status_code == 200
    assert _zeilen(m) == [
        ("Mitgliedschaft beendet", f"ab 01.01.2020 → 01.01.2020 bis {gestern:%d.%m.%Y}"),
        (
            "Mitgliedschaft verlängert",
            f"01.01.2020 bis {gestern:%d.%m.%Y} → 01.01.2020 bis {HEUTE + TAG:%d.%m.%Y}",
        ),
    ]
    seite = client.get(_adresse("mitgliedschaft", m)).content.decode()
    assert "Test Leitung: Mitgliedschaft beendet" in seite


def test_wer_zu_spaet_speichert_sieht_was_anders_ist(welt: Welt) -> None:
    m, client = welt.rollen["mitarbeit"], welt.client("leitung")
    Mitgliedschaft.objects.filter(pk=m.pk).update(version=2, bis=HEUTE)
    antwort = client.post(_adresse("mitgliedschaft", m), {"von": "2020-01-01", "bis": "", "version": "1"})
    assert antwort.status_code == 422
    (bis,) = antwort.context["form"].konflikte
    assert (bis.label, bis.meine) == ("Bis", "leer")
    m.refresh_from_db()
    assert m.bis == HEUTE


@pytest.mark.parametrize(
    ("daten", "worte"),
    [
        ({"bis": "2019-12-31"}, "Das Ende liegt vor dem Beginn."),
        ({"von": ""}, "zwingend erforderlich"),
        ({"von": "irgendwann"}, "gültiges Datum"),
        ({"bis": "2025-07-01"}, "hat die Rolle in dieser Zeit schon"),
    ],
)
def test_unmoegliche_zeiten(welt: Welt, daten: dict[str, str], worte: str) -> None:
    m = welt.rollen["mitarbeit"]
    f.MitgliedschaftFabrik(
        person=m.person, rolle="mitarbeit", zentrum=welt.eigenes, von=date(2025, 1, 1), bis=date(2025, 6, 30)
    )
    Mitgliedschaft.objects.filter(pk=m.pk).update(bis=date(2024, 1, 1))
    alles = {"von": "2020-01-01", "bis": "2024-01-01", "version": "1"} | daten
    antwort = welt.client("leitung").post(_adresse("mitgliedschaft", m), alles)
    assert antwort.status_code == 422
    assert worte in antwort.content.decode()


def test_die_letzte_leitung_geht_nicht_unbemerkt(welt: Welt) -> None:
    m, client = welt.rollen["leitung"], welt.client("leitung")
    adresse, daten = _adresse("mitgliedschaft_beenden", m), {"bis": HEUTE.isoformat(), "version": "1"}
    seite = client.get(adresse).content.decode()
    assert 'type="checkbox"' not in seite
    warnung = client.post(adresse, daten)
    assert warnung.status_code == 422
    assert "keine Leitung mehr" in warnung.content.decode()
    assert 'type="checkbox"' in warnung.content.decode()
    gesperrt = f.MitgliedschaftFabrik(rolle="leitung", zentrum=welt.eigenes)
    gesperrt.person.is_active = False
    gesperrt.person.save()
    assert client.post(adresse, daten).status_code == 422
    f.MitgliedschaftFabrik(rolle="leitung", zentrum=welt.eigenes, von=HEUTE + TAG)
    antwort = client.post(adresse, daten)
    assert (antwort.status_code, antwort.url) == (302, reverse("start"))
    Mitgliedschaft.objects.exclude(pk=m.pk).filter(rolle="leitung").delete()
    daten = {"bis": HEUTE.isoformat(), "version": "2", "trotzdem": "on"}
    assert client.post(adresse, daten).status_code == 302


def test_uebergabe_an_jemanden_aus_dem_team(welt: Welt) -> None:
    alt, team, ab = welt.rollen["leitung"], welt.rollen["mitarbeit"], HEUTE + timedelta(days=30)
    daten = {"ab": ab.isoformat(), "an": team.pk, "version": "1"}
    client = welt.client("leitung")
    assert client.post(_adresse("leitung_uebergeben", alt), daten).status_code == 302
    alt.refresh_from_db()
    team.refresh_from_db()
    assert (alt.bis, team.bis) == (ab - TAG, ab - TAG)
    neu = Mitgliedschaft.objects.get(person=team.person, rolle="leitung")
    assert (neu.zentrum, neu.von, neu.bis) == (welt.eigenes, ab, None)
    assert _zeilen(alt) == [("Leitung übergeben", f"zum {ab:%d.%m.%Y}")]
    assert _zeilen(neu) == [("Leitung übernommen", f"ab {ab:%d.%m.%Y}")]
    # Sent twice: the second one is stale, nothing happens.
    assert client.post(_adresse("leitung_uebergeben", alt), daten).status_code == 422
    assert Mitgliedschaft.objects.filter(rolle="leitung").count() == 2


def test_uebergabe_durch_einladung(welt: Welt) -> None:
    alt, ab = welt.rollen["leitung"], HEUTE + timedelta(days=30)
    daten = {"ab": ab.isoformat(), "an": "", "email": "neu@haus.example", "name": "Kim Neu", "version": "1"}
    assert welt.client("traeger").post(_adresse("leitung_uebergeben", alt), daten).status_code == 302
    einladung = Einladung.objects.get()
    assert (einladung.rolle, einladung.zentrum, einladung.von) == ("leitung", welt.eigenes, ab)
    assert Postausgang.objects.get().an == "neu@haus.example"
    alt.refresh_from_db()
    assert alt.bis == ab - TAG


def test_uebergabe_mit_fehlern_aendert_nichts(welt: Welt) -> None:
    alt, fremd = welt.rollen["leitung"], f.MitgliedschaftFabrik(rolle="mitarbeit", zentrum=welt.nachbar)
    adresse, client = _adresse("leitung_uebergeben", alt), welt.client("leitung")
    ab = HEUTE.isoformat()
    for daten, worte in (
        ({"ab": ab}, "Bitte wählen Sie oben jemanden aus"),
        ({"ab": ab, "an": fremd.pk}, "Auswahl"),
        ({"ab": (HEUTE - TAG).isoformat(), "an": welt.rollen["mitarbeit"].pk}, "Bitte einen Tag ab dem"),
        ({"ab": ab, "email": "keine", "name": "Kim"}, "gültige E-Mail-Adresse"),
    ):
        antwort = client.post(adresse, {"version": "1", **daten})
        assert antwort.status_code == 422, daten
        assert worte in antwort.content.decode(), daten
    veraltet = {"version": "7", "ab": ab, "an": welt.rollen["mitarbeit"].pk}
    assert "eben geändert" in client.post(adresse, veraltet, follow=True).content.decode()
    alt.refresh_from_db()
    assert alt.bis is None
    assert not Ereignis.objects.zu(alt).exists()
    assert Mitgliedschaft.objects.filter(zentrum=welt.eigenes).count() == 2
    assert client.get(_adresse("leitung_uebergeben", welt.rollen["mitarbeit"])).status_code == 404
