"""Requests that somebody else made up: without token, to other places, with fields that no form has."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.forms import ModelForm
from django.test import Client
from django.urls import get_resolver, reverse

from stzverbund.basis.formulare import Formular
from tests import fabriken as f
from tests.rechte.test_tabelle import _adressen
from tests.welt import KENNWORT, Welt
from verbund.models import Aufgabe, Beratungsnotiz, Tagesordnungspunkt
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.stadtteilmanagement.models import Kampagnenteilnahme, Massnahme

# What nobody ever chooses in a form about an object that exists.
FEST = {"version", "zentrum", "person", "is_active", "is_superuser", "password", "angenommen_am"}
WAEHLBAR = [
    (modell, "zentrum")
    for modell in (Massnahme, Kampagnenteilnahme, Tagesordnungspunkt, Aufgabe, Beratungsnotiz)
]
"""Chosen from the centres that one has to do with: whom something is agreed with, who prepares or does it."""
ANDERSWO = (
    "https://boese.example/",
    "//boese.example/",
    "javascript:alert(1)",
    "/\\boese.example",
    "https:boese",
)


@pytest.mark.django_db
@pytest.mark.parametrize("ziel", ANDERSWO)
def test_nach_dem_anmelden_geht_es_nie_anderswohin(welt: Welt, client: Client, ziel: str) -> None:
    daten = {"login": "leitung@demo.example", "password": KENNWORT, "next": ziel}
    antwort = client.post(f"{reverse('account_login')}?next={ziel}", daten)
    assert antwort.status_code == 302
    assert antwort.url == reverse("start")


def _formulare(klasse: type = Formular) -> Iterator[type[ModelForm]]:
    for unter in klasse.__subclasses__():
        yield unter
        yield from _formulare(unter)


def test_kein_formular_nimmt_mehr_als_es_zeigt() -> None:
    """Each names its fields one by one, and none lets somebody set what only a step of the work may set."""
    list(get_resolver().url_patterns)  # loads all forms
    geprueft = 0
    for formular in set(_formulare()):
        felder = getattr(formular._meta, "fields", None)
        if formular._meta.model is None:
            continue
        assert isinstance(felder, (tuple, list)), formular
        assert not set(felder) & FEST - {feld for modell, feld in WAEHLBAR if formular._meta.model is modell}
        geprueft += 1
    assert geprueft > 15


@pytest.mark.django_db
def test_mitgeschickte_felder_bewirken_nichts(welt: Welt) -> None:
    client = welt.client("leitung")
    vorher = Zentrum.objects.values().get(pk=welt.eigenes.pk)
    angaben: dict[str, Any] = {
        "name": "STZ Eigenes",
        "typ": vorher["typ"],
        "version": vorher["version"],
        "beschreibung": "neu",
        "slug": "nachbar",
        "traeger": "1",
        "traeger_id": "1",
        "bezirk": welt.fern.bezirk.pk,
        "pk": welt.fern.pk,
        "in_betrieb_von": "1999-01-01",
    }
    antwort = client.post(reverse("zentrum_bearbeiten", args=["eigenes"]), angaben)
    nachher = Zentrum.objects.values().get(pk=welt.eigenes.pk)
    fest = {"slug", "traeger_id", "bezirk_id", "in_betrieb_von"}
    assert {feld: nachher[feld] for feld in fest} == {feld: vorher[feld] for feld in fest}
    assert antwort.status_code in (302, 422)


@pytest.mark.django_db
def test_niemand_macht_sich_selbst_zu_mehr(welt: Welt) -> None:
    """The own account: role, lock and superuser stay whatever is sent along."""
    client = welt.client("mitarbeit")
    ich, fremd = welt.rollen["mitarbeit"], welt.rollen["leitung"]
    daten = {"name": "Neu", "is_superuser": "1", "rolle": "verwaltung", "mitgliedschaft": fremd.pk}
    for name in ("konto", "konto_name", "rolle_wechseln"):
        if any(adresse.name == name for adresse in _adressen(get_resolver().url_patterns)):
            client.post(reverse(name), daten)
    ich.person.refresh_from_db()
    assert not ich.person.is_superuser
    assert list(Mitgliedschaft.objects.filter(person=ich.person).values_list("rolle", flat=True)) == [
        Rolle.MITARBEIT
    ]
    assert client.get(reverse("start")).context["mitgliedschaft"] == ich


@pytest.mark.django_db
def test_erratene_nummern_sagen_nichts(welt: Welt) -> None:
    """A number that is somebody else's and one that does not exist look alike: 404, with the same page."""
    fremd = f.AngebotFabrik(zentrum=welt.fern, status="entwurf")
    client, seiten = welt.client("mitarbeit"), []
    for adresse in (reverse("angebot", args=[pk]) for pk in (fremd.pk, fremd.pk + 10_000)):
        seite = client.get(adresse)
        assert seite.status_code == 404
        text = seite.content.decode().replace(adresse, "")
        seiten.append(re.sub(r'name="(csrfmiddlewaretoken|einmal)" value="[^"]+"', "", text))
    assert seiten[0] == seiten[1]
