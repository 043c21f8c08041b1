"""The diary: three fields, proposals from words and from earlier entries, templates, links to other rooms."""

import tomllib
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from angebote.models import Angebotstaetigkeit
from stzverbund.basis.pflege import Verweigert
from stzverbund.start import aufgaben as startseite
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.hilfen.tabelle import als_csv
from tests.welt import Welt
from verbund.models import Sitzungstaetigkeit
from zentren import katalog
from zentren.models import Aufgabe
from zentren.stadtteilmanagement import taetigkeiten
from zentren.stadtteilmanagement.aufgabenworte import WORTE, kurzname, wahl, wortlisten
from zentren.stadtteilmanagement.einlesen import ablauf
from zentren.stadtteilmanagement.einlesen.register import NACH_SCHLUESSEL
from zentren.stadtteilmanagement.models import Taetigkeit, Taetigkeitsform, Taetigkeitsvorlage
from zentren.stadtteilmanagement.vorschlag import aehnliche, naehe, vorschlagen

pytestmark = pytest.mark.django_db
SCHNELL, BUCH = "taetigkeit_schnell", "Tätigkeitsbuch"


def _schnell(was: str, **anders: Any) -> dict[str, Any]:
    heute = timezone.localdate().isoformat()
    return {"schnell-datum": heute, "schnell-was": was, "schnell-aufgabe": ""} | anders


def test_die_wortlisten_passen_zum_katalog() -> None:
    """Each of the 27 has a short name and words of its own; forms are those of the model."""
    katalog.laden()
    listen = wortlisten()
    assert list(listen.kurz) == list(Aufgabe.objects.values_list("schluessel", flat=True))
    assert [key for _, aufgaben in wahl() for key, _ in aufgaben] == list(listen.kurz)
    assert listen.formen.keys() <= set(Taetigkeitsform.values)
    assert listen.formen.keys() <= taetigkeiten.DETAILS.keys() == set(Taetigkeitsform.values)
    worte = [
        wort for angaben in tomllib.loads(WORTE.read_text())["aufgabe"].values() for wort in angaben["worte"]
    ]
    assert len(worte) == len(set(worte)), "no word stands for two Aufgaben"
    assert kurzname("A3.10") == "A3.10 Einwohnerversammlungen"


def test_drei_angaben_von_jeder_seite(welt: Welt) -> None:
    """The box stands on every page of the team, comes back there, and takes the Aufgabe from the words."""
    katalog.laden()
    client = welt.client("mitarbeit")
    dort = reverse("angebot_liste") + "?q=chor"
    assert 'value="/angebote/?q=chor"' in client.get(dort).content.decode()
    assert "schnell-was" not in welt.client("traeger").get(dort).content.decode()
    antwort = client.post(reverse(SCHNELL), _schnell("Stadtteilrunde Mitte", zurueck=dort), follow=True)
    assert antwort.redirect_chain == [(dort, 302)]
    eintrag = Taetigkeit.objects.get()
    assert (eintrag.aufgabe.schluessel, eintrag.form) == ("A3.1", "gremium")
    assert (eintrag.zentrum, eintrag.datum) == (welt.eigenes, timezone.localdate())
    html = antwort.content.decode()
    assert f'href="{reverse("taetigkeit_bearbeiten", args=[eintrag.pk])}">Mehr angeben</a>' in html

    fremd = client.post(reverse(SCHNELL), _schnell("Stadtteilrunde", zurueck="https://boese.example/"))
    assert fremd.url == reverse("taetigkeiten")
    unklar = client.post(reverse(SCHNELL), _schnell("Xyzzy"))
    assert unklar.status_code == 422
    assert taetigkeiten.AUFGABE_FEHLT in unklar.content.decode()
    assert 'value="Xyzzy"' in unklar.content.decode(), "what was typed stays"
    morgen = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert (
        "in der Zukunft"
        in client.post(reverse(SCHNELL), _schnell("Fest", **{"schnell-datum": morgen})).content.decode()
    )
    with pytest.raises(Verweigert, match="Team des Zentrums"):
        taetigkeiten.schnell_eintragen(
            zentrum=welt.eigenes, datum=date(2026, 1, 1), was="x", wer=welt.rollen["traeger"]
        )


