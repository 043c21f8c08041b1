"""The Problemfeldanalyse of a Stadtteil: the same figures on page and paper, and who reads how much of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from stzverbund.stadtteil import analyse
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.berichte import jahr as j
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.welt import Welt
from zentren.models import Bezirksregion, Planungsraum, SozialeLage

pytestmark = pytest.mark.django_db
LETZTES = timezone.localdate().year - 1


@pytest.fixture
def biesdorf(welt: Welt) -> Bezirksregion:
    """Served by the own centre alone and, with Kaulsdorf, by the neighbour."""
    biesdorf, kaulsdorf = (f.RegionFabrik(bezirk=welt.bezirk, name=n) for n in ("Biesdorf", "Kaulsdorf"))
    for region, mal in ((biesdorf, 1), (kaulsdorf, 3)):
        for jahr in (2022, 2023):
            alter = {"u6": 100 * mal, "a65plus": 500 * mal, "mit_migrationshintergrund": 200 * mal}
            tag, alle = date(jahr, 12, 31), 2000 * mal + (jahr - 2022) * 100
            f.EinwohnerFabrik(bezirksregion=region, stichtag=tag, einwohner=alle, weiblich=1000, **alter)
    welt.eigenes.regionen.set([biesdorf])
    welt.nachbar.regionen.set([biesdorf, kaulsdorf])
    for nr, (status, dynamik) in enumerate((("hoch", "stabil"), ("sehr niedrig", "negativ"), ("", ""))):
        raum = Planungsraum.objects.create(
            schluessel=f"1010010{nr}", name=f"Raum {nr}", bezirksregion=biesdorf
        )
        for jahr in (2019, 2021):
            SozialeLage.objects.create(
                planungsraum=raum, jahr=jahr, status_klasse=status, dynamik_klasse=dynamik, kinderarmut=12.34
            )
    return biesdorf


def _tabelle(antwort: Any, kennung: str, nr: int = 0) -> dict[str, list[str]]:
    (abschnitt,) = [a for a in antwort.context["analyse"].abschnitte if a.kennung == kennung]
    gruppen = abschnitt.tabellen[nr].gruppen
    return {zeile.name: [zelle.text for zelle in zeile.zellen] for zeile in gruppen[0].zeilen}


def test_die_analyse_sagt_wer_dort_lebt_und_was_es_gibt(welt: Welt, biesdorf: Bezirksregion) -> None:
    j.summen(*j.volles_jahr(welt.eigenes, LETZTES, j.angebote(welt.eigenes)))
    senioren = f.ZielgruppeFabrik(schluessel="seniorinnen-und-senioren", name="Seniorinnen und Senioren")
    kinder = f.ZielgruppeFabrik(schluessel="kinder", name="Kinder")
    bereich = f.LeistungsbereichFabrik()
    for nr in range(3):
        angebot = f.AngebotFabrik(zentrum=welt.eigenes, leistungsbereich=bereich, titel=f"Treff {nr}")
        angebot.zielgruppen.set([senioren])
    fremd = f.FremdangebotFabrik(zentrum=welt.eigenes, region=biesdorf, leistungsbereich=bereich)
    fremd.zielgruppen.set([senioren])
    for feld, status in (("armut", "ermittelt"), ("armut", "geplant"), ("alter", "umgesetzt")):
        tag = timezone.localdate()
        s.BedarfFabrik(
            zentrum=welt.eigenes, region=biesdorf, problemfeld=feld, status=status, umgesetzt_am=tag
        )
    s.BedarfFabrik(zentrum=welt.eigenes, problemfeld="wohnen", titel="Überall ein Aufzug")
    bericht = s.MappendokumentFabrik(
        zentrum=None, bezirk=welt.bezirk, art="qpk", titel="Bezirksregionenprofil", sichtbarkeit="oeffentlich"
    )
    bericht.regionen.add(biesdorf)

    adresse = reverse("stadtteil", args=[biesdorf.schluessel])
    seite = welt.client("leitung").get(adresse)
    alter = _tabelle(seite, "einwohner")
    assert alter["zusammen"] == ["2.000", "2.100", "100 %", "+5 %"]
    assert alter["65 und älter"] == ["500", "500", "24 %", "±0 %"]
    assert _tabelle(seite, "einwohner", 1)["Deutsche"] == ["–", "–", "–", "–"]
    assert _tabelle(seite, "lage") == {
        "hoch": ["1", "0", "0", "1"],
        "sehr niedrig": ["0", "1", "0", "1"],
        "nicht bewertet": ["0", "0", "1", "1"],
        "zusammen": ["1", "1", "1", "3"],
    }
    assert _tabelle(seite, "lage", 1)["Raum 1"] == ["–", "sehr niedrig", "negativ", "–", "–", "12,3", "–"]
    dort = _tabelle(seite, "versorgung")
    assert dort["Seniorinnen und Senioren (65 und älter)"][:3] == ["500", "3", "6,0"]
    assert dort["alle"][0] == "2.100"
    assert int(dort["alle"][3].replace(".", "")) > 0
    assert _tabelle(seite, "bedarfe") == {
        "Armut und soziale Lage": ["1", "1", "2"],
        "Wohnen und Wohnumfeld": ["1", "0", "1"],
        "zusammen": ["2", "1", "3"],
    }
    (zeile,) = welt.client("leitung").get(reverse("stadtteile")).context["stadtteile"]
    assert (zeile.region, zeile.offene) == (biesdorf, 3)
    abdeckung = _tabelle(seite, "abdeckung")
    assert abdeckung[senioren.name][0] == "3 + 1"
    assert abdeckung[kinder.name][0] == "Lücke"
    assert reverse("mappendokument", args=[bericht.pk]) in seite.content.decode()

    pdf = welt.client("leitung").get(reverse("stadtteil_pdf", args=[biesdorf.schluessel])).content
    text = pdf_text(pdf)
    for wort in ("Problemfeldanalyse Biesdorf", "Überall ein Aufzug", "3 + 1", "Bezirksregionenprofil"):
        assert wort in text
    assert pdf_ua_fehler(pdf) == []


def test_wer_wie_viel_liest(welt: Welt, biesdorf: Bezirksregion) -> None:
    """The neighbour's figures are not for the team, the Koordination sees neither visits nor needs."""
    for zentrum in (welt.eigenes, welt.nachbar):
        s.BedarfFabrik(zentrum=zentrum, region=biesdorf, titel=f"Bedarf von {zentrum}")
        j.summen(*j.volles_jahr(zentrum, LETZTES, j.angebote(zentrum)))
    adresse = reverse("stadtteil", args=[biesdorf.schluessel])
    gelesen = {
        rolle: welt.client(rolle).get(adresse).content.decode()
        for rolle in ("mitarbeit", "bezirksamt", "koordination")
    }
    for rolle, wie_oft in (("mitarbeit", 1), ("bezirksamt", 2), ("koordination", 0)):
        assert gelesen[rolle].count('class="rolle" role="region" aria-label="Biesdorf') == wie_oft, rolle
    assert "Bedarf von STZ Eigenes" in gelesen["mitarbeit"]
    assert f"Bedarf von {welt.nachbar}" not in gelesen["mitarbeit"]
    assert f"Bedarf von {welt.nachbar}" in gelesen["bezirksamt"]
    assert "Bedarf von STZ Eigenes" not in gelesen["koordination"]
    for falsch in (f"?jahr={LETZTES - 9}", "?jahr=x"):
        assert welt.client("bezirksamt").get(adresse + falsch).status_code == 404
    liste = welt.client("bezirksamt").get(reverse("stadtteile")).content.decode()
    assert "Einsamkeit und Nachbarschaft" not in liste, "one Stadtteil has nothing beside it"
    s.BedarfFabrik(zentrum=welt.nachbar, region=Bezirksregion.objects.get(name="Kaulsdorf"))
    liste = welt.client("bezirksamt").get(reverse("stadtteile")).content.decode()
    assert "Einsamkeit und Nachbarschaft" in liste


