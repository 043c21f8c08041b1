"""Kooperationsvereinbarungen: the Verwaltung sets the dates, both sides read the signed paper."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from stzverbund.basis.models import Datei, Ereignis
from tests.basis.test_dateien import PDF
from tests.rechte.gegenstaende import vereinbarung as unterschriebene
from tests.welt import Welt
from zentren.models import Kooperationsvereinbarung


def _datei(daten: bytes = PDF, name: str = "Vereinbarung 2026.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, daten, content_type="text/html")


def test_hochladen_herunterladen_neu_hochladen(welt: Welt) -> None:
    vereinbarung = Kooperationsvereinbarung.objects.get(bezirk=welt.bezirk)
    client, wo = welt.client("geschaeftsstelle"), {"pk": vereinbarung.pk}
    antwort = client.post(reverse("vereinbarung_hochladen", kwargs=wo), {"datei": _datei()})
    assert antwort.url == reverse("vereinbarung", kwargs=wo)
    assert "Vereinbarung 2026.pdf" in client.get(antwort.url).content.decode()
    geladen = welt.client("bezirksamt").get(reverse("vereinbarung_datei", kwargs=wo))
    assert b"".join(geladen.streaming_content) == PDF
    assert geladen["Content-Type"] == "application/pdf"
    assert geladen["Content-Disposition"] == 'attachment; filename="Vereinbarung 2026.pdf"'
    assert geladen["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert geladen["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in geladen["Cache-Control"]
    client.post(reverse("vereinbarung_hochladen", kwargs=wo), {"datei": _datei(b"Nachtrag", "n.txt")})
    assert Datei.objects.count() == 2
    vereinbarung.refresh_from_db()
    assert (vereinbarung.datei.name, vereinbarung.version) == ("n.txt", 3)
    assert vereinbarung.history.count() == 3
    assert Ereignis.objects.filter(was="Datei hochgeladen").count() == 2


def test_was_nicht_geht_steht_am_feld(welt: Welt) -> None:
    vereinbarung = Kooperationsvereinbarung.objects.get(bezirk=welt.bezirk)
    adresse = reverse("vereinbarung_hochladen", args=[vereinbarung.pk])
    client = welt.client("verwaltung")
    for was, satz in (
        ({}, "Dieses Feld ist zwingend erforderlich."),
        ({"datei": _datei(b"<script>", "a.html")}, "Diese Art von Datei nehmen wir nicht an."),
        ({"datei": _datei(b"")}, "leer"),
    ):
        antwort = client.post(adresse, was)
        assert antwort.status_code == 422
        assert satz in antwort.content.decode()
    assert not Datei.objects.exists()


def test_ohne_datei_gibt_es_nichts_zu_laden(welt: Welt) -> None:
    vereinbarung = Kooperationsvereinbarung.objects.get(bezirk=welt.bezirk)
    assert (
        welt.client("verwaltung").get(reverse("vereinbarung_datei", args=[vereinbarung.pk])).status_code
        == 404
    )


def test_verwaltung_traegt_ein_und_beendet(welt: Welt) -> None:
    client = welt.client("verwaltung")
    angaben = {"bezirk": welt.fern.bezirk.pk, "verband": welt.rollen["geschaeftsstelle"].verband.pk}
    falsch = client.post(reverse("vereinbarung_neu"), angaben | {"von": "2026-05-01", "bis": "2026-04-01"})
    assert "Das Ende liegt vor dem Beginn." in falsch.content.decode()
    client.post(reverse("vereinbarung_neu"), angaben | {"von": "2026-05-01"})
    neu = Kooperationsvereinbarung.objects.get(bezirk=welt.fern.bezirk)
    assert welt.client("geschaeftsstelle").get(reverse("zentrum", args=["fern"])).status_code == 200
    ende = angaben | {"von": "2026-05-01", "bis": "2026-06-01", "version": neu.version}
    client.post(reverse("vereinbarung_bearbeiten", args=[neu.pk]), ende)
    neu.refresh_from_db()
    assert neu.bis == date(2026, 6, 1)
    assert welt.client("geschaeftsstelle").get(reverse("zentrum", args=["fern"])).status_code == 404


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("verwaltung")
    for anzahl in (0, 2):
        for _ in range(anzahl):
            unterschriebene(welt, welt.fern)
        with django_assert_num_queries(6):
            assert client.get(reverse("vereinbarung_liste")).status_code == 200


def test_filter_nach_stand(welt: Welt) -> None:
    unterschriebene(welt, welt.fern)
    client = welt.client("verwaltung")
    for stand, bezirke in (("gilt", [welt.bezirk]), ("nicht", [welt.fern.bezirk])):
        tabelle = client.get(reverse("vereinbarung_liste"), {"stand": stand}).context["table"]
        assert [zeile.record.bezirk for zeile in tabelle.rows] == bezirke
