"""What differs between two editions, and how a Meldung looks beside the others."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote import ablauf
from angebote.models import Kennzahl, Meldung, Wert
from angebote.vergleich import (
    nebeneinander,
    unterschiede,
    unterschiede_seit,
    zahl_der_unterschiede,
    zahl_seit,
)
from angebote.zeitraeume import meldejahr_sichern
from stzverbund.basis.zahlen import Zellart
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt

Status = Meldung.Status


@pytest.fixture
def fassungen(welt: Welt) -> tuple[Meldung, Meldung]:
    """An accepted Meldung with six values, and its Berichtigung."""
    alt = m.angenommen(welt)
    return alt, ablauf.berichtigen(meldung=alt, wer=welt.rollen["leitung"])


def _setzen(wert: Wert, zahl: int | None, art: str = Zellart.ZAHL) -> None:
    wert.art, wert.zahl = art, zahl
    wert.save()


def test_unterschiede_wert_fuer_wert(fassungen: tuple[Meldung, Meldung]) -> None:
    alt, neu = fassungen
    erster, zweiter, _ = neu.werte.all()
    _setzen(erster, 1234)
    _setzen(zweiter, None, Zellart.KEINE_ANGABE)
    f.WertFabrik(
        meldung=neu,
        monat=erster.monat,
        angebot=erster.angebot,
        kennzahl=erster.kennzahl,
        altersgruppe="a65",
        geschlecht="w",
        zahl=7,
    )
    gefunden = unterschiede(neu, alt)
    assert [(u.monat, u.alt_text, u.neu_text, u.aufteilung) for u in gefunden] == [
        (erster.monat, "10", "1.234", ""),
        (erster.monat, "leer", "7", "65 und älter, weiblich"),
        (zweiter.monat, "10", "k. A.", ""),
    ]
    assert gefunden[0].angebot == erster.angebot


def test_gleiche_fassungen_haben_keine_unterschiede(fassungen: tuple[Meldung, Meldung]) -> None:
    alt, neu = fassungen
    f.WertFabrik(meldung=neu, angebot=m.angebot(neu.zentrum), altersgruppe="u6", art=Zellart.LEER)
    assert unterschiede(neu, alt) == []
    assert zahl_der_unterschiede([alt, neu]) == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 12), st.booleans()), max_size=8))
def test_liste_und_zahl_der_unterschiede_stimmen_ueberein(
    fassungen: tuple[Meldung, Meldung], aenderungen: list[tuple[int, int, bool]]
) -> None:
    alt, neu = fassungen
    werte = list(neu.werte.all())
    for nummer, zahl, leer in aenderungen:
        _setzen(werte[nummer], None if leer else zahl, Zellart.LEER if leer else Zellart.ZAHL)
    assert len(unterschiede(neu, alt)) == zahl_der_unterschiede([neu]).get(neu.pk, 0)


def test_seit_der_rueckgabe(welt: Welt) -> None:
    meldung = m.vorgelegt(welt)
    wert = meldung.werte.first()
    zeitpunkt = timezone.now()
    assert unterschiede_seit(meldung, zeitpunkt) == []
    _setzen(wert, 99)
    assert [(u.alt_text, u.neu_text) for u in unterschiede_seit(meldung, zeitpunkt)] == [("10", "99")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans()), max_size=6), st.integers(0, 5)
)
def test_liste_und_zahl_seit_einem_zeitpunkt_stimmen_ueberein(
    fassungen: tuple[Meldung, Meldung], aenderungen: list[tuple[int, int, bool]], wann: int
) -> None:
    alt, neu = fassungen
    werte, zeitpunkt = list(neu.werte.all()), timezone.now()
    for i, (nummer, zahl, leer) in enumerate(aenderungen):
        _setzen(werte[nummer], None if leer else zahl, Zellart.LEER if leer else Zellart.ZAHL)
        if i == wann:
            zeitpunkt = timezone.now()
            f.WertFabrik(meldung=neu, kennzahl=f.KennzahlFabrik(schluessel="neu"), monat=werte[i % 3].monat)
    erwartet = len(unterschiede_seit(neu, zeitpunkt))
    assert zahl_seit({neu.pk: zeitpunkt, alt.pk: zeitpunkt}).get(neu.pk, 0) == erwartet
    neu.werte.filter(kennzahl__schluessel="neu").delete()


def _zeile(meldung: Meldung) -> Any:
    [gruppe] = nebeneinander(meldung).gruppen
    [zeile] = gruppe.zeilen
    return zeile


def test_summe_neben_vorzeitraum_und_vorjahr(welt: Welt) -> None:
    for davor, zahl in ((4, 20), (1, 15)):
        m.angenommen(welt, zeitraum=m.letztes_quartal(welt.bezirk, davor=davor), zahl=zahl)
    meldung = m.vorgelegt(welt, zahl=10)
    zeile = _zeile(meldung)
    assert (zeile.jetzt, zeile.davor, zeile.vorjahr) == (30, 45, 60)
    assert (zeile.seit_davor, zeile.seit_vorjahr) == ("−15", "−30")
    assert [wert.text for wert in zeile.monate] == ["10", "10", "10"]


def test_was_nicht_summierbar_ist_zeigt_den_hoechsten_monat(welt: Welt) -> None:
    f.KennzahlFabrik(summierbar=False)
    meldung = m.vorgelegt(welt)
    _setzen(meldung.werte.first(), 13)
    assert _zeile(meldung).jetzt == 13


def test_entwuerfe_stehen_nicht_daneben(welt: Welt) -> None:
    m.entwurf(welt.eigenes, zeitraum=m.letztes_quartal(welt.bezirk, davor=1))
    assert _zeile(m.vorgelegt(welt)).davor is None


def test_verglichen_wird_die_hoechste_angenommene_nummer(welt: Welt) -> None:
    alt = m.angenommen(welt, zeitraum=m.letztes_quartal(welt.bezirk, davor=1))
    neu = ablauf.berichtigen(meldung=alt, wer=welt.rollen["leitung"])
    _setzen(neu.werte.first(), 100)
    meldung = m.vorgelegt(welt)
    assert _zeile(meldung).davor == 30
    Meldung.objects.filter(pk=neu.pk).update(
        status=Status.ANGENOMMEN, eingereicht_am=timezone.now(), angenommen_am=timezone.now()
    )
    assert _zeile(meldung).davor == 120


def test_gruppen_in_der_reihenfolge_des_katalogs(welt: Welt) -> None:
    meldung = f.MeldungFabrik(zentrum=welt.eigenes)
    zweiter = f.LeistungsbereichFabrik(schluessel="L2", kurz="Generationen", reihenfolge=2)
    erster = f.LeistungsbereichFabrik(schluessel="L1", kurz="Ehrenamt", reihenfolge=1)
    je_angebot = f.KennzahlFabrik()
    ohne = f.AngebotFabrik(zentrum=welt.eigenes, titel="Entwurf", leistungsbereich=None, status="entwurf")
    for titel, bereich in (("Zumba", erster), ("Äpfel", erster), ("Chor", zweiter)):
        angebot = f.AngebotFabrik(zentrum=welt.eigenes, titel=titel, leistungsbereich=bereich)
        f.WertFabrik(meldung=meldung, angebot=angebot, kennzahl=je_angebot)
    f.WertFabrik(meldung=meldung, angebot=ohne, kennzahl=je_angebot)
    for ebene in (Kennzahl.Ebene.ZENTRUM, Kennzahl.Ebene.BERATUNG):
        kennzahl = f.KennzahlFabrik(schluessel=ebene, name=ebene, ebene=ebene)
        f.WertFabrik(meldung=meldung, kennzahl=kennzahl)
    gruppen = [(g.titel, [z.angebot for z in g.zeilen]) for g in nebeneinander(meldung).gruppen]
    assert gruppen == [
        ("L1 Ehrenamt", ["Äpfel", "Zumba"]),
        ("L2 Generationen", ["Chor"]),
        ("Ohne Leistungsbereich", ["Entwurf"]),
        ("Beratung und Vermittlung", [""]),
        ("Zentrum", [""]),
    ]


def test_neben_einem_jahr_steht_nur_das_vorjahr(welt: Welt) -> None:
    jahr = meldejahr_sichern(bezirk=welt.bezirk, jahr=2025, rhythmus="jahr")
    meldung = f.MeldungFabrik(zentrum=welt.eigenes, zeitraum=jahr.zeitraeume.get())
    vergleich = nebeneinander(meldung)
    assert vergleich.davor is None
    assert (str(vergleich.vorjahr), vergleich.vorjahr.von) == ("Jahr 2024", date(2024, 1, 1))


def test_nebeneinander_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    meldung = m.vorgelegt(welt)
    for _ in range(2):
        with django_assert_num_queries(4):
            nebeneinander(meldung)
        for _ in range(2):
            f.WertFabrik(
                meldung=meldung, kennzahl=f.KennzahlFabrik(), angebot=f.AngebotFabrik(zentrum=welt.eigenes)
            )
