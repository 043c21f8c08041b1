"""Figures of past months: which cell each belongs to, what is never overwritten, what stays closed."""

import io
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from angebote import erfassung, kennzahlen
from angebote.einlesen import ablauf, vorlage, zahlenliste
from angebote.einlesen.monate import NICHT_IN_BETRIEB, ZUKUNFT, lies_monat
from angebote.einlesen.werte import Unlesbar
from angebote.models import Herkunft, Import, Kennzahl, Meldung, Wert
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.tabellen.lesen import lies
from stzverbund.basis.tabellen.text import Tabellenfehler
from stzverbund.basis.zahlen import Zahlenfehler, Zelle, lies_zelle
from stzverbund.basis.zeit import monat_plus, monatsanfang
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.hilfen.einlesen import hochgeladen
from tests.hilfen.tabelle import als_csv
from tests.welt import Welt
from zentren.models import Mitgliedschaft


@pytest.mark.parametrize(
    ("text", "jahr", "monat"),
    [
        ("03/2024", "", date(2024, 3, 1)),
        ("3.2024", "", date(2024, 3, 1)),
        ("2024-03", "", date(2024, 3, 1)),
        ("März 2024", "", date(2024, 3, 1)),
        ("Mär. 2024", "", date(2024, 3, 1)),
        ("31.03.2024", "", date(2024, 3, 1)),
        ("2024-03-15", "", date(2024, 3, 1)),
        ("März", "2024", date(2024, 3, 1)),
        ("3", "2024", date(2024, 3, 1)),
        ("März", "", None),
        ("13/2024", "", None),
        ("2024", "", None),
        ("1. Quartal 2024", "", None),
        ("03/24", "", None),
        ("03/1066", "", None),
    ],
)
def test_monat(text: str, jahr: str, monat: date | None) -> None:
    if monat is None:
        with pytest.raises(Unlesbar):
            lies_monat(text, jahr)
    else:
        assert lies_monat(text, jahr) == monat


@pytest.fixture
def team(welt: Welt) -> Mitgliedschaft:
    """An Angebot that has run for years, the quarter before this one is open."""
    kennzahlen.laden()
    m.letztes_quartal(welt.eigenes.bezirk)
    m.angebot(welt.eigenes)
    return welt.rollen["mitarbeit"]


@pytest.fixture
def monat(team: Mitgliedschaft) -> date:
    """The first month of the open quarter."""
    return m.letztes_quartal(team.zentrum.bezirk).von


def _m(monat: date) -> str:
    return f"{monat:%m/%Y}"


def _liste(team: Mitgliedschaft, *zeilen: list[Any]) -> Import:
    return hochgeladen(team, zeilen, art="zahlen")


def _vorschau(team: Mitgliedschaft, *zeilen: list[Any]) -> zahlenliste.Vorschau:
    liste = _liste(team, *zeilen)
    return zahlenliste.vorschau(liste, ablauf.gewaehlte_tabelle(liste), timezone.localdate())


def _uebernommen(team: Mitgliedschaft, *zeilen: list[Any]) -> Import:
    return ablauf.uebernehmen(liste=_liste(team, *zeilen), auch=set(), wer=team)


def _werte() -> dict[tuple[str, str], tuple[str, int | None]]:
    return {
        (str(w.angebot or ""), w.kennzahl.name): (w.art, w.zahl)
        for w in Wert.objects.angegeben().select_related("angebot", "kennzahl")
    }


BREIT = ["Monat", "Angebot", "Termine", "Stunden", "Teilnahmen", "Erstkontakte"]


