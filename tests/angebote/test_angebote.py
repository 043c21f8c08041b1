"""Angebote in the browserless client: form, list, rights, preview."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote import pflege
from angebote.forms.angebot import AngebotFormular
from angebote.forms.zeitplan import ZeitplanFormular
from angebote.models import Angebot
from stzverbund.basis.models import Ereignis
from tests import fabriken as f
from tests.hilfen.angebot import formularwerte
from tests.hilfen.verlauf import zurueckdatieren
from tests.welt import Welt
from zentren.models import Leistung, Raum

ACHT = {
    "titel": {"titel": ""},
    "art": {"art": ""},
    "leistungsbereich": {"leistungsbereich": ""},
    "standort": {"ort": ""},
    "zielgruppen": {"zielgruppen": []},
    "kosten": {"kosten": ""},
    "kontakt_telefon": {"kontakt_telefon": ""},
}
OHNE_ZEIT = {"zeit-0-wochentage": [], "zeit-0-von": "", "zeit-0-bis": ""}


def _anlegen(client: Client, **mehr: Any) -> Any:
    return client.post(reverse("angebot_neu"), formularwerte(**mehr))


def _eigenes(welt: Welt, **mehr: Any) -> Angebot:
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, **mehr)
    f.ZeitplanFabrik(angebot=angebot)
    return angebot


def test_vollstaendig_wird_veroeffentlicht_und_hat_termine(welt: Welt) -> None:
    client = welt.client("mitarbeit")
    antwort = _anlegen(client, veroeffentlichen="1")
    assert antwort.status_code == 302, antwort.context["form"].fehlerliste
    angebot = Angebot.objects.get()
    assert (angebot.zentrum, angebot.status) == (welt.eigenes, "veroeffentlicht")
    assert angebot.geprueft_am == timezone.localdate()
    assert angebot.zeitplaene.get().regel == "FREQ=WEEKLY;BYDAY=TU"
    assert angebot.termine.exists()
    seite = client.get(antwort.url).content.decode()
    assert "Jeden Dienstag, 10:00–11:30 Uhr" in seite
    assert "Das Angebot ist veröffentlicht." in seite


def test_entwurf_braucht_nur_den_titel(welt: Welt) -> None:
    leer = OHNE_ZEIT | {name: wert for angaben in ACHT.values() for name, wert in angaben.items()}
    client = welt.client("mitarbeit")
    assert _anlegen(client, entwurf="1", **leer | {"titel": "Nur eine Idee"}).status_code == 302
    angebot = Angebot.objects.get()
    assert (angebot.status, angebot.zeitplaene.count(), angebot.termine.count()) == ("entwurf", 0, 0)
    seite = client.get(reverse("angebot", args=[angebot.pk])).content.decode()
    assert all(meldung in seite for feld, meldung in pflege.FEHLT.items() if feld != "titel")


@pytest.mark.parametrize("feld", ACHT)
def test_jede_fehlende_angabe_ist_ein_fehler_an_ihrem_feld(welt: Welt, feld: str) -> None:
    antwort = _anlegen(welt.client("mitarbeit"), veroeffentlichen="1", **ACHT[feld])
    form = antwort.context["form"]
    assert antwort.status_code == 422
    assert list(form.errors) == [feld]
    assert [anker for anker, _ in form.fehlerliste] == [f"id_{feld}"]
    assert not Angebot.objects.exists()


def test_fehlende_zeit_ist_ein_fehler_im_zeitplan(welt: Welt) -> None:
    antwort = _anlegen(welt.client("mitarbeit"), veroeffentlichen="1", **OHNE_ZEIT)
    assert antwort.context["form"].fehlerliste == [
        ("id_zeit-0-rhythmus", f"Wie oft: {pflege.FEHLT['zeitplan']}")
    ]
    assert 'value="Nähcafé"' in antwort.content.decode()


def test_alle_acht_fehlen_auf_einmal(welt: Welt) -> None:
    fehlend = OHNE_ZEIT | {name: wert for angaben in ACHT.values() for name, wert in angaben.items()}
    form = _anlegen(welt.client("mitarbeit"), veroeffentlichen="1", **fehlend).context["form"]
    assert len(form.fehlerliste) == 8


@pytest.mark.parametrize(
    ("werte", "anker"),
    [
        ({"zeit-0-bis": "09:00"}, "id_zeit-0-bis"),
        ({"zeit-0-wochentage": []}, "id_zeit-0-wochentage"),
        ({"zeit-0-rhythmus": "monatlich_wochentag"}, "id_zeit-0-wochentag"),
        ({"zeit-0-rhythmus": "monatlich_tag", "zeit-0-tag": "32"}, "id_zeit-0-tag"),
        ({"zeit-0-rhythmus": "einzeltermine"}, "id_zeit-0-daten"),
        ({"zeit-0-rhythmus": "einzeltermine", "zeit-0-daten": "31.11.2026"}, "id_zeit-0-daten"),
        ({"zeit-0-rhythmus": "einzeltermine", "zeit-0-daten": "morgen"}, "id_zeit-0-daten"),
        ({"zeit-0-ausnahmen": "1.1."}, "id_zeit-0-ausnahmen"),
        ({"zeit-1-von": "18:00"}, "id_zeit-1-bis"),
        ({"beginn": "2026-12-01", "ende": "2026-11-01"}, "id_ende"),
        ({"alter_von": "20", "alter_bis": "10"}, "id_alter_bis"),
    ],
)
def test_falsches_steht_an_seinem_feld_auch_im_entwurf(welt: Welt, werte: dict[str, Any], anker: str) -> None:
    antwort = _anlegen(welt.client("mitarbeit"), entwurf="1", **werte)
    assert antwort.status_code == 422
    assert anker in [anker for anker, _ in antwort.context["form"].fehlerliste]


def test_felder_eines_anderen_rhythmus_stoeren_nicht(welt: Welt) -> None:
    werte = {"zeit-0-tag": "99", "zeit-0-daten": "Unfug", "zeit-0-position": "7"}
    assert _anlegen(welt.client("mitarbeit"), veroeffentlichen="1", **werte).status_code == 302


def test_einzelne_tage_und_zweite_zeit(welt: Welt) -> None:
    einzeln = {"zeit-0-rhythmus": "einzeltermine", "zeit-0-daten": "31.12.2026, 2027-01-05\n6.1.2027"}
    zweite = {"zeit-1-rhythmus": "monatlich_wochentag", "zeit-1-position": -1, "zeit-1-wochentag": 4}
    zweite |= {"zeit-1-von": "18:00", "zeit-1-bis": "20:00", "zeit-1-pause_schulferien": "on"}
    assert _anlegen(welt.client("mitarbeit"), veroeffentlichen="1", **einzeln, **zweite).status_code == 302
    erster, zweiter = Angebot.objects.get().zeitplaene.all()
    assert (erster.daten, erster.regel) == (["2026-12-31", "2027-01-05", "2027-01-06"], "")
    assert (zweiter.regel, zweiter.pause_schulferien) == ("FREQ=MONTHLY;BYDAY=-1FR", True)


def test_bearbeiten_zeigt_und_aendert_den_zeitplan(welt: Welt) -> None:
    angebot, client = _eigenes(welt), welt.client("leitung")
    adresse = reverse("angebot_bearbeiten", args=[angebot.pk])
    zeit = client.get(adresse).context["form"].zeitplaene[0]
    assert (zeit["wochentage"].value(), zeit["schluessel"].value()) == ((1,), angebot.zeitplaene.get().pk)
    werte = formularwerte(version=1, **{"zeit-INITIAL_FORMS": 1, "zeit-0-wochentage": [2]})
    werte |= {"zeit-0-schluessel": angebot.zeitplaene.get().pk, "zeit-0-beginn": "2026-01-06"}
    alt = angebot.zeitplaene.get().pk
    assert client.post(adresse, werte).status_code == 302
    zeitplan = angebot.zeitplaene.get()
    assert (zeitplan.pk, zeitplan.regel, zeitplan.beginn) == (alt, "FREQ=WEEKLY;BYDAY=WE", date(2026, 1, 6))
    assert client.post(adresse, werte | {"version": 2, "zeit-0-DELETE": "on"}).status_code == 422


def test_zeitplan_loeschen(welt: Welt) -> None:
    angebot, client = _eigenes(welt, status="entwurf"), welt.client("leitung")
    werte = formularwerte(version=1, **{"zeit-INITIAL_FORMS": 1, "zeit-0-DELETE": "on"})
    werte["zeit-0-schluessel"] = angebot.zeitplaene.get().pk
    assert client.post(reverse("angebot_bearbeiten", args=[angebot.pk]), werte).status_code == 302
    assert not angebot.zeitplaene.exists()


def test_veroeffentlichtes_bleibt_vollstaendig(welt: Welt) -> None:
    angebot, client = _eigenes(welt), welt.client("mitarbeit")
    antwort = client.post(
        reverse("angebot_bearbeiten", args=[angebot.pk]), formularwerte(version=1, kosten="")
    )
    assert list(antwort.context["form"].errors) == ["kosten"]


def test_zweite_person_ueberschreibt_nichts_ungesehen(welt: Welt) -> None:
    angebot, client = _eigenes(welt), welt.client("mitarbeit")
    adresse = reverse("angebot_bearbeiten", args=[angebot.pk])
    assert client.post(adresse, formularwerte(version=1, titel="Erste Fassung")).status_code == 302
    antwort = client.post(adresse, formularwerte(version=1, titel="Zweite Fassung"))
    assert antwort.status_code == 422
    assert "Gespeichert:</span> Erste Fassung" in antwort.content.decode()
    version = antwort.context["form"]["version"].value()
    assert client.post(adresse, formularwerte(version=version, titel="Zweite Fassung")).status_code == 302


def test_nur_eigene_orte_und_passende_raeume(welt: Welt) -> None:
    client = welt.client("mitarbeit")
    fremder = f.StandortFabrik(zentrum=welt.nachbar)
    haus = f.StandortFabrik(zentrum=welt.eigenes)
    garten = f.StandortFabrik(zentrum=welt.eigenes, name="Garten", haupt=False)
    saal = Raum.objects.create(standort=haus, name="Saal")
    assert "standort" in _anlegen(client, ort="", standort=fremder.pk).context["form"].errors
    assert "raum" in _anlegen(client, ort="", standort=garten.pk, raum=saal.pk).context["form"].errors
    assert "ort" in _anlegen(client, standort=haus.pk).context["form"].errors
    assert _anlegen(client, ort="", raum=saal.pk).status_code == 302
    assert Angebot.objects.get().standort == haus
    form = client.get(reverse("angebot_neu")).context["form"]
    assert (form["standort"].value(), list(form.fields["raum"].queryset)) == (haus.pk, [saal])


def test_leistungen_nur_aus_dem_gewaehlten_bereich(welt: Welt) -> None:
    client, bereich = welt.client("mitarbeit"), f.LeistungsbereichFabrik()
    anderer = f.LeistungsbereichFabrik(schluessel="L4", kurz="Beratung")
    eigene = Leistung.objects.create(schluessel="L1.1", leistungsbereich=bereich, text="Information")
    fremde = Leistung.objects.create(schluessel="L4.1", leistungsbereich=anderer, text="Beratung")
    fehler = _anlegen(client, leistungen=[eigene.pk, fremde.pk]).context["form"].errors["leistungen"]
    assert "L4.1" in fehler[0]
    assert "L1.1" not in fehler[0]
    assert _anlegen(client, leistungen=[eigene.pk]).status_code == 302


def test_kontakt_kommt_aus_dem_zentrum(welt: Welt) -> None:
    welt.eigenes.telefon, welt.eigenes.email = "030 55", "haus@demo.example"
    welt.eigenes.save()
    form = welt.client("mitarbeit").get(reverse("angebot_neu")).context["form"]
    assert (form["kontakt_telefon"].value(), form["kontakt_email"].value()) == ("030 55", "haus@demo.example")


@pytest.mark.parametrize(
    "rolle",
    [
        *("mitarbeit", "leitung", "traeger", "verband", "geschaeftsstelle"),
        *("bezirksamt", "koordination", "verwaltung"),
    ],
)
def test_liste_antwortet_jeder_rolle(welt: Welt, rolle: str) -> None:
    _eigenes(welt, titel="Eigenes Angebot")
    _eigenes(welt, titel="Eigener Entwurf", status="entwurf")
    f.AngebotFabrik(zentrum=welt.fern, titel="Fernes Angebot")
    antwort = welt.client(rolle).get(reverse("angebot_liste"))
    seite = antwort.content.decode()
    assert antwort.status_code == 200
    assert ("Eigener Entwurf" in seite) == (rolle in ("mitarbeit", "leitung", "traeger"))
    assert ("Eigenes Angebot" in seite) == (rolle != "verwaltung")
    assert "Fernes Angebot" not in seite
    assert ("keine Angebote von Zentren" in seite) == (rolle == "verwaltung")
    assert ("Neues Angebot" in seite) == (rolle in ("mitarbeit", "leitung"))


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("mitarbeit")
    for anzahl in (1, 3):
        for _ in range(anzahl):
            _eigenes(welt)
        with django_assert_num_queries(7):
            assert client.get(reverse("angebot_liste")).status_code == 200


def test_filter_der_liste(welt: Welt) -> None:
    heute, client = timezone.localdate(), welt.client("mitarbeit")
    _eigenes(welt, titel="Ärztesprechstunde", art="beratung", geprueft_am=heute)
    _eigenes(welt, titel="Altes Café", geprueft_am=heute - timedelta(days=400))
    _eigenes(welt, titel="Vergangenes", status="beendet")

    def titel(**parameter: str) -> list[str]:
        antwort = client.get(reverse("angebot_liste"), parameter)
        return [angebot.titel for angebot in antwort.context["object_list"]]

    assert titel() == ["Altes Café", "Ärztesprechstunde"]
    assert titel(q="ÄRZTE") == ["Ärztesprechstunde"]
    assert titel(status="beendet") == ["Vergangenes"]
    assert len(titel(status="alle")) == 3
    assert titel(art="beratung") == ["Ärztesprechstunde"]
    assert titel(zu_pruefen="true") == ["Altes Café"]
    assert titel(status="Unfug") == []
    assert "bitte prüfen" in client.get(reverse("angebot_liste")).content.decode()


def test_liste_als_csv(welt: Welt) -> None:
    _eigenes(welt, titel="Nähcafé", geprueft_am=date(2026, 10, 1))
    text = (
        welt.client("mitarbeit").get(reverse("angebot_liste"), {"export": "csv"}).content.decode("utf-8-sig")
    )
    assert "Nähcafé;Di 10–11:30 Uhr;Gruppe;L1" in text
    assert "veröffentlicht;2026-10-01" in text


def test_fremder_entwurf_ist_nicht_da_und_fremdes_nur_zu_lesen(welt: Welt) -> None:
    client = welt.client("leitung")
    entwurf = f.AngebotFabrik(zentrum=welt.nachbar, status="entwurf")
    fremdes = f.AngebotFabrik(zentrum=welt.nachbar)
    befehle = ("pausieren", "beenden", "kopieren", "pruefen", "veroeffentlichen", "fortsetzen")
    assert client.get(reverse("angebot", args=[entwurf.pk])).status_code == 404
    seite = client.get(reverse("angebot", args=[fremdes.pk]))
    assert seite.status_code == 200
    assert "Bearbeiten" not in seite.content.decode()
    for name in ("angebot_bearbeiten", "termin_neu"):
        assert client.get(reverse(name, args=[entwurf.pk])).status_code == 404
        assert client.get(reverse(name, args=[fremdes.pk])).status_code == 403
    for name in befehle:
        assert client.post(reverse(f"angebot_{name}", args=[entwurf.pk])).status_code == 404
        assert client.post(reverse(f"angebot_{name}", args=[fremdes.pk])).status_code == 403
    assert client.post(reverse("angebot_loeschen", args=[fremdes.pk])).status_code == 404


@pytest.mark.parametrize(
    "rolle", ["traeger", "verband", "geschaeftsstelle", "bezirksamt", "koordination", "verwaltung"]
)
def test_wer_kein_team_ist_legt_nichts_an(welt: Welt, rolle: str) -> None:
    angebot, client = _eigenes(welt), welt.client(rolle)
    assert client.get(reverse("angebot_neu")).status_code == 403
    assert client.post(reverse("angebot_vorschau"), {}).status_code == 403
    assert client.get(reverse("angebot", args=[angebot.pk])).status_code == 200
    assert client.post(reverse("angebot_pausieren", args=[angebot.pk])).status_code == 403
    angebot.refresh_from_db()
    assert angebot.status == "veroeffentlicht"


def test_befehle_der_seite(welt: Welt) -> None:
    angebot, client = _eigenes(welt, geprueft_am=date(2026, 1, 1)), welt.client("mitarbeit")

    def befehl(name: str, **daten: str) -> str:
        antwort = client.post(reverse(f"angebot_{name}", args=[angebot.pk]), daten, follow=True)
        angebot.refresh_from_db()
        return antwort.content.decode()

    assert "Lange nicht geprüft" in client.get(reverse("angebot", args=[angebot.pk])).content.decode()
    assert "Lange nicht geprüft" not in befehl("pruefen")
    assert "ist pausiert" in befehl("pausieren")
    assert "Das geht nicht mehr: Das Angebot ist pausiert." in befehl("pausieren")
    assert "läuft wieder" in befehl("fortsetzen")
    assert "Bitte geben Sie den letzten Tag an" in befehl("beenden", ende="bald")
    assert "ist beendet" in befehl("beenden", ende=timezone.localdate().isoformat())
    assert angebot.status == "beendet"
    assert "neuer Entwurf" in befehl("kopieren")
    assert [e.was for e in Ereignis.objects.zu(angebot)] == ["geprüft", "pausiert", "fortgesetzt", "beendet"]


def test_entwurf_veroeffentlichen_und_loeschen(welt: Welt) -> None:
    client, angebot = welt.client("mitarbeit"), f.AngebotFabrik(zentrum=welt.eigenes, status="entwurf")
    adresse = reverse("angebot_veroeffentlichen", args=[angebot.pk])
    assert pflege.FEHLT["zeitplan"] in client.post(adresse, follow=True).content.decode()
    f.ZeitplanFabrik(angebot=angebot)
    assert "ist veröffentlicht" in client.post(adresse, follow=True).content.decode()
    assert client.get(reverse("angebot_loeschen", args=[angebot.pk])).status_code == 404
    zweiter = f.AngebotFabrik(zentrum=welt.eigenes, status="entwurf")
    assert client.get(reverse("angebot_loeschen", args=[zweiter.pk])).status_code == 200
    client.post(reverse("angebot_loeschen", args=[zweiter.pk]))
    assert list(Angebot.objects.all()) == [angebot]


def test_verlauf_sagt_was_sich_geaendert_hat(welt: Welt) -> None:
    client = welt.client("mitarbeit")
    _anlegen(client, veroeffentlichen="1")
    angebot = Angebot.objects.get()
    familien = f.ZielgruppeFabrik(schluessel="familien", name="Familien")
    neu = formularwerte(version=2, titel="Nähtreff", zielgruppen=[familien.pk], sprachen=["de", "ar"])
    neu |= {"zeit-INITIAL_FORMS": 1, "zeit-0-schluessel": angebot.zeitplaene.get().pk}
    zurueckdatieren(angebot)
    assert client.post(reverse("angebot_bearbeiten", args=[angebot.pk]), neu).status_code == 302
    seite = client.get(reverse("angebot", args=[angebot.pk])).content.decode()
    assert "Titel: Nähcafé → Nähtreff" in seite
    assert "Für wen?: alle → Familien" in seite
    assert "Sprachen: leer → de, ar" in seite


def test_vorschau_nennt_satz_und_termine(welt: Welt) -> None:
    client, adresse = welt.client("mitarbeit"), reverse("angebot_vorschau")
    seite = client.post(adresse, formularwerte()).content.decode()
    assert "Jeden Dienstag, 10:00–11:30 Uhr, nicht an Feiertagen" in seite
    assert seite.count("<li>") == 10
    assert "Sobald Tag und Uhrzeit" in client.post(adresse, formularwerte(**OHNE_ZEIT)).content.decode()
    vorbei = formularwerte(ende="2020-01-01")
    assert "kein künftiger Termin" in client.post(adresse, vorbei).content.decode()
    ferien = formularwerte(**{"zeit-0-pause_schulferien": "on", "zeit-0-rhythmus": "taeglich"})
    assert "nicht in den Schulferien" in client.post(adresse, ferien).content.decode()
    assert not Angebot.objects.exists()


FELDER = [
    *AngebotFormular.base_fields,
    "zeit-TOTAL_FORMS",
    "zeit-INITIAL_FORMS",
    "veroeffentlichen",
    "version",
]
FELDER += [f"zeit-{i}-{name}" for i in (0, 1) for name in (*ZeitplanFormular.base_fields, "DELETE")]
UNFUG = [
    "",
    "0",
    "-1",
    "99999999999999999999",
    "2026-02-30",
    "31.12.9999",
    "25:99",
    "on",
    "1,5",
    "\x00",
    "einzeltermine",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.dictionaries(st.sampled_from(FELDER), st.one_of(st.sampled_from(UNFUG), st.text(max_size=40))))
def test_unfug_ist_nie_ein_absturz(welt: Welt, unfug: dict[str, str]) -> None:
    client = welt.client("mitarbeit")
    assert client.post(reverse("angebot_neu"), formularwerte(**unfug)).status_code in (302, 422)
    assert client.post(reverse("angebot_vorschau"), formularwerte(**unfug)).status_code == 200
