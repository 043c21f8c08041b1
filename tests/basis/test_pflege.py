"""Saving without overwriting, and deleting with its consequences named."""

import pytest

from stzverbund.basis import loeschen
from stzverbund.basis.pflege import Ueberholt, Verweigert, speichern
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Fachstelle, Raum


@pytest.fixture
def fachstelle(db: None) -> Fachstelle:
    return f.FachstelleFabrik(name="Erste")


def test_jedes_speichern_zaehlt_und_hinterlaesst_einen_stand(fachstelle: Fachstelle) -> None:
    for version in (1, 2):
        speichern(fachstelle, version=version)
    assert fachstelle.version == 3
    assert fachstelle.history.count() == 3


@pytest.mark.parametrize("version", [None, 0, 2])
def test_andere_version_speichert_nichts(fachstelle: Fachstelle, version: int | None) -> None:
    fachstelle.name = "Zweite"
    with pytest.raises(Ueberholt) as fehler:
        speichern(fachstelle, version=version)
    assert fehler.value.aktuell.name == "Erste"
    fachstelle.refresh_from_db()
    assert (fachstelle.name, fachstelle.version) == ("Erste", 1)


def test_mengen_werden_mit_gespeichert_oder_gar_nicht(welt: Welt) -> None:
    region = f.RegionFabrik(bezirk=welt.bezirk)
    speichern(welt.eigenes, version=1, viele={"regionen": [region]})
    assert welt.eigenes.regionen.get() == region
    with pytest.raises(Ueberholt):
        speichern(welt.eigenes, version=1, viele={"regionen": []})
    assert welt.eigenes.regionen.get() == region


def test_was_beim_loeschen_mitgeht_und_was_leer_wird(welt: Welt) -> None:
    raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes))
    f.AngebotFabrik(zentrum=welt.eigenes, raum=raum)
    raum.standort.oeffnungszeiten.create(wochentag=0, von="10:00", bis="12:00")
    saetze = loeschen.folgen(raum.standort)
    assert "Mit gelöscht: 1 Raum, 1 Öffnungszeit." in saetze
    assert "Ohne Angabe „Raum“ bleiben: 1 Angebot." in saetze


def test_ohne_folgen_gibt_es_nichts_zu_sagen(welt: Welt) -> None:
    assert loeschen.folgen(f.SchliesszeitFabrik(zentrum=welt.eigenes)) == []


def test_was_gebraucht_wird_bleibt(welt: Welt) -> None:
    f.AngebotFabrik(zentrum=welt.eigenes)
    with pytest.raises(Verweigert, match="wird noch gebraucht von: 1 Angebot"):
        loeschen.loeschen(objekt=welt.eigenes)
    welt.eigenes.refresh_from_db()


def test_loeschen_hinterlaesst_den_letzten_stand(welt: Welt) -> None:
    raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes), name="Saal")
    loeschen.loeschen(objekt=raum)
    letzter = Raum.history.latest()
    assert (letzter.name, letzter.history_type) == ("Saal", "-")