def test_das_skript_bekommt_antwort_und_vorschlaege(welt: Welt) -> None:
    """Without leaving the page: what was stored, a new mark; similar entries of two weeks."""
    katalog.laden()
    client, vom_skript = welt.client("leitung"), {"x-requested-with": "fetch"}
    erste = client.post(reverse(SCHNELL), _schnell("Flyer verteilt am S-Bahnhof"), headers=vom_skript)
    assert erste.json()["satz"].startswith("„Flyer verteilt am S-Bahnhof“ ist eingetragen: A4.1")
    assert erste.json()["marke"]
    nichts = client.post(reverse(SCHNELL), _schnell(""), headers=vom_skript)
    assert (nichts.status_code, list(nichts.json()["fehler"])) == (422, ["was"])
    eintrag = Taetigkeit.objects.get()
    s.TaetigkeitFabrik(zentrum=welt.nachbar, was="Flyer verteilt am S-Bahnhof")
    s.TaetigkeitFabrik(
        zentrum=welt.eigenes, was="Flyer verteilt am S-Bahnhof", datum=eintrag.datum - timedelta(days=15)
    )
    daten = {"was": "flyer am s-bahnhof verteilt", "datum": eintrag.datum.isoformat()}
    vorschlag = client.post(reverse("taetigkeit_vorschlag"), daten).json()
    assert (vorschlag["aufgabe"], vorschlag["form"]) == ("A4.1", "oeffentlichkeit")
    assert [zeile["adresse"] for zeile in vorschlag["schon"]] == [reverse("taetigkeit", args=[eintrag.pk])]
    krumm = client.post(reverse("taetigkeit_vorschlag"), daten | {"datum": "2026-99-99"})
    assert krumm.json()["aufgabe"] == "A4.1"


def test_das_zentrum_lernt_aus_seinen_eintraegen(welt: Welt, django_assert_num_queries: Any) -> None:
    """What a house has chosen for the same words before counts more than the lists."""
    katalog.laden()
    aufgabe = Aufgabe.objects.get(schluessel="A1.4")
    s.TaetigkeitFabrik(zentrum=welt.eigenes, was="Frühstück im Wohnheim", aufgabe=aufgabe)
    with django_assert_num_queries(1):
        assert vorschlagen(welt.eigenes, "Frühstück im Wohnheim").aufgabe == "A1.4"
    assert vorschlagen(welt.nachbar, "Frühstück im Wohnheim").aufgabe == ""
    assert vorschlagen(welt.eigenes, "Presse zum Frühstück im Wohnheim").aufgabe == "A1.4"
    assert vorschlagen(welt.nachbar, "Artikel in der Berliner Woche").aufgabe == "A4.2"


ZEILE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=250)


@settings(max_examples=20)
@given(ZEILE, ZEILE)
def test_vorschlaege_gibt_es_zu_jedem_text(eins: str, zwei: str) -> None:
    zentrum = f.ZentrumFabrik()
    s.TaetigkeitFabrik(zentrum=zentrum, was=zwei[:250] or "x")
    vorschlag = vorschlagen(zentrum, eins)
    assert vorschlag.aufgabe in {"", *wortlisten().kurz}
    assert vorschlag.form in {"", *Taetigkeitsform.values}
    assert all(e.zentrum_id == zentrum.pk for e in aehnliche(zentrum, eins, timezone.localdate()))
    a, b = frozenset(eins.split()), frozenset(zwei.split())
    assert 0 <= naehe(a, b) == naehe(b, a) <= 1
    assert naehe(a, a) == (1.0 if a else 0.0)


