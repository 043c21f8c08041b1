"""Joint projects and Arbeitskreise: who leads them, who registers, what anybody sees."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stzverbund.basis.models import Ereignis, Link
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.rechte.zurueck import zurueck
from tests.welt import Welt
from verbund import anmeldungen, arbeitskreise, vorhaben
from verbund.forms.vorhaben import VorhabenFormular
from verbund.models import Anmeldung, Vorhaben

pytestmark = pytest.mark.django_db
HEUTE = timezone.localdate()


def _angaben(**mehr: Any) -> dict[str, Any]:
    tag = HEUTE + timedelta(days=30)
    return {"titel": "Fachtag", "art": "fachtag", "von": tag, "bis": tag} | mehr


@pytest.fixture
def fachtag(welt: Welt) -> Vorhaben:
    """Public, with ten places."""
    return f.VorhabenFabrik(
        verbund=welt.rollen["koordination"].verbund, oeffentlich=True, anmeldung_bis=HEUTE, plaetze=10
    )


def test_wer_fuehrt(welt: Welt) -> None:
    """The Koordination leads for its Verbund, the Geschäftsstelle over those it has an agreement with."""
    koordination, gs = welt.rollen["koordination"], welt.rollen["geschaeftsstelle"]
    eines = vorhaben.anlegen(angaben=_angaben(zentren=[welt.eigenes]), wer=koordination)
    assert (eines.verbund, list(eines.verbuende.all())) == (koordination.verbund, [koordination.verbund])
    anderer = f.VerbundFabrik(bezirk=welt.fern.bezirk)
    with pytest.raises(Verweigert, match="keine Kooperationsvereinbarung"):
        vorhaben.anlegen(angaben=_angaben(verbuende=[koordination.verbund, anderer]), wer=gs)
    with pytest.raises(Verweigert, match="mindestens einen"):
        vorhaben.anlegen(angaben=_angaben(verbuende=[]), wer=gs)
    ihres = vorhaben.anlegen(angaben=_angaben(verbuende=[koordination.verbund]), wer=gs)
    assert (ihres.verband, ihres.verbund) == (gs.verband, None)
    assert ihres in Vorhaben.objects.sichtbar_fuer(welt.rollen["leitung"]).exclude(stand="geplant")
    with pytest.raises(Verweigert):
        vorhaben.aendern(vorhaben=ihres, angaben={"titel": "anders"}, version=1, wer=koordination)
    with pytest.raises(Verweigert):
        vorhaben.anlegen(angaben=_angaben(), wer=welt.rollen["leitung"])
    vorhaben.aendern(vorhaben=eines, angaben={"stand": "laeuft"}, version=1, wer=koordination)
    assert Ereignis.objects.zu(eines).filter(was="Stand: läuft").exists()
    with pytest.raises(Ueberholt):
        vorhaben.aendern(vorhaben=eines, angaben={"stand": "geplant"}, version=1, wer=koordination)


def test_formular_prueft_und_liest_euro(welt: Welt) -> None:
    tag = (HEUTE + timedelta(days=9)).isoformat()
    daten = {"titel": "Fest", "art": "aktion", "stand": "geplant", "von": tag, "bis": tag}
    wer = welt.rollen["koordination"]

    def formular(**mehr: str) -> VorhabenFormular:
        return VorhabenFormular(daten | mehr, instance=Vorhaben(verbund=wer.verbund), wer=wer)

    spaet = (HEUTE + timedelta(days=10)).isoformat()
    falsch = formular(foerderbetrag="viel", anmeldung_bis=spaet)
    assert falsch.errors.keys() == {"foerderbetrag", "anmeldung_bis", "oeffentlich"}
    gut = formular(foerderbetrag="1.499,50")
    assert gut.is_valid(), gut.errors
    assert gut.save().foerderbetrag == 149950
    assert 'value="1.499,50"' in str(
        VorhabenFormular(instance=Vorhaben.objects.get(), wer=wer)["foerderbetrag"]
    )


def test_anmelden_aendern_abmelden(welt: Welt, fachtag: Vorhaben) -> None:
    """From the public page to the link of one registration; no names, no token is kept."""
    client, adresse = Client(), reverse("verzeichnis_vorhaben_anmeldung", args=[fachtag.pk])
    zuviel = client.post(adresse, {"organisation": "Verein", "anzahl": "11"})
    assert zuviel.status_code == 422
    assert "nur noch 10 Plätze frei" in zuviel.content.decode()
    assert "Verein" in zuviel.content.decode()
    client.post(adresse, {"organisation": "Maschine", "anzahl": "1", "name": "x"})
    assert not Anmeldung.objects.exists()

    seite = client.post(adresse, {"organisation": "Verein", "anzahl": "9"}, follow=True)
    assert seite.redirect_chain == [(reverse("verzeichnis_vorhaben", args=[fachtag.pk]), 302)]
    text = seite.content.decode()
    assert "noch 1 Platz frei" in text
    pfad = text.split('href="http://testserver')[1].split('"')[0]
    assert Link.objects.get().gegenstand == Anmeldung.objects.get()
    assert "Verein" in client.get(pfad).content.decode()
    client.post(pfad, {"anzahl": "10", "bedarf": "Rampe"})
    assert (anmeldungen.frei(fachtag), Anmeldung.objects.get().bedarf) == (0, "Rampe")
    assert client.post(pfad, {"anzahl": "11"}).status_code == 422
    assert "Alle Plätze sind vergeben" in client.get(seite.redirect_chain[0][0]).content.decode()
    client.post(f"{pfad}abmelden/")
    assert (anmeldungen.frei(fachtag), Anmeldung.objects.gueltig().count()) == (10, 0)
    assert "abgemeldet" in client.get(pfad).content.decode()
    wer = welt.rollen["koordination"]
    with pytest.raises(Verweigert, match="schon zurückgenommen"):
        anmeldungen.abmelden(anmeldung=Anmeldung.objects.get(), wer=wer)

    Vorhaben.objects.filter(pk=fachtag.pk).update(anmeldung_bis=HEUTE - timedelta(days=1))
    assert client.post(adresse, {"organisation": "Verein", "anzahl": "1"}).status_code == 422
    anmeldungen.anmelden(vorhaben=fachtag, organisation="Am Telefon", anzahl=2, wer=wer)
    with pytest.raises(Verweigert, match="wer das Vorhaben führt"):
        anmeldungen.anmelden(vorhaben=fachtag, organisation="Haus", anzahl=2, wer=welt.rollen["leitung"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plaetze=st.none() | st.integers(0, 12), wuensche=st.lists(st.integers(1, 6), max_size=6))
def test_nie_mehr_als_plaetze(fachtag: Vorhaben, plaetze: int | None, wuensche: list[int]) -> None:
    """Whoever fits in is in, whoever does not is refused; the sum is what was let in."""
    with zurueck():
        Vorhaben.objects.filter(pk=fachtag.pk).update(plaetze=plaetze)
        drin = 0
        for anzahl in wuensche:
            passt = plaetze is None or drin + anzahl <= plaetze
            try:
                anmeldungen.anmelden(vorhaben=fachtag, organisation="Verein", anzahl=anzahl)
            except Verweigert:
                assert not passt
            else:
                assert passt
                drin += anzahl
        assert fachtag.anmeldungen.personen() == drin  # type: ignore[attr-defined]


def test_oeffentliche_seiten(welt: Welt, fachtag: Vorhaben, django_assert_num_queries: Any) -> None:
    """Neither ideas nor what is internal; what is cancelled says so."""
    verbund = fachtag.verbund
    f.VorhabenFabrik(verbund=verbund, titel="Nur innen")
    f.VorhabenFabrik(verbund=verbund, titel="Erst Idee", oeffentlich=True, stand="idee")
    f.VorhabenFabrik(verbund=verbund, titel="Fällt aus", oeffentlich=True, stand="abgesagt")
    frueher = HEUTE - timedelta(days=9)
    f.VorhabenFabrik(verbund=verbund, titel="War einmal", oeffentlich=True, von=frueher)
    with django_assert_num_queries(3):
        liste = Client().get(reverse("verzeichnis_vorhaben_liste")).content.decode()
    for titel, da in {"Nur innen": 0, "Erst Idee": 0, "Fällt aus": 1, "War einmal": 1}.items():
        assert (titel in liste) == bool(da), titel
    assert "abgesagt" in liste
    assert fachtag.titel in Client().get("/").content.decode()


def test_mitmachen_im_arbeitskreis(welt: Welt) -> None:
    koordination, team = welt.rollen["koordination"], welt.rollen["mitarbeit"]
    angaben = {"name": "Digitales", "von": HEUTE, "mitglieder": [welt.nachbar]}
    kreis = arbeitskreise.anlegen(verbund=koordination.verbund, angaben=angaben, wer=koordination)
    arbeitskreise.mitmachen(kreis=kreis, dabei=True, wer=team)
    arbeitskreise.mitmachen(kreis=kreis, dabei=True, wer=team)
    assert set(kreis.mitglieder.all()) == {welt.nachbar, welt.eigenes}
    assert Ereignis.objects.zu(kreis).filter(was=f"{welt.eigenes}: macht mit").count() == 1
    with pytest.raises(Ueberholt):
        arbeitskreise.aendern(kreis=kreis, angaben={"name": "anders"}, version=1, wer=koordination)
    arbeitskreise.mitmachen(kreis=kreis, dabei=False, wer=team)
    ende = {
        "bis": HEUTE - timedelta(days=1),
        "von": HEUTE - timedelta(days=5),
        "ergebnis": "Alle haben WLAN.",
    }
    arbeitskreise.aendern(kreis=kreis, angaben=ende, version=3, wer=koordination)
    with pytest.raises(Verweigert, match="beendet"):
        arbeitskreise.mitmachen(kreis=kreis, dabei=True, wer=team)
    with pytest.raises(Verweigert):
        arbeitskreise.anlegen(verbund=koordination.verbund, angaben=angaben, wer=team)
    assert list(kreis.mitglieder.all()) == [welt.nachbar]


def test_kalender_eines_jahres(welt: Welt, fachtag: Vorhaben, django_assert_num_queries: Any) -> None:
    """Sessions, Arbeitskreise and Vorhaben; what was folded, what is coming open; by kind."""
    verbund = fachtag.verbund
    kreis = f.ArbeitskreisFabrik(verbund=verbund, name="Digitales")
    sitzungen = [{"titel": "Verbundsitzung"}, {"arbeitskreis": kreis, "titel": "Treffen"}]
    client, adresse = welt.client("leitung"), reverse("gesamtkalender")
    for angaben in sitzungen:
        f.SitzungFabrik(verbund=verbund, datum=HEUTE, **angaben)
    f.VorhabenFabrik(verbund=verbund, titel="Sommerfest", von=HEUTE, stand="abgesagt")
    f.VorhabenFabrik(verbund=verbund, titel="Erst Idee", von=HEUTE, stand="idee")
    laengst, bald = HEUTE - timedelta(days=400), HEUTE + timedelta(days=1)
    f.VorhabenFabrik(verbund=verbund, titel="Kampagne", von=laengst, bis=bald, stand="laeuft")
    with django_assert_num_queries(6):
        seite = client.get(adresse).content.decode()
    for wort in ("Verbundsitzung", "Digitales", "Sommerfest", "abgesagt"):
        assert wort in seite
    assert "Erst Idee" not in seite
    assert "Was schon war" not in seite, "what is going on stands in this month"
    nur = client.get(adresse, {"art": "Arbeitskreis"}).content.decode()
    assert ("Digitales" in nur, "Sommerfest" in nur) == (True, False)
    assert "noch nichts im Kalender" in client.get(adresse, {"jahr": HEUTE.year - 3}).content.decode()


def test_listen_brauchen_gleich_viele_abfragen(
    welt: Welt, fachtag: Vorhaben, django_assert_num_queries: Callable[..., Any]
) -> None:
    client, seite = welt.client("koordination"), reverse("vorhaben", args=[fachtag.pk])
    client.get(seite)  # knows the kinds of objects from now on
    for anzahl in (1, 3):
        for kreis in f.ArbeitskreisFabrik.create_batch(anzahl, verbund=fachtag.verbund):
            kreis.mitglieder.add(welt.eigenes)
        for neues in f.VorhabenFabrik.create_batch(anzahl, verbund=fachtag.verbund):
            neues.zentren.add(welt.eigenes)
        f.AnmeldungFabrik.create_batch(anzahl, vorhaben=fachtag)
        f.PressekontaktFabrik.create_batch(anzahl, verbund=fachtag.verbund)
        for name, abfragen in {"arbeitskreise": 8, "vorhaben_liste": 8, "presse": 7}.items():
            with django_assert_num_queries(abfragen):
                assert client.get(reverse(name)).status_code == 200, name
        with django_assert_num_queries(15):
            client.get(seite)
