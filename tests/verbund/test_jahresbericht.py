"""The year report: figures by hand, the same on page and paper, less for the partners."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from stzverbund.basis.pdf import pdf_aus_vorlage
from tests import fabriken as f
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.welt import Welt
from verbund.jahresbericht import Jahresbericht, bericht
from verbund.models import Gast, Jahresplan, Teilnahme

pytestmark = pytest.mark.django_db
JAHR = 2025


def _sitzung(verbund: Any, tag: date, nummer: int | None, **felder: Any) -> Any:
    stand = {"status": "durchgefuehrt", "jahr": tag.year, "nummer": nummer} if nummer else {}
    return f.SitzungFabrik(verbund=verbund, datum=tag, **(stand | felder))


def _jahr(welt: Welt, mal: int = 1) -> Any:
    """Two sessions that were held and one called off, a theme with all that belongs to it."""
    verbund = welt.rollen["koordination"].verbund
    thema = f.ThemaFabrik(verbund=verbund, titel="Einsamkeit")
    plan, _ = Jahresplan.objects.get_or_create(verbund=verbund, jahr=JAHR)
    plan.themen.add(thema)
    kreis = f.ArbeitskreisFabrik(verbund=verbund, von=date(JAHR, 2, 1), ergebnis="Eine Liste")
    kreis.mitglieder.add(welt.eigenes, welt.nachbar)
    for i in range(mal):
        erste = _sitzung(verbund, date(JAHR, 3, 4), 2 * i + 1, thema=thema, gastgeber=welt.eigenes)
        zweite = _sitzung(verbund, date(JAHR, 6, 3), 2 * i + 2)
        for sitzung, kamen in ((erste, ("ja", "ja")), (zweite, ("nein", "ja"))):
            for zentrum, kam in zip((welt.eigenes, welt.nachbar), kamen, strict=True):
                Teilnahme.objects.create(sitzung=sitzung, zentrum=zentrum, anwesend=kam)
        Gast.objects.create(verbund=verbund, sitzung=erste, organisation="Amt", thema=thema)
        for nummer, (stufe, folge) in enumerate(
            (("intern", "offen"), ("bezirksamt", "umgesetzt")), start=2 * i + 1
        ):
            f.BeschlussFabrik(
                punkt=f.PunktFabrik(sitzung=erste, vorgeschlagen_von=welt.eigenes),
                nummer=nummer,
                sichtbarkeit=stufe,
                folge=folge,
                text=f"Beschluss {stufe}",
                thema=thema,
            )
        tag = date(JAHR, 9, 1)
        vorhaben = f.VorhabenFabrik(verbund=verbund, von=tag, bis=tag, thema=thema, teilnehmende=40)
        kompetenz = f.KompetenzFabrik(zentrum=welt.eigenes, art="hospitation")
        f.KompetenzanfrageFabrik(
            kompetenz=kompetenz, zentrum=welt.nachbar, stand="genutzt", genutzt_am=tag, personen=3
        )
        vorhaben.zentren.add(welt.eigenes, welt.nachbar)
    _sitzung(verbund, date(JAHR, 7, 1), None, status="abgesagt", grund="Hitze")
    _sitzung(verbund, date(JAHR, 5, 5), 1, arbeitskreis=kreis)
    _sitzung(verbund, date(JAHR + 1, 1, 5), 1)
    f.AnfrageFabrik(verbund=verbund)
    return verbund


def _tafel(inhalt: Jahresbericht, kennung: str) -> Any:
    return next((tafel for tafel in inhalt.tafeln if tafel.kennung == kennung), None)


def test_die_zahlen_eines_jahres(welt: Welt) -> None:
    verbund = _jahr(welt)
    alles = bericht(verbund, JAHR, welt.rollen["koordination"])
    sitzungen = _tafel(alles, "sitzungen")
    assert sitzungen.satz == "Durchgeführt: 2, abgesagt: 1. Sitzungen der Arbeitskreise: 1."
    assert sitzungen.zeilen[0] == ("1/2025", "04.03.2025", "Einsamkeit", "STZ Eigenes", "2")
    assert _tafel(alles, "teilnahme").zeilen == (
        ("STZ Eigenes", "1", "2", "50 %"),
        ("STZ Nachbar", "2", "2", "100 %"),
    )
    assert _tafel(alles, "themen").zeilen == (("Einsamkeit", "1", "1", "2", "1"),)
    assert _tafel(alles, "beschluesse").satz == "Gefasst: 2, davon umgesetzt: 1."
    assert _tafel(alles, "arbeitskreise").zeilen[0][1:] == ("2", "1", "Eine Liste")
    assert _tafel(alles, "vorhaben").zeilen[0][1:] == ("gemeinsame Aktion", "01.09.", "2", "40")
    assert _tafel(alles, "kompetenzen").zeilen == (("Hospitation", "1", "0", "1", "3"),)
    assert (
        "Gäste aus Fachdiensten: 1. Themen auf Vorschlag der Zentren: 2." in _tafel(alles, "austausch").satz
    )


def test_partner_lesen_weniger(welt: Welt) -> None:
    verbund = _jahr(welt)
    amt = bericht(verbund, JAHR, welt.rollen["bezirksamt"])
    assert [zeile[1] for zeile in _tafel(amt, "beschluesse").zeilen] == ["Beschluss bezirksamt"]
    assert _tafel(amt, "aufgaben") is None
    assert _tafel(amt, "themen").zeilen[0][3] == "1", "an internal resolution is not counted either"
    assert _tafel(amt, "teilnahme").zeilen
    assert _tafel(bericht(verbund, JAHR, welt.rollen["verband"]), "teilnahme") is None


def test_seite_und_papier_sagen_dasselbe(welt: Welt, django_assert_num_queries: Any) -> None:
    verbund = _jahr(welt)
    leser = welt.rollen["koordination"]
    with django_assert_num_queries(13):
        inhalt = bericht(verbund, JAHR, leser)
    pdf = pdf_aus_vorlage("pdf/verbundbericht.html", {"titel": inhalt.titel, "bericht": inhalt})
    assert pdf_ua_fehler(pdf) == []
    text = pdf_text(pdf)
    seite = welt.client("koordination").get(reverse("verbundbericht", args=[JAHR])).content.decode()
    for tafel in inhalt.tafeln:
        assert tafel.titel in text
        for zeile in tafel.zeilen:
            for feld in zeile:
                assert feld in text
                assert f"<td>{feld}</td>" in seite


def test_so_viele_abfragen_fuer_eine_und_drei_zeilen(welt: Welt, django_assert_num_queries: Any) -> None:
    verbund, leser = _jahr(welt, mal=3), welt.rollen["koordination"]
    with django_assert_num_queries(13):
        assert len(_tafel(bericht(verbund, JAHR, leser), "sitzungen").zeilen) == 6
