"""The shared directory of Fachstellen."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from angebote.models import Beratung
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Fachstelle
from zentren.querysets import pruefgrenze

HEUTE = date(2028, 2, 29)


def _angaben(**mehr: object) -> dict[str, object]:
    art = f.FachstellenartFabrik()
    return {"art": art.pk, "name": "Schuldnerberatung Ost", "sprachen": "Deutsch", "ort": "Berlin", **mehr}


def test_mitarbeit_traegt_ein_und_vermerkt_pruefung(welt: Welt) -> None:
    client = welt.client("mitarbeit")
    antwort = client.post(reverse("fachstelle_neu"), _angaben())
    fachstelle = Fachstelle.objects.get()
    assert antwort.url == reverse("fachstelle", args=[fachstelle.pk])
    assert fachstelle.bezirk == welt.bezirk
    client.post(reverse("fachstelle_pruefen", args=[fachstelle.pk]))
    fachstelle.refresh_from_db()
    assert fachstelle.geprueft_am
    assert "geprüft" in client.get(antwort.url).content.decode()


def test_zweite_person_ueberschreibt_nichts_ungesehen(welt: Welt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk, art=f.FachstellenartFabrik())
    client, adresse = welt.client("leitung"), reverse("fachstelle_bearbeiten", args=[fachstelle.pk])
    assert client.post(adresse, _angaben(name="Erste Fassung", version=1)).status_code == 302
    antwort = client.post(adresse, _angaben(name="Zweite Fassung", version=1))
    assert antwort.status_code == 422
    assert "Gespeichert:</span> Erste Fassung" in antwort.content.decode()
    fachstelle.refresh_from_db()
    assert fachstelle.name == "Erste Fassung"
    assert client.post(adresse, _angaben(name="Zweite Fassung", version=2)).status_code == 302


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("mitarbeit")
    for anzahl in (1, 3):
        f.FachstelleFabrik.create_batch(anzahl, bezirk=welt.bezirk)
        with django_assert_num_queries(6):
            assert client.get(reverse("fachstelle_liste")).status_code == 200


@given(st.none() | st.dates(date(2026, 1, 1), date(2028, 2, 29)))
def test_zwoelf_monate_sind_zwoelf_monate(geprueft_am: date | None) -> None:
    alt = geprueft_am is None or geprueft_am <= date(2027, 2, 28)
    assert (geprueft_am is None or geprueft_am <= pruefgrenze(HEUTE)) is alt


def test_liste_und_eintrag_sind_sich_einig_was_lange_her_ist(welt: Welt) -> None:
    grenze = pruefgrenze()
    for tag in (None, grenze - timedelta(days=1), grenze, grenze + timedelta(days=1)):
        f.FachstelleFabrik(bezirk=welt.bezirk, geprueft_am=tag)
    alte = set(Fachstelle.objects.lange_nicht_geprueft())
    assert len(alte) == 3
    assert {stelle for stelle in Fachstelle.objects.all() if stelle.lange_nicht_geprueft} == alte
    seite = welt.client("mitarbeit").get(reverse("fachstelle_liste"), {"stand": "alt"}).content.decode()
    assert "3 Einträge" in seite
    assert seite.count("lange nicht geprüft</span>") == 3


def test_filter_nach_art_und_sprache(welt: Welt) -> None:
    schulden, sucht = f.FachstellenartFabrik(), f.FachstellenartFabrik(schluessel="sucht", name="Sucht")
    f.FachstelleFabrik(bezirk=welt.bezirk, name="Eins", art=schulden, sprachen="Deutsch, Türkisch")
    f.FachstelleFabrik(bezirk=welt.bezirk, name="Zwei", art=sucht, hinweis="ohne Türkisch")
    client = welt.client("traeger")

    def namen(**filter: object) -> list[str]:
        tabelle = client.get(reverse("fachstelle_liste"), filter).context["table"]
        return [zeile.record.name for zeile in tabelle.rows]

    assert namen(sprache="TÜRKISCH") == namen(sprache="turkisch") == ["Eins"]
    assert namen(art=sucht.pk) == ["Zwei"]
    assert namen(q="türkisch") == ["Eins", "Zwei"]


def test_eintragen_gilt_als_geprueft(welt: Welt) -> None:
    welt.client("mitarbeit").post(reverse("fachstelle_neu"), _angaben())
    assert not Fachstelle.objects.get().lange_nicht_geprueft


def test_loeschen_nennt_keine_zahlen_anderer_zentren(welt: Welt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk)
    meldung = f.MeldungFabrik(zentrum=welt.nachbar)
    angaben = {"meldung": meldung, "datum": meldung.zeitraum.von, "thema": "wohnen", "kontakt": "erst"}
    strich = Beratung.objects.create(fachstelle=fachstelle, fachstellenart=fachstelle.art, **angaben)
    client, adresse = welt.client("leitung"), reverse("fachstelle_loeschen", args=[fachstelle.pk])
    seite = client.get(adresse).content.decode()
    assert "Gezählte Vermittlungen bleiben in der Statistik" in seite
    assert "1 Beratung" not in seite
    assert client.post(adresse).url == reverse("fachstelle_liste")
    strich.refresh_from_db()
    assert (strich.fachstelle, strich.fachstellenart) == (None, fachstelle.art)
