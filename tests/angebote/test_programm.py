"""Programmes, overviews and posters: what the public pages say, accessible, rendered once for each state."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import terminplan
from angebote.ausblick import termine_zwischen
from angebote.models import Angebot, Termin
from angebote.programm import Papier, aushang, monatsprogramm, uebersicht_bezirk, uebersicht_stadtteil
from angebote.views.verzeichnis.programme import HOECHSTENS
from tests import fabriken as f
from tests.hilfen.pdf import pdf_seiten, pdf_text, pdf_ua_fehler
from tests.welt import Welt
from zentren.models import Bezirksregion, Leistungsbereich, Oeffnungszeit, Schliesszeit

MITTAGS = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HEUTE = MITTAGS.date()
DEZEMBER = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _heute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localtime", lambda *args: MITTAGS)
    monkeypatch.setattr(timezone, "localdate", lambda *args: HEUTE)


@pytest.fixture
def gerendert(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what was rendered, without rendering."""
    titel: list[str] = []

    def rendern(html: str, *, titel_: list[str] = titel, **kwargs: str) -> bytes:
        titel_.append(kwargs["titel"])
        return b"%PDF-1.7"

    monkeypatch.setattr("angebote.programm.papier.pdf_aus_html", rendern)
    return titel


@pytest.fixture
def stadtteil(welt: Welt) -> Bezirksregion:
    """The own centre with a house, hours, a week of Angebote; the neighbour; a Fremdangebot."""
    region = f.RegionFabrik(name="Biesdorf", bezirk=welt.bezirk)
    for zentrum in (welt.eigenes, welt.nachbar):
        zentrum.regionen.add(region)
    haus = f.StandortFabrik(zentrum=welt.eigenes, haltestelle="Beispielplatz", stufenlos=True)
    for tag in range(5):
        Oeffnungszeit.objects.create(standort=haus, wochentag=tag, von=time(9), bis=time(18))
    f.SprechzeitFabrik(zentrum=welt.eigenes)
    Schliesszeit.objects.create(
        zentrum=welt.eigenes, von=date(2026, 12, 24), bis=date(2027, 1, 1), grund="Betriebsferien"
    )
    eltern = f.ZielgruppeFabrik(schluessel="eltern", name="Eltern")
    anderer = f.LeistungsbereichFabrik(schluessel="L4", kurz="Beratung und Vermittlung")
    saal = f.RaumFabrik(standort=haus, name="Saal")
    naehen = f.AngebotFabrik(
        zentrum=welt.eigenes, titel="Nähcafé", standort=haus, raum=saal, kurztext="Gemeinsam nähen"
    )
    f.ZeitplanFabrik(angebot=naehen)
    beratung = f.AngebotFabrik(
        zentrum=welt.nachbar,
        titel="Elternberatung",
        leistungsbereich=anderer,
        zielgruppen=[eltern],
        kontakt_email="nachbar@demo.example",
    )
    f.ZeitplanFabrik(angebot=beratung, regel="FREQ=MONTHLY;BYDAY=-1FR")
    f.AngebotFabrik(zentrum=welt.eigenes, titel="Geheimer Entwurf", status="entwurf")
    f.FremdangebotFabrik(
        zentrum=welt.eigenes,
        region=region,
        titel="Yoga",
        zeiten="dienstags ab 18 Uhr",
        zielgruppen=[eltern],
        website="https://sport.example/",
        kontakt_telefon="",
    )
    terminplan.alle_sichern(HEUTE)
    return region


def _monat(welt: Welt, monat: date = DEZEMBER) -> Papier:
    return monatsprogramm(welt.eigenes, monat, HEUTE)


def _mit_allem(**filter_: Any) -> Angebot:
    return Angebot.objects.select_related("zentrum__traeger", "standort", "raum").get(**filter_)


