"""The history of an object, in German words."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import speichern
from stzverbund.basis.verlauf import ereignis, verlauf
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Standort


def _worte(objekt: models.Model) -> list[str]:
    return [eintrag.was for eintrag in verlauf(objekt)]


def _spaeter_speichern(objekt: Any, minuten: int, **werte: object) -> None:
    for name, wert in werte.items():
        setattr(objekt, name, wert)
    objekt._history_date = timezone.now() + timedelta(minutes=minuten)
    speichern(objekt, version=objekt.version)


def test_aenderungen_in_worten_neueste_zuerst(welt: Welt) -> None:
    standort = Standort.objects.create(zentrum=welt.eigenes, name="Haus", strasse="Weg 1", plz="12679")
    _spaeter_speichern(standort, 1, name="Haupthaus", stufenlos=True)
    _spaeter_speichern(standort, 2, haltestelle="S Marzahn")
    assert _worte(standort) == [
        "Haltestelle: leer → S Marzahn",
        "Name: Haus → Haupthaus; stufenlos erreichbar: nein → ja",
        "angelegt",
    ]


def test_auswahl_und_datum_wie_man_sie_liest(welt: Welt) -> None:
    _spaeter_speichern(welt.eigenes, 1, typ="stadtteiltreff", in_betrieb_bis=date(2026, 12, 31))
    assert _worte(welt.eigenes)[0] == (
        "Art des Zentrums: Stadtteilzentrum → Stadtteiltreff; in Betrieb bis: leer → 31. Dezember 2026"
    )


def test_version_und_sortierung_sind_niemandes_aenderung(welt: Welt) -> None:
    _spaeter_speichern(welt.eigenes, 1)
    assert _worte(welt.eigenes) == ["angelegt"]


def test_ereignis_mit_person_rolle_und_grund(welt: Welt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk)
    wer = welt.rollen["leitung"]
    ereignis(fachstelle, "zurückgegeben", wer=wer, grund="Adresse fehlt")
    erster = verlauf(fachstelle)[0]
    assert (erster.wer, erster.was) == ("Test Leitung", "zurückgegeben: Adresse fehlt")
    assert Ereignis.objects.get().rolle == "STZ Eigenes, Leitung"


def test_lange_namen_werden_gekuerzt(welt: Welt) -> None:
    """A title of 200 characters stays whole; more than the column holds is cut, or PostgreSQL refuses."""
    titel = f"auf der Tagesordnung: {'Sitzung ' * 25}".strip()
    assert ereignis(welt.eigenes, titel, wer=None).was == titel
    eines = ereignis(welt.eigenes, titel * 2, wer=None)
    assert len(eines.was) == Ereignis._meta.get_field("was").max_length
    assert eines.was.endswith("…")


def test_das_system_heisst_system(welt: Welt) -> None:
    ereignis(welt.eigenes, "erinnert", wer=None)
    assert verlauf(welt.eigenes)[0].wer == "System"


def test_wer_gespeichert_hat_steht_dabei(welt: Welt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk, name="Alt")
    angaben = {"art": fachstelle.art_id, "name": "Neu", "sprachen": "Deutsch", "version": 1}
    welt.client("mitarbeit").post(f"/fachstellen/{fachstelle.pk}/bearbeiten/", angaben)
    neuester = verlauf(fachstelle)[0]
    assert neuester.wer == "Test Mitarbeit"
    assert "Name: Alt → Neu" in neuester.was
