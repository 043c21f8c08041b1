"""Beschwerden: sent without an account, answered, made use of, closed, forgotten; figures for the office."""

from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis import post
from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Verweigert
from stzverbund.start import aufgaben as startseite
from tests import stadtteilfabriken as s
from tests.hilfen.offen import gestempelt
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement import beschwerdefristen, beschwerden
from zentren.stadtteilmanagement.beschwerdezahlen import KLEIN, Zahlen, je_zentrum, maskiert, median_tage
from zentren.stadtteilmanagement.models import Bedarf, Beschwerde, Massnahme

pytestmark = pytest.mark.django_db
MAIL = "mensch@post.example"


def _senden(slug: str, **anders: Any) -> Any:
    adresse = reverse("beschwerde_senden", args=[slug])
    daten = {"art": "beschwerde", "thema": "zugang", "text": "Die Tür geht zu schwer.", "kontakt": MAIL}
    return Client().post(adresse, daten | {"stempel": gestempelt(adresse)} | anders)


def _stand(code: str, **mehr: str) -> Any:
    return Client().post(reverse("beschwerde_stand"), {"code": code} | mehr)


def test_von_der_tuer_bis_zur_antwort(welt: Welt) -> None:
    """Sent, shown with a code once, answered by mail, made into Massnahme and Bedarf, closed, forgotten."""
    falsch = _senden("eigenes", kontakt="Erika Muster")
    assert "keinen Namen" in falsch.content.decode()
    assert falsch.cookies == {}
    antwort = _senden("eigenes")
    eine = Beschwerde.objects.get()
    code = antwort.context["code"]
    assert eine.code == beschwerden.pruefsumme(code.replace("-", "")), "only its hash is stored"
    assert eine.frist == timezone.localdate() + timedelta(days=14)
    ankuendigung = Postausgang.objects.filter(an="leitung@demo.example").get()
    assert "Tür" not in ankuendigung.text + ankuendigung.betreff
    assert MAIL not in ankuendigung.text
    (zeile,) = [z for z in startseite.aufgaben(welt.rollen["leitung"], eine.frist) if z.wort == "Beschwerde"]
    assert (zeile.adresse, zeile.ton) == (reverse("beschwerde", args=[eine.pk]), "warning")
    assert "eingegangen" in _stand(f" {code.upper()} ").content.decode()
    assert _stand("abcd-efgh-jkmn-pqrs").status_code == 422

    leitung = welt.client("leitung")
    schritt = {"version": eine.version}
    for name in ("beschwerde_verbesserung", "beschwerde_beantworten"):
        adresse = reverse(name, args=[eine.pk])
        assert leitung.post(adresse, schritt).status_code == 422, name
    offen = leitung.post(reverse("beschwerde_abschliessen", args=[eine.pk]), schritt)
    assert "wartet auf eine Antwort" in offen.content.decode()
    antworten = reverse("beschwerde_beantworten", args=[eine.pk])
    assert leitung.post(antworten, schritt | {"antwort": "Sie wird leichter."}).status_code == 302
    mail = Postausgang.objects.get(an=MAIL)
    assert "Sie wird leichter." in mail.text
    assert mail.vertraulich
    with pytest.raises(Verweigert, match="schon beantwortet"):
        beschwerden.beantworten(beschwerde=eine, antwort="x", version=2, wer=welt.rollen["leitung"])
    assert "Sie wird leichter." in _stand(code).content.decode()

    verbesserung = {"verbesserung": "Neuer Türschließer", "version": 2}
    leitung.post(reverse("beschwerde_verbesserung", args=[eine.pk]), verbesserung)
    for name in ("beschwerde_massnahme", "beschwerde_bedarf", "beschwerde_bedarf"):
        leitung.post(reverse(name, args=[eine.pk]))
    massnahme, bedarf = Massnahme.objects.get(), Bedarf.objects.get()
    assert massnahme.titel == bedarf.titel == "Neuer Türschließer"
    assert (bedarf.quelle, bedarf.problemfeld) == ("beschwerde", "teilhabe")
    assert massnahme.vereinbart_am is None, "a draft of the house until it is put before others"

    post.versenden()
    schluss = {"verbesserung": "Neuer Türschließer", "version": Beschwerde.objects.get().version}
    leitung.post(reverse("beschwerde_abschliessen", args=[eine.pk]), schluss)
    eine.refresh_from_db()
    assert (eine.status, eine.kontakt) == ("abgeschlossen", "")
    assert not Postausgang.objects.filter(an=MAIL).exists(), "the outbox has forgotten him too"
    spur = " ".join(Ereignis.objects.zu(eine).values_list("was", "grund").__str__())
    assert MAIL not in spur
    assert "Neuer Türschließer" in _stand(code).content.decode()
    assert beschwerdefristen.codes_entfernen(timezone.localdate() + timedelta(days=181)) == 1
    assert _stand(code).status_code == 422


