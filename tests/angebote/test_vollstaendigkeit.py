"""What is still open, for one Meldung and for many centres at once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from angebote import erfassung
from angebote.models import Angebot, Meldung, Termin
from angebote.vollstaendigkeit import (
    offene_termine,
    offene_zellen,
    vollstaendigkeit,
    widersprueche,
)
from angebote.zeitraeume import meldejahr_sichern, neueste_meldung
from stzverbund.basis.zeit import monat_plus
from tests import fabriken as f
from tests.hilfen.raster import Blattwelt, blattwelt

pytestmark = pytest.mark.django_db
JE_ANGEBOT, UEBRIGE = 3, 13


@pytest.fixture
def blatt(db: None) -> Blattwelt:
    return blattwelt()


def _stand(blatt: Blattwelt) -> tuple[int, int, int, int]:
    stand = vollstaendigkeit([blatt.zentrum], blatt.monat, blatt.monat)[blatt.zentrum.pk, blatt.monat]
    return stand.angebote, stand.angebote_vollstaendig, stand.erwartet, stand.offen


def _meldung(blatt: Blattwelt) -> Meldung:
    return neueste_meldung(blatt.zentrum, blatt.monat) or f.MeldungFabrik(
        zentrum=blatt.zentrum, monat=blatt.monat
    )


def test_ohne_meldung_ist_alles_offen(blatt: Blattwelt) -> None:
    f.AngebotFabrik(zentrum=blatt.zentrum)
    assert _stand(blatt) == (2, 0, 2 * JE_ANGEBOT + UEBRIGE, 2 * JE_ANGEBOT + UEBRIGE)


def test_einzelne_tage_fragen_nur_in_ihren_monaten(blatt: Blattwelt) -> None:
    """A feast twice a year has no row in the other months; an extra date or a typed total brings one."""
    fest = f.AngebotFabrik(zentrum=blatt.zentrum, titel="Fest")
    andere = [monat_plus(blatt.monat, -1), monat_plus(blatt.monat, 1)]
    tage = [tag.replace(day=9).isoformat() for tag in andere]
    plan = f.ZeitplanFabrik(angebot=fest, rhythmus="einzeltermine", regel="", daten=tage)

    def hier() -> bool:
        return Angebot.objects.im_monat(blatt.monat).filter(pk=fest.pk).exists()

    assert not hier()
    assert all(fest in Angebot.objects.im_monat(monat) for monat in andere)
    assert _stand(blatt)[0] == 1
    plan.daten.append(blatt.monat.replace(day=28).isoformat())
    plan.save()
    assert hier()
    plan.daten = tage
    plan.save()
    woechentlich = f.ZeitplanFabrik(angebot=fest)
    assert hier()
    woechentlich.delete()
    f.TerminFabrik(angebot=fest, datum=blatt.monat)
    assert hier()


def test_vollstaendig_ist_ein_angebot_mit_allen_pflichtangaben(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=0)
    blatt.tippe("oeffnungstage", "k. A.")
    blatt.tippe("ehrenamtliche", "3")
    assert _stand(blatt) == (1, 1, JE_ANGEBOT + UEBRIGE, UEBRIGE - 1)
    offen = offene_zellen(_meldung(blatt), monate=[blatt.monat])
    assert len(offen) == UEBRIGE - 1
    assert "Öffnungstage" not in [zelle.kennzahl for zelle in offen]


def test_geleerte_zelle_ist_wieder_offen(blatt: Blattwelt) -> None:
    blatt.tippe("oeffnungstage", "21")
    blatt.tippe("oeffnungstage", "", version=1)
    assert _stand(blatt)[3] == JE_ANGEBOT + UEBRIGE


def test_offene_zellen_nennen_angebot_und_kennzahl(blatt: Blattwelt) -> None:
    blatt.tippe("termine", "4")
    zellen = offene_zellen(_meldung(blatt), monate=[blatt.monat])
    assert [(z.angebot, z.kennzahl) for z in zellen[:3]] == [
        ("Nähcafé", "Stunden"),
        ("Nähcafé", "Teilnahmen"),
        ("", "Erstkontakte"),
    ]
    assert zellen[0].schluessel == f"{blatt.angebot.pk}-{blatt.kennzahlen['stunden'].pk}"


def test_nur_monate_die_begonnen_haben_und_in_denen_das_zentrum_offen_war(blatt: Blattwelt) -> None:
    meldejahr_sichern(bezirk=blatt.zentrum.bezirk, jahr=blatt.monat.year, rhythmus="jahr")
    blatt.zentrum.in_betrieb_von = blatt.monat + timedelta(days=9)
    blatt.zentrum.save()
    monate = {zelle.monat for zelle in offene_zellen(_meldung(blatt))}
    assert monate == {blatt.monat}
    assert set(vollstaendigkeit([blatt.zentrum], monat_plus(blatt.monat, -3), date(2099, 1, 1))) == {
        (blatt.zentrum.pk, blatt.monat)
    }


def test_angebot_ohne_lauf_zaehlt_nur_mit_wert(blatt: Blattwelt) -> None:
    blatt.tippe("termine", "4")
    Angebot.objects.update(status=Angebot.Status.PAUSIERT)
    f.AngebotFabrik(zentrum=blatt.zentrum, status=Angebot.Status.ENTWURF)
    f.AngebotFabrik(zentrum=blatt.zentrum, beginn=monat_plus(blatt.monat, 1))
    assert _stand(blatt)[0] == 1


def test_eingereichte_meldung_bekommt_keine_neuen_zeilen(blatt: Blattwelt) -> None:
    blatt.termin(teilnahmen=3)
    erfassung.rest_keine_angabe(zentrum=blatt.zentrum, monat=blatt.monat, grund="Test", wer=None)
    Meldung.objects.update(status="eingereicht", eingereicht_am=timezone.now())
    f.AngebotFabrik(zentrum=blatt.zentrum)
    assert _stand(blatt) == (1, 1, JE_ANGEBOT + UEBRIGE, 0)
    assert offene_zellen(_meldung(blatt), monate=[blatt.monat]) == []


def test_lokale_und_abgelaufene_kennzahlen(blatt: Blattwelt) -> None:
    anderer = f.BezirkFabrik(schluessel="11", name="Lichtenberg")
    f.KennzahlFabrik(schluessel="lokal", bezirk=blatt.zentrum.bezirk)
    f.KennzahlFabrik(schluessel="fremd", bezirk=anderer)
    f.KennzahlFabrik(schluessel="alt", gueltig_bis=blatt.monat.year - 1)
    assert _stand(blatt)[2] == JE_ANGEBOT + 1 + UEBRIGE
    assert len(offene_zellen(_meldung(blatt), monate=[blatt.monat])) == JE_ANGEBOT + 1 + UEBRIGE


def test_viele_zentren_brauchen_gleich_viele_abfragen(
    blatt: Blattwelt, django_assert_num_queries: Callable[..., Any]
) -> None:
    haeuser = [blatt.zentrum]
    blatt.termin(teilnahmen=3)
    for _ in range(2):
        with django_assert_num_queries(4):
            stand = vollstaendigkeit(haeuser, monat_plus(blatt.monat, -11), blatt.monat)
        assert len(stand) == 12 * len(haeuser)
        weitere = f.ZentrumFabrik.create_batch(2, bezirk=blatt.zentrum.bezirk)
        for haus in weitere:
            f.AngebotFabrik.create_batch(3, zentrum=haus)
        haeuser += weitere


def test_offene_zellen_brauchen_gleich_viele_abfragen(
    blatt: Blattwelt, django_assert_num_queries: Callable[..., Any]
) -> None:
    meldung = _meldung(blatt)
    assert meldung.zentrum.bezirk
    assert meldung.zeitraum.meldejahr
    for anzahl in (0, 3):
        f.AngebotFabrik.create_batch(anzahl, zentrum=blatt.zentrum)
        with django_assert_num_queries(3):
            offene_zellen(meldung)


def test_ungezaehlte_termine_sind_offene_punkte(blatt: Blattwelt) -> None:
    gestern = f.TerminFabrik(angebot=blatt.angebot, datum=blatt.monat)
    f.TerminFabrik(angebot=blatt.angebot, datum=timezone.localdate() + timedelta(days=1))
    ohne = f.AngebotFabrik(zentrum=blatt.zentrum, zaehlung_je_termin=False)
    f.TerminFabrik(angebot=ohne, datum=blatt.monat)
    meldung = _meldung(blatt)
    assert list(offene_termine(meldung)) == [gestern]
    assert list(offene_termine(meldung, [blatt.monat])) == [gestern]
    assert list(offene_termine(meldung, [monat_plus(blatt.monat, -1)])) == []
    Termin.objects.update(status="ausgefallen", grund="Sturm")
    assert not offene_termine(meldung).exists()


def test_summe_die_unter_ihre_aufteilung_faellt_ist_ein_widerspruch(blatt: Blattwelt) -> None:
    termin = blatt.termin(teilnahmen=12)
    erfassung.aufteilung_speichern(
        **blatt.ort("teilnahmen"), wer=None, eingaben={("u6", "alle"): "10"}, stand=1
    )
    assert widersprueche(_meldung(blatt)) == []
    Termin.objects.filter(pk=termin.pk).update(teilnahmen=8)
    blatt.summieren()
    [widerspruch] = widersprueche(_meldung(blatt))
    assert (widerspruch.angebot, widerspruch.kennzahl) == ("Nähcafé", "Teilnahmen")
