"""Barriereprüfungen: written down with others, closed, published; what is missing where and until when."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote.barrieren import fakten, ueberblick
from angebote.models import Angebotspruefung
from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement import barrieren
from zentren.stadtteilmanagement.models import Barrierepruefung, Massnahme

pytestmark = pytest.mark.django_db


def _eingabe(was: str, **anders: Any) -> dict[str, Any]:
    heute = timezone.localdate().isoformat()
    return {
        "gegenstand": was,
        "datum": heute,
        "beteiligte": ["betroffene", "organisation"],
        "organisation": "Blindenverein",
        "befund_eingang": "gut",
        "befund_wc": "fehlt",
        "text_wc": "Das WC ist zu eng",
    } | anders


def _geprueft(zentrum: Zentrum, ergebnis: str = "fehlt", **mehr: Any) -> Barrierepruefung:
    heute = timezone.localdate()
    angaben = {"zentrum": zentrum, "status": "abgeschlossen", "abgeschlossen_am": heute} | mehr
    eine = s.BarrierepruefungFabrik(**angaben)
    s.BarrierebefundFabrik(pruefung=eine, bereich="wc", ergebnis=ergebnis, text="Tür 70 cm")
    return eine


def test_pruefen_abschliessen_und_veroeffentlichen(welt: Welt) -> None:
    """A draft of the house with a Massnahme by one click; closed it is public, and its Massnahme agreed."""
    leitung, amt = welt.client("leitung"), welt.client("bezirksamt")
    standort = f.StandortFabrik(zentrum=welt.eigenes, name="Haupthaus")
    was = f"standort-{standort.pk}"
    falsch = leitung.post(reverse("barriere_neu"), _eingabe(was, organisation="", text_raum="eng"))
    assert {"organisation", "befund_raum"} == falsch.context["form"].errors.keys()
    fremd = f.StandortFabrik(zentrum=welt.nachbar)
    assert leitung.post(reverse("barriere_neu"), _eingabe(f"standort-{fremd.pk}")).status_code == 422
    assert leitung.post(reverse("barriere_neu"), _eingabe(was)).status_code == 302
    eine = Barrierepruefung.objects.get()
    assert eine.standort == standort
    assert [b.bereich for b in eine.befunde.all()] == ["eingang", "wc"]
    seite, oeffentlich = reverse("barriere", args=[eine.pk]), reverse("verzeichnis_zentrum", args=["eigenes"])
    assert amt.get(seite).status_code == 404
    assert "Das WC ist zu eng" not in Client().get(oeffentlich).content.decode()

    aendern = _eingabe(was, befund_eingang="", version=eine.version)
    leitung.post(reverse("barriere_bearbeiten", args=[eine.pk]), aendern)
    (befund,) = eine.befunde.all()
    leitung.post(reverse("barriere_massnahme", args=[eine.pk, befund.pk]))
    massnahme = Massnahme.objects.get()
    assert (massnahme.titel, massnahme.vereinbart_am) == ("Das WC ist zu eng", None)
    leitung.post(reverse("barriere_abschliessen", args=[eine.pk]))
    massnahme.refresh_from_db()
    assert massnahme.vereinbart_am is not None
    assert amt.get(seite).status_code == 200
    for adresse in (oeffentlich, reverse("verzeichnis_barrieren", args=[welt.bezirk.schluessel])):
        html = Client().get(adresse).content.decode()
        assert "Das WC ist zu eng" in html
        assert f"{massnahme.faellig:%d.%m.%Y}" in html
    with pytest.raises(Verweigert, match="abgeschlossen"):
        barrieren.abschliessen(pruefung=eine, wer=welt.rollen["leitung"])
    assert f"?was={was}" in leitung.get(seite).content.decode(), "to look again"
    leitung.post(reverse("barriere_loeschen", args=[eine.pk]))
    assert Barrierepruefung.objects.exists(), "what is published stays"


def test_ein_angebot(welt: Welt) -> None:
    """Of an Angebot: chosen from its page, shown on its public page with its Raum and its Standort."""
    mitarbeit = welt.client("mitarbeit")
    raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=welt.eigenes))
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé", standort=raum.standort, raum=raum)
    was = f"angebot-{angebot.pk}"
    form = mitarbeit.get(reverse("barriere_neu"), {"was": was}).context["form"]
    assert form["gegenstand"].value() == was
    mitarbeit.post(reverse("barriere_neu"), _eingabe(was))
    eine = Angebotspruefung.objects.get(angebot=angebot).pruefung
    assert "Angebot Nähcafé" in mitarbeit.get(reverse("barrieren")).content.decode()
    innen = mitarbeit.get(reverse("angebot", args=[angebot.pk])).content.decode()
    assert reverse("barriere", args=[eine.pk]) in innen
    barrieren.abschliessen(pruefung=eine, wer=welt.rollen["mitarbeit"])
    _geprueft(welt.eigenes, raum=raum)
    html = Client().get(reverse("verzeichnis_angebot", args=[angebot.pk])).content.decode()
    assert "Das WC ist zu eng" in html
    assert f"Raum {raum}" in html
    assert (
        "Das WC ist zu eng"
        not in Client().get(reverse("verzeichnis_zentrum", args=["eigenes"])).content.decode()
    )
    wechsel = _eingabe(f"raum-{raum.pk}")
    entwurf = mitarbeit.post(reverse("barriere_neu"), _eingabe(was)).url
    mitarbeit.post(f"{entwurf}bearbeiten/", wechsel | {"version": 1})
    assert Angebotspruefung.objects.count() == 1, "now it is about the Raum"


def test_ein_entwurf_steht_auf_keiner_oeffentlichen_seite(welt: Welt) -> None:
    """Neither by closing the check of an Angebot that is not published, nor when it has ended."""
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, titel="Geheimer Plan", status="entwurf")
    eine = s.BarrierepruefungFabrik(zentrum=welt.eigenes)
    s.BarrierebefundFabrik(pruefung=eine, bereich="wc", ergebnis="fehlt")
    Angebotspruefung.objects.create(pruefung=eine, angebot=angebot)
    schliessen = reverse("barriere_abschliessen", args=[eine.pk])
    antwort = welt.client("leitung").post(schliessen, follow=True)
    assert "noch ein Entwurf" in antwort.content.decode()
    Barrierepruefung.objects.update(status="abgeschlossen", abgeschlossen_am=timezone.localdate())
    ueberall = reverse("verzeichnis_barrieren", args=[welt.bezirk.schluessel])
    for status, gezeigt in (("beendet", False), ("veroeffentlicht", True)):
        type(angebot).objects.update(status=status)
        assert ("Geheimer Plan" in Client().get(ueberall).content.decode()) == gezeigt


def test_die_beauftragte_nimmt_stellung(welt: Welt) -> None:
    """By a link without account: reads the check, writes; the team gets a mail; a new link ends it."""
    eine = _geprueft(welt.eigenes)
    leitung = welt.client("leitung")
    antwort = leitung.post(reverse("barriere_link", args=[eine.pk]))
    adresse = antwort.context["neu"]["adresse"]
    niemand = Client()
    assert "Tür 70 cm" in niemand.get(adresse).content.decode()
    assert niemand.post(adresse, {"text": " "}).status_code == 422
    for text in ("Es fehlt ein Griff.", "Es fehlen zwei Griffe."):
        assert niemand.post(adresse, {"text": text}).status_code == 302
    eine.refresh_from_db()
    assert eine.stellungnahme == "Es fehlen zwei Griffe."
    (letztes,) = Ereignis.objects.zu(eine).filter(was="Stellungnahme").order_by("-pk")[:1]
    assert (letztes.person, letztes.rolle) == (None, "über Link für Beauftragte")
    assert (
        Postausgang.objects.filter(betreff__startswith="Stellungnahme", text__contains="Griff").count() == 0
    )
    assert Postausgang.objects.filter(betreff__startswith="Stellungnahme").count() == 4
    assert (
        "zwei Griffe" in welt.client("bezirksamt").get(reverse("barriere", args=[eine.pk])).content.decode()
    )
    for rolle in ("verband", "geschaeftsstelle"):
        andere = welt.client(rolle)
        assert "Griffe" not in andere.get(reverse("barriere", args=[eine.pk])).content.decode()
        assert "Griffe" not in andere.get(reverse("barrieren"), {"export": "csv"}).content.decode()
    leitung.post(reverse("barriere_link", args=[eine.pk]))
    assert niemand.get(adresse).status_code == 404, "a new link replaces the old one"
    assert "Link für Beauftragte" in leitung.get(reverse("ausgestellte_links")).content.decode()


def test_es_zaehlt_die_neueste(welt: Welt, django_assert_num_queries: Any) -> None:
    """Of each thing the newest published check; Standorte that nobody has checked stand there too."""
    heute = timezone.localdate()
    standort = f.StandortFabrik(zentrum=welt.eigenes)
    f.StandortFabrik(zentrum=welt.nachbar)
    _geprueft(welt.eigenes, standort=standort, datum=heute - timedelta(days=400))
    neu = _geprueft(welt.eigenes, "gut", standort=standort, datum=heute)
    s.BarrierepruefungFabrik(zentrum=welt.eigenes, standort=standort, datum=heute)
    _geprueft(welt.nachbar, raum=f.RaumFabrik(standort__zentrum=welt.nachbar), datum=heute)
    zentren = Zentrum.objects.filter(bezirk=welt.bezirk)
    with django_assert_num_queries(4):
        daten = ueberblick(zentren)
    assert (daten.geprueft, len(daten.zeilen)) == (1, 3)
    assert [z.pruefung for z in daten.zeilen if z.pruefung] == [neu]
    assert [(lu.fakten.pruefung.zentrum, lu.befund.text) for lu in daten.luecken] == [
        (welt.nachbar, "Tür 70 cm")
    ]
    for rolle in ("bezirksamt", "mitarbeit"):
        client = welt.client(rolle)
        client.get(reverse("barrieren_ueberblick"))
        with django_assert_num_queries(7):
            seite = client.get(reverse("barrieren_ueberblick"))
        assert "Tür 70 cm" in seite.content.decode()
    export = client.get(reverse("barrieren_ueberblick"), {"export": "csv"}).content.decode()
    assert "Tür 70 cm;noch kein Termin" in export
    assert len(fakten(Q(zentrum__bezirk=welt.bezirk))) == 2


def test_liste_mit_einer_und_drei_zeilen(welt: Welt, django_assert_num_queries: Any) -> None:
    amt = welt.client("bezirksamt")
    amt.get(reverse("barrieren"))
    for anzahl in (1, 2):
        for _ in range(anzahl):
            _geprueft(welt.eigenes, standort=f.StandortFabrik(zentrum=welt.eigenes))
        with django_assert_num_queries(6):
            seite = amt.get(reverse("barrieren"), {"was": "standort", "status": "abgeschlossen"})
    assert seite.context["table"].page.paginator.count == 3
