"""Befragungen: from a template to conclusions; answers are counted, and nobody is to be found in them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.models import Einmal, Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.start import aufgaben as startseite
from tests import stadtteilfabriken as s
from tests.hilfen.offen import gestempelt
from tests.hilfen.pdf import pdf_seiten, pdf_ua_fehler
from tests.welt import Welt
from zentren.stadtteilmanagement.befragungen import antworten, ergebnis, gang, pflege
from zentren.stadtteilmanagement.befragungen.vorlagen import VORLAGEN, Fragenangabe
from zentren.stadtteilmanagement.models import Antwortzahl, Befragung, Frage, Freitext

ZWEI_WOCHEN = timedelta(days=14)


def _seite(name: str, befragung: Befragung) -> str:
    return reverse(name, args=[befragung.pk])


def _laufende(welt: Welt, **anders: Any) -> Befragung:
    """A running one: a scale, one of three, several of three, yes or no, a free text."""
    befragung = s.BefragungFabrik(zentrum=welt.eigenes, titel="Sommer", **anders)
    arten = {"skala": [], "eine": ["a", "b", "c"], "mehrere": ["x", "y", "z"], "ja_nein": [], "text": []}
    fragen = [
        s.FrageFabrik(befragung=befragung, art=art, optionen=wahl, reihenfolge=nr, bereich="zufriedenheit")
        for nr, (art, wahl) in enumerate(arten.items())
    ]
    gang.zaehler_anlegen(fragen)
    return befragung


def _bogen(befragung: Befragung, **anders: Any) -> dict[str, Any]:
    skala, eine, mehrere, ja_nein, text = befragung.fragen.all()
    bogen = {f"f{skala.pk}": "5", f"f{eine.pk}": "0", f"f{mehrere.pk}": ["0", "2"], f"f{ja_nein.pk}": "0"}
    stempel = gestempelt(reverse("umfrage", args=[befragung.kennung]))
    return bogen | {f"f{text.pk}": "Mehr Bänke", "stempel": stempel} | anders


def _zu_tun(welt: Welt) -> list[str]:
    return [zeile.wort for zeile in startseite.aufgaben(welt.rollen["leitung"], timezone.localdate())]


@pytest.mark.django_db
def test_von_der_vorlage_bis_zum_start(welt: Welt) -> None:
    """A draft with ready questions; changed, put in another order, started: then its questions stay."""
    client, heute = welt.client("mitarbeit"), timezone.localdate()
    neu = {"titel": "Sommer", "vorlage": "zugang", "von": heute.isoformat(), "bis": "2020-01-01"}
    falsch = client.post(reverse("befragung_neu"), neu)
    assert "Das Ende liegt vor dem Beginn." in falsch.content.decode()
    bis = (heute + ZWEI_WOCHEN).isoformat()
    assert client.post(reverse("befragung_neu"), neu | {"bis": bis}).status_code == 302
    befragung = Befragung.objects.get()
    assert (befragung.status, len(befragung.kennung), befragung.fragen.count()) == ("entwurf", 8, 6)
    assert befragung.einleitung == VORLAGEN["zugang"].einleitung
    assert Client().get(reverse("umfrage", args=[befragung.kennung])).status_code == 404

    fragen = _seite("befragung_fragen", befragung)
    gesendet = dict(client.get(fragen).context["form"].initial)
    for feld in client.get(fragen).context["form"]:
        gesendet[feld.name] = feld.value() or ""
    gesendet |= {
        "text_1": "",
        "stelle_2": 8,
        "text_7": "Was noch?",
        "art_7": "eine",
        "optionen_7": "nur eins",
    }
    eine = client.post(fragen, gesendet)
    assert eine.status_code == 422
    assert "Bitte geben Sie zwei bis zehn Antworten" in eine.content.decode()
    assert client.post(fragen, gesendet | {"optionen_7": "ja\n\nnein\nja "}).status_code == 302
    texte = list(befragung.fragen.values_list("text", "optionen"))
    assert texte[-1][0] == "Wie gut erreichen Sie uns?", "put at the end"
    assert ("Was noch?", ["ja", "nein"]) in texte
    veraltet = client.post(fragen, gesendet | {"optionen_7": "ja\nnein"})
    assert "Inzwischen hat jemand anderes gespeichert (Test Mitarbeit" in veraltet.content.decode()
    assert f'name="version" value="{Befragung.objects.get().version}"' in veraltet.content.decode()

    client.post(_seite("befragung_starten", befragung))
    assert Befragung.objects.get().status == "offen"
    assert Antwortzahl.objects.filter(frage__befragung=befragung, papier=False).count() == 5 + 6 + 2 + 5 + 5
    with pytest.raises(Verweigert, match="Ihre Fragen bleiben"):
        pflege.fragen_setzen(befragung=befragung, fragen=[], version=3, wer=welt.rollen["leitung"])
    with pytest.raises(Verweigert, match="Sie bleibt"):
        pflege.loeschen(befragung=befragung, wer=welt.rollen["leitung"])
    was = list(Ereignis.objects.zu(befragung).order_by("pk").values_list("was", flat=True))
    assert was == ["angelegt", "Fragen geändert", "gestartet"]


@pytest.mark.django_db
def test_antworten_sind_nur_zaehler(welt: Welt) -> None:
    """Answers are added up; no cookie, no event, no state of a history, no hash of what was typed."""
    befragung = _laufende(welt)
    adresse, client = reverse("umfrage", args=[befragung.kennung]), Client()
    seite = client.get(adresse)
    assert seite.status_code == 200
    staende = befragung.history.count()
    for _ in range(2):
        assert client.post(adresse, _bogen(befragung)).url == reverse(
            "umfrage_danke", args=[befragung.kennung]
        )
    bogen = _bogen(befragung)
    client.post(adresse, bogen)
    assert client.post(adresse, bogen).url.endswith("?schon=1"), "the same page twice is one sheet"
    leer = client.post(adresse, {"stempel": gestempelt(adresse)})
    assert "Bitte beantworten Sie mindestens eine Frage." in leer.content.decode()
    assert not client.cookies
    befragung.refresh_from_db()
    assert (befragung.boegen, befragung.version, befragung.history.count()) == (3, 1, staende)
    gezaehlt = Antwortzahl.objects.filter(anzahl__gt=0).order_by("frage__reihenfolge", "wert")
    assert list(gezaehlt.values_list("wert", "anzahl")) == [(5, 3), (0, 3), (0, 3), (2, 3), (0, 3)]
    assert list(Freitext.objects.values_list("text", flat=True)) == ["Mehr Bänke"] * 3
    assert not Ereignis.objects.zu(befragung).exists()
    assert not Einmal.objects.exists()

    gang.beenden(befragung=befragung, wer=welt.rollen["leitung"])
    assert "abgeschlossen" in client.get(adresse).content.decode()
    zu_spaet = client.post(adresse, _bogen(befragung))
    assert "kam leider nach dem Ende" in zu_spaet.content.decode()


@pytest.mark.django_db
def test_papier_ergebnis_und_schluss(welt: Welt) -> None:
    """Sheets on paper, sums of both, conclusions, publication; nobody reads a result before the end."""
    befragung, leitung = _laufende(welt, boegen=4), welt.client("leitung")
    skala, eine, mehrere, _, text = befragung.fragen.all()
    papier = _seite("befragung_papier", befragung)
    daten = {
        "version": 1,
        "boegen": 10,
        f"f{skala.pk}_5": 8,
        f"f{skala.pk}_1": 3,
        f"f{text.pk}": "Bänke\n\nSpielplatz",
    }
    zu_viele = leitung.post(papier, daten)
    assert "11 Antworten sind mehr als 10 Bögen" in zu_viele.content.decode()
    daten |= {f"f{skala.pk}_1": 2, f"f{eine.pk}_0": 6, f"f{eine.pk}_1": 4, f"f{mehrere.pk}_0": 7}
    assert leitung.post(papier, daten).status_code == 302
    assert leitung.post(papier, daten).status_code == 422, "somebody was quicker"
    html = leitung.get(_seite("befragung", befragung)).content.decode()
    assert "Das Ergebnis steht hier, wenn die Befragung abgeschlossen ist." in html
    assert "Spielplatz" not in html
    leitung.post(_seite("befragung_beenden", befragung))
    befragung.refresh_from_db()
    assert (befragung.papierboegen, befragung.geschlossen_am) == (10, timezone.localdate())

    erste, zweite, dritte, vierte, fuenfte = ergebnis.auswerten(befragung, mit_texten=True)
    assert [zeile.anzeige for zeile in erste.zeilen] == ["verdeckt", "0", "0", "0", "verdeckt"]
    assert [zeile.anzeige for zeile in zweite.zeilen] == ["verdeckt", "verdeckt", "0"]
    assert [(zeile.anzeige, zeile.anteil) for zeile in dritte.zeilen] == [
        ("7", "50 %"),
        ("0", "0 %"),
        ("0", "0 %"),
    ]
    assert dritte.befund == "Am häufigsten: „x“ (50 %)"
    assert (vierte.antworten, vierte.zeilen) == (0, ())
    assert {text.text for text in fuenfte.texte} == {"Bänke", "Spielplatz"}

    auswerten = _seite("befragung_auswerten", befragung)
    offen = {"version": befragung.version, "ergebnis_oeffentlich": "on"}
    assert leitung.post(auswerten, offen).status_code == 422, "nothing is published without a word"
    assert "Befragung" in _zu_tun(welt)
    assert leitung.post(auswerten, offen | {"schlussfolgerungen": "Wir bauen Bänke."}).status_code == 302
    oeffentlich = Client().get(reverse("umfrage_ergebnis", args=[befragung.kennung])).content.decode()
    assert "Wir bauen Bänke." in oeffentlich
    assert "Spielplatz" not in oeffentlich
    zentrum = Client().get(reverse("verzeichnis_zentrum", args=["eigenes"])).content.decode()
    assert reverse("umfrage_ergebnis", args=[befragung.kennung]) in zentrum
    assert "Befragung" not in _zu_tun(welt)
    fremd = welt.client("bezirksamt").get(reverse("befragungen")).content.decode()
    assert "Befragungen lesen die Teams und ihre Träger." in fremd


@pytest.mark.django_db
def test_der_vergleich_mit_dem_jahr_davor(welt: Welt) -> None:
    """The same questions a year later: the satisfied of each Bereich side by side, where both are many."""
    heute = timezone.localdate()
    alt = _laufende(welt, von=heute - timedelta(days=380), bis=heute - timedelta(days=366))
    assert gang.abgelaufene_beenden(heute) == 1
    neu = pflege.kopieren(befragung=alt, angaben={"von": heute, "bis": heute}, wer=welt.rollen["leitung"])
    gang.starten(befragung=neu, wer=welt.rollen["leitung"])
    for befragung, zufrieden in ((alt, 6), (neu, 18)):
        for wert, anzahl in ((5, zufrieden), (1, 6)):
            zahlen = Antwortzahl.objects.filter(frage__befragung=befragung, frage__art="skala", wert=wert)
            zahlen.filter(papier=False).update(anzahl=anzahl)
    assert ergebnis.vergleichen(neu, oeffentlich=True) == [], "last year's result is not published"
    Befragung.objects.filter(pk=alt.pk).update(ergebnis_oeffentlich=True)
    (zeile,) = ergebnis.vergleichen(neu, oeffentlich=True)
    assert ergebnis.vergleichen(neu) == [zeile]
    assert (zeile.bereich, zeile.vorher, zeile.jetzt) == ("Zufriedenheit", "50 %", "75 %")
    Antwortzahl.objects.filter(frage__befragung=alt, wert=5, anzahl=6).update(anzahl=3)
    assert ergebnis.vergleichen(neu)[0].vorher == "verdeckt"


@pytest.mark.django_db
def test_wer_was_nicht_darf(welt: Welt) -> None:
    befragung = _laufende(
        welt, status="entwurf", bis=timezone.localdate() - timedelta(days=1), von="2020-01-01"
    )
    leitung, fremd = welt.rollen["leitung"], welt.rollen["traeger"]
    with pytest.raises(Verweigert, match="Vergangenheit"):
        gang.starten(befragung=befragung, wer=leitung)
    with pytest.raises(Verweigert, match="Team des Zentrums"):
        gang.starten(befragung=befragung, wer=fremd)
    with pytest.raises(Ueberholt):
        pflege.aendern(befragung=befragung, angaben={"titel": "Neu"}, version=7, wer=leitung)
    eine = Fragenangabe("Welche?", Frage.Art.EINE, optionen=("a",))
    with pytest.raises(Verweigert, match="zwei bis zehn"):
        pflege.fragen_setzen(befragung=befragung, fragen=[eine], version=1, wer=leitung)
    with pytest.raises(Verweigert, match="Höchstens 8"):
        pflege.fragen_setzen(befragung=befragung, fragen=[eine] * 9, version=1, wer=leitung)
    with pytest.raises(Verweigert, match="nicht gestartet"):
        antworten.papier_eintragen(befragung=befragung, boegen=0, zahlen={}, texte={}, version=1, wer=leitung)


@pytest.mark.django_db
def test_gleich_viele_abfragen(welt: Welt, django_assert_num_queries: Callable[..., Any]) -> None:
    """The list with one and with three, a result with one question of each kind and with two."""
    client = welt.client("leitung")
    befragung = _laufende(welt, status="geschlossen", boegen=20)
    client.get(_seite("befragung", befragung))  # the kind of content is asked for once in a process
    for mehr in (0, 2):
        s.BefragungFabrik.create_batch(mehr, zentrum=welt.eigenes)
        with django_assert_num_queries(6):
            assert client.get(reverse("befragungen")).status_code == 200
        Freitext.objects.create(frage=befragung.fragen.get(art="text"), text="Bänke")
        gang.zaehler_anlegen([s.FrageFabrik(befragung=befragung) for _ in range(mehr)])
        with django_assert_num_queries(10):
            assert client.get(_seite("befragung", befragung)).status_code == 200


@pytest.mark.eine_datenbank
@pytest.mark.django_db
def test_aushang_und_bogen_auf_papier(welt: Welt) -> None:
    befragung, client = _laufende(welt), welt.client("mitarbeit")
    adresse = f"http://localhost:8000{reverse('umfrage', args=[befragung.kennung])}"
    for name in ("befragung_aushang", "befragung_bogen"):
        papier = client.get(_seite(name, befragung)).content
        assert pdf_ua_fehler(papier) == []
        (seite,) = pdf_seiten(papier)
        assert adresse in seite.replace(" ", "")


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 40), min_size=1))
def test_verdecktes_ist_nicht_auszurechnen(zahlen: dict[int, int]) -> None:
    """Never one hidden answer alone, never fewer than five people behind all of them."""
    gezeigt = ergebnis.verdecken(zahlen)
    verdeckt = [wert for wert, zahl in gezeigt.items() if zahl is None]
    assert all(zahl is None or (zahl == zahlen[wert] and not 0 < zahl < 5) for wert, zahl in gezeigt.items())
    if verdeckt and sum(zahlen.values()) >= 5:
        assert len(verdeckt) >= 2
        assert sum(zahlen[wert] for wert in verdeckt) >= 5
    if all(zahl == 0 or zahl >= 5 for zahl in zahlen.values()):
        assert not verdeckt


@given(st.dictionaries(st.integers(1, 5), st.integers(0, 30), min_size=5))
def test_der_anteil_verraet_keine_verdeckte_antwort(zahlen: dict[int, int]) -> None:
    """Where a share is told, no group of it holds exactly one hidden answer."""
    anteil = ergebnis.zufriedene({(1, wert): zahl for wert, zahl in zahlen.items()})
    gezeigt = ergebnis.verdecken(zahlen)
    if anteil is not None:
        for gruppe in ((4, 5), (1, 2, 3)):
            verdeckt = [zahlen[wert] for wert in gruppe if gezeigt[wert] is None]
            assert len(verdeckt) != 1
            assert not 0 < sum(verdeckt) < 5
            assert not 0 < sum(zahlen[wert] for wert in gruppe) < 5
        assert anteil == ergebnis.prozent(zahlen[4] + zahlen[5], sum(zahlen.values()))


def test_der_anteil_zweier_fragen_verraet_keine_von_beiden() -> None:
    """Whoever knows one of the two could take it away from both together."""
    viele, wenige = {(1, 4): 20, (1, 2): 20}, {(2, 4): 2, (2, 2): 18}
    assert ergebnis.zufriedene(viele) == 50
    assert ergebnis.zufriedene(viele | wenige) is None
    assert ergebnis.zufriedene(viele | {(2, 4): 0, (2, 2): 0}) == 50