def test_spaeter_mehr_angeben_mit_angebot_und_sitzung(welt: Welt) -> None:
    """The full form: details of the kind, hours, file, what it is about; the page shows it all."""
    client = welt.client("mitarbeit")
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé")
    sitzung = f.SitzungFabrik(verbund=f.VerbundFabrik(bezirk=welt.bezirk), titel="Frühjahrssitzung")
    gremium = s.GremiumFabrik(zentrum=welt.eigenes, partner="Kiezrunde")
    fremdes = s.GremiumFabrik(zentrum=welt.nachbar)
    bedarf = s.BedarfFabrik(zentrum=welt.eigenes, titel="Treffpunkt für Ältere")
    neu = client.get(reverse("taetigkeit_neu") + f"?kooperation={gremium.pk}&bedarf={bedarf.pk}&angebot=x")
    form = neu.context["form"]
    assert form.initial | {"form": "gremium", "was": "Kiezrunde", "bedarf": bedarf.pk} == form.initial
    assert form.offene == ("kooperationen", "rueckfluss")
    katalog.laden()
    amt = s.KooperationFabrik(zentrum=welt.eigenes, art="jugendamt")
    treffen = client.get(reverse("taetigkeit_neu") + f"?kooperation={amt.pk}").context["form"].initial
    assert (treffen["form"], Aufgabe.objects.get(pk=treffen["aufgabe"]).schluessel) == ("treffen", "A3.7")
    ohne = client.get(reverse("taetigkeit_neu") + f"?kooperation={fremdes.pk}&form=boese")
    assert not ohne.context["form"].initial.get("kooperationen")
    daten = {
        "datum": "2026-03-02",
        "was": "Kiezrunde",
        "aufgabe": s.AufgabeFabrik().pk,
        "form": "gremium",
        "kooperationen": [gremium.pk],
        "bedarf": bedarf.pk,
        "angebot": angebot.pk,
        "sitzung": sitzung.pk,
        "minuten": "1:30",
        "beitraege": ["raum", "technik"],
        "rueckfluss": "Im Team am Montag",
        "anlage": SimpleUploadedFile("protokoll.txt", b"Protokoll"),
    }
    falsch = client.post(reverse("taetigkeit_neu"), daten | {"kooperationen": [fremdes.pk], "minuten": "xx"})
    assert falsch.status_code == 422
    assert {"kooperationen", "minuten"} <= falsch.context["form"].errors.keys()
    daten["anlage"] = SimpleUploadedFile("protokoll.txt", b"Protokoll")
    assert client.post(reverse("taetigkeit_neu"), daten).status_code == 302
    eintrag = Taetigkeit.objects.get()
    assert (eintrag.minuten, eintrag.beitraege, eintrag.bedarf) == (90, ["raum", "technik"], bedarf)
    seite = client.get(reverse("taetigkeit", args=[eintrag.pk])).content.decode()
    for wort in ("Kiezrunde", "1,5", "Nähcafé", "Frühjahrssitzung", "Im Team am Montag", "Raum, Technik"):
        assert wort in seite
    datei = client.get(reverse("taetigkeit_datei", args=[eintrag.pk]))
    assert b"".join(datei.streaming_content) == b"Protokoll"
    daten |= {"version": eintrag.version, "sitzung": "", "anlage": ""}
    assert client.post(reverse("taetigkeit_bearbeiten", args=[eintrag.pk]), daten).status_code == 302
    assert "Frühjahrssitzung" not in client.get(reverse("taetigkeit", args=[eintrag.pk])).content.decode()
    assert welt.client("bezirksamt").get(reverse("taetigkeit", args=[eintrag.pk])).status_code == 404


