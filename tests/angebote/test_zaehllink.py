"""The Zähl-Link of an Angebot: issued by the team, opens its Termine and nothing else, closes by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from angebote import pflege, zaehllink
from angebote.models import Angebot, Termin, Wert
from angebote.terminzaehlung import gespeicherte, termin_zaehlen
from stzverbund.basis import links
from stzverbund.basis.models import Ereignis, Link
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import verlauf
from tests import fabriken as f
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.welt import Welt

HEUTE = timezone.localdate()
GESTERN = HEUTE - timedelta(days=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    f.KennzahlFabrik()
    return f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé", ort="Nachbarschaftsgarten")


def _ausstellen(welt: Welt, angebot: Angebot, **mehr: Any) -> str:
    werte = {"gueltig_bis": HEUTE + timedelta(days=30), "zuletzt": None, "wer": welt.rollen["mitarbeit"]}
    return zaehllink.ausstellen(angebot=angebot, **werte | mehr)


def _termin(angebot: Angebot, datum: date = GESTERN, **mehr: Any) -> Termin:
    return f.TerminFabrik(angebot=angebot, datum=datum, **mehr)


def _daten(**mehr: Any) -> dict[str, Any]:
    return {"status": "stattgefunden", "teilnahmen": "12", "version": 1} | mehr


def _seite(adresse: str) -> str:
    return " ".join(Client().get(adresse).content.decode().split())


def test_ein_neuer_ersetzt_den_alten(welt: Welt, angebot: Angebot) -> None:
    alter = _ausstellen(welt, angebot)
    neuer = _ausstellen(welt, angebot, zuletzt=Link.objects.get().pk)
    assert links.finden(alter) is None
    assert links.finden(neuer).gegenstand == angebot
    ende = timezone.localtime(links.finden(neuer).gueltig_bis)
    assert (ende.date(), ende.hour) == (HEUTE + timedelta(days=30), 23)
    assert [e.was for e in Ereignis.objects.zu(angebot)] == [
        "Zähl-Link ausgestellt",
        "Zähl-Link zurückgezogen",
        "Zähl-Link ausgestellt",
    ]


def test_zweimal_abgeschickt_ist_einmal_ausgestellt(welt: Welt, angebot: Angebot) -> None:
    token = _ausstellen(welt, angebot)
    with pytest.raises(Verweigert, match="Inzwischen wurde ein Zähl-Link ausgestellt"):
        _ausstellen(welt, angebot)
    assert links.finden(token) is not None


@pytest.mark.parametrize(("tage", "geht"), [(-1, False), (0, True), (366, True), (367, False)])
def test_hoechstens_ein_jahr(welt: Welt, angebot: Angebot, tage: int, geht: bool) -> None:
    bis = HEUTE + timedelta(days=tage)
    if geht:
        assert _ausstellen(welt, angebot, gueltig_bis=bis)
    else:
        with pytest.raises(Verweigert, match="Bitte einen Tag von heute bis"):
            _ausstellen(welt, angebot, gueltig_bis=bis)


def test_nur_was_oeffentlich_ist_oder_eben_endete(welt: Welt) -> None:
    def angebot(**mehr: Any) -> Angebot:
        return f.AngebotFabrik(zentrum=welt.eigenes, **mehr)

    with pytest.raises(Verweigert, match="veröffentlichen"):
        _ausstellen(welt, angebot(status="entwurf"))
    with pytest.raises(Verweigert, match="beendet"):
        _ausstellen(welt, angebot(status="beendet", ende=HEUTE - timedelta(days=8)))
    assert _ausstellen(welt, angebot(status="beendet", ende=HEUTE - timedelta(days=7)))
    assert _ausstellen(welt, angebot(status="pausiert"))


def test_vorgeschlagen_ist_das_ende_oder_ein_halbes_jahr(angebot: Angebot) -> None:
    def vorgeschlagen(ende: date | None) -> date:
        angebot.ende = ende
        return zaehllink.vorgeschlagen(angebot, HEUTE)

    assert vorgeschlagen(None) == HEUTE + timedelta(days=182)
    assert vorgeschlagen(HEUTE + timedelta(days=20)) == HEUTE + timedelta(days=27)
    assert vorgeschlagen(HEUTE + timedelta(days=900)) == HEUTE + timedelta(days=366)
    assert vorgeschlagen(HEUTE - timedelta(days=20)) == HEUTE


def test_schliesst_mit_dem_angebot(welt: Welt, angebot: Angebot) -> None:
    termin = _termin(angebot)
    adresse = f"/l/{_ausstellen(welt, angebot)}/"
    pflege.beenden(angebot=angebot, ende=HEUTE, wer=welt.rollen["leitung"])
    assert Client().get(adresse).status_code == 200
    Angebot.objects.update(ende=HEUTE - timedelta(days=8))
    assert Client().get(adresse).status_code == 404
    assert Client().post(f"{adresse}{termin.pk}/", _daten()).status_code == 404
    liste = welt.client("mitarbeit").get(reverse("zaehllink", args=[angebot.pk]))
    assert "geschlossen" in liste.content.decode()
    assert "Zähl-Link ausstellen" not in liste.content.decode()
    assert "Zurückziehen" in liste.content.decode()
    widerruf = reverse("zaehllink_widerrufen", args=[angebot.pk, Link.objects.get().pk])
    assert welt.client("mitarbeit").post(widerruf).status_code == 302
    pflege.fortsetzen(angebot=f.ZeitplanFabrik(angebot=angebot).angebot, wer=welt.rollen["leitung"])
    assert Client().get(adresse).status_code == 404


def test_zeigt_nur_dieses_angebot_ungezaehltes_zuerst(welt: Welt, angebot: Angebot) -> None:
    nachbar = f.AngebotFabrik(zentrum=welt.eigenes, titel="Kiezchor")
    _termin(nachbar)
    heute, alt = _termin(angebot, HEUTE, von="00:00", bis="00:30"), _termin(angebot, HEUTE - timedelta(35))
    gezaehlt = _termin(angebot, status="stattgefunden", teilnahmen=31)
    _termin(angebot, HEUTE - timedelta(days=36), von="17:17", bis="18:00")
    _termin(angebot, HEUTE + timedelta(days=1), von="18:18", bis="19:00")
    antwort = Client().get(f"/l/{_ausstellen(welt, angebot)}/")
    offen, fertig = antwort.context["gruppen"]
    assert [zeile.termin for zeile in offen.zeilen] == [heute, alt]
    assert [zeile.termin for zeile in fertig.zeilen] == [gezaehlt]
    seite = antwort.content.decode()
    assert "Nähcafé" in seite
    assert "Nachbarschaftsgarten" in seite
    for fremdes in ("Kiezchor", "/angebote/", "/statistik/", "/termine/", "Abmelden", "17:17", "18:18"):
        assert fremdes not in seite


def test_gleich_viele_abfragen(welt: Welt, angebot: Angebot, django_assert_num_queries: Any) -> None:
    adresse = f"/l/{_ausstellen(welt, angebot)}/"
    Client().get(adresse)
    for anzahl in (1, 3):
        for i in range(anzahl):
            _termin(angebot, HEUTE, von=f"0{anzahl}:0{i}", bis="23:00")
        with django_assert_num_queries(5):
            assert Client().get(adresse).status_code == 200


def test_zaehlen_ueber_den_link(welt: Welt, angebot: Angebot) -> None:
    termin = _termin(angebot)
    adresse = f"/l/{_ausstellen(welt, angebot)}/"
    daten = _daten(ehrenamtliche="2", teil_u6_alle="3")
    antwort = Client().post(f"{adresse}{termin.pk}/", daten, follow=True)
    assert antwort.redirect_chain == [(adresse, 302)]
    assert "Der Termin ist gespeichert." in antwort.content.decode()
    termin.refresh_from_db()
    assert (termin.teilnahmen, termin.ehrenamtliche, termin.ehrenamt_minuten) == (12, 2, 180)
    assert gespeicherte(termin)["u6", "alle"] == 3
    wert = Wert.objects.summen().get(angebot=angebot)
    assert (wert.zahl, wert.geaendert_von) == (12, None)
    assert wert.history.first().history_change_reason == "über Zähl-Link"
    eintraege = verlauf(Termin.objects.get(pk=termin.pk))
    assert {eintrag.wer for eintrag in eintraege if "stattgefunden" in eintrag.was} == {"über Zähl-Link"}


def test_die_zelle_nennt_den_link(welt: Welt, angebot: Angebot) -> None:
    """Who types a total at the same time is told where the other one came from."""
    adresse = f"/l/{_ausstellen(welt, angebot)}/{_termin(angebot).pk}/"
    Client().post(adresse, _daten())
    wert = Wert.objects.summen().get(angebot=angebot)
    ort = [welt.eigenes.slug, wert.monat]
    daten = {"zelle": wert.zellname, "eingabe": "30", "version": 0, "wer": welt.rollen["mitarbeit"].pk}
    antwort = welt.client("mitarbeit").post(
        reverse("statistik_zelle", args=ort), daten, content_type="application/json"
    )
    assert (antwort.status_code, antwort.json()["wer"]) == (409, "über Zähl-Link")
    details = reverse("statistik_zelle_details", args=[*ort, angebot.pk, wert.kennzahl_id])
    assert "über Zähl-Link" in welt.client("mitarbeit").get(details).content.decode()


def test_ein_tipp_und_eine_zahl(welt: Welt, angebot: Angebot) -> None:
    termin, zweiter = _termin(angebot), _termin(angebot, von="12:00", bis="13:00")
    adresse = f"/l/{_ausstellen(welt, angebot)}/"
    seite = Client().post(f"{adresse}{termin.pk}/zaehlen/", _daten(), headers=HTMX).content.decode()
    assert "12 Teilnahmen" in seite
    assert f'href="{adresse}{termin.pk}/"' in seite
    ohne_script = Client().post(f"{adresse}{zweiter.pk}/zaehlen/", _daten(), follow=True)
    assert ohne_script.redirect_chain == [(adresse, 302)]
    falsch = _daten(teilnahmen="viele", version=2)
    ohne_script = Client().post(f"{adresse}{zweiter.pk}/zaehlen/", falsch, follow=True)
    assert ohne_script.redirect_chain == [(f"{adresse}{zweiter.pk}/", 302)]
    assert "ist keine Zahl" in ohne_script.content.decode()
    assert Client().get(f"{adresse}{termin.pk}/zaehlen/").status_code == 405


def test_zwei_zaehlen_denselben_termin(welt: Welt, angebot: Angebot) -> None:
    termin = _termin(angebot)
    adresse = f"/l/{_ausstellen(welt, angebot)}/{termin.pk}/"
    termin_zaehlen(
        termin=termin, status="stattgefunden", teilnahmen=9, version=1, wer=welt.rollen["mitarbeit"]
    )
    antwort = Client().post(adresse, _daten())
    assert antwort.status_code == 422
    assert "Gespeichert:</span> 9" in antwort.content.decode()
    termin.refresh_from_db()
    assert termin.teilnahmen == 9
    assert Client().post(adresse, _daten(version=2)).status_code == 302


def test_abgeschlossener_monat_ist_zu(welt: Welt, angebot: Angebot) -> None:
    termin = _termin(angebot)
    jetzt = timezone.now()
    f.MeldungFabrik(zentrum=welt.eigenes, monat=GESTERN, status="eingereicht", eingereicht_am=jetzt)
    adresse = f"/l/{_ausstellen(welt, angebot)}/"
    for seite in (
        _seite(adresse),
        _seite(f"{adresse}{termin.pk}/"),
        Client().post(f"{adresse}{termin.pk}/zaehlen/", _daten(), headers=HTMX).content.decode(),
        Client().post(f"{adresse}{termin.pk}/", _daten()).content.decode(),
    ):
        assert "Dieser Monat ist abgeschlossen." in seite
        assert "eingereicht" not in seite
        assert "Stattgefunden<" not in seite
    termin.refresh_from_db()
    assert termin.status == "geplant"


def test_ausgestellt_wird_einmal_gezeigt(welt: Welt, angebot: Angebot) -> None:
    client, adresse = welt.client("mitarbeit"), reverse("zaehllink", args=[angebot.pk])
    leer = client.get(adresse)
    assert leer.context["form"].initial["gueltig_bis"] == HEUTE + timedelta(days=182)
    daten = {"gueltig_bis": HEUTE + timedelta(days=30), "zuletzt": ""}
    neu = client.post(adresse, daten)
    assert neu.status_code == 200
    token = neu.context["neu"]["token"]
    assert f"http://testserver/l/{token}/" in neu.content.decode()
    assert neu.context["neu"]["qr"].startswith("data:image/svg+xml")
    assert Client().get(f"/l/{token}/").status_code == 200
    seite = client.get(adresse)
    assert token not in seite.content.decode()
    assert "kann nicht noch einmal gezeigt werden" in seite.content.decode()
    noch_einmal = client.post(adresse, daten)
    assert noch_einmal.status_code == 422
    assert "Inzwischen wurde ein Zähl-Link ausgestellt" in noch_einmal.content.decode()
    assert Client().get(f"/l/{token}/").status_code == 200


@pytest.mark.parametrize("bis", ["", "morgen", "2020-01-01", "2999-01-01"])
def test_falscher_tag_steht_am_feld(welt: Welt, angebot: Angebot, bis: str) -> None:
    antwort = welt.client("mitarbeit").post(reverse("zaehllink", args=[angebot.pk]), {"gueltig_bis": bis})
    assert antwort.status_code == 422
    assert list(antwort.context["form"].errors) == ["gueltig_bis"]
    assert not Link.objects.exists()


def test_widerrufen_schliesst(welt: Welt, angebot: Angebot) -> None:
    token, client = _ausstellen(welt, angebot), welt.client("leitung")
    link = Link.objects.get()
    liste = client.get(reverse("zaehllink", args=[angebot.pk])).content.decode()
    assert "Test Mitarbeit" in liste
    adresse = reverse("zaehllink_widerrufen", args=[angebot.pk, link.pk])
    assert "Er öffnet nichts mehr." in client.post(adresse, follow=True).content.decode()
    assert Client().get(f"/l/{token}/").status_code == 404
    assert "schon geschlossen" in client.post(adresse, follow=True).content.decode()
    anderes = f.AngebotFabrik(zentrum=welt.eigenes)
    fremd = reverse("zaehllink_widerrufen", args=[anderes.pk, link.pk])
    assert client.post(fremd).status_code == 404


def test_zettel_zum_mitgeben(welt: Welt, angebot: Angebot) -> None:
    token, client = _ausstellen(welt, angebot), welt.client("mitarbeit")
    adresse = reverse("zaehllink_zettel", args=[angebot.pk])
    antwort = client.post(adresse, {"token": token})
    text = pdf_text(antwort.content)
    bis = HEUTE + timedelta(days=30)
    for teil in ("Termine zählen: Nähcafé", "Nachbarschaftsgarten", token, f"{bis:%d.%m.%Y}", "keine Namen"):
        assert teil in text
    assert pdf_ua_fehler(antwort.content) == []
    anderes = reverse("zaehllink_zettel", args=[f.AngebotFabrik(zentrum=welt.eigenes).pk])
    assert client.post(anderes, {"token": token}).status_code == 404
    for unfug in ("", "x", "\x00"):
        assert client.post(adresse, {"token": unfug}).status_code == 404
