"""Rows of a list as drafts: what is read, what is missing, what stays as text, what is left out."""

from datetime import date, time
from typing import Any

import pytest

from angebote.einlesen.angebote import ZIELE, Umfeld, entwuerfe
from angebote.einlesen.angebotsliste import erlaubt
from angebote.einlesen.angebotszeile import AUS_DER_LISTE, Entwurf
from angebote.zeitplan import Rhythmus
from stzverbund.basis.tabellen.zuordnung import Tabelle, kopf_vorschlag, nicht_uebernommen, tabelle, vorschlag
from tests import fabriken as f

HEUTE = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def umfeld() -> Umfeld:
    f.LeistungsbereichFabrik()
    f.ZielgruppeFabrik()
    f.ZielgruppeFabrik(schluessel="kinder", name="Kinder")
    zentrum = f.ZentrumFabrik(telefon="030 999", email="haus@stz.example")
    f.StandortFabrik(zentrum=zentrum)
    f.AngebotFabrik(zentrum=zentrum, titel="Nähcafé")
    return Umfeld.von(zentrum, HEUTE)


def _lies(umfeld: Umfeld, **zellen: str) -> Entwurf:
    """One row whose columns are named after what they hold."""
    zellen = {"titel": "Malkurs"} | zellen
    liste = Tabelle(list(zellen), [(2, list(zellen.values()))], 1)
    [entwurf] = entwuerfe(liste, dict(enumerate(zellen)), umfeld)
    return entwurf


VOLL = {
    "art": "Kurs",
    "leistungsbereich": "L1",
    "wann": "dienstags 14-16 Uhr",
    "wo": "Haupthaus",
    "zielgruppen": "Kinder / alle",
    "kosten": "2 € je Termin",
    "telefon": "030 12345",
}


def test_acht_angaben_sind_vollstaendig(umfeld: Umfeld) -> None:
    entwurf = _lies(umfeld, **VOLL)
    a = entwurf.angebot
    assert (entwurf.stand, entwurf.fehlend, entwurf.hinweise, entwurf.fehler) == ("bereit", [], [], [])
    assert (a.titel, a.art, a.kosten, a.beitrag, a.kontakt_telefon) == (
        "Malkurs",
        "kurs",
        "beitrag",
        "2 € je Termin",
        "030 12345",
    )
    assert (a.standort.name, a.ort, a.leistungsbereich.schluessel) == ("Haupthaus", "", "L1")
    assert [gruppe.name for gruppe in entwurf.zielgruppen] == ["Kinder", "alle"]
    [regel] = entwurf.regeln
    assert (regel.rhythmus, regel.wochentage, regel.von) == (Rhythmus.WOECHENTLICH, (1,), time(14))
    assert "Jeden Dienstag, 14:00–16:00 Uhr, nicht an Feiertagen" in entwurf.gelesen


def test_was_fehlt_wird_in_den_worten_des_formulars_genannt(umfeld: Umfeld) -> None:
    entwurf = _lies(umfeld)
    assert entwurf.stand == "unvollstaendig"
    assert entwurf.fehlend == ["Art", "Leistungsbereich", "Wann", "Wo", "Für wen", "Kosten", "Kontakt"]


def test_unlesbares_bleibt_als_text_und_wird_genannt(umfeld: Umfeld) -> None:
    entwurf = _lies(
        umfeld,
        art="Singkreis",
        zielgruppen="Kinder, Gäste",
        kosten="auf Anfrage",
        wann="nach Absprache",
        beschreibung="Wir singen.",
        beginn="im März",
        alter="Schulkinder",
    )
    assert entwurf.angebot.beschreibung.split("\n\n") == [
        "Wir singen.",
        f"{AUS_DER_LISTE}\nart: Singkreis\nzielgruppen: Gäste\nkosten: auf Anfrage\nalter: Schulkinder\n"
        "beginn: im März\nwann: nach Absprache",
    ]
    assert "Spalte „kosten“: „auf Anfrage“ steht als Text in der Beschreibung." in entwurf.hinweise
    assert len(entwurf.hinweise) == 6
    assert [gruppe.name for gruppe in entwurf.zielgruppen] == ["Kinder"]


def test_regeln_des_formulars_gelten(umfeld: Umfeld) -> None:
    """What the form would refuse is not stored in its field."""
    entwurf = _lies(umfeld, beginn="1.5.2026", ende="1.4.2026", kurztext="x" * 251, alter="12-6")
    a = entwurf.angebot
    assert (a.beginn, a.ende, a.kurztext, a.alter_bis) == (date(2026, 5, 1), None, "", None)
    saetze = " ".join(entwurf.hinweise)
    assert "Das Ende liegt vor dem Beginn." in saetze
    assert "Das Höchstalter liegt unter dem Mindestalter." in saetze
    assert "ende: 1.4.2026" in a.beschreibung
    assert "kurztext: " + "x" * 251 in a.beschreibung


def test_ohne_oder_mit_zu_langem_titel_wird_nichts_daraus(umfeld: Umfeld) -> None:
    ohne, lang = _lies(umfeld, titel="", art="Kurs"), _lies(umfeld, titel="x" * 121)
    assert (ohne.stand, ohne.fehler) == (
        "fehler",
        ["Spalte „titel“: Bitte geben Sie dem Angebot einen Titel."],
    )
    assert lang.stand == "fehler"
    assert "höchstens 120 Zeichen" in lang.fehler[0]


