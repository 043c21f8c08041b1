"""Cells: what is counted, what is typed, and that neither overwrites the other unseen."""

import pytest
from django.utils import timezone

from angebote import erfassung
from angebote.erfassung import Eingabe, Konflikt
from angebote.models import Herkunft, Meldung, Termin, Wert
from angebote.zeitraeume import Gesperrt, neueste_meldung
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zahlen import Zahlenfehler
from stzverbund.basis.zeit import monat_plus
from tests import fabriken as f
from tests.hilfen.raster import Blattwelt, blattwelt

pytestmark = pytest.mark.django_db
GEZAEHLT, SUMME = Herkunft.GEZAEHLT, Herkunft.MONATSSUMME


@pytest.fixture
def blatt(db: None) -> Blattwelt:
    person = f.PersonFabrik(name="Kim Beispiel")
    zentrum = f.ZentrumFabrik()
    return blattwelt(zentrum, f.MitgliedschaftFabrik(person=person, rolle="mitarbeit", zentrum=zentrum))


def test_gezaehlte_termine_fuellen_die_zellen(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12, ehrenamtliche=2, ehrenamt_minuten=180)
    blatt.termin(stunde=14, teilnahmen=9, ehrenamtliche=3, ehrenamt_minuten=90)
    assert blatt.stand("termine") == ("zahl", 2, 2, GEZAEHLT)
    assert blatt.stand("stunden") == ("zahl", 180, 180, GEZAEHLT)
    assert blatt.stand("teilnahmen") == ("zahl", 21, 21, GEZAEHLT)
    assert blatt.stand("ehrenamtliche") == ("zahl", 3, 3, GEZAEHLT)
    assert blatt.stand("ehrenamt-stunden") == ("zahl", 270, 270, GEZAEHLT)


