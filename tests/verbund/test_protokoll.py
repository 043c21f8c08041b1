"""Minutes: written by two at once, out for remarks, approved in the next session, locked, supplemented."""

import json
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stzverbund.basis import ausgabe as basis
from stzverbund.basis.models import Postausgang
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.welt import Welt
from verbund import sitzungen
from verbund.models import Protokoll, Sitzung, Tagesordnungspunkt, Teilnahme
from verbund.protokoll import ablauf, anmerkungen, anwesenheit, ausgabe, niederschrift, schreiben

pytestmark = pytest.mark.django_db
Status = Protokoll.Status


@pytest.fixture
def protokoll(welt: Welt) -> Protokoll:
    """Begun in the session of today, with two items; the own centre writes."""
    koordination = welt.rollen["koordination"]
    sitzung = f.SitzungFabrik(verbund=koordination.verbund, datum=timezone.localdate())
    f.PunktFabrik(sitzung=sitzung, titel="Sommerfest", position=1)
    f.PunktFabrik(sitzung=sitzung, titel="Verschiedenes", position=2, sichtbarkeit="oeffentlich")
    begonnen = schreiben.beginnen(sitzung=sitzung, wer=koordination)
    return schreiben.fuehren_lassen(protokoll=begonnen, zentrum=welt.eigenes, wer=koordination)


def _json(welt: Welt, client: Client, rolle: str, protokoll: Protokoll, *zellen: Any) -> Any:
    daten = {
        "wer": welt.rollen[rolle].pk,
        "zellen": [{"zelle": z, "version": v, "eingabe": json.dumps(paare)} for z, v, paare in zellen],
    }
    adresse = f"/verbund/sitzungen/{protokoll.sitzung_id}/protokoll/annahme/"
    return client.post(adresse, json.dumps(daten), content_type="application/json").json()["zellen"]


def _behandelt(sitzung: Sitzung, wer: Any) -> None:
    for punkt in sitzung.punkte.filter(stand="geplant"):
        angaben = {"stand": "behandelt", "text": f"Zu **{punkt.titel}**."}
        schreiben.festhalten(punkt=punkt, angaben=angaben, version=punkt.version, wer=wer)


def test_zwei_schreiben_zugleich(welt: Welt, protokoll: Protokoll) -> None:
    """Another field goes in, the same one is asked for; each sees what the other has written."""
    eins, zwei = welt.client("mitarbeit"), welt.client("koordination")
    punkt, sitz = protokoll.sitzung.punkte.first(), protokoll.sitzung.teilnahmen.get(zentrum=welt.eigenes)
    p, t = f"p{punkt.pk}", f"t{sitz.pk}"
    seite = eins.get(f"/verbund/sitzungen/{protokoll.sitzung_id}/protokoll/schreiben/").content.decode()
    assert f'data-bogen="{p}"' in seite
    assert f'data-bogen="{t}"' in seite
    erste = _json(welt, eins, "mitarbeit", protokoll, (p, 1, {"text": ["", "## Ort\n<b>x</b>"]}))
    assert erste[0]["status"] == "gespeichert"
    assert "Ort</h4>" in erste[0]["zelle"]["html"]
    assert "<b>" not in erste[0]["zelle"]["html"]
    andere, gleiche, zeit = _json(
        welt,
        zwei,
        "koordination",
        protokoll,
        (p, 1, {"stand": ["geplant", "behandelt"]}),
        (p, 1, {"text": ["", "Meins"]}),
        (t, 1, {"kam_um": ["", "10:20"], "person": ["", str(welt.rollen["leitung"].person_id)]}),
    )
    assert (andere["status"], andere["zelle"]["werte"]["text"]) == ("gespeichert", "## Ort\n<b>x</b>")
    assert (gleiche["status"], gleiche["zelle"]["strittig"]) == ("konflikt", ["text"])
    assert zeit["zelle"]["werte"]["anwesend"] == "ja"  # who came late was there
    punkt.refresh_from_db()
    assert (punkt.text, punkt.stand) == ("## Ort\n<b>x</b>", "behandelt")
    falsch = _json(
        welt,
        zwei,
        "koordination",
        protokoll,
        (t, 2, {"ging_um": ["", "09:00"]}),
        (t, 2, {"person": ["", str(welt.rollen["traeger"].person_id)]}),
        ("p99999", 1, {"text": ["", "x"]}),
    )
    assert [antwort["status"] for antwort in falsch] == ["falsch", "falsch", "gesperrt"]
    seit = (timezone.now() - timedelta(minutes=1)).isoformat().replace("+", "%2B")
    stand = eins.get(f"/verbund/sitzungen/{protokoll.sitzung_id}/protokoll/stand/?seit={seit}").json()
    assert stand["zellen"][p]["werte"]["stand"] == "behandelt"
    assert stand["wer"][p].startswith("Test Koordination")
    f.PunktFabrik(sitzung=protokoll.sitzung)
    spaeter = eins.get(f"/verbund/sitzungen/{protokoll.sitzung_id}/protokoll/stand/?seit=x").json()
    assert spaeter["aufbau"] != stand["aufbau"]


