"""Erasure: the name goes everywhere, what was decided stays; the last Verwaltung cannot go."""

import hashlib
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote import ablauf
from angebote.models import Meldungssumme, Wert
from stzverbund.basis import schutz, verlauf
from stzverbund.basis.models import Ausgabe, Ereignis, Postausgang, Schwaerzung
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from stzverbund.rechtliches import loeschung
from stzverbund.rechtliches.models import Rueckmeldung
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt
from zentren.konten import ereignisse
from zentren.models import Einladung, Mitgliedschaft, Person, Sitzung

NAME, ADRESSE = "Erika Mustermann", "erika@haus.example"


def _spuren(welt: Welt) -> Person:
    """A Leitung who left traces everywhere."""
    person = f.PersonFabrik(email=ADRESSE, name=NAME)
    leitung = f.MitgliedschaftFabrik(person=person, rolle="leitung", zentrum=welt.eigenes)
    ereignisse.merken(person, ereignisse.ANGEMELDET, wer=ereignisse.Selbst(person), grund="Firefox")
    ereignis(welt.eigenes, "Vertretung", wer=leitung, grund=f"{NAME} ({ADRESSE.upper()}) ist da")
    f.EinladungFabrik(rolle="leitung", zentrum=welt.nachbar, email=ADRESSE, name=NAME)
    welt.eigenes.beschreibung = f"Fragen Sie {NAME}!"
    welt.eigenes._history_user = person
    speichern(welt.eigenes, version=welt.eigenes.version)
    briefe = (("an", ADRESSE, "Guten Tag"), ("ueber", "b@haus.example", f"{NAME} lädt ein"))
    for schluessel, an, text in briefe:
        Postausgang.objects.create(schluessel=schluessel, an=an, betreff="Post", text=text)
    Rueckmeldung.objects.create(text="zu klein", kontakt=ADRESSE)
    Sitzung.objects.create(session_key="s", session_data="", person=person, expire_date="2099-01-01T00:00Z")
    return person


def _loeschen(welt: Welt, person: Person) -> None:
    loeschung.loeschen(person=person, wer=welt.rollen["verwaltung"], grund="Antrag")


def _alles() -> str:
    """Every text that stands in the database about people, in one string."""
    werte: list[Any] = []
    for modell in (Person, Ereignis, Postausgang, Einladung, Rueckmeldung, *schutz.geschuetzte()):
        werte += modell._base_manager.values_list()
    return str(werte).lower()


def test_der_name_ist_ueberall_fort_und_der_rest_bleibt(welt: Welt) -> None:
    person = _spuren(welt)
    v = loeschung.vorschau(person, welt.rollen["verwaltung"])
    assert dict(v.geloescht) == {"Einladungen": 1, "Postausgang": 1, "Sitzungen": 1}
    assert dict(v.geschwaerzt)["Ereignisse"] == 1
    assert dict(v.von_hand) == {"Zentren": 1}
    assert not v.hindernis
    _loeschen(welt, person)
    person.refresh_from_db()
    assert (person.name, person.is_active) == (f"gelöschte Person {person.pk}", False)
    assert person.email == f"geloescht-{person.pk}@geloescht.invalid"
    assert not person.has_usable_password()
    assert NAME.lower() not in _alles()
    assert ADRESSE not in _alles()
    assert not person.mitgliedschaften.filter(bis__isnull=True).exists()
    spur = Ereignis.objects.get(was="Vertretung")
    assert spur.person == person
    assert spur.grund == "[geschwärzt] ([geschwärzt]) ist da"
    assert not Ereignis.objects.zu(person).filter(was=ereignisse.ANGEMELDET).exists()
    geloescht = Ereignis.objects.zu(person).get(was="Konto gelöscht")
    assert geloescht.person == welt.rollen["verwaltung"].person
    assert str(person.pk) in Schwaerzung.objects.get(offen=False).grund
    assert any(str(person) in eintrag.wer for eintrag in verlauf.verlauf(welt.eigenes))
    with pytest.raises(Verweigert, match="schon gelöscht"):
        _loeschen(welt, person)


def test_angenommene_zahlen_und_ausgaben_bleiben(welt: Welt) -> None:
    leitung = welt.rollen["leitung"]
    meldung = m.vorgelegt(welt, welt.eigenes)
    ablauf.annehmen(meldung=meldung, aktenzeichen="Soz 1", wer=welt.rollen["bezirksamt"])
    ausgabe = Ausgabe.objects.create(
        art="zentrum", gegenstand=welt.eigenes, jahr=2025, nummer=1, titel="Bericht", person=leitung.person,
        daten="{}", datenhash=hashlib.sha256(b"{}").hexdigest(), pdf_hash="0",
    )  # fmt: skip
    vorher = [list(modell.objects.order_by("pk").values_list()) for modell in (Wert, Meldungssumme, Ausgabe)]
    _loeschen(welt, leitung.person)
    nachher = [list(modell.objects.order_by("pk").values_list()) for modell in (Wert, Meldungssumme, Ausgabe)]
    assert nachher == vorher
    ausgabe.refresh_from_db()
    assert hashlib.sha256(ausgabe.daten.encode()).hexdigest() == ausgabe.datenhash
    assert str(ausgabe.person) == f"gelöschte Person {leitung.person_id}"