def test_vorlagen_mit_je_einem_knopf(welt: Welt) -> None:
    client = welt.client("leitung")
    eintrag = s.TaetigkeitFabrik(zentrum=welt.eigenes, form="gremium", minuten=60, datum=date(2026, 1, 5))
    gremium = s.GremiumFabrik(zentrum=welt.eigenes)
    eintrag.kooperationen.add(gremium)
    assert client.post(reverse("taetigkeit_als_vorlage", args=[eintrag.pk])).status_code == 302
    vorlage = Taetigkeitsvorlage.objects.get()
    assert (vorlage.was, vorlage.kooperation, vorlage.minuten) == (eintrag.was, gremium, 60)
    noch_einmal = client.post(reverse("taetigkeit_als_vorlage", args=[eintrag.pk]), follow=True)
    assert "Diese Vorlage gibt es schon." in noch_einmal.content.decode()
    client.post(reverse("vorlage_eintragen", args=[vorlage.pk]))
    neu = Taetigkeit.objects.exclude(pk=eintrag.pk).get()
    assert (neu.datum, neu.form, neu.minuten) == (timezone.localdate(), "gremium", 60)
    assert list(neu.kooperationen.all()) == [gremium]


def test_liste_filtern_ausgeben_und_27_aufgaben(welt: Welt, django_assert_num_queries: Any) -> None:
    """One row or three cost the same; the year page names entries for the house and counts for others."""
    katalog.laden()
    client = welt.client("leitung")
    aufgabe = Aufgabe.objects.get(schluessel="A4.2")
    s.TaetigkeitFabrik(zentrum=welt.eigenes, aufgabe=aufgabe, was="Presse", datum=date(2026, 2, 2))
    for anzahl in (1, 3):
        with django_assert_num_queries(7):
            antwort = client.get(reverse("taetigkeiten"))
        assert antwort.context["table"].paginator.count == anzahl
        with django_assert_num_queries(10):
            bild = client.get(reverse("zentrum_aufgaben", args=["eigenes", 2026]))
        if anzahl == 1:
            for tag in (3, 4):
                s.TaetigkeitFabrik(zentrum=welt.eigenes, datum=date(2025, 2, tag), form="gremium")
    assert client.get(reverse("taetigkeiten"), {"jahr": 2026}).context["table"].paginator.count == 1
    assert client.get(reverse("taetigkeiten"), {"aufgabe": "A3.1"}).context["table"].paginator.count == 2
    csv = client.get(reverse("taetigkeiten"), {"export": "csv", "q": "presse"}).content.decode()
    assert "A4.2 Lokale Medien" in csv
    html = bild.content.decode()
    assert "1 Eintrag im Tätigkeitsbuch" in html
    assert ">Presse</a>" in html
    amt = welt.client("bezirksamt").get(reverse("zentrum_aufgaben", args=["eigenes", 2026])).content.decode()
    assert "1 Eintrag im Tätigkeitsbuch" in amt
    assert "Presse</a>" not in amt
    s.BedarfFabrik(zentrum=welt.eigenes, ermittelt_am=date(2026, 3, 3))
    for rolle, wo in (
        ("bezirksamt", f"{reverse('bedarfe')}?zentrum={welt.eigenes.pk}"),
        ("leitung", reverse("bedarfe")),
    ):
        seite = welt.client(rolle).get(reverse("zentrum_aufgaben", args=["eigenes", 2026])).content.decode()
        assert f'<a class="kern-link" href="{wo}">1 Bedarf ermittelt</a>' in seite
    traeger = welt.client("traeger").get(reverse("zentrum_aufgaben", args=["eigenes", 2026])).content.decode()
    assert f"jahr=2026&amp;zentrum={welt.eigenes.pk}" in traeger
    assert client.get(reverse("zentrum_aufgaben", args=["eigenes", 2099])).status_code == 404