def test_breite_tabelle(team: Mitgliedschaft, monat: date) -> None:
    liste = _uebernommen(
        team,
        BREIT,
        [_m(monat), "nähcafé", 4, "1:30", "ca. 40", ""],
        [_m(monat), "", "", "", "", "k. A."],
        [_m(monat_plus(monat, 1)), "Nähcafé", 0, "", "ausgefallen", ""],
        [_m(monat_plus(monat, 2)), "Nähcafé", "", "", "", ""],
    )
    erster = Wert.objects.filter(monat=monat).select_related("kennzahl")
    assert {(w.kennzahl.name, w.art, w.zahl, w.herkunft) for w in erster} == {
        ("Termine", "zahl", 4, Herkunft.MONATSSUMME),
        ("Stunden", "zahl", 90, Herkunft.MONATSSUMME),
        ("Teilnahmen", "zahl", 40, Herkunft.GESCHAETZT),
        ("Erstkontakte", "keine_angabe", None, Herkunft.MONATSSUMME),
    }
    zweiter = Wert.objects.filter(monat=monat_plus(monat, 1)).select_related("kennzahl")
    assert {(w.kennzahl.name, w.art, w.zahl) for w in zweiter} == {
        ("Termine", "zahl", 0),
        ("Teilnahmen", "ausgefallen", None),
    }
    assert liste.anzahl == 6
    assert [(z["nummer"], z["neu"]) for z in liste.ergebnis] == [(2, 3), (3, 1), (4, 2)]
    assert {w.geaendert_von for w in Wert.objects.all()} == {team.person}
    assert Wert.history.count() == 6
    assert Meldung.objects.get().status == "entwurf"


def test_lange_tabelle_mit_jahr_in_eigener_spalte(team: Mitgliedschaft, monat: date) -> None:
    kopf = ["Jahr", "Monat", "Angebot", "Kennzahl", "Wert"]
    _uebernommen(
        team,
        kopf,
        [monat.year, monat.month, "Nähcafé", "Teilnahmen", 12],
        [monat.year, monat.month, "Das Zentrum", "oeffnungstage", 21],
        [monat.year, monat.month, "Nähcafé", "EA-Stunden", "2,5"],
    )
    assert _werte() == {
        ("Nähcafé", "Teilnahmen"): ("zahl", 12),
        ("", "Öffnungstage"): ("zahl", 21),
        ("Nähcafé", "Stunden der Ehrenamtlichen"): ("zahl", 150),
    }


def test_was_schon_da_steht_wird_nie_ueberschrieben(team: Mitgliedschaft, monat: date) -> None:
    ort = {"zentrum": team.zentrum, "monat": monat, "angebot": m.angebot(team.zentrum), "wer": team}
    for schluessel, text in (("teilnahmen", "12"), ("termine", "4")):
        kennzahl = Kennzahl.objects.get(schluessel=schluessel)
        erfassung.zelle_speichern(**ort, kennzahl=kennzahl, eingabe=text, version=0)
    [zeile] = _vorschau(team, BREIT, [_m(monat), "Nähcafé", 4, "2", "15", ""]).zeilen
    assert (zeile.neues, zeile.gleich) == (["Stunden: 2"], 1)
    assert zeile.abweichend == ["Teilnahmen: Hier steht schon 12, in der Datei 15."]
    liste = _uebernommen(team, BREIT, [_m(monat), "Nähcafé", 4, "2", "15", ""])
    assert _werte()["Nähcafé", "Teilnahmen"] == ("zahl", 12)
    assert liste.anzahl == 1


def test_gezaehltes_gilt_auch(team: Mitgliedschaft, monat: date) -> None:
    angebot = m.angebot(team.zentrum)
    f.TerminFabrik(angebot=angebot, datum=monat, status="stattgefunden", teilnahmen=5)
    erfassung.neu_summieren(angebot=angebot, monat=monat, wer=team)
    [zeile] = _vorschau(team, BREIT, [_m(monat), "Nähcafé", "", "", 7, ""]).zeilen
    assert zeile.abweichend == ["Teilnahmen: Hier steht schon 5, in der Datei 7."]