def test_teilnahmen_gelten_erst_wenn_alle_termine_gezaehlt_sind(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.termin(stunde=14)
    assert blatt.stand("teilnahmen") == ("leer", None, 12, GEZAEHLT)
    assert blatt.zelle("teilnahmen").worte == "1 von 2 gezählt"
    assert blatt.stand("termine") == ("zahl", 2, 2, GEZAEHLT)


def test_ohne_angabe_zu_ehrenamtlichen_bleibt_die_zelle_offen(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    assert blatt.wert("ehrenamtliche") is None
    assert blatt.zelle("ehrenamtliche").zustand == "leer"


def test_sind_alle_termine_ausgefallen_steht_der_grund_dabei(blatt: Blattwelt) -> None:
    blatt.termin("ausgefallen")
    blatt.termin("ausgefallen", stunde=14, grund="Krankheit")
    assert blatt.stand("termine") == ("zahl", 0, 0, GEZAEHLT)
    assert blatt.stand("teilnahmen") == ("ausgefallen", None, None, GEZAEHLT)
    assert blatt.zelle("teilnahmen").worte == "ausgefallen: Heizung; Krankheit"
    assert blatt.zelle("teilnahmen").anzeige == "–"


def test_solange_ein_termin_aussteht_ist_nichts_ausgefallen(blatt: Blattwelt) -> None:
    blatt.termin("ausgefallen")
    blatt.termin("geplant", stunde=14)
    assert blatt.stand("teilnahmen")[0] == "leer"
    assert blatt.zelle("termine").worte == "0 von 2, 1 ausgefallen, 1 noch offen"


def test_eingetippte_summe_gilt_und_der_unterschied_steht_dabei(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.tippe("teilnahmen", "15", version=1)
    blatt.termin(stunde=14, teilnahmen=9)
    assert blatt.stand("teilnahmen") == ("zahl", 15, 21, SUMME)
    assert blatt.zelle("teilnahmen").abweichung == "gezählt: 21"


def test_leeren_faellt_auf_das_gezaehlte_zurueck(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.tippe("teilnahmen", "15", version=1)
    assert blatt.tippe("teilnahmen", "", version=2).wert.zahl == 12
    assert blatt.stand("teilnahmen") == ("zahl", 12, 12, GEZAEHLT)


def test_leeren_ohne_zaehlung_oeffnet_die_zelle_und_behaelt_die_version(blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    blatt.tippe("oeffnungstage", "", version=1)
    assert blatt.stand("oeffnungstage") == ("leer", None, None, GEZAEHLT)
    with pytest.raises(Konflikt):
        blatt.tippe("oeffnungstage", "20", version=1)


@pytest.mark.parametrize(
    ("eingabe", "art", "zahl", "text", "worte"),
    [
        ("1.500", "zahl", 1500, "1.500", "eingetragen"),
        ("0", "zahl", 0, "0", "eingetragen"),
        ("ca. 40", "zahl", 40, "40", "geschätzt"),
        ("~40", "zahl", 40, "40", "geschätzt"),
        ("k. A.", "keine_angabe", None, "k. A.", "keine Angabe"),
        ("x", "ausgefallen", None, "ausgefallen", "ausgefallen"),
    ],
)
def test_was_in_einer_zelle_stehen_kann(
    blatt: Blattwelt, eingabe: str, art: str, zahl: int | None, text: str, worte: str
) -> None:
    blatt.tippe("teilnahmen", eingabe)
    assert blatt.stand("teilnahmen")[:2] == (art, zahl)
    assert (blatt.zelle("teilnahmen").text, blatt.zelle("teilnahmen").worte) == (text, worte)


def test_stunden_werden_als_minuten_gespeichert(blatt: Blattwelt) -> None:
    blatt.tippe("stunden", "1:30")
    assert blatt.stand("stunden")[1] == 90
    assert blatt.zelle("stunden").text == "1,5"


@pytest.mark.parametrize("eingabe", ["4l2", "3,5", "-1", "1,234"])
def test_was_keine_zahl_ist_wird_nicht_gespeichert(blatt: Blattwelt, eingabe: str) -> None:
    with pytest.raises(Zahlenfehler):
        blatt.tippe("teilnahmen", eingabe)
    assert not Wert.objects.exists()


def test_zweite_person_sieht_wer_geaendert_hat(blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    with pytest.raises(Konflikt) as konflikt:
        blatt.tippe("oeffnungstage", "20")
    assert (konflikt.value.wer, konflikt.value.wert.zahl) == ("Kim Beispiel", 21)
    assert blatt.tippe("oeffnungstage", "20", version=1).geaendert


def test_derselbe_wert_noch_einmal_ist_kein_konflikt(blatt: Blattwelt) -> None:
    """A save whose answer was lost is sent again with the old version."""
    blatt.tippe("oeffnungstage", "21")
    ergebnis = blatt.tippe("oeffnungstage", "21")
    assert (ergebnis.geaendert, ergebnis.wert.version) == (False, 1)
    assert Wert.history.count() == 1


def test_auch_eine_zaehlung_ueberschreibt_den_zweiten_nicht_unbemerkt(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.termin(stunde=14, teilnahmen=9)
    with pytest.raises(Konflikt):
        blatt.tippe("teilnahmen", "15", version=1)


def test_nur_die_zaehlung_hat_sich_geaendert_ist_kein_konflikt(blatt: Blattwelt) -> None:
    blatt.tippe("teilnahmen", "15")
    blatt.termin(teilnahmen=12)
    assert blatt.tippe("teilnahmen", "16", version=1).geaendert


def test_jede_aenderung_steht_mit_person_im_verlauf(blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    blatt.tippe("oeffnungstage", "20", version=1)
    wert = blatt.wert("oeffnungstage")
    assert wert is not None
    staende = [(h.zahl, h.version, h.history_user.name) for h in wert.history.order_by("history_id")]
    assert staende == [(21, 1, "Kim Beispiel"), (20, 2, "Kim Beispiel")]
    assert wert.geaendert_von == blatt.wer.person


def test_eingereichte_meldung_ist_zu(blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    Meldung.objects.update(status="eingereicht", eingereicht_am=timezone.now())
    with pytest.raises(Gesperrt, match="eingereicht"):
        blatt.tippe("oeffnungstage", "20", version=1)
    with pytest.raises(Gesperrt):
        blatt.termin(teilnahmen=3)
    assert blatt.stand("oeffnungstage")[1] == 21


def _zurueckgegeben(blatt: Blattwelt, kennzahl: str) -> None:
    wert = blatt.wert(kennzahl)
    Meldung.objects.update(status="zurueckgegeben", grund="bitte prüfen")
    wert.meldung.rueckfragen.create(wert=wert, grund="so viele?")


def test_nach_rueckgabe_einzelner_zellen_sind_nur_diese_offen(blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    blatt.tippe("raumnutzungen", "5")
    _zurueckgegeben(blatt, "raumnutzungen")
    assert blatt.tippe("raumnutzungen", "4", version=1).geaendert
    with pytest.raises(Gesperrt, match="Rückfrage"):
        blatt.tippe("oeffnungstage", "20", version=1)
    assert blatt.zelle("oeffnungstage").gesperrt
    assert not blatt.zelle("raumnutzungen").gesperrt
    Meldung.objects.update(ganz_zurueck=True)
    assert blatt.tippe("oeffnungstage", "20", version=1).geaendert


def test_nach_rueckgabe_aendert_auch_eine_zaehlung_nur_offene_zellen(blatt: Blattwelt) -> None:
    termin = blatt.termin(teilnahmen=12)
    _zurueckgegeben(blatt, "teilnahmen")
    Termin.objects.filter(pk=termin.pk).update(teilnahmen=11)
    blatt.summieren()
    assert blatt.stand("teilnahmen")[1] == 11
    with pytest.raises(Gesperrt):
        blatt.termin(stunde=14, teilnahmen=5)
    assert blatt.stand("termine")[1] == 1


def test_monat_der_noch_nicht_begonnen_hat(blatt: Blattwelt) -> None:
    spaeter = monat_plus(blatt.monat, 1)
    erfassung.neu_summieren(angebot=blatt.angebot, monat=spaeter, wer=None)
    assert not Wert.objects.exists()
    blatt.monat = spaeter
    with pytest.raises(Gesperrt, match="noch nicht begonnen"):
        blatt.tippe("oeffnungstage", "20")


def test_vor_dem_monat_abgesagte_termine_werden_nachgezogen(blatt: Blattwelt) -> None:
    f.TerminFabrik(angebot=blatt.angebot, datum=blatt.monat, status="ausgefallen", grund="Sommerpause")
    assert erfassung.nachziehen(heute=timezone.localdate()) == 1
    assert blatt.zelle("teilnahmen").worte == "ausgefallen: Sommerpause"
    assert erfassung.nachziehen(heute=timezone.localdate()) == 0


def test_rest_keine_angabe_schliesst_was_offen_ist(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.tippe("oeffnungstage", "0")
    with pytest.raises(Verweigert, match="Grund"):
        erfassung.rest_keine_angabe(zentrum=blatt.zentrum, monat=blatt.monat, grund=" ", wer=blatt.wer)
    pflicht = [k for k in blatt.kennzahlen.values() if k.pflicht]
    geschlossen = erfassung.rest_keine_angabe(
        zentrum=blatt.zentrum, monat=blatt.monat, grund="Umzug", wer=blatt.wer
    )
    assert geschlossen == len(pflicht) - 4
    assert blatt.stand("oeffnungstage")[1] == 0
    assert blatt.stand("teilnahmen")[1] == 12
    assert blatt.zelle("raumnutzungen").worte == "keine Angabe: Umzug"
    assert blatt.wert("ehrenamtliche") is None
    assert Wert.history.filter(art="keine_angabe", history_user=blatt.wer.person).count() == geschlossen


def test_block_speichert_jede_zelle_fuer_sich(blatt: Blattwelt) -> None:
    blatt.tippe("stunden", "6")
    k = blatt.kennzahlen
    ergebnisse = erfassung.block_speichern(
        zentrum=blatt.zentrum,
        monat=blatt.monat,
        wer=blatt.wer,
        eingaben=[
            Eingabe(k["termine"], "4", blatt.angebot),
            Eingabe(k["stunden"], "8", blatt.angebot),
            Eingabe(k["teilnahmen"], "viele", blatt.angebot),
            Eingabe(k["oeffnungstage"], "21"),
        ],
    )
    assert [type(e).__name__ for e in ergebnisse] == ["Ergebnis", "Konflikt", "Zahlenfehler", "Ergebnis"]
    assert blatt.stand("termine")[1] == 4
    assert blatt.stand("stunden")[1] == 360
    assert blatt.wert("teilnahmen") is None


def test_zurueck_auf_gezaehlt(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.tippe("teilnahmen", "15", version=1)
    erfassung.zurueck_auf_gezaehlt(**blatt.ort("teilnahmen"), wer=blatt.wer)
    assert blatt.stand("teilnahmen") == ("zahl", 12, 12, GEZAEHLT)


def test_notiz_bleibt_von_werten_unberuehrt(blatt: Blattwelt) -> None:
    erfassung.notiz_speichern(**blatt.ort("oeffnungstage"), notiz="Umbau", vorher="", wer=blatt.wer)
    assert blatt.tippe("oeffnungstage", "12").geaendert
    assert blatt.zelle("oeffnungstage").notiz == "Umbau"
    with pytest.raises(Verweigert, match="Umbau"):
        erfassung.notiz_speichern(**blatt.ort("oeffnungstage"), notiz="Streik", vorher="", wer=blatt.wer)
    erfassung.notiz_speichern(**blatt.ort("oeffnungstage"), notiz="Streik", vorher="Umbau", wer=blatt.wer)
    assert blatt.zelle("oeffnungstage").notiz == "Streik"


def test_kennzahl_und_angebot_muessen_zusammenpassen(blatt: Blattwelt) -> None:
    with pytest.raises(ValueError, match="does not belong"):
        Eingabe(blatt.kennzahlen["oeffnungstage"], "1", blatt.angebot)
    with pytest.raises(ValueError, match="no breakdown"):
        Eingabe(blatt.kennzahlen["termine"], "1", blatt.angebot, altersgruppe="u6")


def test_erste_zahl_beginnt_den_entwurf(blatt: Blattwelt) -> None:
    assert neueste_meldung(blatt.zentrum, blatt.monat) is None
    blatt.tippe("oeffnungstage", "21")
    meldung = neueste_meldung(blatt.zentrum, blatt.monat)
    assert meldung is not None
    assert (meldung.status, meldung.nr) == ("entwurf", 0)


def test_gezaehlte_aufteilung_weicht_einer_kleineren_summe(blatt: Blattwelt) -> None:
    termin = blatt.termin(teilnahmen=12)
    termin.aufteilung.create(altersgruppe="u6", geschlecht="alle", anzahl=10)
    blatt.summieren()
    blatt.tippe("teilnahmen", "8", version=1)
    assert blatt.stand("teilnahmen", altersgruppe="u6") == ("leer", None, 10, GEZAEHLT)
    blatt.tippe("teilnahmen", "11", version=2)
    assert blatt.stand("teilnahmen", altersgruppe="u6") == ("zahl", 10, 10, GEZAEHLT)


def test_eingetippte_aufteilung_verhindert_eine_kleinere_summe(blatt: Blattwelt) -> None:
    blatt.tippe("teilnahmen", "12")
    blatt.tippe("teilnahmen", "10", altersgruppe="u6", geschlecht="w")
    assert blatt.stand("teilnahmen", geschlecht="w")[1] == 10
    for text in ("8", "k. A.", ""):
        with pytest.raises(Zahlenfehler, match="Aufteilung"):
            blatt.tippe("teilnahmen", text, version=1)
    assert blatt.tippe("teilnahmen", "10", version=1).geaendert


def test_aufteilung_braucht_eine_summe_und_nur_zahlen(blatt: Blattwelt) -> None:
    with pytest.raises(Zahlenfehler, match="zuerst die Summe"):
        blatt.tippe("teilnahmen", "1", altersgruppe="u6")
    blatt.tippe("teilnahmen", "12")
    with pytest.raises(Zahlenfehler, match="nur Zahlen"):
        blatt.tippe("teilnahmen", "k. A.", altersgruppe="u6")


def test_rest_laesst_eine_offene_summe_mit_eingetippter_aufteilung_stehen(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.tippe("teilnahmen", "10", altersgruppe="u6", geschlecht="w")
    blatt.termin(stunde=14)
    erfassung.rest_keine_angabe(zentrum=blatt.zentrum, monat=blatt.monat, grund="Umzug", wer=None)
    assert blatt.stand("teilnahmen")[0] == "leer"
    assert blatt.stand("raumnutzungen")[0] == "keine_angabe"
