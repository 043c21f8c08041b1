"""The Außenevaluation: by a link of the Bezirksamt, without a name, beside what the centre says."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standards import ablauf, antworten, aussen, runden
from standards.models import Antwort, Beitrag, Runde, Selbstbewertung
from stzverbund.basis.links import UeberLink
from stzverbund.basis.models import Ereignis, Link, Postausgang
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt

pytestmark = pytest.mark.django_db
LINK = UeberLink(aussen.AUSSEN)


@pytest.fixture
def runde(welt: Welt) -> Runde:
    return s.runde(welt)


@pytest.fixture
def von_aussen(welt: Welt, runde: Runde) -> Selbstbewertung:
    return runden.aussen_beginnen(runde=runde, zentrum=welt.eigenes, wer=welt.rollen["bezirksamt"])


def _ausstellen(von_aussen: Selbstbewertung, welt: Welt, **anders: Any) -> str:
    angaben = {"gueltig_bis": timezone.localdate(), "zuletzt": None} | anders
    return aussen.ausstellen(bewertung=von_aussen, wer=welt.rollen["bezirksamt"], **angaben)


def _eingabe(antwort: Antwort, **anders: str) -> dict[str, str]:
    werte = {"einschaetzung": "erfuellt", "begruendung": "Gesehen.", "version": str(antwort.version)}
    return {f"a{antwort.pk}-{name}": wert for name, wert in (werte | anders).items()}


def test_vom_auftrag_bis_zur_annahme(welt: Welt, runde: Runde) -> None:
    """The Bezirksamt begins, hands out the link; who has it answers and submits; both stand side by side."""
    amt, seite = welt.client("bezirksamt"), reverse("aussen", args=[runde.pk, "eigenes"])
    amt.post(reverse("aussen_beginnen", args=[runde.pk, "eigenes"]))
    tag = (timezone.localdate() + timedelta(days=30)).isoformat()
    adresse = amt.post(seite, {"gueltig_bis": tag, "zuletzt": ""}).context["neu"]["adresse"]
    zweite = amt.post(seite, {"gueltig_bis": tag, "zuletzt": ""})
    assert "Inzwischen wurde ein Link ausgestellt" in zweite.content.decode()
    assert str(runde.bewertungen.get(art="aussen")) in amt.get(reverse("ausgestellte_links")).content.decode()

    gast = Client()
    start = gast.get(adresse)
    assert "0 von 3 Kriterien beantwortet" in start.content.decode()
    von_aussen = runde.bewertungen.get(art="aussen")
    for antwort in von_aussen.antworten.select_related("kriterium__standard"):
        weiter = gast.post(f"{adresse}antwort/{antwort.pk}/", _eingabe(antwort))
        assert weiter.url.startswith(adresse.removeprefix("http://testserver")), weiter
    erste = von_aussen.antworten.first()
    gast.post(f"{adresse}antwort/{erste.pk}/beitrag/", {"text": "Vor Ort gesehen"})
    gesendet = {
        "zelle": erste.pk,
        "version": erste.version,
        "wer": 0,
        "eingabe": json.dumps({"notiz": ["", "N"]}),
    }
    assert gast.post(f"{adresse}antworten/", gesendet, content_type="application/json").status_code == 200
    assert "Sie können einreichen." in gast.get(f"{adresse}einreichen/").content.decode()
    gelesen = reverse("aussenevaluation", args=["eigenes", runde.jahr])
    assert welt.client("leitung").get(gelesen).status_code == 404
    Postausgang.objects.all().delete()
    gast.post(f"{adresse}einreichen/")
    mail = Postausgang.objects.get(an="bezirksamt@demo.example")
    assert gelesen in mail.text
    assert "Vielen Dank!" in gast.get(adresse).content.decode()
    assert {b.person_id for b in Beitrag.objects.all()} == {None}
    assert {e.person_id for e in Ereignis.objects.zu(von_aussen).filter(was="eingereicht")} == {None}

    amt.post(reverse("aussen_annehmen", args=[runde.pk, "eigenes"]), {"aktenzeichen": "Soz 9"})
    von_aussen.refresh_from_db()
    assert von_aussen.status == Selbstbewertung.Status.ANGENOMMEN
    assert gast.get(adresse).status_code == 404, "it is settled"


def test_beide_stehen_nebeneinander_verschiedenes_zuerst(welt: Welt, von_aussen: Selbstbewertung) -> None:
    eigene = von_aussen.runde.bewertungen.get(art="eigen")
    s.beantworten(eigene, welt)
    for antwort in von_aussen.antworten.select_related("kriterium"):
        schwach = antwort.kriterium.schluessel == "2.1"
        angaben = {"einschaetzung": "teilweise" if schwach else "erfuellt", "kategorie": "ressourcen"}
        antworten.beantworten(
            antwort=antwort, angaben=angaben | {"begruendung": "Aushang fehlt"}, version=1, wer=LINK
        )
    ablauf.einreichen(bewertung=von_aussen, wer=LINK)
    adresse = reverse("aussenevaluation", args=["eigenes", von_aussen.runde.jahr])
    seite = welt.client("leitung").get(adresse)
    paare = seite.context["paare"]
    assert [paar.von_aussen.kriterium.schluessel for paar in paare] == ["2.1", "1.1", "1.2"]
    assert "Bei einem Kriterium weicht sie vom Zentrum ab" in seite.content.decode()
    amtsseite = welt.client("bezirksamt").get(adresse)
    assert all(paar.eigene is None for paar in amtsseite.context["paare"]), "the centre has not submitted"
    assert "Aushang fehlt" in amtsseite.content.decode()


def test_link_zeigt_nichts_vom_haus(welt: Welt, von_aussen: Selbstbewertung) -> None:
    """No answer, Massnahme, proof or page of the centre; and no other evaluation."""
    eigene = von_aussen.runde.bewertungen.get(art="eigen")
    geheim = f.MassnahmeFabrik(zentrum=welt.eigenes, titel="Interner Umbau")
    s.beantworten(eigene, welt, begruendung="Nur für uns")
    gast, adresse = Client(), f"/l/{_ausstellen(von_aussen, welt)}/"
    blatt = gast.get(f"{adresse}1/").content.decode()
    assert "Interner Umbau" not in blatt
    assert "Nur für uns" not in blatt
    assert "Nachweis" not in blatt
    antwort = s.antwort(von_aussen, "1.1")
    gast.post(f"{adresse}antwort/{antwort.pk}/", _eingabe(antwort, massnahme=str(geheim.pk)))
    with pytest.raises(Verweigert, match="gehört nicht zu diesem Zentrum"):
        antworten.beantworten(
            antwort=antwort, angaben={"massnahme": geheim}, version=antwort.version, wer=LINK
        )
    fremd = s.antwort(eigene, "1.1")
    assert gast.post(f"{adresse}antwort/{fremd.pk}/", _eingabe(fremd)).status_code == 404
    with pytest.raises(Verweigert):
        antworten.beantworten(antwort=fremd, angaben={"notiz": "x"}, version=fremd.version, wer=LINK)
    assert not Antwort.objects.filter(massnahme=geheim).exists()


def test_ein_neuer_link_schliesst_den_alten(welt: Welt, von_aussen: Selbstbewertung) -> None:
    alt, gast, heute = _ausstellen(von_aussen, welt), Client(), timezone.localdate()
    neu = _ausstellen(von_aussen, welt, zuletzt=Link.objects.get().pk)
    assert [gast.get(f"/l/{token}/").status_code for token in (alt, neu)] == [404, 200]
    welt.client("bezirksamt").post(
        reverse("aussen_widerrufen", args=[von_aussen.runde_id, "eigenes", Link.objects.latest("pk").pk])
    )
    assert gast.get(f"/l/{neu}/").status_code == 404
    zuletzt = Link.objects.latest("pk").pk
    for tag in (heute - timedelta(days=1), heute + timedelta(days=367)):
        with pytest.raises(Verweigert, match="Bitte einen Tag"):
            _ausstellen(von_aussen, welt, zuletzt=zuletzt, gueltig_bis=tag)
    ablauf.entfallen(bewertung=von_aussen, grund="g", wer=welt.rollen["bezirksamt"])
    with pytest.raises(Verweigert, match="keinen Link mehr"):
        _ausstellen(von_aussen, welt, zuletzt=zuletzt)
    assert not aussen.gueltige(welt.rollen["bezirksamt"]).exists()
