"""Standorte, Räume, Sprechzeiten, Schließzeiten and Personal of a centre."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.welt import Welt
from zentren import bestand
from zentren.models import Personal, Raum, Sprechzeit, Standort, Zentrum

ADRESSE = {"strasse": "Musterweg 1", "plz": "12679", "ort": "Berlin"}


@pytest.fixture
def leitung(welt: Welt) -> Client:
    return welt.client("leitung")


def _haupt(zentrum: Zentrum) -> list[str]:
    return [standort.name for standort in zentrum.standorte.filter(haupt=True)]


def test_der_erste_standort_ist_der_hauptstandort(welt: Welt, leitung: Client) -> None:
    adresse = reverse("standort_neu", args=[welt.eigenes.slug])
    for name in ("Haupthaus", "Garten"):
        assert leitung.post(adresse, {"name": name, **ADRESSE}).status_code == 302
    assert _haupt(welt.eigenes) == ["Haupthaus"]


def test_hauptstandort_wechseln(welt: Welt, leitung: Client) -> None:
    f.StandortFabrik(zentrum=welt.eigenes, name="Haupthaus")
    garten = f.StandortFabrik(zentrum=welt.eigenes, name="Garten")
    for _ in range(2):
        leitung.post(reverse("standort_haupt", args=[welt.eigenes.slug, garten.pk]))
        assert _haupt(welt.eigenes) == ["Garten"]
    seite = leitung.get(reverse("zentrum", args=[welt.eigenes.slug])).content.decode()
    assert seite.count("Hauptstandort gewechselt: Garten") == 1


def test_zwei_hauptstandorte_verhindert_die_datenbank(welt: Welt) -> None:
    f.StandortFabrik(zentrum=welt.eigenes)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.StandortFabrik(zentrum=welt.eigenes, haupt=True)


@pytest.mark.parametrize("plz", ["1267", "12679\n", "1267a", "126790"])
def test_postleitzahl_hat_fuenf_ziffern(plz: str) -> None:
    with pytest.raises(ValidationError, match="fünf Ziffern"):
        Standort._meta.get_field("plz").clean(plz, None)


def test_standort_mit_raeumen_bleibt(welt: Welt, leitung: Client) -> None:
    raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes))
    adresse = reverse("standort_loeschen", args=[welt.eigenes.slug, raum.standort_id])
    seite = leitung.get(adresse).content.decode()
    assert "Bitte löschen Sie zuerst die Räume" in seite
    assert '<button type="submit"' not in seite.split("<main")[1]
    antwort = leitung.post(adresse, follow=True)
    assert "Bitte löschen Sie zuerst die Räume" in antwort.content.decode()
    assert Standort.objects.filter(pk=raum.standort_id).exists()


def test_hauptstandort_bleibt_solange_es_andere_gibt(welt: Welt) -> None:
    haupt = f.StandortFabrik(zentrum=welt.eigenes)
    anderer = f.StandortFabrik(zentrum=welt.eigenes)
    wer = welt.rollen["leitung"]
    with pytest.raises(Verweigert, match="anderen Standort zum Hauptstandort"):
        bestand.entfernen(objekt=haupt, zentrum=welt.eigenes, wer=wer)
    bestand.entfernen(objekt=anderer, zentrum=welt.eigenes, wer=wer)
    bestand.entfernen(objekt=haupt, zentrum=welt.eigenes, wer=wer)
    assert not welt.eigenes.standorte.exists()


def test_raum_loeschen_sagt_was_ihn_verliert(welt: Welt, leitung: Client) -> None:
    raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes), name="Saal")
    angebote = f.AngebotFabrik.create_batch(2, zentrum=welt.eigenes, raum=raum)
    sprechzeit = f.SprechzeitFabrik(zentrum=welt.eigenes, raum=raum)
    adresse = reverse("raum_loeschen", args=[welt.eigenes.slug, raum.pk])
    seite = leitung.get(adresse).content.decode()
    assert "Ohne Angabe „Raum“ bleiben: " in seite
    assert "2 Angebote" in seite
    assert "1 Sprechzeit" in seite
    assert leitung.post(adresse).status_code == 302
    angebote[0].refresh_from_db()
    sprechzeit.refresh_from_db()
    assert (angebote[0].raum, sprechzeit.raum) == (None, None)
    zentrum = leitung.get(reverse("zentrum", args=[welt.eigenes.slug])).content.decode()
    assert "Raum gelöscht: Saal" in zentrum


def test_raum_nur_an_eigenen_standorten(welt: Welt, leitung: Client) -> None:
    eigener = f.StandortFabrik(zentrum=welt.eigenes)
    fremder = f.StandortFabrik(zentrum=welt.nachbar)
    adresse = reverse("raum_neu", args=[welt.eigenes.slug])
    assert leitung.post(adresse, {"standort": fremder.pk, "name": "Saal"}).status_code == 422
    assert leitung.post(adresse, {"standort": eigener.pk, "name": "Saal"}).status_code == 302
    assert Raum.objects.get().standort == eigener


def test_raum_schlaegt_den_standort_vor(welt: Welt, leitung: Client) -> None:
    f.StandortFabrik(zentrum=welt.eigenes)
    garten = f.StandortFabrik(zentrum=welt.eigenes)
    antwort = leitung.get(reverse("raum_neu", args=[welt.eigenes.slug]), {"standort": garten.pk})
    assert f'value="{garten.pk}" selected' in antwort.content.decode()


def test_sprechzeit_nur_in_eigenen_raeumen_und_vorwaerts(welt: Welt, leitung: Client) -> None:
    fremder = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.nachbar))
    adresse = reverse("sprechzeit_neu", args=[welt.eigenes.slug])
    angaben = {"thema": "Mieten", "wochentag": 1, "von": "10:00", "bis": "12:00", "sprachen": "Deutsch"}
    assert leitung.post(adresse, angaben | {"raum": fremder.pk}).status_code == 422
    falsch = leitung.post(adresse, angaben | {"bis": "09:00"})
    assert "Das Ende muss nach dem Beginn liegen." in falsch.content.decode()
    assert leitung.post(adresse, angaben).status_code == 302
    assert Sprechzeit.objects.get().zentrum == welt.eigenes


@pytest.mark.parametrize(
    ("bis", "meldung"),
    [
        ("2026-12-01", "Das Ende liegt vor dem Beginn."),
        ("2062-12-31", "Eine Schließzeit dauert höchstens ein Jahr. Bitte prüfen Sie das Datum."),
    ],
)
def test_falsches_ende_einer_schliesszeit_steht_am_feld(
    welt: Welt, leitung: Client, bis: str, meldung: str
) -> None:
    angaben = {"grund": "Betriebsferien", "von": "2026-12-24", "bis": bis}
    antwort = leitung.post(reverse("schliesszeit_neu", args=[welt.eigenes.slug]), angaben)
    assert antwort.context["form"].errors == {"bis": [meldung]}
    assert not welt.eigenes.schliesszeiten.exists()


def test_schliesszeit_auch_mit_deutschem_datum(welt: Welt, leitung: Client) -> None:
    adresse = reverse("schliesszeit_neu", args=[welt.eigenes.slug])
    angaben = {"grund": "Betriebsferien", "von": "24.12.2026", "bis": "2026-12-31"}
    assert leitung.post(adresse, angaben).status_code == 302
    assert welt.eigenes.schliesszeiten.get().von == date(2026, 12, 24)
    falsch = leitung.post(adresse, angaben | {"bis": "2026-12-01"})
    assert "Das Ende liegt vor dem Beginn." in falsch.content.decode()


@pytest.mark.parametrize(("eingabe", "vzae"), [("0,75", "0.75"), ("0.5", "0.50"), ("1", "1.00")])
def test_stellenanteil_in_deutscher_schreibweise(
    welt: Welt, leitung: Client, eingabe: str, vzae: str
) -> None:
    adresse = reverse("personal_neu", args=[welt.eigenes.slug])
    antwort = leitung.post(adresse, {"jahr": "2026", "funktion": "Leitung", "vzae": eingabe})
    assert antwort.status_code == 302
    assert f"{Personal.objects.get().vzae:.2f}" == vzae


def test_personal_aus_dem_vorjahr(welt: Welt, leitung: Client) -> None:
    f.PersonalFabrik(zentrum=welt.eigenes, jahr=2025, funktion="Leitung", finanzierung="Bezirksamt")
    f.PersonalFabrik(zentrum=welt.eigenes, jahr=2025, funktion="Sozialarbeit")
    adresse = reverse("personal_uebernehmen", args=[welt.eigenes.slug, 2026])
    erste, zweite = leitung.post(adresse, follow=True), leitung.post(adresse, follow=True)
    assert "2 Einträge" in erste.content.decode()
    assert "Für 2026 ist schon Personal eingetragen." in zweite.content.decode()
    neu = Personal.objects.filter(jahr=2026)
    assert sorted(neu.values_list("funktion", "finanzierung")) == [
        ("Leitung", "Bezirksamt"),
        ("Sozialarbeit", ""),
    ]
    leer = leitung.post(reverse("personal_uebernehmen", args=[welt.eigenes.slug, 2030]), follow=True)
    assert "Für 2029 ist kein Personal eingetragen." in leer.content.decode()


@pytest.mark.parametrize(
    ("jahre", "heute", "angeboten"),
    [
        ([2025], date(2026, 3, 1), 2026),
        ([2025, 2026], date(2026, 3, 1), None),
        ([2025, 2026], date(2026, 10, 1), 2027),
        ([2024], date(2026, 10, 1), None),
        ([], date(2026, 10, 1), None),
    ],
)
def test_welches_jahr_zur_uebernahme_ansteht(
    welt: Welt, monkeypatch: pytest.MonkeyPatch, jahre: list[int], heute: date, angeboten: int | None
) -> None:
    for jahr in jahre:
        f.PersonalFabrik(zentrum=welt.eigenes, jahr=jahr)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: heute)
    assert bestand.uebernahmejahr(welt.eigenes) == angeboten


def test_zweite_person_sieht_was_inzwischen_dort_steht(welt: Welt, leitung: Client) -> None:
    raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes), name="Saal")
    adresse = reverse("raum_bearbeiten", args=[welt.eigenes.slug, raum.pk])
    angaben = {"standort": raum.standort_id, "version": 1}
    assert leitung.post(adresse, {**angaben, "name": "Großer Saal"}).status_code == 302
    antwort = leitung.post(adresse, {**angaben, "name": "Kleiner Saal"})
    assert antwort.status_code == 422
    assert "Gespeichert:</span> Großer Saal" in antwort.content.decode()


def test_fremde_kennung_unter_eigener_adresse_gibt_es_nicht(welt: Welt, leitung: Client) -> None:
    fremd = f.SprechzeitFabrik(zentrum=welt.nachbar)
    antwort = leitung.post(reverse("sprechzeit_loeschen", args=[welt.eigenes.slug, fremd.pk]))
    assert antwort.status_code == 404
    assert Sprechzeit.objects.filter(pk=fremd.pk).exists()
