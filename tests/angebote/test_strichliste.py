"""Tallies of counselling: they move into the cells, can be taken back, and hold numbers only."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote import strichliste
from angebote.models import Beratung, Herkunft, Meldung
from angebote.zeitraeume import Gesperrt, neueste_meldung
from stzverbund.basis.zeit import monat_plus
from tests import fabriken as f
from tests.hilfen.raster import Blattwelt, blattwelt
from tests.welt import Welt

GEZAEHLT = Herkunft.GEZAEHLT


@pytest.fixture
def blatt(welt: Welt) -> Blattwelt:
    return blattwelt(welt.eigenes, welt.rollen["mitarbeit"])


def _strich(blatt: Blattwelt, **angaben: Any) -> Beratung:
    vorgaben = {"thema": "wohnen", "kontakt": "erst", "datum": blatt.monat}
    return strichliste.strich_setzen(zentrum=blatt.zentrum, wer=blatt.wer, **{**vorgaben, **angaben})


def _adresse(blatt: Blattwelt, name: str = "beratung", *mehr: int) -> str:
    return reverse(name, args=[blatt.zentrum.slug, blatt.monat, *mehr])


def test_striche_fuellen_die_zellen(blatt: Blattwelt) -> None:
    _strich(blatt, anzahl=3)
    _strich(blatt, kontakt="folge", fachstellenart=f.FachstellenartFabrik())
    assert blatt.stand("erstkontakte") == ("zahl", 3, 3, GEZAEHLT)
    assert blatt.stand("folgekontakte") == ("zahl", 1, 1, GEZAEHLT)
    assert blatt.stand("langzeitkontakte") == ("zahl", 0, 0, GEZAEHLT)
    assert blatt.stand("vermittlungen-fachstellen") == ("zahl", 1, 1, GEZAEHLT)
    assert blatt.wert("vermittlungen-ehrenamt") is None
    assert blatt.zelle("erstkontakte").worte == "aus der Strichliste"


def test_vermittlung_ist_keine_beratung(blatt: Blattwelt) -> None:
    strich = _strich(blatt, art="ehrenamt", fachstellenart=f.FachstellenartFabrik())
    assert (strich.thema, strich.kontakt) == ("", "")
    assert blatt.stand("vermittlungen-ehrenamt")[1] == 1
    assert blatt.wert("erstkontakte") is None
    assert blatt.wert("vermittlungen-fachstellen") is None


def test_zurueckgenommen_ist_nicht_gezaehlt(blatt: Blattwelt) -> None:
    erster, zweiter = _strich(blatt), _strich(blatt)
    strichliste.strich_loeschen(strich=zweiter, wer=blatt.wer)
    assert blatt.stand("erstkontakte")[1] == 1
    strichliste.strich_loeschen(strich=erster, wer=blatt.wer)
    assert blatt.stand("erstkontakte") == ("leer", None, None, GEZAEHLT)
    assert Beratung.history.filter(history_type="-").count() == 2


def test_eingetippte_summe_gilt_vor_den_strichen(blatt: Blattwelt) -> None:
    blatt.tippe("erstkontakte", "7")
    _strich(blatt)
    assert blatt.stand("erstkontakte")[1:3] == (7, 1)
    blatt.tippe("erstkontakte", "", version=1)
    assert blatt.stand("erstkontakte") == ("zahl", 1, 1, GEZAEHLT)


def test_fachstelle_bringt_ihre_art_mit(blatt: Blattwelt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=blatt.zentrum.bezirk)
    assert _strich(blatt, fachstelle=fachstelle).fachstellenart == fachstelle.art


def test_eingereichter_monat_nimmt_keinen_strich(blatt: Blattwelt) -> None:
    strich = _strich(blatt)
    Meldung.objects.update(status="eingereicht", eingereicht_am=timezone.now())
    with pytest.raises(Gesperrt):
        _strich(blatt)
    with pytest.raises(Gesperrt):
        strichliste.strich_loeschen(strich=strich, wer=blatt.wer)
    assert Beratung.objects.count() == 1


def test_summen_nach_thema_und_kontakt(blatt: Blattwelt) -> None:
    _strich(blatt, anzahl=3)
    _strich(blatt, kontakt="folge")
    _strich(blatt, thema="schulden", kontakt="langzeit", anzahl=2)
    _strich(blatt, art="gruendung")
    meldung = neueste_meldung(blatt.zentrum, blatt.monat)
    assert meldung is not None
    zeilen = [
        (z.thema, z.erst, z.folge, z.langzeit, z.gesamt) for z in strichliste.summen(meldung, blatt.monat)
    ]
    assert zeilen == [("Schulden", 0, 0, 2, 2), ("Wohnen", 3, 1, 0, 4), ("zusammen", 3, 1, 2, 6)]
    assert strichliste.summen(meldung, monat_plus(blatt.monat, -1)) == []


def test_der_naechste_strich_ist_einen_tipp_entfernt(welt: Welt, blatt: Blattwelt) -> None:
    client = welt.client("mitarbeit")
    angaben = {"art": "beratung", "thema": "wohnen", "kontakt": "folge", "sprache": "uk", "anzahl": "1"}
    antwort = client.post(_adresse(blatt), angaben | {"datum": f"{blatt.monat:%Y-%m-%d}"})
    assert antwort.status_code == 302
    seite = client.get(antwort.url)
    form = seite.context["form"]
    assert (form["thema"].value(), form["kontakt"].value(), form["sprache"].value()) == (
        "wohnen",
        "folge",
        "uk",
    )
    assert "Noch einen Strich wie zuletzt" in seite.content.decode()
    assert "Ukrainisch" in seite.content.decode()


def test_beratung_braucht_thema_und_kontakt_und_einen_tag_im_monat(welt: Welt, blatt: Blattwelt) -> None:
    davor = monat_plus(blatt.monat, -1)
    angaben = {"art": "beratung", "sprache": "de", "anzahl": "1", "datum": f"{davor:%Y-%m-%d}"}
    antwort = welt.client("mitarbeit").post(_adresse(blatt), angaben)
    assert antwort.status_code == 422
    assert {"thema", "kontakt", "datum"} <= antwort.context["form"].errors.keys()
    assert not Beratung.objects.exists()


def test_ein_tippfehler_macht_keine_tausend_striche(welt: Welt, blatt: Blattwelt) -> None:
    angaben = {"art": "beratung", "thema": "wohnen", "kontakt": "folge", "sprache": "uk"}
    client, angaben["datum"] = welt.client("mitarbeit"), f"{blatt.monat:%Y-%m-%d}"
    antwort = client.post(_adresse(blatt), angaben | {"anzahl": "1001"})
    assert (antwort.status_code, list(antwort.context["form"].errors)) == (422, ["anzahl"])
    antwort = client.post(_adresse(blatt), angaben | {"anzahl": "1000"}, follow=True)
    assert "Gezählt: 1.000-mal Beratung." in antwort.content.decode()


def test_nur_das_team_macht_striche(welt: Welt, blatt: Blattwelt) -> None:
    strich = _strich(blatt)
    loeschen = _adresse(blatt, "beratung_loeschen", strich.pk)
    assert welt.client("traeger").get(_adresse(blatt)).status_code == 200
    assert welt.client("traeger").post(_adresse(blatt)).status_code == 403
    assert welt.client("traeger").post(loeschen).status_code == 403
    assert welt.client("bezirksamt").get(_adresse(blatt)).status_code == 404
    Meldung.objects.update(status="eingereicht", eingereicht_am=timezone.now())
    assert welt.client("bezirksamt").get(_adresse(blatt)).status_code == 404
    fremder = f.MitgliedschaftFabrik(rolle="mitarbeit", zentrum=welt.nachbar)
    welt.rollen["fremd"] = fremder
    assert welt.client("fremd").get(_adresse(blatt)).status_code == 404
    assert welt.client("fremd").post(loeschen).status_code == 404
    assert Beratung.objects.exists()


def test_undo_nur_im_monat_der_adresse(welt: Welt, blatt: Blattwelt) -> None:
    strich = _strich(blatt)
    fremd = reverse("beratung_loeschen", args=[blatt.zentrum.slug, monat_plus(blatt.monat, -1), strich.pk])
    assert welt.client("mitarbeit").post(fremd).status_code == 404
    assert welt.client("mitarbeit").post(_adresse(blatt, "beratung_loeschen", strich.pk)).status_code == 302
    assert not Beratung.objects.exists()


def test_gesperrter_monat_sagt_warum(welt: Welt, blatt: Blattwelt) -> None:
    _strich(blatt)
    Meldung.objects.update(status="eingereicht", eingereicht_am=timezone.now())
    seite = welt.client("mitarbeit").get(_adresse(blatt)).content.decode()
    assert "Die Meldung ist eingereicht" in seite
    assert "zurücknehmen" not in seite


def test_seite_braucht_gleich_viele_abfragen(
    welt: Welt, blatt: Blattwelt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("mitarbeit")
    for anzahl in (1, 3):
        for _ in range(anzahl):
            _strich(blatt, fachstelle=f.FachstelleFabrik(bezirk=blatt.zentrum.bezirk))
        with django_assert_num_queries(11):
            client.get(_adresse(blatt))
