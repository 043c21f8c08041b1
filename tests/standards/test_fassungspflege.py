"""A later edition: prepared from the valid one, edited, consented to, published for good; its chains."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from standards import antworten, fassungspflege, runden, vorjahr
from standards.fassungen import Ketten, geltende, gleiches_kriterium
from standards.models import Fassung, Kriterium, Standard, Zustimmung
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.schutz import vorhandene
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt

pytestmark = pytest.mark.django_db


@pytest.fixture
def neue(welt: Welt) -> Fassung:
    """A copy of an edition to which two partners have consented."""
    alte = s.fassung()
    neue = fassungspflege.vorbereiten(schluessel="RK-2028", titel="Neu", wer=welt.rollen["verwaltung"])
    Zustimmung.objects.bulk_create(Zustimmung(fassung=neue, partner=p) for p in ("Bezirksamt", "AWO"))
    assert neue.ersetzt == alte
    return neue


def _felder(form: Any) -> dict[str, Any]:
    return {name: form[name].value() or "" for name in form.fields}


def _veroeffentlichen(fassung: Fassung, welt: Welt) -> Fassung:
    Zustimmung.objects.filter(fassung=fassung).update(am=timezone.localdate())
    Fassung.objects.filter(pk=fassung.pk).update(beschluss="Beschluss 3/2028")
    return fassungspflege.veroeffentlichen(fassung=fassung, wer=welt.rollen["verwaltung"])


def test_von_der_vorbereitung_bis_zur_veroeffentlichung(welt: Welt, neue: Fassung) -> None:
    verwaltung, seite = welt.client("verwaltung"), reverse("fassung", args=[neue.pk])
    adresse = reverse("fassung_wortlaut", args=[neue.pk, 1])
    kriterium = Kriterium.objects.get(standard__fassung=neue, schluessel="1.1")
    eingabe = _felder(verwaltung.get(adresse).context["form"]) | {f"text_{kriterium.pk}": "alles sagen"}
    assert verwaltung.post(adresse, eingabe).status_code == 302
    assert Ereignis.objects.zu(neue).filter(grund__contains="Angebote veröffentlichen → alles sagen").exists()
    assert "Früher: ihre Angebote veröffentlichen" in verwaltung.get(seite).content.decode()
    assert geltende() != neue
    verwaltung.post(reverse("fassung_veroeffentlichen", args=[neue.pk]))
    neue.refresh_from_db()
    assert neue.veroeffentlicht_am is None, "nobody has consented"

    kopf = reverse("fassung_bearbeiten", args=[neue.pk])
    angaben = _felder(verwaltung.get(kopf).context["form"])
    tage = {name: "2026-05-04" for name in angaben if name.startswith("am_")}
    assert len(tage) == 2
    verbund = f.VerbundFabrik(bezirk=welt.bezirk)
    tragender = f.BeschlussFabrik(punkt__sitzung__verbund=verbund, jahr=2028, nummer=3, traegt="fassung")
    f.BeschlussFabrik(punkt=tragender.punkt, nummer=4, traegt="")
    assert list(verwaltung.get(kopf).context["form"].fields["verbundbeschluss"].queryset) == [tragender]
    verwaltung.post(kopf, angaben | tage | {"verbundbeschluss": tragender.pk})
    assert "AWO, 04.05.2026" in verwaltung.get(seite).content.decode()
    assert f"Beschluss 3/2028, {verbund}" in verwaltung.get(seite).content.decode()
    verwaltung.post(reverse("fassung_veroeffentlichen", args=[neue.pk]))
    assert geltende() == neue
    assert "Wortlaut geändert" in welt.client("leitung").get(seite).content.decode()


def test_vorher_fehlt_was_zur_veroeffentlichung_gehoert(welt: Welt, neue: Fassung) -> None:
    assert fassungspflege.fehlt(neue) == [
        "Bitte nennen Sie den Beschluss des Verbundes.",
        "Zustimmung fehlt: Bezirksamt",
        "Zustimmung fehlt: AWO",
    ]
    neue.stand = neue.ersetzt.stand
    assert "Der Stand muss nach dem der Fassung RK-2017 liegen." in fassungspflege.fehlt(neue)
    with pytest.raises(Verweigert, match="schon eine Fassung in Vorbereitung"):
        fassungspflege.vorbereiten(schluessel="RK-2029", titel="x", wer=welt.rollen["verwaltung"])
    with pytest.raises(Verweigert, match="nur die Verwaltung"):
        fassungspflege.veroeffentlichen(fassung=neue, wer=welt.rollen["bezirksamt"])
    fassungspflege.verwerfen(fassung=neue, wer=welt.rollen["verwaltung"])
    assert Fassung.objects.get() == neue.ersetzt


def test_wer_zur_gleichen_zeit_schreibt_ueberschreibt_nichts_ungesehen(welt: Welt, neue: Fassung) -> None:
    verwaltung, adresse = welt.client("verwaltung"), reverse("fassung_wortlaut", args=[neue.pk, 1])
    gelesen = _felder(verwaltung.get(adresse).context["form"])
    anderer = reverse("fassung_wortlaut", args=[neue.pk, 2])
    zweiter = _felder(verwaltung.get(anderer).context["form"])
    verwaltung.post(adresse, gelesen | {"name": "Erster"})
    assert verwaltung.post(anderer, zweiter | {"name": "Nebenan"}).status_code == 302, "another Standard"
    zu_spaet = verwaltung.post(adresse, gelesen | {"name": "Zweiter"})
    assert zu_spaet.status_code == 422
    assert "Inzwischen hat jemand anderes hier etwas geändert" in zu_spaet.content.decode()
    assert neue.standards.get(nummer=1).name == "Erster"
    noch_einmal = _felder(zu_spaet.context["form"])
    assert noch_einmal["name"] == "Zweiter"
    verwaltung.post(adresse, noch_einmal)
    assert neue.standards.get(nummer=1).name == "Zweiter"


def test_veroeffentlichtes_aendert_auch_die_datenbank_nicht_mehr(welt: Welt, neue: Fassung) -> None:
    """The triggers are there, on this engine, for all four tables; the draft beside it can be edited."""
    tabellen = [modell._meta.db_table for modell in (Standard, Kriterium, Zustimmung)]
    gewollt = {f"fest_{wie}_{tabelle}" for tabelle in tabellen for wie in "iud"}
    assert gewollt | {"fest_u_standards_fassung", "fest_d_standards_fassung"} <= vorhandene()
    Kriterium.objects.filter(standard__fassung=neue).update(text="noch ein Entwurf")
    _veroeffentlichen(neue, welt)
    standard = neue.standards.first()
    versuche = [
        lambda: Fassung.objects.filter(pk=neue.pk).update(titel="x"),
        lambda: Fassung.objects.filter(pk=neue.pk).update(veroeffentlicht_am=None),
        lambda: Standard.objects.filter(pk=standard.pk).update(name="x"),
        lambda: Kriterium.objects.filter(standard=standard).update(text="x"),
        lambda: Kriterium.objects.filter(standard=standard).delete(),
        lambda: Kriterium.objects.create(standard=standard, nummer=9, schluessel="1.9", text="x"),
        lambda: Zustimmung.objects.filter(fassung=neue).update(am=None),
    ]
    for versuch in versuche:
        with pytest.raises(IntegrityError), transaction.atomic():
            versuch()
    with pytest.raises(Verweigert, match="veröffentlicht"):
        fassungspflege.verwerfen(fassung=neue, wer=welt.rollen["verwaltung"])


def test_ketten_kennen_gleiche_kriterien_und_geaenderten_wortlaut(
    welt: Welt, neue: Fassung, django_assert_num_queries: Any
) -> None:
    alt = {k.schluessel: k for k in Kriterium.objects.filter(standard__fassung=neue.ersetzt)}
    neu = {k.schluessel: k for k in Kriterium.objects.filter(standard__fassung=neue)}
    Kriterium.objects.filter(pk=neu["1.1"].pk).update(schluessel="1.7", text="anders")
    Standard.objects.filter(fassung=neue, nummer=2).update(schluss="und zwar immer")
    with django_assert_num_queries(1):
        ketten = Ketten()
    assert ketten.stamm(neu["1.1"].pk) == ketten.stamm(alt["1.1"].pk) == alt["1.1"].pk
    assert ketten.wortlaut_geaendert(neu["1.1"].pk, alt["1.1"].pk)
    assert not ketten.wortlaut_geaendert(neu["1.2"].pk, alt["1.2"].pk)
    assert ketten.wortlaut_geaendert(neu["2.1"].pk, alt["2.1"].pk), "the frame of its Standard"
    assert gleiches_kriterium(neu["1.1"]) == [neu["1.1"], alt["1.1"]]


def test_neue_runden_gelten_fuer_die_neue_fassung(welt: Welt, neue: Fassung) -> None:
    """A round that was planned before takes the same numbers of the new one when it is saved."""
    alte = s.runde(welt)
    geplant = s.f.RundeFabrik(bezirk=welt.bezirk, fassung=neue.ersetzt, jahr=alte.jahr + 1)
    geplant.standards.set(neue.ersetzt.standards.filter(nummer=2))
    _veroeffentlichen(neue, welt)
    amt, adresse = welt.client("bezirksamt"), reverse("runde_bearbeiten", args=[geplant.pk])
    seite = amt.get(adresse)
    assert "Beim Speichern gilt für die Runde die neue Fassung." in seite.content.decode()
    form = seite.context["form"]
    (standard,) = form.initial["standards"]
    assert (standard.fassung, standard.nummer) == (neue, 2)
    termine = {name: form[name].value() for name in ("jahr", "beginn", "faellig", "pruefung_bis", "version")}
    schwellen = {name: form[name].value() for name in form.fields if name.startswith("schwelle")}
    amt.post(adresse, termine | schwellen | {"standards": [standard.pk], "zentren": [welt.eigenes.pk]})
    geplant.refresh_from_db()
    assert geplant.fassung == neue
    assert alte.fassung == neue.ersetzt


def test_unveraendert_bestaetigen_folgt_den_ketten_und_nie_neuem_wortlaut(welt: Welt, neue: Fassung) -> None:
    """Last year's answers are found over two editions; what reads differently is answered anew."""
    alte = s.angenommen(welt)
    _veroeffentlichen(neue, welt)
    naechste = fassungspflege.vorbereiten(schluessel="RK-2030", titel="x", wer=welt.rollen["verwaltung"])
    kriterien = Kriterium.objects.filter(standard__fassung=naechste)
    kriterien.filter(schluessel="1.1").update(text="anders")
    Fassung.objects.filter(pk=naechste.pk).update(stand=neue.stand + timedelta(days=1))
    _veroeffentlichen(naechste, welt)
    runde = s.f.RundeFabrik(bezirk=welt.bezirk, fassung=naechste, jahr=alte.runde.jahr + 1)
    runde.standards.set(naechste.standards.all())
    runde.zentren.set([welt.eigenes])
    runden.oeffnen(runde=runde, wer=welt.rollen["bezirksamt"])
    bewertung = runde.bewertungen.select_related("vorjahr").get()
    assert bewertung.vorjahr == alte
    alle = list(bewertung.antworten.select_related("kriterium", "bewertung"))
    neu_gefasst = {a.kriterium.schluessel: vorjahr.davor(bewertung, alle)[a.pk].neu_gefasst for a in alle}
    assert neu_gefasst == {"1.1": True, "1.2": False, "2.1": False}
    bestaetigbar = [a.kriterium.schluessel for a, _ in antworten.bestaetigbare(bewertung)]
    assert "1.1" not in bestaetigbar
    assert set(bestaetigbar) <= {"1.2", "2.1"}
    assert bestaetigbar
