"""The grid: what it shows, who sees it, what its script and its forms may send."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import erfassung
from angebote.models import Herkunft, Meldung, Wert
from angebote.raster import raster, zellenadresse
from stzverbund.basis.zeit import monat_plus
from tests import fabriken as f
from tests.hilfen.raster import Blattwelt, blattwelt
from tests.welt import Welt

SUMME = Herkunft.MONATSSUMME


@pytest.fixture
def blatt(welt: Welt) -> Blattwelt:
    return blattwelt(welt.eigenes, welt.rollen["mitarbeit"])


def _adresse(blatt: Blattwelt, name: str = "statistik_monat", *mehr: Any) -> str:
    return reverse(name, args=[blatt.zentrum.slug, blatt.monat, *mehr])


def _schluessel(blatt: Blattwelt, kennzahl: str) -> str:
    return blatt.zelle(kennzahl).schluessel


def _ort(blatt: Blattwelt, kennzahl: str) -> list[int]:
    return [int(teil) for teil in _schluessel(blatt, kennzahl).split("-")]


def _senden(client: Client, blatt: Blattwelt, kennzahl: str, eingabe: str, version: int = 0) -> Any:
    daten = {
        "wer": blatt.wer.pk,
        "zelle": _schluessel(blatt, kennzahl),
        "eingabe": eingabe,
        "version": version,
    }
    return client.post(_adresse(blatt, "statistik_zelle"), daten, content_type="application/json")


def _eingereicht(**mehr: Any) -> None:
    Meldung.objects.update(status="eingereicht", eingereicht_am=timezone.now(), **mehr)


# --- what the grid is made of


def test_abschnitte_in_der_ordnung_des_katalogs(blatt: Blattwelt) -> None:
    bereich = f.LeistungsbereichFabrik(schluessel="L0", kurz="Davor", reihenfolge=0)
    f.LeistungsbereichFabrik(schluessel="L1").__class__.objects.filter(schluessel="L1").update(reihenfolge=1)
    f.AngebotFabrik(zentrum=blatt.zentrum, titel="Zirkus", leistungsbereich=bereich)
    ohne = f.AngebotFabrik(zentrum=blatt.zentrum, status="entwurf", leistungsbereich=None, titel="Probe")
    f.TerminFabrik(angebot=ohne, datum=blatt.monat)
    blatt_raster = raster(zentrum=blatt.zentrum, monat=blatt.monat, meldung=None)
    assert [a.schluessel for a in blatt_raster.abschnitte] == ["L0", "L1", "ohne", "beratung", "zentrum"]
    assert blatt_raster.angebote == 3
    assert blatt_raster.offen == 3 * 3 + 13


def test_zeile_nennt_den_zeitplan_und_die_zelle_zeile_und_spalte(blatt: Blattwelt) -> None:
    f.ZeitplanFabrik(angebot=blatt.angebot)
    zeile = raster(zentrum=blatt.zentrum, monat=blatt.monat, meldung=None).abschnitte[0].zeilen[0]
    assert (zeile.titel, zeile.zusatz) == ("Nähcafé", "Di 10–11:30 Uhr")
    assert zeile.zellen[4].beschriftung == "Nähcafé, Stunden der Ehrenamtlichen"
    assert blatt.zelle("oeffnungstage").beschriftung == "Öffnungstage"


@pytest.mark.parametrize(
    ("status", "worte"),
    [
        (["stattgefunden"] * 2, "2 von 2 Terminen"),
        (["stattgefunden", "ausgefallen"], "1 von 2, 1 ausgefallen"),
        (["stattgefunden", "geplant"], "1 von 2, 1 noch offen"),
        (["ausgefallen"], "ausgefallen: Heizung"),
        (["geplant"], "0 von 1, 1 noch offen"),
    ],
)
def test_worte_der_termine(blatt: Blattwelt, status: list[str], worte: str) -> None:
    for stunde, einer in enumerate(status):
        blatt.termin(einer, stunde=8 + 2 * stunde)
    assert blatt.zelle("termine").worte == worte


def test_worte_der_anderen_zellen(blatt: Blattwelt) -> None:
    assert (blatt.zelle("termine").worte, blatt.zelle("ehrenamtliche").worte) == ("offen", "freiwillig")
    blatt.termin(teilnahmen=3, ehrenamtliche=2, ehrenamt_minuten=60)
    blatt.termin(stunde=14, teilnahmen=3)
    assert blatt.zelle("stunden").worte == "berechnet"
    assert blatt.zelle("teilnahmen").worte == "gezählt"
    assert blatt.zelle("ehrenamtliche").worte == "an 1 von 2 Terminen"


def test_raster_braucht_gleich_viele_abfragen(
    blatt: Blattwelt, django_assert_num_queries: Callable[..., Any]
) -> None:
    blatt.termin(teilnahmen=3)
    meldung = Meldung.objects.select_related("zeitraum__meldejahr").get()
    for anzahl in (0, 3):
        for angebot in f.AngebotFabrik.create_batch(anzahl, zentrum=blatt.zentrum):
            f.ZeitplanFabrik(angebot=angebot)
            blatt.tippe("termine", "3", angebot=angebot)
        with django_assert_num_queries(5):
            raster(zentrum=blatt.zentrum, monat=blatt.monat, meldung=meldung)


def test_seite_braucht_gleich_viele_abfragen(
    welt: Welt, blatt: Blattwelt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("mitarbeit")
    blatt.termin(teilnahmen=3)
    for anzahl in (0, 3):
        f.AngebotFabrik.create_batch(anzahl, zentrum=blatt.zentrum)
        with django_assert_num_queries(11):
            client.get(_adresse(blatt))


# --- the page


def test_seite_zeigt_stand_und_zahlen(welt: Welt, blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=1234)
    seite = welt.client("mitarbeit").get(_adresse(blatt)).content.decode()
    assert "1.234" in seite
    assert "<b data-vollstaendig>1</b> von 1 Angeboten vollständig" in seite
    assert "In Arbeit" in seite
    assert reverse("meldung_pruefen", args=[Meldung.objects.get().pk]) in seite


@pytest.mark.parametrize("monat", ["2026-13", "2026-1", "1999-05", "2099-01", "0000-00"])
def test_kein_monat_des_zentrums(welt: Welt, blatt: Blattwelt, monat: str) -> None:
    assert welt.client("mitarbeit").get(f"/statistik/{blatt.zentrum.slug}/{monat}/").status_code == 404


def test_nachbarmonate(welt: Welt, blatt: Blattwelt) -> None:
    kontext = welt.client("mitarbeit").get(_adresse(blatt)).context
    assert kontext["danach"] is None
    assert kontext["davor"]["monat"] == monat_plus(blatt.monat, -1)
    blatt.zentrum.in_betrieb_von = blatt.monat
    blatt.zentrum.save()
    assert welt.client("mitarbeit").get(_adresse(blatt)).context["davor"] is None


@pytest.mark.parametrize(
    ("stand", "sieht"),
    [
        ("entwurf", {"mitarbeit", "leitung", "traeger"}),
        ("beim Träger", {"mitarbeit", "leitung", "traeger"}),
        (
            "beim Bezirksamt",
            {"mitarbeit", "leitung", "traeger", "verband", "geschaeftsstelle", "bezirksamt"},
        ),
    ],
)
def test_wer_die_zahlen_sieht(welt: Welt, blatt: Blattwelt, stand: str, sieht: set[str]) -> None:
    blatt.tippe("oeffnungstage", "21")
    if stand != "entwurf":
        _eingereicht(freigabe_noetig=stand == "beim Träger")
    ergebnis = {rolle for rolle in welt.rollen if welt.client(rolle).get(_adresse(blatt)).status_code == 200}
    assert ergebnis == sieht
    assert welt.client(None).get(_adresse(blatt)).status_code == 302


def test_bezirksamt_liest_ohne_felder_und_ohne_namen(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    _eingereicht()
    client = welt.client("bezirksamt")
    seite = client.get(_adresse(blatt)).content.decode()
    assert "zelle__feld" not in seite
    assert "raster.js" not in seite
    details = client.get(_adresse(blatt, "statistik_zelle_details", *_ort(blatt, "oeffnungstage")))
    assert "Test Mitarbeit" not in details.content.decode()


def test_gesperrt_sagt_warum(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    _eingereicht()
    seite = welt.client("mitarbeit").get(_adresse(blatt)).content.decode()
    assert "Die Meldung ist eingereicht" in seite
    assert "zelle__feld" not in seite


SCHREIBEN = ("statistik_speichern", "statistik_rest", "statistik_zelle", "statistik_block")
AN_ZELLEN = ("statistik_notiz", "statistik_gezaehlt", "statistik_aufteilung")


@pytest.mark.parametrize(("rolle", "antwort"), [("traeger", 403), ("bezirksamt", 403), ("koordination", 404)])
def test_nur_das_team_traegt_ein(welt: Welt, blatt: Blattwelt, rolle: str, antwort: int) -> None:
    blatt.tippe("teilnahmen", "21")
    _eingereicht()
    client = welt.client(rolle)
    for name in SCHREIBEN:
        assert client.post(_adresse(blatt, name)).status_code == antwort, name
    for name in AN_ZELLEN:
        assert client.post(_adresse(blatt, name, *_ort(blatt, "teilnahmen"))).status_code == antwort, name


def test_zellenadresse_oeffnet_den_abschnitt(welt: Welt, blatt: Blattwelt) -> None:
    ziel = zellenadresse(blatt.zentrum, blatt.monat, _schluessel(blatt, "oeffnungstage"))
    assert ziel.endswith(f"#zelle-{_schluessel(blatt, 'oeffnungstage')}")
    assert welt.client("mitarbeit").get(ziel).context["aufgeklappt"] == ["zentrum"]


# --- what the script sends


def test_zelle_speichern(welt: Welt, blatt: Blattwelt) -> None:
    client = welt.client("mitarbeit")
    antwort = _senden(client, blatt, "teilnahmen", "1.500")
    daten = antwort.json()
    assert (antwort.status_code, daten["status"]) == (200, "gespeichert")
    assert daten["zelle"] | {} == {
        "text": "1.500",
        "zustand": "eingetragen",
        "worte": "eingetragen",
        "version": 1,
    }
    assert (daten["angebote"], daten["vollstaendig"], daten["offen"]) == (1, 0, 2 + 13)
    assert blatt.stand("teilnahmen") == ("zahl", 1500, None, SUMME)


def test_zelle_falsch_konflikt_gesperrt(welt: Welt, blatt: Blattwelt) -> None:
    client = welt.client("mitarbeit")
    antwort = _senden(client, blatt, "teilnahmen", "4l2")
    assert (antwort.status_code, antwort.json()["status"]) == (422, "falsch")
    blatt.tippe("teilnahmen", "12", wer=welt.rollen["leitung"])
    antwort = _senden(client, blatt, "teilnahmen", "13")
    assert (antwort.status_code, antwort.json()["wer"]) == (409, "Test Leitung")
    assert "Test Leitung hat hier um" in antwort.json()["meldung"]
    assert antwort.json()["zelle"]["version"] == 1
    _eingereicht()
    antwort = _senden(client, blatt, "teilnahmen", "13", 1)
    assert (antwort.status_code, antwort.json()["status"]) == (423, "gesperrt")
    assert blatt.stand("teilnahmen")[1] == 12


def test_block_antwortet_fuer_jede_zelle(welt: Welt, blatt: Blattwelt) -> None:
    zellen = [
        {"zelle": _schluessel(blatt, "termine"), "eingabe": "4", "version": 0},
        {"zelle": "999-999", "eingabe": "4", "version": 0},
        {"zelle": _schluessel(blatt, "stunden"), "eingabe": "abc", "version": 0},
    ]
    antwort = welt.client("mitarbeit").post(
        _adresse(blatt, "statistik_block"),
        {"wer": blatt.wer.pk, "zellen": zellen},
        content_type="application/json",
    )
    assert [z["status"] for z in antwort.json()["zellen"]] == ["gespeichert", "gesperrt", "falsch"]
    assert Wert.objects.count() == 1


@pytest.mark.parametrize(
    "inhalt", [b"", b"[]", b"{}", b'{"zelle": "1-1"}', b'{"zelle": "1-1", "eingabe": "1", "version": "x"}']
)
def test_unlesbares_wird_abgelehnt(welt: Welt, blatt: Blattwelt, inhalt: bytes) -> None:
    client = welt.client("mitarbeit")
    for name in ("statistik_zelle", "statistik_block"):
        antwort = client.post(_adresse(blatt, name), inhalt, content_type="application/json")
        assert antwort.status_code == 400


def test_nichts_unter_fremdem_namen(welt: Welt, blatt: Blattwelt) -> None:
    """The page was made for somebody else, who was logged in on this computer before."""
    assert _senden(welt.client("leitung"), blatt, "teilnahmen", "12").status_code == 403
    assert not Wert.objects.exists()


def test_zelle_eines_anderen_zentrums(welt: Welt, blatt: Blattwelt) -> None:
    fremd = f.AngebotFabrik(zentrum=welt.nachbar)
    daten = {
        "wer": blatt.wer.pk,
        "zelle": f"{fremd.pk}-{blatt.kennzahlen['termine'].pk}",
        "eingabe": "4",
        "version": 0,
    }
    antwort = welt.client("mitarbeit").post(
        _adresse(blatt, "statistik_zelle"), daten, content_type="application/json"
    )
    assert antwort.status_code == 423
    assert not Wert.objects.exists()


def test_abgelaufene_anmeldung_gibt_dem_skript_401(blatt: Blattwelt) -> None:
    antwort = Client().post(_adresse(blatt, "statistik_zelle"), headers={"X-Requested-With": "fetch"})
    assert antwort.status_code == 401


# --- without script


def test_abschnitt_speichern_nimmt_nur_geaendertes(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    tage, raeume = _schluessel(blatt, "oeffnungstage"), _schluessel(blatt, "raumnutzungen")
    daten = {
        "abschnitt": "zentrum",
        f"zelle-{tage}": "20",
        f"stand-{tage}": "0|20",
        f"zelle-{raeume}": "5",
        f"stand-{raeume}": "0|",
    }
    antwort = welt.client("mitarbeit").post(_adresse(blatt, "statistik_speichern"), daten)
    assert antwort.url.endswith("?abschnitt=zentrum#abschnitt-zentrum")
    assert blatt.stand("oeffnungstage")[1] == 21
    assert blatt.stand("raumnutzungen")[1] == 5


def test_fehler_und_konflikt_stehen_an_der_zelle(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21", wer=welt.rollen["leitung"])
    tage, raeume = _schluessel(blatt, "oeffnungstage"), _schluessel(blatt, "raumnutzungen")
    daten = {
        f"zelle-{tage}": "20",
        f"stand-{tage}": "0|",
        f"zelle-{raeume}": "fünf",
        f"stand-{raeume}": "0|",
    }
    client = welt.client("mitarbeit")
    antwort = client.post(_adresse(blatt, "statistik_speichern"), daten)
    seite = antwort.content.decode()
    assert antwort.status_code == 422
    assert antwort.context["aufgeklappt"] == ["zentrum"]
    assert 'value="fünf"' in seite
    assert "Test Leitung hat hier um" in seite
    assert f'name="stand-{tage}" value="1|21"' in seite
    client.post(_adresse(blatt, "statistik_speichern"), {f"zelle-{tage}": "20", f"stand-{tage}": "1|21"})
    assert blatt.stand("oeffnungstage")[1] == 20


def test_geschlossener_monat_nennt_was_nicht_gespeichert_ist(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("teilnahmen", "12")
    _eingereicht()
    zelle = _schluessel(blatt, "teilnahmen")
    client = welt.client("mitarbeit")
    daten = {f"zelle-{zelle}": "15", f"stand-{zelle}": "1|12"}
    seite = client.post(_adresse(blatt, "statistik_speichern"), daten, follow=True).content.decode()
    assert "Nicht gespeichert: Nähcafé, Teilnahmen: 15." in seite


def test_rest_keine_angabe(welt: Welt, blatt: Blattwelt) -> None:
    client = welt.client("mitarbeit")
    antwort = client.post(_adresse(blatt, "statistik_rest"), {"grund": ""})
    assert antwort.status_code == 422
    assert client.post(_adresse(blatt, "statistik_rest"), {"grund": "Umzug"}).status_code == 302
    seite = client.get(_adresse(blatt))
    assert seite.context["raster"].offen == 0
    assert seite.context["rest"] is None
    assert "16 Angaben als „keine Angabe“ geschlossen." in seite.content.decode()


# --- details of a cell


def test_einzelheiten_zeigen_monate_und_aenderungen(welt: Welt, blatt: Blattwelt) -> None:
    monat, davor = blatt.monat, monat_plus(blatt.monat, -1)
    blatt.monat = davor
    blatt.tippe("stunden", "1:30")
    blatt.monat = monat
    blatt.tippe("stunden", "2")
    blatt.tippe("stunden", "3", version=1, wer=welt.rollen["leitung"])
    antwort = welt.client("mitarbeit").get(
        _adresse(blatt, "statistik_zelle_details", *_ort(blatt, "stunden"))
    )
    monate = antwort.context["monate"]
    assert len(monate) == 12
    assert (monate[0].monat, monate[0].text, monate[0].herkunft) == (davor, "1,5", "Monatssumme")
    assert monate[11].monat == date(monat.year - 1, monat.month, 1)
    aenderungen = [(a.wer, a.text) for a in antwort.context["verlauf"]]
    assert aenderungen == [("Test Leitung", "3,0"), ("Test Mitarbeit", "2,0")]


def test_zelle_die_es_nicht_gibt(welt: Welt, blatt: Blattwelt) -> None:
    for ort in ([0, 999], [999, 1], [0, blatt.kennzahlen["termine"].pk]):
        assert (
            welt.client("mitarbeit").get(_adresse(blatt, "statistik_zelle_details", *ort)).status_code == 404
        )
    ohne_aufteilung = _adresse(blatt, "statistik_aufteilung", *_ort(blatt, "termine"))
    assert welt.client("mitarbeit").get(ohne_aufteilung).status_code == 404


def test_notiz_und_zurueck_auf_gezaehlt(welt: Welt, blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=12)
    blatt.tippe("teilnahmen", "15", version=1)
    client, ort = welt.client("mitarbeit"), _ort(blatt, "teilnahmen")
    notiz = _adresse(blatt, "statistik_notiz", *ort)
    assert client.post(notiz, {"notiz": "Sommerfest", "vorher": ""}).status_code == 302
    antwort = client.post(notiz, {"notiz": "Winterfest", "vorher": ""})
    assert antwort.status_code == 422
    assert "Winterfest" in antwort.content.decode()
    assert client.post(notiz, {"notiz": "Winterfest", "vorher": "Sommerfest"}).status_code == 302
    assert blatt.zelle("teilnahmen").notiz == "Winterfest"
    client.post(_adresse(blatt, "statistik_gezaehlt", *ort))
    assert blatt.stand("teilnahmen")[1] == 12


def test_aufteilung_speichern_und_ablehnen(welt: Welt, blatt: Blattwelt) -> None:
    client, ort = welt.client("mitarbeit"), _ort(blatt, "teilnahmen")
    aufteilung = _adresse(blatt, "statistik_aufteilung", *ort)
    assert "zuerst die Summe" in client.get(aufteilung).content.decode()
    blatt.tippe("teilnahmen", "10")
    stand = client.get(aufteilung).context["form"]["stand"].value()
    assert client.post(aufteilung, {"stand": stand, "teil_u6_w": "4", "teil_a6_w": "2"}).status_code == 302
    seite = client.get(aufteilung)
    assert seite.context["form"]["teil_alle_w"].value() == "6"
    assert "Alter unbekannt: 4" in seite.content.decode()
    antwort = client.post(aufteilung, {"stand": stand, "teil_u6_w": "5"})
    assert antwort.status_code == 409
    stand = seite.context["form"]["stand"].value()
    antwort = client.post(aufteilung, {"stand": stand, "teil_u6_w": "x1", "teil_a6_w": "2"})
    assert (antwort.status_code, "teil_u6_w" in antwort.context["form"].errors) == (422, True)
    antwort = client.post(aufteilung, {"stand": stand, "teil_u6_w": "14", "teil_a6_w": "2"})
    assert antwort.status_code == 422
    assert "Die Aufteilung nach Alter ergibt 16, die Summe ist 10." in antwort.content.decode()
    assert blatt.wert("teilnahmen", "u6", "w").zahl == 4


def test_geleerte_aufteilung_gilt_wieder_wie_gezaehlt(welt: Welt, blatt: Blattwelt) -> None:
    termin = blatt.termin(teilnahmen=12)
    termin.aufteilung.create(altersgruppe="u6", geschlecht="alle", anzahl=5)
    blatt.summieren()
    erfassung.aufteilung_speichern(
        **blatt.ort("teilnahmen"), wer=None, eingaben={("u6", "alle"): "7"}, stand=2
    )
    client, ort = welt.client("mitarbeit"), _ort(blatt, "teilnahmen")
    aufteilung = _adresse(blatt, "statistik_aufteilung", *ort)
    stand = client.get(aufteilung).context["form"]["stand"].value()
    client.post(aufteilung, {"stand": stand})
    assert blatt.stand("teilnahmen", altersgruppe="u6") == ("zahl", 5, 5, Herkunft.GEZAEHLT)
