"""Medians and shares out of the registers, against a plain computation over the same records."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standards.belege import stand
from standards.belege.bauen import hoechstens_in_prozent
from standards.belege.wege import fuer_aussen
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.standards.belege.faelle_stadtteil import abgeschlossen, beschwerden, eintraege, umgesetzt
from tests.standards.belege.test_nachgerechnet import HEUTE, fragen
from tests.welt import Welt

mit_datenbank = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
dauern = st.lists(st.integers(0, 900), max_size=7)


@pytest.mark.django_db
@mit_datenbank
@given(dauern, st.lists(st.none() | st.integers(0, 40), max_size=7), st.integers(0, 40))
def test_mittlere_dauer(bedarfe: list[int], antworten: list[int | None], alter: int) -> None:
    """Bedarfe by their days, and Beschwerden so old (or forty days more) by the days until the answer."""
    zentrum, anderes = f.ZentrumFabrik.create_batch(2)
    umgesetzt(*bedarfe)(zentrum)
    umgesetzt(800)(anderes)
    ergebnis = fragen("umsetzung", zentrum)
    assert ergebnis.wert == (Decimal(median(bedarfe)) if bedarfe else None)
    for tage in antworten:
        beschwerden(tage, eingegangen=alter if tage is None else 40)(zentrum)
    gemessen = [alter if tage is None else tage for tage in antworten if tage is not None or alter > 14]
    ergebnis = fragen("antwortzeit", zentrum)
    assert ergebnis.wert == (Decimal(median(gemessen)) if len(gemessen) >= 5 else None)
    if gemessen:
        assert ("weniger als 5" in ergebnis.satz) == (len(gemessen) < 5)
        assert ergebnis.urteil == ("dafuer" if median(gemessen) <= 14 else "dagegen")


@pytest.mark.django_db
@pytest.mark.parametrize(("besser", "urteil"), [(4, "dafuer"), (1, "dagegen")])
def test_wenige_beschwerden_sind_keine_zahl(besser: int, urteil: str) -> None:
    """The Bezirksamt reads them too: whether it is enough, but not of how many."""
    zentrum = f.ZentrumFabrik()
    abgeschlossen(*["Neue Klingel."] * besser, *[""] * (4 - besser))(zentrum)
    ergebnis = fragen("verbesserung", zentrum)
    assert (ergebnis.urteil, ergebnis.wert) == (urteil, None)
    assert "weniger als 5" in ergebnis.satz
    assert " von " not in ergebnis.satz


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 100))
def test_keine_obergrenze_scheint_eingehalten(teil: int, ganz: int, grenze: int) -> None:
    gezeigt = hoechstens_in_prozent(teil, ganz)
    assert gezeigt > grenze or 100 * teil <= grenze * ganz
    assert 0 <= Fraction(gezeigt) - Fraction(100 * teil, ganz) < Fraction(1, 100)


def test_wege_ins_tagebuch_gehen_nur_von_innen(welt: Welt) -> None:
    """The figure is the same for both, the way to what only the house reads is not shown outside."""
    eintraege(2, form="begleitung")(welt.eigenes)
    bewertung = s.bewertung(welt)
    innen, aussen = (stand.gezeigt(bewertung, innen=ja)["10.2"][0] for ja in (True, False))
    assert innen.satz == aussen.satz
    assert [verweis.adresse for verweis in innen.verweise] == ["/taetigkeiten/?form=begleitung"]
    assert aussen.verweise == fuer_aussen(innen.verweise) == ()
    assert stand.gezeigt(bewertung, innen=False)["11.2"][-1].verweise
    assert bewertung.zentrum.taetigkeiten.filter(datum__lt=HEUTE - timedelta(days=29)).count() == 2
