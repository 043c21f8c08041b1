"""The search of the public directory: each filter, both kinds of entries, every state an address."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote.models import Angebot, Fremdangebot
from angebote.zugang import ist_stufenlos, stufenlos
from tests import fabriken as f
from tests.welt import Welt

HEUTE = timezone.localdate()


def _eigenes(welt: Welt, titel: str, **mehr: Any) -> Angebot:
    return f.AngebotFabrik(**{"zentrum": welt.eigenes, "titel": titel, "geprueft_am": HEUTE} | mehr)


def _fremdes(welt: Welt, titel: str, **mehr: Any) -> Fremdangebot:
    return f.FremdangebotFabrik(**{"zentrum": welt.eigenes, "titel": titel} | mehr)


def _titel(**parameter: Any) -> list[str]:
    antwort = Client().get(reverse("verzeichnis"), parameter)
    assert antwort.status_code == 200
    titel = [karte.titel for karte in antwort.context["karten"]]
    assert antwort.context["paginator"].count == len(titel)
    return titel


def test_beide_arten_in_einer_ordnung(welt: Welt) -> None:
    for nr, titel in enumerate(("Zirkel", "Ärztetreff", "Chor", "Basteln")):
        (_eigenes if nr % 2 else _fremdes)(welt, titel)
    assert _titel() == ["Ärztetreff", "Basteln", "Chor", "Zirkel"]
    seite = Client().get(reverse("verzeichnis")).content.decode()
    assert seite.count("Von einem anderen Träger") == 2
    assert seite.count("Sportverein Ost e. V.") == 2


def test_gemeinsam_geblaettert(welt: Welt) -> None:
    for nr in range(25):
        (_eigenes if nr % 2 else _fremdes)(welt, f"Angebot {nr:02}")
    erste = Client().get(reverse("verzeichnis")).context
    zweite = Client().get(reverse("verzeichnis"), {"page": 2}).context
    titel = [karte.titel for seite in (erste, zweite) for karte in seite["karten"]]
    assert titel == [f"Angebot {nr:02}" for nr in range(25)]
    assert erste["paginator"].count == 25


def test_worte(welt: Welt) -> None:
    eltern = f.ZielgruppeFabrik(schluessel="eltern", name="Mütter und Väter")
    welt.nachbar.regionen.add(f.RegionFabrik(name="Biesdorf", bezirk=welt.bezirk))
    _eigenes(welt, "Ärztesprechstunde", art="beratung", kurztext="Fragen zur Gesundheit")
    _fremdes(welt, "Yoga im Freien", anbieter="Gesundheitssport e. V.", zielgruppen=[eltern])
    _eigenes(welt, "Nähcafé", zentrum=welt.nachbar)
    assert _titel(q="ÄRZTE") == _titel(q="arzte") == ["Ärztesprechstunde"]
    assert _titel(q="gesundheit") == ["Ärztesprechstunde", "Yoga im Freien"]
    assert _titel(q="yoga gesundheit") == ["Yoga im Freien"], "every word has to be found"
    assert _titel(q="beratung") == ["Ärztesprechstunde"], "the name of a kind"
    assert _titel(q="mutter") == ["Yoga im Freien"], "the name of a Zielgruppe"
    assert _titel(q="nähcafé biesdorf") == ["Nähcafé"], "the name of a Stadtteil"
    assert _titel(q="gibt es nicht") == []
    assert _titel(q="%") == []


def test_stadtteil(welt: Welt) -> None:
    biesdorf = f.RegionFabrik(name="Biesdorf", bezirk=welt.bezirk)
    welt.nachbar.regionen.add(biesdorf, f.RegionFabrik(bezirk=welt.bezirk))
    _eigenes(welt, "Hier", zentrum=welt.nachbar)
    _eigenes(welt, "Anderswo")
    _fremdes(welt, "Auch hier", region=biesdorf)
    _fremdes(welt, "Auch anderswo")
    assert _titel(stadtteil=biesdorf.schluessel) == ["Auch hier", "Hier"]
    antwort = Client().get(reverse("verzeichnis"), {"stadtteil": biesdorf.schluessel})
    assert [z.slug for z in antwort.context["zentren"]] == ["nachbar"]


def test_nur_ein_zentrum(welt: Welt) -> None:
    _eigenes(welt, "Eigenes")
    _eigenes(welt, "Fremdes", zentrum=welt.nachbar)
    _fremdes(welt, "Vom Sportverein")
    assert _titel(zentrum="nachbar") == ["Fremdes"]
    seite = Client().get(reverse("verzeichnis"), {"zentrum": "nachbar"}).content.decode()
    assert '<input type="hidden" name="zentrum" value="nachbar"' in seite
    assert "STZ Nachbar" in seite


def test_wochentag(welt: Welt) -> None:
    def mit(titel: str, regel: str, **mehr: Any) -> Angebot:
        angebot = _eigenes(welt, titel)
        f.ZeitplanFabrik(angebot=angebot, regel=regel, **mehr)
        return angebot

    mit("Di", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR")
    mit("Letzter Di", "FREQ=MONTHLY;BYDAY=-1TU")
    mit("Vorbei", "FREQ=WEEKLY;BYDAY=TU", ende=HEUTE - timedelta(days=1))
    mit("Mi", "FREQ=WEEKLY;BYDAY=WE")
    dienstag = HEUTE + timedelta(days=(1 - HEUTE.weekday()) % 7)
    f.TerminFabrik(angebot=mit("Einmal Di", "FREQ=WEEKLY;BYDAY=WE"), datum=dienstag)
    f.TerminFabrik(angebot=mit("War Di", "FREQ=WEEKLY;BYDAY=WE"), datum=dienstag - timedelta(days=7))
    _fremdes(welt, "Fremd Di und Do", wochentage="13")
    _fremdes(welt, "Fremd ohne Tag")
    assert _titel(tag=1) == ["Di", "Einmal Di", "Fremd Di und Do", "Letzter Di"]
    assert _titel(tag=3) == ["Fremd Di und Do"]


def test_fuer_wen_was_was_es_kostet_und_sprache(welt: Welt) -> None:
    eltern = f.ZielgruppeFabrik(schluessel="eltern", name="Eltern")
    beide = {"art": "kurs", "kosten": "spende", "sprachen": ["de-leicht", "ar"], "zielgruppen": [eltern]}
    _eigenes(welt, "A", **beide)
    _fremdes(welt, "B", **beide)
    _eigenes(welt, "C", art="gruppe", kosten="frei", sprachen=["de"])
    _fremdes(welt, "D", art="gruppe", kosten="", sprachen=[])
    for parameter in ({"art": "kurs"}, {"kosten": "spende"}, {"sprache": "ar"}, {"zielgruppe": "eltern"}):
        assert _titel(**parameter) == ["A", "B"], parameter
    assert _titel(sprache="de") == ["C"], "Leichte Sprache is another one"
    assert _titel(art="kurs", kosten="frei") == []


def test_barrierefreiheit(welt: Welt) -> None:
    gut = f.StandortFabrik(zentrum=welt.eigenes, stufenlos=True, wc_barrierefrei=True)
    _eigenes(welt, "Im Haus", standort=gut)
    _eigenes(welt, "Woanders")
    _fremdes(welt, "Fremd", stufenlos=True)
    _fremdes(welt, "Fremd mit WC", wc_barrierefrei=True)
    assert _titel(stufenlos="on") == ["Fremd", "Im Haus"]
    assert _titel(wc="on") == ["Fremd mit WC", "Im Haus"]
    assert _titel(stufenlos="on", wc="on") == ["Im Haus"]


def test_stufenlos_ist_in_liste_und_seite_dasselbe(welt: Welt) -> None:
    for haus in (True, False):
        ort = f.StandortFabrik(zentrum=welt.eigenes, stufenlos=haus)
        for raum in (None, f.RaumFabrik(standort=ort), f.RaumFabrik(standort=ort, barrierefrei=True)):
            for gesagt in (None, True, False):
                _eigenes(welt, "A", standort=ort, raum=raum, stufenlos=gesagt)
    for gesagt in (None, True, False):
        _eigenes(welt, "A", stufenlos=gesagt)
    alle = Angebot.objects.select_related("standort", "raum")
    assert {a for a in alle if ist_stufenlos(a)} == set(alle.filter(stufenlos()))
    assert alle.filter(stufenlos()).count() == 6 + 2 + 1


def test_gesetzte_filter_lassen_sich_einzeln_entfernen(welt: Welt) -> None:
    region = f.RegionFabrik(name="Biesdorf", bezirk=welt.bezirk)
    welt.eigenes.regionen.add(region)
    parameter = {"q": "Chor", "stadtteil": region.schluessel, "tag": "1", "art": "", "wc": "on", "page": "1"}
    aktive = Client().get(reverse("verzeichnis"), parameter).context["aktive"]
    assert [a.text for a in aktive] == [
        "„Chor“",
        "Stadtteil: Biesdorf",
        "Wochentag: Dienstag",
        "barrierefreies WC",
    ]
    assert aktive[0].ohne == f"stadtteil={region.schluessel}&tag=1&wc=on"


def test_leere_trefferliste_sagt_was_zu_tun_ist(welt: Welt) -> None:
    seite = Client().get(reverse("verzeichnis"), {"q": "gibt es nicht"}).content.decode()
    assert "Lassen Sie einen Filter weg" in seite
    assert "Alle Angebote zeigen" in seite
    seite = Client().get(reverse("verzeichnis")).content.decode()
    assert "Zurzeit ist kein Angebot veröffentlicht." in seite


@pytest.mark.parametrize(
    "parameter",
    [
        {"stadtteil": "999999"},
        {"tag": "7"},
        {"tag": "x"},
        {"zielgruppe": "9"},
        {"art": "unfug"},
        {"kosten": "viel"},
        {"sprache": '"'},
        {"zentrum": "gibt-es-nicht"},
        {"q": "a" * 201},
        {"q": "a\x00b"},
    ],
)
def test_was_es_nicht_gibt_findet_nichts(welt: Welt, parameter: dict[str, str]) -> None:
    _eigenes(welt, "Da")
    _fremdes(welt, "Auch da")
    assert _titel(**parameter) == []


@given(st.dictionaries(st.sampled_from(["q", "stadtteil", "tag", "sprache", "page", "wc", "x"]), st.text()))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_jede_adresse_hat_eine_antwort(welt: Welt, parameter: dict[str, str]) -> None:
    assert Client().get(reverse("verzeichnis"), parameter).status_code in {200, 404}
