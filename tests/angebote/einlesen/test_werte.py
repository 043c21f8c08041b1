"""What people write in cells, as values; what cannot be read is refused, never guessed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.einlesen import werte
from angebote.einlesen.werte import Kontakt, Unlesbar
from zentren.models import Leistungsbereich, Standort, Zielgruppe

BEREICHE = [
    Leistungsbereich(schluessel="L1", name="Förderung von Ehrenamt", kurz="Ehrenamt, Selbsthilfe"),
    Leistungsbereich(schluessel="L4", name="Beratung, Betreuung und Vermittlung", kurz="Beratung"),
]
GRUPPEN = [
    Zielgruppe(pk=i, name=name)
    for i, name in enumerate(
        (
            "Kinder",
            "Jugendliche",
            "Seniorinnen und Senioren",
            "Menschen mit Behinderung",
            "Geflüchtete",
            "alle",
        )
    )
]


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("Offener Treff", "treff"),
        ("KURS", "kurs"),
        ("SHG", "selbsthilfegruppe"),
        ("Beratungsangebot", "beratung"),
        ("Workshop", None),
        ("Kurs/Gruppe", None),
    ],
)
def test_art(text: str, wert: str | None) -> None:
    _gleich(werte.art, text, wert)


def _gleich(lesen: Callable[[str], Any], text: str, wert: Any) -> None:
    """The value, or None for what cannot be read."""
    if wert is None:
        with pytest.raises(Unlesbar):
            lesen(text)
    else:
        assert lesen(text) == wert


@pytest.mark.parametrize(
    ("text", "schluessel"),
    [
        ("L1", "L1"),
        ("l 4", "L4"),
        ("L4: Beratung", "L4"),
        ("förderung von ehrenamt", "L1"),
        ("Beratung", "L4"),
        ("L1 Beratung", None),
        ("L10", None),
        ("L2", None),
        ("Kultur", None),
    ],
)
def test_leistungsbereich(text: str, schluessel: str | None) -> None:
    _gleich(lambda t: werte.leistungsbereich(t, BEREICHE).schluessel, text, schluessel)


@pytest.mark.parametrize(
    ("text", "namen", "rest"),
    [
        ("Kinder, Jugendliche", ["Kinder", "Jugendliche"], ""),
        ("Kinder und Jugendliche", ["Kinder", "Jugendliche"], ""),
        ("Senior*innen; Kinder/Jugendliche", ["Seniorinnen und Senioren", "Kinder", "Jugendliche"], ""),
        ("Seniorinnen/Senioren", ["Seniorinnen und Senioren"], ""),
        ("SeniorInnen", ["Seniorinnen und Senioren"], ""),
        ("Menschen mit Behinderungen, Flüchtlinge", ["Menschen mit Behinderung", "Geflüchtete"], ""),
        ("offen für alle", ["alle"], ""),
        ("Kinder, Großeltern", ["Kinder"], "Großeltern"),
        ("Eltern und Kinder", [], "Eltern und Kinder"),
    ],
)
def test_zielgruppen(text: str, namen: list[str], rest: str) -> None:
    gruppen, uebrig = werte.zielgruppen(text, GRUPPEN)
    assert ([gruppe.name for gruppe in gruppen], uebrig) == (namen, rest)


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("kostenlos", ("frei", "")),
        ("0 €", ("frei", "")),
        ("0,00", ("frei", "")),
        ("auf Spendenbasis", ("spende", "")),
        ("Teilnahmebeitrag", ("beitrag", "")),
        ("2,50 € je Termin", ("beitrag", "2,50 € je Termin")),
        ("€ 5", ("beitrag", "€ 5")),
        ("10 Euro im Monat", ("beitrag", "10 Euro im Monat")),
        ("5", ("beitrag", "5")),
        ("2 € oder Spende", None),
        ("5 €, ermäßigt frei", None),
        ("auf Anfrage", None),
        ("10 Termine", None),
    ],
)
def test_kosten(text: str, wert: tuple[str, str] | None) -> None:
    _gleich(werte.kosten, text, wert)


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("6-12 Jahre", (6, 12)),
        ("6 bis 12", (6, 12)),
        ("ab 60 Jahren", (60, None)),
        ("Ü60", (60, None)),
        ("60+", (60, None)),
        ("bis 27 Jahre", (None, 27)),
        ("U18", None),
        ("Schulkinder", None),
        ("60", None),
    ],
)
def test_alter(text: str, wert: tuple[int | None, int | None] | None) -> None:
    _gleich(werte.alter, text, wert)


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("31.12.2026", date(2026, 12, 31)),
        ("1.3.26", date(2026, 3, 1)),
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01 00:00:00", date(2026, 3, 1)),
        ("1. März 2026", date(2026, 3, 1)),
        ("1. Dez. 2026", date(2026, 12, 1)),
        ("30.02.2026", None),
        ("01.03.", None),
        ("01.03.1066", None),
        ("März 2026", None),
    ],
)
def test_datum(text: str, wert: date | None) -> None:
    _gleich(werte.datum, text, wert)


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("14", "14:00"),
        ("14.30 Uhr", "14:30"),
        ("9:05", "09:05"),
        ("14:30:00", "14:30"),
        ("24", None),
        ("x", None),
    ],
)
def test_uhrzeit(text: str, wert: str | None) -> None:
    _gleich(werte.uhrzeit, text, wert)


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("030 123 45-67", Kontakt("030 123 45-67", "", False)),
        ("Tel.: (030) 12345, Mail: info@haus.example", Kontakt("(030) 12345", "info@haus.example", False)),
        ("+49 (0)30 12345", Kontakt("+49 (0)30 12345", "", False)),
        ("30123456", Kontakt("30123456", "", False)),
        ("Frau Muster 030 12345", Kontakt("030 12345", "", True)),
        ("info(at)haus.example", Kontakt("", "", True)),
        ("", Kontakt("", "", False)),
    ],
)
def test_kontakt_laesst_namen_liegen(text: str, erwartet: Kontakt) -> None:
    assert werte.kontakt(text) == erwartet


def test_sprachen() -> None:
    assert werte.sprachen("Deutsch, Farsi und DGS") == (["de", "fa", "dgs"], "")
    assert werte.sprachen("Deutsch/Klingonisch") == (["de"], "Klingonisch")


def test_standort_nach_name_oder_anschrift() -> None:
    haus = Standort(name="Haupthaus", strasse="Beispielallee 1", plz="12679", ort="Berlin")
    for text in (
        "haupthaus",
        "Beispielallee 1",
        "Beispielallee 1, 12679 Berlin",
        "Haupthaus, Beispielallee 1, 12679 Berlin",
    ):
        assert werte.standort(text, [haus]) is haus
    assert werte.standort("Haupt", [haus]) is None


@given(st.text(max_size=40))
def test_jeder_text_ist_lesbar_oder_nicht(text: str) -> None:
    for lesen in (werte.art, werte.kosten, werte.alter, werte.datum, werte.uhrzeit):
        werte.lesbar(lesen)(text)
    werte.lesbar(lambda t: werte.leistungsbereich(t, BEREICHE))(text)
    gelesen = werte.kontakt(text)
    assert gelesen.email in text
    werte.zielgruppen(text, GRUPPEN)
    werte.sprachen(text)
