"""The review by the Bezirksamt: differences first, each Votum on its own, questions, acceptance."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from standards import ablauf, antworten, voten
from standards.models import Antwort, Selbstbewertung, Votum
from standards.pruefblatt import blaetter, gruppen
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt
from zentren.stadtteilmanagement.models import Massnahme

Status = Selbstbewertung.Status
ABWEICHEND = {"begruendung": "Personal fehlt", "kategorie": "ressourcen"}


def _sagen(welt: Welt, bewertung: Selbstbewertung, kriterium: str, **angaben: Any) -> None:
    antwort = s.antwort(bewertung, kriterium)
    antworten.beantworten(
        antwort=antwort, angaben=angaben, version=antwort.version, wer=welt.rollen["leitung"]
    )


def _vorgelegt(welt: Welt, **felder: Any) -> Selbstbewertung:
    """1.1 stands against the data, 1.2 is "teilweise", 2.1 "erfüllt"."""
    bewertung = s.bewertung(welt, **felder)
    _sagen(welt, bewertung, "1.2", einschaetzung="teilweise", **ABWEICHEND)
    _sagen(welt, bewertung, "1.1", einschaetzung="erfuellt", begruendung="Auf Papier")
    s.beantworten(bewertung, welt)
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    bewertung.antworten.filter(kriterium__schluessel="1.1").update(gegen_daten=True)
    return bewertung


def _html(client: Any, name: str, pk: int) -> str:
    antwort = client.get(reverse(name, args=[pk]))
    assert antwort.status_code == 200
    return antwort.content.decode()


def test_die_unterschiede_zuerst(welt: Welt) -> None:
    s.angenommen(welt, jahr=2025)
    bewertung = _vorgelegt(welt)
    liste = gruppen(blaetter(bewertung), bewertung.vorjahr)
    erwartet = [("gegen", ["1.1"]), ("weicht", ["1.2"]), ("gleich", ["2.1"])]
    gefunden = [(g.schluessel, [b.antwort.kriterium.schluessel for b in g.blaetter]) for g in liste]
    assert gefunden == erwartet
    assert [b.anders_als_davor for g in liste for b in g.blaetter] == [False, True, False]
    seite = _html(welt.client("bezirksamt"), "bewertung_pruefung", bewertung.pk)
    assert "Gegen die Daten (1)" in seite
    assert "Ein Votum fehlt noch zu" in seite
    assert "Auf Papier" in seite


def test_votum_speichert_jedes_fuer_sich_und_ueberschreibt_nie(welt: Welt) -> None:
    bewertung, amt = _vorgelegt(welt), welt.client("bezirksamt")
    antwort = s.antwort(bewertung, "1.2")
    adresse = reverse("antwort_pruefen", args=[antwort.pk])
    ohne_worte = amt.post(adresse, {"art": "hinweis", "bemerkung": ""})
    assert ohne_worte.status_code == 422
    assert "worum es geht" in ohne_worte.content.decode()
    weiter = amt.post(adresse, {"art": "hinweis", "bemerkung": "Wir reden.", "weiter": "naechstes"})
    assert weiter.url == reverse("antwort_pruefen", args=[s.antwort(bewertung, "1.1").pk])
    votum = Votum.objects.get()
    assert (votum.art, votum.bemerkung) == ("hinweis", "Wir reden.")
    assert Selbstbewertung.objects.get().status == Status.IN_PRUEFUNG
    zu_spaet = amt.post(adresse, {"art": "rueckfrage", "bemerkung": "Warum?", "version": ""})
    assert zu_spaet.status_code == 422
    assert "Warum?" in zu_spaet.content.decode()
    assert "Wir reden." in zu_spaet.content.decode()
    votum.refresh_from_db()
    assert votum.art == "hinweis"
    gewaehlt = {"art": "rueckfrage", "bemerkung": "Warum?", "version": votum.version, "wahl_art": "meine"}
    assert amt.post(adresse, gewaehlt | {"wahl_bemerkung": "meine"}).status_code == 302
    votum.refresh_from_db()
    assert (votum.art, votum.bemerkung) == ("rueckfrage", "Warum?")
    assert "Wir reden." in _html(amt, "antwort_pruefen", antwort.pk), "earlier Voten stay readable"


def test_massnahme_wird_vereinbart_gewaehlt_oder_es_wird_verzichtet(welt: Welt) -> None:
    bewertung, amt = _vorgelegt(welt), welt.client("bezirksamt")
    adresse = reverse("antwort_pruefen", args=[s.antwort(bewertung, "1.2").pk])
    neu = {"art": "massnahme", "neu_titel": "Raum vermitteln", "neu_eigner": "bezirksamt"}
    ohne_tag = amt.post(adresse, neu)
    assert ohne_tag.status_code == 422
    assert "Raum vermitteln" in ohne_tag.content.decode()
    assert amt.post(adresse, neu | {"art": "bestaetigt", "neu_faellig": "2027-03-31"}).status_code == 422
    assert not Massnahme.objects.exists()
    assert amt.post(adresse, neu | {"neu_faellig": "2027-03-31"}).status_code == 302
    massnahme = Massnahme.objects.get()
    assert (massnahme.eigner, massnahme.zentrum, massnahme.vereinbart_am is None) == (
        "bezirksamt",
        welt.eigenes,
        False,
    )
    assert "Raum vermitteln" in _html(amt, "bewertung_pruefung", bewertung.pk)
    votum = Votum.objects.get()
    beides = {"art": "massnahme", "massnahme": massnahme.pk, "verzicht": "on", "version": votum.version}
    assert "Entweder eine Maßnahme" in amt.post(adresse, beides).content.decode()
    fremd = f.MassnahmeFabrik(zentrum=welt.nachbar, vereinbart_am="2026-01-01T00:00Z")
    assert amt.post(adresse, {"art": "massnahme", "massnahme": fremd.pk, "version": 1}).status_code == 422
    verzicht = {"art": "bestaetigt", "verzicht": "on", "version": votum.version}
    assert amt.post(adresse, verzicht).status_code == 302
    votum.refresh_from_db()
    assert (votum.verzicht, votum.massnahme) == (True, None)


def test_kein_votum_zu_dem_was_man_nicht_gesehen_hat(welt: Welt) -> None:
    bewertung, amt = _vorgelegt(welt), welt.client("bezirksamt")
    adresse = reverse("antwort_pruefen", args=[s.antwort(bewertung, "1.2").pk])
    ablauf.zurueckziehen(bewertung=bewertung, wer=welt.rollen["leitung"])
    _sagen(welt, bewertung, "1.2", einschaetzung="nicht_erfuellt", **ABWEICHEND)
    ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    altes = amt.post(adresse, {"art": "bestaetigt", "einreichung": bewertung.einreichungen})
    assert altes.status_code == 422
    assert "inzwischen neu eingereicht" in altes.content.decode()
    assert not Votum.objects.exists()
    jetzt = altes.context["form"]["einreichung"].value()
    assert amt.post(adresse, {"art": "bestaetigt", "einreichung": jetzt}).status_code == 302


def test_gute_praxis_nur_wenn_das_zentrum_zustimmt(welt: Welt) -> None:
    bewertung, amt = _vorgelegt(welt), welt.client("bezirksamt")
    antwort = s.antwort(bewertung, "2.1")
    adresse = reverse("antwort_pruefen", args=[antwort.pk])
    assert "möchte hier nicht als gute Praxis" in amt.get(adresse).content.decode()
    assert amt.post(adresse, {"art": "gute_praxis"}).status_code == 422
    Antwort.objects.filter(pk=antwort.pk).update(gute_praxis=True)
    assert amt.post(adresse, {"art": "gute_praxis"}).status_code == 302


def test_rueckfrage_mit_vorschau_und_entwuerfe_bleiben_beim_zentrum(welt: Welt) -> None:
    bewertung, amt = _vorgelegt(welt), welt.client("bezirksamt")
    wer = welt.rollen["bezirksamt"]
    gefragt = s.antwort(bewertung, "1.2")
    voten.votieren(antwort=gefragt, art="rueckfrage", bemerkung="Seit wann?", wer=wer)
    vorschau = _html(amt, "bewertung_nachfragen", bewertung.pk)
    assert "1 Kriterium" in vorschau
    assert "Seit wann?" in vorschau
    assert amt.post(reverse("bewertung_nachfragen", args=[bewertung.pk])).status_code == 302
    bewertung.refresh_from_db()
    assert bewertung.status == Status.RUECKFRAGE
    _sagen(
        welt,
        bewertung,
        "1.2",
        einschaetzung="nicht_erfuellt",
        begruendung="Im Entwurf",
        kategorie="ressourcen",
    )
    for name, pk in (("bewertung_pruefung", bewertung.pk), ("antwort_pruefen", gefragt.pk)):
        seite = _html(amt, name, pk)
        assert "Im Entwurf" not in seite
        assert "Personal fehlt" in seite
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    (blatt,) = [b for b in blaetter(bewertung) if b.seit_rueckfrage_geaendert]
    assert (blatt.antwort.pk, blatt.bekannt.begruendung) == (gefragt.pk, "Personal fehlt")
    assert "Bei der Rückfrage: teilweise" in _html(amt, "bewertung_pruefung", bewertung.pk)


def test_gemeinsam_bestaetigen_annehmen_und_wieder_oeffnen(welt: Welt) -> None:
    bewertung, amt = _vorgelegt(welt), welt.client("bezirksamt")
    vorschau = _html(amt, "bewertung_bestaetigen", bewertung.pk)
    assert "2.1 …" in vorschau
    assert "1.2 …" not in vorschau
    amt.post(reverse("bewertung_bestaetigen", args=[bewertung.pk]))
    assert [v.antwort.kriterium.schluessel for v in Votum.objects.all()] == ["2.1"]
    assert "Vorher noch zu entscheiden" in _html(amt, "bewertung_annehmen", bewertung.pk)
    for kriterium in ("1.1", "1.2"):
        voten.votieren(
            antwort=s.antwort(bewertung, kriterium), art="bestaetigt", wer=welt.rollen["bezirksamt"]
        )
    annehmen = reverse("bewertung_annehmen", args=[bewertung.pk])
    bewertung.refresh_from_db()
    version = bewertung.version
    assert amt.post(annehmen, {"aktenzeichen": " ", "version": version}).status_code == 422
    assert amt.post(annehmen, {"aktenzeichen": "Soz 3", "version": version - 1}).status_code == 422
    assert amt.post(annehmen, {"aktenzeichen": "Soz 3", "version": version}).status_code == 302
    bewertung.refresh_from_db()
    assert (bewertung.status, bewertung.aktenzeichen) == (Status.ANGENOMMEN, "Soz 3")
    oeffnen = reverse("bewertung_wieder_oeffnen", args=[bewertung.pk])
    assert amt.post(oeffnen, {"grund": ""}).status_code == 422
    assert amt.post(oeffnen, {"grund": "Zahlendreher"}).status_code == 302
    assert "zuletzt für dieses Zentrum: Soz 3" in _html(amt, "bewertung_annehmen", bewertung.pk)


def test_das_amt_redet_auf_den_seiten_der_pruefung_mit(welt: Welt) -> None:
    bewertung, amt = _vorgelegt(welt), welt.client("bezirksamt")
    antwort, wo = s.antwort(bewertung, "1.2"), [welt.eigenes.slug, bewertung.runde.jahr]
    zum_kriterium = amt.post(reverse("antwort_beitrag", args=[*wo, antwort.pk]), {"text": "Bis wann?"})
    assert zum_kriterium.url == reverse("antwort_pruefen", args=[antwort.pk]) + "#austausch"
    zum_ganzen = amt.post(reverse("selbstbewertung_kommentar", args=wo), {"text": "Danke!"})
    assert zum_ganzen.url == reverse("bewertung_pruefung", args=[bewertung.pk]) + "#kommentare"
    welt.client("verband").post(reverse("selbstbewertung_kommentar", args=wo), {"text": "Gut gelöst."})
    assert "Bis wann?" in _html(amt, "antwort_pruefen", antwort.pk)
    ganz = _html(amt, "bewertung_pruefung", bewertung.pk)
    assert "Danke!" in ganz
    assert "Gut gelöst." in ganz


def test_der_traeger_hat_seine_eigene_liste(welt: Welt) -> None:
    bewertung = s.eingereicht(welt, freigabe=True)
    liste = reverse("standards_pruefen")
    seite = reverse("selbstbewertung", args=[welt.eigenes.slug, bewertung.runde.jahr])
    assert f'href="{seite}"' in welt.client("traeger").get(liste).content.decode()
    amt = welt.client("bezirksamt")
    assert "wartet keine Selbstbewertung" in amt.get(liste).content.decode()
    ablauf.freigeben(bewertung=bewertung, wer=welt.rollen["traeger"])
    pruefung = reverse("bewertung_pruefung", args=[bewertung.pk])
    assert f'href="{pruefung}"' in amt.get(liste, {"unterschiede": "nein"}).content.decode()
    assert f'href="{pruefung}"' not in amt.get(liste, {"unterschiede": "ja"}).content.decode()
    assert "STZ Eigenes" in amt.get(liste, {"export": "csv"}).content.decode("utf-8-sig")


def _abfragen(client: Any, *adressen: str) -> list[int]:
    gezaehlt = []
    for adresse in adressen:
        client.get(adresse)
        with CaptureQueriesContext(connection) as abfragen:
            assert client.get(adresse).status_code == 200
        gezaehlt.append(len(abfragen))
    return gezaehlt


def test_gleich_viele_abfragen_fuer_eine_und_drei(welt: Welt) -> None:
    bewertung, amt = _vorgelegt(welt), welt.client("bezirksamt")
    adressen = (reverse("standards_pruefen"), reverse("bewertung_pruefung", args=[bewertung.pk]))
    for antwort in bewertung.antworten.all()[:1]:
        voten.beitragen(bewertung=bewertung, antwort=antwort, text="Ja", wer=welt.rollen["leitung"])
    mit_einer = _abfragen(amt, *adressen)
    for _ in range(2):
        angaben = {"status": "eingereicht", "einreichungen": 1, "eingereicht_am": timezone.now()}
        zentrum = f.ZentrumFabrik(bezirk=welt.bezirk)
        Selbstbewertung.objects.create(runde=bewertung.runde, zentrum=zentrum, **angaben)
    for antwort in bewertung.antworten.all():
        voten.beitragen(bewertung=bewertung, antwort=antwort, text="Ja", wer=welt.rollen["leitung"])
    assert _abfragen(amt, *adressen) == mit_einer
    assert mit_einer[0] == 6
