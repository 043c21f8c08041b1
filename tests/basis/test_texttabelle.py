"""Text files with tables: every encoding and separator that offices use, and any bytes at all."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.tabellen.text import (
    LAENGSTE_ZELLE,
    TRENNZEICHEN,
    Tabellenfehler,
    bereinigt,
    text_aus,
    trennzeichen,
    zeilen,
)

TABELLE = [
    ["Titel", "Für wen?", "Kosten"],
    ["Nähcafé", "Ältere, Familien", "2,50 €"],
    ["Chor", "alle", "frei"],
]


def _als_csv(tabelle: list[list[str]], zeichen: str) -> str:
    ziel = io.StringIO()
    csv.writer(ziel, delimiter=zeichen, lineterminator="\r\n").writerows(tabelle)
    return ziel.getvalue()


@pytest.mark.parametrize("zeichen", TRENNZEICHEN)
@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_jede_uebliche_fassung(zeichen: str, kodierung: str) -> None:
    text = text_aus(_als_csv(TABELLE, zeichen).encode(kodierung))
    assert trennzeichen(text) == zeichen
    assert zeilen(text, zeichen) == [(i, zeile) for i, zeile in enumerate(TABELLE, start=1)]


def test_nummern_sind_zeilen_der_datei() -> None:
    text = 'Liste 2026\r\n\r\nTitel;Text\r\nA;"eins\r\nzwei"\r\n;\r\nB;drei\r\n'
    assert zeilen(text, ";") == [
        (1, ["Liste 2026"]),
        (3, ["Titel", "Text"]),
        (4, ["A", "eins\nzwei"]),
        (7, ["B", "drei"]),
    ]


def test_ueberschrift_ueber_der_tabelle_taeuscht_nicht() -> None:
    assert trennzeichen("Angebote, Stand 1. Mai, intern\nTitel;Kosten\nA;1\nB;2\nC;3\n") == ";"


def test_hinweis_von_excel_ist_keine_zeile() -> None:
    text = "sep=,\nTitel,Kosten\nA;B,1\n"
    assert trennzeichen(text) == ","
    assert zeilen(text, ",") == [(2, ["Titel", "Kosten"]), (3, ["A;B", "1"])]


@pytest.mark.parametrize("text", ['a;b\n"offen;c\nd;e', 'a;b\n"', '"a" x;b\n1;"2'])
def test_anfuehrungszeichen_ohne_ende(text: str) -> None:
    with pytest.raises(Tabellenfehler, match="In Zeile 2 beginnt ein Anführungszeichen"):
        zeilen(text, ";")


@pytest.mark.parametrize("laenge", [LAENGSTE_ZELLE + 1, 200_000])
def test_zelle_ohne_ende(laenge: int) -> None:
    with pytest.raises(Tabellenfehler, match="Zeile 2: Eine Zelle hat mehr als 20000 Zeichen"):
        zeilen("a;b\n" + "x" * laenge + ";c", ";")


def test_steuerzeichen_bleiben_draussen() -> None:
    assert bereinigt(" a\x07b\r\nc\xa0\x00\ud800 ") == "ab\nc"


@given(st.binary(max_size=400))
def test_beliebige_bytes_sind_eine_tabelle_oder_ein_satz(daten: bytes) -> None:
    text = text_aus(daten)
    try:
        gelesen = zeilen(text, trennzeichen(text))
    except Tabellenfehler:
        return
    nummern = [nummer for nummer, _ in gelesen]
    assert nummern == sorted(set(nummern))
    assert all(any(zellen) for _, zellen in gelesen)
    assert all("".join(zellen).encode() for _, zellen in gelesen)


ZELLE = st.text(st.sampled_from("aäÖ€ß;,\t\"'\n 1.-"), max_size=8).map(bereinigt)


@given(
    st.lists(st.lists(ZELLE, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(TRENNZEICHEN)
)
def test_was_geschrieben_wurde_wird_gelesen(tabelle: list[list[str]], zeichen: str) -> None:
    gelesen = zeilen(text_aus(_als_csv(tabelle, zeichen).encode()), zeichen)
    assert [zellen for _, zellen in gelesen] == [zeile for zeile in tabelle if any(zeile)]