def test_doppelt_gesendet_ist_einmal_und_zeigt_denselben_code(welt: Welt) -> None:
    adresse = reverse("beschwerde_senden", args=["eigenes"])
    stempel = gestempelt(adresse)
    erste, zweite = _senden("eigenes", stempel=stempel), _senden("eigenes", stempel=stempel)
    assert erste.context["code"] == zweite.context["code"]
    assert Beschwerde.objects.count() == 1
    assert _senden("eigenes", name="Robot").url == f"{adresse}?danke=1"
    assert _senden("eigenes", text="Etwas anderes").context["code"] != erste.context["code"]
    for _ in range(3):
        voll = _senden("eigenes")
    assert "gerade sehr viel" in voll.content.decode()
    assert Beschwerde.objects.count() < 6
    welt.eigenes.in_betrieb_bis = timezone.localdate() - timedelta(days=1)
    welt.eigenes.save()
    assert _senden("eigenes").status_code == 404


def test_kontakt_zuruecknehmen_und_aufraeumen(welt: Welt) -> None:
    """The sender takes his contact back; the daily job forgets what nobody has closed, and reminds."""
    heute = timezone.localdate()
    code = _senden("eigenes").context["code"]
    seite = _stand(code, kontakt_loeschen="1").content.decode()
    assert "Ihre Kontaktangabe ist gelöscht" in seite
    assert Beschwerde.objects.get().kontakt == ""
    _senden("eigenes", text="Zu laut")
    zweite = Beschwerde.objects.get(text="Zu laut")
    beschwerden.beantworten(beschwerde=zweite, antwort="Ja.", version=1, wer=welt.rollen["mitarbeit"])
    assert beschwerdefristen.kontakte_entfernen(heute + timedelta(days=90)) == 0
    post.versenden()
    assert beschwerdefristen.kontakte_entfernen(heute + timedelta(days=91)) == 1
    assert not Postausgang.objects.filter(an=MAIL).exists()
    bald = heute + timedelta(days=12)
    assert beschwerdefristen.erinnern(heute) == 0
    assert (beschwerdefristen.erinnern(bald), beschwerdefristen.erinnern(bald)) == (2, 0), (
        "Leitung, Mitarbeit"
    )
    assert beschwerdefristen.erinnern(heute + timedelta(days=20)) == 2


def test_aufnehmen_und_aendern(welt: Welt) -> None:
    """What was said is written down; what came by the form stays as it was sent."""
    mitarbeit, heute = welt.client("mitarbeit"), timezone.localdate()
    neu = {"art": "anregung", "thema": "raeume", "weg": "telefon", "text": "Mehr Stühle"}
    zu_spaet = mitarbeit.post(
        reverse("beschwerde_neu"), neu | {"eingegangen_am": (heute + timedelta(days=1)).isoformat()}
    )
    assert "liegt in der Zukunft" in zu_spaet.content.decode()
    assert (
        mitarbeit.post(reverse("beschwerde_neu"), neu | {"eingegangen_am": "01.03.2026"}).status_code == 302
    )
    eine = Beschwerde.objects.get()
    assert (eine.frist, eine.code) == (date(2026, 3, 15), "")
    mitarbeit.post(reverse("beschwerde_abschliessen", args=[eine.pk]), {"version": 1})
    eine.refresh_from_db()
    assert eine.status == "abgeschlossen", "nobody waits for an answer"
    with pytest.raises(Verweigert, match="schon abgeschlossen"):
        beschwerden.uebernehmen(beschwerde=eine, wer=welt.rollen["mitarbeit"])
    _senden("eigenes")
    gesendet = Beschwerde.objects.get(text="Die Tür geht zu schwer.")
    form = mitarbeit.get(reverse("beschwerde_bearbeiten", args=[gesendet.pk])).context["form"]
    assert "text" not in form.fields
    anders = {"text": "Alles gut", "thema": "team", "art": "lob", "frist": gesendet.frist}
    beschwerden.aendern(beschwerde=gesendet, angaben=anders, version=1, wer=welt.rollen["mitarbeit"])
    gesendet.refresh_from_db()
    assert (gesendet.text, gesendet.thema) == ("Die Tür geht zu schwer.", "team")


