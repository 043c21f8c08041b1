"""Räume: what is free, what groups ask for, what they are told, how much it is used."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import post
from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.zeit import Woche, monat_plus, monatsanfang
from stzverbund.start import aufgaben as startseite
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.hilfen.offen import gestempelt
from tests.welt import Welt
from zentren.auslastung import Auslastung, auslastung, zusammen
from zentren.belegungen import Belegt, belegen, zeitraum
from zentren.models import Belegung, Oeffnungszeit, Raum
from zentren.stadtteilmanagement import raumbuchungen, raumsperren
from zentren.stadtteilmanagement.models import Raumbuchung
from zentren.stadtteilmanagement.raumpost import antwort_senden

pytestmark = pytest.mark.django_db
HEUTE = timezone.localdate()
TAG = HEUTE + timedelta(days=8)
WOCHE = timedelta(weeks=1)


@pytest.fixture
def saal(welt: Welt) -> Raum:
    standort = f.StandortFabrik(zentrum=welt.eigenes)
    return f.RaumFabrik(standort=standort, name="Saal", fuer_gruppen=True, plaetze=20)


def _belegt(raum: Raum, tag: date, von: int, bis: int, anlass: str = "Chor") -> Belegung:
    beginn, ende = zeitraum(tag, time(von), time(bis))
    return belegen([Belegung(raum=raum, art="angebot", beginn=beginn, ende=ende, anlass=anlass)])[0]


def _angaben(raum: Raum, **anders: Any) -> dict[str, Any]:
    wann = {"tag": TAG.isoformat(), "von": "17:00", "bis": "19:00"}
    return {"raum": raum.pk, "gruppe": "Schachgruppe", "zweck": "Training", **wann, **anders}


def _neu(welt: Welt, raum: Raum, **anders: Any) -> Any:
    return welt.client("mitarbeit").post(reverse("raumbuchung_neu"), _angaben(raum, **anders))


def test_eine_serie_nennt_die_tage_die_nicht_gehen(welt: Welt, saal: Raum) -> None:
    """At the counter all dates must be free; a request can be confirmed without those that are not."""
    _belegt(saal, TAG + WOCHE, 18, 20)
    f.SchliesszeitFabrik(zentrum=welt.eigenes, von=TAG + 2 * WOCHE, bis=TAG + 2 * WOCHE)
    serie = {"woechentlich_bis": (TAG + 3 * WOCHE).isoformat(), "kontakt": "schach@verein.example"}
    seite = _neu(welt, saal, sofort="on", **serie)
    assert seite.status_code == 422
    (fehler,) = seite.context["form"].errors["raum"]
    wann = f"{TAG + WOCHE:%d.%m.%Y}, 17:00–19:00 Uhr (Chor)"
    assert fehler.startswith("Der Raum „Saal“ ist schon belegt: ")
    assert fehler.endswith(f"{wann}.")
    assert 'value="Schachgruppe"' in seite.content.decode()
    assert not Raumbuchung.objects.exists(), "nothing is stored where it cannot be confirmed"

    assert _neu(welt, saal, **serie).status_code == 302
    buchung, leitung = Raumbuchung.objects.get(), welt.client("leitung")
    (zeile,) = [z for z in startseite.aufgaben(welt.rollen["leitung"], HEUTE) if z.wort == "Raum"]
    assert zeile.adresse == reverse("raumbuchung", args=[buchung.pk])
    seite = leitung.get(zeile.adresse).content.decode()
    assert "1 Termin ist schon belegt" in seite
    assert wann in seite
    assert "2 freie Termine" in seite
    assert f"geschlossen ist: {TAG + 2 * WOCHE:%d.%m.%Y}" in seite

    bestaetigen = reverse("raumbuchung_bestaetigen", args=[buchung.pk])
    assert wann in leitung.post(bestaetigen, {"version": 1}).content.decode()
    antwort = {"version": 1, "ohne_belegte": "on", "antwort": "Bis bald."}
    assert leitung.post(bestaetigen, antwort).status_code == 302
    tage = [timezone.localdate(t.belegung.beginn) for t in buchung.termine.order_by("pk")]
    assert tage == [TAG, TAG + 3 * WOCHE]
    post.versenden()
    (brief,) = mail.outbox
    assert brief.to == ["schach@verein.example"]
    assert f"{TAG:%d.%m.%Y}, 17:00–19:00 Uhr" in brief.body
    assert "Bis bald." in brief.body
    assert not Postausgang.objects.get().text, "forgotten when it is sent"

    # One date falls out, then the rest; what was sent to whom is no business of the trail.
    termin = buchung.termine.last()
    assert leitung.post(reverse("buchungstermin_absagen", args=[buchung.pk, termin.pk])).status_code == 302
    assert Belegung.objects.filter(art="buchung").count() == 1
    buchung.refresh_from_db()
    raumbuchungen.absagen(buchung=buchung, antwort="", version=buchung.version, wer=welt.rollen["leitung"])
    assert not Belegung.objects.filter(art="buchung").exists()
    was = list(Ereignis.objects.zu(buchung).order_by("pk").values_list("was", flat=True))
    assert was == ["angefragt", "bestätigt", "Termin abgesagt", "abgesagt"]
    with pytest.raises(Verweigert, match="ist abgesagt"):
        raumbuchungen.ablehnen(buchung=buchung, antwort="x", version=3, wer=welt.rollen["leitung"])


def test_von_aussen_ohne_konto_und_ohne_zu_erfahren_wer_dort_ist(welt: Welt, saal: Raum) -> None:
    _belegt(saal, TAG, 18, 20, anlass="Selbsthilfegruppe")
    niemand, adresse = welt.client(None), reverse("verzeichnis_raumanfrage", args=["eigenes", saal.pk])
    uebersicht = niemand.get(reverse("verzeichnis_raeume", args=["eigenes"])).content.decode()
    assert adresse in uebersicht
    assert (
        reverse("verzeichnis_raeume", args=["eigenes"])
        in niemand.get(reverse("verzeichnis_zentrum", args=["eigenes"])).content.decode()
    )
    werte = _angaben(saal, kontakt="030 123")

    def senden(**anders: Any) -> Any:
        return niemand.post(adresse, werte | {"stempel": gestempelt(adresse)} | anders)

    for anders, satz in (
        ({}, "Zu dieser Zeit ist der Raum schon vergeben."),
        ({"tag": (HEUTE - WOCHE).isoformat()}, "Dieser Tag ist schon vorbei."),
        ({"tag": (HEUTE + 60 * WOCHE).isoformat()}, "höchstens ein Jahr"),
        ({"bis": "16:00"}, "Das Ende muss nach dem Beginn liegen."),
    ):
        seite = senden(**anders)
        assert seite.status_code == 422
        assert satz in seite.content.decode()
        assert "Selbsthilfegruppe" not in seite.content.decode()
    antwort = senden(von="14:00", bis="16:00")
    assert antwort.status_code == 302
    assert "angekommen" in niemand.get(antwort.url).content.decode()
    assert "csrftoken" not in niemand.cookies
    buchung = Raumbuchung.objects.get()
    assert (buchung.status, buchung.raum, buchung.kontakt) == ("angefragt", saal, "030 123")
    briefe = list(Postausgang.objects.values_list("an", "text"))
    assert {an for an, _ in briefe} == {"leitung@demo.example", "mitarbeit@demo.example"}
    assert all("Schachgruppe" not in text and "030 123" not in text for _, text in briefe)
    ablehnen = {"antwort": "Leider nicht.", "version": 1}
    adresse = reverse("raumbuchung_ablehnen", args=[buchung.pk])
    assert welt.client("leitung").post(adresse, ablehnen).status_code == 302
    assert Postausgang.objects.count() == 2, "a telephone number gets no mail"


def test_der_kontakt_geht_dreissig_tage_danach(welt: Welt, saal: Raum) -> None:
    vor_31, vor_29 = HEUTE - timedelta(days=31), HEUTE - timedelta(days=29)
    faelle = {
        "alt": {"tag": vor_31},
        "Serie läuft": {"tag": vor_31, "woechentlich_bis": vor_31 + WOCHE},
        "neu": {"tag": vor_29},
        "abgelehnt": {"tag": TAG, "status": "abgelehnt", "antwort": "nein", "beantwortet_am": vor_31},
        "abgesagt": {"tag": TAG, "status": "abgesagt", "beantwortet_am": vor_29},
    }
    for gruppe, wann in faelle.items():
        buchung = s.RaumbuchungFabrik(raum=saal, gruppe=gruppe, kontakt="a@b.example", **wann)
        antwort_senden(buchung, [], faellt_aus=gruppe)
    Postausgang.objects.update(status="gesendet")
    assert raumbuchungen.kontakte_loeschen(HEUTE) == 2
    ohne = Raumbuchung.objects.filter(kontakt="").values_list("gruppe", flat=True)
    assert set(ohne) == {"alt", "abgelehnt"}
    briefe = " ".join(Postausgang.objects.values_list("text", flat=True))
    assert Postausgang.objects.count() == 3, "the mails with the address go too"
    assert "abgelehnt" not in briefe
    assert raumbuchungen.kontakte_loeschen(HEUTE) == 0
    Raumbuchung.objects.update(kontakt="")
    assert raumbuchungen.kontakte_loeschen(HEUTE) == 0
    assert not Postausgang.objects.exists(), "also where the team has taken the contact out"


def test_sperren_und_aufheben(welt: Welt, saal: Raum) -> None:
    _belegt(saal, TAG, 10, 12)
    leitung, adresse = welt.client("leitung"), reverse("raum_sperren", args=[saal.pk])
    werte = {"von_tag": TAG.isoformat(), "von": "08:00", "bis_tag": TAG.isoformat(), "bis": "11:00"}
    werte["anlass"] = "Malerarbeiten"
    assert "10:00–12:00" not in leitung.get(adresse).content.decode()
    seite = leitung.post(adresse, werte).content.decode()
    assert "08:00–11:00 Uhr (Chor)" in seite
    assert "Das Ende muss" in leitung.post(adresse, werte | {"bis": "07:00"}).content.decode()
    bis = {"bis_tag": (TAG + WOCHE).isoformat(), "von": "12:00"}
    assert leitung.post(adresse, werte | bis).status_code == 302
    sperre = Belegung.objects.get(art="sperre")
    assert "Malerarbeiten" in leitung.get(reverse("raum", args=[saal.pk])).content.decode()
    with pytest.raises(Belegt, match="Malerarbeiten"):
        _belegt(saal, TAG + timedelta(days=2), 9, 10)
    raumsperren.aufheben(sperre=sperre, wer=welt.rollen["mitarbeit"])
    assert [e.was for e in Ereignis.objects.zu(saal).order_by("pk")] == ["gesperrt", "Sperre aufgehoben"]
    with pytest.raises(Verweigert, match="schon aufgehoben"):
        raumsperren.aufheben(sperre=sperre, wer=welt.rollen["mitarbeit"])


def test_die_woche_zeigt_was_belegt_und_was_frei_ist(
    welt: Welt, saal: Raum, django_assert_max_num_queries: Any
) -> None:
    tag = Woche.von(TAG).montag + WOCHE
    for von, bis in ((9, 12), (14, 20)):
        Oeffnungszeit.objects.create(standort=saal.standort, wochentag=0, von=time(von), bis=time(bis))
    f.SprechzeitFabrik(zentrum=welt.eigenes, raum=saal, wochentag=0, von=time(18), bis=time(19))
    _belegt(saal, tag, 10, 11)
    _belegt(saal, tag, 13, 15, anlass="Yoga")
    f.SchliesszeitFabrik(zentrum=welt.eigenes, von=tag + timedelta(days=1), bis=tag + timedelta(days=1))
    leitung = welt.client("leitung")
    adresse = reverse("raum_woche", args=[saal.pk, Woche.von(tag)])
    leitung.get(adresse)
    with django_assert_max_num_queries(12):
        seite = leitung.get(adresse)
    montag, dienstag = seite.context["tage"][:2]
    zeilen = [(f"{e.von:%H}-{e.bis:%H}", e.text, e.art) for e in montag.eintraege]
    assert zeilen == [
        ("09-10", "frei", "frei"),
        ("10-11", "Chor", "Angebot"),
        ("11-12", "frei", "frei"),
        ("13-15", "Yoga", "Angebot"),
        ("15-18", "frei", "frei"),
        ("18-19", "Sozialberatung", "Sprechzeit"),
        ("19-20", "frei", "frei"),
    ]
    assert (dienstag.eintraege, bool(dienstag.geschlossen)) == ([], True)
    (link,) = re.findall(r'href="([^"]*von=15:00[^"]*)"', seite.content.decode())
    form = leitung.get(link.replace("&amp;", "&")).context["form"]
    assert [form[name].value() for name in ("tag", "von", "bis")] == [tag, time(15), time(18)]
    assert form["raum"].value() == str(saal.pk)


def test_auslastung_zaehlt_die_oeffnungszeiten(welt: Welt, saal: Raum) -> None:
    """Two hours open on Mondays; used is what lies within them on days on which the centre is open."""
    monat = monat_plus(monatsanfang(HEUTE), -1)
    montage = [monat + timedelta(days=i) for i in range(28) if (monat + timedelta(days=i)).weekday() == 0]
    anzahl = len(
        [t for i in range(31) if (t := monat + timedelta(days=i)).weekday() == 0 and t.month == monat.month]
    )
    Oeffnungszeit.objects.create(standort=saal.standort, wochentag=0, von=time(10), bis=time(12))
    f.SchliesszeitFabrik(zentrum=welt.eigenes, von=montage[3], bis=montage[3])
    _belegt(saal, montage[0], 9, 11)
    _belegt(saal, montage[1], 10, 12)
    _belegt(saal, montage[1], 18, 20)
    _belegt(saal, montage[1] + timedelta(days=1), 10, 11)
    _belegt(saal, montage[3], 10, 12)
    zeiten = zeitraum(montage[2], time(10), time(12))
    Belegung.objects.create(raum=saal, art="sperre", beginn=zeiten[0], ende=zeiten[1], anlass="Maler")
    nebenan = f.RaumFabrik(standort=saal.standort)
    werte = auslastung([saal, nebenan], monat, HEUTE)
    offen = (anzahl - 1) * 120
    assert werte[saal.pk, monat] == Auslastung(offen, 180, 120 + 120 + 120 + 60 + 120)
    assert werte[saal.pk, monat].prozent == round(100 * 180 / offen)
    assert werte[nebenan.pk, monat] == Auslastung(offen, 0, 0)
    assert zusammen([Auslastung(60, 30, 45), Auslastung(60, 0, 0)]).prozent == 25
    assert Auslastung(0, 0, 60).prozent is None
    seite = welt.client("bezirksamt").get(reverse("raeume"))
    assert f"{werte[saal.pk, monat].prozent} %" in seite.content.decode()
    assert "Ausgelastet" not in welt.client("koordination").get(reverse("raeume")).content.decode()


@pytest.mark.parametrize(("name", "abfragen"), [("raeume", 8), ("raumbuchungen", 6)])
def test_listen_mit_einer_und_drei_zeilen(
    welt: Welt, name: str, abfragen: int, django_assert_num_queries: Any
) -> None:
    leitung = welt.client("leitung")
    leitung.get(reverse(name))
    for anzahl in (1, 2):
        for _ in range(anzahl):
            s.RaumbuchungFabrik(raum=f.RaumFabrik(standort__zentrum=welt.eigenes))
        with django_assert_num_queries(abfragen):
            seite = leitung.get(reverse(name))
    assert seite.context["table"].page.paginator.count == 3
    assert "csv" in leitung.get(f"{reverse(name)}?export=csv")["Content-Type"]


def test_wer_zuletzt_speichert_erfaehrt_es(welt: Welt, saal: Raum) -> None:
    wer, buchung = welt.rollen["leitung"], s.RaumbuchungFabrik(raum=saal)
    angaben = {feld: getattr(buchung, feld) for feld in raumbuchungen.FELDER}
    raumbuchungen.aendern(buchung=buchung, angaben=angaben | {"zweck": "Turnier"}, version=1, wer=wer)
    with pytest.raises(Ueberholt):
        raumbuchungen.bestaetigen(buchung=buchung, antwort="", ohne_belegte=False, version=1, wer=wer)
    fremd = f.RaumFabrik(standort__zentrum=welt.nachbar)
    with pytest.raises(Verweigert, match="anderen Zentrum"):
        raumbuchungen.aendern(buchung=buchung, angaben=angaben | {"raum": fremd}, version=2, wer=wer)
