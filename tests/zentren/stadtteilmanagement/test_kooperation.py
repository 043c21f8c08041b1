"""Partners, Gremien, agreements: entered, reviewed, ended; who has agreed with whom."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from stzverbund.basis.models import Datei, Ereignis
from stzverbund.basis.pflege import Verweigert
from stzverbund.start import aufgaben as startseite
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.hilfen.tabelle import als_xlsx
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement import kooperationen, kooperationsnetz
from zentren.stadtteilmanagement.models import Kooperation, Mappendokument

pytestmark = pytest.mark.django_db
MSD = {"art": "msd", "partner": "Migrationssozialdienst"}


def _in(tagen: int) -> date:
    return timezone.localdate() + timedelta(days=tagen)


def _worte(objekt: Kooperation) -> list[str]:
    return list(Ereignis.objects.zu(objekt).order_by("pk").values_list("was", flat=True))


def test_ein_gremium_von_anfang_bis_ende(welt: Welt) -> None:
    """Entered with its agreement, aims reviewed, ended and taken up again, each with its event."""
    leitung, heute = welt.client("leitung"), timezone.localdate()
    neu = {"partner": "AG Altenhilfe", "art": "gremium"}
    leer, gremium = (leitung.get(reverse("kooperation_neu") + art).content for art in ("", "?art=gremium"))
    offen = b'<details class="aufklappen" open'
    assert (leer.count(offen), gremium.count(offen)) == (0, 1)
    ohne_ebene = leitung.post(reverse("kooperation_neu"), neu)
    assert ohne_ebene.status_code == 422
    assert "auf welcher Ebene" in ohne_ebene.content.decode()
    verkehrt = {"gilt_von": _in(2).isoformat(), "gilt_bis": _in(1).isoformat()}
    assert (
        "Das Ende liegt vor dem Beginn."
        in leitung.post(reverse("kooperation_neu"), neu | {"ebene": "bezirk"} | verkehrt).content.decode()
    )
    datei = SimpleUploadedFile("vereinbarung.txt", b"unterschrieben")
    leitung.post(reverse("kooperation_neu"), neu | {"ebene": "bezirk", "vereinbarung": datei})
    eine = Kooperation.objects.get()
    herunter = leitung.get(reverse("kooperation_datei", args=[eine.pk]))
    assert b"".join(herunter.streaming_content) == b"unterschrieben"

    ziele = reverse("kooperation_ziele", args=[eine.pk])
    pruefung = {"version": 1, "ergebnis": "teilweise", "text": "Mehr Zeit", "datum": _in(1).isoformat()}
    assert "liegt in der Zukunft" in leitung.post(ziele, pruefung).content.decode()
    naechste = {"datum": heute.isoformat(), "naechste_pruefung": heute.isoformat()}
    assert leitung.post(ziele, pruefung | naechste).status_code == 302
    assert list(Kooperation.objects.zu_pruefen(heute)) == [eine]
    assert [p.ergebnis for p in eine.zielpruefungen.all()] == ["teilweise"]

    beenden = {"version": 2, "beendet_am": heute.isoformat()}
    assert leitung.post(reverse("kooperation_beenden", args=[eine.pk]), beenden).status_code == 302
    eine.refresh_from_db()
    assert eine.stand(heute) == "beendet"
    assert not Kooperation.objects.laufend(heute).exists()
    leitung.post(reverse("kooperation_fortsetzen", args=[eine.pk]))
    with pytest.raises(Verweigert, match="läuft"):
        kooperationen.fortsetzen(kooperation=eine, wer=welt.rollen["leitung"])
    assert _worte(eine) == [
        "angelegt",
        "Ziele geprüft: teilweise erreicht",
        f"beendet zum {heute:%d.%m.%Y}",
        "fortgesetzt",
    ]
    seite = welt.client("bezirksamt").get(reverse("kooperation", args=[eine.pk])).content.decode()
    assert "teilweise erreicht" in seite
    assert "Test Leitung" not in seite, "the trail names people: it is for the house"
    kooperationen.entfernen(kooperation=eine, wer=welt.rollen["leitung"])
    assert not Datei.objects.exists()


def test_sitzungen_eines_gremiums_und_was_zurueckkam(welt: Welt) -> None:
    """Counts of twelve months for all readers, texts for the house."""
    gremium = s.GremiumFabrik(zentrum=welt.eigenes)
    for tage, rueckfluss, form in ((-1, "", "gremium"), (-9, "Neue Mittel", "gremium"), (-2, "", "treffen")):
        s.TaetigkeitFabrik(
            zentrum=welt.eigenes, datum=_in(tage), form=form, rueckfluss=rueckfluss
        ).kooperationen.add(gremium)
    s.TaetigkeitFabrik(zentrum=welt.eigenes, datum=_in(-400), form="gremium").kooperationen.add(gremium)
    (zeile,) = kooperationsnetz.mit_sitzungen(Kooperation.objects.all(), timezone.localdate())
    assert (zeile.sitzungen, zeile.zurueck, zeile.zuletzt) == (2, 1, _in(-1))
    for rolle, liest in (("mitarbeit", True), ("bezirksamt", False)):
        for name, args in (("gremien", []), ("kooperation", [gremium.pk])):
            seite = welt.client(rolle).get(reverse(name, args=args)).content.decode()
            assert ("Neue Mittel" in seite) is liest, (rolle, name)


@settings(max_examples=15, deadline=None)
@given(
    st.none() | st.integers(-70, 70),
    st.none() | st.integers(-70, 0),
    st.none() | st.integers(-70, 70),
    st.none() | st.integers(0, 130),
)
def test_stand_einer_zeile_und_listen_sagen_dasselbe(
    ende: int | None, unterzeichnet: int | None, von: int | None, dauer: int | None
) -> None:
    tag = lambda n: None if n is None else _in(n)  # noqa: E731
    bis = dauer if von is None or dauer is None else von + dauer
    eine = s.KooperationFabrik(
        beendet_am=tag(ende), unterzeichnet_am=tag(unterzeichnet), gilt_von=tag(von), gilt_bis=tag(bis)
    )
    heute, stand, alle = timezone.localdate(), eine.stand(timezone.localdate()), Kooperation.objects
    assert alle.laufend(heute).filter(pk=eine.pk).exists() == (stand != "beendet")
    assert alle.vereinbart(heute).filter(pk=eine.pk).exists() == (stand in kooperationsnetz.GILT)
    if stand in ("abgelaufen", "laeuft_ab"):
        assert alle.ablaufend(heute).filter(pk=eine.pk).exists()


def test_vereinbarung_mit_dem_migrationssozialdienst_je_traeger(welt: Welt) -> None:
    """Any Zentrum of the Träger in the Bezirk counts; the one that is valid longest is told."""
    heute, alle = timezone.localdate(), Zentrum.objects.all()
    schwester = f.ZentrumFabrik(traeger=welt.traeger, bezirk=welt.bezirk)
    s.KooperationFabrik(zentrum=welt.nachbar, unterzeichnet_am=heute, gilt_bis=_in(-1), **MSD)
    s.KooperationFabrik(zentrum=welt.nachbar, **MSD)
    s.KooperationFabrik(zentrum=schwester, unterzeichnet_am=_in(-9), gilt_bis=_in(9), **MSD)
    beste = s.KooperationFabrik(zentrum=schwester, unterzeichnet_am=_in(-5), **MSD)
    s.KooperationFabrik(zentrum=schwester, unterzeichnet_am=_in(-5), gilt_von=_in(5), **MSD)
    zeilen = {z.traeger.pk: z for z in kooperationsnetz.migrationssozialdienst(alle, heute)}
    eigene, nachbar = zeilen[welt.traeger.pk], zeilen[welt.nachbar.traeger_id]
    assert (eigene.gilt, eigene.vereinbarung, len(eigene.zentren)) == (True, beste, 2)
    assert (nachbar.gilt, nachbar.vereinbarung.gilt_bis) == (False, _in(-1))
    fehlt = kooperationsnetz.ohne_migrationssozialdienst(alle, heute)
    assert {zeile["traeger"] for zeile in fehlt} == {welt.nachbar.traeger_id, welt.fern.traeger_id}
    seite = welt.client("mitarbeit").get(reverse("migrationssozialdienst")).content.decode()
    assert reverse("kooperation", args=[beste.pk]) not in seite, "of another centre: it is told, not opened"
    assert (
        "1 von 2 Trägern fehlt"
        in welt.client("bezirksamt").get(reverse("migrationssozialdienst")).content.decode()
    )


def test_netz_zaehlt_arten_je_zentrum(welt: Welt) -> None:
    for art, ende in (("jugendamt", None), ("jugendamt", _in(-1)), ("qm", None)):
        s.KooperationFabrik(zentrum=welt.eigenes, art=art, beendet_am=ende)
    s.KooperationFabrik(zentrum=welt.fern, art="qm")
    seite = welt.client("geschaeftsstelle").get(reverse("kooperationsnetz"))
    netz = seite.context["netz"]
    assert {str(z.zentrum): z.summe for z in netz.zeilen} == {"STZ Eigenes": 2, "STZ Nachbar": 0}
    assert netz.summen[-1] == 2
    csv = welt.client("geschaeftsstelle").get(reverse("kooperationsnetz"), {"export": "csv"})
    assert "zusammen" in csv.content.decode("utf-8-sig")


def test_was_faellig_ist_steht_auf_der_startseite(welt: Welt) -> None:
    """Ending agreements first, then aims, the rest in one row; documents; the agreement that is missing."""
    heute = timezone.localdate()
    for tage in (-3, 60):
        s.KooperationFabrik(zentrum=welt.eigenes, partner=f"Bis {tage}", gilt_bis=_in(tage))
    for tage in (61, -1):
        s.KooperationFabrik(zentrum=welt.eigenes, gilt_bis=_in(tage), beendet_am=_in(min(tage, 0)))
    s.KooperationFabrik(zentrum=welt.eigenes, partner="Ziele", naechste_pruefung=heute)
    s.MappendokumentFabrik(zentrum=welt.eigenes, titel="Hausordnung", gilt_bis=_in(20))
    zeilen = startseite.aufgaben(welt.rollen["leitung"], heute)
    titel = [z.titel for z in zeilen if z.wort in ("Vereinbarung", "Kooperation", "Dokument")]
    assert titel == [
        "Bis -3: Vereinbarung erneuern",
        "Bis 60: Vereinbarung erneuern",
        "1 weitere läuft ab oder ist zu prüfen",
        "Hausordnung: neue Fassung ablegen",
        "Vereinbarung mit dem Migrationssozialdienst fehlt",
    ]
    offen = welt.client("leitung").get(reverse("kooperationen"), {"stand": "faellig"})
    assert offen.context["table"].page.paginator.count == 3
    (amt,) = [z for z in startseite.aufgaben(welt.rollen["bezirksamt"], heute) if "Migration" in z.titel]
    assert amt.titel == "2 Träger ohne Vereinbarung mit dem Migrationssozialdienst"


def test_eine_fachstelle_nennt_ihre_kooperationen(welt: Welt) -> None:
    fachstelle = f.FachstelleFabrik(bezirk=welt.bezirk)
    eigene = s.KooperationFabrik(zentrum=welt.eigenes, fachstelle=fachstelle)
    nachbarn = s.KooperationFabrik(zentrum=welt.nachbar, fachstelle=fachstelle)
    for rolle, gelesene in (("mitarbeit", {eigene}), ("bezirksamt", {eigene, nachbarn})):
        seite = welt.client(rolle).get(reverse("fachstelle", args=[fachstelle.pk]))
        assert set(seite.context["kooperationen"]) == gelesene


@pytest.mark.parametrize(
    ("schluessel", "kopf", "zeile", "modell"),
    [
        (
            "kooperationen",
            ["Partner oder Gremium", "Art", "Ebene"],
            ["AG", "Gremium", "Bezirk"],
            Kooperation,
        ),
        (
            "dokumente",
            ["Titel", "Art", "Link"],
            ["Konzeption", "Konzeption", "https://haus.example/k.pdf"],
            Mappendokument,
        ),
    ],
)
def test_listen_werden_eingelesen(
    welt: Welt, schluessel: str, kopf: list[str], zeile: list[str], modell: Any
) -> None:
    team = welt.client("mitarbeit")
    datei = SimpleUploadedFile("liste.xlsx", als_xlsx([kopf, zeile]))
    antwort = team.post(reverse("register_einlesen", args=[schluessel]), {"datei": datei})
    assert (antwort.context["vorschau"].neu, antwort.context["vorschau"].mit_fehler) == (1, 0)
    unter = f"{reverse('register_einlesen', args=[schluessel])}uebernehmen/"
    assert team.post(unter, {"liste": antwort.context["gepackt"]}).status_code == 302
    assert modell.objects.get().zentrum == welt.eigenes


@pytest.mark.parametrize("name", ["kooperationen", "gremien", "kooperationsnetz", "migrationssozialdienst"])
def test_seiten_mit_einer_und_drei_zeilen(welt: Welt, name: str, django_assert_num_queries: Any) -> None:
    amt = welt.client("bezirksamt")
    amt.get(reverse(name))
    for anzahl in (1, 2):
        for _ in range(anzahl):
            gremium = s.GremiumFabrik(zentrum=f.ZentrumFabrik(bezirk=welt.bezirk), unterzeichnet_am=_in(-1))
            s.KooperationFabrik(zentrum=gremium.zentrum, unterzeichnet_am=_in(-1), **MSD)
        with django_assert_num_queries({"kooperationsnetz": 5}.get(name, 6)):
            amt.get(reverse(name))
