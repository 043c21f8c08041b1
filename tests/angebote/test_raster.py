"""The grid: what it shows, who sees it, what its script and its forms may send."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote.models import Herkunft, Meldung
from angebote.raster import raster, zellenadresse
from stzverbund.basis.zeit import monat_plus
from tests import fabriken as f
from tests.hilfen.raster import Blattwelt, blattwelt
from tests.welt import Welt

SUMME = Herkunft.MONATSSUMME


@pytest.fixture
def blatt(welt: Welt) -> Blattwelt:
    return blattwelt(welt.eigenes, welt.rollen["mitarbeit"])


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
        with django_assert_num_queries(4):
            raster(zentrum=blatt.zentrum, monat=blatt.monat, meldung=meldung)


def test_seite_braucht_gleich_viele_abfragen(
    welt: Welt, blatt: Blattwelt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("mitarbeit")
    blatt.termin(teilnahmen=3)
    for anzahl in (0, 3):
        f.AngebotFabrik.create_batch(anzahl, zentrum=blatt.zentrum)
        with django_assert_num_queries(8):
            client.get(blatt.adresse())


# --- the page


def test_seite_zeigt_stand_und_zahlen(welt: Welt, blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=1234)
    seite = welt.client("mitarbeit").get(blatt.adresse()).content.decode()
    assert "1.234" in seite
    assert "<b data-vollstaendig>1</b> von 1 Angeboten vollständig" in seite
    assert "In Arbeit" in seite
    assert reverse("meldung_pruefen", args=[Meldung.objects.get().pk]) in seite


@pytest.mark.parametrize("monat", ["2026-13", "2026-1", "1999-05", "2099-01", "0000-00"])
def test_kein_monat_des_zentrums(welt: Welt, blatt: Blattwelt, monat: str) -> None:
    assert welt.client("mitarbeit").get(f"/statistik/{blatt.zentrum.slug}/{monat}/").status_code == 404


def test_nachbarmonate(welt: Welt, blatt: Blattwelt) -> None:
    kontext = welt.client("mitarbeit").get(blatt.adresse()).context
    assert kontext["danach"] is None
    assert kontext["davor"]["monat"] == monat_plus(blatt.monat, -1)
    blatt.zentrum.in_betrieb_von = blatt.monat
    blatt.zentrum.save()
    assert welt.client("mitarbeit").get(blatt.adresse()).context["davor"] is None


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
    ergebnis = {rolle for rolle in welt.rollen if welt.client(rolle).get(blatt.adresse()).status_code == 200}
    assert ergebnis == sieht
    assert welt.client(None).get(blatt.adresse()).status_code == 302


def test_bezirksamt_liest_ohne_felder_und_ohne_namen(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    _eingereicht()
    client = welt.client("bezirksamt")
    seite = client.get(blatt.adresse()).content.decode()
    assert "zelle__feld" not in seite
    assert "raster.js" not in seite
    details = client.get(blatt.adresse("statistik_zelle_details", *blatt.zellort("oeffnungstage")))
    assert "Test Mitarbeit" not in details.content.decode()


def test_gesperrt_sagt_warum(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    _eingereicht()
    seite = welt.client("mitarbeit").get(blatt.adresse()).content.decode()
    assert "Die Meldung ist eingereicht" in seite
    assert "zelle__feld" not in seite


def test_nie_begonnener_zeitraum_sagt_dass_er_gesperrt_ist(welt: Welt, blatt: Blattwelt) -> None:
    """Three years ago nobody had set the year: the cells are no trap, though no Meldung says why."""
    vorher = monat_plus(blatt.monat, -36)
    termin = f.TerminFabrik(angebot=blatt.angebot, datum=vorher)
    zelle = [blatt.zentrum.slug, vorher, 0, blatt.kennzahlen["oeffnungstage"].pk]
    client, ort = welt.client("mitarbeit"), [blatt.zentrum.slug, vorher]
    for adresse in (
        reverse("statistik_monat", args=ort),
        reverse("beratung", args=ort),
        reverse("statistik_zelle_details", args=zelle),
        f"{reverse('termin_liste')}?tag={termin.datum:%Y-%m-%d}",
    ):
        seite = client.get(adresse).content.decode().split("<main")[-1]  # the frame has a form of its own
        assert 'name="einmal"' not in seite, adresse
        assert "zelle__feld" not in seite, adresse
    assert "gesperrt" in client.get(reverse("statistik_monat", args=ort)).content.decode()


SCHREIBEN = ("statistik_speichern", "statistik_rest", "statistik_zelle", "statistik_block")
AN_ZELLEN = ("statistik_notiz", "statistik_gezaehlt", "statistik_aufteilung")


@pytest.mark.parametrize(("rolle", "antwort"), [("traeger", 403), ("bezirksamt", 403), ("koordination", 404)])
def test_nur_das_team_traegt_ein(welt: Welt, blatt: Blattwelt, rolle: str, antwort: int) -> None:
    blatt.tippe("teilnahmen", "21")
    _eingereicht()
    client = welt.client(rolle)
    for name in SCHREIBEN:
        assert client.post(blatt.adresse(name)).status_code == antwort, name
    for name in AN_ZELLEN:
        assert client.post(blatt.adresse(name, *blatt.zellort("teilnahmen"))).status_code == antwort, name


def test_zellenadresse_oeffnet_den_abschnitt(welt: Welt, blatt: Blattwelt) -> None:
    ziel = zellenadresse(blatt.zentrum, blatt.monat, blatt.schluessel("oeffnungstage"))
    assert ziel.endswith(f"#zelle-{blatt.schluessel('oeffnungstage')}")
    assert welt.client("mitarbeit").get(ziel).context["aufgeklappt"] == ["zentrum"]


# --- without script


def test_abschnitt_speichern_nimmt_nur_geaendertes(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    tage, raeume = blatt.schluessel("oeffnungstage"), blatt.schluessel("raumnutzungen")
    daten = {
        "abschnitt": "zentrum",
        f"zelle-{tage}": "20",
        f"stand-{tage}": "0|20",
        f"zelle-{raeume}": "5",
        f"stand-{raeume}": "0|",
    }
    antwort = welt.client("mitarbeit").post(blatt.adresse("statistik_speichern"), daten)
    assert antwort.url.endswith("?abschnitt=zentrum#abschnitt-zentrum")
    assert blatt.stand("oeffnungstage")[1] == 21
    assert blatt.stand("raumnutzungen")[1] == 5


def test_fehler_und_konflikt_stehen_an_der_zelle(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21", wer=welt.rollen["leitung"])
    tage, raeume = blatt.schluessel("oeffnungstage"), blatt.schluessel("raumnutzungen")
    daten = {
        f"zelle-{tage}": "20",
        f"stand-{tage}": "0|",
        f"zelle-{raeume}": "fünf",
        f"stand-{raeume}": "0|",
    }
    client = welt.client("mitarbeit")
    antwort = client.post(blatt.adresse("statistik_speichern"), daten)
    seite = antwort.content.decode()
    assert antwort.status_code == 422
    assert antwort.context["aufgeklappt"] == ["zentrum"]
    assert 'value="fünf"' in seite
    assert "Test Leitung hat hier um" in seite
    assert f'name="stand-{tage}" value="1|21"' in seite
    client.post(blatt.adresse("statistik_speichern"), {f"zelle-{tage}": "20", f"stand-{tage}": "1|21"})
    assert blatt.stand("oeffnungstage")[1] == 20


def test_geschlossener_monat_nennt_was_nicht_gespeichert_ist(welt: Welt, blatt: Blattwelt) -> None:
    blatt.tippe("teilnahmen", "12")
    _eingereicht()
    zelle = blatt.schluessel("teilnahmen")
    client = welt.client("mitarbeit")
    daten = {f"zelle-{zelle}": "15", f"stand-{zelle}": "1|12"}
    seite = client.post(blatt.adresse("statistik_speichern"), daten, follow=True).content.decode()
    assert "Nicht gespeichert: Nähcafé, Teilnahmen: 15." in seite


def test_rest_keine_angabe(welt: Welt, blatt: Blattwelt) -> None:
    client = welt.client("mitarbeit")
    antwort = client.post(blatt.adresse("statistik_rest"), {"grund": ""})
    assert antwort.status_code == 422
    assert client.post(blatt.adresse("statistik_rest"), {"grund": "Umzug"}).status_code == 302
    seite = client.get(blatt.adresse())
    assert seite.context["raster"].offen == 0
    assert seite.context["rest"] is None
    assert "16 Angaben als „keine Angabe“ geschlossen." in seite.content.decode()
