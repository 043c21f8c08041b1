"""The screens of the centre: answering, saving by script and by button, proofs, Massnahmen, submitting."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from standards import ablauf, voten
from standards.models import Antwort, Nachweis, Selbstbewertung
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt
from zentren.stadtteilmanagement.models import Massnahme

PDF = b"%PDF-1.4\n%%EOF\n"


def _basis(bewertung: Selbstbewertung) -> str:
    return reverse("selbstbewertung", args=[bewertung.zentrum.slug, bewertung.runde.jahr])


def _felder(antwort: Antwort, **werte: str) -> dict[str, str]:
    return {
        f"a{antwort.pk}-{name}": wert for name, wert in ({"version": str(antwort.version)} | werte).items()
    }


def _json(client: Client, welt: Welt, antwort: Antwort, version: int, **paare: tuple[str, str]) -> Any:
    eingabe = {"zelle": str(antwort.pk), "version": version, "eingabe": json.dumps(paare)}
    daten = {"wer": welt.rollen["mitarbeit"].pk} | eingabe
    adresse = f"{_basis(antwort.bewertung)}antworten/"
    return client.post(adresse, json.dumps(daten), content_type="application/json")


def test_ohne_skript_speichern_und_zwei_schreiben_zugleich(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    antwort, client = s.antwort(bewertung, "1.1"), welt.client("mitarbeit")
    adresse = f"{_basis(bewertung)}antwort/{antwort.pk}/"
    felder = _felder(antwort, einschaetzung="teilweise", begruendung="Rampe fehlt")
    gespeichert = client.post(adresse, felder)
    assert gespeichert["Location"] == f"{_basis(bewertung)}1/#k-1-1"
    assert s.antwort(bewertung, "1.1").begruendung == "Rampe fehlt"
    zweite = client.post(adresse, felder | _felder(antwort, begruendung="Aufzug fehlt"))
    assert zweite.status_code == 422
    seite = zweite.content.decode()
    assert "Jemand anderes hat diese Angaben inzwischen geändert" in seite
    assert "Rampe fehlt" in seite
    assert "Aufzug fehlt" in seite
    unmoeglich = client.post(adresse, _felder(antwort, einschaetzung="nicht_anwendbar"))
    assert unmoeglich.status_code == 422
    assert s.antwort(bewertung, "1.1").einschaetzung == "teilweise"


def test_das_skript_speichert_feld_fuer_feld(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    antwort, client = s.antwort(bewertung, "1.1"), welt.client("mitarbeit")
    eins = _json(client, welt, antwort, 1, einschaetzung=("offen", "teilweise"))
    assert (eins.status_code, eins.json()["beantwortet"]) == (200, 1)
    # Somebody else wrote on version 1 too: another field goes in, the same one is asked for.
    zwei = _json(client, welt, antwort, 1, notiz=("", "Fotos machen"))
    assert zwei.status_code == 200
    drei = _json(client, welt, antwort, 1, einschaetzung=("offen", "erfuellt"), notiz=("", "x"))
    assert drei.status_code == 409
    assert drei.json()["zelle"]["strittig"] == ["einschaetzung", "notiz"]
    assert "Test Mitarbeit" in drei.json()["meldung"]
    stand = s.antwort(bewertung, "1.1")
    assert (stand.einschaetzung, stand.notiz, stand.version) == ("teilweise", "Fotos machen", 3)
    falsch = _json(client, welt, antwort, 3, einschaetzung=("teilweise", "prima"))
    assert falsch.status_code == 422
    assert _json(client, welt, antwort, "x", notiz=("", "y")).status_code == 400  # type: ignore[arg-type]
    ablauf.entfallen(bewertung=bewertung, grund="zu", wer=welt.rollen["bezirksamt"])
    assert _json(client, welt, antwort, 3, notiz=("Fotos machen", "y")).status_code == 423
    assert _json(welt.client("leitung"), welt, antwort, 3, notiz=("", "y")).status_code == 403


def _abfragen(client: Client, adresse: str) -> tuple[int, str]:
    """How many queries a page takes, and its text."""
    with CaptureQueriesContext(connection) as abfragen:
        text = client.get(adresse).content.decode()
    return len(abfragen), text


def test_schirm_zeigt_das_vorjahr_und_bleibt_bei_seinen_abfragen(welt: Welt) -> None:
    alt = s.eingereicht(welt, jahr=2025)
    Antwort.objects.filter(bewertung=alt).update(notiz="Schlüssel liegt oben")
    ablauf.annehmen(bewertung=alt, aktenzeichen="1", wer=welt.rollen["bezirksamt"])
    bewertung = s.bewertung(welt, jahr=2026)
    client, basis = welt.client("mitarbeit"), _basis(bewertung)
    seiten = ("", "1/", "tabelle/")
    zuvor = {unter: _abfragen(client, f"{basis}{unter}") for unter in seiten}
    assert "Schlüssel liegt oben" in zuvor["1/"][1]
    assert "(2025: erfüllt)" in zuvor["1/"][1]
    assert 'value="nicht_anwendbar"' in zuvor["1/"][1]
    assert zuvor["tabelle/"][1].count("noch nicht beantwortet") == 3
    antwort = client.post(f"{basis}bestaetigen/", {"standard": "1"}, follow=True)
    assert "2 Antworten sind bestätigt." in antwort.content.decode()
    for kriterium in ("1.1", "1.2"):
        antwort = s.antwort(bewertung, kriterium)
        Nachweis.objects.create(
            antwort=antwort, titel="Plan", adresse="https://stz.example/", datum="2026-01-01"
        )
        voten.beitragen(bewertung=bewertung, antwort=antwort, text="Ja", wer=welt.rollen["leitung"])
        f.MassnahmeFabrik(zentrum=welt.eigenes)
    danach = {unter: _abfragen(client, f"{basis}{unter}") for unter in seiten}
    assert {u: zahl for u, (zahl, _) in zuvor.items()} == {u: zahl for u, (zahl, _) in danach.items()}
    assert "<b>2 von 3</b> Kriterien beantwortet" in danach[""][1]
    assert "1 offen, 2 erfüllt" in danach[""][1]
    assert danach[""][0] <= 12


def test_vor_dem_einreichen_pruefen_dann_einreichen_und_zurueckziehen(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    adresse = f"{_basis(bewertung)}einreichen/"
    seite = welt.client("mitarbeit").get(adresse).content.decode()
    assert "Offene Punkte: 3" in seite
    assert f'href="{_basis(bewertung)}2/#k-2-1"' in seite
    assert "Einreichen kann die Leitung: Test Leitung." in seite
    s.beantworten(bewertung, welt)
    leitung = welt.client("leitung")
    assert "Alles ist beantwortet." in leitung.get(adresse).content.decode()
    assert "liegt jetzt beim Bezirksamt" in leitung.post(adresse, follow=True).content.decode()
    zurueck = leitung.post(f"{_basis(bewertung)}zurueckziehen/", follow=True).content.decode()
    assert "zurückgezogen. Sie können alles wieder bearbeiten" in zurueck


def test_rueckfrage_oeffnet_nur_das_gefragte_und_das_amt_liest_keinen_entwurf(welt: Welt) -> None:
    bewertung, amt = s.eingereicht(welt), welt.rollen["bezirksamt"]
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung="Wo genau?", wer=amt)
    voten.votieren(antwort=s.antwort(bewertung, "1.2"), art="hinweis", bemerkung="intern", wer=amt)
    ablauf.nachfragen(bewertung=bewertung, wer=amt)
    gefragt, andere = s.antwort(bewertung, "1.1"), s.antwort(bewertung, "1.2")
    client, basis = welt.client("mitarbeit"), _basis(bewertung)
    seite = client.get(f"{basis}1/").content.decode()
    assert "Wo genau?" in seite
    assert "intern" not in seite
    assert f'data-antwort="{gefragt.pk}"' in seite
    assert f'data-antwort="{andere.pk}"' not in seite
    assert client.post(f"{basis}antwort/{andere.pk}/", _felder(andere, begruendung="x")).status_code == 302
    client.post(
        f"{basis}antwort/{gefragt.pk}/", _felder(gefragt, einschaetzung="erfuellt", begruendung="GEHEIM")
    )
    assert s.antwort(bewertung, "1.1").begruendung == "GEHEIM"
    assert s.antwort(bewertung, "1.2").begruendung == ""
    beim_amt = welt.client("bezirksamt").get(f"{basis}1/").content.decode()
    assert "GEHEIM" not in beim_amt
    assert "überarbeitet diese Antwort gerade" in beim_amt
    client.post(f"{basis}antwort/{gefragt.pk}/beitrag/", {"text": "Im Erdgeschoss."})
    assert "Im Erdgeschoss." in client.get(f"{basis}1/").content.decode()


def test_nachweis_datei_link_ersatz_und_loeschen(welt: Welt, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    bewertung = s.bewertung(welt)
    antwort, client, basis = s.antwort(bewertung, "1.1"), welt.client("mitarbeit"), _basis(bewertung)
    neu = f"{basis}antwort/{antwort.pk}/nachweis/"
    angaben = {"titel": "Plan", "datum": "2026-03-01", "gueltig_bis": "2099-03-01"}
    leer = client.post(neu, angaben)
    assert leer.status_code == 422
    assert "entweder eine Datei oder einen Link" in leer.content.decode()
    boese = SimpleUploadedFile("plan.pdf", b"<script>alert(1)</script>", "application/pdf")
    assert client.post(neu, angaben | {"datei_neu": boese}).status_code == 422
    datei = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    assert client.post(neu, angaben | {"datei_neu": datei}).status_code == 302
    erster = Nachweis.objects.get()
    assert (erster.datum, erster.antwort) == (date(2026, 3, 1), antwort)
    geladen = client.get(f"{basis}nachweise/{erster.pk}/datei/")
    assert geladen["Content-Disposition"].startswith("attachment")
    assert welt.client("bezirksamt").get(f"{basis}nachweise/{erster.pk}/datei/").status_code == 404
    Nachweis.objects.update(gueltig_bis=timezone.localdate(), datum=timezone.localdate())
    assert "1 Nachweis ist abgelaufen" in client.get("/start/").content.decode()
    assert "Nachweise, die ablaufen" in client.get(basis).content.decode()
    client.post(f"{basis}nachweise/{erster.pk}/ersetzen/", angaben | {"adresse": "https://stz.example/plan"})
    zweiter = Nachweis.objects.get(ersetzt=erster)
    assert "Nachweise, die ablaufen" not in client.get(basis).content.decode()
    alt = client.get(f"{basis}nachweise/{erster.pk}/").content.decode()
    assert "Diese Fassung ist ersetzt." in alt
    client.post(f"{basis}nachweise/{erster.pk}/loeschen/")
    assert Nachweis.objects.count() == 2
    client.post(f"{basis}nachweise/{zweiter.pk}/loeschen/")
    client.post(f"{basis}nachweise/{erster.pk}/loeschen/")
    assert not Nachweis.objects.exists()


def test_massnahme_an_der_antwort_und_gute_praxis_nur_mit_ihr(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    antwort, client, basis = s.antwort(bewertung, "1.1"), welt.client("mitarbeit"), _basis(bewertung)
    adresse = f"{basis}antwort/{antwort.pk}/massnahme/"
    ohne = client.post(adresse, {f"m{antwort.pk}-titel": "Rampe", f"m{antwort.pk}-eigner": "bezirksamt"})
    assert ohne.status_code == 422
    felder = {"titel": "Rampe", "eigner": "bezirksamt", "faellig": "2027-03-31"}
    assert client.post(adresse, {f"m{antwort.pk}-{n}": w for n, w in felder.items()}).status_code == 302
    massnahme = Massnahme.objects.get()
    assert s.antwort(bewertung, "1.1").massnahme == massnahme
    verlauf = client.get(reverse("verlauf_von", args=["selbstbewertung", bewertung.pk])).content.decode()
    assert "Kriterium 1.1" in verlauf
    assert "Maßnahme: leer → Rampe" in verlauf
    assert (massnahme.zentrum, massnahme.vereinbart_am) == (welt.eigenes, None)


@pytest.mark.parametrize(
    ("rolle", "satz"),
    [
        ("bezirksamt", "1 von 3 Kriterien sind beantwortet"),
        ("verband", "Noch liegt Ihnen nichts vor."),
        ("geschaeftsstelle", "Noch liegt Ihnen nichts vor."),
        ("koordination", "Ihre Rolle sieht keine Antworten einzelner Zentren."),
        ("verwaltung", "Ihre Rolle sieht keine Antworten einzelner Zentren."),
    ],
)
def test_wer_nichts_sieht_liest_warum(welt: Welt, rolle: str, satz: str) -> None:
    bewertung = s.bewertung(welt)
    s.beantworten(bewertung, welt, "teilweise", begruendung="GEHEIM")
    Antwort.objects.exclude(kriterium__schluessel="1.1").update(einschaetzung="offen")
    seite = welt.client(rolle).get(_basis(bewertung))
    assert (seite.status_code, satz in seite.content.decode()) == (200, True)
    assert "GEHEIM" not in seite.content.decode()
    assert "teilweise" not in seite.content.decode()
    fern = reverse("selbstbewertung", args=[welt.fern.slug, 2026])
    ohne = reverse("selbstbewertung", args=[welt.fern.slug, 1999])
    texte = [
        welt.client(rolle).get(adresse).content.decode().replace("1999", "2026") for adresse in (fern, ohne)
    ]
    assert "STZ Fern" not in texte[0]
