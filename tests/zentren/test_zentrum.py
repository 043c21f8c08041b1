"""The pages on which a centre keeps its own data."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import fabriken as f
from tests.welt import Welt


def _angaben(welt: Welt, **mehr: object) -> dict[str, object]:
    region = f.RegionFabrik(bezirk=welt.bezirk)
    return {
        "name": "STZ Eigenes",
        "typ": "nachbarschaftszentrum",
        "regionen": [region.pk],
        "version": welt.eigenes.version,
        **mehr,
    }


def _seite(client: Client, welt: Welt) -> str:
    return client.get(reverse("zentrum", args=[welt.eigenes.slug])).content.decode()


def test_mitarbeit_aendert_das_profil(welt: Welt) -> None:
    client, adresse = welt.client("mitarbeit"), reverse("zentrum_bearbeiten", args=[welt.eigenes.slug])
    antwort = client.post(adresse, _angaben(welt, profil="Familien, die neu in Berlin sind"))
    assert antwort.url == reverse("zentrum", args=[welt.eigenes.slug])
    welt.eigenes.refresh_from_db()
    assert welt.eigenes.get_typ_display() == "Nachbarschaftszentrum"
    seite = _seite(client, welt)
    assert "Familien, die neu in Berlin sind" in seite
    assert "Art des Zentrums: Stadtteilzentrum → Nachbarschaftszentrum" in seite


def test_nur_stadtteile_des_eigenen_bezirks(welt: Welt) -> None:
    fremd = f.RegionFabrik(bezirk=welt.fern.bezirk)
    client, adresse = welt.client("leitung"), reverse("zentrum_bearbeiten", args=[welt.eigenes.slug])
    assert fremd.name not in client.get(adresse).content.decode()
    assert client.post(adresse, _angaben(welt, regionen=[fremd.pk])).status_code == 422


def test_kuerzel_traeger_und_bezirk_lassen_sich_hier_nicht_aendern(welt: Welt) -> None:
    adresse = reverse("zentrum_bearbeiten", args=[welt.eigenes.slug])
    unerlaubt = {"slug": "neu", "traeger": welt.nachbar.traeger_id, "bezirk": welt.fern.bezirk_id}
    welt.client("leitung").post(adresse, _angaben(welt, **unerlaubt))
    vorher = (welt.eigenes.slug, welt.eigenes.traeger_id, welt.eigenes.bezirk_id)
    welt.eigenes.refresh_from_db()
    assert vorher == (welt.eigenes.slug, welt.eigenes.traeger_id, welt.eigenes.bezirk_id)


def test_alles_auf_einer_seite(welt: Welt) -> None:
    standort = f.StandortFabrik(zentrum=welt.eigenes, name="Gartenhaus")
    raum = f.RaumFabrik(standort=standort, name="Werkstatt", plaetze=12)
    f.SprechzeitFabrik(zentrum=welt.eigenes, thema="Mietberatung", raum=raum)
    f.SchliesszeitFabrik(zentrum=welt.eigenes, grund="Umbau")
    f.PersonalFabrik(zentrum=welt.eigenes, jahr=2026, vzae="0.75")
    f.PersonalFabrik(zentrum=welt.eigenes, jahr=2026, funktion="Sozialarbeit", vzae="1.50")
    seite = _seite(welt.client("mitarbeit"), welt)
    for text in ("Gartenhaus", "Werkstatt", "12 Plätze", "Mietberatung", "Umbau", "2,25", "2026"):
        assert text in seite
    assert "2.026" not in seite


@pytest.mark.parametrize(
    ("jahre", "jetzt", "frueher"),
    [
        ([2024, 2025, 2026, 2027], [2027, 2026], [2025, 2024]),
        ([2023, 2024], [2024], [2023]),
        ([], [], []),
    ],
)
def test_fruehere_jahre_sind_gefaltet(
    welt: Welt, monkeypatch: pytest.MonkeyPatch, jahre: list[int], jetzt: list[int], frueher: list[int]
) -> None:
    for jahr in jahre:
        f.PersonalFabrik(zentrum=welt.eigenes, jahr=jahr)
    monkeypatch.setattr("zentren.views.zentren.timezone.localdate", lambda *_: date(2026, 11, 1))
    stand = welt.client("leitung").get(reverse("zentrum", args=[welt.eigenes.slug])).context["personal"]
    assert [jahr.jahr for jahr in stand.jetzt] == jetzt
    assert [jahr.jahr for jahr in stand.frueher] == frueher


def test_wer_liest_bekommt_keine_knoepfe(welt: Welt) -> None:
    f.PersonalFabrik(zentrum=welt.eigenes, funktion="Hausmeisterei")
    seite = _seite(welt.client("bezirksamt"), welt)
    assert "Hausmeisterei" in seite
    assert "bearbeiten" not in seite
    assert "Verlauf" not in seite


def test_koordination_sieht_kein_personal(welt: Welt) -> None:
    f.PersonalFabrik(zentrum=welt.eigenes, funktion="Hausmeisterei")
    seite = _seite(welt.client("koordination"), welt)
    assert "STZ Eigenes" in seite
    assert "Hausmeisterei" not in seite
    assert "VZÄ" not in seite


@pytest.mark.parametrize(
    ("rolle", "sichtbar", "erklaerung"),
    [
        ("mitarbeit", ["STZ Eigenes"], ""),
        ("traeger", ["STZ Eigenes"], ""),
        ("verband", ["STZ Eigenes"], ""),
        ("geschaeftsstelle", ["STZ Eigenes", "STZ Nachbar"], ""),
        ("bezirksamt", ["STZ Eigenes", "STZ Nachbar"], ""),
        ("koordination", ["STZ Eigenes", "STZ Nachbar"], ""),
        ("verwaltung", [], "Zur Rolle Verwaltung gehören keine Zentren."),
    ],
)
def test_liste_zeigt_die_zentren_der_rolle(
    welt: Welt, rolle: str, sichtbar: list[str], erklaerung: str
) -> None:
    antwort = welt.client(rolle).get(reverse("zentrum_liste"))
    seite = antwort.content.decode()
    alle = [welt.eigenes.name, welt.nachbar.name, welt.fern.name]
    assert [name for name in alle if f">{name}</a>" in seite] == sichtbar
    assert erklaerung in seite


def test_liste_nach_stadtteil(welt: Welt) -> None:
    region = f.RegionFabrik(bezirk=welt.bezirk, name="Biesdorf")
    welt.nachbar.regionen.add(region)
    antwort = welt.client("bezirksamt").get(reverse("zentrum_liste"), {"region": region.pk})
    seite = antwort.content.decode()
    assert ">STZ Nachbar</a>" in seite
    assert ">STZ Eigenes</a>" not in seite


def test_gleich_viele_abfragen(welt: Welt, django_assert_num_queries: Callable[..., Any]) -> None:
    amt, team = welt.client("bezirksamt"), welt.client("leitung")
    _seite(team, welt)  # Django remembers the content types
    for anzahl in (1, 3):
        for zentrum in (welt.eigenes, *f.ZentrumFabrik.create_batch(anzahl, bezirk=welt.bezirk)):
            zentrum.regionen.add(f.RegionFabrik(bezirk=welt.bezirk))
            standort = f.StandortFabrik(zentrum=zentrum)
            raum = f.RaumFabrik(standort=standort)
            standort.oeffnungszeiten.create(wochentag=0, von="10:00", bis="12:00")
            f.SprechzeitFabrik(zentrum=zentrum, raum=raum)
            f.PersonalFabrik(zentrum=zentrum)
        with django_assert_num_queries(7):
            assert amt.get(reverse("zentrum_liste")).status_code == 200
        with django_assert_num_queries(16):
            assert team.get(reverse("zentrum", args=[welt.eigenes.slug])).status_code == 200