def test_ohne_skript(welt: Welt, protokoll: Protokoll) -> None:
    """Plain buttons: the second writer sees both versions; what came up in the session is added."""
    client, punkt = welt.client("leitung"), protokoll.sitzung.punkte.first()
    adresse = f"/verbund/sitzungen/{protokoll.sitzung_id}/protokoll/"
    felder = {
        f"p{punkt.pk}-version": "1",
        f"p{punkt.pk}-stand": "behandelt",
        f"p{punkt.pk}-text": "Alle\r\nda",
    }
    gespeichert = client.post(f"{adresse}punkt/{punkt.pk}/", felder)
    assert gespeichert["Location"] == f"{adresse}schreiben/#p{punkt.pk}"
    zweite = client.post(f"{adresse}punkt/{punkt.pk}/", felder | {f"p{punkt.pk}-text": "Niemand"})
    assert zweite.status_code == 422
    assert "Jemand anderes hat diese Angaben inzwischen geändert" in zweite.content.decode()
    punkt.refresh_from_db()
    assert punkt.text == "Alle\nda"
    client.post(f"{adresse}punkt/", {"punkt_neu-titel": "Einladung des Quartiersrats"})
    assert protokoll.sitzung.punkte.last().titel == "Einladung des Quartiersrats"
    client.post(f"{adresse}sitz/", {"sitz_neu-stelle": "Pflegestützpunkt"})
    assert protokoll.sitzung.teilnahmen.get(stelle="Pflegestützpunkt").anwesend == "ja"
    doppelt = client.post(f"{adresse}sitz/", {"sitz_neu-stelle": "Pflegestützpunkt"})
    assert "steht schon in der Liste" in doppelt.content.decode()
    beides = client.post(f"{adresse}sitz/", {"sitz_neu-stelle": ""})
    assert "Bitte nennen Sie ein Zentrum oder eine andere Stelle." in beides.content.decode()
    am_punkt = f"{adresse}punkt/{punkt.pk}/"
    assert client.post(f"{am_punkt}beschluss/", {"text": ""}).status_code == 422
    beschluss = {"text": "Am 1. Mai.", "ergebnis": "einvernehmlich", "sichtbarkeit": "intern"}
    gefasst = client.post(f"{am_punkt}beschluss/", beschluss)
    assert gefasst["Location"] == f"{adresse}schreiben/#p{punkt.pk}"
    aufgabe = {"titel": "Bänke leihen", "zentrum": welt.nachbar.pk, "faellig": "2027-03-01"}
    client.post(f"{am_punkt}aufgabe/", aufgabe)
    seite = client.get(f"{adresse}schreiben/").content.decode()
    assert "Am 1. Mai." in seite
    assert "Bänke leihen (STZ Nachbar, bis 01.03.2027)" in seite