def test_doppelte_werden_erkannt(umfeld: Umfeld) -> None:
    entwurf = _lies(umfeld, titel="nähcafe")
    assert (entwurf.stand, entwurf.vorhanden.titel) == ("doppelt", "Nähcafé")
    zeilen = [(2, ["Malkurs"]), (5, ["MALKURS"])]
    erster, zweiter = entwuerfe(Tabelle(["Titel"], zeilen, 1), {0: "titel"}, umfeld)
    assert (erster.hinweise, zweiter.hinweise) == ([], ["Derselbe Titel steht schon in Zeile 2."])


def test_namen_bleiben_draussen(umfeld: Umfeld) -> None:
    entwurf = _lies(umfeld, kontakt="Frau Muster, 030 12345", email="erika(at)haus.example")
    assert entwurf.angebot.kontakt_telefon == "030 12345"
    assert "Muster" not in entwurf.angebot.beschreibung
    assert "erika" not in entwurf.angebot.beschreibung
    assert len([satz for satz in entwurf.hinweise if "weil dort oft Namen stehen" in satz]) == 2


def test_vorgaben_gelten_nur_wo_nichts_steht(umfeld: Umfeld) -> None:
    mit = Umfeld.von(umfeld.zentrum, HEUTE, kontakt=True, standort=umfeld.standorte[0].pk)
    leer = _lies(mit)
    assert (leer.angebot.standort, leer.angebot.kontakt_telefon) == (umfeld.standorte[0], "030 999")
    voll = _lies(mit, wo="Park", email="malen@stz.example")
    a = voll.angebot
    assert (a.standort, a.ort, a.kontakt) == (None, "Park", "malen@stz.example")


@pytest.mark.parametrize(
    "zellen",
    [
        {"wochentag": "dienstags", "uhrzeit": "14-16 Uhr"},
        {"wochentag": "Di", "uhrzeit_von": "14:00", "uhrzeit_bis": "16:00 Uhr"},
        {"rhythmus": "wöchentlich", "wann": "Di 14 bis 16 Uhr"},
    ],
)
def test_die_zeit_darf_in_mehreren_spalten_stehen(umfeld: Umfeld, zellen: dict[str, str]) -> None:
    [regel] = _lies(umfeld, **zellen).regeln
    assert (regel.wochentage, regel.von, regel.bis) == ((1,), time(14), time(16))


def _vorschlag(kopf: list[str], *zeilen: list[str]) -> dict[str, str]:
    liste = tabelle([(1, kopf), *((i, zeile) for i, zeile in enumerate(zeilen, start=2))], 0)
    return {liste.name(i): ziel for i, ziel in vorschlag(liste, ZIELE, erlaubt).items()}


@pytest.mark.parametrize(
    ("kopf", "ziel"),
    [
        *(("Titel des Angebots", "titel"), ("Angebot", "titel"), ("Name", "titel"), ("Kurs", "titel")),
        *(
            ("Kosten (in €)", "kosten"),
            ("TN-Beitrag", "kosten"),
            ("Preis:", "kosten"),
            ("Zielgruppe/n", "zielgruppen"),
        ),
        *(("E-Mail-Adresse", "email"), ("Tel.", "telefon"), ("Für wen?", "zielgruppen"), ("Wo", "wo")),
        *(("Ort / Raum", "wo"), ("Uhrzeit", "uhrzeit"), ("Wochentag", "wochentag"), ("Termine", "wann")),
    ],
)
def test_uebliche_ueberschriften(kopf: str, ziel: str) -> None:
    assert _vorschlag([kopf, "x"], ["a", "b"]).get(kopf) == ziel


def test_beginn_und_ende_nach_ihrem_inhalt() -> None:
    kopf = ["Titel", "Beginn", "Ende"]
    zeiten = _vorschlag(kopf, ["A", "14:00", "16:00"], ["B", "9 Uhr", ""])
    tage = _vorschlag(kopf, ["A", "1.3.2026", ""], ["B", "15.3.26", "1.12.2026"])
    assert (zeiten["Beginn"], zeiten["Ende"]) == ("uhrzeit_von", "uhrzeit_bis")
    assert (tage["Beginn"], tage["Ende"]) == ("beginn", "ende")
    assert "Beginn" not in _vorschlag(kopf, ["A", "bald", ""])


def test_spalten_mit_menschen_werden_nicht_vorgeschlagen() -> None:
    kopf = ["Name", "Titel", "Kursleitung", "Ansprechpartner", "Ehrenamtliche", "Vorname"]
    assert _vorschlag(kopf, ["Erika", "Malkurs", "Erika", "Frau X, 030 12345", "Max", "Erika"]) == {
        "Titel": "titel",
        "Ansprechpartner": "kontakt",
    }
    for ziel in ZIELE:
        assert erlaubt("Dozentin", ziel) == (ziel.schluessel in ("kontakt", "telefon", "email"))


def test_die_zeile_mit_den_ueberschriften_wird_gefunden() -> None:
    zeilen: Any = [(1, ["Angebote 2026", ""]), (3, ["Titel", "Kosten"]), (4, ["Malkurs", "frei"])]
    assert kopf_vorschlag(zeilen, ZIELE) == 1
    liste = tabelle(zeilen, 1)
    assert nicht_uebernommen(liste, {0: "titel"}) == ["Kosten"]
