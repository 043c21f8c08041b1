"""Whatever people type stays text: no field of theirs becomes markup or a script on any page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.urls import reverse
from playwright.sync_api import Page

from angebote.models import Angebot, Beratung, Fremdangebot, Meldung, Wert, Zeitplan
from stzverbund.basis.models import Ereignis
from stzverbund.basis.schutz import schwaerzen
from tests import fabriken as f
from tests.hilfen.browser import anmelden
from tests.hilfen.raster import blattwelt
from tests.welt import Welt
from zentren import models as zentren

GIFT = "\"'><b id=gift></b><img src=x onerror=window.gift=1>{{7*7}}"
FEST = {"password", "website", "suche", "sprachen_suche", "plz", "regel", "erklaerung"}
ARTEN: tuple[Any, ...] = (
    *(zentren.Zentrum, zentren.Standort, zentren.Raum, zentren.Fachstelle, zentren.Personal),
    *(zentren.Schliesszeit, zentren.Sprechzeit, zentren.Traeger, zentren.Verband, zentren.Person),
    *(Angebot, Fremdangebot, Zeitplan, Meldung, Wert, Beratung),
)


def _felder(art: Any) -> Iterator[models.Field]:
    """The fields of a model into which somebody types words."""
    for feld in art._meta.concrete_fields:
        frei = isinstance(feld, (models.CharField, models.TextField)) and not feld.choices
        if frei and not isinstance(feld, (models.EmailField, models.SlugField)) and feld.name not in FEST:
            yield feld


@pytest.fixture
def vergiftet(welt: Welt) -> Welt:
    blatt = blattwelt(welt.eigenes, welt.rollen["leitung"])
    blatt.tippe("teilnahmen", "12")
    standort = f.StandortFabrik(zentrum=welt.eigenes)
    f.RaumFabrik(standort=standort)
    f.FachstelleFabrik(bezirk=welt.bezirk)
    f.PersonalFabrik(zentrum=welt.eigenes)
    f.SchliesszeitFabrik(zentrum=welt.eigenes)
    f.SprechzeitFabrik(zentrum=welt.eigenes)
    f.FremdangebotFabrik(zentrum=welt.eigenes)
    for art in ARTEN:
        felder = {feld.name: GIFT[: feld.max_length] for feld in _felder(art)}
        art._base_manager.update(**felder)
    with schwaerzen("Test"):
        Ereignis.objects.update(grund=GIFT)
    return welt


def test_eingaben_bleiben_text(vergiftet: Welt, page: Page) -> None:
    welt = vergiftet
    monat = Wert.objects.get().monat
    angebot, meldung = Angebot.objects.get(), Meldung.objects.get()
    seiten = {
        "leitung": [
            reverse("start"),
            reverse("zentrum", args=["eigenes"]),
            reverse("angebot_liste"),
            reverse("angebot", args=[angebot.pk]),
            reverse("angebot_bearbeiten", args=[angebot.pk]),
            reverse("statistik_monat", args=["eigenes", f"{monat:%Y-%m}"]),
            reverse("meldung", args=[meldung.pk]),
            reverse("fachstelle_liste"),
            reverse("personen"),
        ],
        "verwaltung": [reverse("start"), reverse("personen")],
    }
    gesehen = 0
    for rolle, adressen in seiten.items():
        anmelden(page, welt.client(rolle))
        for adresse in [*adressen, reverse("verzeichnis"), reverse("oeffentlich")]:
            page.goto(adresse)
            assert page.locator("#gift").count() == 0, adresse
            assert page.evaluate("window.gift") is None, adresse
            assert "49" not in page.title()
            gesehen += page.content().count("&lt;b id=gift&gt;")
    assert gesehen > 20
