"""The page over time: what each choice shows, breaks, what is not final, exports, and who sees what."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote.models import Kennzahl
from tests import fabriken as f
from tests.berichte import jahr as j
from tests.welt import Welt
from zentren.models import Zentrum

HEUER = timezone.localdate().year
JAHRE = {"bis": HEUER - 1, "jahre": 2}
ALT, NEU = HEUER - 2, HEUER - 1


@pytest.fixture
def voll(welt: Welt) -> Welt:
    """Two full years of both centres of the Bezirk."""
    for mal, zentrum in enumerate((welt.eigenes, welt.nachbar), start=1):
        bestand = j.angebote(zentrum)
        for jahr in (ALT, NEU):
            j.summen(*j.volles_jahr(zentrum, jahr, bestand, mal=mal))
    return welt


def _seite(client: Client, wo: str = "zentrum/eigenes", **get: Any) -> Any:
    return client.get(f"/berichte/verlauf/{wo}/", JAHRE | get)


def _tafel(antwort: Any, nr: int = 0) -> dict[str, list[str]]:
    return {r.name: [feld.text for feld in r.felder] for r in antwort.context["ergebnis"].tafeln[nr].reihen}


def _kennzahl(schluessel: str) -> Kennzahl:
    return Kennzahl.objects.get(schluessel=schluessel)


def _teilnahmen(monat: int, mal: int) -> int:
    """Of Nähcafé and Elternfrühstück; the Chor has "keine Angabe"."""
    nr = list(j.kennzahlen()).index("teilnahmen") + 1
    return 2 * 14 * nr * monat * mal


def test_wahl_fuehrt_zur_adresse_mit_allem_was_gewaehlt_ist(voll: Welt) -> None:
    amt = voll.client("bezirksamt")
    assert amt.get(reverse("verlauf_wahl")).url == "/berichte/verlauf/bezirk/10/"
    gewaehlt = {"gegenstand": "zentrum/nachbar", "nach": "jahr"}
    assert amt.get(reverse("verlauf_wahl"), gewaehlt).url == "/berichte/verlauf/zentrum/nachbar/?nach=jahr"
    for fremd in ("zentrum/fern", "traeger/eigener", "quatsch"):
        assert amt.get(reverse("verlauf_wahl"), {"gegenstand": fremd}).status_code == 404
    assert voll.client("koordination").get(reverse("verlauf_wahl")).url == reverse("berichte")


def test_monate_neben_den_jahren(voll: Welt) -> None:
    tafel = _tafel(_seite(voll.client("leitung")))
    assert tafel["Januar"] == [str(_teilnahmen(1, 1))] * 2
    assert tafel["Dezember"] == [f"{_teilnahmen(12, 1):,}".replace(",", ".")] * 2
    ganz = sum(_teilnahmen(monat, 1) for monat in range(1, 13))
    assert tafel["Jahr"] == [f"{ganz:,}".replace(",", ".")] * 2
    bezirk = _tafel(_seite(voll.client("bezirksamt"), "bezirk/10"))
    assert bezirk["Januar"] == [str(_teilnahmen(1, 1) + _teilnahmen(1, 2))] * 2


def test_nach_jahren_stehen_die_zentren_einzeln(voll: Welt) -> None:
    antwort = _seite(voll.client("bezirksamt"), "bezirk/10", nach="jahr")
    assert list(_tafel(antwort)) == ["STZ Eigenes", "STZ Nachbar", "zusammen"]
    zusammen = _tafel(antwort)["zusammen"][1]
    assert antwort.context["ergebnis"].bild.titel == f"{NEU}: {zusammen} Teilnahmen, so viele wie {ALT}"
    assert list(_tafel(_seite(voll.client("leitung"), nach="jahr"))) == ["STZ Eigenes"]


def test_ein_leistungsbereich(voll: Welt) -> None:
    l1 = _tafel(_seite(voll.client("leitung"), bereich="L1"))
    assert l1["Januar"] == [str(_teilnahmen(1, 1) // 2)] * 2
    besuche = _kennzahl("besuche-offener-bereich")
    antwort = _seite(voll.client("leitung"), bereich="L1", kennzahl=besuche.pk)
    assert "wird nicht nach Leistungsbereichen gezählt" in antwort.content.decode()
    assert _tafel(antwort)["Januar"] != ["–", "–"]


def test_stunden_und_hoechster_monat(voll: Welt) -> None:
    stunden = _kennzahl("ehrenamt-stunden-zentrum")
    nr = list(j.kennzahlen()).index(stunden.schluessel) + 1
    tafel = _tafel(_seite(voll.client("leitung"), kennzahl=stunden.pk))
    assert tafel["März"] == [f"{nr * 3 // 60}:{nr * 3 % 60:02}" if nr % 3 else "0,75"] * 2
    aktive = _kennzahl("aktive-ehrenamtliche")
    antwort = _seite(voll.client("leitung"), kennzahl=aktive.pk)
    assert _tafel(antwort)["Jahr"] == _tafel(antwort)["Dezember"]
    assert "gilt der höchste Monat" in antwort.content.decode()


def _ersetzen(**mehr: Any) -> Kennzahl:
    """From last year on the visits are called guests; both are typed."""
    alte = _kennzahl("besuche-offener-bereich")
    alte.gueltig_bis = ALT
    alte.save()
    angaben = {"schluessel": "gaeste", "name": "Gäste", "ebene": "zentrum", "quelle": "", "aufteilung": False}
    return f.KennzahlFabrik(**angaben, gueltig_von=NEU, ersetzt=alte, **mehr)


@pytest.mark.parametrize("nach", ["monat", "jahr"])
def test_bruch_steht_in_bild_tabelle_und_satz(welt: Welt, nach: str) -> None:
    j.kennzahlen()
    gaeste = _ersetzen()
    for jahr in (ALT, NEU):
        j.summen(*j.volles_jahr(welt.eigenes, jahr, j.angebote(welt.eigenes)))
    alte = gaeste.ersetzt
    antworten = [_seite(welt.client("leitung"), kennzahl=k.pk, nach=nach) for k in (gaeste, alte)]
    for antwort in antworten:
        seite = antwort.content.decode()
        assert f"Ab Januar {NEU} zählt „Gäste“, bis dahin „Besuche im offenen Bereich“." in seite
        assert [s.bruch for s in antwort.context["ergebnis"].tafeln[0].spalten] == ["", f"ab {NEU}: Gäste"]
        assert re.search(rf'verlauf__bruch">{NEU} <small>ab {NEU}: Gäste</small>', seite)
        assert f"ab {NEU}: Gäste" in antwort.context["ergebnis"].bild.svg
    assert _tafel(antworten[0]) == _tafel(antworten[1])
    nummern = {k: nr for nr, k in enumerate(j.kennzahlen(), start=1)}
    if nach == "monat":
        erwartet = [str(nummern["besuche-offener-bereich"]), str(nummern["gaeste"])]
        assert _tafel(antworten[0])["Januar"] == erwartet


def test_andere_einheit_beginnt_ein_neues_bild(welt: Welt) -> None:
    j.kennzahlen()
    gaeste = _ersetzen(einheit="stunden")
    for jahr in (ALT, NEU):
        j.summen(*j.volles_jahr(welt.eigenes, jahr, j.angebote(welt.eigenes)))
    antwort = _seite(welt.client("leitung"), kennzahl=gaeste.pk)
    seite = antwort.content.decode()
    assert "Auch die Einheit ist eine andere: Stunden statt Anzahl." in seite
    assert f"Das Bild beginnt erst {NEU}" in seite
    assert f"Jan {ALT}" not in antwort.context["ergebnis"].bild.svg
    assert _tafel(antwort)["Januar"][0] != "–"


def test_entwuerfe_nur_fuer_das_eigene_haus(voll: Welt) -> None:
    monat = timezone.localdate().replace(month=1, day=1)
    offen = j.meldung(voll.eigenes, monat, status="entwurf")
    j.fuellen(offen, j.angebote(voll.eigenes))
    for rolle, sieht in (("mitarbeit", True), ("traeger", True), ("bezirksamt", False), ("verband", False)):
        antwort = _seite(voll.client(rolle), bis=HEUER)
        januar = antwort.context["ergebnis"].tafeln[0].reihen[0].felder[-1]
        assert (januar.text != "–", januar.stand == "vorläufig") == (sieht, sieht), rolle
    traeger = _seite(voll.client("traeger"), "traeger/eigener", bis=HEUER)
    assert _tafel(traeger)["Januar"][-1] == "–"


def test_unvollstaendige_monate_sind_markiert_und_nicht_im_bild(voll: Welt) -> None:
    neues = f.ZentrumFabrik(bezirk=voll.bezirk)
    antwort = _seite(voll.client("bezirksamt"), "bezirk/10")
    ergebnis = antwort.context["ergebnis"]
    assert {feld.stand for reihe in ergebnis.tafeln[0].reihen[:-1] for feld in reihe.felder} == {"2 von 3"}
    assert "stehen nur in der Tabelle" in antwort.content.decode()
    assert "graphics-symbol" not in ergebnis.bild.svg
    Zentrum.objects.filter(pk=neues.pk).update(in_betrieb_von=date(HEUER, 1, 1))
    voll_ = _seite(voll.client("bezirksamt"), "bezirk/10").context["ergebnis"]
    assert voll_.bild.svg.count("graphics-symbol") == 24


def test_verband_sieht_andere_nur_als_summe(voll: Welt) -> None:
    for nr in range(2):
        zentrum = f.ZentrumFabrik(bezirk=voll.bezirk, name=f"STZ Geheim {nr}")
        j.summen(*j.volles_jahr(zentrum, NEU, j.angebote(zentrum), mal=3))
    client = voll.client("verband")
    antwort = _seite(client, "verband/awo", nach="jahr")
    tafel = _tafel(antwort)
    assert list(tafel) == ["STZ Eigenes", "zusammen", "andere Zentren, zusammen"]
    assert (tafel["andere Zentren, zusammen"][0], tafel["andere Zentren, zusammen"][1] != "–") == ("–", True)
    assert "Geheim" not in antwort.content.decode()
    assert "STZ Nachbar" not in antwort.content.decode()
    teil = _seite(client, "verband/awo", nach="jahr", bereich="L1")
    assert list(_tafel(teil)) == ["STZ Eigenes", "zusammen"]
    assert list(_tafel(_seite(client, "verband/awo")))[-1] == "Jahr"


def test_je_tausend_einwohner_sagt_wovon(voll: Welt) -> None:
    erste, zweite = (f.RegionFabrik(bezirk=voll.bezirk, name=name) for name in ("Biesdorf", "Kaulsdorf"))
    f.EinwohnerFabrik(bezirksregion=erste, einwohner=2000, stichtag=date(ALT, 6, 30))
    f.EinwohnerFabrik(bezirksregion=zweite, einwohner=3000, stichtag=date(ALT, 6, 30))
    voll.eigenes.regionen.set([erste, zweite])
    antwort = _seite(voll.client("leitung"), nach="jahr")
    tafel, seite = _tafel(antwort, 1), antwort.content.decode()
    ganz = sum(_teilnahmen(monat, 1) for monat in range(1, 13))
    assert tafel["Teilnahmen je 1.000"] == [f"{ganz / 5:,.1f}".translate(str.maketrans(",.", ".,"))] * 2
    assert tafel["Stichtag"] == [f"30.06.{ALT}"] * 2
    assert "Bezogen auf Biesdorf und Kaulsdorf zusammen. Gezählt ist nur dieses Zentrum" in seite
    voll.eigenes.regionen.clear()
    assert len(_seite(voll.client("leitung")).context["ergebnis"].tafeln) == 1


@pytest.mark.parametrize(
    ("angabe", "wert"),
    [("kennzahl", 999999), ("kennzahl", "x"), ("bis", 1999), ("jahre", 1), ("nach", "tag")],
)
def test_was_es_nicht_gibt_ist_ein_fehler_am_feld(voll: Welt, angabe: str, wert: Any) -> None:
    antwort = _seite(voll.client("leitung"), **{angabe: wert})
    assert antwort.status_code == 200
    assert list(antwort.context["wahl"].errors) == [angabe]
    assert antwort.context["ergebnis"] is None


def test_export_hat_dieselben_zahlen(voll: Welt) -> None:
    antwort = _seite(voll.client("leitung"), export="csv")
    assert 'filename="verlauf-eigenes.csv"' in antwort["Content-Disposition"]
    zeilen = list(csv.DictReader(io.StringIO(antwort.content.decode("utf-8-sig")), delimiter=";"))
    assert len(zeilen) == 24
    assert zeilen[0] == {
        "Für wen": "STZ Eigenes",
        "Jahr": str(ALT),
        "Monat": "1",
        "Kennzahl": "Teilnahmen",
        "Einheit": "Anzahl",
        "Zahl": str(_teilnahmen(1, 1)),
        "Stand": "vollständig",
        "neu gezählt ab": "",
    }
    for art in ("xlsx", "ods"):
        assert _seite(voll.client("leitung"), export=art).content[:2] == b"PK"


def test_ohne_kennzahlen_sagt_die_seite_es(welt: Welt) -> None:
    antwort = welt.client("leitung").get("/berichte/verlauf/zentrum/eigenes/")
    assert antwort.status_code == 200
    assert "kennzahl" in antwort.context["wahl"].errors


def test_gleich_viele_abfragen(voll: Welt, django_assert_num_queries: Callable[..., Any]) -> None:
    amt, leitung = voll.client("bezirksamt"), voll.client("leitung")
    for _ in range(2):
        with django_assert_num_queries(11):
            _seite(amt, "bezirk/10")
        with django_assert_num_queries(12):
            _seite(amt, "bezirk/10", nach="jahr")
        with django_assert_num_queries(9):
            _seite(leitung)
        zentrum = f.ZentrumFabrik(bezirk=voll.bezirk)
        j.summen(*j.volles_jahr(zentrum, NEU, j.angebote(zentrum)))
