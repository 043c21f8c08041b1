"""The pages of the Meldung: who sees what, in whose words, with which links."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import ablauf
from angebote.models import Meldezeitraum, Meldung, Rueckfrage
from stzverbund.basis.zahlen import Zellart
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt

ALLE = (
    "mitarbeit",
    "leitung",
    "traeger",
    "verband",
    "geschaeftsstelle",
    "bezirksamt",
    "koordination",
    "verwaltung",
)
ABFRAGEN = {"leitung": 11, "traeger": 10, "bezirksamt": 10, "geschaeftsstelle": 6}
INNEN = ("mitarbeit", "leitung", "traeger")
Status = Meldung.Status


def _html(client: Client, name: str, *args: Any, **parameter: Any) -> str:
    antwort = client.get(reverse(name, args=args), parameter)
    assert antwort.status_code == 200
    return antwort.content.decode()


@pytest.mark.parametrize("rolle", ALLE)
def test_statistik_antwortet_jeder_rolle(welt: Welt, rolle: str) -> None:
    m.entwurf(welt.eigenes)
    assert "Leistungsstatistik" in _html(welt.client(rolle), "statistik")


@pytest.mark.parametrize("rolle", ALLE)
def test_entwurf_sehen_nur_zentrum_und_traeger(welt: Welt, rolle: str) -> None:
    adresse = reverse("meldung", args=[m.entwurf(welt.eigenes).pk])
    assert welt.client(rolle).get(adresse).status_code == (200 if rolle in INNEN else 404)


@pytest.mark.parametrize("rolle", ALLE)
def test_vorgelegte_sehen_auch_die_stellen_darueber(welt: Welt, rolle: str) -> None:
    adresse = reverse("meldung", args=[m.vorgelegt(welt).pk])
    erlaubt = rolle not in ("koordination", "verwaltung")
    assert welt.client(rolle).get(adresse).status_code == (200 if erlaubt else 404)


@pytest.mark.parametrize("rolle", ["mitarbeit", "leitung", "traeger"])
def test_meldung_des_nachbarn_sieht_das_haus_nicht(welt: Welt, rolle: str) -> None:
    adresse = reverse("meldung", args=[m.angenommen(welt, welt.nachbar).pk])
    assert welt.client(rolle).get(adresse).status_code == 404


def test_ganzer_weg_ueber_die_seiten(welt: Welt) -> None:
    meldung = m.entwurf(welt.eigenes)
    leitung, traeger, amt = (welt.client(rolle) for rolle in ("leitung", "traeger", "bezirksamt"))
    html = _html(leitung, "meldung_pruefen", meldung.pk)
    assert "Alles ist eingetragen" in html
    leitung.post(reverse("meldung_einreichen", args=[meldung.pk]), {"bemerkung": "Umbau im Mai"})
    assert "Freizugeben" in _html(traeger, "meldung", meldung.pk)
    assert "STZ Eigenes" in _html(traeger, "statistik_pruefen")
    traeger.post(reverse("meldung_freigeben", args=[meldung.pk]))
    html = _html(amt, "meldung", meldung.pk)
    assert "Zu prüfen" in html
    assert "Umbau im Mai" in html
    adresse = reverse("meldung_annehmen", args=[meldung.pk])
    assert amt.post(adresse, {"aktenzeichen": ""}).status_code == 422
    assert amt.post(adresse, {"aktenzeichen": "Soz 7"}).url == reverse("statistik_pruefen")
    meldung.refresh_from_db()
    assert (meldung.status, meldung.aktenzeichen) == (Status.ANGENOMMEN, "Soz 7")


def test_einzelne_werte_zurueckgeben_und_beantworten(welt: Welt) -> None:
    meldung = m.vorgelegt(welt)
    wert, amt = meldung.werte.first(), welt.client("bezirksamt")
    adresse = f"{reverse('meldung_zurueckgeben', args=[meldung.pk])}?wert={wert.pk}"
    assert wert.ort in amt.get(adresse).content.decode()
    assert amt.post(adresse, {f"wert_{wert.pk}": ""}).status_code == 422
    assert amt.post(adresse, {f"wert_{wert.pk}": "So wenige?"}).url == reverse("statistik_pruefen")
    assert amt.get(reverse("meldung", args=[meldung.pk])).status_code == 404
    team = welt.client("mitarbeit")
    html = _html(team, "meldung_pruefen", meldung.pk)
    assert "So wenige?" in html
    assert f"zelle={wert.zellname}#zelle-{wert.zellname}" in html
    assert "Einreichen kann die Leitung: " in html
    frage = Rueckfrage.objects.get()
    team.post(reverse("rueckfrage_beantworten", args=[frage.pk]), {"antwort": "Sommerpause"})
    welt.client("leitung").post(reverse("meldung_einreichen", args=[meldung.pk]))
    ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    html = _html(amt, "meldung", meldung.pk)
    assert "Sommerpause" in html
    assert "noch einmal eingereicht" in _html(amt, "statistik_pruefen")
    assert "So wenige?" not in _html(welt.client("verband"), "meldung", meldung.pk)


def test_zurueckgegebenes_nennt_die_frist_und_eine_berichtigung_keine(welt: Welt) -> None:
    """ "seit 5 Tagen" beside "Zurück" would read as if it had come back then."""
    meldung = m.vorgelegt(welt)
    ablauf.zurueckgeben(meldung=meldung, grund="Bitte prüfen", rueckfragen={}, wer=welt.rollen["bezirksamt"])
    Meldezeitraum.objects.filter(pk=meldung.zeitraum_id).update(
        frist=timezone.localdate() - timedelta(days=9), nachfrist=timezone.localdate() - timedelta(days=5)
    )
    assert "überfällig seit 5 Tagen" in welt.client("leitung").get("/start/").content.decode()
    Meldung.objects.update(nr=1)
    assert "seit 5 Tagen" not in welt.client("leitung").get("/start/").content.decode()


def test_was_zwischen_zentrum_und_traeger_steht_liest_das_bezirksamt_nicht(welt: Welt) -> None:
    meldung = m.eingereicht(welt)
    fragen = {meldung.werte.first().pk: "Intern gefragt"}
    ablauf.zurueckgeben(meldung=meldung, grund="", rueckfragen=fragen, wer=welt.rollen["traeger"])
    frage = Rueckfrage.objects.get()
    ablauf.rueckfrage_beantworten(rueckfrage=frage, antwort="Intern geantwortet", wer=welt.rollen["leitung"])
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    assert "Intern geantwortet" in _html(welt.client("traeger"), "meldung", meldung.pk)
    ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    assert "Intern" not in _html(welt.client("bezirksamt"), "meldung", meldung.pk)


def test_offene_punkte_fuehren_zur_zelle_und_zum_termin(welt: Welt) -> None:
    meldung = m.entwurf(welt.eigenes)
    wert = meldung.werte.first()
    wert.art, wert.zahl = Zellart.LEER, None
    wert.save()
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, titel="Chor", beginn=timezone.localdate())
    termin = f.TerminFabrik(angebot=angebot, datum=meldung.zeitraum.von)
    html = _html(welt.client("leitung"), "meldung_pruefen", meldung.pk)
    assert f"/{wert.monat:%Y-%m}/?zelle={wert.zellname}#zelle-{wert.zellname}" in html
    assert reverse("termin", args=[termin.pk]) in html
    assert "Einreichen</span>" not in html


def test_bemerkung_speichert_auch_die_mitarbeit(welt: Welt) -> None:
    meldung = m.entwurf(welt.eigenes)
    angaben = {"bemerkung": "Im Juli geschlossen", "version": meldung.version}
    adresse = reverse("meldung_pruefen", args=[meldung.pk])
    assert welt.client("mitarbeit").post(adresse, angaben).url == adresse
    meldung.refresh_from_db()
    assert meldung.bemerkung == "Im Juli geschlossen"
    assert welt.client("traeger").post(adresse, angaben).status_code == 403
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    welt.client("mitarbeit").post(adresse, angaben | {"bemerkung": "zu spät"})
    meldung.refresh_from_db()
    assert meldung.bemerkung == "Im Juli geschlossen"


def test_zu_spaet_gedrueckt_sagt_wo_die_meldung_jetzt_ist(welt: Welt) -> None:
    meldung, leitung = m.entwurf(welt.eigenes), welt.client("leitung")
    adresse = reverse("meldung_einreichen", args=[meldung.pk])
    leitung.post(adresse)
    html = leitung.post(adresse, follow=True).content.decode()
    assert "Das geht jetzt nicht. Stand: Beim Träger." in html


@pytest.mark.parametrize(
    ("name", "rolle"),
    [
        ("meldung_einreichen", "mitarbeit"),
        ("meldung_zurueckziehen", "traeger"),
        ("meldung_freigeben", "leitung"),
        ("meldung_zurueckgeben", "leitung"),
        ("meldung_annehmen", "verband"),
        ("meldung_annehmen", "traeger"),
        ("meldung_berichtigen", "bezirksamt"),
        ("meldung_verwerfen", "mitarbeit"),
    ],
)
def test_wer_nur_liest_darf_nicht_handeln(welt: Welt, name: str, rolle: str) -> None:
    meldung = m.vorgelegt(welt)
    assert welt.client(rolle).post(reverse(name, args=[meldung.pk])).status_code == 403


@pytest.mark.parametrize("rolle", ALLE)
def test_pruefliste_ist_fuer_amt_und_traeger(welt: Welt, rolle: str) -> None:
    erwartet = 200 if rolle in ("bezirksamt", "traeger") else 403
    assert welt.client(rolle).get(reverse("statistik_pruefen")).status_code == erwartet


def test_berichtigung_zeigt_zuerst_was_sie_aendert(welt: Welt) -> None:
    alt = m.angenommen(welt)
    leitung = welt.client("leitung")
    assert "Berichtigung beginnen" in _html(leitung, "meldung", alt.pk)
    leitung.post(reverse("meldung_berichtigen", args=[alt.pk]))
    neu = Meldung.objects.get(nr=1)
    assert "Berichtigung beginnen" not in _html(leitung, "meldung", alt.pk)
    wert = neu.werte.first()
    wert.zahl = 77
    wert.save()
    ablauf.einreichen(meldung=neu, wer=welt.rollen["leitung"])
    ablauf.freigeben(meldung=neu, wer=welt.rollen["traeger"])
    html = _html(welt.client("bezirksamt"), "meldung", neu.pk)
    assert html.index("Was die Berichtigung ändert") < html.index("Alle Angaben")
    assert "77" in html
    zeile = _html(welt.client("bezirksamt"), "statistik_pruefen")
    assert "Berichtigung" in zeile


def test_bezirksamt_sieht_vom_entwurf_nur_stand_und_frist(welt: Welt) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5, sperre=0)
    meldung = m.entwurf(welt.eigenes, zahl=4711, zeitraum=zeitraum)
    amt = welt.client("bezirksamt")
    html = _html(amt, "statistik", jahr=zeitraum.von.year)
    assert "Noch nicht eingereicht" in html
    assert "100 % vollständig" in html
    assert "4711" not in html
    assert "4.711" not in html
    ort = ("eigenes", zeitraum.pk)
    assert reverse("zeitraum_nicht_gemeldet", args=ort) in html
    assert reverse("meldung_entsperren", args=ort) in html
    assert "%" not in _html(welt.client("verband"), "statistik", jahr=zeitraum.von.year)
    amt.post(reverse("zeitraum_nicht_gemeldet", args=ort), {"grund": "Brand"})
    html = _html(amt, "meldung", meldung.pk)
    assert "Nicht gemeldet" in html
    assert "4.711" not in html
    bis = timezone.localdate() + timedelta(days=3)
    assert amt.post(reverse("meldung_entsperren", args=ort), {"grund": "Doch"}).status_code == 422
    amt.post(reverse("meldung_entsperren", args=ort), {"grund": "Doch", "bis": bis.isoformat()})
    meldung.refresh_from_db()
    assert (meldung.status, meldung.entsperrt_bis) == (Status.ENTWURF, bis)


@pytest.mark.parametrize("name", ["zeitraum_nicht_gemeldet", "meldung_entsperren"])
def test_zeitraum_schliesst_und_oeffnet_nur_das_eigene_bezirksamt(welt: Welt, name: str) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5)
    assert welt.client("leitung").get(reverse(name, args=["eigenes", zeitraum.pk])).status_code == 403
    amt = welt.client("bezirksamt")
    assert amt.get(reverse(name, args=["eigenes", zeitraum.pk])).status_code == 200
    assert amt.get(reverse(name, args=["fern", zeitraum.pk])).status_code == 404


def test_pruefliste_laesst_sich_filtern_und_speichern(welt: Welt) -> None:
    m.vorgelegt(welt)
    m.vorgelegt(welt, welt.nachbar)
    amt = welt.client("bezirksamt")
    html = _html(amt, "statistik_pruefen", zentrum=welt.nachbar.pk)
    assert "1 Eintrag" in html
    assert "0 Einträge" in _html(amt, "statistik_pruefen", art="berichtigung")
    datei = amt.get(reverse("statistik_pruefen"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "STZ Nachbar;" in datei


@pytest.mark.parametrize("rolle", ["leitung", "traeger", "bezirksamt", "geschaeftsstelle"])
def test_statistik_braucht_gleich_viele_abfragen(
    welt: Welt, rolle: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client(rolle)
    m.entwurf(welt.eigenes)
    _html(client, "statistik")
    for weitere in (0, 2):
        for _ in range(weitere):
            m.entwurf(f.ZentrumFabrik(traeger=welt.traeger, bezirk=welt.bezirk))
        with django_assert_num_queries(ABFRAGEN[rolle]):
            _html(client, "statistik")


def _mehr_zeilen(welt: Welt, meldung: Meldung) -> None:
    """Two Angebote more, with values, in this Meldung and in the accepted one before it."""
    frueher = Meldung.objects.filter(status=Status.ANGENOMMEN)
    for angebot in f.AngebotFabrik.create_batch(2, zentrum=welt.eigenes):
        for ziel in (meldung, *frueher):
            f.WertFabrik(meldung=ziel, angebot=angebot, kennzahl=f.KennzahlFabrik(), notiz="Fest")


@pytest.mark.parametrize(("rolle", "anzahl"), [("leitung", 12), ("traeger", 12), ("bezirksamt", 13)])
def test_meldung_braucht_gleich_viele_abfragen(
    welt: Welt, rolle: str, anzahl: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    m.angenommen(welt, zeitraum=m.letztes_quartal(welt.bezirk, davor=1))
    meldung = m.vorgelegt(welt)
    client = welt.client(rolle)
    for weitere in (False, True):
        if weitere:
            _mehr_zeilen(welt, meldung)
        with django_assert_num_queries(anzahl):
            _html(client, "meldung", meldung.pk)


def test_offene_punkte_brauchen_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    meldung, client = m.entwurf(welt.eigenes), welt.client("leitung")
    for weitere in (0, 2):
        f.AngebotFabrik.create_batch(weitere, zentrum=welt.eigenes)
        with django_assert_num_queries(16):
            _html(client, "meldung_pruefen", meldung.pk)


@pytest.mark.parametrize(("rolle", "anzahl"), [("traeger", 6), ("bezirksamt", 6)])
def test_pruefliste_braucht_gleich_viele_abfragen(
    welt: Welt, rolle: str, anzahl: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client(rolle)
    anlegen = m.eingereicht if rolle == "traeger" else m.vorgelegt
    for weitere in (1, 2):
        for _ in range(weitere):
            anlegen(welt, f.ZentrumFabrik(traeger=welt.traeger, bezirk=welt.bezirk))
        with django_assert_num_queries(anzahl):
            _html(client, "statistik_pruefen")
