"""Editions as they are stored and read back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.ausgabe import (
    Beschaedigt,
    anlegen,
    aus_kanonisch,
    ausgaben,
    datenhash,
    gespeicherte_daten,
    gespeichertes_pdf,
    kanonisch,
)
from stzverbund.basis.models import Ausgabe, Ereignis
from tests.welt import Welt


@dataclass(frozen=True)
class Teil:
    name: str
    zahl: int | None
    tag: date | None = None


@dataclass(frozen=True)
class Blatt:
    titel: str
    teile: tuple[Teil, ...]
    paare: tuple[tuple[str, int], ...]
    fertig: bool


teile = st.builds(Teil, st.text(), st.none() | st.integers(), st.none() | st.dates())
blaetter = st.builds(
    Blatt,
    st.text(),
    st.lists(teile, max_size=3).map(tuple),
    st.lists(st.tuples(st.text(), st.integers()), max_size=3).map(tuple),
    st.booleans(),
)


@given(blaetter)
def test_hin_und_zurueck(blatt: Blatt) -> None:
    assert aus_kanonisch(Blatt, kanonisch(blatt)) == blatt


def _anlegen(welt: Welt, **mehr: Any) -> Ausgabe:
    blatt = Blatt("Jahr 2025", (Teil("Nähcafé", 3),), (("a", 1),), True)
    angaben = {
        "gegenstand": welt.eigenes,
        "art": "probe",
        "jahr": 2025,
        "nummer": 1,
        "titel": "Probe 2025",
        "daten": blatt,
        "pdf": b"%PDF-1.7 Probe",
        "wer": welt.rollen["leitung"],
    }
    return anlegen(**angaben | mehr)


def test_ausgabe_traegt_beide_pruefsummen(welt: Welt) -> None:
    ausgabe = _anlegen(welt)
    assert ausgabe.datenhash == datenhash(gespeicherte_daten(Blatt, ausgabe))
    assert gespeichertes_pdf(ausgabe) == b"%PDF-1.7 Probe"
    assert list(ausgaben(welt.eigenes, "probe", 2025)) == [ausgabe]
    ereignis = Ereignis.objects.zu(welt.eigenes).get()
    assert (ereignis.was, ereignis.grund) == ("Bericht festgeschrieben", "Probe 2025, Ausgabe 1")
    assert ereignis.person == welt.rollen["leitung"].person


def test_dieselbe_nummer_gibt_es_nicht_zweimal_und_keine_datei_bleibt_liegen(welt: Welt) -> None:
    ausgabe = _anlegen(welt)
    ordner = ausgabe.pdf.name.rsplit("/", 1)[0]
    dateien = default_storage.listdir(ordner)[1]
    with pytest.raises(IntegrityError), transaction.atomic():
        _anlegen(welt)
    assert default_storage.listdir(ordner)[1] == dateien
    assert _anlegen(welt, nummer=2).pk != ausgabe.pk
    assert [a.nummer for a in ausgaben(welt.eigenes, "probe", 2025)] == [2, 1]


def test_geaenderte_datei_wird_nicht_gezeigt(welt: Welt) -> None:
    ausgabe = _anlegen(welt)
    name = ausgabe.pdf.name
    default_storage.delete(name)
    with pytest.raises(Beschaedigt):
        gespeichertes_pdf(ausgabe)
    default_storage.save(name, ContentFile(b"%PDF-1.7 Falsch"))
    with pytest.raises(Beschaedigt, match="Prüfsumme"):
        gespeichertes_pdf(ausgabe)


def test_geaenderte_daten_werden_nicht_gezeigt(welt: Welt) -> None:
    ausgabe = _anlegen(welt)
    Ausgabe.objects.update(daten=ausgabe.daten.replace("Nähcafé", "Nähtreff"))
    ausgabe.refresh_from_db()
    with pytest.raises(Beschaedigt, match="Prüfsumme"):
        gespeicherte_daten(Blatt, ausgabe)