def test_monatsprogramm_hat_die_termine_der_seiten(welt: Welt, stadtteil: Bezirksregion) -> None:
    Termin.objects.filter(datum=date(2026, 12, 8)).update(status="ausgefallen", grund="Frau X krank")
    tage = _monat(welt).daten.tage
    angebote = Angebot.objects.filter(zentrum=welt.eigenes).select_related("zentrum", "standort", "raum")
    termine = termine_zwischen(angebote, DEZEMBER, date(2026, 12, 31), HEUTE)
    assert [(t.datum, p.von, p.titel, p.ausgefallen) for t in tage for p in t.punkte] == [
        (t.datum, t.von, t.angebot.titel, t.status == "ausgefallen") for t in termine
    ]
    assert [t.datum.day for t in tage] == [1, 8, 15, 22], "closed from the 24th on"


@pytest.mark.eine_datenbank
@pytest.mark.parametrize("monat", [date(2026, 11, 1), DEZEMBER])
def test_monatsprogramm_als_pdf(welt: Welt, stadtteil: Bezirksregion, monat: date) -> None:
    pdf = _monat(welt, monat).pdf()
    assert pdf_ua_fehler(pdf) == []
    text = pdf_text(pdf)
    for wort in (
        "STZ Eigenes",
        "Mo–Fr 09:00–18:00 Uhr",
        "Haltestelle Beispielplatz",
        "Sozialberatung: Dienstag 10:00–12:00 Uhr",
        "Nähcafé",
        "Jeden Dienstag, 10:00–11:30 Uhr",
        "Saal",
        "kostenfrei",
        "Stand 18. November 2026",
    ):
        assert wort in text
    assert ("Geschlossen vom 24. Dezember bis 1. Januar" in text) == (monat == DEZEMBER)
    for verboten in ("Geheimer Entwurf", "Elternberatung", "Yoga"):
        assert verboten not in text


@pytest.mark.eine_datenbank
def test_uebersicht_als_pdf(welt: Welt, stadtteil: Bezirksregion) -> None:
    papier = uebersicht_stadtteil(stadtteil, HEUTE)
    pdf = papier.pdf()
    assert pdf_ua_fehler(pdf) == []
    text = pdf_text(pdf)
    for wort in (
        "Angebote in Biesdorf",
        "3 Angebote, davon 1 von anderen Trägern",
        "Von einem anderen Träger: Sportverein Ost e. V.",
        "dienstags ab 18 Uhr",
        "https://sport.example/",
        "nachbar@demo.example",
        "Am letzten Freitag im Monat",
        "Yoga, Sportverein Ost e. V. (S. 1)",
        "STZ Nachbar",
        "Beispielallee 1, 12679 Berlin",
    ):
        assert wort in text
    assert "Geheimer Entwurf" not in text
    assert [b.name for b in papier.daten.bereiche] == [
        "Ehrenamt, Selbsthilfe, Nachbarschaft",
        "Beratung und Vermittlung",
    ]
    gruppen = {g.name: [e.titel for e in g.eintraege] for g in papier.daten.gruppen}
    assert gruppen == {"alle": ["Nähcafé"], "Eltern": ["Elternberatung", "Yoga"]}


def test_uebersicht_zaehlt_wie_das_verzeichnis(welt: Welt, stadtteil: Bezirksregion) -> None:
    f.AngebotFabrik(zentrum=welt.nachbar, status="pausiert", titel="Ruht")
    geschlossen = f.ZentrumFabrik(bezirk=welt.bezirk, in_betrieb_bis=HEUTE - timedelta(days=1))
    geschlossen.regionen.add(stadtteil)
    f.AngebotFabrik(zentrum=geschlossen)
    f.AngebotFabrik(zentrum=welt.fern)
    im_netz = Client().get(reverse("verzeichnis"), {"stadtteil": stadtteil.schluessel}).context["paginator"]
    daten = uebersicht_stadtteil(stadtteil, HEUTE).daten
    assert (daten.anzahl, im_netz.count) == (4, 4)
    im_bezirk = uebersicht_bezirk(welt.bezirk, HEUTE).daten
    assert im_bezirk.anzahl == Client().get(reverse("verzeichnis")).context["paginator"].count - 1 == 4
    assert [z.name for z in im_bezirk.zentren] == ["STZ Eigenes", "STZ Nachbar"]


