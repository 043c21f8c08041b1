"""The page of a Meldejahr: a proposal by GET, stored by POST, read by all who see statistics."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote.models import Meldejahr
from angebote.zeitraeume import meldejahr_sichern
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.hilfen.meldejahr import termine
from tests.welt import Welt

HEUTE = timezone.localdate()
KOMMEND = HEUTE.year + 1
ADRESSE = reverse("meldejahr", args=[KOMMEND])


@pytest.fixture
def amt(welt: Welt) -> Client:
    return welt.client("bezirksamt")


def test_ohne_festlegung_gelten_quartale_und_das_steht_da(amt: Client) -> None:
    seite = amt.get(ADRESSE).content.decode()
    assert "Für dieses Jahr ist noch nichts festgelegt." in seite
    assert f"4. Quartal {KOMMEND}" in seite
    assert "Festlegen</span>" in seite
    assert not Meldejahr.objects.exists()


def test_vorschlag_ist_eine_adresse_und_speichert_nichts(amt: Client) -> None:
    tage = {"frist": 10, "nachfrist": 20, "sperre": 30}
    seite = amt.get(ADRESSE, {"rhythmus": "halbjahr", **tage}).content.decode()
    assert f'value="{KOMMEND}-07-10"' in seite
    assert "je 2 Meldungen ab" in seite
    assert not Meldejahr.objects.exists()
    antwort = amt.get(ADRESSE, {"rhythmus": "halbjahr", **tage, "sperre": 15})
    assert "Die Sperre muss nach der Nachfrist beginnen." in antwort.content.decode()
    assert 'value="15"' in antwort.content.decode()


def test_festlegen(welt: Welt, amt: Client) -> None:
    antwort = amt.post(ADRESSE, termine(rhythmus="monat"), follow=True)
    assert "festgelegt: monatlich" in antwort.content.decode()
    assert Meldejahr.objects.get().zeitraeume.count() == 12
    mitarbeit = welt.client("mitarbeit").get(ADRESSE).content.decode()
    assert f"Dezember {KOMMEND}" in mitarbeit
    assert '<input type="date"' not in mitarbeit
    assert "Verlauf</summary>" not in mitarbeit


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("z1_frist", f"{KOMMEND}-03-31", "Die Frist muss nach dem Ende des Zeitraums liegen."),
        ("z2_nachfrist", f"{KOMMEND}-07-14", "Die Nachfrist darf nicht vor der Frist liegen."),
        ("z3_sperre", f"{KOMMEND}-10-31", "Die Sperre muss nach der Nachfrist beginnen."),
        ("z4_frist", "", "erforderlich"),
        ("z4_frist", "bald", "gültiges Datum"),
    ],
)
def test_fehler_stehen_am_feld_und_was_getippt_war_bleibt(
    amt: Client, feld: str, wert: str, satz: str
) -> None:
    antwort = amt.post(ADRESSE, termine(**{feld: wert}))
    seite = antwort.content.decode()
    zeile, name = feld.split("_")
    (form,) = (z for z in antwort.context["form"].zeilen if z.prefix == zeile)
    assert antwort.status_code == 422
    assert satz in " ".join(form.errors[name])
    assert not form.non_field_errors()
    assert f'href="#id_{zeile}-{name}"' in seite
    assert f'value="{wert}"' in seite
    assert not Meldejahr.objects.exists()


def test_laufendes_jahr_nur_termine_und_nur_offene(welt: Welt, amt: Client) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=5, sperre=20)
    jahr = zeitraum.meldejahr.jahr
    adresse = reverse("meldejahr", args=[jahr])
    daten = termine(jahr, version=1)
    for z in zeitraum.meldejahr.zeitraeume.all():
        daten |= {f"z{z.nummer}-{feld}": getattr(z, feld) for feld in ("frist", "nachfrist", "sperre")}
    nachfrist = f"z{zeitraum.nummer}-nachfrist"
    antwort = amt.post(adresse, daten | {nachfrist: HEUTE})
    assert "Ein neuer Termin muss nach dem heutigen Tag liegen." in antwort.content.decode()
    antwort = amt.post(adresse, daten | {nachfrist: HEUTE + timedelta(days=8)}, follow=True)
    assert "Nachfrist" in antwort.content.decode()
    zeitraum.refresh_from_db()
    assert zeitraum.nachfrist == HEUTE + timedelta(days=8)
    antwort = amt.post(adresse, termine(jahr, "monat", version=2))
    assert antwort.status_code == 422
    assert Meldejahr.objects.get(jahr=jahr).rhythmus == "quartal"


def test_gesperrter_zeitraum_ist_nur_zu_lesen(welt: Welt, amt: Client) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5, sperre=-1)
    seite = amt.get(reverse("meldejahr", args=[zeitraum.meldejahr.jahr])).content.decode()
    assert "<small>gesperrt</small>" in seite
    assert f'name="z{zeitraum.nummer}-frist"' not in seite


def test_zweite_person_ueberschreibt_nichts_ungesehen(amt: Client) -> None:
    amt.post(ADRESSE, termine())
    antwort = amt.post(ADRESSE, termine(rhythmus="monat"))
    assert antwort.status_code == 422
    assert "Jemand anderes hat diese Angaben" in antwort.content.decode()
    assert Meldejahr.objects.get().rhythmus == "quartal"
    assert amt.post(ADRESSE, termine(rhythmus="monat", version=1)).status_code == 302


@pytest.mark.parametrize("jahr", [1999, KOMMEND + 1])
def test_andere_jahre_gibt_es_nicht(amt: Client, jahr: int) -> None:
    assert amt.get(reverse("meldejahr", args=[jahr])).status_code == 404


def test_altes_jahr_das_niemand_gesetzt_hat_ist_nur_zu_lesen(amt: Client) -> None:
    adresse = reverse("meldejahr", args=[HEUTE.year - 3])
    assert amt.get(adresse).context["form"] is None
    assert amt.post(adresse, termine(HEUTE.year - 3)).status_code == 403


@pytest.mark.parametrize("monat", [9, 10, 12])
def test_start_erinnert_ab_oktober(welt: Welt, amt: Client, monat: int, monkeypatch: Any) -> None:
    tag = HEUTE.replace(month=monat, day=5)
    monkeypatch.setattr(timezone, "localdate", lambda *a: tag)
    titel = f"Kennzahlen und Meldezeiträume für {KOMMEND} festlegen"
    assert (titel in amt.get(reverse("start")).content.decode()) is (monat >= 10)
    meldejahr = meldejahr_sichern(bezirk=welt.bezirk, jahr=KOMMEND)
    assert (titel in amt.get(reverse("start")).content.decode()) is (monat >= 10)
    meldejahr.gesetzt_am = timezone.now()
    meldejahr.save()
    assert titel not in amt.get(reverse("start")).content.decode()


def test_kommendes_jahr_stoert_die_statistik_nicht(welt: Welt, amt: Client) -> None:
    amt.post(ADRESSE, termine())
    seite = amt.get(reverse("statistik")).content.decode()
    assert f'?jahr={KOMMEND}"' not in seite.replace(reverse("kennzahlen"), "")


def test_gleich_viele_abfragen(
    welt: Welt, amt: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for anzahl in (1, 3):
        f.ZentrumFabrik.create_batch(anzahl, bezirk=welt.bezirk)
        with django_assert_num_queries(6):
            assert amt.get(ADRESSE).status_code == 200
