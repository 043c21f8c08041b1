"""Forms: German input, folded parts, the conflict of two editors, constraints on what the view sets."""

from datetime import date
from typing import Any

import pytest
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from stzverbund.basis.einzeilig import MELDUNG
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from stzverbund.basis.pflege import Ueberholt, speichern
from tests import fabriken as f
from tests.welt import Welt
from zentren.forms import FachstelleFormular, SchliesszeitFormular
from zentren.models import Einwohnerstand, Fachstelle, Schliesszeit


class GefaltetesFormular(Formular):
    layout = Layout("version", "name", Aufklappen("Mehr angeben", "email", "hinweis"))

    class Meta:
        model = Fachstelle
        fields = ("name", "email", "hinweis")


class StandFormular(Formular):
    class Meta:
        model = Einwohnerstand
        fields = ("stichtag", "einwohner")
        widgets = {"stichtag": Datumseingabe}


def _daten(**werte: object) -> QueryDict:
    daten = QueryDict(mutable=True)
    for name, wert in werte.items():
        daten[name] = str(wert)
    return daten


def _html(formular: forms.Form) -> str:
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": formular}))


def test_konflikt_nennt_was_anders_ist_und_behaelt_die_eingabe(db: None) -> None:
    fachstelle = f.FachstelleFabrik(name="Anfang")
    angaben = {"art": fachstelle.art_id, "sprachen": "Deutsch", "ort": "Berlin", "version": 1}
    formular = FachstelleFormular(_daten(name="Meine", **angaben), instance=fachstelle)
    assert formular.is_valid()
    anderer = Fachstelle.objects.get()
    anderer.name = "Andere"
    speichern(anderer, version=1)
    with pytest.raises(Ueberholt) as fehler:
        formular.save()
    formular.ueberholt(fehler.value)
    (konflikt,) = formular.konflikte
    assert (konflikt.label, konflikt.meine, konflikt.andere) == ("Name", "Meine", "Andere")
    html = _html(formular)
    assert 'value="Meine"' in html
    assert 'name="version" value="2"' in html


def test_wissentlich_noch_einmal_gespeichert_gilt(db: None) -> None:
    fachstelle = f.FachstelleFabrik(name="Anfang")
    speichern(Fachstelle.objects.get(), version=1)
    angaben = {"art": fachstelle.art_id, "sprachen": "Deutsch", "version": 2}
    formular = FachstelleFormular(_daten(name="Meine", **angaben), instance=fachstelle)
    assert formular.is_valid()
    formular.save()
    assert Fachstelle.objects.get().name == "Meine"


@pytest.mark.parametrize("version", ["", "abc", "1,5"])
def test_ohne_lesbare_version_wird_nichts_ueberschrieben(db: None, version: str) -> None:
    fachstelle = f.FachstelleFabrik(name="Anfang")
    angaben = {"art": fachstelle.art_id, "sprachen": "Deutsch", "version": version}
    formular = FachstelleFormular(_daten(name="Meine", **angaben), instance=fachstelle)
    if formular.is_valid():
        with pytest.raises(Ueberholt):
            formular.save()
    assert Fachstelle.objects.get().name == "Anfang"


def test_formular_ohne_version_hat_kein_verstecktes_feld(db: None) -> None:
    assert "version" not in StandFormular().fields


def test_bedingungen_gelten_auch_fuer_felder_die_die_ansicht_setzt(welt: Welt) -> None:
    angaben = _daten(grund="Umbau", von="31.12.2026", bis="2026-12-01")
    formular = SchliesszeitFormular(
        angaben, instance=Schliesszeit(zentrum=welt.eigenes), zentrum=welt.eigenes
    )
    assert formular.errors == {"bis": ["Das Ende liegt vor dem Beginn."]}


@pytest.mark.parametrize("eingabe", ["2026-12-24", "24.12.2026"])
def test_datum_in_beiden_schreibweisen(welt: Welt, eingabe: str) -> None:
    angaben = _daten(grund="Umbau", von=eingabe, bis=eingabe)
    formular = SchliesszeitFormular(
        angaben, instance=Schliesszeit(zentrum=welt.eigenes), zentrum=welt.eigenes
    )
    assert formular.is_valid(), formular.errors
    assert formular.cleaned_data["von"] == date(2026, 12, 24)
    erneut = SchliesszeitFormular(instance=formular.instance, zentrum=welt.eigenes)
    assert 'type="date" name="von" value="2026-12-24"' in str(erneut["von"])


@pytest.mark.parametrize(("daten", "offen"), [({"email": "kein@"}, True), ({"email": ""}, False)])
def test_gefaltetes_oeffnet_sich_wo_ein_fehler_steht(db: None, daten: dict[str, Any], offen: bool) -> None:
    html = _html(GefaltetesFormular(_daten(**daten), instance=f.FachstelleFabrik()))
    assert ('<details class="aufklappen" open>' in html) is offen


def test_leere_wahl_steht_in_worten_da(welt: Welt) -> None:
    html = str(FachstelleFormular()["art"])
    assert "bitte wählen" in html
    assert "---------" not in html


class _Zeilen(FormularMixin, forms.Form):
    name = forms.CharField()
    text = forms.CharField(widget=forms.Textarea)
    wort = forms.CharField(widget=forms.PasswordInput, strip=False)


@pytest.mark.parametrize("zeichen", ["\n", "\r\n", "\t", "\x1b", "\x85", "\u2028", "\u202e"])
def test_eine_zeile_bleibt_eine_zeile(zeichen: str) -> None:
    wert = f"Kim{zeichen}Bcc: alle@haus.example"
    formular = _Zeilen({"name": wert, "text": wert, "wort": wert})
    assert formular.errors == {"name": [MELDUNG]}
    assert _Zeilen({"name": "Zoë N\u0303andú\u00a0\u200d", "text": "x", "wort": "x"}).is_valid()