def test_von_der_durchsicht_zur_ausgabe(welt: Welt, protokoll: Protokoll) -> None:
    """Remarks of those who were there, answered; the next session approves; the edition locks."""
    koordination, leitung = welt.rollen["koordination"], welt.rollen["leitung"]
    sitzung = protokoll.sitzung
    with pytest.raises(Verweigert, match="noch nicht beendet"):
        ablauf.zur_durchsicht(protokoll=protokoll, bis=sitzung.datum, wer=koordination)
    _behandelt(sitzung, leitung)
    naechste = f.SitzungFabrik(verbund=sitzung.verbund, datum=sitzung.datum + timedelta(days=30))
    sitzungen.durchfuehren(sitzung=sitzung, wer=koordination)
    genehmigung = naechste.punkte.get(genehmigt=sitzung)
    for zentrum, anwesend in ((welt.eigenes, "ja"), (welt.nachbar, "nein")):
        sitz = sitzung.teilnahmen.get(zentrum=zentrum)
        anwesenheit.eintragen(
            teilnahme=sitz, angaben={"anwesend": anwesend, "kam_um": None}, version=1, wer=leitung
        )
    ablauf.zur_durchsicht(protokoll=protokoll, bis=sitzung.datum + timedelta(days=7), wer=koordination)
    assert [mail.an for mail in Postausgang.objects.all()] == ["leitung@demo.example"]
    punkt = sitzung.punkte.first()
    with pytest.raises(Verweigert, match="die in der Sitzung waren"):
        anmerkungen.anmerken(protokoll=protokoll, punkt=punkt, text="Wir auch.", wer=_team(welt.nachbar))
    eine = anmerkungen.anmerken(protokoll=protokoll, punkt=punkt, text="Es waren acht.", wer=leitung)
    assert "Protokoll lesen, anmerken bis" in welt.client("leitung").get("/start/").content.decode()
    assert "1 Anmerkung beantworten" in welt.client("koordination").get("/start/").content.decode()

    Sitzung.objects.filter(pk=naechste.pk).update(datum=sitzung.datum)
    schreiben.beginnen(sitzung=naechste, wer=koordination)
    _behandelt(naechste, koordination)
    with pytest.raises(Verweigert, match="ist eine Anmerkung noch offen"):
        sitzungen.durchfuehren(sitzung=naechste, wer=koordination)
    with pytest.raises(Verweigert, match="warum Sie die Anmerkung nicht"):
        anmerkungen.beantworten(anmerkung=eine, stand="abgelehnt", version=1, wer=leitung)
    anmerkungen.beantworten(anmerkung=eine, stand="uebernommen", version=1, wer=leitung)
    sitzungen.durchfuehren(sitzung=naechste, wer=koordination)
    protokoll.refresh_from_db()
    assert (protokoll.status, protokoll.genehmigt_in) == (Status.GENEHMIGT, naechste)
    assert Tagesordnungspunkt.objects.get(pk=genehmigung.pk).stand == "behandelt"
    with pytest.raises(Verweigert, match="kommt in einen Nachtrag"):
        schreiben.festhalten(punkt=punkt, angaben={"text": "x"}, version=2, wer=leitung)

    assert ausgabe.nachholen(timezone.localdate()) == 1
    erste = ausgabe.ausgaben(sitzung).get()
    blatt = basis.gespeicherte_daten(niederschrift.Niederschrift, erste)
    protokoll.refresh_from_db()
    sitzung.refresh_from_db()
    assert (protokoll.status, sitzung.status) == (Status.FESTGESCHRIEBEN, "abgeschlossen")
    assert (blatt.anwesend, blatt.abwesend) == (("STZ Eigenes",), ("STZ Nachbar",))
    assert [p.text for p in blatt.punkte] == ["Zu **Sommerfest**.", "Zu **Verschiedenes**."]
    with pytest.raises(Error), transaction.atomic():
        Teilnahme.objects.filter(sitzung=sitzung).update(kam_um=time(9))
    assert ausgabe.festschreiben(protokoll=protokoll, wer=None) == erste


