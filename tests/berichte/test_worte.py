"""Numbers and months in words."""

from datetime import date

import pytest

from angebote.auswertung import Summe
from angebote.models import Kennzahl
from stzverbund.berichte.aufbau import worte

TEILNAHMEN = Kennzahl(name="Teilnahmen", einheit="anzahl")
DAUER = Kennzahl(name="Dauer", einheit="stunden")
STUNDEN = Kennzahl(name="Stunden der Ehrenamtlichen", kurz="EA-Stunden", einheit="stunden")


def _summe(zahl: int | None, angaben: int = 1, ohne: int = 0) -> Summe:
    return Summe(zahl, angaben, ohne)


@pytest.mark.parametrize(
    ("summe", "text"),
    [(_summe(1500), "1.500"), (_summe(0), "0"), (_summe(None, 0, 2), "k. A."), (_summe(None, 0, 0), "–")],
)
def test_zahl_null_keine_angabe_und_nichts_sind_vier_dinge(summe: Summe, text: str) -> None:
    assert worte.zelle(summe, TEILNAHMEN).text == text
    assert worte.zelle(summe, TEILNAHMEN).zahl == summe.zahl


@pytest.mark.parametrize(
    ("neu", "alt", "differenz", "prozent"),
    [
        (112, 100, "+12", "+12 %"),
        (99, 100, "−1", "−1 %"),
        (1, 3, "−2", "−67 %"),
        (100, 100, "0", "±0 %"),
        (1001, 1000, "+1", "±0 %"),
        (5, 0, "+5", ""),
        (None, 5, "–", ""),
        (3000, 1, "+2.999", "+299.900 %"),
    ],
)
def test_veraenderung(neu: int | None, alt: int, differenz: str, prozent: str) -> None:
    assert worte.differenz(_summe(neu), _summe(alt), TEILNAHMEN).text == differenz
    assert worte.veraenderung(_summe(neu), _summe(alt)) == prozent


def test_stunden_aus_minuten() -> None:
    assert worte.zelle(_summe(90), DAUER).text == "1,5"
    assert worte.differenz(_summe(60), _summe(90), DAUER).text == "−0,5"


def test_halbe_prozent_gehen_nach_oben() -> None:
    assert [worte.prozent(teil, 200) for teil in (1, 3, 5)] == [1, 2, 3]


def test_kopf_einer_spalte_nennt_die_einheit_wo_der_name_sie_nicht_nennt() -> None:
    assert [worte.ueberschrift(k) for k in (TEILNAHMEN, DAUER, STUNDEN)] == [
        "Teilnahmen",
        "Dauer (Stunden)",
        "EA-Stunden",
    ]


@pytest.mark.parametrize(
    ("monate", "text"),
    [
        (range(1, 13), ""),
        (range(1, 4), "Januar bis März"),
        ([5], "Mai"),
        ([1, 3], "Januar, März"),
        ([], ""),
    ],
)
def test_spanne(monate: list[int], text: str) -> None:
    assert worte.spanne([date(2025, monat, 1) for monat in monate]) == text


def test_angaben() -> None:
    assert worte.angaben(_summe(3, 34, 2)).text == "34 von 36"
    assert worte.angaben(_summe(None, 0, 0)).text == "–"
