"""The directory of Fachstellen beside the tally, by topic and language."""

import pytest
from django.urls import reverse

from angebote.models import Beratung, Beratungsthema
from angebote.nachschlagen import ARTEN, fachstellen
from tests import fabriken as f
from tests.hilfen.raster import blattwelt
from tests.welt import Welt
from zentren.katalog import laden
from zentren.models import Fachstelle, Fachstellenart

pytestmark = pytest.mark.django_db


def _fachstelle(welt: Welt, name: str, art: str, sprachen: str) -> Fachstelle:
    eine = Fachstellenart.objects.get(schluessel=art)
    return f.FachstelleFabrik(bezirk=welt.bezirk, name=name, art=eine, sprachen=sprachen)


@pytest.fixture
def verzeichnis(welt: Welt) -> dict[str, Fachstelle]:
    laden()
    f.FachstelleFabrik(bezirk=welt.fern.bezirk, sprachen="Deutsch, Arabisch")
    return {
        "msd": _fachstelle(welt, "MSD", "migrationssozialdienst", "Deutsch, Arabisch, Russisch"),
        "schulden": _fachstelle(welt, "Schulden", "schuldnerberatung", "Deutsch"),
    }


def test_jedes_thema_nennt_arten_des_katalogs(verzeichnis: dict[str, Fachstelle]) -> None:
    assert {art for arten in ARTEN.values() for art in arten} <= set(
        Fachstellenart.objects.values_list("schluessel", flat=True)
    )
    assert set(Beratungsthema) - ARTEN.keys() == {"ehrenamt", "sonstiges"}


@pytest.mark.parametrize(
    ("thema", "sprache", "gefunden"),
    [
        ("", "", {"msd", "schulden"}),
        ("schulden", "de", {"schulden"}),
        ("sonstiges", "ar", {"msd"}),
        ("schulden", "ar", set()),
        ("Unsinn", "Unsinn", {"msd", "schulden"}),
    ],
)
def test_nach_thema_und_sprache(
    welt: Welt, verzeichnis: dict[str, Fachstelle], thema: str, sprache: str, gefunden: set[str]
) -> None:
    treffer = fachstellen(welt.bezirk, thema=thema, sprache=sprache)
    assert set(treffer) == {verzeichnis[name] for name in gefunden}


def test_nachgeschlagen_ohne_die_strichliste_zu_verlassen(
    welt: Welt, verzeichnis: dict[str, Fachstelle]
) -> None:
    """Without JavaScript: the stroke stays as it was typed, nothing is counted, the choice is in the form."""
    blatt, client = blattwelt(welt.eigenes, welt.rollen["mitarbeit"]), welt.client("mitarbeit")
    adresse = reverse("beratung", args=[welt.eigenes.slug, blatt.monat])
    strich = {"art": "beratung", "thema": "migration", "kontakt": "folge", "anzahl": "3", "sprache": "ru"}
    seite = client.post(adresse, strich | {"nachschlagen": "1"})
    assert (seite.status_code, seite.context["fachstellen"]) == (200, [verzeichnis["msd"]])
    assert not Beratung.objects.exists()
    getippt = {name: str(seite.context["form"][name].value()) for name in strich}
    assert getippt == strich

    alle = client.post(adresse, strich | {"nachschlagen": "1", "nach_thema": "alle", "nach_sprache": "de"})
    assert len(alle.context["fachstellen"]) == 2
    gewaehlt = client.post(adresse, strich | {"vermittelt": str(verzeichnis["msd"].pk)})
    form = gewaehlt.context["form"]
    assert form["fachstelle"].value() == verzeichnis["msd"].pk
    assert form["fachstellenart"].value() == verzeichnis["msd"].art_id
    assert form["anzahl"].value() == "3"
    teil = client.get(reverse("beratung_fachstellen", args=[welt.eigenes.slug, blatt.monat]), strich)
    assert "MSD" in teil.content.decode()
    assert "Schulden" not in teil.content.decode()
