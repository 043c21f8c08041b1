"""The Dokumentenmappe: editions, readers, proofs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from standards import nachweise
from standards.forms.nachweis import NachweisFormular
from standards.models import Nachweis
from stzverbund.basis.models import Datei
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.hilfen import standards
from tests.welt import Welt
from zentren.stadtteilmanagement import mappe
from zentren.stadtteilmanagement.models import Mappendokument

pytestmark = pytest.mark.django_db


def _angaben(**anders: Any) -> dict[str, Any]:
    heute = timezone.localdate().isoformat()
    return {
        "titel": "Konzeption",
        "art": "konzeption",
        "stand_vom": heute,
        "sichtbarkeit": "partner",
    } | anders


def test_eine_neue_fassung_ersetzt_die_alte_die_lesbar_bleibt(
    welt: Welt, django_capture_on_commit_callbacks: Any
) -> None:
    leitung, amt = welt.client("leitung"), welt.client("bezirksamt")
    neu = reverse("mappendokument_neu")
    assert "Bitte wählen Sie eine Datei" in leitung.post(neu, _angaben()).content.decode()
    papier = SimpleUploadedFile("konzeption.txt", b"Fassung eins")
    beides = _angaben(datei_neu=papier, link="https://haus.example/a.pdf")
    assert "nur eines von beiden" in leitung.post(neu, beides).content.decode()
    verkehrt = _angaben(link="https://haus.example/a.pdf", gilt_bis="2020-01-01")
    assert "vor dem Stand" in leitung.post(neu, verkehrt).content.decode()
    papier = SimpleUploadedFile("konzeption.txt", b"Fassung eins")
    assert leitung.post(neu, _angaben(datei_neu=papier)).status_code == 302
    erste = Mappendokument.objects.get()
    ersetzen = reverse("mappendokument_ersetzen", args=[erste.pk])
    assert leitung.get(ersetzen).context["form"]["titel"].value() == "Konzeption"
    zweite_datei = SimpleUploadedFile("konzeption.txt", b"Fassung zwei")
    leitung.post(ersetzen, _angaben(fassung="2", datei_neu=zweite_datei))
    zweite = Mappendokument.objects.get(ersetzt=erste)
    nochmal = leitung.post(ersetzen, _angaben(link="https://haus.example/a.pdf"))
    assert "schon ersetzt" in nochmal.content.decode()

    assert [zeile.record for zeile in amt.get(reverse("dokumente")).context["table"].rows] == [zweite]
    alte = amt.get(reverse("mappendokument", args=[erste.pk])).content.decode()
    assert "durch neue Fassung ersetzt" in alte
    assert reverse("mappendokument", args=[zweite.pk]) in alte
    herunter = amt.get(reverse("mappendokument_datei", args=[erste.pk]))
    assert b"".join(herunter.streaming_content) == b"Fassung eins"
    with pytest.raises(Verweigert, match="noch gebraucht"):
        mappe.entfernen(dokument=erste, wer=welt.rollen["leitung"])
    datei = zweite.datei.datei.name
    with django_capture_on_commit_callbacks(execute=True):
        leitung.post(reverse("mappendokument_loeschen", args=[zweite.pk]))
    assert (Datei.objects.count(), default_storage.exists(datei)) == (1, False)
    assert list(Mappendokument.objects.neueste()) == [erste]


def test_was_fehlt_und_was_ablaeuft_steht_oben(welt: Welt) -> None:
    heute = timezone.localdate()
    s.MappendokumentFabrik(zentrum=welt.eigenes, art="konzeption", gilt_bis=heute + timedelta(days=60))
    s.MappendokumentFabrik(zentrum=welt.eigenes, art="anderes", gilt_bis=None)
    seite = welt.client("mitarbeit").get(reverse("dokumente"))
    assert [art.value for art in seite.context["fehlende"]] == [
        "hausordnung",
        "beschwerderegelung",
        "schutzkonzept",
    ]
    assert "läuft bald ab" in seite.content.decode()
    assert Mappendokument.objects.ablaufend(heute).count() == 1
    assert Mappendokument.objects.gueltig(heute).count() == 2


def test_das_bezirksamt_legt_berichte_je_stadtteil_ab(welt: Welt) -> None:
    amt, region = welt.client("bezirksamt"), f.RegionFabrik(bezirk=welt.bezirk)
    bericht = {"titel": "QPK-Bericht", "art": "qpk", "sichtbarkeit": "partner", "regionen": [region.pk]}
    neu = reverse("mappendokument_neu")
    assert "hausordnung" not in amt.get(neu).content.decode()
    angaben = _angaben(**bericht, link="https://amt.example/qpk.pdf")
    assert amt.post(neu, angaben).status_code == 302
    eines = Mappendokument.objects.get()
    assert (eines.zentrum, list(eines.regionen.all())) == (None, [region])
    seite = welt.client("mitarbeit").get(reverse("mappendokument", args=[eines.pk])).content.decode()
    assert str(region) in seite
    assert "auch Zentren, Träger, Verband und Geschäftsstelle" in seite


def test_ein_dokument_als_nachweis_bleibt(welt: Welt) -> None:
    """Only what the Bezirksamt may read is offered; what is a proof names it and is not deleted."""
    geteilt = s.MappendokumentFabrik(zentrum=welt.eigenes, sichtbarkeit="partner")
    s.MappendokumentFabrik(zentrum=welt.eigenes, sichtbarkeit="intern")
    s.MappendokumentFabrik(zentrum=welt.nachbar, sichtbarkeit="oeffentlich")
    assert list(nachweise.eintraege([], welt.eigenes).values()) == [geteilt]
    antwort = standards.antwort(standards.bewertung(welt, jahr=2026), "1.1")
    Nachweis.objects.create(antwort=antwort, titel="Konzeption", eintrag=geteilt, datum=timezone.localdate())
    wahl = nachweise.eintraege([], welt.eigenes)
    angaben = {"titel": "Konzeption", "datum": "2026-01-01", "haus": next(iter(wahl))}
    form = NachweisFormular(angaben, instance=Nachweis(antwort=antwort), eintraege=wahl)
    assert form.is_valid()
    assert (form.instance.eintrag, form.instance.gueltig_bis) == (geteilt, geteilt.gilt_bis)
    seite = welt.client("leitung").get(reverse("mappendokument", args=[geteilt.pk])).content.decode()
    assert str(antwort.kriterium) in seite
    assert nachweise.adresse(geteilt) == reverse("mappendokument", args=[geteilt.pk])
    loeschen = reverse("mappendokument_loeschen", args=[geteilt.pk])
    assert "ist ein Nachweis" in welt.client("leitung").get(loeschen).content.decode()
    welt.client("leitung").post(loeschen)
    assert Mappendokument.objects.filter(pk=geteilt.pk).exists()


def test_oeffentliche_dokumente_stehen_beim_zentrum(welt: Welt) -> None:
    """Everybody finds and opens the valid ones; of an older edition only whoever has its address."""
    gestern = timezone.localdate() - timedelta(days=1)
    angaben = {"zentrum": welt.eigenes, "sichtbarkeit": "oeffentlich", "stand_vom": "2020-01-01"}
    alte = s.MappendokumentFabrik(titel="Alte Konzeption", **angaben)
    neue = s.MappendokumentFabrik(titel="Konzeption", ersetzt=alte, **angaben)
    s.MappendokumentFabrik(titel="Notfallplan", **angaben | {"sichtbarkeit": "partner"})
    s.MappendokumentFabrik(titel="Hausordnung", gilt_bis=gestern, **angaben)
    seite = welt.client(None).get(reverse("verzeichnis_zentrum", args=[welt.eigenes.slug]))
    assert seite.context["dokumente"] == [neue]
    offen = reverse("verzeichnis_dokument", args=[neue.pk])
    assert offen in seite.content.decode()
    assert welt.client(None).get(offen).url == neue.link
    assert welt.client(None).get(reverse("verzeichnis_dokument", args=[alte.pk])).status_code == 302


def test_liste_mit_einer_und_drei_zeilen(welt: Welt, django_assert_num_queries: Any) -> None:
    amt = welt.client("bezirksamt")
    amt.get(reverse("dokumente"))
    for anzahl in (1, 2):
        for _ in range(anzahl):
            s.MappendokumentFabrik(zentrum=welt.eigenes, sichtbarkeit="partner")
        with django_assert_num_queries(6):
            amt.get(reverse("dokumente"))
