"""Completeness Zentrum x month and punctuality Zentrum x period: figures, readers, order, files, queries."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote import ablauf
from angebote.meldestand import jahresvollstaendigkeit, laden, puenktlichkeit
from angebote.meldestand.puenktlichkeit import Lage
from angebote.models import Meldezeitraum, Meldung
from angebote.vollstaendigkeit import vollstaendigkeit
from angebote.zeitraeume import meldejahr_sichern
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt

VOLL, PUENKTLICH = "statistik_vollstaendigkeit", "statistik_puenktlichkeit"
HEUTE = date(2026, 11, 20)


def _meldung(zentrum: Any, monat: date, status: str = "entwurf", *, am: date | None = None) -> Meldung:
    jetzt = timezone.now()
    if am:
        jetzt = jetzt.replace(year=am.year, month=am.month, day=am.day, hour=12)
    felder = {"eingereicht_am": jetzt} if status not in ("entwurf", "nicht_gemeldet") else {}
    felder |= {"freigegeben_am": jetzt} if status in ("freigegeben", "angenommen") else {}
    felder |= {"angenommen_am": jetzt} if status == "angenommen" else {}
    felder |= {"grund": "Bitte ergänzen"} if status in ("zurueckgegeben", "nicht_gemeldet") else {}
    return f.MeldungFabrik(zentrum=zentrum, monat=monat, status=status, **felder)


@pytest.fixture
def jahr(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> Welt:
    """2026 of two centres: accepted in time, submitted late at the Träger, a half filled draft, nothing.

    Today is 20 November: three quarters are over; the third was due on 15 October, in grace until 31.
    """
    monkeypatch.setattr(timezone, "localdate", lambda wert=None: wert.date() if wert else HEUTE)
    welt.eigenes.in_betrieb_von = date(2026, 2, 10)
    welt.eigenes.save()
    welt.traeger.freigabe_noetig = True
    welt.traeger.save()
    _meldung(welt.eigenes, date(2026, 1, 1), "angenommen", am=date(2026, 4, 15))
    spaet = _meldung(welt.eigenes, date(2026, 4, 1), "eingereicht", am=date(2026, 8, 2))
    Meldung.objects.filter(pk=spaet.pk).update(freigabe_noetig=True)
    entwurf = _meldung(welt.eigenes, date(2026, 7, 1))
    kennzahlen = [f.KennzahlFabrik(), f.KennzahlFabrik(schluessel="besuche", ebene="zentrum")]
    angebot = m.angebot(welt.eigenes)
    for monat in (7, 8):
        f.WertFabrik(
            meldung=entwurf, monat=date(2026, monat, 1), angebot=angebot, kennzahl=kennzahlen[0], zahl=4711
        )
    f.WertFabrik(meldung=entwurf, monat=date(2026, 8, 1), kennzahl=kennzahlen[1], zahl=4712)
    _meldung(welt.nachbar, date(2026, 1, 1), "nicht_gemeldet")
    _meldung(welt.nachbar, date(2026, 4, 1), "angenommen", am=date(2026, 7, 16))
    return welt


def _voll(welt: Welt, rolle: str, zentrum: str = "STZ Eigenes") -> list[str]:
    tafel = jahresvollstaendigkeit(laden(welt.rollen[rolle], HEUTE, jahr="2026"))
    [zeile] = [zeile for zeile in tafel.zeilen if zeile.zentrum.name == zentrum]
    return [feld.text for feld in zeile.felder]


def _puenktlich(welt: Welt, rolle: str, zentrum: str = "STZ Eigenes") -> list[str]:
    tafel = puenktlichkeit(laden(welt.rollen[rolle], HEUTE, jahr="2026"))
    [zeile] = [zeile for zeile in tafel.zeilen if zeile.zentrum.name == zentrum]
    return [feld.text for feld in zeile.felder if feld]


# --- completeness


def test_prozent_und_stand_in_worten(jahr: Welt) -> None:
    assert _voll(jahr, "bezirksamt") == [
        "nicht in Betrieb",
        *["100 %, angenommen"] * 2,
        *["100 %, beim Träger"] * 3,
        "50 %, noch nicht eingereicht",
        "100 %, noch nicht eingereicht",
        *["0 %, noch nicht eingereicht"] * 3,
        "noch nicht begonnen",
    ]
    assert _voll(jahr, "traeger")[5:7] == ["100 %, freizugeben", "50 %, in Arbeit beim Zentrum"]
    assert _voll(jahr, "leitung")[6] == "50 %, in Arbeit"


def test_geschaeftsstelle_kennt_nur_was_dem_amt_vorliegt(jahr: Welt) -> None:
    assert _voll(jahr, "geschaeftsstelle") == [
        "nicht in Betrieb",
        *["100 %, angenommen"] * 2,
        *["noch nicht eingereicht"] * 8,
        "noch nicht begonnen",
    ]
    assert _puenktlich(jahr, "geschaeftsstelle") == [
        "pünktlich",
        *["noch nicht eingereicht"] * 2,
        "noch nicht fällig",
    ]


def test_summen_der_zeilen_und_spalten(jahr: Welt) -> None:
    tafel = jahresvollstaendigkeit(laden(jahr.rollen["bezirksamt"], HEUTE, jahr="2026"))
    zeilen = {z.zentrum.name: (z.summe.vollstaendig, z.summe.erwartet, z.summe.prozent) for z in tafel.zeilen}
    assert zeilen == {"STZ Eigenes": (6, 10, 60), "STZ Nachbar": (3, 11, 27)}
    spalten = [summe.text for summe in tafel.spalten]
    assert spalten == [
        "0 von 1",
        *["1 von 2"] * 2,
        *["2 von 2"] * 3,
        "0 von 2",
        "1 von 2",
        *["0 von 2"] * 3,
        "–",
    ]
    assert (tafel.summe.text, tafel.summe.nicht_gemeldet) == ("9 von 21", 3)


def test_berichtigung_in_arbeit_laesst_die_angenommene_vollstaendig(jahr: Welt) -> None:
    alt = Meldung.objects.get(zentrum=jahr.eigenes, status="angenommen")
    ablauf.berichtigen(meldung=alt, wer=jahr.rollen["leitung"])
    for rolle in ("leitung", "bezirksamt", "geschaeftsstelle"):
        assert _voll(jahr, rolle)[1] == "100 %, angenommen"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)), max_size=12))
def test_gezaehlt_wie_im_raster(jahr: Welt, zellen: list[tuple[int, int, int]]) -> None:
    """The percentage that SQL counts is the one of the grid, whatever has been filled."""
    entwurf = Meldung.objects.get(zentrum=jahr.eigenes, zeitraum__von=date(2026, 7, 1))
    entwurf.werte.all().delete()
    angebote = [
        f.AngebotFabrik(zentrum=jahr.eigenes, titel=t)
        for t in "AB"
        if not jahr.eigenes.angebote.filter(titel=t)
    ]
    angebote = list(jahr.eigenes.angebote.order_by("pk"))
    kennzahlen = [f.KennzahlFabrik(schluessel=s, pflicht=s != "c") for s in "abc"]
    for monat, angebot, kennzahl in dict.fromkeys(zellen):
        ort = {"angebot": angebote[angebot], "kennzahl": kennzahlen[kennzahl]}
        f.WertFabrik(meldung=entwurf, monat=date(2026, 7 + monat, 1), **ort)
    raster = vollstaendigkeit([jahr.eigenes], date(2026, 7, 1), date(2026, 9, 30))
    erwartet = [(stand.erwartet - stand.offen) * 100 // stand.erwartet for _, stand in sorted(raster.items())]
    assert [int(text.partition(" ")[0]) for text in _voll(jahr, "leitung")[6:9]] == erwartet


# --- punctuality


def test_puenktlich_nachfrist_verspaetet_fehlt(jahr: Welt) -> None:
    assert _puenktlich(jahr, "bezirksamt") == [
        "pünktlich",
        "verspätet, 18 Tage",
        "fehlt, 36 Tage",
        "noch nicht fällig",
    ]
    assert _puenktlich(jahr, "bezirksamt", "STZ Nachbar")[:2] == ["nicht gemeldet", "in der Nachfrist, 1 Tag"]


@pytest.mark.parametrize(
    ("am", "text"),
    [
        (date(2026, 4, 15), "pünktlich"),
        (date(2026, 4, 16), "in der Nachfrist, 1 Tag"),
        (date(2026, 5, 1), "in der Nachfrist, 16 Tage"),
        (date(2026, 5, 2), "verspätet, 17 Tage"),
    ],
)
def test_genau_an_den_fristen(jahr: Welt, am: date, text: str) -> None:
    """The first quarter is due on 15 April, in grace until 1 May."""
    zentrum = f.ZentrumFabrik(bezirk=jahr.bezirk, name="STZ Genau")
    _meldung(zentrum, date(2026, 1, 1), "angenommen", am=am)
    assert _puenktlich(jahr, "bezirksamt", "STZ Genau")[0] == text


def test_summen_der_puenktlichkeit(jahr: Welt) -> None:
    tafel = puenktlichkeit(laden(jahr.rollen["bezirksamt"], HEUTE, jahr="2026"))
    zeilen = {z.zentrum.name: (z.summe.je_lage, z.summe.tage, z.summe.prozent) for z in tafel.zeilen}
    assert zeilen == {"STZ Eigenes": ([1, 0, 1, 1, 0], 54, 33), "STZ Nachbar": ([0, 1, 0, 1, 1], 37, 0)}
    assert (tafel.summe.je_lage, tafel.summe.prozent) == ([1, 1, 1, 2, 1], 20)
    assert [summe.text for summe in tafel.spalten][:2] == ["1 von 1 pünktlich", "0 von 2 pünktlich"]


def test_rueckgabe_macht_niemanden_unpuenktlich(welt: Welt) -> None:
    welt.traeger.freigabe_noetig = False
    welt.traeger.save()
    zeitraum = m.letztes_quartal(welt.bezirk)
    meldung, leitung = m.eingereicht(welt, zeitraum=zeitraum), welt.rollen["leitung"]
    erstes_mal = meldung.eingereicht_am
    ablauf.zurueckgeben(meldung=meldung, grund="Prüfen", rueckfragen={}, wer=welt.rollen["bezirksamt"])
    assert _lage(welt, zeitraum) == Lage.PUENKTLICH
    zweites = ablauf.einreichen(meldung=meldung, wer=leitung)
    assert zweites.zuerst_eingereicht_am == erstes_mal
    assert zweites.eingereicht_am > erstes_mal
    ablauf.zurueckziehen(meldung=zweites, wer=leitung)
    meldung.refresh_from_db()
    assert (meldung.zuerst_eingereicht_am, _lage(welt, zeitraum)) == (erstes_mal, Lage.PUENKTLICH)


def test_wer_selbst_zurueckzieht_hat_noch_nicht_eingereicht(welt: Welt) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk)
    meldung = m.eingereicht(welt, zeitraum=zeitraum)
    assert _lage(welt, zeitraum) == Lage.PUENKTLICH
    ablauf.zurueckziehen(meldung=meldung, wer=welt.rollen["leitung"])
    assert _lage(welt, zeitraum) == Lage.OFFEN


def _lage(welt: Welt, zeitraum: Meldezeitraum, zentrum: str = "STZ Eigenes") -> Lage:
    tafel = puenktlichkeit(
        laden(welt.rollen["bezirksamt"], timezone.localdate(), jahr=str(zeitraum.von.year))
    )
    [zeile] = [z for z in tafel.zeilen if z.zentrum.name == zentrum]
    feld = zeile.felder[tafel.zeitraeume.index(zeitraum.name)]
    assert feld is not None
    return feld.lage


def test_bezirke_mit_anderem_rhythmus(jahr: Welt) -> None:
    """One table: a period that a centre does not have stays empty."""
    jahr.fern.traeger = jahr.traeger
    jahr.fern.save()
    meldejahr_sichern(bezirk=jahr.fern.bezirk, jahr=2026, rhythmus="halbjahr")
    tafel = puenktlichkeit(laden(jahr.rollen["traeger"], HEUTE, jahr="2026"))
    assert tafel.zeitraeume == (
        "1. Quartal 2026",
        "1. Halbjahr 2026",
        "2. Quartal 2026",
        "3. Quartal 2026",
        "2. Halbjahr 2026",
        "4. Quartal 2026",
    )
    belegt = {z.zentrum.name: [bool(feld) for feld in z.felder] for z in tafel.zeilen}
    assert belegt["STZ Fern"] == [False, True, False, False, True, False]


# --- the pages


def _html(client: Client, name: str, **parameter: Any) -> str:
    antwort = client.get(reverse(name), parameter)
    assert antwort.status_code == 200
    return antwort.content.decode()


@pytest.mark.parametrize("name", [VOLL, PUENKTLICH])
def test_nie_zahlen_aus_entwuerfen(jahr: Welt, name: str) -> None:
    for rolle in ("leitung", "traeger", "bezirksamt", "geschaeftsstelle"):
        html = _html(jahr.client(rolle), name, jahr="2026")
        assert "4711" not in html.replace(".", "")
        entwurf = Meldung.objects.get(zentrum=jahr.eigenes, status="entwurf")
        assert (reverse("meldung", args=[entwurf.pk]) in html) == (rolle in ("leitung", "traeger"))


@pytest.mark.parametrize("name", [VOLL, PUENKTLICH])
def test_jeder_sieht_nur_seine_zentren(jahr: Welt, name: str) -> None:
    assert "STZ Nachbar" not in _html(jahr.client("leitung"), name, jahr="2026")
    assert "STZ Nachbar" not in _html(jahr.client("traeger"), name, jahr="2026")
    html = _html(jahr.client("bezirksamt"), name, jahr="2026")
    assert "STZ Nachbar" in html
    assert "STZ Fern" not in html


@pytest.mark.parametrize("rolle", ["leitung", "traeger", "bezirksamt", "geschaeftsstelle"])
def test_von_der_statistik_fuehrt_ein_link_hin(jahr: Welt, rolle: str) -> None:
    html = _html(jahr.client(rolle), "statistik")
    assert reverse(VOLL) in html
    assert reverse(PUENKTLICH) in html
    assert reverse(VOLL) not in _html(jahr.client("verband"), "statistik")


def test_jahr_und_filter_stehen_in_der_adresse(jahr: Welt) -> None:
    amt = jahr.client("bezirksamt")
    html = _html(amt, VOLL, jahr="2026", traeger=jahr.traeger.pk)
    assert "STZ Eigenes" in html
    assert "STZ Nachbar" not in html
    assert f"traeger={jahr.traeger.pk}&amp;jahr=2026" in html
    assert "Vollständigkeit 2026" in _html(amt, VOLL, jahr="1812")
    assert "war hier kein Zentrum in Betrieb" in _html(amt, VOLL, jahr="2026", bezirk="999")
    meldejahr_sichern(bezirk=jahr.bezirk, jahr=2025)
    assert "STZ Eigenes" not in _html(amt, VOLL, jahr="2025")


@pytest.mark.parametrize(
    ("name", "sort", "zuerst"),
    [
        (VOLL, "zentrum", "STZ Eigenes"),
        (VOLL, "-zentrum", "STZ Nachbar"),
        (VOLL, "anteil", "STZ Nachbar"),
        (VOLL, "-nicht_gemeldet", "STZ Nachbar"),
        (PUENKTLICH, "-anteil", "STZ Eigenes"),
        (PUENKTLICH, "tage", "STZ Nachbar"),
        (PUENKTLICH, "-fehlt", "STZ Eigenes"),
        (PUENKTLICH, "-nicht_gemeldet", "STZ Nachbar"),
    ],
)
def test_sortieren(jahr: Welt, name: str, sort: str, zuerst: str) -> None:
    antwort = jahr.client("bezirksamt").get(reverse(name), {"jahr": "2026", "sort": sort})
    assert antwort.context["seite"][0].zentrum.name == zuerst
    assert 'aria-sort="' in antwort.content.decode()


@pytest.mark.parametrize("art", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("name", [VOLL, PUENKTLICH])
def test_speichern(jahr: Welt, name: str, art: str) -> None:
    antwort = jahr.client("bezirksamt").get(reverse(name), {"jahr": "2026", "export": art})
    assert antwort["Content-Disposition"].endswith(f'-2026.{art}"')
    assert antwort.content


def test_csv_hat_alle_zeilen_und_die_summe(jahr: Welt) -> None:
    parameter = {"jahr": "2026", "export": "csv", "sort": "-zentrum"}
    amt = jahr.client("bezirksamt")
    tafeln = {}
    for name in (VOLL, PUENKTLICH):
        text = amt.get(reverse(name), parameter).content.decode("utf-8-sig")
        tafeln[name] = list(csv.reader(io.StringIO(text), delimiter=";"))
    voll, puenktlich = tafeln[VOLL], tafeln[PUENKTLICH]
    assert [zeile[0] for zeile in voll] == ["Zentrum", "STZ Nachbar", "STZ Eigenes", "Zusammen"]
    assert voll[2][1:6] == [
        "Eigener Träger gGmbH",
        "Marzahn-Hellersdorf",
        "nicht in Betrieb",
        "100 %, angenommen",
        "100 %, angenommen",
    ]
    assert voll[2][-4:] == ["6", "10", "60", "0"]
    assert voll[3][-4:] == ["9", "21", "42", "3"]
    assert puenktlich[0][3:5] == ["1. Quartal 2026", "2. Quartal 2026"]
    assert puenktlich[2][4:6] == ["verspätet, 18 Tage", "fehlt, 36 Tage"]
    assert puenktlich[3][-7:] == ["1", "1", "1", "2", "1", "91", "20"]


@pytest.mark.parametrize(("name", "anzahl"), [(VOLL, 8), (PUENKTLICH, 6)])
@pytest.mark.parametrize("rolle", ["traeger", "bezirksamt"])
def test_gleich_viele_abfragen(
    jahr: Welt, name: str, anzahl: int, rolle: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = jahr.client(rolle)
    for weitere in (0, 2):
        for nummer in range(weitere):
            zentrum = f.ZentrumFabrik(traeger=jahr.traeger, bezirk=jahr.bezirk, name=f"STZ Weiteres {nummer}")
            f.AngebotFabrik(zentrum=zentrum)
            _meldung(zentrum, date(2026, 7, 1))
            _meldung(zentrum, date(2026, 4, 1), "angenommen")
        with django_assert_num_queries(anzahl):
            _html(client, name, jahr="2026")
