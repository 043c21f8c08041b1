"""Editions of reports: when they are possible, that they never change, and who makes them."""

import threading
from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connections
from django.urls import reverse

from angebote.models import Wert
from stzverbund.basis.models import Ausgabe
from stzverbund.basis.pflege import Verweigert
from stzverbund.berichte import ausgaben, pdf
from stzverbund.berichte.arten import ARTEN, GESCHAEFTSSTELLE, Berichtsart
from stzverbund.berichte.models import Sachbericht
from tests.berichte import jahr as j
from tests.berichte.seite import zahlen_der_seite
from tests.hilfen.pdf import pdf_seiten, pdf_ua_fehler
from tests.welt import Welt

ZENTRUM = ARTEN["zentrum"]
SEITE, PDF = "/berichte/zentrum/eigenes/2025/", "/berichte/zentrum/eigenes/2025.pdf"


@pytest.fixture
def schnell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper that costs no seconds."""
    monkeypatch.setattr(
        pdf, "ausgabe", lambda b, *, nummer, datenhash, tag: f"%PDF {nummer} {datenhash}".encode()
    )
    monkeypatch.setattr(pdf, "entwurf", lambda b: b"%PDF Entwurf")


@pytest.fixture
def voll(welt: Welt) -> Welt:
    j.summen(*j.volles_jahr(welt.eigenes, 2025, j.angebote(welt.eigenes)))
    return welt


def festschreiben(welt: Welt, rolle: str = "leitung", art: Berichtsart = ZENTRUM, **mehr: Any) -> Ausgabe:
    angaben = {"gegenstand": welt.eigenes, "jahr": 2025, "wer": welt.rollen[rolle]}
    return ausgaben.festschreiben(art=art, **angaben | mehr)


def test_von_der_seite_bis_zur_gespeicherten_datei(voll: Welt) -> None:
    """The real thing once: button, stored PDF, the same bytes whatever happens to the data."""
    client = voll.client("leitung")
    Sachbericht.objects.create(zentrum=voll.eigenes, jahr=2025, ergebnisse="Der Garten blüht.")
    antwort = client.post(reverse("bericht_festschreiben", args=["zentrum", "eigenes", 2025]))
    assert antwort.url == SEITE
    ausgabe = Ausgabe.objects.get()
    blatt = client.get(PDF).content
    assert pdf_ua_fehler(blatt) == []
    kurz = " ".join(ausgabe.datenhash[i : i + 4] for i in (0, 4, 8))
    seiten = pdf_seiten(blatt)
    assert all("Entwurf" not in s and "Ausgabe 1" in s and kurz in s for s in seiten)
    assert ausgabe.datenhash in " ".join(seiten)
    assert "Der Garten blüht." in " ".join(seiten)
    html = client.get(SEITE).content.decode()
    zeilen, _ = zahlen_der_seite(html)
    assert [zeile for zeile in zeilen if zeile not in " ".join(seiten)] == []
    assert kurz in html

    Wert.objects.filter(art="zahl").update(zahl=1)
    Sachbericht.objects.update(ergebnisse="Der Garten ist verdorrt.")
    voll.eigenes.name = "STZ Umbenannt"
    voll.eigenes.save()
    assert client.get(PDF).content == blatt
    spaeter = client.get(SEITE).content.decode()
    assert zahlen_der_seite(spaeter)[0] == zeilen
    assert "Der Garten blüht." in spaeter
    assert "verdorrt" not in spaeter


def test_erst_wenn_jeder_zeitraum_geschlossen_ist(welt: Welt, schnell: None) -> None:
    for monat in (1, 4, 7):
        j.meldung(welt.eigenes, date(2025, monat, 1))
    letzte = j.meldung(welt.eigenes, date(2025, 10, 1), status="freigegeben")
    with pytest.raises(Verweigert, match="noch nicht vollständig"):
        festschreiben(welt)
    assert "Festschreiben</span>" not in welt.client("leitung").get(SEITE).content.decode()
    letzte.status, letzte.angenommen_am = "angenommen", letzte.freigegeben_am
    letzte.save()
    assert "Festschreiben</span>" in welt.client("leitung").get(SEITE).content.decode()
    assert festschreiben(welt).nummer == 1


@pytest.mark.parametrize("rolle", ["mitarbeit", "bezirksamt", "verband", "geschaeftsstelle", "koordination"])
def test_nur_leitung_und_traeger(voll: Welt, schnell: None, rolle: str) -> None:
    with pytest.raises(Verweigert):
        festschreiben(voll, rolle)
    erwartet = 404 if rolle == "koordination" else 403
    adresse = reverse("bericht_festschreiben", args=["zentrum", "eigenes", 2025])
    assert voll.client(rolle).post(adresse).status_code == erwartet
    assert not Ausgabe.objects.exists()


def test_traeger_schreibt_fest(voll: Welt, schnell: None) -> None:
    assert festschreiben(voll, "traeger").person == voll.rollen["traeger"].person


def test_ohne_aenderung_bleibt_es_bei_der_ausgabe(voll: Welt, schnell: None) -> None:
    erste = festschreiben(voll)
    assert festschreiben(voll, "traeger") == erste
    assert Ausgabe.objects.count() == 1


def test_berichtigung_fuehrt_zur_naechsten_ausgabe(voll: Welt, schnell: None) -> None:
    erste = festschreiben(voll)
    client = voll.client("leitung")
    berichtigung = j.meldung(voll.eigenes, date(2025, 4, 1), nr=1, status="entwurf")
    j.fuellen(berichtigung, j.angebote(voll.eigenes), mal=9)
    assert "hat sich etwas geändert" not in client.get(SEITE).content.decode()
    berichtigung.status, berichtigung.eingereicht_am = "angenommen", erste.erstellt_am
    berichtigung.angenommen_am = erste.erstellt_am
    berichtigung.save()

    html = client.get(SEITE).content.decode()
    assert "hat sich etwas geändert" in html
    assert "Festschreiben</span>" not in html
    aktuell = client.get(f"{SEITE}?stand=aktuell").content.decode()
    assert "Festschreiben</span>" in aktuell
    assert "Berichtigung 1" in aktuell
    assert zahlen_der_seite(aktuell) != zahlen_der_seite(html)
    assert client.get(PDF).content == f"%PDF 1 {erste.datenhash}".encode()
    assert client.get(f"{PDF}?stand=aktuell").content == b"%PDF Entwurf"

    zweite = festschreiben(voll)
    assert zweite.nummer == 2
    assert client.get(PDF).content == f"%PDF 2 {zweite.datenhash}".encode()
    alte = reverse("ausgabe", args=["zentrum", "eigenes", 2025, 1])
    assert client.get(alte).content == f"%PDF 1 {erste.datenhash}".encode()
    assert "überholt durch Ausgabe 2" in client.get(SEITE).content.decode()
    assert client.get(reverse("ausgabe", args=["zentrum", "eigenes", 2025, 3])).status_code == 404


def test_geaenderter_text_fuehrt_zur_naechsten_ausgabe(voll: Welt, schnell: None) -> None:
    festschreiben(voll)
    text = Sachbericht.objects.create(zentrum=voll.eigenes, jahr=2025)
    assert festschreiben(voll).nummer == 1
    text.ausblick = "Mehr Gärten."
    text.save()
    assert festschreiben(voll).nummer == 2


def test_wieder_geoeffneter_zeitraum(welt: Welt, schnell: None) -> None:
    for monat in (1, 4, 7):
        j.meldung(welt.eigenes, date(2025, monat, 1))
    letzte = j.meldung(welt.eigenes, date(2025, 10, 1), status="nicht_gemeldet")
    festschreiben(welt)
    letzte.status = "entwurf"
    letzte.save()
    html = welt.client("leitung").get(SEITE).content.decode()
    assert "hat sich etwas geändert" in html
    with pytest.raises(Verweigert, match="noch nicht vollständig"):
        festschreiben(welt)


def test_von_aussen_steht_der_text_erst_in_der_ausgabe(voll: Welt, schnell: None) -> None:
    Sachbericht.objects.create(zentrum=voll.eigenes, jahr=2025, ergebnisse="Der Garten blüht.")
    client = voll.client("bezirksamt")
    assert "Der Garten blüht." not in client.get(SEITE).content.decode()
    festschreiben(voll)
    assert "Der Garten blüht." in client.get(SEITE).content.decode()
    assert "Der Garten blüht." not in client.get(f"{SEITE}?stand=aktuell").content.decode()


def test_beschaedigte_datei_wird_nicht_ausgeliefert(voll: Welt, schnell: None) -> None:
    ausgabe = festschreiben(voll)
    default_storage.delete(ausgabe.pdf.name)
    antwort = voll.client("leitung").get(PDF)
    assert antwort.status_code == 500
    assert "kann nicht gezeigt werden" in antwort.content.decode()


@pytest.mark.parametrize(
    ("rolle", "art", "gegenstand"),
    [
        ("traeger", ARTEN["traeger"], "traeger"),
        ("bezirksamt", ARTEN["bezirk"], "bezirk"),
        ("verband", ARTEN["verband"], "verband"),
        ("geschaeftsstelle", GESCHAEFTSSTELLE, None),
    ],
)
def test_berichte_ueber_viele_zentren(
    voll: Welt, schnell: None, rolle: str, art: Berichtsart, gegenstand: str | None
) -> None:
    ueber = getattr(voll, gegenstand) if gegenstand else voll.rollen[rolle].verband
    if rolle in ("bezirksamt", "geschaeftsstelle"):
        with pytest.raises(Verweigert, match="noch nicht vollständig"):
            festschreiben(voll, rolle, art, gegenstand=ueber)
        j.summen(*j.volles_jahr(voll.nachbar, 2025, j.angebote(voll.nachbar)))
    with pytest.raises(Verweigert, match="verantwortet"):
        festschreiben(voll, "leitung", art, gegenstand=ueber)
    ausgabe = festschreiben(voll, rolle, art, gegenstand=ueber)
    assert (ausgabe.nummer, ausgabe.art) == (1, art.kennung)
    adresse = reverse(f"bericht_{art.schluessel}_pdf", args=[getattr(ueber, art.feld), 2025])
    assert voll.client(rolle).get(adresse).content == f"%PDF 1 {ausgabe.datenhash}".encode()


def test_verband_und_geschaeftsstelle_eines_verbandes_haben_eigene_ausgaben(
    voll: Welt, schnell: None
) -> None:
    verband = voll.rollen["geschaeftsstelle"].verband
    voll.traeger.verbaende.add(verband)
    j.summen(*j.volles_jahr(voll.nachbar, 2025, j.angebote(voll.nachbar)))
    festschreiben(voll, "geschaeftsstelle", GESCHAEFTSSTELLE, gegenstand=verband)
    voll.rollen["verband"].verband = verband
    voll.rollen["verband"].save()
    html = voll.client("verband").get(reverse("bericht_verband", args=["parisozial", 2025])).content.decode()
    assert "Entwurf" in html
    assert "STZ Nachbar" not in html


@pytest.mark.django_db(transaction=True)
def test_zwei_zugleich_machen_eine_ausgabe(voll: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    treffpunkt = threading.Barrier(2, timeout=30)

    def warten(bericht: Any, *, nummer: int, datenhash: str, tag: date) -> bytes:
        treffpunkt.wait()
        return f"%PDF {threading.get_ident()}".encode()

    monkeypatch.setattr(pdf, "ausgabe", warten)
    ergebnisse: list[Any] = []

    def druecken(rolle: str) -> None:
        try:
            ergebnisse.append(festschreiben(voll, rolle))
        except Exception as fehler:
            ergebnisse.append(fehler)
        finally:
            connections.close_all()

    faeden = [threading.Thread(target=druecken, args=[rolle]) for rolle in ("leitung", "traeger")]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert ergebnisse[0] == ergebnisse[1]
    assert Ausgabe.objects.get() == ergebnisse[0]


def test_was_waehrenddessen_geschieht_wird_bemerkt(voll: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    def stoeren(bericht: Any, **angaben: Any) -> bytes:
        Sachbericht.objects.create(zentrum=voll.eigenes, jahr=2025, ausblick="Neu")
        return b"%PDF"

    monkeypatch.setattr(pdf, "ausgabe", stoeren)
    with pytest.raises(Verweigert, match="haben sich die Daten geändert"):
        festschreiben(voll)
    assert not Ausgabe.objects.exists()
