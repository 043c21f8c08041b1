"""Each change of state: who may, when, what follows, who gets mail."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from angebote import ablauf
from angebote.models import Beratung, Meldung, Meldungssumme, Rueckfrage, Wert
from angebote.zeitraeume import sperrgrund
from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zahlen import Zellart
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt

Status = Meldung.Status


def _post() -> dict[str, str]:
    """Mails by address; the subject is enough."""
    return dict(Postausgang.objects.values_list("an", "betreff"))


def _ereignisse(meldung: Meldung) -> list[str]:
    return list(Ereignis.objects.zu(meldung).values_list("was", flat=True))


def test_mit_freigabe_geht_die_meldung_ueber_den_traeger(welt: Welt) -> None:
    meldung = ablauf.einreichen(meldung=m.entwurf(welt.eigenes), wer=welt.rollen["leitung"])
    assert meldung.freigabe_noetig
    assert set(_post()) == {"traeger@demo.example"}
    assert not Meldung.objects.sichtbar_fuer(welt.rollen["bezirksamt"]).exists()
    ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    assert set(_post()) == {"traeger@demo.example", "bezirksamt@demo.example"}
    angenommen = ablauf.annehmen(meldung=meldung, aktenzeichen="Soz 1", wer=welt.rollen["bezirksamt"])
    assert (angenommen.status, angenommen.aktenzeichen) == (Status.ANGENOMMEN, "Soz 1")
    assert _ereignisse(meldung) == ["eingereicht", "freigegeben", "angenommen"]


def test_ohne_freigabe_liegt_sie_sofort_beim_bezirksamt(welt: Welt) -> None:
    welt.traeger.freigabe_noetig = False
    welt.traeger.save()
    meldung = ablauf.einreichen(meldung=m.entwurf(welt.eigenes), wer=welt.rollen["leitung"])
    assert set(_post()) == {"bezirksamt@demo.example"}
    assert Meldung.objects.sichtbar_fuer(welt.rollen["bezirksamt"]).get() == meldung
    with pytest.raises(Verweigert, match="Stand: Beim Bezirksamt"):
        ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])


def test_der_schalter_gilt_wie_er_beim_einreichen_stand(welt: Welt) -> None:
    meldung = m.eingereicht(welt)
    welt.traeger.freigabe_noetig = False
    welt.traeger.save()
    assert not Meldung.objects.sichtbar_fuer(welt.rollen["bezirksamt"]).exists()
    ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])


@pytest.mark.parametrize("rolle", ["mitarbeit", "traeger", "bezirksamt", "verband", "verwaltung"])
def test_nur_die_leitung_reicht_ein(welt: Welt, rolle: str) -> None:
    with pytest.raises(Verweigert, match="Das geht jetzt nicht"):
        ablauf.einreichen(meldung=m.entwurf(welt.eigenes), wer=welt.rollen[rolle])


def test_fremde_leitung_reicht_nicht_ein(welt: Welt) -> None:
    with pytest.raises(Verweigert):
        ablauf.einreichen(meldung=m.entwurf(welt.nachbar), wer=welt.rollen["leitung"])


def test_leere_meldung_laesst_sich_nicht_einreichen(welt: Welt) -> None:
    meldung = m.entwurf(welt.eigenes, zahl=None)
    with pytest.raises(Verweigert, match="leer"):
        ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    f.WertFabrik(meldung=meldung, art=Zellart.KEINE_ANGABE, kennzahl__ebene="zentrum")
    with pytest.raises(Verweigert, match="leer"):
        ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])


def test_laufender_zeitraum_laesst_sich_nicht_einreichen(welt: Welt) -> None:
    meldung = m.entwurf(welt.eigenes)
    meldung.zeitraum.bis = timezone.localdate()
    meldung.zeitraum.save()
    with pytest.raises(Verweigert, match="läuft noch bis"):
        ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])


def test_offene_zelle_verhindert_das_einreichen(welt: Welt) -> None:
    meldung = m.entwurf(welt.eigenes)
    meldung.werte.last().delete()
    with pytest.raises(Verweigert, match="Ein Punkt ist noch offen"):
        ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    meldung.refresh_from_db()
    assert meldung.status == Status.ENTWURF


def test_nach_der_sperre_geht_nichts_mehr(welt: Welt) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5, sperre=0)
    meldung = m.entwurf(welt.eigenes, zeitraum=zeitraum)
    with pytest.raises(Verweigert, match="gesperrt"):
        ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])


def test_bemerkung_geht_mit_dem_einreichen(welt: Welt) -> None:
    meldung = ablauf.einreichen(
        meldung=m.entwurf(welt.eigenes), wer=welt.rollen["leitung"], bemerkung="Umbau im Mai"
    )
    meldung.refresh_from_db()
    assert meldung.bemerkung == "Umbau im Mai"


def test_zurueckziehen_bis_zur_freigabe(welt: Welt) -> None:
    meldung = m.eingereicht(welt)
    ablauf.zurueckziehen(meldung=meldung, wer=welt.rollen["leitung"])
    meldung.refresh_from_db()
    assert (meldung.status, meldung.eingereicht_am) == (Status.ENTWURF, None)
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    with pytest.raises(Verweigert):
        ablauf.zurueckziehen(meldung=meldung, wer=welt.rollen["leitung"])


def test_zurueckgezogen_nach_einer_rueckgabe_steht_wieder_wie_zuvor(welt: Welt) -> None:
    meldung = m.vorgelegt(welt)
    wert = meldung.werte.first()
    ablauf.zurueckgeben(
        meldung=meldung, grund="", rueckfragen={wert.pk: "So viele?"}, wer=welt.rollen["bezirksamt"]
    )
    ablauf.rueckfrage_beantworten(
        rueckfrage=Rueckfrage.objects.get(), antwort="Sommerfest", wer=welt.rollen["mitarbeit"]
    )
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    assert Rueckfrage.objects.get().erledigt_am
    ablauf.zurueckziehen(meldung=meldung, wer=welt.rollen["leitung"])
    meldung.refresh_from_db()
    assert (meldung.status, meldung.grund) == (Status.ZURUECKGEGEBEN, "Rückfrage zu einem Wert")
    assert not meldung.ganz_zurueck
    assert not Rueckfrage.objects.get().erledigt_am


def test_nach_der_sperre_gibt_das_bezirksamt_zurueck_statt_dass_jemand_zurueckzieht(welt: Welt) -> None:
    meldung = m.eingereicht(welt)
    m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5, sperre=0)
    with pytest.raises(Verweigert, match="gesperrt"):
        ablauf.zurueckziehen(meldung=meldung, wer=welt.rollen["leitung"])
    meldung.refresh_from_db()
    assert meldung.status == Status.EINGEREICHT


def test_rueckgabe_im_ganzen_braucht_einen_grund_und_neue_freigabe(welt: Welt) -> None:
    meldung = m.vorgelegt(welt)
    amt = welt.rollen["bezirksamt"]
    with pytest.raises(Verweigert, match="Grund"):
        ablauf.zurueckgeben(meldung=meldung, grund="  ", rueckfragen={}, wer=amt)
    ablauf.zurueckgeben(meldung=meldung, grund="Der Juli fehlt.", rueckfragen={}, wer=amt)
    meldung.refresh_from_db()
    assert (meldung.status, meldung.ganz_zurueck, meldung.freigegeben_am) == ("zurueckgegeben", True, None)
    assert "leitung@demo.example" in _post()
    assert not Meldung.objects.sichtbar_fuer(amt).exists()
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    assert not Meldung.objects.sichtbar_fuer(amt).exists()
    ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    assert Meldung.objects.sichtbar_fuer(amt).exists()


def test_zurueckgegebene_zelle_haelt_fest_wonach_gefragt_war(welt: Welt) -> None:
    meldung = m.eingereicht(welt)
    wert = meldung.werte.first()
    traeger = welt.rollen["traeger"]
    ablauf.zurueckgeben(meldung=meldung, grund="", rueckfragen={wert.pk: "So viele?"}, wer=traeger)
    frage = Rueckfrage.objects.get()
    assert (frage.stelle, frage.art, frage.zahl, frage.grund) == ("traeger", "zahl", 10, "So viele?")
    assert frage.unbeachtet
    with pytest.raises(Verweigert, match="Ein Punkt"):
        ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    wert.zahl = 9
    wert.save()
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    grund = Ereignis.objects.get(was=ablauf.VOM_TRAEGER).grund
    assert "Nähcafé, Teilnahmen" in grund
    assert "So viele?" in grund


def test_fremder_wert_und_leere_rueckfrage_werden_verweigert(welt: Welt) -> None:
    meldung, fremd = m.vorgelegt(welt), m.vorgelegt(welt, welt.nachbar)
    amt = welt.rollen["bezirksamt"]
    for fragen in ({fremd.werte.first().pk: "Warum?"}, {meldung.werte.first().pk: " "}):
        with pytest.raises(Verweigert):
            ablauf.zurueckgeben(meldung=meldung, grund="x", rueckfragen=fragen, wer=amt)
    assert not Rueckfrage.objects.exists()


def test_traeger_gibt_nicht_zurueck_was_beim_bezirksamt_liegt(welt: Welt) -> None:
    meldung = m.vorgelegt(welt)
    with pytest.raises(Verweigert):
        ablauf.zurueckgeben(meldung=meldung, grund="Doch nicht", rueckfragen={}, wer=welt.rollen["traeger"])


def test_annahme_braucht_das_aktenzeichen_und_schreibt_die_summen(welt: Welt) -> None:
    meldung = m.vorgelegt(welt)
    with pytest.raises(Verweigert, match="Aktenzeichen"):
        ablauf.annehmen(meldung=meldung, aktenzeichen=" ", wer=welt.rollen["bezirksamt"])
    ablauf.annehmen(meldung=meldung, aktenzeichen="Soz 1", wer=welt.rollen["bezirksamt"])
    assert Meldungssumme.objects.filter(meldung=meldung).count() == 3
    with pytest.raises(Verweigert, match="Angenommen"):
        ablauf.annehmen(meldung=meldung, aktenzeichen="Soz 2", wer=welt.rollen["bezirksamt"])


def test_fremdes_bezirksamt_nimmt_nicht_an(welt: Welt) -> None:
    fern = f.MitgliedschaftFabrik(rolle="bezirksamt", bezirksamt=welt.fern.bezirk.bezirksamt)
    with pytest.raises(Verweigert):
        ablauf.annehmen(meldung=m.vorgelegt(welt), aktenzeichen="X", wer=fern)


def test_berichtigung_ist_eine_kopie_und_laesst_das_angenommene_stehen(
    welt: Welt, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    alt = m.angenommen(welt)
    Beratung.objects.create(meldung=alt, datum=alt.zeitraum.von, thema="wohnen", kontakt="erst", anzahl=2)
    with django_assert_max_num_queries(20):
        neu = ablauf.berichtigen(meldung=alt, wer=welt.rollen["leitung"])
    assert (neu.nr, neu.status) == (1, Status.ENTWURF)
    assert [w.zahl for w in neu.werte.all()] == [w.zahl for w in alt.werte.all()]
    assert neu.beratungen.get().anzahl == 2
    assert neu.werte.first().history.count() == 1
    wert = neu.werte.first()
    wert.zahl = 99
    wert.save()
    assert set(alt.werte.values_list("zahl", flat=True)) == {10}
    with pytest.raises(Verweigert, match="schon eine Berichtigung"):
        ablauf.berichtigen(meldung=alt, wer=welt.rollen["leitung"])


def test_berichtigung_ohne_aenderung_wird_nicht_eingereicht_und_laesst_sich_verwerfen(welt: Welt) -> None:
    alt = m.angenommen(welt)
    neu = ablauf.berichtigen(meldung=alt, wer=welt.rollen["leitung"])
    with pytest.raises(Verweigert, match="ändert nichts"):
        ablauf.einreichen(meldung=neu, wer=welt.rollen["leitung"])
    ablauf.verwerfen(meldung=neu, wer=welt.rollen["leitung"])
    assert Meldung.objects.get() == alt
    assert _ereignisse(alt)[-1] == "Berichtigung 1 verworfen"
    with pytest.raises(Verweigert):
        ablauf.verwerfen(meldung=alt, wer=welt.rollen["leitung"])


def test_nicht_gemeldet_erst_nach_der_nachfrist_und_nur_wo_nichts_vorliegt(welt: Welt) -> None:
    amt, zeitraum = welt.rollen["bezirksamt"], m.letztes_quartal(welt.bezirk, frist=-3, nachfrist=0)
    angaben = {"zentrum": welt.eigenes, "zeitraum": zeitraum, "grund": "Brand im Haus", "wer": amt}
    with pytest.raises(Verweigert, match="Nachfrist"):
        ablauf.nicht_gemeldet(**angaben)
    angaben["zeitraum"] = m.letztes_quartal(welt.bezirk, frist=-3, nachfrist=-1)
    with pytest.raises(Verweigert, match="Grund"):
        ablauf.nicht_gemeldet(**angaben | {"grund": ""})
    with pytest.raises(Verweigert, match="nur das Bezirksamt"):
        ablauf.nicht_gemeldet(**angaben | {"wer": welt.rollen["leitung"]})
    meldung = ablauf.nicht_gemeldet(**angaben)
    assert (meldung.status, meldung.grund) == (Status.NICHT_GEMELDET, "Brand im Haus")
    with pytest.raises(Verweigert, match="Nicht gemeldet"):
        ablauf.nicht_gemeldet(**angaben)
    m.vorgelegt(welt, welt.nachbar, zeitraum=angaben["zeitraum"])
    with pytest.raises(Verweigert, match="Zu prüfen"):
        ablauf.nicht_gemeldet(**angaben | {"zentrum": welt.nachbar})


def test_nicht_gemeldet_nur_fuer_zentren_in_betrieb(welt: Welt) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-3, nachfrist=-1)
    welt.eigenes.in_betrieb_bis = zeitraum.von - timedelta(days=1)
    with pytest.raises(Verweigert, match="nicht in Betrieb"):
        ablauf.nicht_gemeldet(
            zentrum=welt.eigenes, zeitraum=zeitraum, grund="x", wer=welt.rollen["bezirksamt"]
        )


@pytest.mark.parametrize("begonnen", [True, False])
def test_entsperren_oeffnet_bis_zu_einem_tag(welt: Welt, begonnen: bool) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5, sperre=0)
    if begonnen:
        m.entwurf(welt.eigenes, zeitraum=zeitraum)
    bis = timezone.localdate() + timedelta(days=5)
    angaben = {"zentrum": welt.eigenes, "zeitraum": zeitraum, "grund": "Krankheit"}
    with pytest.raises(Verweigert, match="nur das Bezirksamt"):
        ablauf.entsperren(**angaben, bis=bis, wer=welt.rollen["leitung"])
    with pytest.raises(Verweigert, match="noch kommt"):
        ablauf.entsperren(**angaben, bis=date(2020, 1, 1), wer=welt.rollen["bezirksamt"])
    meldung = ablauf.entsperren(**angaben, bis=bis, wer=welt.rollen["bezirksamt"])
    assert sperrgrund(meldung) == ""
    assert "leitung@demo.example" in _post()
    with pytest.raises(Verweigert, match="nicht gesperrt"):
        ablauf.entsperren(**angaben, bis=bis, wer=welt.rollen["bezirksamt"])


def test_nicht_gemeldetes_laesst_sich_wieder_oeffnen(welt: Welt) -> None:
    zeitraum, amt = m.letztes_quartal(welt.bezirk, frist=-3, nachfrist=-1), welt.rollen["bezirksamt"]
    angaben = {"zentrum": welt.eigenes, "zeitraum": zeitraum, "grund": "Irrtum", "wer": amt}
    ablauf.nicht_gemeldet(**angaben)
    meldung = ablauf.entsperren(**angaben, bis=timezone.localdate())
    assert (meldung.status, meldung.grund) == (Status.ENTWURF, "")
    assert _ereignisse(meldung)[0] == "nicht gemeldet"


def test_beantwortet_wird_nur_eine_offene_rueckfrage(welt: Welt) -> None:
    meldung = m.vorgelegt(welt)
    wert = Wert.objects.filter(meldung=meldung).first()
    ablauf.zurueckgeben(
        meldung=meldung, grund="", rueckfragen={wert.pk: "Wie kommt das?"}, wer=welt.rollen["bezirksamt"]
    )
    frage, team = Rueckfrage.objects.get(), welt.rollen["mitarbeit"]
    with pytest.raises(Verweigert, match="Antwort"):
        ablauf.rueckfrage_beantworten(rueckfrage=frage, antwort=" ", wer=team)
    ablauf.rueckfrage_beantworten(rueckfrage=frage, antwort="Sommerfest", wer=team)
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    with pytest.raises(Verweigert):
        ablauf.rueckfrage_beantworten(rueckfrage=frage, antwort="Nachtrag", wer=team)


def test_post_geht_nur_an_gueltige_mitgliedschaften(welt: Welt) -> None:
    welt.rollen["traeger"].bis = timezone.localdate() - timedelta(days=1)
    welt.rollen["traeger"].save()
    gesperrt = f.PersonFabrik(is_active=False)
    f.MitgliedschaftFabrik(rolle="traeger", traeger=welt.traeger, person=gesperrt)
    m.eingereicht(welt)
    assert _post() == {}