def test_leere_uebersicht_und_leerer_monat(welt: Welt) -> None:
    region = f.RegionFabrik(bezirk=welt.bezirk)
    welt.eigenes.regionen.add(region)
    for papier, wort in (
        (uebersicht_stadtteil(region, HEUTE), "Zurzeit ist kein Angebot veröffentlicht"),
        (_monat(welt), "In diesem Monat sind keine Termine vorgesehen"),
    ):
        pdf = papier.pdf()
        assert pdf_ua_fehler(pdf) == []
        assert wort in pdf_text(pdf)


@pytest.mark.eine_datenbank
def test_aushang_als_pdf(welt: Welt, stadtteil: Bezirksregion) -> None:
    pdf = aushang(_mit_allem(titel="Nähcafé"), HEUTE).pdf()
    assert pdf_ua_fehler(pdf) == []
    (seite,) = pdf_seiten(pdf)
    for wort in ("Nähcafé", "Gemeinsam nähen", "Jeden Dienstag", "stufenlos erreichbar", "Eigener Träger"):
        assert wort in seite


@pytest.mark.eine_datenbank
@pytest.mark.parametrize("zeichen", ["Wort ", "Donaudampfschifffahrtsgesellschaft "])
def test_aushang_passt_immer_auf_eine_seite(welt: Welt, stadtteil: Bezirksregion, zeichen: str) -> None:
    """Everything as long as the form allows."""

    def lang(anzahl: int) -> str:
        return (zeichen * anzahl)[:anzahl].strip()

    angebot = _mit_allem(titel="Nähcafé")
    angebot.titel, angebot.kurztext, angebot.ort = lang(120), lang(250), lang(200)
    angebot.standort = angebot.raum = None
    angebot.anmeldung, angebot.beitrag, angebot.kontakt_email = (
        lang(200),
        lang(80),
        f"{'a' * 60}@demo.example",
    )
    angebot.zielgruppen.set([f.ZielgruppeFabrik(schluessel=f"g{i}", name=f"Gruppe {i}") for i in range(15)])
    for stunde in (12, 14, 16):
        f.ZeitplanFabrik(
            angebot=angebot,
            regel="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE",
            von=time(stunde),
            bis=time(stunde + 1),
            pause_schulferien=True,
        )
    pdf = aushang(angebot, HEUTE).pdf()
    assert len(pdf_seiten(pdf)) == 1
    assert pdf_ua_fehler(pdf) == []


@pytest.mark.eine_datenbank
@pytest.mark.parametrize(("laenge", "kurz"), [(22, 200), (45, 300), (23, 100), (46, 10)])
def test_aushang_an_den_grenzen_der_schrift(
    welt: Welt, stadtteil: Bezirksregion, laenge: int, kurz: int
) -> None:
    angebot = _mit_allem(titel="Nähcafé")
    angebot.titel, angebot.kurztext = "M" * laenge, ("Wort " * 60)[:kurz].strip()
    assert len(pdf_seiten(aushang(angebot, HEUTE).pdf())) == 1


def _adressen(stadtteil: Bezirksregion) -> list[str]:
    return [
        reverse("verzeichnis_programm", args=["eigenes", DEZEMBER]),
        reverse("verzeichnis_stadtteil_pdf", args=[stadtteil.schluessel]),
        reverse("verzeichnis_bezirk_pdf", args=["10"]),
    ]


def test_einmal_gerendert_oft_geholt(welt: Welt, stadtteil: Bezirksregion, gerendert: list[str]) -> None:
    for adresse in _adressen(stadtteil):
        antworten = [Client().get(adresse), welt.client("leitung").get(adresse)]
        assert [a.content for a in antworten] == [b"%PDF-1.7"] * 2
        assert {a["Content-Type"] for a in antworten} == {"application/pdf"}
        assert {a["Cache-Control"] for a in antworten} == {"public, max-age=600"}
        bekannt = {"If-None-Match": antworten[0]["ETag"]}
        assert Client().get(adresse, headers=bekannt).status_code == 304
    assert len(gerendert) == 3
    Angebot.objects.filter(titel="Nähcafé").update(kurztext="Neues")
    for adresse in _adressen(stadtteil):
        assert Client().get(adresse).status_code == 200
    assert len(gerendert) == 6


