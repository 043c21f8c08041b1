"""German numbers in and out."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.zahlen import (
    GRENZE,
    Einheit,
    Zahlenfehler,
    Zellart,
    Zelle,
    lies_anzahl,
    lies_cent,
    lies_minuten,
    lies_wert,
    lies_zelle,
    zeige_anzahl,
    zeige_cent,
    zeige_minuten,
    zeige_wert,
    zeige_zelle,
)

SCHRITTE = {Einheit.ANZAHL: 1, Einheit.STUNDEN: 60, Einheit.EURO: 100}
einheiten = st.sampled_from(Einheit)
werte = einheiten.flatmap(lambda e: st.tuples(st.just(e), st.integers(0, GRENZE * SCHRITTE[e])))
zahlartig = st.text(alphabet="0123456789.,:' -hmin€x\u00a0", max_size=14)


@pytest.mark.parametrize(
    ("text", "anzahl"),
    [
        ("0", 0),
        ("42", 42),
        (" 42\n", 42),
        ("007", 7),
        ("0" * 30 + "5", 5),
        ("1.500", 1500),
        ("1 500", 1500),
        ("1\u00a0500", 1500),
        ("1\u2009500", 1500),
        ("1\u202f500", 1500),
        ("1'500", 1500),
        ("1’500", 1500),
        ("1.234.567", 1_234_567),
        ("3,0", 3),
        ("3.00", 3),
        ("1.500,0", 1500),
        ("４２", 42),
        ("１．５００", 1500),
        ("\u200b42\ufeff", 42),
        ("10.000.000", 10_000_000),
    ],
)
def test_lies_anzahl(text, anzahl):
    assert lies_anzahl(text) == anzahl


@pytest.mark.parametrize(
    ("text", "minuten"),
    [
        ("1,5", 90),
        ("1.5", 90),
        ("1.50", 90),
        ("1:30", 90),
        ("01:30", 90),
        ("1:30:00", 90),
        ("1:30 Std.", 90),
        ("1 h 30 min", 90),
        ("1h30", 90),
        ("90 min", 90),
        ("90Min.", 90),
        ("90 Minuten", 90),
        ("90,0 min", 90),
        ("2 h", 120),
        ("2h", 120),
        ("2 Stunden", 120),
        ("1 Stunde", 60),
        ("1,5 Std", 90),
        ("0:45", 45),
        ("0", 0),
        ("0,33", 20),
        ("0,01", 1),
        ("0,05", 3),
        ("0,13 h", 8),
        ("1.500", 90_000),
        ("1.500:20", 90_020),
        ("1.500 min", 1500),
        ("１：３０", 90),
    ],
)
def test_lies_minuten(text, minuten):
    assert lies_minuten(text) == minuten


@pytest.mark.parametrize(
    ("text", "cent"),
    [
        ("1.234,50", 123_450),
        ("12,5 €", 1250),
        ("€ 12,50", 1250),
        ("12,50 EUR", 1250),
        ("12 Euro", 1200),
        ("5,-", 500),
        ("5,– €", 500),
        ("1.500,-- €", 150_000),
        ("0,01", 1),
        ("1 234.50", 123_450),
        ("10.000.000", 1_000_000_000),
    ],
)
def test_lies_cent(text, cent):
    assert lies_cent(text) == cent


@pytest.mark.parametrize("einheit", Einheit)
@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("", "Bitte geben Sie eine Zahl ein"),
        ("  ", "Bitte geben Sie eine Zahl ein"),
        ("4l2", "keine Zahl"),
        ("1,2,3", "keine Zahl"),
        ("1.2.3", "keine Zahl"),
        ("1.500.50", "keine Zahl"),
        ("1,500.50", "keine Zahl"),
        ("1.500 000", "keine Zahl"),
        ("1.50.000", "keine Zahl"),
        ("1 5", "keine Zahl"),
        (",5", "keine Zahl"),
        ("5,", "keine Zahl"),
        ("1e3", "keine Zahl"),
        ("5²", "keine Zahl"),
        ("½", "keine Zahl"),
        ("+5", "keine Zahl"),
        ("drei", "keine Zahl"),
        ("-5", "negativ"),
        ("−5", "negativ"),
        ("– 5", "negativ"),
        ("1,500", "nicht eindeutig"),
        ("0.500", "nicht eindeutig"),
        ("1500.000", "nicht eindeutig"),
        ("0,333", "nicht eindeutig"),
        ("10.000.001", "zu groß"),
        ("10.000.000,01", "zu groß"),
        ("9" * 6000, "zu groß"),
    ],
)
def test_unlesbares_nennt_den_grund(text, grund, einheit):
    with pytest.raises(Zahlenfehler, match=grund):
        lies_wert(text, einheit)


@pytest.mark.parametrize("text", ["1:75", "1:3", ":30", "1:", "1:30:30", "1,5:30", "12:345"])
def test_falsche_uhrzeit_sagt_wie_es_richtig_ist(text):
    with pytest.raises(Zahlenfehler, match=r"zweistellige Minuten von 00 bis 59 ein, z\. B\. 1:30"):
        lies_minuten(text)


@pytest.mark.parametrize("text", ["10.000.000:01", "99999999999999999999999:30", "1" * 5000 + " h 30"])
def test_zu_viele_stunden(text):
    with pytest.raises(Zahlenfehler, match="zu groß"):
        lies_minuten(text)


def test_meldungen_im_wortlaut():
    with pytest.raises(Zahlenfehler) as fehler:
        lies_anzahl("4l2")
    assert str(fehler.value) == "„4l2“ ist keine Zahl. Bitte geben Sie z. B. 42 ein."
    with pytest.raises(Zahlenfehler) as fehler:
        lies_anzahl("3,5")
    assert str(fehler.value) == "„3,5“ ist keine ganze Zahl. Bitte geben Sie z. B. 3 ein."
    with pytest.raises(Zahlenfehler) as fehler:
        lies_minuten("1,5 min")
    assert str(fehler.value) == "„1,5 min“ sind keine ganzen Minuten. Bitte geben Sie z. B. 90 min ein."
    with pytest.raises(Zahlenfehler) as fehler:
        lies_cent("fünf  Euro und noch viel mehr Text")
    assert "„fünf Euro und noch …“ ist keine Zahl" in str(fehler.value)


@pytest.mark.parametrize(
    ("funktion", "wert", "text"),
    [
        (zeige_anzahl, 0, "0"),
        (zeige_anzahl, 1_234_567, "1.234.567"),
        (zeige_anzahl, -1500, "−1.500"),
        (zeige_minuten, 0, "0,0"),
        (zeige_minuten, 720, "12,0"),
        (zeige_minuten, 90, "1,5"),
        (zeige_minuten, 3, "0,05"),
        (zeige_minuten, 75, "1,25"),
        (zeige_minuten, 20, "0:20"),
        (zeige_minuten, 61, "1:01"),
        (zeige_minuten, 90_000, "1.500,0"),
        (zeige_minuten, -90, "−1,5"),
        (zeige_minuten, -20, "−0:20"),
        (zeige_cent, 123_450, "1.234,50"),
        (zeige_cent, 5, "0,05"),
        (zeige_cent, -5, "−0,05"),
    ],
)
def test_zeige(funktion, wert, text):
    assert funktion(wert) == text


@given(werte)
def test_gezeigtes_wird_wieder_gelesen(paar):
    einheit, wert = paar
    assert lies_wert(zeige_wert(wert, einheit), einheit) == wert


@given(st.text() | zahlartig, einheiten)
def test_jeder_text_ist_eine_zahl_in_grenzen_oder_ein_zahlenfehler(text, einheit):
    ergebnis = _wert_oder_meldung(text, einheit)
    if isinstance(ergebnis, int):
        assert 0 <= ergebnis <= GRENZE * SCHRITTE[einheit]
    else:
        assert "Bitte" in ergebnis or "höchstens" in ergebnis


def _wert_oder_meldung(text, einheit):
    try:
        return lies_wert(text, einheit)
    except Zahlenfehler as fehler:
        return str(fehler)


@given(st.integers(0, GRENZE - 1), st.integers(0, 99), st.sampled_from(".,"))
def test_stunden_runden_kaufmaennisch_auf_minuten(ganz, hundertstel, komma):
    genau = (Decimal(ganz) + Decimal(hundertstel) / 100) * 60
    assert lies_minuten(f"{ganz}{komma}{hundertstel:02}") == int(genau.quantize(Decimal(1), ROUND_HALF_UP))


@given(st.integers(1000, GRENZE), st.sampled_from([".", " ", "'", "’", "\u00a0", "\u2009", "\u202f"]))
def test_jeder_tausendertrenner(anzahl, trenner):
    assert lies_anzahl(f"{anzahl:,}".replace(",", trenner)) == anzahl


def test_unbekannte_einheit_ist_kein_zahlenfehler():
    with pytest.raises(ValueError, match="liter") as fehler:
        lies_wert("1", "liter")
    assert not isinstance(fehler.value, Zahlenfehler)


@pytest.mark.parametrize(
    ("text", "art"),
    [
        ("", Zellart.LEER),
        (" \u00a0", Zellart.LEER),
        ("k. A.", Zellart.KEINE_ANGABE),
        ("k.A.", Zellart.KEINE_ANGABE),
        ("k.\u202fA.", Zellart.KEINE_ANGABE),
        ("ka", Zellart.KEINE_ANGABE),
        ("KA", Zellart.KEINE_ANGABE),
        ("keine Angabe", Zellart.KEINE_ANGABE),
        ("-", Zellart.KEINE_ANGABE),
        ("–", Zellart.KEINE_ANGABE),
        ("—", Zellart.KEINE_ANGABE),
        ("ausgefallen", Zellart.AUSGEFALLEN),
        ("Ausf.", Zellart.AUSGEFALLEN),
        ("X", Zellart.AUSGEFALLEN),
    ],
)
@pytest.mark.parametrize("einheit", Einheit)
def test_worte_einer_zelle(text, art, einheit):
    assert lies_zelle(text, einheit) == Zelle(art)


def test_null_ist_eine_zahl():
    assert lies_zelle("0", "anzahl") == Zelle(Zellart.ZAHL, 0)
    assert lies_zelle("1:30", "stunden") == Zelle(Zellart.ZAHL, 90)


@pytest.mark.parametrize("text", [".", "..", "kA 5", "- 5", "xx", "angabe"])
def test_anderes_in_einer_zelle_ist_ein_fehler(text):
    with pytest.raises(Zahlenfehler):
        lies_zelle(text, "anzahl")


ohne_zahl = st.sampled_from([Zelle(a) for a in Zellart if a != Zellart.ZAHL])


@given(werte.map(lambda paar: (paar[0], Zelle(Zellart.ZAHL, paar[1]))) | st.tuples(einheiten, ohne_zahl))
def test_gezeigte_zelle_wird_wieder_gelesen(paar):
    einheit, zelle = paar
    assert lies_zelle(zeige_zelle(zelle, einheit), einheit) == zelle


@pytest.mark.parametrize(
    ("art", "zahl"), [(Zellart.ZAHL, None), (Zellart.LEER, 0), (Zellart.KEINE_ANGABE, 1)]
)
def test_widerspruechliche_zelle(art, zahl):
    with pytest.raises(ValueError, match="contradict"):
        Zelle(art, zahl)
