"""Explained once, then quiet: in the grid, before submitting, in the review, in a Berichtigung."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import ablauf, erfassung, plausibilitaet
from angebote.models import Meldung, Wert
from angebote.plausibilitaet import Befund
from angebote.pruefung import pruefen
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.hilfen.raster import diesen_monat
from tests.welt import Welt

FEST = "Sommerfest mit der Schule nebenan"


@pytest.fixture
def entwurf(welt: Welt) -> Meldung:
    """Six accepted months of 40 before it; its own are unusual (100)."""
    m.mit_vorgeschichte(welt)
    meldung = m.entwurf(welt.eigenes, zahl=100)
    plausibilitaet.vergleichen([meldung])
    return meldung


def _ort(welt: Welt, meldung: Meldung, nummer: int = 0) -> dict[str, Any]:
    monat = meldung.zeitraum.monate[nummer]
    ort = {"zentrum": meldung.zentrum, "monat": monat, "wer": welt.rollen["leitung"]}
    return ort | {"kennzahl": f.KennzahlFabrik(), "angebot": m.angebot(meldung.zentrum)}


def _erklaeren(welt: Welt, meldung: Meldung, nummer: int = 0, **mehr: Any) -> Wert:
    ort = _ort(welt, meldung, nummer)
    angaben = {"erklaerung": FEST, "vorher": "", "version": 1} | mehr
    return erfassung.erklaerung_speichern(**ort, **angaben)


def _unerklaert(meldung: Meldung) -> list[int | None]:
    return [a.wert.zahl for a in pruefen(meldung).unerklaert]


def _adresse(name: str, meldung: Meldung) -> str:
    wert = meldung.werte.first()
    assert wert is not None
    monat = f"{wert.monat:%Y-%m}"
    return reverse(name, args=[meldung.zentrum.slug, monat, wert.angebot_id, wert.kennzahl_id])


def _html(client: Client, adresse: str, **parameter: Any) -> str:
    antwort = client.get(adresse, parameter)
    assert antwort.status_code == 200
    return antwort.content.decode()


# --- the explanation belongs to the cell and its number


def test_einmal_erklaert_dann_ruhig(welt: Welt, entwurf: Meldung) -> None:
    assert _unerklaert(entwurf) == [100, 100, 100]
    wert = _erklaeren(welt, entwurf)
    assert (wert.erklaerung, wert.erklaert_zahl, wert.erklaert) == (FEST, 100, True)
    assert wert.version == 1
    assert wert.history.first().history_user == welt.rollen["leitung"].person
    assert _unerklaert(entwurf) == [100, 100]
    assert len(plausibilitaet.auffaellige([entwurf])) == 3


def test_eine_andere_auffaellige_zahl_fragt_wieder(welt: Welt, entwurf: Meldung) -> None:
    _erklaeren(welt, entwurf)
    tippen = {**_ort(welt, entwurf)}
    erfassung.zelle_speichern(**tippen, eingabe="120", version=1)
    assert sorted(_unerklaert(entwurf)) == [100, 100, 120]
    erfassung.zelle_speichern(**tippen, eingabe="100", version=2)
    assert _unerklaert(entwurf) == [100, 100]
    erfassung.zelle_speichern(**tippen, eingabe="41", version=3)
    assert len(plausibilitaet.auffaellige([entwurf])) == 2


def test_erklaert_wird_nur_was_man_gesehen_hat(welt: Welt, entwurf: Meldung) -> None:
    with pytest.raises(Verweigert, match="Inzwischen steht dort: 100"):
        _erklaeren(welt, entwurf, version=2)
    _erklaeren(welt, entwurf)
    with pytest.raises(Verweigert, match=f"andere Erklärung: „{FEST}“"):
        _erklaeren(welt, entwurf, erklaerung="Zählfehler")
    assert _erklaeren(welt, entwurf, erklaerung="Neue Gruppe", vorher=FEST).erklaerung == "Neue Gruppe"
    entwurf.werte.update(art="keine_angabe", zahl=None)
    with pytest.raises(Verweigert, match="Inzwischen steht dort: k"):
        _erklaeren(welt, entwurf, vorher="Neue Gruppe")


def test_in_einer_eingereichten_meldung_erklaert_niemand_mehr(welt: Welt, entwurf: Meldung) -> None:
    ablauf.einreichen(meldung=entwurf, wer=welt.rollen["leitung"])
    with pytest.raises(Verweigert, match="Die Meldung ist eingereicht"):
        _erklaeren(welt, entwurf)


def test_erklaerte_zaehlen_als_unauffaellig(welt: Welt, entwurf: Meldung) -> None:
    for nummer in range(3):
        _erklaeren(welt, entwurf, nummer)
    ablauf.einreichen(meldung=entwurf, wer=welt.rollen["leitung"])
    entwurf.refresh_from_db()
    assert plausibilitaet.befund(entwurf) == Befund(3, 3, 0)
    assert Meldung.objects.unauffaellig().filter(pk=entwurf.pk).exists()


def test_berichtigung_uebernimmt_die_erklaerungen(welt: Welt, entwurf: Meldung) -> None:
    _erklaeren(welt, entwurf)
    for schritt, rolle in ((ablauf.einreichen, "leitung"), (ablauf.freigeben, "traeger")):
        schritt(meldung=entwurf, wer=welt.rollen[rolle])
    angenommen = ablauf.annehmen(meldung=entwurf, aktenzeichen="Soz 1", wer=welt.rollen["bezirksamt"])
    neu = ablauf.berichtigen(meldung=angenommen, wer=welt.rollen["leitung"])
    assert [a.wert.erklaerung for a in plausibilitaet.auffaellige([neu])] == ["", "", FEST]
    assert _unerklaert(neu) == [100, 100]


def test_nach_rueckfragen_wird_nur_nach_diesen_gefragt(welt: Welt, entwurf: Meldung) -> None:
    for schritt, rolle in ((ablauf.einreichen, "leitung"), (ablauf.freigeben, "traeger")):
        schritt(meldung=entwurf, wer=welt.rollen[rolle])
    fragen = {entwurf.werte.first().pk: "So viele?"}
    ablauf.zurueckgeben(meldung=entwurf, grund="", rueckfragen=fragen, wer=welt.rollen["bezirksamt"])
    entwurf.refresh_from_db()
    assert _unerklaert(entwurf) == [100]


# --- the pages of the centre


def test_raster_bittet_um_ein_wort(welt: Welt, entwurf: Meldung) -> None:
    wert = entwurf.werte.first()
    blatt = reverse("statistik_monat", args=["eigenes", f"{wert.monat:%Y-%m}"])
    client = welt.client("mitarbeit")
    html = _html(client, blatt)
    assert "auffällig: sonst um 40, bitte erklären" in html
    assert "zelle--auffaellig" in html
    _erklaeren(welt, entwurf)
    html = _html(client, blatt)
    assert "auffällig, erklärt" in html
    assert "zelle--auffaellig" not in html


def test_zelle_antwortet_mit_der_bitte(welt: Welt, entwurf: Meldung) -> None:
    wert, wer = entwurf.werte.first(), welt.rollen["mitarbeit"]
    adresse = reverse("statistik_zelle", args=["eigenes", f"{wert.monat:%Y-%m}"])
    for eingabe, auffaellig, worte in (
        ("19", True, "eingetragen; auffällig: sonst um 40, bitte erklären"),
        ("20", False, "eingetragen"),
        ("80", False, "eingetragen"),
        ("81", True, "eingetragen; auffällig: sonst um 40, bitte erklären"),
    ):
        wert.refresh_from_db()
        daten = {"wer": wer.pk, "zelle": wert.zellname, "eingabe": eingabe, "version": wert.version}
        zelle = welt.client("mitarbeit").post(adresse, daten, content_type="application/json").json()["zelle"]
        assert (zelle["auffaellig"], zelle["worte"]) == (auffaellig, worte)


def test_im_laufenden_monat_kann_eine_kleine_zahl_noch_wachsen(welt: Welt) -> None:
    m.mit_vorgeschichte(welt)
    meldung = f.MeldungFabrik(zentrum=welt.eigenes, monat=timezone.localdate())
    ort = {"zentrum": welt.eigenes, "monat": diesen_monat(), "wer": welt.rollen["leitung"]}
    ort |= {"kennzahl": f.KennzahlFabrik(), "angebot": m.angebot(welt.eigenes)}
    blatt = reverse("statistik_monat", args=["eigenes", f"{diesen_monat():%Y-%m}"])
    for version, (eingabe, auffaellig) in enumerate((("3", False), ("300", True))):
        erfassung.zelle_speichern(**ort, eingabe=eingabe, version=version)
        assert (_unerklaert(meldung) == [300]) is auffaellig
        assert ("zelle--auffaellig" in _html(welt.client("leitung"), blatt)) is auffaellig


def test_erklaeren_ohne_skript_auf_dem_weg_zum_einreichen(welt: Welt, entwurf: Meldung) -> None:
    client = welt.client("mitarbeit")
    liste = reverse("meldung_pruefen", args=[entwurf.pk])
    html = _html(client, liste)
    assert "Auffällige Werte: bitte erklären" in html
    assert "Alles ist eingetragen" in html
    details = _adresse("statistik_zelle_details", entwurf)
    assert f"{details}?von=pruefen" in html
    seite = client.get(details, {"von": "pruefen"})
    assert "lag der mittlere Wert bei 40 (Spanne: 40)" in seite.content.decode()
    angaben = {**seite.context["erklaerung"].initial, "von": "pruefen"}
    adresse = _adresse("statistik_erklaerung", entwurf)
    assert client.post(adresse, angaben).status_code == 422
    assert client.post(adresse, angaben | {"erklaerung": FEST}).url == liste
    html = _html(client, details)
    assert f"Erklärung: „{FEST}“" in html
    assert "Auffälliger Wert, erklärt" in html


def test_wer_zu_spaet_erklaert_behaelt_seinen_satz(welt: Welt, entwurf: Meldung) -> None:
    client, adresse = welt.client("mitarbeit"), _adresse("statistik_erklaerung", entwurf)
    _erklaeren(welt, entwurf)
    angaben = {"erklaerung": "Neue Gruppe", "vorher": "", "version": "1"}
    antwort = client.post(adresse, angaben)
    assert antwort.status_code == 422
    assert "andere Erklärung" in antwort.content.decode()
    form = antwort.context["erklaerung"]
    assert (form["erklaerung"].value(), form["vorher"].value()) == ("Neue Gruppe", FEST)
    assert client.post(adresse, angaben | {"vorher": FEST}).status_code == 302


def test_fruehere_erklaerung_steht_neben_der_neuen_zahl(welt: Welt, entwurf: Meldung) -> None:
    _erklaeren(welt, entwurf)
    erfassung.zelle_speichern(**_ort(welt, entwurf), eingabe="150", version=1)
    html = _html(welt.client("leitung"), _adresse("statistik_zelle_details", entwurf))
    assert f"Für eine andere Zahl stand hier: „{FEST}“" in html
    assert f"Erklärung: „{FEST}“</li>" in html


# --- the review


def test_pruefende_sehen_auffaelliges_zuerst_das_unerklaerte_oben(welt: Welt, entwurf: Meldung) -> None:
    _erklaeren(welt, entwurf)
    for schritt, rolle in ((ablauf.einreichen, "leitung"), (ablauf.freigeben, "traeger")):
        schritt(meldung=entwurf, wer=welt.rollen[rolle])
    amt = welt.client("bezirksamt")
    seite = amt.get(reverse("meldung", args=[entwurf.pk]))
    html = seite.content.decode()
    assert [a.wert.erklaert for a in seite.context["auffaellige"]] == [False, False, True]
    assert html.index("Auffällige Werte: 3, davon 2 ohne Erklärung") < html.index("Alle Angaben")
    assert f"„{FEST}“" in html
    assert "40<small> in 6 Monaten</small>" in html
    assert html.count("auffällig, erklärt") == 1
    assert _adresse("statistik_zelle_details", entwurf) in html
    liste = _html(amt, reverse("statistik_pruefen"))
    assert "3, davon 2 ohne Erklärung" in liste
    assert _html(amt, _adresse("statistik_zelle_details", entwurf)).count(FEST) == 1


def test_werte_des_zentrums_stehen_ohne_angebot_da(welt: Welt) -> None:
    ort = {"kennzahl": f.KennzahlFabrik(schluessel="besuche", name="Besuche", ebene="zentrum")}
    for davor in (3, 2, 1, 0):
        zeitraum = m.letztes_quartal(welt.bezirk, davor=davor)
        meldung = m.entwurf(welt.eigenes, zeitraum=zeitraum)
        for monat in zeitraum.monate:
            f.WertFabrik(meldung=meldung, monat=monat, zahl=50 if davor else 500, **ort)
        ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
        ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    html = _html(welt.client("bezirksamt"), reverse("meldung", args=[meldung.pk]))
    assert '<th scope="row">Besuche</th>' in html
    adresse = reverse("statistik_zelle_details", args=["eigenes", f"{monat:%Y-%m}", 0, ort["kennzahl"].pk])
    assert adresse in html
    assert "lag der mittlere Wert bei 50" in _html(welt.client("leitung"), adresse)


@pytest.mark.parametrize(("wahl", "treffer"), [("offen", 1), ("erklaert", 0), ("keine", 0), ("", 2)])
def test_pruefliste_nach_auffaelligen_filtern(welt: Welt, entwurf: Meldung, wahl: str, treffer: int) -> None:
    for schritt, rolle in ((ablauf.einreichen, "leitung"), (ablauf.freigeben, "traeger")):
        schritt(meldung=entwurf, wer=welt.rollen[rolle])
    m.vorgelegt(welt, welt.nachbar)
    seite = welt.client("bezirksamt").get(reverse("statistik_pruefen"), {"auffaellig": wahl})
    assert seite.context["table"].paginator.count == treffer
