"""A rule that fails is logged and says "keine Daten"; everything around it goes on, also in a transaction."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from standards import ablauf
from standards.belege import REGELN, Lage, errechnen, regel
from standards.models import Beleg
from stzverbund.basis.protokoll import JsonZeile
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt


@pytest.fixture
def kaputte() -> Iterator[None]:
    """Two rules in place of all: one whose query the database refuses, one that stumbles over a name."""
    alle = dict(REGELN)
    REGELN.clear()

    @regel("abfrage", kriterium="1.1", titel="Abfrage")
    def abfrage(lage: Lage) -> dict[int, Any]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM gibt_es_nicht")
        return {}

    @regel("name", kriterium="1.1", titel="Name")
    def name(lage: Lage) -> dict[int, Any]:
        raise IntegrityError("Key (name)=(Erika Muster, erika@haus.example) already exists")

    yield
    REGELN.clear()
    REGELN.update(alle)


@pytest.mark.usefixtures("kaputte")
def test_kaputte_regel_in_einer_transaktion(welt: Welt, caplog: pytest.LogCaptureFixture) -> None:
    with transaction.atomic():
        belege = errechnen(Lage([welt.eigenes.pk], timezone.localdate()))
        assert f.ZentrumFabrik().pk
    ergebnisse = [ergebnis for _, ergebnis in belege[welt.eigenes.pk]["1.1"]]
    assert [e.urteil for e in ergebnisse] == ["keine_daten", "keine_daten"]
    meldungen = [z for z in caplog.records if z.name == "standards.belege.motor"]
    assert [z.getMessage() for z in meldungen] == ["Regel abfrage", "Regel name"]
    assert all(z.levelno == logging.ERROR for z in meldungen)
    zeile = JsonZeile().format(meldungen[1])
    assert "IntegrityError" in json.loads(zeile)["fehler"][0]
    assert "erika" not in zeile.lower()


@pytest.mark.usefixtures("kaputte")
def test_einreichen_geht_mit_kaputter_regel(welt: Welt) -> None:
    bewertung = s.eingereicht(welt)
    assert bewertung.status == ablauf.Status.EINGEREICHT
    assert set(Beleg.objects.values_list("regel", "urteil", "satz")) == {
        (schluessel, "keine_daten", "Dazu liegen keine Daten vor.") for schluessel in ("abfrage", "name")
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("kaputte")
def test_kaputte_regel_ohne_transaktion() -> None:
    zentrum = f.ZentrumFabrik()
    assert not connection.in_atomic_block
    belege = errechnen(Lage([zentrum.pk], timezone.localdate()))
    assert f.ZentrumFabrik().pk
    assert {ergebnis.urteil for _, ergebnis in belege[zentrum.pk]["1.1"]} == {"keine_daten"}


def test_alle_regeln_fuer_eines_und_drei(welt: Welt, django_assert_num_queries: Any) -> None:
    """28 queries, and a savepoint for each rule because a test is a transaction."""
    for zentrum in (welt.eigenes, welt.nachbar):
        f.AngebotFabrik(zentrum=zentrum)
        f.MeldungFabrik(
            zentrum=zentrum, status="angenommen", angenommen_am=timezone.now(), eingereicht_am=timezone.now()
        )
    drittes = f.ZentrumFabrik(bezirk=welt.bezirk)
    sicherungen = 2 * len(REGELN)
    for zentren in ([welt.eigenes], [welt.eigenes, welt.nachbar, drittes]):
        with django_assert_num_queries(28 + sicherungen):
            belege = errechnen(Lage([z.pk for z in zentren], timezone.localdate()))
        assert belege.keys() == {z.pk for z in zentren}
        assert all(sum(map(len, b.values())) == len(REGELN) for b in belege.values())
