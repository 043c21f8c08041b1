"""Sent twice, done once; but nobody who means something else is ignored."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import einmal
from stzverbund.basis.models import Einmal, Ereignis
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt
from zentren.models import Fachstelle

NEU = "/fachstellen/neu/"


@pytest.fixture
def angaben(welt: Welt) -> dict[str, Any]:
    art = f.FachstelleFabrik(bezirk=welt.bezirk).art_id
    Fachstelle.objects.all().delete()
    return {"art": art, "name": "Beratung", "sprachen": "Deutsch", einmal.FELD: str(uuid.uuid4())}


def test_anderer_inhalt_ist_ein_neuer_wunsch(welt: Welt, angaben: dict[str, Any]) -> None:
    """Back in the browser, another name, sent again: the same page, so the same mark."""
    client = welt.client("leitung")
    for name in ("Beratung", "Beratung", "Andere Beratung"):
        assert client.post(NEU, angaben | {"name": name}).status_code == 302
    assert sorted(Fachstelle.objects.values_list("name", flat=True)) == ["Andere Beratung", "Beratung"]


def test_ein_formular_mit_fehlern_darf_wiederkommen(welt: Welt, angaben: dict[str, Any]) -> None:
    client = welt.client("leitung")
    for _ in range(2):
        assert client.post(NEU, angaben | {"name": ""}).status_code == 422
    assert not Einmal.objects.exists()


def test_ohne_anmeldung_und_mit_kennwort_wird_nichts_gemerkt(welt: Welt, angaben: dict[str, Any]) -> None:
    assert welt.client(None).post(NEU, angaben).status_code == 302
    welt.client("leitung").post(NEU, angaben | {"new_password1": "geheim"})
    assert not Einmal.objects.exists()


def test_was_abgebrochen_wurde_darf_noch_einmal(welt: Welt, angaben: dict[str, Any]) -> None:
    """The server died in the middle: the mark is there, where it led to is not."""
    client = welt.client("leitung")
    client.post(NEU, angaben)
    Fachstelle.objects.all().delete()
    Einmal.objects.update(ziel="", gesendet_am=timezone.now() - timedelta(minutes=1))
    assert client.post(NEU, angaben).status_code == 302
    assert Fachstelle.objects.count() == 1


def test_ein_schritt_zweimal_ist_ein_schritt(welt: Welt) -> None:
    meldung, client = m.entwurf(welt.eigenes), welt.client("leitung")
    adresse, marke = reverse("meldung_einreichen", args=[meldung.pk]), {einmal.FELD: str(uuid.uuid4())}
    erste, zweite = (client.post(adresse, marke, follow=True) for _ in range(2))
    assert erste.redirect_chain == zweite.redirect_chain
    assert [str(nachricht) for nachricht in zweite.context["messages"]] == [einmal.NOCH_EINMAL]
    assert Ereignis.objects.zu(meldung).filter(was="eingereicht").count() == 1


def test_aufraeumen(welt: Welt, angaben: dict[str, Any]) -> None:
    welt.client("leitung").post(NEU, angaben)
    assert einmal.aufraeumen() == 0
    Einmal.objects.update(gesendet_am=timezone.now() - timedelta(days=8))
    assert einmal.aufraeumen() == 1