def test_wer_mehrere_zentren_liest_sieht_von_welchem_ein_eintrag_ist(welt: Welt) -> None:
    zweites = f.ZentrumFabrik(traeger=welt.eigenes.traeger, bezirk=welt.bezirk)
    for zentrum in (welt.eigenes, zweites):
        s.TaetigkeitFabrik(zentrum=zentrum, was=f"Aus {zentrum}")
    traeger, adresse = welt.client("traeger"), reverse("taetigkeiten")
    tabelle = traeger.get(adresse).context["table"]
    assert ("zentrum" in tabelle.columns.names(), tabelle.paginator.count) == (True, 2)
    gefiltert = traeger.get(adresse, {"zentrum": zweites.pk})
    assert [zeile.record.zentrum for zeile in gefiltert.context["table"].page] == [zweites]
    eigene = welt.client("leitung").get(adresse, {"zentrum": zweites.pk})
    assert "zentrum" not in eigene.context["table"].columns.names()
    assert [zeile.record.zentrum for zeile in eigene.context["table"].page] == [welt.eigenes]


def test_die_startseite_fragt_nach_dem_rueckfluss(welt: Welt) -> None:
    """A session without "zurück ins Team" is asked for, for three months; the Leitung finds the year page."""
    heute = timezone.localdate()
    for tage, rueckfluss in ((3, ""), (4, "Im Team besprochen"), (120, "")):
        s.TaetigkeitFabrik(
            zentrum=welt.eigenes, form="gremium", rueckfluss=rueckfluss, datum=heute - timedelta(days=tage)
        )
    (zeile,) = [z for z in startseite.aufgaben(welt.rollen["mitarbeit"], heute) if z.wort == BUCH]
    assert zeile.titel == "1 Sitzung eines Gremiums: Was ging zurück ins Team?"
    gefiltert = welt.client("mitarbeit").get(zeile.adresse)
    assert gefiltert.context["table"].paginator.count == 2
    start = welt.client("leitung").get(reverse("start")).content.decode()
    assert reverse("zentrum_aufgaben", args=["eigenes", heute.year]) in start
    assert not [z for z in startseite.aufgaben(welt.rollen["traeger"], heute) if z.wort == BUCH]


def test_angebot_und_sitzung_zeigen_ihre_eintraege(welt: Welt) -> None:
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, status="veroeffentlicht")
    sitzung = f.SitzungFabrik(verbund=f.VerbundFabrik(bezirk=welt.bezirk))
    for name, gegenstand, modell in (
        ("angebot", angebot, Angebotstaetigkeit),
        ("sitzung", sitzung, Sitzungstaetigkeit),
    ):
        eintrag = s.TaetigkeitFabrik(zentrum=welt.eigenes)
        modell.objects.create(taetigkeit=eintrag, **{name: gegenstand})
        adresse = reverse(name, args=[gegenstand.pk])
        haus = welt.client("mitarbeit").get(adresse).content.decode()
        assert reverse("taetigkeit", args=[eintrag.pk]) in haus
        assert f"{reverse('taetigkeit_neu')}?{name}={gegenstand.pk}" in haus
        amt = welt.client("bezirksamt").get(adresse).content.decode()
        assert "Im Tätigkeitsbuch" not in amt


def test_einlesen_einer_liste(welt: Welt) -> None:
    """Names of Aufgaben, kinds and partners as people write them; hours as hours; the same row once."""
    s.AufgabeFabrik()
    gremium = s.GremiumFabrik(zentrum=welt.eigenes, partner="Kiezrunde")
    kopf = ["Tag", "Was war?", "Aufgabe", "Art", "Mit Kooperation oder Gremium", "Stunden"]
    gut = ["02.03.2026", "Kiezrunde im März", "A3.1 Gremienarbeit", "Sitzung eines Gremiums", "Kiezrunde"]
    register, wer = NACH_SCHLUESSEL["taetigkeiten"], welt.rollen["mitarbeit"]
    tabelle = als_csv([kopf, [*gut, "1,5"], [*gut, "1,5"]])
    gelesen = ablauf.lesen(register=register, daten=tabelle, wer=wer)
    assert ablauf.uebernehmen(register=register, gelesen=gelesen, wer=wer) == 1
    eintrag = Taetigkeit.objects.get()
    assert (eintrag.minuten, eintrag.form, list(eintrag.kooperationen.all())) == (90, "gremium", [gremium])
    assert eintrag.zentrum == welt.eigenes
