"""The page "Verlauf": who changed what and when, for those who may see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote import erfassung
from angebote.models import Kennzahl
from stzverbund.basis.pflege import speichern
from stzverbund.basis.verlauf import ereignis
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt


def _adresse(art: str, pk: int) -> str:
    return reverse("verlauf_von", args=[art, pk])


def _zeilen(antwort: Any) -> list[tuple[str, str, str]]:
    return [(e.wovon, e.wer, e.was) for e in antwort.context["eintraege"]]


def test_zellen_einer_meldung_mit_person_und_rolle(welt: Welt) -> None:
    meldung = m.entwurf(welt.eigenes, zahl=None)
    monat, angebot, kennzahl = meldung.zeitraum.von, m.angebot(welt.eigenes), f.KennzahlFabrik()
    ort = {"zentrum": welt.eigenes, "monat": monat, "kennzahl": kennzahl, "angebot": angebot}
    for version, eingabe in enumerate(("41", "44")):
        erfassung.zelle_speichern(**ort, eingabe=eingabe, version=version, wer=welt.rollen["leitung"])
    antwort = welt.client("mitarbeit").get(_adresse("meldung", meldung.pk))
    neueste, erste = antwort.context["eintraege"][:2]
    assert "Nähcafé, Teilnahmen" in neueste.wovon
    assert (neueste.wer, neueste.rolle, neueste.was) == ("Test Leitung", "STZ Eigenes, Leitung", "41 → 44")
    assert erste.was.startswith("leer → 41")
    assert "41 → 44" in antwort.content.decode()


def test_das_bezirksamt_liest_nur_die_schritte(welt: Welt) -> None:
    meldung = m.vorgelegt(welt)
    worte = [was for _, _, was in _zeilen(welt.client("bezirksamt").get(_adresse("meldung", meldung.pk)))]
    assert worte
    assert set(worte) <= {"eingereicht", "freigegeben"}
    alle = [was for _, _, was in _zeilen(welt.client("leitung").get(_adresse("meldung", meldung.pk)))]
    assert len(alle) > len(worte)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_seite_eines_zentrums_mit_allem_was_dazugehoert(
    welt: Welt, anzahl: int, django_assert_num_queries: Any
) -> None:
    for nr in range(anzahl):
        raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes), name=f"Saal {nr}")
        raum.plaetze = 30 + nr
        raum._history_date = timezone.now() + timedelta(minutes=nr + 1)
        speichern(raum, version=1)
        ereignis(welt.eigenes, "Hauptstandort gewechselt", wer=welt.rollen["leitung"])
    client = welt.client("leitung")
    with django_assert_num_queries(11):
        antwort = client.get(_adresse("zentrum", welt.eigenes.pk))
    zeilen = _zeilen(antwort)
    assert ("Raum „Saal 0“", "System", "Plätze: leer → 30") in zeilen
    assert ("", "Test Leitung", "Hauptstandort gewechselt") in zeilen


def test_zeitraum_seiten_und_export(welt: Welt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk, name="F0")
    for nr in range(1, 61):
        fachstelle.name = f"F{nr}"
        fachstelle._history_date = timezone.now() - timedelta(days=100 - nr)
        fachstelle.save()
    client, adresse = welt.client("leitung"), _adresse("fachstelle", fachstelle.pk)
    erste = client.get(adresse)
    assert len(erste.context["eintraege"]) == 50
    assert erste.context["eintraege"][1].was == "Name: F59 → F60"
    assert len(client.get(adresse, {"page": 2}).context["eintraege"]) == 11
    tag = (timezone.localdate() - timedelta(days=90)).isoformat()
    eine = client.get(adresse, {"von": tag, "bis": tag})
    assert [e.was for e in eine.context["eintraege"]] == ["Name: F9 → F10"]
    csv = client.get(adresse, {"von": tag, "bis": tag, "export": "csv"}).content.decode("utf-8-sig")
    kopf, zeile = csv.splitlines()
    assert kopf == "Zeitpunkt;Wer;Rolle;Wovon;Was"
    assert zeile.endswith("Name: F9 → F10")
    assert len(client.get(adresse, {"export": "csv"}).content.decode().splitlines()) == 62
    verkehrt = client.get(adresse, {"von": "2026-12-02", "bis": "2026-12-01"})
    assert verkehrt.status_code == 422
    assert "Das Ende liegt vor dem Beginn" in verkehrt.content.decode()


def test_was_geloescht_wurde_steht_beim_zentrum(welt: Welt) -> None:
    f.SprechzeitFabrik(zentrum=welt.eigenes, thema="Sozialberatung").delete()
    zeilen = _zeilen(welt.client("traeger").get(_adresse("zentrum", welt.eigenes.pk)))
    geloescht = [wovon for wovon, _, was in zeilen if was == "gelöscht"]
    assert geloescht[0].startswith("Sprechzeit „Sozialberatung")


def test_verlauf_ist_von_der_seite_verlinkt(welt: Welt) -> None:
    angebot = f.AngebotFabrik(zentrum=welt.eigenes)
    raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes))
    client = welt.client("leitung")
    seiten = {
        reverse("zentrum", args=["eigenes"]): _adresse("zentrum", welt.eigenes.pk),
        reverse("angebot", args=[angebot.pk]): _adresse("angebot", angebot.pk),
        reverse("raum_bearbeiten", args=["eigenes", raum.pk]): _adresse("raum", raum.pk),
    }
    for seite, verlauf in seiten.items():
        assert f'href="{verlauf}"' in client.get(seite).content.decode(), seite


def test_vorgaenger_einer_kennzahl_mit_namen(welt: Welt) -> None:
    alte = f.KennzahlFabrik(bezirk=welt.bezirk, schluessel="alt", name="Alte Zählung")
    neue = f.KennzahlFabrik(bezirk=welt.bezirk, schluessel="neu", gueltig_von=2030)
    neue.ersetzt, neue._history_date = alte, timezone.now() + timedelta(minutes=1)
    Kennzahl.objects.filter(pk=alte.pk).update(gueltig_bis=2029)
    neue.save()
    zeilen = _zeilen(welt.client("bezirksamt").get(_adresse("kennzahl", neue.pk)))
    assert "leer → Alte Zählung" in zeilen[0][2]
