"""„Einladung mit Tagesordnung“ on paper: what stands on it, and PDF/UA without findings."""

from dataclasses import replace
from datetime import date, datetime, time

from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from verbund.einladung.blatt import Blatt, Material, Punkt, tagesordnung_pdf

BLATT = Blatt(
    verbund="Verbund Stadtteilzentren Marzahn-Hellersdorf",
    titel="Sitzung am 8. Dezember 2026",
    beginn=datetime(2026, 12, 8, 10),  # noqa: DTZ001 - wall-clock time in Berlin
    ende=datetime(2026, 12, 8, 12),  # noqa: DTZ001
    ort="STZ Biesdorf, Saal, Beispielweg 1, 12683 Berlin",
    gastgeber="STZ Biesdorf",
    themen=("Wärme im Winter",),
    punkte=(
        Punkt(1, "Protokoll der letzten Sitzung", "Beschluss", time(10), 5, "Koordination"),
        Punkt(2, "Wohnungslosigkeit", "Vortrag", time(10, 5), 45, "Fachdienst Soziales", "Mit Fragen."),
        Punkt(
            4,
            "Kältehilfe",
            "Austausch",
            time(10, 50),
            40,
            material=(Material("Stadtplan.pdf"), Material("Kältehilfe", "https://kaeltehilfe.example/")),
        ),
    ),
    adresse="https://stz.example/verbund/sitzungen/7/",
    stand=date(2026, 11, 22),
)


def test_tagesordnung_sagt_alles_und_ist_barrierefrei() -> None:
    pdf = tagesordnung_pdf(replace(BLATT, auszug=True))
    assert pdf_ua_fehler(pdf) == []
    text = pdf_text(pdf)
    for teil in (
        "Wann 08.12.2026, 10:00 bis 12:00 Uhr",
        "Wo STZ Biesdorf, Saal",
        "Schwerpunkt Wärme im Winter",
        "10:05 2. Wohnungslosigkeit Vortrag · Fachdienst Soziales Mit Fragen. 45",
        "4. Kältehilfe Austausch Unterlage: Stadtplan.pdf Unterlage: Kältehilfe 40",
        "zusammen 90",
        "Auszug: Punkte, die nur die Zentren betreffen",
    ):
        assert teil in text, text


def test_ohne_punkte_und_mit_vielen() -> None:
    leer = tagesordnung_pdf(replace(BLATT, punkte=(), themen=()))
    assert "Die Tagesordnung folgt." in pdf_text(leer)
    assert "Schwerpunkt" not in pdf_text(leer)
    viele = replace(BLATT, punkte=tuple(replace(BLATT.punkte[1], nummer=nr) for nr in range(1, 31)))
    pdf = tagesordnung_pdf(viele)
    assert pdf_ua_fehler(pdf) == []
    assert "zusammen 1.350" in pdf_text(pdf)
    assert viele.ueberzogen == 1230