@pytest.mark.parametrize(
    ("zeile", "satz"),
    [
        (
            ["{m}", "Malkurs", 1, "", "", ""],
            "Ein Angebot „Malkurs“ gibt es nicht. Bitte legen Sie es zuerst an.",
        ),
        (["{m}", "Entwurf", 1, "", "", ""], "„Entwurf“ ist noch ein Entwurf. Bitte veröffentlichen"),
        (["{m}", "Neues", 1, "", "", ""], "„Neues“ läuft laut „läuft ab“ erst seit dem"),
        (["{m}", "Altes", 1, "", "", ""], "„Altes“ lief laut „läuft bis“ nur bis zum 31.12.2019."),
        (["{m}", "Zwilling", 1, "", "", ""], "Den Titel „Zwilling“ haben mehrere Angebote."),
        (
            ["{m}", "Pause", 1, "", "", ""],
            "„Pause“ hat in diesem Monat keine Zeile in der Statistik (pausiert).",
        ),
        (
            ["{m}", "Nähcafé", "", "", "", 3],
            "„Erstkontakte“ wird gezählt für das ganze Zentrum, nicht je Angebot.",
        ),
        (["{m}", "", 3, "", "", ""], "„Termine“ wird gezählt je Angebot; hier steht keines."),
        (["{m}", "Nähcafé", "viele", "", "", ""], "Termine: „viele“ ist keine Zahl."),
        (["Sommer", "Nähcafé", 1, "", "", ""], "Spalte „Monat“: „Sommer“ ist kein Monat"),
        (["01/2015", "Nähcafé", 1, "", "", ""], NICHT_IN_BETRIEB),
        (["01/2099", "Nähcafé", 1, "", "", ""], ZUKUNFT),
    ],
)
def test_fehler_mit_ihrem_grund(team: Mitgliedschaft, monat: date, zeile: list[Any], satz: str) -> None:
    zentrum, heute = team.zentrum, timezone.localdate()
    f.AngebotFabrik(zentrum=zentrum, titel="Entwurf", status="entwurf")
    f.AngebotFabrik(zentrum=zentrum, titel="Neues", beginn=heute)
    f.AngebotFabrik(zentrum=zentrum, titel="Altes", status="beendet", ende=date(2019, 12, 31))
    f.AngebotFabrik(zentrum=zentrum, titel="Pause", status="pausiert")
    f.AngebotFabrik.create_batch(2, zentrum=zentrum, titel="Zwilling")
    [gelesen] = _vorschau(team, BREIT, [str(zelle).format(m=_m(monat)) for zelle in zeile]).zeilen
    assert satz in " ".join(gelesen.fehler)
    assert not gelesen.eingaben
    with pytest.raises(Verweigert, match="keine Zahl, die sich übernehmen lässt"):
        _uebernommen(team, BREIT, [str(zelle).format(m=_m(monat)) for zelle in zeile])
    assert not Wert.objects.exists()
    assert not Meldung.objects.exists()


def test_unbekannte_und_abgelaufene_kennzahl(team: Mitgliedschaft, monat: date) -> None:
    Kennzahl.objects.filter(schluessel="termine").update(gueltig_bis=monat.year - 1)
    lang = [["Monat", "Angebot", "Kennzahl", "Wert"], [_m(monat), "Nähcafé", "Besuche", 3]]
    assert "Die Kennzahl „Besuche“ gibt es nicht." in _vorschau(team, *lang).zeilen[0].fehler
    [zeile] = _vorschau(team, BREIT, [_m(monat), "Nähcafé", 3, "", 4, ""]).zeilen
    assert zeile.fehler == [f"„Termine“ wird {monat.year} nicht gezählt."]
    assert zeile.neues == ["Teilnahmen: 4"]


def test_der_name_gilt_ueber_den_wechsel_einer_kennzahl(team: Mitgliedschaft, monat: date) -> None:
    """A Kennzahl that was replaced has the same name: the year says which one is meant."""
    alte = Kennzahl.objects.get(schluessel="termine")
    alte.gueltig_bis = monat.year - 1
    alte.save()
    neue = f.KennzahlFabrik(
        schluessel="termine-neu",
        name="Termine",
        quelle="",
        aufteilung=False,
        gueltig_von=monat.year,
        ersetzt=alte,
    )
    _uebernommen(team, BREIT, [_m(monat), "Nähcafé", 3, "", "", ""])
    assert Wert.objects.get().kennzahl == neue


def test_dieselbe_zelle_zweimal_in_der_liste(team: Mitgliedschaft, monat: date) -> None:
    gleich, anders = [_m(monat), "Nähcafé", 3, "", "", ""], [_m(monat), "NÄHCAFÉ", 5, "", "", ""]
    erste, zweite, dritte = _vorschau(team, BREIT, gleich, gleich, anders).zeilen
    assert (erste.neues, zweite.neues, zweite.fehler) == (["Termine: 3"], [], [])
    assert dritte.fehler == ["Termine: In Zeile 2 steht schon 3, hier 5."]


