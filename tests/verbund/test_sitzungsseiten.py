"""The pages of sessions, items and material: what is typed, what comes of it, what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests import fabriken as f
from tests.welt import Welt
from verbund.dokumente import ort_von
from verbund.models import Dokument, Sitzung, Tagesordnungspunkt, Teilnahme

pytestmark = pytest.mark.django_db
PUNKT = {"art": "austausch", "minuten": "20", "sichtbarkeit": "intern"}


def _in(tagen: int) -> str:
    return (timezone.localdate() + timedelta(days=tagen)).isoformat()


def test_von_der_planung_zur_absage(welt: Welt) -> None:
    """Planned with whose turn it is, filled with proposals, its dates moved, called off with a reason."""
    koordination, leitung = welt.client("koordination"), welt.client("leitung")
    f.SitzungFabrik(
        verbund=welt.rollen["koordination"].verbund, gastgeber=welt.eigenes, datum=timezone.localdate()
    )
    formular = koordination.get("/verbund/sitzungen/neu/").context["form"]
    assert formular.initial["gastgeber"] == welt.nachbar
    angaben = {"titel": "Verbundsitzung", "datum": _in(30), "beginn": "10:00", "ende": "09:00"}
    falsch = koordination.post("/verbund/sitzungen/neu/", angaben)
    assert (falsch.status_code, "Das Ende liegt vor dem Beginn." in falsch.content.decode()) == (422, True)
    assert koordination.post("/verbund/sitzungen/neu/", angaben | {"ende": "12:00"}).status_code == 302
    sitzung = Sitzung.objects.latest("pk")

    daten = PUNKT | {"titel": "Hitzeschutz", "wunsch": str(sitzung.pk)}
    leitung.post("/verbund/vorschlaege/neu/", daten)
    punkt = Tagesordnungspunkt.objects.get(titel="Hitzeschutz")
    assert (punkt.vorgeschlagen_von, punkt.wunsch) == (welt.eigenes, sitzung)
    assert "Hitzeschutz" in koordination.get("/verbund/vorschlaege/").content.decode()
    koordination.post(f"/verbund/punkte/{punkt.pk}/platzieren/", {"sitzung": str(sitzung.pk)})
    koordination.post(f"/verbund/sitzungen/{sitzung.pk}/punkte/neu/", PUNKT | {"titel": "Sommerfest"})
    zu_lang = PUNKT | {"titel": "Ewig", "minuten": "999"}
    assert koordination.post(f"/verbund/sitzungen/{sitzung.pk}/punkte/neu/", zu_lang).status_code == 422
    zweiter = Tagesordnungspunkt.objects.get(titel="Sommerfest")
    koordination.post(f"/verbund/sitzungen/{sitzung.pk}/ordnen/", {"hoch": str(zweiter.pk)})
    assert list(sitzung.punkte.values_list("titel", flat=True)) == ["Sommerfest", "Hitzeschutz"]

    seite = f"/verbund/sitzungen/{sitzung.pk}/fristen/"
    felder = {f"faellig_{frist.art}": _in(3) for frist in sitzung.fristen.all()}
    koordination.post(seite, felder | {"erinnern_einladung": "on", "erledigt_themen": "on"})
    staende = {frist.art: (frist.aus, frist.erledigt_am is not None) for frist in sitzung.fristen.all()}
    assert (staende["einladung"], staende["themen"], staende["protokoll"]) == (
        (False, False),
        (True, True),
        (True, False),
    )
    start = koordination.get(reverse("start")).content.decode()
    assert ("Einladen" in start, "Protokoll zur Durchsicht geben" in start) == (True, False)
    koordination.post(f"/verbund/sitzungen/{sitzung.pk}/absagen/", {"grund": "Streik"})
    assert "Diese Sitzung fällt aus." in leitung.get(f"/verbund/sitzungen/{sitzung.pk}/").content.decode()


def test_nachtragen(welt: Welt) -> None:
    """In one step: the day, who was there, items with results; not for days ahead, not without items."""
    client, adresse = welt.client("koordination"), "/verbund/sitzungen/nachtragen/"
    angaben = {
        "titel": "Verbundsitzung",
        "datum": _in(-3),
        "beginn": "10:00",
        "ende": "12:00",
        "anwesende": [str(welt.eigenes.pk)],
        "punkt_1": "Sommerfest",
        "ergebnis_1": "Am 5. Juli.",
        "punkt_2": "Hitzeschutz",
    }
    assert client.post(adresse, angaben | {"datum": _in(3)}).status_code == 422
    ohne = client.post(adresse, angaben | {"punkt_1": ""})
    assert "Bitte nennen Sie den Punkt zu diesem Ergebnis." in ohne.content.decode()
    assert client.post(adresse, angaben).status_code == 302
    sitzung = Sitzung.objects.latest("pk")
    assert (sitzung.status, sitzung.nummer, sitzung.protokoll.status) == ("durchgefuehrt", 1, "entwurf")
    assert list(sitzung.punkte.values_list("titel", "text", "stand")) == [
        ("Sommerfest", "Am 5. Juli.", "behandelt"),
        ("Hitzeschutz", "", "behandelt"),
    ]
    assert dict(sitzung.teilnahmen.values_list("zentrum", "anwesend")) == {
        welt.eigenes.pk: Teilnahme.Anwesend.JA,
        welt.nachbar.pk: Teilnahme.Anwesend.NEIN,
    }


def test_material(welt: Welt) -> None:
    """A file or a link, one of them; it follows the visibility of its item and can be taken back."""
    verbund = welt.rollen["koordination"].verbund
    punkt = f.PunktFabrik(
        sitzung__verbund=verbund, verbund=verbund, zentrum=welt.eigenes, sichtbarkeit="bezirksamt"
    )
    client, adresse = welt.client("mitarbeit"), f"/verbund/punkte/{punkt.pk}/material/"
    angaben = {"titel": "Plan", "sichtbarkeit": "bezirksamt"}
    assert client.post(adresse, angaben).status_code == 422
    datei = SimpleUploadedFile("plan.txt", b"Ein Plan")
    beides = client.post(adresse, angaben | {"datei": datei, "link": "https://stz.example/"})
    assert "Bitte nur eines von beiden" in beides.content.decode()
    datei.seek(0)
    assert client.post(adresse, angaben | {"datei": datei}).status_code == 302
    client.post(
        adresse, angaben | {"titel": "Satzung", "link": "https://stz.example/", "sichtbarkeit": "intern"}
    )
    plan = Dokument.objects.get(titel="Plan")
    amt = welt.client("bezirksamt")
    assert amt.get(f"/verbund/material/{plan.pk}/").getvalue() == b"Ein Plan"
    seite = amt.get(f"/verbund/punkte/{punkt.pk}/").content.decode()
    assert ("Plan" in seite, "Satzung" in seite) == (True, False)
    client.post(f"/verbund/material/{plan.pk}/zuruecknehmen/")
    assert not Dokument.objects.filter(titel="Plan").exists()


def test_material_eines_vorhabens(welt: Welt) -> None:
    """Who leads the project adds it, also the Geschäftsstelle that has no Verbund of its own."""
    verbund, gs = welt.rollen["koordination"].verbund, welt.rollen["geschaeftsstelle"]
    vorhaben = f.VorhabenFabrik(verbund=None, verband=gs.verband)
    vorhaben.verbuende.set([verbund])
    client, adresse = welt.client("geschaeftsstelle"), reverse("material_vorhaben", args=[vorhaben.pk])
    angaben = {"titel": "Programm", "link": "https://stz.example/", "sichtbarkeit": "bezirksamt"}
    assert welt.client("koordination").get(adresse).status_code == 403
    assert client.post(adresse, angaben).status_code == 302
    seite = client.get(reverse("vorhaben", args=[vorhaben.pk])).content.decode()
    assert "Programm" in seite
    dokument = Dokument.objects.get()
    assert (dokument.vorhaben, dokument.verbund, ort_von(dokument)) == (vorhaben, verbund, vorhaben)
    client.post(reverse("material_zuruecknehmen", args=[dokument.pk]))
    assert not Dokument.objects.exists()


def test_neue_sitzung_sagt_was_gegen_den_tag_spricht(welt: Welt) -> None:
    """A holiday or a weekend is no error, but is said."""
    angaben = {"titel": "Sitzung", "datum": "2027-05-01", "beginn": "10:00", "ende": "12:00"}
    seite = welt.client("koordination").post(reverse("sitzung_neu"), angaben, follow=True).content.decode()
    assert "Bitte prüfen Sie den Tag: Wochenende, Feiertag: Erster Mai" in seite


@pytest.mark.parametrize("anzahl", [1, 30])
def test_eine_sitzung_kostet_gleich_viel(welt: Welt, anzahl: int, django_assert_max_num_queries: Any) -> None:
    verbund = welt.rollen["koordination"].verbund
    sitzung = f.SitzungFabrik(verbund=verbund)
    alte = f.SitzungFabrik(verbund=verbund, datum=timezone.localdate() - timedelta(days=9))
    for nummer in range(anzahl):
        punkt = f.PunktFabrik(sitzung=sitzung, verbund=verbund, position=nummer, zentrum=welt.eigenes)
        Dokument.objects.create(verbund=verbund, titel="Plan", link="https://stz.example/", punkt=punkt)
        f.PunktFabrik(sitzung=alte, verbund=verbund, stand="vertagt")
    client = welt.client("koordination")
    client.get("/verbund/")
    with django_assert_max_num_queries(16):
        client.get(f"/verbund/sitzungen/{sitzung.pk}/")