def test_nicht_zu_viele_auf_einmal(welt: Welt, stadtteil: Bezirksregion, gerendert: list[str]) -> None:
    adresse = _adressen(stadtteil)[0]

    def holen(nr: int) -> HttpResponse:
        Angebot.objects.filter(titel="Nähcafé").update(kurztext=f"Fassung {nr}")
        return Client().get(adresse)

    staende = [holen(nr).status_code for nr in range(HOECHSTENS + 1)]
    assert staende == [200] * HOECHSTENS + [429]
    zu_viel = holen(99)
    assert zu_viel["Retry-After"] == "600"
    assert "später noch einmal" in zu_viel.content.decode()
    assert holen(3).status_code == 200, "what is there already costs nothing"


@pytest.mark.parametrize("monat", ["2026-10", "2027-01", "2026-13"])
def test_nur_dieser_und_der_naechste_monat(welt: Welt, stadtteil: Bezirksregion, monat: str) -> None:
    gueltig = reverse("verzeichnis_programm", args=["eigenes", DEZEMBER])
    assert Client().get(gueltig.replace("2026-12", monat)).status_code == 404


def test_was_es_nicht_gibt(welt: Welt, stadtteil: Bezirksregion) -> None:
    welt.eigenes.in_betrieb_bis = date(2026, 11, 30)
    welt.eigenes.save()
    ohne_zentrum = f.RegionFabrik(bezirk=welt.bezirk)
    for adresse in (
        _adressen(stadtteil)[0],
        reverse("verzeichnis_stadtteil_pdf", args=[ohne_zentrum.schluessel]),
        reverse("verzeichnis_bezirk_pdf", args=["12"]),
    ):
        assert Client().get(adresse).status_code == 404


def test_gleich_viele_abfragen(
    welt: Welt, stadtteil: Bezirksregion, django_assert_num_queries: Callable[..., Any]
) -> None:
    for anzahl in (1, 3):
        for _ in range(anzahl):
            f.ZeitplanFabrik(angebot=f.AngebotFabrik(zentrum=welt.eigenes))
            f.FremdangebotFabrik(zentrum=welt.eigenes, region=stadtteil)
            f.StandortFabrik(zentrum=welt.eigenes, name="Garten")
        with django_assert_num_queries(10):
            assert _monat(welt).kennung
        with django_assert_num_queries(11):
            assert uebersicht_stadtteil(stadtteil, HEUTE).kennung


def test_seiten_fuehren_hin(welt: Welt, stadtteil: Bezirksregion) -> None:
    zentrum = Client().get(reverse("verzeichnis_zentrum", args=["eigenes"])).content.decode()
    assert reverse("verzeichnis_programm", args=["eigenes", date(2026, 11, 1)]) in zentrum
    assert _adressen(stadtteil)[0] in zentrum
    liste = Client().get(reverse("verzeichnis"), {"stadtteil": stadtteil.schluessel}).content.decode()
    assert _adressen(stadtteil)[1] in liste
    assert _adressen(stadtteil)[2] in liste
    innen = welt.client("mitarbeit").get(reverse("angebot_liste")).content.decode()
    assert _adressen(stadtteil)[0] in innen
    angebot = _mit_allem(titel="Nähcafé")
    assert (
        reverse("angebot_aushang", args=[angebot.pk])
        in welt.client("mitarbeit").get(reverse("angebot", args=[angebot.pk])).content.decode()
    )


def test_namen_werden_nie_zu_html(welt: Welt, stadtteil: Bezirksregion) -> None:
    Angebot.objects.update(titel="<b>Fett</b>")
    assert "<b>Fett</b>" not in _monat(welt).html
    assert Leistungsbereich.objects.exists()