def test_nachtrag_und_wieder_oeffnen(welt: Welt, protokoll: Protokoll) -> None:
    """A supplement makes the next edition; only the newest minutes open again, and are approved anew."""
    koordination, sitzung = welt.rollen["koordination"], protokoll.sitzung
    _behandelt(sitzung, koordination)
    sitzungen.durchfuehren(sitzung=sitzung, wer=koordination)
    with pytest.raises(Verweigert, match="nicht später als heute"):
        ablauf.genehmigen(protokoll=protokoll, am=sitzung.datum + timedelta(days=1), wer=koordination)
    ablauf.genehmigen(protokoll=protokoll, am=sitzung.datum, wer=koordination)
    erste = ausgabe.festschreiben(protokoll=protokoll, wer=koordination)
    protokoll.refresh_from_db()
    nachtrag = ablauf.nachtragen(protokoll=protokoll, text="Es waren acht.", wer=koordination)
    assert (nachtrag.nummer, ausgabe.nachholen(timezone.localdate())) == (1, 1)
    zweite = ausgabe.festschreiben(protokoll=protokoll, wer=None)
    assert (erste.nummer, zweite.nummer) == (1, 2)
    assert "Es waren acht." in pdf_text(basis.gespeichertes_pdf(zweite))
    with pytest.raises(Error), transaction.atomic():
        type(nachtrag).objects.filter(pk=nachtrag.pk).update(text="neun")

    fruehere = f.SitzungFabrik(verbund=sitzung.verbund, datum=sitzung.datum - timedelta(days=30))
    schreiben.beginnen(sitzung=fruehere, wer=koordination)
    sitzungen.durchfuehren(sitzung=fruehere, wer=koordination)
    alte = ablauf.genehmigen(protokoll=fruehere.protokoll, am=sitzung.datum, wer=koordination)
    with pytest.raises(Verweigert, match="Nur das neueste"):
        ablauf.wieder_oeffnen(protokoll=alte, grund="Irrtum", wer=koordination)
    with pytest.raises(Verweigert, match="Grund"):
        ablauf.wieder_oeffnen(protokoll=protokoll, grund=" ", wer=koordination)
    naechste = f.SitzungFabrik(verbund=sitzung.verbund)
    offen = ablauf.wieder_oeffnen(protokoll=protokoll, grund="Zahl falsch", wer=koordination)
    sitzung.refresh_from_db()
    assert (offen.status, sitzung.status) == (Status.ENTWURF, "durchgefuehrt")
    assert naechste.punkte.filter(genehmigt=sitzung).exists()
    ablauf.genehmigen(protokoll=offen, am=sitzung.datum, wer=koordination)
    assert not naechste.punkte.exists()  # approved otherwise: nothing is left to approve
    assert ausgabe.festschreiben(protokoll=offen, wer=koordination).nummer == 3