def test_geschlossene_zeitraeume_bleiben_zu_und_werden_genannt(team: Mitgliedschaft, monat: date) -> None:
    welt_monat = monat_plus(monat, -3)
    davor = m.letztes_quartal(team.zentrum.bezirk, davor=1, frist=-40, nachfrist=-30, sperre=-10)
    lange_her = date(monat.year - 3, 2, 1)
    zeilen = [[_m(mm), "Nähcafé", 3, "", "", ""] for mm in (monat, welt_monat, lange_her)]
    vorschau = _vorschau(team, BREIT, *zeilen)
    assert [bool(z.eingaben) for z in vorschau.zeilen] == [True, False, False]
    namen = dict(vorschau.gesperrt)
    assert "Das Bezirksamt kann ihn öffnen." in namen[str(davor)]
    satz = namen[f"1. Quartal {lange_her.year}"]
    assert f"Dazu muss es für {lange_her.year} erst ein Meldejahr anlegen." in satz
    liste = _uebernommen(team, BREIT, *zeilen)
    assert [wert.monat for wert in Wert.objects.all()] == [monat]
    assert [z["neu"] for z in liste.ergebnis] == [1, 0, 0]


def test_geoeffneter_zeitraum_nimmt_zahlen_an(team: Mitgliedschaft) -> None:
    davor = m.letztes_quartal(team.zentrum.bezirk, davor=1, frist=-40, nachfrist=-30, sperre=-10)
    bald = timezone.localdate() + timedelta(days=7)
    f.MeldungFabrik(zentrum=team.zentrum, zeitraum=davor, entsperrt_bis=bald)
    _uebernommen(team, BREIT, [_m(davor.von), "Nähcafé", 3, "", "", ""])
    assert _werte() == {("Nähcafé", "Termine"): ("zahl", 3)}


def test_eingereichtes_bleibt_zu_zurueckgegebenes_nur_bei_rueckfragen_offen(team: Mitgliedschaft) -> None:
    meldung = m.entwurf(team.zentrum)
    jetzt = timezone.now()
    Meldung.objects.filter(pk=meldung.pk).update(status="eingereicht", eingereicht_am=jetzt)
    zeile = [_m(meldung.zeitraum.von), "Nähcafé", 3, "", "", ""]
    assert "Die Meldung ist eingereicht." in _vorschau(team, BREIT, zeile).zeilen[0].fehler[0]
    Meldung.objects.filter(pk=meldung.pk).update(status="zurueckgegeben", grund="bitte prüfen")
    assert erfassung.NUR_RUECKFRAGEN in _vorschau(team, BREIT, zeile).zeilen[0].fehler
    Meldung.objects.filter(pk=meldung.pk).update(ganz_zurueck=True)
    assert _vorschau(team, BREIT, zeile).zeilen[0].neues == ["Termine: 3"]


