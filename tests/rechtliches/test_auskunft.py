"""Information for a person: complete, without others and without keys, as JSON and as PDF."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.verlauf import ereignis
from stzverbund.rechtliches.auskunft import Abschnitt, _fuers_papier, als_json, als_pdf, auskunft
from stzverbund.rechtliches.erklaerungen import erklaerte
from tests import fabriken as f
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.welt import Welt
from zentren.konten import ereignisse


@pytest.fixture
def inhalt(welt: Welt) -> Any:
    leitung = welt.rollen["leitung"]
    person = leitung.person
    ereignis(person, "Konto gesperrt", wer=welt.rollen["verwaltung"], grund="verdächtig")
    ereignis(welt.eigenes, "Zentrum besucht", wer=leitung)
    f.EinladungFabrik(rolle="leitung", zentrum=welt.nachbar, email=person.email.upper(), name="Test")
    Postausgang.objects.create(
        schluessel="x", an=person.email, betreff="Neu", text="Hier: https://stz.example/l/geheim/ klicken"
    )
    welt.eigenes._history_user = person
    welt.eigenes.save()
    return person


def test_alles_und_nur_das_eigene(welt: Welt, inhalt: Any) -> None:
    daten = json.loads(als_json(auskunft(inhalt)))
    teile = {teil["name"]: teil for teil in daten["abschnitte"]}
    erwartet = {"Personen", "Mitgliedschaften", "Ereignisse", "Einladungen", "Postausgang"}
    assert set(teile) == erwartet | {"Verlauf aller Einträge"}
    for teil in teile.values():
        assert teil["zweck"]
        assert teil["frist"]
        assert teil["grundlage"]
        assert teil["empfaenger"]
    assert inhalt.email in str(teile["Personen"]["zeilen"])
    assert "Passwort (nur Prüfsumme)" in teile["Personen"]["nicht_gezeigt"]
    text = json.dumps(daten, ensure_ascii=False)
    assert inhalt.password not in text
    assert "geheim" not in text
    assert "[Link]" in text
    assert "eine andere Person" in str(teile["Ereignisse"]["zeilen"])
    assert welt.rollen["verwaltung"].person.name not in text
    zeilen = teile["Verlauf aller Einträge"]["zeilen"]
    assert ["Zentrum", str(welt.eigenes.pk), "geändert"] in [zeile[:3] for zeile in zeilen]


def test_eine_abfrage_je_modell(welt: Welt, inhalt: Any) -> None:
    hoechstens = sum(angaben.von is not None for _, angaben in erklaerte()) + 2
    with CaptureQueriesContext(connection) as wenige:
        auskunft(inhalt)
    for _ in range(5):
        ereignis(welt.eigenes, "noch etwas", wer=welt.rollen["leitung"])
    with CaptureQueriesContext(connection) as viele:
        auskunft(inhalt)
    assert len(viele) == len(wenige) <= hoechstens


@pytest.mark.eine_datenbank
def test_pdf_ist_barrierefrei(inhalt: Any) -> None:
    pdf = als_pdf(auskunft(inhalt))
    assert pdf_ua_fehler(pdf) == []
    text = pdf_text(pdf)
    for satz in (inhalt.email, "Rechtsgrundlage", "Art. 77", "Verlauf aller Einträge", "Konto gesperrt"):
        assert satz in text


def test_was_auf_dem_papier_gleich_aussieht_steht_einmal_da(inhalt: Any) -> None:
    zeilen = [["Sie", "Teilnahmen", {"a": 1}]] * 3 + [["Sie", "Stunden", {}]]
    teil = Abschnitt("Werte", "", "", "", "", "", ["von", "Kennzahl", "Mehr"], zeilen, [])
    (papier,) = _fuers_papier([teil])
    assert papier.spalten == ["von", "Kennzahl", "Mehr", "Anzahl"]
    assert papier.zeilen == [["Sie", "Teilnahmen", {"a": 1}, 3], ["Sie", "Stunden", {}, 1]]
    ereignisse_ = next(a for a in auskunft(inhalt).abschnitte if a.name == "Ereignisse")
    assert "Zentrum" in str(ereignisse_.zeilen), "no keys of the program"


def test_auf_knopfdruck(welt: Welt, inhalt: Any) -> None:
    eigenes = welt.client("leitung")
    assert reverse("konto_auskunft", args=["json"]) in eigenes.get(reverse("konto")).content.decode()
    antwort = eigenes.post(reverse("konto_auskunft", args=["json"]))
    assert antwort.headers["Content-Disposition"] == 'attachment; filename="Auskunft.json"'
    assert antwort.json()["email"] == inhalt.email
    verwaltung = welt.client("verwaltung")
    fremdes = verwaltung.post(reverse("person_auskunft", args=[inhalt.pk, "json"]))
    assert fremdes.json()["email"] == inhalt.email
    erstellt = Ereignis.objects.zu(inhalt).filter(was="Auskunft erstellt").order_by("pk")
    assert [e.rolle for e in erstellt] == [ereignisse.Selbst(inhalt).bezeichnung, "Verwaltung"]


def test_berichtigung_durch_die_verwaltung(welt: Welt, inhalt: Any) -> None:
    antwort = welt.client("verwaltung").post(reverse("person_name", args=[inhalt.pk]), {"name": "Erna Neu"})
    assert antwort.status_code == 302
    inhalt.refresh_from_db()
    assert inhalt.name == "Erna Neu"
    assert Ereignis.objects.zu(inhalt).filter(was="Name berichtigt", grund="").exists()
