"""The papers of the standards: what they say, and that anybody can read them (PDF/UA)."""

from typing import Any

import pytest
from django.urls import reverse

from standards import ablauf, voten
from standards.bericht import ausgabe, druck, pdf
from standards.bericht.bezirk import bericht as bezirksbericht
from standards.bericht.bogen import bogen
from standards.bericht.brief import brief
from standards.bericht.dokument import Standardbericht
from standards.bericht.gespraech import gespraech
from standards.bericht.zentrum import bericht
from standards.models import Runde, Selbstbewertung
from stzverbund.basis.ausgabe import aus_kanonisch, datenhash, kanonisch
from stzverbund.basis.zeit import monatsanfang
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.welt import Welt

FRAGE = "Wie oft im Jahr?"


@pytest.fixture
def gepruefte(welt: Welt) -> Selbstbewertung:
    """1.1 is asked about, 1.2 does not apply, 2.1 is good practice."""
    bewertung = s.bewertung(welt)
    for kriterium, angaben in {
        "1.1": {
            "einschaetzung": "teilweise",
            "begruendung": "Zu wenig <Zeit> & Raum",
            "kategorie": "ressourcen",
        },
        "1.2": {"einschaetzung": "nicht_anwendbar", "begruendung": "Gibt es hier nicht"},
        "2.1": {"einschaetzung": "erfuellt", "begruendung": "Wunschwand", "gute_praxis": True},
    }.items():
        antwort = s.antwort(bewertung, kriterium)
        for feld, wert in angaben.items():
            setattr(antwort, feld, wert)
        antwort.save()
    f.StandortFabrik(zentrum=welt.eigenes, strasse="Beispielweg 3")
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    amt = welt.rollen["bezirksamt"]
    massnahme = f.MassnahmeFabrik(zentrum=welt.eigenes, vereinbart_am=bewertung.eingereicht_am)
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung=FRAGE, wer=amt)
    voten.votieren(antwort=s.antwort(bewertung, "1.2"), art="massnahme", massnahme=massnahme, wer=amt)
    voten.votieren(antwort=s.antwort(bewertung, "2.1"), art="gute_praxis", wer=amt)
    return ausgabe.mit_allem().get(pk=bewertung.pk)


def test_inhalte(welt: Welt, gepruefte: Selbstbewertung, django_assert_max_num_queries: Any) -> None:
    amt = welt.rollen["bezirksamt"]
    with django_assert_max_num_queries(14):
        inhalt = bericht(gepruefte, amt)
    assert aus_kanonisch(Standardbericht, kanonisch(inhalt)) == inhalt
    eins, zwei = inhalt.standards
    assert (eins.wort, eins.anzahlen, eins.voten) == (
        "teilweise",
        "1 teilweise, 1 nicht anwendbar",
        "2 von 2",
    )
    assert (zwei.antworten[0].votum, zwei.antworten[0].gute_praxis) == ("gute Praxis", True)
    assert [(m.kriterien, m.stand) for m in inhalt.massnahmen] == [("1.2", "offen")]
    punkte = gespraech(gepruefte, amt)
    assert [(p.schluessel, p.frage) for p in punkte.unterschiede] == [("1.1", FRAGE)]
    assert (punkte.schwaechen, [p.text for p in punkte.praxis]) == ((), ["Wunschwand"])
    runde = Runde.objects.select_related("bezirk", "fassung").get()
    bezirk = bezirksbericht(runde, amt)
    assert [z.wort for zeile in bezirk.matrizen[0].zeilen for z in zeile.zellen] == ["teilweise", "erfüllt"]
    assert (bezirk.luecken, len(bezirk.massnahmen), bezirk.ueberfaellig) == ((), 1, 0)
    assert [p.zentrum for p in bezirk.praxis] == ["STZ Eigenes"]
    verband = bezirksbericht(runde, welt.rollen["koordination"])
    assert verband.matrizen == (), "who reads no Selbstbewertung finds none here"


def test_briefe(welt: Welt, gepruefte: Selbstbewertung) -> None:
    amt = welt.rollen["bezirksamt"]
    ablauf.nachfragen(bewertung=gepruefte, aktenzeichen=" Soz 9 ", wer=amt)
    rueckfrage = brief(ausgabe.mit_allem().get())
    assert (rueckfrage.aktenzeichen, [p.text for p in rueckfrage.punkte]) == ("Soz 9", [FRAGE])
    assert rueckfrage.person == str(amt.person)
    assert "Beispielweg 3" in rueckfrage.empfaenger
    Selbstbewertung.objects.update(status="in_pruefung")
    votum = s.votum(gepruefte, "1.1")
    assert votum is not None
    voten.votieren(
        antwort=s.antwort(gepruefte, "1.1"), art="hinweis", bemerkung="Gut", version=votum.version, wer=amt
    )
    ablauf.annehmen(bewertung=gepruefte, aktenzeichen=s.AKTENZEICHEN, wer=amt)
    annahme = brief(ausgabe.mit_allem().get())
    assert annahme.aktenzeichen == s.AKTENZEICHEN
    assert [p.schluessel for p in annahme.punkte] == ["1.1", "1.2", "2.1"]
    assert annahme.datum >= monatsanfang(annahme.datum)


def test_papiere_sind_fuer_alle_lesbar(welt: Welt, gepruefte: Selbstbewertung) -> None:
    amt = welt.rollen["bezirksamt"]
    inhalt = bericht(gepruefte, amt)
    summe = datenhash(inhalt)
    runde = Runde.objects.select_related("bezirk", "fassung").get()
    papiere = {
        "Zu wenig <Zeit> & Raum": pdf.standardbericht(inhalt),
        summe: pdf.ausgabe(inhalt, nummer=2, datenhash=summe, tag=runde.beginn),
        "Häufige Lücken": pdf.papier("standardbezirk", bezirksbericht(runde, amt)),
        FRAGE: pdf.papier("gespraech", gespraech(gepruefte, amt)),
        "Begründung und Nachweise": pdf.papier("standardbogen", bogen(runde.fassung)),
    }
    ablauf.nachfragen(bewertung=gepruefte, wer=amt)
    papiere["Rückfrage zur Selbstbewertung 2026"] = pdf.papier("bescheid", brief(ausgabe.mit_allem().get()))
    for satz, papier in papiere.items():
        assert pdf_ua_fehler(papier) == [], satz
        assert satz in pdf_text(papier)


def test_grosser_bezirk_kommt_vom_arbeiter(
    welt: Welt, gepruefte: Selbstbewertung, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(druck, "LANG", 1)
    runde, client = Runde.objects.get(), welt.client("bezirksamt")
    adresse = reverse("standardbericht_bezirk", args=[runde.pk])

    def scheitern(*args: Any) -> bytes:
        raise ValueError("Papierstau")

    monkeypatch.setattr(pdf, "papier", scheitern)
    seite = client.get(adresse).content.decode()
    assert "Das Erstellen ist fehlgeschlagen" in seite
    monkeypatch.setattr(pdf, "papier", lambda art, daten: f"%PDF {daten.titel}".encode())
    assert client.post(adresse).status_code == 302
    fertig = client.get(adresse)
    assert fertig["Content-Type"] == "application/pdf"
    assert fertig.content.startswith(b"%PDF Standardbericht 2026")
