"""No model keeps personal data unsaid, and the record of processing is what the models say."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from stzverbund.basis.models import Postausgang
from stzverbund.rechtliches import erklaerungen, verzeichnis
from stzverbund.rechtliches.erklaerungen import FREMDE, OHNE, erklaerung, maengel
from zentren.models import Bezirk, Person, Standort, Zentrum

MODELLE = apps.get_models(include_auto_created=True)


def test_jedes_modell_erklaert_seine_personendaten() -> None:
    assert [satz for modell in MODELLE for satz in maengel(modell)] == []


def test_die_pruefung_findet_was_fehlt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Zentrum, "personendaten")
    assert "zentren.Zentrum.email ohne Erklärung" in maengel(Zentrum)
    monkeypatch.delattr(Standort, "personendaten")
    assert maengel(Standort) == ["zentren.Standort.barrierefreiheit ohne Erklärung"]
    monkeypatch.delitem(OHNE, "zentren.Bezirk")
    assert maengel(Bezirk) == ["zentren.Bezirk.geometrie ohne Erklärung"]
    monkeypatch.setattr(Postausgang, "personendaten", Person.personendaten)
    assert "basis.Postausgang.an nicht erklärt" in maengel(Postausgang)
    assert "basis.Postausgang hat kein Feld last_login" in maengel(Postausgang)
    monkeypatch.setitem(FREMDE, next(iter(FREMDE)), None)
    assert maengel(next(iter(FREMDE)))


def test_die_durchgesehenen_gibt_es_noch() -> None:
    assert set(OHNE) <= {modell._meta.label for modell in MODELLE}
    assert set(FREMDE) <= set(MODELLE)


def test_felder_der_auskunft_gibt_es(db: None) -> None:
    """Every declared way to a person, and every field that is shown, is a query that works."""
    person = Person(pk=1, email="a@haus.example")
    for modell, angaben in erklaerungen.erklaerte():
        if angaben.von is not None:
            assert list(modell._base_manager.filter(angaben.von(person)).values_list(*angaben.gezeigt)) == []


def test_verlaufstabellen_sind_erklaert() -> None:
    tabellen = [m for m in MODELLE if "history_user_id" in {f.attname for f in m._meta.concrete_fields}]
    assert len(tabellen) > 15
    assert all(erklaerung(m) is erklaerungen.VERLAUF for m in tabellen)
    assert not issubclass(models.Model, tuple(tabellen))


def test_privacy_md_ist_aktuell() -> None:
    datei = settings.BASE_DIR / "docs" / "privacy.md"
    assert datei.read_text(encoding="utf-8") == verzeichnis.als_markdown(), "make docs"
