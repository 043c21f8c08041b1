"""The edition of an accepted Selbstbewertung: made once for each acceptance, of what was accepted."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from standards import ablauf, antworten, voten
from standards.bericht import ausgabe, pdf
from standards.bericht.dokument import Standardbericht
from standards.bericht.zentrum import bericht
from standards.models import Selbstbewertung
from stzverbund.basis import ausgabe as basis
from stzverbund.basis.models import Ausgabe, Ereignis
from stzverbund.basis.pflege import Verweigert
from tests.hilfen import standards as s
from tests.welt import Welt


@pytest.fixture(autouse=True)
def _papier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pdf, "ausgabe", lambda b, *, nummer, datenhash, tag: f"%PDF {nummer} {datenhash}".encode()
    )


def test_annahme_bestellt_und_der_arbeiter_legt_ab(
    welt: Welt, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        bewertung = s.angenommen(welt)
    eine = ausgabe.gueltige(bewertung)
    assert eine is not None
    assert (eine.nummer, eine.jahr, eine.person) == (1, 2026, welt.rollen["bezirksamt"].person)
    inhalt = basis.gespeicherte_daten(Standardbericht, eine)
    assert (inhalt.aktenzeichen, inhalt.anzahlen) == (s.AKTENZEICHEN, "3 erfüllt")
    assert inhalt.vorbehalt == bewertung.runde.fassung.vorbehalt
    assert [a.votum for standard in inhalt.standards for a in standard.antworten] == ["bestätigt"] * 3
    assert "Bericht festgeschrieben" in [e.was for e in Ereignis.objects.zu(bewertung)]
    assert ausgabe.festschreiben(bewertung=bewertung, wer=None) == eine, "never rendered anew"


def test_wieder_geoeffnet_und_angenommen_gibt_die_naechste_nummer(welt: Welt) -> None:
    bewertung, amt = s.angenommen(welt), welt.rollen["bezirksamt"]
    erste = ausgabe.festschreiben(bewertung=bewertung, wer=amt)
    bewertung = ablauf.wieder_oeffnen(bewertung=bewertung, grund="Fehler", wer=amt)
    with pytest.raises(Verweigert, match="angenommen"):
        ausgabe.festschreiben(bewertung=bewertung, wer=amt)
    bewertung = ablauf.annehmen(bewertung=bewertung, aktenzeichen="Soz 5", wer=amt)
    Ausgabe.objects.filter(pk=erste.pk).update(erstellt_am=timezone.now() - timedelta(days=1))
    assert list(ausgabe.fehlende()) == [bewertung]
    call_command("taeglich")
    assert not ausgabe.fehlende().exists()
    zweite = ausgabe.gueltige(bewertung)
    assert zweite is not None
    assert (zweite.nummer, zweite.person) == (2, None)
    assert ausgabe.nachholen(timezone.localdate()) == 0
    client = welt.client("verband")
    wo = {"zentrum": "eigenes", "jahr": 2026}
    erste_datei = client.get(reverse("standardbericht_ausgabe", kwargs=wo | {"nummer": 1}))
    neueste = client.get(reverse("standardbericht", kwargs=wo))
    assert erste_datei.content == f"%PDF 1 {erste.datenhash}".encode()
    assert neueste.content == f"%PDF 2 {zweite.datenhash}".encode()
    erste.pdf.delete(save=False)
    kaputt = client.get(reverse("standardbericht_ausgabe", kwargs=wo | {"nummer": 1}))
    assert kaputt.status_code == 500
    assert "kann nicht gezeigt werden" in kaputt.content.decode()


def test_waehrend_des_druckens_wieder_geoeffnet(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    bewertung, amt = s.angenommen(welt), welt.rollen["bezirksamt"]

    def drucken(*args: Any, **kwargs: Any) -> bytes:
        ablauf.wieder_oeffnen(bewertung=bewertung, grund="Fehler", wer=amt)
        return b"%PDF"

    monkeypatch.setattr(pdf, "ausgabe", drucken)
    with pytest.raises(Verweigert, match="wieder geöffnet"):
        ausgabe.festschreiben(bewertung=bewertung, wer=amt)
    assert not Ausgabe.objects.exists()
    ausgabe.drucken.call(bewertung=bewertung.pk, mitgliedschaft=amt.pk)
    assert Selbstbewertung.objects.get().status == "in_pruefung"


def test_nach_einer_rueckfrage_sieht_das_amt_den_neuen_entwurf_nicht(
    welt: Welt, monkeypatch: pytest.MonkeyPatch
) -> None:
    bewertung, amt = s.eingereicht(welt), welt.rollen["bezirksamt"]
    frage = {"art": "rueckfrage", "bemerkung": "Wie oft?"}
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), **frage, wer=amt)
    bewertung = ablauf.nachfragen(bewertung=Selbstbewertung.objects.get(), wer=amt)
    angaben = {"einschaetzung": "teilweise", "begruendung": "Geheimer Entwurf"}
    antwort = s.antwort(bewertung, "1.1")
    antworten.beantworten(
        antwort=antwort, angaben=angaben, version=antwort.version, wer=welt.rollen["leitung"]
    )
    bewertung = ausgabe.mit_allem().get()
    fuers_amt = bericht(bewertung, amt).standards[0].antworten[0]
    assert (fuers_amt.wort, fuers_amt.begruendung, fuers_amt.bemerkung) == ("offen", "", "Wie oft?")
    im_haus = bericht(bewertung, welt.rollen["leitung"]).standards[0].antworten[0]
    assert (im_haus.wort, im_haus.begruendung) == ("teilweise", "Geheimer Entwurf")