def test_zahlen_fuer_das_bezirksamt(welt: Welt, django_assert_num_queries: Any) -> None:
    """Counts and the median of days, masked below five; the Träger sees its own figures in full."""
    heute = timezone.localdate()
    beginn = date(heute.year, 1, 1)
    for tage in (1, 2, 30, 4, 5, 6):
        s.BeschwerdeFabrik(
            zentrum=welt.nachbar,
            eingegangen_am=beginn,
            frist=beginn + timedelta(days=14),
            status="beantwortet",
            antwort="Ja.",
            beantwortet_am=beginn + timedelta(days=tage),
            verbesserung="später" if tage > 4 else "",
        )
    s.BeschwerdeFabrik.create_batch(2, zentrum=welt.eigenes, eingegangen_am=beginn)
    amt = welt.client("bezirksamt")
    amt.get(reverse("beschwerden_zahlen"))
    with django_assert_num_queries(7):
        seite = amt.get(reverse("beschwerden_zahlen"))
    zeilen = {zeile[0]: zeile[1:] for zeile in [*seite.context["zeilen"], seite.context["summe"]]}
    assert zeilen["STZ Nachbar"] == [6, 6, 5, "4,5", 0, 0, 3]
    assert zeilen["STZ Eigenes"][0] == "unter 5"
    assert zeilen["Alle"][0] == "verdeckt", "8 minus 6 would tell"
    traeger = welt.client("traeger").get(reverse("beschwerden_zahlen"))
    assert traeger.context["zeilen"] == [["STZ Eigenes", 2, 0, 0, "–", 2, 0, 0]]
    export = amt.get(reverse("beschwerden_zahlen"), {"export": "csv", "jahr": heute.year}).content.decode()
    assert "STZ Nachbar;6;6;5" in export
    assert "unter 5" in export
    assert "Texte lesen nur das Zentrum" in amt.get(reverse("beschwerden")).content.decode()


def test_liste_mit_einer_und_drei_zeilen(welt: Welt, django_assert_num_queries: Any) -> None:
    leitung = welt.client("leitung")
    leitung.get(reverse("beschwerden"))
    for anzahl in (1, 2):
        s.BeschwerdeFabrik.create_batch(anzahl, zentrum=welt.eigenes, kontakt=MAIL)
        with django_assert_num_queries(5):
            seite = leitung.get(reverse("beschwerden"), {"stand": "offen", "q": "KURS"})
    assert seite.context["table"].page.paginator.count == 3
    export = leitung.get(reverse("beschwerden"), {"export": "csv"}).content.decode()
    assert "Der Kurs fängt zu früh an." in export
    assert MAIL not in export


ANZAHL = st.integers(0, 12)


@given(st.lists(ANZAHL, min_size=1, max_size=6))
def test_was_verdeckt_ist_laesst_sich_nicht_ausrechnen(anzahlen: list[int]) -> None:
    """No small group is shown, and from the sum and the others none can be told."""
    zentrum = mock.Mock(spec=Zentrum)
    einzelne = [Zahlen(zentrum, n, 0, 0, n, 0, 0, None) for n in anzahlen]
    summe = Zahlen(None, sum(anzahlen), 0, 0, 0, 0, 0, None)
    *gezeigt, alle = maskiert([*einzelne, summe])
    verdeckte = [n for n, z in zip(anzahlen, gezeigt, strict=True) if z.verdeckt]
    assert [n for n in anzahlen if 0 < n < KLEIN] == verdeckte
    if verdeckte and not alle.verdeckt:
        rest = (alle.eingegangen or 0) - sum(z.eingegangen or 0 for z in gezeigt)
        assert len(verdeckte) > 1
        assert rest >= KLEIN


@pytest.mark.parametrize("tage", [[3], [1, 8], [9, 1, 5], [2, 2, 7, 100]])
def test_median(welt: Welt, tage: list[int]) -> None:
    neujahr = date(2026, 1, 1)
    for n in tage:
        s.BeschwerdeFabrik(
            zentrum=welt.eigenes,
            eingegangen_am=neujahr,
            beantwortet_am=neujahr + timedelta(n),
        )
    mitte = sorted(tage)
    erwartet = (mitte[(len(tage) - 1) // 2] + mitte[len(tage) // 2]) / 2
    assert median_tage(Beschwerde.objects.all()) == {welt.eigenes.pk: erwartet}
    alle = je_zentrum(Zentrum.objects.filter(pk=welt.eigenes.pk), 2026, maskieren=False)
    assert [z.tage for z in alle] == [erwartet, erwartet]


@pytest.mark.parametrize("jahr", ["0", "-1", "99999999", "9" * 30, "1e9", "zwei"])
def test_ein_jahr_das_es_nicht_gibt_ist_kein_fehler(welt: Welt, jahr: str) -> None:
    """The filters of all registers that ask for a year."""
    leitung = welt.client("leitung")
    for liste in ("beschwerden", "barrieren", "foerderungen", "kampagnen", "beratungsnotizen"):
        assert leitung.get(reverse(liste), {"jahr": jahr}).status_code == 200, liste