def test_auszuege(welt: Welt, protokoll: Protokoll) -> None:
    """Partners and everybody read what is for them, of approved minutes only; resolutions say it."""
    koordination, sitzung = welt.rollen["koordination"], protokoll.sitzung
    intern, offen = sitzung.punkte.all()
    f.BeschlussFabrik(punkt=intern, text="Das Fest ist am 1. Mai.", sichtbarkeit="oeffentlich", nummer=1)
    f.BeschlussFabrik(punkt=offen, text="Niemand sagt es weiter.", nummer=2)
    f.AufgabeFabrik(verbund=sitzung.verbund, punkt=offen, titel="Bierbänke leihen")
    _behandelt(sitzung, koordination)
    sitzungen.durchfuehren(sitzung=sitzung, wer=koordination)
    amt, niemand = welt.client("bezirksamt"), welt.client(None)
    auszug, oeffentlich = f"/verbund/sitzungen/{sitzung.pk}/auszug/", f"/verbund/protokolle/{sitzung.pk}/"
    assert "noch nicht genehmigt" in amt.get(auszug).content.decode()
    assert niemand.get(oeffentlich).status_code == 404
    assert amt.get(f"/verbund/sitzungen/{sitzung.pk}/").content.decode().count(auszug) == 0
    ablauf.genehmigen(protokoll=protokoll, am=sitzung.datum, wer=koordination)
    for seite in (amt.get(auszug).content.decode(), niemand.get(oeffentlich).content.decode()):
        assert "2. Verschiedenes" in seite
        assert "Das Fest ist am 1. Mai." in seite
        for verborgen in ("Sommerfest", "Niemand sagt es weiter.", "Bierbänke", "STZ Eigenes"):
            assert verborgen not in seite
    assert f'href="{oeffentlich}"' in niemand.get("/verbund/protokolle/").content.decode()
    assert amt.get(f"/verbund/sitzungen/{sitzung.pk}/auszug/{intern.pk}.pdf").status_code == 404
    einzeln = welt.client("leitung").get(f"/verbund/sitzungen/{sitzung.pk}/auszug/{intern.pk}.pdf")
    text = pdf_text(einzeln.content)
    assert "1. Sommerfest" in text
    assert "Verschiedenes" not in text


def test_papier_ist_zugaenglich(welt: Welt, protokoll: Protokoll) -> None:
    """PDF/UA, as draft with everything that minutes can hold."""
    koordination, sitzung = welt.rollen["koordination"], protokoll.sitzung
    text = (
        "# Ort\n\nEin **Saal**.\n\n### Tiefer\n\n- eins\n- zwei\n  - drei\n\n1. erst\n2. dann\n\n> Zitat\n\n"
    )
    text += "[Plan](https://stz.example/plan) und `Wort`\n\n---\n\nZeile\nUmbruch"
    punkt = sitzung.punkte.first()
    schreiben.festhalten(
        punkt=punkt, angaben={"text": text, "stand": "behandelt"}, version=1, wer=koordination
    )
    f.BeschlussFabrik(
        punkt=punkt, ergebnis="mehrheitlich", ja=7, nein=1, enthaltung=1, gleichstellung="wirkt gleich"
    )
    f.AufgabeFabrik(verbund=sitzung.verbund, punkt=punkt)
    antwort = welt.client("leitung").get(f"/verbund/sitzungen/{sitzung.pk}/protokoll.pdf")
    assert pdf_ua_fehler(antwort.content) == []
    assert "mehrheitlich (7 Ja, 1 Nein, 1 Enthaltung)" in pdf_text(antwort.content)


def test_seiten_bleiben_bei_ihren_abfragen(welt: Welt, protokoll: Protokoll) -> None:
    client, sitzung = welt.client("koordination"), protokoll.sitzung
    adressen = [
        f"/verbund/sitzungen/{sitzung.pk}/protokoll/{unter}" for unter in ("", "schreiben/", "stand/")
    ]

    def zahlen() -> list[int]:
        ergebnis = []
        for adresse in adressen:
            with CaptureQueriesContext(connection) as abfragen:
                assert client.get(adresse).status_code == 200
            ergebnis.append(len(abfragen))
        return ergebnis

    davor = zahlen()
    for nummer in range(3):
        punkt = f.PunktFabrik(sitzung=sitzung, text="Text")
        f.BeschlussFabrik(punkt=punkt, nummer=nummer + 1)
        f.AufgabeFabrik(verbund=sitzung.verbund, punkt=punkt, zentrum=welt.eigenes)
        f.ZentrumFabrik(bezirk=welt.bezirk)
        protokoll.anmerkungen.create(punkt=punkt, zentrum=welt.nachbar, text="Bitte ergänzen.")
    schreiben.beginnen(sitzung=sitzung, wer=welt.rollen["koordination"])
    assert zahlen() == davor
    assert max(davor) <= 20


def _team(zentrum: Any) -> Any:
    return f.MitgliedschaftFabrik(rolle="leitung", zentrum=zentrum)
