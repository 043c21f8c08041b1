"""The pages of Termine: list, one tap, form, single dates; who may and who may not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote.aufteilung import FELDER
from angebote.forms.termin import zellenname
from angebote.models import Angebot, Termin
from angebote.terminzaehlung import gespeicherte
from tests import fabriken as f
from tests.welt import Welt

HEUTE = timezone.localdate()
GESTERN, MORGEN = HEUTE - timedelta(days=1), HEUTE + timedelta(days=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    return f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé")


def _termin(angebot: Angebot, datum: date = GESTERN, **mehr: Any) -> Termin:
    return f.TerminFabrik(angebot=angebot, datum=datum, **mehr)


def _daten(**mehr: Any) -> dict[str, Any]:
    return {"status": "stattgefunden", "teilnahmen": "12", "version": 1} | mehr


def test_liste_zeigt_heute_und_ungezaehltes(welt: Welt, angebot: Angebot) -> None:
    ohne = f.AngebotFabrik(zentrum=welt.eigenes, titel="Ohne Zählung", zaehlung_je_termin=False)
    _termin(angebot, HEUTE)
    _termin(angebot, GESTERN)
    _termin(angebot, GESTERN, von="08:00", bis="09:00", status="stattgefunden", teilnahmen=1)
    _termin(angebot, HEUTE - timedelta(days=40))
    _termin(ohne, GESTERN)
    _termin(f.AngebotFabrik(zentrum=welt.nachbar), GESTERN)
    antwort = welt.client("mitarbeit").get(reverse("termin_liste"))
    heute, offen = antwort.context["gruppen"]
    assert [zeile.termin.datum for zeile in heute.zeilen] == [HEUTE]
    assert [(zeile.termin.angebot.titel, zeile.termin.datum) for zeile in offen.zeilen] == [
        ("Nähcafé", GESTERN)
    ]
    assert "1 älterer Termin ist noch nicht gezählt" in " ".join(antwort.content.decode().split())


def test_ein_anderer_tag(welt: Welt, angebot: Angebot) -> None:
    client, adresse = welt.client("leitung"), reverse("termin_liste")
    for tag in (5, 6, 11):
        _termin(angebot, date(2026, 10, tag))
    antwort = client.get(adresse, {"tag": "2026-10-06"})
    assert [z.termin.datum.day for gruppe in antwort.context["gruppen"] for z in gruppe.zeilen] == [6]
    assert "?woche=2026-W41" in antwort.content.decode()
    for unfug in ("morgen", "2026-02-30", "0001-01-01", ""):
        assert client.get(adresse, {"tag": unfug}).status_code == 200


def test_liste_braucht_gleich_viele_abfragen(
    welt: Welt, angebot: Angebot, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = welt.client("mitarbeit")
    for anzahl in (1, 3):
        for i in range(anzahl):
            _termin(angebot, HEUTE, von=f"0{anzahl}:0{i}", bis="23:00")
        with django_assert_num_queries(8):
            assert client.get(reverse("termin_liste")).status_code == 200


def test_ein_tipp_und_eine_zahl(welt: Welt, angebot: Angebot) -> None:
    termin, client = _termin(angebot), welt.client("mitarbeit")
    adresse = reverse("termin_schnell", args=[termin.pk])
    antwort = client.post(adresse, _daten(teilnahmen="1.200"), headers=HTMX)
    assert "1.200 Teilnahmen" in antwort.content.decode()
    assert "<form" not in antwort.content.decode()
    termin.refresh_from_db()
    assert termin.teilnahmen == 1200
    anderer = _termin(angebot, GESTERN, von="12:00", bis="13:00")
    antwort = client.post(reverse("termin_schnell", args=[anderer.pk]), _daten(), follow=True)
    assert "gespeichert" in antwort.content.decode()


def test_ausfall_mit_grund(welt: Welt, angebot: Angebot) -> None:
    termin, client = _termin(angebot, MORGEN), welt.client("mitarbeit")
    adresse = reverse("termin_schnell", args=[termin.pk])
    antwort = client.post(adresse, _daten(status="ausgefallen", grund=""), headers=HTMX)
    assert "warum der Termin ausgefallen ist" in antwort.content.decode()
    antwort = client.post(adresse, _daten(status="ausgefallen", grund="Krankheit"), headers=HTMX)
    assert "ausgefallen: Krankheit" in antwort.content.decode()


def test_fehler_bleiben_in_der_zeile(welt: Welt, angebot: Angebot) -> None:
    termin, client = _termin(angebot), welt.client("mitarbeit")
    adresse = reverse("termin_schnell", args=[termin.pk])
    seite = client.post(adresse, _daten(teilnahmen="1x"), headers=HTMX).content.decode()
    assert "ist keine Zahl" in seite
    assert 'value="1x"' in seite
    ohne_script = client.post(adresse, _daten(teilnahmen="1x"), follow=True)
    assert "ist keine Zahl" in ohne_script.content.decode()
    assert ohne_script.redirect_chain == [(reverse("termin", args=[termin.pk]), 302)]
    client.post(adresse, _daten())
    seite = client.post(adresse, _daten(teilnahmen="13"), headers=HTMX).content.decode()
    assert "Jemand anderes hat diesen Termin" in seite
    assert "12 Teilnahmen" in seite
    morgen = _termin(angebot, MORGEN)
    seite = client.post(reverse("termin_schnell", args=[morgen.pk]), _daten(), headers=HTMX).content.decode()
    assert "beginnt erst am" in seite


def test_formular_mit_ehrenamt_und_aufteilung(welt: Welt, angebot: Angebot) -> None:
    termin, client = _termin(angebot), welt.client("leitung")
    adresse = reverse("termin", args=[termin.pk])
    assert client.get(adresse).context["form"]["status"].value() == "stattgefunden"
    daten = _daten(ehrenamtliche="2", ehrenamt_minuten="1:30", teil_u6_w="2", teil_u6_d="1", teil_alle_m="4")
    antwort = client.post(adresse, daten)
    assert antwort.url == f"{reverse('termin_liste')}?tag={GESTERN}"
    termin.refresh_from_db()
    assert (termin.ehrenamtliche, termin.ehrenamt_minuten) == (2, 90)
    assert gespeicherte(termin)["u6", "alle"] == 3
    seite = client.get(adresse)
    assert seite.context["form"]["ehrenamt_minuten"].value() == "1,5"
    assert seite.context["tafel"]["rest"] == "Unbekannt: Alter 9, Geschlecht 5 von 12."
    assert client.post(adresse, _daten(version=2, ehrenamtliche="3")).status_code == 302
    termin.refresh_from_db()
    assert (termin.ehrenamt_minuten, gespeicherte(termin)) == (3 * 90, {})


@pytest.mark.parametrize(
    ("werte", "feld"),
    [
        ({"teil_u6_alle": "13"}, "teil_u6_alle"),
        ({"teil_u6_w": "2", "teil_u6_alle": "5"}, "teil_u6_alle"),
        ({"teil_u6_w": "x"}, "teil_u6_w"),
        ({"teil_u6_w": "2", "teilnahmen": ""}, "teilnahmen"),
        ({"teilnahmen": "-1"}, "teilnahmen"),
        ({"ehrenamt_minuten": "1:75"}, "ehrenamt_minuten"),
        ({"ehrenamtliche": "0", "ehrenamt_minuten": "3"}, "ehrenamtliche"),
        ({"ehrenamtliche": "10000000"}, "ehrenamtliche"),
        ({"status": "ausgefallen"}, "grund"),
        ({"status": "verlegt"}, "status"),
        ({"status": ""}, "status"),
    ],
)
def test_fehler_stehen_am_feld(welt: Welt, angebot: Angebot, werte: dict[str, str], feld: str) -> None:
    termin = _termin(angebot)
    antwort = welt.client("mitarbeit").post(reverse("termin", args=[termin.pk]), _daten(**werte))
    assert antwort.status_code == 422
    assert list(antwort.context["form"].errors) == [feld]


def test_zweite_person_im_formular(welt: Welt, angebot: Angebot) -> None:
    termin, client = _termin(angebot), welt.client("mitarbeit")
    adresse = reverse("termin", args=[termin.pk])
    client.post(adresse, _daten())
    antwort = client.post(adresse, _daten(teilnahmen="13"))
    assert "Gespeichert:</span> 12" in antwort.content.decode()


def test_gesperrter_monat_ist_nur_zu_lesen(welt: Welt, angebot: Angebot) -> None:
    termin, client = _termin(angebot), welt.client("mitarbeit")
    jetzt = timezone.now()
    f.MeldungFabrik(zentrum=welt.eigenes, monat=GESTERN, status="eingereicht", eingereicht_am=jetzt)
    seite = client.get(reverse("termin", args=[termin.pk])).content.decode()
    assert "Die Meldung ist eingereicht." in seite
    assert "Speichern" not in seite
    assert "Die Meldung ist eingereicht." in client.get(reverse("termin_liste")).content.decode()
    antwort = client.post(reverse("termin", args=[termin.pk]), _daten())
    assert antwort.status_code == 422
    antwort = client.post(reverse("termin_schnell", args=[termin.pk]), _daten(), headers=HTMX)
    assert "Die Meldung ist eingereicht." in antwort.content.decode()


def test_einzelner_termin_und_wieder_weg(welt: Welt, angebot: Angebot) -> None:
    client, adresse = welt.client("mitarbeit"), reverse("termin_neu", args=[angebot.pk])
    assert client.get(adresse).status_code == 200
    werte = {"datum": MORGEN.isoformat(), "von": "15:00", "bis": "16:00"}
    assert client.post(adresse, werte).status_code == 302
    assert "schon einen Termin" in client.post(adresse, werte).content.decode()
    assert client.post(adresse, werte | {"bis": "unklar"}).status_code == 422
    termin = angebot.termine.get()
    antwort = client.post(reverse("termin_entfernen", args=[termin.pk]), follow=True)
    assert "Der Termin ist entfernt." in antwort.content.decode()
    assert not angebot.termine.exists()


def test_traeger_liest_andere_sehen_nichts(welt: Welt, angebot: Angebot) -> None:
    termin = _termin(angebot, status="stattgefunden", teilnahmen=12)
    traeger = welt.client("traeger")
    seite = traeger.get(reverse("termin", args=[termin.pk]))
    assert "Speichern" not in seite.content.decode()
    assert "12" in seite.content.decode()
    assert "STZ Eigenes" in traeger.get(reverse("termin_liste"), {"tag": GESTERN}).content.decode()
    for name in ("termin", "termin_schnell", "termin_entfernen"):
        assert traeger.post(reverse(name, args=[termin.pk]), _daten()).status_code == 403
    for rolle in ("verband", "geschaeftsstelle", "bezirksamt", "koordination", "verwaltung"):
        client = welt.client(rolle)
        assert client.get(reverse("termin", args=[termin.pk])).status_code == 404
        assert client.post(reverse("termin_schnell", args=[termin.pk]), _daten()).status_code == 404
        assert "Arbeitsunterlagen der Zentren" in client.get(reverse("termin_liste")).content.decode()
    fremd = _termin(f.AngebotFabrik(zentrum=welt.nachbar))
    assert welt.client("leitung").get(reverse("termin", args=[fremd.pk])).status_code == 404


UNFUG = ["", "0", "-1", "1,5", "1:30", "9" * 30, "k. A.", "\x00", "stattgefunden", "ausgefallen", "geplant"]
NAMEN = ["status", "grund", "teilnahmen", "ehrenamtliche", "ehrenamt_minuten", "version"]
NAMEN += [zellenname(feld) for feld in FELDER]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.dictionaries(st.sampled_from(NAMEN), st.one_of(st.sampled_from(UNFUG), st.text(max_size=30))))
def test_unfug_ist_nie_ein_absturz(welt: Welt, angebot: Angebot, unfug: dict[str, str]) -> None:
    termin, _ = Termin.objects.get_or_create(
        angebot=angebot, datum=GESTERN, von="10:00", bis="11:00", minuten=60
    )
    version = Termin.objects.get(pk=termin.pk).version
    client, daten = welt.client("mitarbeit"), _daten(version=version) | unfug
    assert client.post(reverse("termin", args=[termin.pk]), daten).status_code in (302, 422)
    assert client.post(reverse("termin_schnell", args=[termin.pk]), daten, headers=HTMX).status_code == 200
