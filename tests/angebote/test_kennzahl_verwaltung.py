"""The Verwaltung keeps the shared core under the same rules; the local Kennzahlen are not hers."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote.models import Kennzahl
from stzverbund.basis.models import Ereignis
from tests import fabriken as f
from tests.welt import Welt

HEUER = timezone.localdate().year
LISTE, NEU = reverse("admin:angebote_kennzahl_changelist"), reverse("admin:angebote_kennzahl_add")


@pytest.fixture
def verwaltung(welt: Welt) -> Client:
    return welt.client("verwaltung")


def _angaben(**mehr: Any) -> dict[str, Any]:
    return {
        "name": "Besuche",
        "kurz": "",
        "ebene": "zentrum",
        "einheit": "anzahl",
        "quelle": "",
        "pflicht": "on",
        "summierbar": "on",
        "erklaerung": "Besuche, nicht Personen. Beispiel: 3.",
        "gueltig_von": HEUER + 1,
        "gueltig_bis": "",
        "ersetzt": "",
        "reihenfolge": 10,
        **mehr,
    }


def _adresse(kennzahl: Kennzahl) -> str:
    return reverse("admin:angebote_kennzahl_change", args=[kennzahl.pk])


def test_anlegen_mit_schluessel_und_ereignis(verwaltung: Client) -> None:
    assert verwaltung.post(NEU, _angaben(gueltig_von=HEUER)).status_code == 200
    assert verwaltung.post(NEU, _angaben(erklaerung="Besuche")).status_code == 200
    assert verwaltung.post(NEU, _angaben()).status_code == 302
    kennzahl = Kennzahl.objects.get()
    assert (kennzahl.bezirk, kennzahl.schluessel) == (None, "besuche")
    assert Ereignis.objects.zu(kennzahl).get().was == "angelegt"


def test_was_gezaehlt_wird_behaelt_seine_bedeutung(verwaltung: Client) -> None:
    laufende = f.KennzahlFabrik(name="Teilnahmen")
    verwaltung.post(_adresse(laufende), _angaben(name="Etwas anderes", gueltig_bis=HEUER + 3))
    laufende.refresh_from_db()
    assert (laufende.name, laufende.gueltig_bis, laufende.version) == ("Teilnahmen", HEUER + 3, 2)
    antwort = verwaltung.post(_adresse(laufende), _angaben(gueltig_bis=HEUER - 1))
    assert antwort.status_code == 200
    verwaltung.post(_adresse(laufende), _angaben(gueltig_bis=HEUER + 3, reihenfolge=77))
    laufende.refresh_from_db()
    assert (laufende.reihenfolge, laufende.version) == (77, 3)
    assert [e.was for e in Ereignis.objects.zu(laufende)] == ["Ende festgelegt"]
    loeschen = reverse("admin:angebote_kennzahl_delete", args=[laufende.pk])
    assert verwaltung.post(loeschen, {"post": "yes"}).status_code == 403


def test_ersetzen_beendet_die_alte(verwaltung: Client) -> None:
    alte = f.KennzahlFabrik(ebene="zentrum")
    assert verwaltung.post(NEU, _angaben(ersetzt=alte.pk, ebene="angebot")).status_code == 200
    assert verwaltung.post(NEU, _angaben(ersetzt=alte.pk)).status_code == 302
    alte.refresh_from_db()
    neue = Kennzahl.objects.get(ersetzt=alte)
    assert (alte.gueltig_bis, neue.reihenfolge) == (HEUER, alte.reihenfolge)
    assert verwaltung.post(_adresse(neue), _angaben(gueltig_von=HEUER + 2, name="Gäste")).status_code == 302
    alte.refresh_from_db()
    assert alte.gueltig_bis == HEUER + 1
    assert Kennzahl.objects.get(pk=neue.pk).name == "Gäste"


def test_lokale_sind_sache_der_bezirke(welt: Welt, verwaltung: Client) -> None:
    lokale = f.KennzahlFabrik(bezirk=welt.bezirk, schluessel="lokal", name="Nur im Bezirk")
    assert "Nur im Bezirk" not in verwaltung.get(LISTE).content.decode()
    assert verwaltung.get(_adresse(lokale)).status_code == 302
