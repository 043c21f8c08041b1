"""The 27 Aufgaben of a year: drawn from everywhere, counted once, in three queries."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from stzverbund.berichte.aufgabenjahr import (
    aufgaben27,
    aufgaben27_der_zentren,
    bearbeitet_je_zentrum,
    ehrenamtsjahr,
)
from stzverbund.berichte.aufgabenjahr.quellen import LESER, QUELLEN
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.berichte import jahr as j
from tests.welt import Welt
from verbund.models import Teilnahme
from zentren import katalog
from zentren.models import Aufgabe, Zentrum
from zentren.stadtteilmanagement.models import Taetigkeit

pytestmark = pytest.mark.django_db
JAHR = 2025
TAG = date(2025, 5, 5)


def _alles(z: Zentrum) -> None:
    """At least one row for nearly every source, all of them in JAHR."""
    bedarf = s.BedarfFabrik(zentrum=z, ermittelt_am=TAG, infrastruktur=True, quelle="qpk")
    bedarf.zielgruppen.set([f.ZielgruppeFabrik(), f.ZielgruppeFabrik(schluessel="z2", name="Familien")])
    s.BedarfFabrik(zentrum=z, ermittelt_am=date(2020, 1, 1), fortgeschrieben_am=TAG, ueberprueft_am=TAG)
    s.AnliegenFabrik(zentrum=z, eingegangen_am=TAG, weitergeleitet_am=TAG)
    for art in ("wirtschaft", "qm", "sozialamt", "jugendamt", "psychosozial", "msd"):
        s.KooperationFabrik(zentrum=z, art=art)
    s.KooperationFabrik(zentrum=z, art="jugendamt", beendet_am=date(2024, 12, 31))
    for art in ("spende", "oeffentlich", "sponsoring"):
        s.FoerderungFabrik(zentrum=z, art=art, von=date(2024, 7, 1), bis=date(2025, 6, 30))
    s.KampagnenteilnahmeFabrik(zentrum=z, kampagne__von=TAG, kampagne__bis=TAG)
    termin = f.TerminFabrik(
        angebot__zentrum=z, angebot__partner="Schule", angebot__status="veroeffentlicht", datum=TAG
    )
    f.TerminFabrik(angebot=termin.angebot, datum=date(2025, 5, 6), status="stattgefunden")
    f.FremdangebotFabrik(zentrum=z, geprueft_am=TAG)
    verbund = f.VerbundFabrik(bezirk=z.bezirk)
    for art in ("aktion", "fachtag"):
        f.VorhabenFabrik(verbund=verbund, art=art, stand="laeuft", von=TAG, bis=TAG).zentren.add(z)
    kreis = f.ArbeitskreisFabrik(verbund=verbund, von=TAG)
    kreis.mitglieder.add(z)
    for nummer, arbeitskreis in enumerate((None, kreis), start=1):
        sitzung = f.SitzungFabrik(
            verbund=verbund,
            arbeitskreis=arbeitskreis,
            datum=TAG,
            status="durchgefuehrt",
            nummer=nummer,
            jahr=JAHR,
        )
        Teilnahme.objects.create(sitzung=sitzung, zentrum=z, anwesend="ja")
    s.RaumbuchungFabrik(raum__standort__zentrum=z, status="bestaetigt", tag=TAG)
    s.BarrierepruefungFabrik(zentrum=z, datum=TAG, status="abgeschlossen", abgeschlossen_am=TAG)
    s.MappendokumentFabrik(zentrum=z, stand_vom=TAG, sichtbarkeit="oeffentlich")
    s.BefragungFabrik(zentrum=z, von=TAG, bis=TAG)
    s.BeschwerdeFabrik(zentrum=z, status="beantwortet", antwort="Ja.", eingegangen_am=TAG, beantwortet_am=TAG)
    _tagebuch(z)


def _tagebuch(z: Zentrum) -> None:
    """Three entries for A1.1; one of them was a session, one a piece of news, one a meeting of citizens."""
    aufgabe = Aufgabe.objects.get(schluessel="A1.1")
    for merkmal in ({"form": "gremium"}, {"form": "versammlung"}, {"medium": "presse"}):
        s.TaetigkeitFabrik(zentrum=z, aufgabe=aufgabe, datum=TAG, **merkmal)


def test_jede_aufgabe_hat_quellen_und_zaehlt_nur_das_eigene_jahr(
    welt: Welt, django_assert_num_queries: Any
) -> None:
    katalog.laden()
    _alles(welt.eigenes)
    _tagebuch(welt.nachbar)
    with django_assert_num_queries(3):
        bild = aufgaben27(welt.eigenes, JAHR)
    assert [zeile.schluessel for zeile in bild.zeilen] == list(QUELLEN)
    assert len(bild.zeilen) == 27
    zeilen = {zeile.schluessel: zeile for zeile in bild.zeilen}
    assert zeilen["A1.1"].eintraege == 3
    assert [b.text for b in zeilen["A1.3"].beitraege] == ["1 Bedarf fortgeschrieben", "1 Bedarf überprüft"]
    assert [b.text for b in zeilen["A3.7"].beitraege] == ["1 Kooperation"]
    assert [b.text for b in zeilen["A3.10"].beitraege] == ["1 Einwohnerversammlung unter anderer Aufgabe"]
    assert zeilen["A5.6"].beitraege[0].text == "unter 5 Beschwerden und Anregungen beantwortet"
    leer = {schluessel for schluessel, zeile in zeilen.items() if zeile.leer}
    assert leer == {"A2.4", "A5.3", "A5.5"}
    assert {b.anzahl for zeile in bild.zeilen for b in zeile.beitraege} == {1}, "nothing is counted twice"
    assert bild.bearbeitet == 24

    assert all(reverse(liste) for liste in LESER if liste)
    for anderes in (JAHR - 2, JAHR + 2):
        ohne = aufgaben27(welt.eigenes, anderes)
        assert {b.text for zeile in ohne.zeilen for b in zeile.beitraege} <= {
            "1 Gremium oder Quartiersmanagement",
            "1 Kooperation",
            "2 Kooperationen",
            "1 Arbeitskreis",
        }, "only what has no end goes on"

    with django_assert_num_queries(3):
        netz = aufgaben27_der_zentren([welt.eigenes, welt.nachbar, welt.fern], JAHR)
    with django_assert_num_queries(2):
        je_haus = bearbeitet_je_zentrum([welt.eigenes, welt.nachbar, welt.fern], JAHR)
    assert je_haus == {welt.eigenes.pk: 24, welt.nachbar.pk: 4, welt.fern.pk: 0}
    uebersicht = welt.client("bezirksamt").get(reverse("aufgaben27"), {"jahr": JAHR}).content.decode()
    assert "24 von 27" in uebersicht
    erste = netz.zeilen[0]
    assert (erste.eintraege, erste.zentren, erste.beitraege[0].anzahl) == (6, 2, 1)
    assert netz.zeilen[-1].zentren == 1


def test_ehrenamt_kommt_aus_statistik_und_tagebuch(welt: Welt, django_assert_num_queries: Any) -> None:
    """People are not summed over months, hours are; drafts are for the house alone."""
    zahlen = j.kennzahlen()
    for monat, status in ((1, "angenommen"), (4, "entwurf")):
        meldung = j.meldung(welt.eigenes, date(JAHR, monat, 1), status=status)
        for nr in range(2):
            tag = date(JAHR, monat + nr, 1)
            for schluessel in ("aktive-ehrenamtliche", "ehrenamt-stunden-zentrum"):
                f.WertFabrik(
                    meldung=meldung,
                    monat=tag,
                    angebot=None,
                    kennzahl=zahlen[schluessel],
                    zahl=(monat + nr) * 10,
                )
    for form in ("anerkennung", "anerkennung", "qualifizierung"):
        s.TaetigkeitFabrik(zentrum=welt.eigenes, datum=TAG, form=form)
    with django_assert_num_queries(3):
        alle = ehrenamtsjahr(welt.eigenes, JAHR, entwuerfe=True)
    assert (alle.aktive, alle.minuten, alle.vermittlungen) == (50, 120, None)
    assert (alle.anerkennung, alle.qualifizierung, alle.begleitung) == (2, 1, 0)
    angenommen = ehrenamtsjahr(welt.eigenes, JAHR, entwuerfe=False)
    assert (angenommen.aktive, angenommen.minuten) == (20, 30)
    assert not angenommen.leer
    assert ehrenamtsjahr(welt.nachbar, JAHR, entwuerfe=True).leer
    assert Taetigkeit.objects.count() == 3
