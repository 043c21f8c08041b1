"""The way of a list of Angebote: taken over whole or not at all, taken back where nobody worked on it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from angebote import pflege
from angebote.einlesen import ablauf, angebotsliste, anlegen
from angebote.einlesen.angebote import ZIELE
from angebote.models import Angebot, Import, Importzeile, Termin, Zeitplan
from angebote.terminplan import regel_von
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.tabellen.text import Tabellenfehler
from stzverbund.basis.verlauf import verlauf, verlauf_der_zustaende
from tests import fabriken as f
from tests.hilfen.einlesen import hochgeladen, katalog, uebernommen
from tests.hilfen.tabelle import LISTE, als_csv, als_xlsx
from tests.welt import Welt
from zentren.models import Mitgliedschaft

Status = Import.Status


@pytest.fixture
def team(welt: Welt) -> Mitgliedschaft:
    katalog(welt.eigenes)
    return welt.rollen["mitarbeit"]


def test_hochladen_schlaegt_die_spalten_vor(team: Mitgliedschaft) -> None:
    liste = hochgeladen(team, [["Unsere Angebote"], [], *LISTE])
    assert (liste.status, liste.kopf, liste.zentrum, liste.person) == (
        Status.OFFEN,
        1,
        team.zentrum,
        team.person,
    )
    erwartet = "titel art leistungsbereich wochentag uhrzeit wo zielgruppen kosten telefon"
    assert list(liste.spalten.values()) == erwartet.split()
    assert 8 not in liste.spalten


def test_hochladen_ohne_tabelle_speichert_nichts(team: Mitgliedschaft) -> None:
    zu_lang = als_xlsx([["Titel"]] + [["A"]] * 2100)
    for daten in (b"", b"Titel\n", als_csv([["Titel"]]), zu_lang):
        with pytest.raises(Tabellenfehler):
            ablauf.hochladen(zentrum=team.zentrum, art="angebote", name="x", daten=daten, wer=team)
    assert not Import.objects.exists()


def test_das_erste_brauchbare_blatt_gilt_bis_man_ein_anderes_waehlt(team: Mitgliedschaft) -> None:
    daten = als_xlsx([["A", "B"]] * 2100, Liste2=LISTE, Liste3=[["Kurs", "Preis"], ["Yoga", "frei"]])
    liste = ablauf.hochladen(zentrum=team.zentrum, art="angebote", name="x.xlsx", daten=daten, wer=team)
    assert liste.blatt == 1
    liste = ablauf.blatt_waehlen(liste=liste, blatt=2, kopf=None)
    assert liste.spalten == {0: "titel", 1: "kosten"}
    with pytest.raises(Tabellenfehler, match=r"mehr als 2\.000 Zeilen"):
        ablauf.blatt_waehlen(liste=liste, blatt=0, kopf=None)
    with pytest.raises(Tabellenfehler, match="steht nichts"):
        ablauf.blatt_waehlen(liste=liste, blatt=2, kopf=1)


def test_uebernehmen_legt_entwuerfe_an(team: Mitgliedschaft) -> None:
    liste = uebernommen(team)
    malkurs, chor = Angebot.objects.order_by("pk")
    assert (malkurs.zentrum, malkurs.status, malkurs.titel, malkurs.ort) == (
        team.zentrum,
        Angebot.Status.ENTWURF,
        "Malkurs",
        "Garten",
    )
    assert pflege.fehlende_angaben(malkurs) == {}
    assert regel_von(Zeitplan.objects.get(angebot=malkurs)).wochentage == (1,)
    assert set(pflege.fehlende_angaben(chor)) == {
        *("art", "leistungsbereich", "zeitplan", "standort", "kontakt_telefon"),
    }
    assert "Uhrzeit" not in chor.beschreibung
    assert "Wochentag: Do nach Absprache" in chor.beschreibung
    zeilen = [(z["nummer"], z["angelegt"], len(z["fehlend"])) for z in liste.ergebnis]
    assert zeilen == [(2, True, 0), (3, True, 5)]
    assert (liste.status, liste.anzahl, liste.blaetter) == (Status.UEBERNOMMEN, 2, [])
    assert not Termin.objects.exists()


def test_nirgends_steht_ein_name(team: Mitgliedschaft) -> None:
    liste = uebernommen(team)
    gespeichert = str(list(Angebot.objects.values())) + str(Import.objects.filter(pk=liste.pk).values())
    assert "Frau X" not in gespeichert
    assert "Herr Y" not in gespeichert


def test_suche_reihenfolge_und_verlauf_wie_von_hand(team: Mitgliedschaft) -> None:
    uebernommen(team)
    angebot = Angebot.objects.get(titel="Malkurs")
    assert Angebot.objects.filter(suche__contains="malkurs").get() == angebot
    assert [a.titel for a in Angebot.objects.all()] == ["Chor", "Malkurs"]
    assert [(e.wer, e.was) for e in verlauf(angebot)] == [(str(team.person), "angelegt")]
    assert Zeitplan.history.count() == 1
    stand = angebot.history.get()
    assert [zeile.zielgruppe.name for zeile in stand.zielgruppen.all()] == ["alle"]
    angebot.kurztext = "Farbe"
    pflege.angebot_speichern(
        angebot=angebot,
        version=1,
        viele={"zielgruppen": list(angebot.zielgruppen.all())},
        zeitplaene=[(z.pk, regel_von(z)) for z in angebot.zeitplaene.all()],
        wer=team,
    )
    assert verlauf(angebot)[0].was == "Kurz gesagt: leer → Farbe"


def test_doppelte_bleiben_weg_wenn_man_sie_nicht_will(team: Mitgliedschaft) -> None:
    f.AngebotFabrik(zentrum=team.zentrum, titel="malkurs", status="beendet")
    f.AngebotFabrik(titel="Chor")  # of another centre
    liste = uebernommen(team)
    assert [(z["titel"], z["angelegt"], z["doppelt"]) for z in liste.ergebnis] == [
        ("Malkurs", False, True),
        ("Chor", True, False),
    ]
    nochmal = uebernommen(team, auch={2})
    assert [z["angelegt"] for z in nochmal.ergebnis] == [True, False]
    assert Angebot.objects.filter(zentrum=team.zentrum).count() == 3


def test_zeilen_mit_fehlern_werden_genannt_und_ausgelassen(team: Mitgliedschaft) -> None:
    liste = uebernommen(team, [*LISTE, ["", "Kurs", *[""] * 8]])
    assert liste.ergebnis[2]["fehler"] == ["Spalte „Angebot“: Bitte geben Sie dem Angebot einen Titel."]
    assert liste.anzahl == 2


def test_nichts_zu_uebernehmen(team: Mitgliedschaft) -> None:
    uebernommen(team)
    with pytest.raises(Verweigert, match="lässt sich keine Zeile übernehmen"):
        uebernommen(team)
    assert Import.objects.filter(status=Status.OFFEN).count() == 1


def test_alles_oder_nichts(team: Mitgliedschaft, monkeypatch: pytest.MonkeyPatch) -> None:
    liste = hochgeladen(team)

    def bricht_ab(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(anlegen, "bulk_create_with_history", bricht_ab)
    with pytest.raises(RuntimeError):
        ablauf.uebernehmen(liste=liste, auch=set(), wer=team)
    assert not Angebot.objects.exists()
    assert not Angebot.history.exists()
    liste.refresh_from_db()
    assert liste.offen
    assert liste.blaetter


def test_zweimal_uebernehmen_geht_nicht(team: Mitgliedschaft) -> None:
    liste = hochgeladen(team)
    ablauf.uebernehmen(liste=liste, auch=set(), wer=team)
    for noch_einmal in (
        lambda: ablauf.uebernehmen(liste=liste, auch={2, 3}, wer=team),
        lambda: ablauf.zuordnen(liste=liste, zuordnung={}, vorgaben={}),
        lambda: ablauf.blatt_waehlen(liste=liste, blatt=0, kopf=0),
        lambda: ablauf.verwerfen(liste=liste),
    ):
        with pytest.raises(Verweigert, match="schon übernommen"):
            noch_einmal()
    assert Angebot.objects.count() == 2


def test_zuruecknehmen_nimmt_alles_wieder_weg(team: Mitgliedschaft) -> None:
    liste = uebernommen(team)
    anderes = f.AngebotFabrik(zentrum=team.zentrum, status="entwurf")
    assert ablauf.zuruecknehmen(liste=liste, wer=team) == 0
    assert Angebot.objects.get() == anderes
    assert not Zeitplan.objects.exists()
    liste.refresh_from_db()
    assert liste.status == Status.ZURUECKGENOMMEN
    with pytest.raises(Verweigert, match="schon zurückgenommen"):
        ablauf.zuruecknehmen(liste=liste, wer=team)
    assert [e.was for e in verlauf_der_zustaende(liste)] == [
        "zurückgenommen: 2 zurückgenommen, 0 geblieben",
        "übernommen: liste.xlsx",
    ]


def test_woran_gearbeitet_wurde_das_bleibt_und_wird_genannt(team: Mitgliedschaft) -> None:
    liste = uebernommen(team, [*LISTE, ["Yoga", "Kurs", *[""] * 8]])
    pflege.veroeffentlichen(angebot=Angebot.objects.get(titel="Malkurs"), wer=team)
    yoga = Angebot.objects.get(titel="Yoga")
    yoga.ort = "Saal"
    pflege.angebot_speichern(angebot=yoga, version=1, viele={}, zeitplaene=[], wer=team)
    assert {z.angebot.titel: grund for z, grund in angebotsliste.rueckgabe(liste)} == {
        "Malkurs": "ist inzwischen veröffentlicht",
        "Yoga": "ist inzwischen bearbeitet",
        "Chor": "",
    }
    assert ablauf.zuruecknehmen(liste=liste, wer=team) == 2
    assert sorted(Angebot.objects.values_list("titel", flat=True)) == ["Malkurs", "Yoga"]
    liste.refresh_from_db()
    assert liste.status == Status.UEBERNOMMEN
    ergebnis = angebotsliste.ergebnis(liste)
    assert (ergebnis.zurueck, [z.bezeichnung for z in ergebnis.geblieben]) == (0, ["Malkurs", "Yoga"])


def test_von_hand_geloeschte_entwuerfe_stoeren_nicht(team: Mitgliedschaft) -> None:
    liste = uebernommen(team)
    pflege.entwurf_loeschen(angebot=Angebot.objects.get(titel="Chor"))
    assert Importzeile.objects.count() == 1
    assert ablauf.zuruecknehmen(liste=liste, wer=team) == 0


def test_was_eine_zahl_hat_laesst_sich_nicht_loeschen(team: Mitgliedschaft) -> None:
    liste = uebernommen(team)
    f.WertFabrik(
        meldung=f.MeldungFabrik(zentrum=team.zentrum),
        angebot=Angebot.objects.get(titel="Chor"),
        kennzahl=f.KennzahlFabrik(),
    )
    with pytest.raises(Verweigert, match="inzwischen gebraucht"):
        ablauf.zuruecknehmen(liste=liste, wer=team)
    assert Angebot.objects.count() == 2


def test_vollstaendige_auf_einmal_veroeffentlichen(
    team: Mitgliedschaft, monkeypatch: pytest.MonkeyPatch
) -> None:
    zweiter = ["Tanzkurs", *LISTE[1][1:]]
    liste = uebernommen(team, [*LISTE, zweiter])
    monkeypatch.setattr(ablauf, "AUF_EINMAL", 1)
    assert ablauf.veroeffentlichen(liste=liste, wer=team) == (1, 1)
    assert ablauf.veroeffentlichen(liste=liste, wer=team) == (1, 0)
    stand = dict(Angebot.objects.values_list("titel", "status"))
    assert stand == {"Malkurs": "veroeffentlicht", "Tanzkurs": "veroeffentlicht", "Chor": "entwurf"}
    assert Termin.objects.exists()


def test_was_inzwischen_unvollstaendig_ist_wird_uebersprungen(team: Mitgliedschaft) -> None:
    liste = uebernommen(team)
    Angebot.objects.filter(titel="Malkurs").update(kosten="")
    assert ablauf.veroeffentlichen(liste=liste, wer=team) == (0, 0)


def test_liegengebliebene_listen_verschwinden(team: Mitgliedschaft) -> None:
    alt, neu, fertig = hochgeladen(team), hochgeladen(team), uebernommen(team)
    heute = timezone.localdate()
    Import.objects.filter(pk__in=[alt.pk, fertig.pk]).update(angelegt_am=timezone.now() - timedelta(days=9))
    assert ablauf.alte_entfernen(heute) == 1
    assert set(Import.objects.all()) == {neu, fertig}


def test_verwerfen(team: Mitgliedschaft) -> None:
    liste = hochgeladen(team)
    ablauf.verwerfen(liste=liste)
    with pytest.raises(Verweigert, match="verworfen"):
        ablauf.uebernehmen(liste=liste, auch=set(), wer=team)


def _anfragen(team: Mitgliedschaft, anzahl: int) -> tuple[int, int, int]:
    """Queries of preview, taking over, taking back for so many rows."""
    zeilen = [LISTE[0], *([f"Kurs {anzahl}-{i}", *LISTE[1][1:]] for i in range(anzahl))]
    liste = hochgeladen(team, zeilen)
    zahlen = []
    for schritt in (
        lambda: angebotsliste.vorschau(liste, ablauf.gewaehlte_tabelle(liste), timezone.localdate()),
        lambda: ablauf.uebernehmen(liste=liste, auch=set(), wer=team),
        lambda: ablauf.zuruecknehmen(liste=liste, wer=team),
    ):
        with CaptureQueriesContext(
            connection,
        ) as gezaehlt:
            schritt()
        zahlen.append(len(gezaehlt))
    return zahlen[0], zahlen[1], zahlen[2]


def test_gleich_viele_anfragen_fuer_eine_und_viele_zeilen(team: Mitgliedschaft) -> None:
    uebernommen(team, [LISTE[0], ["Erstes", *LISTE[1][1:]]])
    eine, drei = _anfragen(team, 1), _anfragen(team, 3)
    assert eine[:2] == drei[:2] == (4, 17)
    # Each deleted draft leaves an entry in its history, as if by hand.
    assert drei[2] - eine[2] == 2 * 10


class JedeTabelle(TestCase):
    """Whatever stands in the cells and wherever the columns are put: all that is said, or nothing."""

    @classmethod
    def setUpTestData(cls) -> None:
        zentrum = f.ZentrumFabrik()
        katalog(zentrum)
        cls.team = f.MitgliedschaftFabrik(rolle="mitarbeit", zentrum=zentrum)

    @given(st.data())
    def test_ganz_oder_gar_nicht(self, daten: st.DataObject) -> None:
        woerter = st.sampled_from([z for zeile in LISTE for z in zeile]) | st.text(max_size=15)
        zeilen = daten.draw(st.lists(st.lists(woerter, min_size=5, max_size=5), min_size=2, max_size=5))
        try:
            liste = ablauf.hochladen(
                zentrum=self.team.zentrum, art="angebote", name="x.csv", daten=als_csv(zeilen), wer=self.team
            )
        except Tabellenfehler:
            return
        breite = len(ablauf.gewaehlte_tabelle(liste).kopf)
        ziele = st.sampled_from([ziel.schluessel for ziel in ZIELE])
        zuordnung = daten.draw(st.dictionaries(st.integers(0, breite - 1), ziele)) | {0: "titel"}
        liste = ablauf.zuordnen(liste=liste, zuordnung=zuordnung, vorgaben={})
        try:
            liste = ablauf.uebernehmen(liste=liste, auch=set(), wer=self.team)
        except Verweigert:
            assert not Angebot.objects.exists()
            return
        angelegt = [zeile["titel"] for zeile in liste.ergebnis if zeile["angelegt"]]
        assert sorted(Angebot.objects.values_list("titel", flat=True)) == sorted(angelegt)
        for angebot in Angebot.objects.all():
            angebot.full_clean()
        assert ablauf.zuruecknehmen(liste=liste, wer=self.team) == 0
        assert not Angebot.objects.exists()
