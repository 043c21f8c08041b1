"""The Kompetenzbörse from the offer to the feedback, the press list and the flyer."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from stzverbund.basis.models import Postausgang
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.hilfen.browser import anmelden, seite_in_ordnung
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.welt import Welt
from verbund import kompetenzen, presse
from verbund.flyer import gemeinsamer_flyer
from verbund.models import Kompetenz, Kompetenzanfrage

HEUTE = timezone.localdate()


@pytest.fixture
def kompetenz(welt: Welt) -> Kompetenz:
    """Offered by the neighbour, whose Leitung gets the mails."""
    person = f.PersonFabrik(email="nachbar@demo.example")
    f.MitgliedschaftFabrik(person=person, zentrum=welt.nachbar, rolle="leitung")
    return f.KompetenzFabrik(zentrum=welt.nachbar, titel="Sozialberatung aufbauen")


def _post(client: Client, name: str, pk: int, **daten: Any) -> Any:
    return client.post(reverse(name, args=[pk]), daten)


@pytest.mark.django_db
def test_von_der_anfrage_bis_zur_rueckmeldung(welt: Welt, kompetenz: Kompetenz) -> None:
    """Asked, promised, used: each side does its part, uptake is counted once."""
    leitung = welt.rollen["leitung"]
    nebenan = f.MitgliedschaftFabrik(zentrum=welt.nachbar, rolle="leitung")
    client = welt.client("leitung")
    assert _post(client, "kompetenz_anfragen", kompetenz.pk, nachricht="").status_code == 422
    _post(client, "kompetenz_anfragen", kompetenz.pk, nachricht="Wie fangen wir an?", wunsch="Januar")
    anfrage = Kompetenzanfrage.objects.get()
    assert (anfrage.zentrum, anfrage.stand) == (welt.eigenes, "offen")
    mail = Postausgang.objects.get(an="nachbar@demo.example")
    assert "Wie fangen wir an?" in mail.text
    assert "Anfrage von" not in client.get(reverse("start")).content.decode()

    with pytest.raises(Verweigert, match="warum"):
        kompetenzen.antworten(anfrage=anfrage, zusage=False, antwort=" ", wer=nebenan)
    with pytest.raises(Verweigert):
        kompetenzen.antworten(anfrage=anfrage, zusage=True, antwort="", wer=leitung)
    kompetenzen.antworten(anfrage=anfrage, zusage=True, antwort="Gern.", version=1, wer=nebenan)
    with pytest.raises(Verweigert, match="schon zugesagt"):
        kompetenzen.zurueckziehen(anfrage=anfrage, wer=leitung)
    assert Postausgang.objects.filter(an="leitung@demo.example", text__contains="Gern.").exists()

    morgen = (HEUTE + timedelta(days=1)).isoformat()
    zu_frueh = _post(client, "kompetenzanfrage_rueckmeldung", anfrage.pk, genutzt_am=morgen, version="2")
    assert "liegt noch vor Ihnen" in zu_frueh.content.decode()
    angaben = {"genutzt_am": HEUTE, "personen": 3, "nutzen": 3, "rueckmeldung": ""}
    kompetenzen.nutzen(anfrage=anfrage, angaben=angaben, version=2, wer=leitung)
    with pytest.raises(Ueberholt):
        kompetenzen.nutzen(anfrage=anfrage, angaben=angaben, version=2, wer=leitung)
    kompetenzen.nutzen(anfrage=anfrage, angaben=angaben | {"rueckmeldung": "Prima"}, version=3, wer=leitung)
    alle = Kompetenzanfrage.objects.all()
    jahr = kompetenzen.tage(HEUTE.year)
    assert kompetenzen.nutzung(alle, *jahr) == {"gestellt": 1, "genutzt": 1, "personen": 3}
    assert alle.genutzt_zwischen(*jahr).count() == 1
    assert kompetenzen.nutzung(alle, date(2001, 1, 1), date(2001, 12, 31))["genutzt"] == 0
    eine = kompetenzen.mit_zahlen(Kompetenz.objects.all(), HEUTE.year).get()
    assert (eine.angefragt, eine.genutzt) == (1, 1)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_ablehnen_zurueckziehen_beenden(welt: Welt, kompetenz: Kompetenz) -> None:
    leitung, nebenan = welt.rollen["leitung"], f.MitgliedschaftFabrik(zentrum=welt.nachbar, rolle="leitung")
    eine, andere = (
        kompetenzen.anfragen(kompetenz=kompetenz, nachricht=f"Frage {n}", wer=leitung) for n in (1, 2)
    )
    kompetenzen.antworten(anfrage=eine, zusage=False, antwort="Wir sind zu wenige.", wer=nebenan)
    with pytest.raises(Verweigert, match="zugesagt hat"):
        kompetenzen.nutzen(anfrage=eine, angaben={"genutzt_am": HEUTE}, wer=leitung)
    kompetenzen.zurueckziehen(anfrage=andere, wer=leitung)
    assert Postausgang.objects.filter(schluessel__contains="zurueckgezogen").exists()
    with pytest.raises(Verweigert):
        kompetenzen.beenden(kompetenz=kompetenz, wer=leitung)
    kompetenzen.beenden(kompetenz=kompetenz, wer=nebenan)
    kompetenz.refresh_from_db()
    with pytest.raises(Verweigert, match="nicht mehr angeboten"):
        kompetenzen.anfragen(kompetenz=kompetenz, nachricht="Doch?", wer=leitung)
    with pytest.raises(Verweigert, match="schon beendet"):
        kompetenzen.beenden(kompetenz=kompetenz, wer=nebenan)
    assert kompetenz.titel not in welt.client("leitung").get(reverse("kompetenzen")).content.decode()


@pytest.mark.django_db
def test_boerse_sucht_und_zaehlt(
    welt: Welt, kompetenz: Kompetenz, django_assert_num_queries: Callable[..., Any]
) -> None:
    """By Zentrum with its profile; words are found whatever their spelling; constant queries."""
    client, adresse = welt.client("leitung"), reverse("kompetenzen")
    welt.nachbar.profil = "Beratung in neun Sprachen"
    welt.nachbar.save()
    f.KompetenzFabrik(zentrum=welt.fern, titel="Anderswo")
    for anzahl in (1, 3):
        for eine in f.KompetenzFabrik.create_batch(anzahl, zentrum=welt.eigenes, titel="Nähcafé", art="raum"):
            f.KompetenzanfrageFabrik(kompetenz=eine, zentrum=welt.nachbar)
        with django_assert_num_queries(8):
            seite = client.get(adresse).content.decode()
    assert "Beratung in neun Sprachen" in seite
    assert "Anderswo" not in seite
    for suche, drin in (({"q": "NAHCAFE"}, "Nähcafé"), ({"art": "beratung"}, kompetenz.titel)):
        gefunden = client.get(adresse, suche).content.decode()
        assert drin in gefunden
        assert ({"Nähcafé", kompetenz.titel} - {drin}).pop() not in gefunden
    assert "bietet zurzeit kein Zentrum" in client.get(adresse, {"q": "Zirkus"}).content.decode()
    start = client.get(reverse("start")).content.decode()
    assert f"Anfrage von {welt.nachbar}" in start
    liste = client.get(reverse("kompetenzanfragen"), {"stand": "offen"}).content.decode()
    assert "4 Einträge" in liste
    assert "keinem Verbund" in welt.client("verwaltung").get(adresse).content.decode()


@pytest.mark.django_db
def test_presseverteiler(welt: Welt) -> None:
    """Checked on a day; found by folded words; saved as a table."""
    koordination = welt.rollen["koordination"]
    alt = f.PressekontaktFabrik(verbund=koordination.verbund, medium="Grünes Blatt", geprueft_am=None)
    f.PressekontaktFabrik(verbund=koordination.verbund, medium="Radio", geprueft_am=HEUTE)
    client = welt.client("koordination")
    seite = client.get(reverse("presse"), {"q": "grunes"}).content.decode()
    assert "1 Eintrag" in seite
    assert "lange nicht geprüft" in seite
    presse.als_geprueft_vermerken(kontakt=alt, wer=koordination)
    alt.refresh_from_db()
    assert not alt.lange_nicht_geprueft
    with pytest.raises(Verweigert):
        presse.als_geprueft_vermerken(kontakt=alt, wer=welt.rollen["leitung"])
    tabelle = client.get(reverse("presse"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "redaktion@zeitung.example" in tabelle
    ohne = client.post(reverse("pressekontakt_neu"), {"medium": "Blatt"})
    assert "E-Mail oder Telefon" in ohne.content.decode()


@pytest.mark.django_db
@pytest.mark.eine_datenbank
def test_gemeinsamer_flyer(welt: Welt) -> None:
    """Every Zentrum in operation with its address, the next public Vorhaben; PDF/UA."""
    f.StandortFabrik(zentrum=welt.eigenes, strasse="Lange Straße 1")
    zu = f.ZentrumFabrik(bezirk=welt.bezirk, name="Haus Gestern", in_betrieb_bis=HEUTE - timedelta(days=1))
    verbund = welt.rollen["koordination"].verbund
    f.VorhabenFabrik(verbund=verbund, titel="Langer Tisch", oeffentlich=True)
    f.VorhabenFabrik(verbund=verbund, titel="Fällt aus", oeffentlich=True, stand="abgesagt")
    pdf = gemeinsamer_flyer(welt.bezirk, HEUTE).pdf()
    assert pdf_ua_fehler(pdf) == []
    text = pdf_text(pdf)
    for wort in ("STZ Eigenes", "STZ Nachbar", "Lange Straße 1", "Langer Tisch"):
        assert wort in text
    for wort in (zu.name, "STZ Fern", "Fällt aus"):
        assert wort not in text


@pytest.mark.django_db(transaction=True)
def test_seiten_im_browser(welt: Welt, kompetenz: Kompetenz, page: Page) -> None:
    """The pages of the registers at 1280 and 360 px, by axe."""
    verbund = welt.rollen["koordination"].verbund
    vorhaben = f.VorhabenFabrik(verbund=verbund, oeffentlich=True, anmeldung_bis=HEUTE, plaetze=20)
    f.AnmeldungFabrik(vorhaben=vorhaben, bedarf="Gebärdensprache")
    kreis = f.ArbeitskreisFabrik(verbund=verbund)
    f.AufgabeFabrik(verbund=verbund, vorhaben=vorhaben, arbeitskreis=kreis)
    f.SitzungFabrik(verbund=verbund, arbeitskreis=kreis)
    anfrage = f.KompetenzanfrageFabrik(kompetenz=kompetenz, zentrum=welt.eigenes, stand="zugesagt")
    seite_in_ordnung(page, reverse("verzeichnis_vorhaben_liste"))
    for name in ("verzeichnis_vorhaben", "verzeichnis_vorhaben_anmeldung"):
        seite_in_ordnung(page, reverse(name, args=[vorhaben.pk]))
    anmelden(page, welt.client("koordination"))
    for adresse in (
        reverse("gesamtkalender"),
        reverse("kompetenzen"),
        reverse("vorhaben", args=[vorhaben.pk]),
        reverse("vorhaben_bearbeiten", args=[vorhaben.pk]),
        reverse("arbeitskreis", args=[kreis.pk]),
        reverse("kompetenzanfrage", args=[anfrage.pk]),
        reverse("pressekontakt", args=[f.PressekontaktFabrik(verbund=verbund).pk]),
    ):
        seite_in_ordnung(page, adresse)