def test_immer_gleich_viele_abfragen(
    welt: Welt, biesdorf: Bezirksregion, django_assert_num_queries: Callable[..., Any]
) -> None:
    m, heute = welt.rollen["bezirksamt"], timezone.localdate()
    region = Bezirksregion.objects.select_related("bezirk").get(pk=biesdorf.pk)
    j.summen(*j.volles_jahr(welt.eigenes, LETZTES, j.angebote(welt.eigenes)))
    for anzahl in (1, 2):
        for nr in range(anzahl):
            tag = heute - timedelta(days=nr)
            s.BedarfFabrik(zentrum=welt.eigenes, region=region, ermittelt_am=tag)
            s.BedarfFabrik(zentrum=welt.nachbar)
            angebot = f.AngebotFabrik(zentrum=welt.eigenes)
            angebot.zielgruppen.add(f.ZielgruppeFabrik(schluessel=f"g{anzahl}{nr}"))
        with django_assert_num_queries(20):
            analyse.analyse(region, LETZTES, heute, m)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["befragungen", "raeume", "beschwerden", "dokumente", "barrieren"])
def test_ein_haus_waehlt_kein_zentrum(welt: Welt, name: str) -> None:
    """Who belongs to one centre is not asked which; a Träger is."""
    feld = 'name="zentrum"'
    assert feld not in welt.client("leitung").get(reverse(name)).content.decode()
    assert feld in welt.client("traeger").get(reverse(name)).content.decode()
