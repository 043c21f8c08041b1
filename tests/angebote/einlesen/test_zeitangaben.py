"""Times in the words of offices: what is read, and what is left as text because it can mean two things."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from angebote.einlesen.werte import Unlesbar
from angebote.einlesen.zeitangaben import WELCHE_WOCHE, zeiten
from angebote.zeitplan import Regel, Rhythmus, in_worten, kurz

HEUTE = date(2026, 11, 22)
W, M = "nicht an Feiertagen", "im Monat"


def _worte(text: str, beginn: date | None = None) -> list[str]:
    return [in_worten(regel).removesuffix(f", {W}") for regel in zeiten(text, beginn=beginn, heute=HEUTE)]


@pytest.mark.parametrize(
    ("text", "worte"),
    [
        ("jeden Dienstag 14-16 Uhr", ["Jeden Dienstag, 14:00–16:00 Uhr"]),
        ("dienstags 14:00-16:00", ["Jeden Dienstag, 14:00–16:00 Uhr"]),
        ("Mo 10-12", ["Jeden Montag, 10:00–12:00 Uhr"]),
        ("Donnerstag 14.00 Uhr – 16.30 Uhr", ["Jeden Donnerstag, 14:00–16:30 Uhr"]),
        ("wöchentlich: Sonnabends von 9 bis 11 h", ["Jeden Samstag, 09:00–11:00 Uhr"]),
        ("10-12 Uhr montags", ["Jeden Montag, 10:00–12:00 Uhr"]),
        ("Mo-Fr 9-15 Uhr", ["Montags bis freitags, 09:00–15:00 Uhr"]),
        ("von montags bis freitags, 9.00 bis 15.30", ["Montags bis freitags, 09:00–15:30 Uhr"]),
        ("Mo., Mi. und Fr. 10-12 Uhr", ["Jeden Montag, Mittwoch und Freitag, 10:00–12:00 Uhr"]),
        (
            "Mo 10-12 Uhr / Mi 14-16 Uhr",
            ["Jeden Montag, 10:00–12:00 Uhr", "Jeden Mittwoch, 14:00–16:00 Uhr"],
        ),
        ("Mo 10-12 und 14-16 Uhr", ["Jeden Montag, 10:00–12:00 Uhr", "Jeden Montag, 14:00–16:00 Uhr"]),
        ("1. Freitag im Monat 18-20 Uhr", [f"Am ersten Freitag {M}, 18:00–20:00 Uhr"]),
        ("jeden 2. Dienstag 10-12 Uhr im Monat", [f"Am zweiten Dienstag {M}, 10:00–12:00 Uhr"]),
        (
            "jeden 1. und 3. Mittwoch des Monats, 15-17 Uhr",
            [f"Am ersten Mittwoch {M}, 15:00–17:00 Uhr", f"Am dritten Mittwoch {M}, 15:00–17:00 Uhr"],
        ),
        ("letzter Donnerstag 17:30-19", [f"Am letzten Donnerstag {M}, 17:30–19:00 Uhr"]),
        ("am 15. jedes Monats 10-12 Uhr", ["Am 15. jedes Monats, 10:00–12:00 Uhr"]),
        ("12.03.2026 14-16 Uhr", ["Am 12.3.2026, 14:00–16:00 Uhr"]),
        ("Sa, 12. September 2026, 14-18 Uhr", ["Am 12.9.2026, 14:00–18:00 Uhr"]),
        ("2026-03-12, 13.03.26 jeweils 14-16 Uhr", ["Am 12.3.2026 und 13.3.2026, 14:00–16:00 Uhr"]),
    ],
)
def test_uebliche_angaben(text: str, worte: list[str]) -> None:
    assert _worte(text) == worte


@pytest.mark.parametrize(
    "text",
    [
        *("nach Vereinbarung", "täglich 9-17 Uhr", "Di", "14-16 Uhr", "Di 14 Uhr", "Di ab 14 Uhr", ""),
        *("jeden zweiten Dienstag 10-12", "2. Dienstag 10-12", "einmal im Monat freitags 10-12"),
        *("Mo 10-12, Di", "10-12 Mo, Mi 14-16", "Mo 12-10", "Mo 10-10", "Fr-Mo 10-12", "Mo 10-25"),
        *("12.03. 14-16 Uhr", "31.02.2026 14-16", "Mo, 12.09.2026 14-18", "Mo 14.03-16.03", "15. 10-12"),
        *("12.-14.03.2026 10-12", "Mo 10-12 im Monat", "5. Montag im Monat 10-12", "Mo bis 12 10-12"),
        *("Mo 10-12 (mit Anmeldung)", "mittwochvormittag 10-12", "32. jedes Monats 10-12"),
    ],
)
def test_was_mehrdeutig_ist_wird_nicht_geraten(text: str) -> None:
    with pytest.raises(Unlesbar):
        zeiten(text, beginn=date(2026, 1, 7), heute=HEUTE)


@pytest.mark.parametrize(
    "text", ["alle 14 Tage mittwochs 10-12", "14-tägig Mi 10-12", "jede zweite Woche Mi 10-12"]
)
def test_jede_zweite_woche_braucht_den_ersten_tag(text: str) -> None:
    assert _worte(text, date(2026, 1, 7)) == ["Jeden zweiten Mittwoch, 10:00–12:00 Uhr"]
    with pytest.raises(Unlesbar) as fehler:
        zeiten(text, beginn=None, heute=HEUTE)
    assert fehler.value.grund == WELCHE_WOCHE


def test_ferien_feiertage_und_erster_tag() -> None:
    [regel] = zeiten("Do 16-18 Uhr (nicht in den Schulferien)", beginn=None, heute=HEUTE)
    assert (regel.pause_schulferien, regel.pause_feiertage, regel.beginn) == (True, True, HEUTE)
    [regel] = zeiten("Do 16-18 Uhr, außer an Feiertagen", beginn=date(2025, 2, 1), heute=HEUTE)
    assert (regel.pause_schulferien, regel.pause_feiertage, regel.beginn) == (False, True, date(2025, 2, 1))
    [regel] = zeiten("3.10.2026 16-18 Uhr", beginn=date(2025, 2, 1), heute=HEUTE)
    assert (regel.pause_feiertage, regel.beginn) == (False, date(2026, 10, 3))


VIERTEL = st.builds(time, st.integers(6, 21), st.sampled_from([0, 15, 30, 45]))
TAGE = st.sets(st.integers(0, 6), min_size=1, max_size=6).map(lambda tage: tuple(sorted(tage)))


@st.composite
def regeln(ziehe: st.DrawFn) -> Regel:
    von, bis = sorted(ziehe(st.lists(VIERTEL, min_size=2, max_size=2, unique=True)))
    rhythmus = ziehe(st.sampled_from(["woechentlich", "monatlich_wochentag", "monatlich_tag"]))
    eigenes = {
        "woechentlich": st.fixed_dictionaries({"wochentage": TAGE, "intervall": st.integers(1, 4)}),
        "monatlich_wochentag": st.fixed_dictionaries(
            {
                "wochentage": st.integers(0, 6).map(lambda tag: (tag,)),
                "position": st.sampled_from([1, 2, 3, 4, -1]),
            }
        ),
        "monatlich_tag": st.fixed_dictionaries({"tag": st.integers(1, 31)}),
    }
    return Regel(
        rhythmus=Rhythmus(rhythmus),
        beginn=HEUTE,
        von=von,
        bis=bis,
        pause_feiertage=True,
        **ziehe(eigenes[rhythmus]),
    )


@given(regeln())
def test_unsere_eigenen_kurzformen_werden_gelesen(regel: Regel) -> None:
    assert zeiten(kurz(regel), beginn=HEUTE, heute=HEUTE) == [regel.bereinigt()]


WORTE = "Mo,Di,jeden,1.,3.,im Monat,Freitag,10-12,14:00-16 Uhr,und,-,bis,letzten,alle,zwei Wochen,5.3.2026"
WORT = st.sampled_from([*WORTE.split(","), ","])


@given(st.lists(WORT, max_size=8).map(" ".join) | st.text(max_size=30))
def test_jeder_text_ist_eine_gueltige_regel_oder_unlesbar(text: str) -> None:
    try:
        gelesen = zeiten(text, beginn=HEUTE, heute=HEUTE)
    except Unlesbar:
        return
    assert gelesen
    for regel in gelesen:
        regel.pruefe()