def test_wer_nicht_geloescht_werden_kann(welt: Welt) -> None:
    verwaltung = welt.rollen["verwaltung"]
    with pytest.raises(Verweigert, match="letzte Verwaltung"):
        _loeschen(welt, verwaltung.person)
    andere = f.MitgliedschaftFabrik(rolle="verwaltung")
    with pytest.raises(Verweigert, match="Ihr eigenes Konto"):
        _loeschen(welt, verwaltung.person)
    Mitgliedschaft.objects.filter(pk=andere.pk).update(bis=timezone.localdate())
    with pytest.raises(Verweigert, match="letzte Verwaltung"):  # tomorrow there is nobody else
        loeschung.loeschen(person=verwaltung.person, wer=andere, grund="")
    Person.objects.filter(pk=andere.person_id).update(is_active=False)
    with pytest.raises(Verweigert, match="letzte Verwaltung"):
        _loeschen(welt, verwaltung.person)
    assert Mitgliedschaft.objects.filter(person=verwaltung.person, bis__isnull=True).exists()


def test_die_seite_sagt_was_geschieht_und_fragt_nach(welt: Welt) -> None:
    person, client = _spuren(welt), welt.client("verwaltung")
    adresse = reverse("person_loeschen", args=[person.pk])
    html = client.get(adresse).content.decode()
    for satz in ("Einladungen: 1", "Ereignisse: 1", "Zentren: 1", "Prüfsummen bleiben"):
        assert satz in html
    assert client.post(adresse, {"bestaetigung": "ja"}).status_code == 422
    person.refresh_from_db()
    assert person.name == NAME
    fertig = client.post(adresse, {"bestaetigung": " Löschen "}, follow=True)
    assert "Die Person ist gelöscht" in fertig.content.decode()
    eigenes = client.get(reverse("person_loeschen", args=[welt.rollen["verwaltung"].person_id]))
    assert "letzte Verwaltung" in eigenes.content.decode()
    assert client.get(reverse("person_name", args=[person.pk])).status_code == 404


def test_ein_name_aus_einem_wort_wird_dort_geschwaerzt_wo_jemand_ihn_ankreuzt(welt: Welt) -> None:
    """Each place is shown once with its sentence; words that only begin like it are none."""
    person, wer = f.PersonFabrik(email=ADRESSE, name="Sommer"), welt.rollen["leitung"]
    for grund in ("Sommer vertritt mich", "im Sommer geschlossen", "Sommerfest", f"Nachricht an {ADRESSE}"):
        ereignis(welt.eigenes, "Notiz", wer=wer, grund=grund)
    for beschreibung in ("Fragen Sie Sommer", "Fragen Sie Sommer!"):
        welt.eigenes.beschreibung = beschreibung
        speichern(welt.eigenes, version=welt.eigenes.version)
    client, adresse = welt.client("verwaltung"), reverse("person_loeschen", args=[person.pk])
    stellen = {
        stelle.auszug: stelle.schluessel
        for stelle in client.get(adresse).context["v"].fraglich
        if stelle.modell in (Ereignis, welt.eigenes.history.model)
    }
    assert list(stellen) == [
        "Sommer vertritt mich", "im Sommer geschlossen", "Fragen Sie Sommer", "Fragen Sie Sommer!",
    ]  # fmt: skip
    daten = {"bestaetigung": "löschen", "stellen": [stellen["Sommer vertritt mich"], "erfunden"]}
    assert client.post(adresse, daten).status_code == 422
    daten["stellen"] = [stellen["Sommer vertritt mich"], stellen["Fragen Sie Sommer!"]]
    fertig = client.post(adresse, daten, follow=True).content.decode()
    assert f"Konto {person.pk}, heute gelöscht" in fertig
    assert list(Ereignis.objects.filter(was="Notiz").values_list("grund", flat=True)) == [
        "[geschwärzt] vertritt mich", "im Sommer geschlossen", "Sommerfest", "Nachricht an [geschwärzt]",
    ]  # fmt: skip
    assert list(welt.eigenes.history.values_list("beschreibung", flat=True)[:2]) == [
        "Fragen Sie [geschwärzt]!", "Fragen Sie Sommer",
    ]  # fmt: skip
