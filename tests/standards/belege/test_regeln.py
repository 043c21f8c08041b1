"""Every rule for, against and without data; as many queries for three centres as for one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from standards.belege import REGELN, Lage
from tests import fabriken as f
from tests.standards.belege import faelle, faelle_stadtteil
from tests.standards.belege.faelle import SCHWELLEN, angebote, vorhaben, zusammen

FAELLE = faelle.FAELLE | faelle_stadtteil.FAELLE
VOM_TAG = {
    *("bedarf", "zielgruppen", "uebergreifend", "offene_bedarfe", "konzeption", "sprechzeiten"),
    *("beratungsraum", "partner", "gruppenraum", "selbsthilfe", "selbsthilfegruppen", "oeffnungszeiten"),
    *("nutzung", "ausstattung", "nutzungsregeln", "hausordnung", "gremien", "geprueft", "vollstaendig"),
    *("beschrieben", "mappe", "jahresbericht", "publikum", "beschwerderegelung"),
}
ZWEI_JAHRE = {"ehrenamt", "ermittlung", "fortbildung", "mitwirkung"}


def lage(*zentren: Any, **schwellen: str) -> Lage:
    werte = {name: Decimal(wert) for name, wert in (SCHWELLEN | schwellen).items()}
    return Lage([zentrum.pk for zentrum in zentren], timezone.localdate(), werte)


def fragen(schluessel: str, *zentren: Any) -> list[Any]:
    ergebnisse = REGELN[schluessel].funktion(lage(*zentren))
    return [ergebnisse[zentrum.pk] for zentrum in zentren]


def _seit(schluessel: str) -> date:
    """Rules speak of the day, of twelve months, or of two years."""
    if schluessel in VOM_TAG:
        return timezone.localdate()
    return lage().seit(24 if schluessel in ZWEI_JAHRE else 12)


def test_jede_regel_hat_ihre_faelle() -> None:
    assert FAELLE.keys() == REGELN.keys()
    for regel in REGELN.values():
        assert regel.schwellen.keys() == regel.was.keys() != set()
        assert "Threshold" in regel.grund
        assert regel.grund.count(".") > 1


@pytest.mark.django_db
@pytest.mark.parametrize("schluessel", list(FAELLE))
def test_dafuer_dagegen_und_keine_daten(schluessel: str, django_assert_num_queries: Any) -> None:
    abfragen, gut, satz_dafuer, schlecht, satz_dagegen = FAELLE[schluessel]
    dafuer, dagegen, leer = f.ZentrumFabrik.create_batch(3)
    gut(dafuer)
    schlecht(dagegen)
    with django_assert_num_queries(abfragen):
        (allein,) = fragen(schluessel, dafuer)
    with django_assert_num_queries(abfragen):
        ergebnisse = fragen(schluessel, dafuer, dagegen, leer)
    assert [e.urteil for e in ergebnisse] == ["dafuer", "dagegen", "keine_daten"]
    assert ergebnisse[0] == allein
    assert satz_dafuer in ergebnisse[0].satz.replace("\xa0", " ")
    assert satz_dagegen in ergebnisse[1].satz.replace("\xa0", " ")
    assert ergebnisse[2].wert is None
    assert ergebnisse[0].wert is not None
    assert {(e.von, e.bis) for e in ergebnisse} == {(_seit(schluessel), timezone.localdate())}


@pytest.mark.django_db
def test_ein_gemeinsames_vorhaben_spricht_fuer_sich() -> None:
    """5.2 asks for one of two things: partners at the Angebote or a joint Vorhaben that is no mere idea."""
    nur_vorhaben, beides, idee = f.ZentrumFabrik.create_batch(3)
    vorhaben(nur_vorhaben)
    vorhaben(beides)
    zusammen(angebote(partner="Sportverein"), angebote(9))(beides)
    vorhaben(idee)
    idee.vorhaben.update(stand="idee")
    ergebnisse = fragen("partner", nur_vorhaben, beides, idee)
    assert [e.urteil for e in ergebnisse] == ["dafuer", "dafuer", "keine_daten"]
    assert ergebnisse[1].satz.replace("\xa0", " ").startswith("1 von 10 veröffentlichten Angeboten (10 %)")
    assert ergebnisse[1].satz.endswith("Gemeinsame Vorhaben in 12 Monaten: 1.")
