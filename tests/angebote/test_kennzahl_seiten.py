"""The pages of the Kennzahlen: who reads what, what the Bezirksamt types, how the coming grid looks."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import kennzahlen, kennzahlpflege
from angebote.models import Kennzahl
from tests import fabriken as f
from tests.hilfen.meldung import angebot
from tests.welt import Welt

HEUER = timezone.localdate().year
KOMMEND = HEUER + 1


def _lokale(welt: Welt, **felder: Any) -> Kennzahl:
    angaben = {"schluessel": "lokal", "name": "Sprachmittlung", "ebene": "zentrum", "gueltig_von": 2020}
    return f.KennzahlFabrik(bezirk=welt.bezirk, **(angaben | felder))


def _angaben(**mehr: Any) -> dict[str, Any]:
    return {
        "name": "Digitale Hilfe",
        "kurz": "",
        "ebene": "zentrum",
        "einheit": "anzahl",
        "pflicht": "on",
        "summierbar": "on",
        "erklaerung": "Hilfe am Gerät. Beispiel: Eine Frau bekommt Hilfe mit der Post-App: 1.",
        "gueltig_von": KOMMEND,
        **mehr,
    }


@pytest.fixture
def amt(welt: Welt) -> Client:
    return welt.client("bezirksamt")


def _seite(client: Client, name: str, *args: Any, **get: Any) -> str:
    return client.get(reverse(name, args=args), get).content.decode()


def test_gezeigt_wird_das_kommende_jahr_und_daneben_das_laufende(welt: Welt, amt: Client) -> None:
    kennzahlen.laden()
    _lokale(welt, gueltig_von=KOMMEND, name="Erst ab Januar")
    _lokale(welt, schluessel="alt", gueltig_bis=HEUER, name="Nur noch dieses Jahr")
    kommend, heuer = _seite(amt, "kennzahlen"), _seite(amt, "kennzahlen", jahr=HEUER)
    assert f"Kennzahlen {KOMMEND}</h1>" in kommend
    assert ("Erst ab Januar" in kommend, "Nur noch dieses Jahr" in kommend) == (True, False)
    assert ("Erst ab Januar" in heuer, "Nur noch dieses Jahr" in heuer) == (False, True)
    assert "letztes Jahr</span>" in heuer
    assert "nach oben" not in kommend, "allein gibt es nichts zu ordnen"
    _lokale(welt, schluessel="zwei", gueltig_von=KOMMEND)
    assert _seite(amt, "kennzahlen").count("nach oben") == 1
    assert "nach oben" not in heuer
    leser = _seite(welt.client("mitarbeit"), "kennzahlen")
    assert "Erst ab Januar" in leser
    assert "Neue Kennzahl" not in leser


def test_geschaeftsstelle_waehlt_den_bezirk(welt: Welt) -> None:
    client = welt.client("geschaeftsstelle")
    assert client.get(reverse("kennzahlen"), {"bezirk": "10"}).status_code == 200
    assert client.get(reverse("kennzahlen"), {"bezirk": "11"}).status_code == 404


def test_anlegen_und_was_getippt_war_bleibt(welt: Welt, amt: Client) -> None:
    adresse = reverse("kennzahl_neu")
    antwort = amt.post(adresse, _angaben(gueltig_von=HEUER, erklaerung="Hilfe am Gerät."))
    seite = antwort.content.decode()
    assert antwort.status_code == 422
    assert f"Das Jahr {HEUER} hat schon begonnen. Möglich ist frühestens {KOMMEND}." in seite
    assert "nennen Sie auch ein Beispiel" in seite
    assert "Hilfe am Gerät.</textarea>" in seite
    antwort = amt.post(adresse, _angaben(), follow=True)
    kennzahl = Kennzahl.objects.get()
    assert (kennzahl.bezirk, kennzahl.schluessel, kennzahl.quelle) == (welt.bezirk, "digitale-hilfe", "")
    assert "angelegt: ab" in antwort.content.decode()


def test_zweite_person_ueberschreibt_nichts_ungesehen(welt: Welt, amt: Client) -> None:
    kommende = _lokale(welt, gueltig_von=KOMMEND)
    adresse = reverse("kennzahl_bearbeiten", args=[kommende.pk])
    assert amt.post(adresse, _angaben(version=1)).status_code == 302
    antwort = amt.post(adresse, _angaben(version=1, name="Anders"))
    assert antwort.status_code == 422
    assert "Gespeichert:</span> Digitale Hilfe" in antwort.content.decode()


def test_gezaehlte_bietet_nur_ende_und_nachfolge(welt: Welt, amt: Client) -> None:
    laufende = _lokale(welt)
    seite = _seite(amt, "kennzahl", laufende.pk)
    assert "wird seit 2020 gezählt" in seite
    assert reverse("kennzahl_bearbeiten", args=[laufende.pk]) not in seite
    assert reverse("kennzahl_loeschen", args=[laufende.pk]) not in seite
    antwort = amt.post(reverse("kennzahl_bearbeiten", args=[laufende.pk]), _angaben(version=1))
    assert antwort.status_code == 422
    assert Kennzahl.objects.get().name == "Sprachmittlung"
    antwort = amt.post(reverse("kennzahl_loeschen", args=[laufende.pk]))
    assert Kennzahl.objects.exists()


def test_ersetzen_beginnt_mit_den_angaben_der_alten(welt: Welt, amt: Client) -> None:
    alte = _lokale(welt)
    adresse = reverse("kennzahl_ersetzen", args=[alte.pk])
    formular = amt.get(adresse).context["form"]
    assert (formular["name"].value(), formular["gueltig_von"].value()) == ("Sprachmittlung", KOMMEND)
    antwort = amt.post(adresse, _angaben(ebene="angebot"), follow=True)
    neue = Kennzahl.objects.get(ersetzt=alte)
    assert (neue.ebene, neue.gueltig_von) == ("zentrum", KOMMEND)
    assert f'href="{reverse("kennzahl", args=[alte.pk])}">Sprachmittlung</a>' in antwort.content.decode()
    antwort = amt.post(adresse, _angaben(name="Noch eine"))
    assert antwort.status_code == 422
    assert "schon durch eine andere ersetzt" in antwort.content.decode()


def test_wo_nichts_zu_aendern_ist_steht_warum(welt: Welt, amt: Client) -> None:
    beendet = _lokale(welt, gueltig_bis=HEUER - 1)
    for name in ("kennzahl_bearbeiten", "kennzahl_beenden", "kennzahl_ersetzen"):
        antwort = amt.get(reverse(name, args=[beendet.pk]), follow=True)
        assert antwort.request["PATH_INFO"] == reverse("kennzahl", args=[beendet.pk])
        assert [m.level_tag for m in antwort.context["messages"]] == ["error"]


def test_export_der_liste(welt: Welt, amt: Client) -> None:
    alte = _lokale(welt, gueltig_bis=HEUER)
    _lokale(welt, schluessel="neu", name="Gäste", gueltig_von=KOMMEND, ersetzt=alte)
    antwort = amt.get(reverse("kennzahlen"), {"export": "csv"})
    zeilen = list(csv.DictReader(io.StringIO(antwort.content.decode("utf-8-sig")), delimiter=";"))
    assert [(z["Kennzahl"], z["ersetzt"], z["gültig ab"], z["festgelegt von"]) for z in zeilen] == [
        ("Gäste", "Sprachmittlung", str(KOMMEND), "Bezirk")
    ]


@pytest.mark.parametrize("jahr", [HEUER - 1, 1999, "bald"])
def test_ende_in_der_vergangenheit_ist_ein_fehler_am_feld(welt: Welt, amt: Client, jahr: Any) -> None:
    laufende = _lokale(welt)
    adresse = reverse("kennzahl_beenden", args=[laufende.pk])
    antwort = amt.post(adresse, {"gueltig_bis": jahr, "version": 1})
    assert antwort.status_code == 422
    assert antwort.context["form"].errors["gueltig_bis"]
    assert f'value="{jahr}"' in antwort.content.decode()


def test_verschieben_und_loeschen(welt: Welt, amt: Client) -> None:
    erste, zweite = (
        _lokale(welt, schluessel=k, reihenfolge=n, gueltig_von=KOMMEND) for n, k in enumerate("ab")
    )
    antwort = amt.post(
        reverse("kennzahl_verschieben", args=[zweite.pk]), {"richtung": "hoch", "jahr": KOMMEND}
    )
    assert antwort.url == f"{reverse('kennzahlen')}?jahr={KOMMEND}"
    assert list(Kennzahl.objects.all()) == [zweite, erste]
    neue = kennzahlpflege.ersetzen(
        alte=erste,
        neue=Kennzahl(name="Neu", erklaerung="Beispiel: 1", gueltig_von=KOMMEND + 1),
        wer=welt.rollen["bezirksamt"],
    )
    assert "Löschen Sie zuerst die neue" in _seite(amt, "kennzahl_loeschen", erste.pk)
    assert f"endet trotzdem mit dem Jahr {KOMMEND}" in _seite(amt, "kennzahl_loeschen", neue.pk)
    amt.post(reverse("kennzahl_loeschen", args=[neue.pk]))
    assert not Kennzahl.objects.filter(pk=neue.pk).exists()


def test_vorschau_zeigt_das_raster_ohne_zahlen(welt: Welt, amt: Client) -> None:
    kennzahlen.laden()
    _lokale(welt, gueltig_von=KOMMEND, name="Digitale Hilfe")
    for nummer in range(4):
        f.AngebotFabrik(zentrum=welt.eigenes, titel=f"Gruppe {nummer}")
    f.AngebotFabrik(zentrum=welt.eigenes, titel="Geheimer Entwurf", status="entwurf")
    seite = _seite(amt, "kennzahlen_vorschau", KOMMEND)
    assert "Digitale Hilfe" in seite
    assert ("Gruppe 2" in seite, "Gruppe 3" in seite) == (True, False)
    assert "Geheimer Entwurf" not in seite
    assert '<form method="post" action="/statistik' not in seite
    assert "Einzelheiten zu" not in seite
    nachbar = _seite(amt, "kennzahlen_vorschau", KOMMEND, zentrum="nachbar")
    assert "Gruppe 0" not in nachbar
    assert "am Beispiel von STZ Nachbar" in nachbar
    for jahr, zentrum, status in (
        (KOMMEND, "fern", 404),
        (KOMMEND + 2, "eigenes", 404),
        (HEUER, "eigenes", 200),
    ):
        adresse = reverse("kennzahlen_vorschau", args=[jahr])
        assert amt.get(adresse, {"zentrum": zentrum}).status_code == status


def test_bezirk_ohne_zentrum(welt: Welt) -> None:
    amt = f.BezirksamtFabrik(bezirk=f.BezirkFabrik(schluessel="01", name="Mitte"))
    mitgliedschaft = f.MitgliedschaftFabrik(rolle="bezirksamt", bezirksamt=amt)
    client = Client()
    client.force_login(mitgliedschaft.person, backend="django.contrib.auth.backends.ModelBackend")
    assert "Neue Kennzahl" in _seite(client, "kennzahlen")
    assert "noch keines" in _seite(client, "kennzahlen_vorschau", KOMMEND)


def test_gleich_viele_abfragen(
    welt: Welt, amt: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for anzahl in (1, 3):
        for nummer in range(anzahl):
            _lokale(welt, schluessel=f"k{anzahl}{nummer}")
            angebot(f.ZentrumFabrik(bezirk=welt.bezirk))
            f.AngebotFabrik(zentrum=welt.eigenes)
        with django_assert_num_queries(5):
            assert amt.get(reverse("kennzahlen")).status_code == 200
        with django_assert_num_queries(7):
            assert amt.get(reverse("kennzahlen_vorschau", args=[KOMMEND])).status_code == 200