def test_was_zwischen_vorschau_und_schreiben_geschlossen_wird(
    team: Mitgliedschaft, monat: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another month of the list is still taken over; the closed one says why not."""
    liste = _liste(
        team,
        BREIT,
        [_m(monat), "Nähcafé", 3, "", "", ""],
        [_m(monat_plus(monat, 1)), "Nähcafé", 3, "", "", ""],
    )
    speichern = erfassung.block_speichern

    def zu(**kwargs: Any) -> Any:
        if kwargs["monat"] == monat:
            raise erfassung_gesperrt
        return speichern(**kwargs)

    erfassung_gesperrt = zahlenliste.Gesperrt("Die Meldung liegt beim Bezirksamt.")
    monkeypatch.setattr(erfassung, "block_speichern", zu)
    liste = ablauf.uebernehmen(liste=liste, auch=set(), wer=team)
    assert [(z["neu"], z["saetze"]) for z in liste.ergebnis] == [
        (0, ["Termine: Die Meldung liegt beim Bezirksamt."]),
        (1, []),
    ]


def test_fehlende_spalten(team: Mitgliedschaft, monat: date) -> None:
    for zuordnung, satz in (
        ({1: "angebot"}, zahlenliste.OHNE_MONAT),
        ({0: "monat", 1: "kennzahl"}, zahlenliste.OHNE_ZAHLEN),
        ({0: "monat", 1: "wert", 2: "kennzahl:termine"}, zahlenliste.BEIDES),
    ):
        assert satz in zahlenliste.maengel(zuordnung)
        liste = _liste(team, BREIT, [_m(monat), "Nähcafé", 3, "", "", ""])
        liste = ablauf.zuordnen(liste=liste, zuordnung=zuordnung, vorgaben={})
        with pytest.raises(Verweigert, match="Spalte"):
            ablauf.uebernehmen(liste=liste, auch=set(), wer=team)


def test_zuruecknehmen_leert_was_niemand_geaendert_hat(team: Mitgliedschaft, monat: date) -> None:
    angebot = m.angebot(team.zentrum)
    liste = _uebernommen(team, BREIT, [_m(monat), "Nähcafé", 4, "1:30", 40, ""])
    kennzahl = Kennzahl.objects.get(schluessel="teilnahmen")
    wert = Wert.objects.get(kennzahl=kennzahl)
    ort = {"zentrum": team.zentrum, "monat": monat, "angebot": angebot, "wer": team}
    erfassung.zelle_speichern(**ort, kennzahl=kennzahl, eingabe="41", version=wert.version)
    assert ablauf.zuruecknehmen(liste=liste, wer=team) == 1
    assert _werte() == {("Nähcafé", "Teilnahmen"): ("zahl", 41)}
    [zeile] = zahlenliste.ergebnis(liste).geblieben
    assert (zeile.bezeichnung, zeile.bleibt) == (
        "Zeile 2, Nähcafé",
        "Teilnahmen ist inzwischen geändert (41).",
    )
    liste.refresh_from_db()
    assert liste.status == Import.Status.UEBERNOMMEN


def test_zuruecknehmen_zeigt_wieder_was_gezaehlt_ist(team: Mitgliedschaft, monat: date) -> None:
    angebot = m.angebot(team.zentrum)
    f.TerminFabrik(angebot=angebot, datum=monat, status="stattgefunden", teilnahmen=5)
    f.TerminFabrik(angebot=angebot, datum=monat + timedelta(days=1), status="stattgefunden")
    erfassung.neu_summieren(angebot=angebot, monat=monat, wer=team)
    liste = _uebernommen(team, BREIT, [_m(monat), "Nähcafé", "", "", 12, ""])
    teilnahmen = Wert.objects.get(kennzahl__schluessel="teilnahmen", altersgruppe="alle")
    assert (teilnahmen.zahl, teilnahmen.gezaehlt) == (12, 5)
    ablauf.zuruecknehmen(liste=liste, wer=team)
    teilnahmen.refresh_from_db()
    assert (teilnahmen.art, teilnahmen.gezaehlt, teilnahmen.herkunft) == ("leer", 5, Herkunft.GEZAEHLT)


def test_aus_einem_geschlossenen_monat_wird_nichts_zurueckgenommen(team: Mitgliedschaft, monat: date) -> None:
    liste = _uebernommen(team, BREIT, [_m(monat), "Nähcafé", 4, "", "", ""])
    Meldung.objects.update(status="eingereicht", eingereicht_am=timezone.now())
    assert ablauf.zuruecknehmen(liste=liste, wer=team) == 1
    assert _werte() == {("Nähcafé", "Termine"): ("zahl", 4)}
    assert "eingereicht" in zahlenliste.ergebnis(liste).geblieben[0].bleibt
    Meldung.objects.update(status="entwurf")
    assert ablauf.zuruecknehmen(liste=liste, wer=team) == 0
    assert _werte() == {}


def test_vorlage_passt_zum_zentrum_und_laesst_sich_einlesen(team: Mitgliedschaft, monat: date) -> None:
    f.AngebotFabrik(zentrum=team.zentrum, titel="=1+1", beginn=date(2020, 1, 1))
    f.KennzahlFabrik(
        schluessel="lokal", bezirk=team.zentrum.bezirk, name="Fahrten", quelle="", reihenfolge=900
    )
    daten = vorlage.arbeitsmappe(team.zentrum, monat.year)
    mappe = openpyxl.load_workbook(io.BytesIO(daten))
    assert mappe.sheetnames == [f"Zahlen {monat.year}", "So wird gelesen"]
    blatt = mappe.active
    kopf = [zelle.value for zelle in blatt[1]]
    assert kopf[:3] == ["Monat", "Angebot", "Termine"]
    assert {"Fahrten", "Öffnungstage"} <= set(kopf)
    assert all(zelle.data_type != "f" for zeile in blatt for zelle in zeile)
    for zeile in blatt.iter_rows(min_row=2):
        if (zeile[0].value, zeile[1].value) == (_m(monat), "=1+1"):
            zeile[2].value, zeile[kopf.index("Fahrten")].value = 7, 2
        if (zeile[0].value, zeile[1].value) == (_m(monat), None):
            zeile[kopf.index("Öffnungstage")].value = 21
    ziel = io.BytesIO()
    mappe.save(ziel)
    liste = ablauf.hochladen(
        zentrum=team.zentrum, art="zahlen", name="vorlage.xlsx", daten=ziel.getvalue(), wer=team
    )
    assert zahlenliste.maengel(liste.spalten) == []
    liste = ablauf.uebernehmen(liste=liste, auch=set(), wer=team)
    assert _werte() == {
        ("=1+1", "Termine"): ("zahl", 7),
        ("=1+1", "Fahrten"): ("zahl", 2),
        ("", "Öffnungstage"): ("zahl", 21),
    }
    assert len(liste.ergebnis) == 2


def test_vorlage_nur_fuer_monate_die_zaehlen(team: Mitgliedschaft) -> None:
    heute = timezone.localdate()
    monate = {zeile[0] for zeile in vorlage.zeilen(team.zentrum, heute.year)[1:]}
    assert len(monate) == heute.month
    assert vorlage.jahre(team.zentrum, heute)[-1] == max(2020, heute.year - 9)
    assert lies(vorlage.arbeitsmappe(team.zentrum, heute.year))


class JedeTabelle(TestCase):
    """Whatever stands in the cells: what the list says it has entered is there, and nothing else."""

    @classmethod
    def setUpTestData(cls) -> None:
        kennzahlen.laden()
        zentrum = f.ZentrumFabrik()
        cls.monat = monatsanfang(timezone.localdate())
        for titel in ("Nähcafé", "Chor"):
            f.AngebotFabrik(zentrum=zentrum, titel=titel, beginn=date(2020, 1, 1))
        cls.team = f.MitgliedschaftFabrik(rolle="mitarbeit", zentrum=zentrum)

    @given(st.data())
    def test_ganz_oder_gar_nicht(self, daten: st.DataObject) -> None:
        monate = st.sampled_from([_m(self.monat), _m(monat_plus(self.monat, -1)), "02/2021", "x", ""])
        zahlen = st.sampled_from(["", "3", "1:30", "k. A.", "ausgefallen", "ca. 4", "-1", "1.5", "12"])
        titel = st.sampled_from(["Nähcafé", "chor", "", "Malkurs"])
        zeile = st.tuples(monate, titel, zahlen, zahlen, zahlen, zahlen).map(list)
        zeilen = daten.draw(st.lists(zeile, min_size=1, max_size=6))
        try:
            liste = ablauf.hochladen(
                zentrum=self.team.zentrum,
                art="zahlen",
                name="x.csv",
                daten=als_csv([BREIT, *zeilen]),
                wer=self.team,
            )
            liste = ablauf.uebernehmen(liste=liste, auch=set(), wer=self.team)
        except (Tabellenfehler, Verweigert):
            assert not Wert.objects.exists()
            return
        werte = list(Wert.objects.angegeben().select_related("angebot", "kennzahl"))
        assert sum(zeile["neu"] for zeile in liste.ergebnis) == liste.anzahl == len(werte)
        for wert in werte:
            assert erfassung.zelle_von(wert) in _zellen(zeilen, wert)
        assert ablauf.zuruecknehmen(liste=liste, wer=self.team) == 0
        assert not Wert.objects.angegeben().exists()


def _zellen(zeilen: list[list[str]], wert: Wert) -> list[Zelle]:
    """What the rows of the list say about a stored value."""
    spalte = BREIT.index(wert.kennzahl.name)
    titel = str(wert.angebot or "").lower()
    texte = [z[spalte] for z in zeilen if (z[0], z[1].lower()) == (_m(wert.monat), titel)]
    zellen = []
    for text in texte:
        with suppress(Zahlenfehler):
            zellen.append(lies_zelle(text.removeprefix("ca. "), wert.kennzahl.einheit))
    return zellen
