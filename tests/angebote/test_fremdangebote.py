"""Fremdangebote: entered in short, checked, pointed out when twice, kept by the centres of the Stadtteil."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from angebote.models import Fremdangebot
from stzverbund.basis.verlauf import verlauf
from tests import fabriken as f
from tests.hilfen.verlauf import zurueckdatieren
from tests.welt import Welt
from zentren.models import Bezirksregion

HEUTE = timezone.localdate()


@pytest.fixture
def stadtteil(welt: Welt) -> Bezirksregion:
    """Served by the own centre and by the neighbour."""
    region = f.RegionFabrik(name="Biesdorf", bezirk=welt.bezirk)
    welt.eigenes.regionen.add(region)
    welt.nachbar.regionen.add(region)
    return region


def _angaben(stadtteil: Bezirksregion, **mehr: Any) -> dict[str, Any]:
    return {
        "titel": "Yoga für Anfänger",
        "anbieter": "Straßensport e. V.",
        "art": "kurs",
        "leistungsbereich": f.LeistungsbereichFabrik().pk,
        "zielgruppen": [f.ZielgruppeFabrik().pk],
        "region": stadtteil.pk,
        "wochentage": ["4", "0"],
        "sprachen": ["de", "ar"],
        "website": "strassensport.example",
        "pruefrhythmus": 12,
        **mehr,
    }


def test_team_traegt_ein_und_vermerkt_pruefung(welt: Welt, stadtteil: Bezirksregion) -> None:
    client = welt.client("mitarbeit")
    assert client.get(reverse("fremdangebot_neu")).context["form"]["region"].value() == stadtteil.pk
    antwort = client.post(reverse("fremdangebot_neu"), _angaben(stadtteil))
    eintrag = Fremdangebot.objects.get()
    assert antwort.url == reverse("fremdangebot", args=[eintrag.pk])
    assert (eintrag.zentrum, eintrag.geprueft_am) == (welt.eigenes, HEUTE)
    assert (eintrag.wochentage, eintrag.sprachen) == ("04", ["de", "ar"])
    assert eintrag.website == "https://strassensport.example"
    Fremdangebot.objects.update(geprueft_am=HEUTE - timedelta(days=400))
    client.post(reverse("fremdangebot_pruefen", args=[eintrag.pk]))
    eintrag.refresh_from_db()
    assert eintrag.geprueft_am == HEUTE
    assert "geprüft" in [zeile.was for zeile in verlauf(eintrag)]


def test_bearbeiten_zeigt_was_gespeichert_ist(welt: Welt, stadtteil: Bezirksregion) -> None:
    client = welt.client("leitung")
    client.post(reverse("fremdangebot_neu"), _angaben(stadtteil))
    adresse = reverse("fremdangebot_bearbeiten", args=[Fremdangebot.objects.get().pk])
    seite = client.get(adresse).content.decode()
    assert seite.count(" checked") == 1 + 2 + 2 + 1, "kind, two days, two languages, one Zielgruppe"
    antwort = client.post(adresse, _angaben(stadtteil, titel="", version=1))
    assert antwort.status_code == 422
    antwort = client.post(adresse, _angaben(stadtteil, titel="Yoga", wochentage=[], version=1))
    assert antwort.status_code == 302
    eintrag = Fremdangebot.objects.get()
    assert (eintrag.titel, eintrag.wochentage, eintrag.version) == ("Yoga", "", 2)


def test_ohne_kontakt_geht_es_nicht(welt: Welt, stadtteil: Bezirksregion) -> None:
    antwort = welt.client("mitarbeit").post(reverse("fremdangebot_neu"), _angaben(stadtteil, website=""))
    assert antwort.status_code == 422
    assert antwort.context["form"].errors == {
        "kontakt_telefon": ["Bitte geben Sie mindestens einen Kontakt an."]
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        f.FremdangebotFabrik(zentrum=welt.eigenes, kontakt_telefon="")


def test_nur_eigene_stadtteile(welt: Welt, stadtteil: Bezirksregion) -> None:
    fremder = f.RegionFabrik(bezirk=welt.bezirk)
    antwort = welt.client("mitarbeit").post(reverse("fremdangebot_neu"), _angaben(fremder))
    assert list(antwort.context["form"].errors) == ["region"]
    welt.eigenes.regionen.clear()
    seite = welt.client("mitarbeit").get(reverse("fremdangebot_neu")).content.decode()
    assert "Ihr Zentrum hat noch keinen Stadtteil" in seite


def test_doppeltes_wird_gezeigt_und_geht_auf_wunsch(welt: Welt, stadtteil: Bezirksregion) -> None:
    client, adresse = welt.client("mitarbeit"), reverse("fremdangebot_neu")
    da = f.FremdangebotFabrik(
        zentrum=welt.nachbar, titel="YOGA für Anfänger", anbieter="Strassensport e. V.", region=stadtteil
    )
    f.FremdangebotFabrik(zentrum=welt.fern, titel="Yoga für Anfänger", anbieter="Straßensport e. V.")
    antwort = client.post(adresse, _angaben(stadtteil))
    assert antwort.status_code == 422
    seite = antwort.content.decode()
    assert f'<a class="kern-link" href="{reverse("fremdangebot", args=[da.pk])}">YOGA für Anfänger' in seite
    assert "strassensport.example" in seite, "what was typed stays"
    trotzdem = antwort.context["form"]["trotzdem"].value()
    assert client.post(adresse, _angaben(stadtteil, trotzdem=trotzdem)).status_code == 302
    assert Fremdangebot.objects.count() == 3


def test_der_name_in_der_meldung_wird_nie_zu_html(welt: Welt, stadtteil: Bezirksregion) -> None:
    name = "<b>Yoga</b>"
    f.FremdangebotFabrik(zentrum=welt.nachbar, titel=name, anbieter="Ost", region=stadtteil)
    antwort = welt.client("mitarbeit").post(
        reverse("fremdangebot_neu"), _angaben(stadtteil, titel=name, anbieter="Ost")
    )
    assert "&lt;b&gt;Yoga&lt;/b&gt;, Ost" in antwort.content.decode()


def test_jedes_zentrum_des_stadtteils_darf_pflegen(welt: Welt, stadtteil: Bezirksregion) -> None:
    vom_nachbarn = f.FremdangebotFabrik(zentrum=welt.nachbar, region=stadtteil)
    anderswo = f.FremdangebotFabrik(zentrum=welt.nachbar, region=f.RegionFabrik(bezirk=welt.bezirk))
    client = welt.client("mitarbeit")
    assert client.post(reverse("fremdangebot_pruefen", args=[vom_nachbarn.pk])).status_code == 302
    assert client.post(reverse("fremdangebot_pruefen", args=[anderswo.pk])).status_code == 403
    seite = client.get(reverse("fremdangebot_bearbeiten", args=[vom_nachbarn.pk])).content.decode()
    assert "Biesdorf" in seite


def test_zweite_person_ueberschreibt_nichts_ungesehen(welt: Welt, stadtteil: Bezirksregion) -> None:
    eintrag = f.FremdangebotFabrik(zentrum=welt.eigenes, region=stadtteil)
    client, adresse = welt.client("leitung"), reverse("fremdangebot_bearbeiten", args=[eintrag.pk])
    assert client.post(adresse, _angaben(stadtteil, titel="Erste", version=1)).status_code == 302
    antwort = client.post(adresse, _angaben(stadtteil, titel="Zweite", version=1))
    assert antwort.status_code == 422
    assert "Gespeichert:</span> Erste" in antwort.content.decode()


def test_kontakt_steht_nicht_im_verlauf(welt: Welt, stadtteil: Bezirksregion) -> None:
    client = welt.client("mitarbeit")
    client.post(reverse("fremdangebot_neu"), _angaben(stadtteil, kontakt_email="a@demo.example"))
    eintrag = Fremdangebot.objects.get()
    zurueckdatieren(eintrag)
    adresse = reverse("fremdangebot_bearbeiten", args=[eintrag.pk])
    neu = _angaben(stadtteil, kontakt_email="b@demo.example", ort="Turnhalle", version=1)
    client.post(adresse, neu)
    worte = " ".join(zeile.was for zeile in verlauf(eintrag))
    assert "Wo?: leer → Turnhalle" in worte
    assert "demo.example" not in worte
    felder = {feld.name for feld in Fremdangebot.history.model._meta.get_fields()}
    assert not felder & {"kontakt_telefon", "kontakt_email", "website"}


@pytest.mark.parametrize("monate", Fremdangebot.Pruefrhythmus.values)
def test_liste_und_eintrag_sind_sich_einig_was_zu_pruefen_ist(welt: Welt, monate: int) -> None:
    grenze = HEUTE - relativedelta(months=monate)
    tage: list[date | None] = [None, *(grenze + timedelta(days=n) for n in (-1, 0, 1))]
    for tag in tage:
        f.FremdangebotFabrik(zentrum=welt.eigenes, geprueft_am=tag, pruefrhythmus=monate)
    faellig = set(Fremdangebot.objects.zu_pruefen(HEUTE))
    assert {eintrag.geprueft_am for eintrag in faellig} == {None, grenze - timedelta(days=1)}
    assert {eintrag for eintrag in Fremdangebot.objects.all() if eintrag.zu_pruefen} == faellig
    seite = welt.client("traeger").get(reverse("fremdangebot_liste"), {"zu_pruefen": "true"}).content.decode()
    assert "2 Einträge" in seite


def test_filter_der_liste(welt: Welt, stadtteil: Bezirksregion) -> None:
    eltern = f.ZielgruppeFabrik(schluessel="eltern", name="Eltern")
    f.FremdangebotFabrik(zentrum=welt.eigenes, titel="Ärztetreff", art="treff", zielgruppen=[eltern])
    f.FremdangebotFabrik(zentrum=welt.nachbar, titel="Kurs", region=f.RegionFabrik(bezirk=welt.bezirk))
    f.FremdangebotFabrik(zentrum=welt.fern, titel="Fern")
    client = welt.client("bezirksamt")

    def namen(**filter: object) -> list[str]:
        tabelle = client.get(reverse("fremdangebot_liste"), filter).context["table"]
        return [zeile.record.titel for zeile in tabelle.rows]

    assert namen() == ["Ärztetreff", "Kurs"]
    assert namen(q="ärzte") == namen(art="treff") == namen(region=stadtteil.pk) == ["Ärztetreff"]
    assert namen(zielgruppe=eltern.pk) == ["Ärztetreff"]


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("mitarbeit")
    for anzahl in (1, 3):
        f.FremdangebotFabrik.create_batch(anzahl, zentrum=welt.eigenes)
        with django_assert_num_queries(8):
            assert client.get(reverse("fremdangebot_liste")).status_code == 200


def test_loeschen_nimmt_es_aus_dem_verzeichnis(welt: Welt) -> None:
    eintrag = f.FremdangebotFabrik(zentrum=welt.eigenes)
    client, oeffentlich = welt.client("leitung"), reverse("verzeichnis_fremdangebot", args=[eintrag.pk])
    assert client.get(oeffentlich).status_code == 200
    adresse = reverse("fremdangebot_loeschen", args=[eintrag.pk])
    assert "verschwindet aus dem öffentlichen Verzeichnis" in client.get(adresse).content.decode()
    assert client.post(adresse).url == reverse("fremdangebot_liste")
    assert client.get(oeffentlich).status_code == 404
