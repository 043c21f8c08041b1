"""The week of a Standort: spans, overlaps, two editors."""

from datetime import time
from itertools import combinations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.pflege import Ueberholt
from tests import fabriken as f
from tests.welt import Welt
from zentren import oeffnungszeiten
from zentren.models import Oeffnungszeit, Standort

spannen = st.tuples(st.times(), st.times()).filter(lambda paar: paar[0] < paar[1])


@pytest.fixture
def standort(welt: Welt) -> Standort:
    return f.StandortFabrik(zentrum=welt.eigenes)


def _adresse(standort: Standort) -> str:
    return reverse("oeffnungszeiten", args=[standort.zentrum.slug, standort.pk])


def _zeiten(standort: Standort) -> list[str]:
    return [str(zeit) for zeit in standort.oeffnungszeiten.all()]


@given(st.lists(spannen, max_size=5))
def test_ueberschneidung_heisst_dass_zwei_zeiten_eine_minute_teilen(tag: list[tuple[time, time]]) -> None:
    geteilt = any(max(a[0], b[0]) < min(a[1], b[1]) for a, b in combinations(tag, 2))
    assert oeffnungszeiten.ueberschneidung(tag) == geteilt


def test_woche_eintragen_und_aendern(welt: Welt, standort: Standort) -> None:
    client = welt.client("mitarbeit")
    angaben = {
        "version": "1",
        "tag0-von_1": "10:00",
        "tag0-bis_1": "12:00",
        "tag0-von_2": "12:00",
        "tag0-bis_2": "18:00",
        "tag6-von_3": "14:00",
        "tag6-bis_3": "17:30",
    }
    assert client.post(_adresse(standort), angaben).status_code == 302
    montag = ["Montag 10:00–12:00 Uhr", "Montag 12:00–18:00 Uhr"]
    assert _zeiten(standort) == [*montag, "Sonntag 14:00–17:30 Uhr"]
    bleibt = standort.oeffnungszeiten.first()
    weniger = {"version": "2", "tag0-von_1": "10:00", "tag0-bis_1": "12:00"}
    assert client.post(_adresse(standort), weniger).status_code == 302
    assert list(standort.oeffnungszeiten.all()) == [bleibt]


@pytest.mark.parametrize(
    ("tag", "meldung"),
    [
        (
            {"von_1": "10:00", "bis_1": "14:00", "von_2": "13:59", "bis_2": "18:00"},
            "Die Zeiten dieses Tages überschneiden sich.",
        ),
        ({"von_1": "10:00"}, "Hier fehlt die Uhrzeit."),
        ({"bis_2": "10:00"}, "Hier fehlt die Uhrzeit."),
        ({"von_1": "10:00", "bis_1": "10:00"}, "Das Ende muss nach dem Beginn liegen."),
        ({"von_1": "25:00", "bis_1": "26:00"}, "gültige Uhrzeit"),
    ],
)
def test_fehler_stehen_beim_tag(welt: Welt, standort: Standort, tag: dict[str, str], meldung: str) -> None:
    angaben = {"version": "1", **{f"tag2-{feld}": wert for feld, wert in tag.items()}}
    antwort = welt.client("leitung").post(_adresse(standort), angaben)
    assert antwort.status_code == 422
    seite = antwort.content.decode()
    assert meldung in seite
    assert "Mittwoch, " in seite
    assert _zeiten(standort) == []


def test_zweite_person_ueberschreibt_die_woche_nicht_ungesehen(welt: Welt, standort: Standort) -> None:
    client = welt.client("leitung")
    erste = {"version": "1", "tag0-von_1": "10:00", "tag0-bis_1": "12:00"}
    zweite = {"version": "1", "tag1-von_1": "08:00", "tag1-bis_1": "09:00"}
    client.post(_adresse(standort), erste)
    antwort = client.post(_adresse(standort), zweite)
    assert antwort.status_code == 422
    seite = antwort.content.decode()
    assert "Ihre Eingaben sind noch hier" in seite
    assert 'value="08:00"' in seite
    assert _zeiten(standort) == ["Montag 10:00–12:00 Uhr"]
    assert client.post(_adresse(standort), zweite | {"version": "2"}).status_code == 302
    assert _zeiten(standort) == ["Dienstag 08:00–09:00 Uhr"]


def test_domaenenfunktion_prueft_selbst(welt: Welt, standort: Standort) -> None:
    wer, zeit = welt.rollen["leitung"], (time(10), time(12))
    with pytest.raises(ValueError, match="overlapping"):
        oeffnungszeiten.setzen(
            standort=standort, version=1, spannen={0: [zeit, (time(11), time(13))]}, wer=wer
        )
    with pytest.raises(Ueberholt):
        oeffnungszeiten.setzen(standort=standort, version=None, spannen={0: [zeit]}, wer=wer)


def test_vierte_zeit_geht_beim_speichern_nicht_verloren(welt: Welt, standort: Standort) -> None:
    for stunde in (8, 10, 12, 14):
        standort.oeffnungszeiten.create(wochentag=3, von=time(stunde), bis=time(stunde + 1))
    seite = welt.client("leitung").get(_adresse(standort)).content.decode()
    assert "Donnerstag, 4. Zeit, von" in seite


def test_woche_in_worten(standort: Standort) -> None:
    assert oeffnungszeiten.woche([]) == []
    standort.oeffnungszeiten.create(wochentag=1, von=time(14), bis=time(18))
    standort.oeffnungszeiten.create(wochentag=1, von=time(9), bis=time(12, 30))
    tage = oeffnungszeiten.woche(standort.oeffnungszeiten.all())
    assert [tag.name for tag in tage][0::6] == ["Montag", "Sonntag"]
    assert tage[1].zeiten == "09:00–12:30, 14:00–18:00 Uhr"
    assert (tage[0].zeiten, tage[0].offen) == ("geschlossen", False)


def _offen(tage: dict[int, list[tuple[int, int]]]) -> list[str]:
    zeiten = [
        Oeffnungszeit(wochentag=tag, von=time(von), bis=time(bis))
        for tag, spannen_ in tage.items()
        for von, bis in spannen_
    ]
    return oeffnungszeiten.kurz(zeiten)


def test_fuer_den_druck_stehen_gleiche_tage_zusammen() -> None:
    werktags = {tag: [(9, 18)] for tag in range(5)}
    assert _offen(werktags | {5: [(10, 14)]}) == ["Mo–Fr 09:00–18:00 Uhr", "Sa 10:00–14:00 Uhr"]
    assert _offen({1: [(14, 18)], 3: [(14, 18)]}) == ["Di 14:00–18:00 Uhr", "Do 14:00–18:00 Uhr"]
    zwei = {0: [(9, 12)], 1: [(9, 12)], 6: [(15, 18)]}
    assert _offen(zwei) == ["Mo, Di 09:00–12:00 Uhr", "So 15:00–18:00 Uhr"]
    assert _offen({2: [(14, 18), (9, 12)]}) == ["Mi 09:00–12:00, 14:00–18:00 Uhr"]
    assert _offen({}) == []
