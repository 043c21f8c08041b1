"""What may change about a Kennzahl and when: never the meaning of what is counted."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from angebote import kennzahlen, kennzahlpflege
from angebote.kennzahlpflege import _freier_schluessel
from angebote.models import Kennzahl
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Mitgliedschaft

HEUER = timezone.localdate().year
KOMMEND = HEUER + 1


@pytest.fixture
def amt(welt: Welt) -> Mitgliedschaft:
    return welt.rollen["bezirksamt"]


def _lokale(welt: Welt, **felder: Any) -> Kennzahl:
    angaben = {"schluessel": "lokal", "name": "Sprachmittlung", "ebene": "zentrum", "gueltig_von": 2020}
    return f.KennzahlFabrik(bezirk=welt.bezirk, **(angaben | felder))


def _neue(welt: Welt, **felder: Any) -> Kennzahl:
    angaben = {"name": "Digitale Hilfe", "ebene": "zentrum", "gueltig_von": KOMMEND, "bezirk": welt.bezirk}
    return Kennzahl(erklaerung="Hilfe am Gerät. Beispiel: 3.", **(angaben | felder))


def _was(kennzahl: Kennzahl) -> list[tuple[str, str]]:
    return list(Ereignis.objects.zu(kennzahl).values_list("was", "grund"))


def test_neue_steht_am_ende_und_hat_einen_festen_schluessel(welt: Welt, amt: Mitgliedschaft) -> None:
    _lokale(welt, reihenfolge=1050)
    neue = kennzahlpflege.anlegen(kennzahl=_neue(welt, name="Händische Zählung, größer"), wer=amt)
    assert (neue.schluessel, neue.reihenfolge) == ("haendische-zaehlung-groesser", 1060)
    assert _was(neue) == [("angelegt", f"ab {KOMMEND}")]
    zweite = kennzahlpflege.anlegen(kennzahl=_neue(welt, name="Händische Zählung, größer"), wer=amt)
    assert zweite.schluessel == "haendische-zaehlung-groesser-2"


def test_erste_lokale_steht_hinter_dem_kern(welt: Welt, amt: Mitgliedschaft) -> None:
    kennzahlen.laden()
    neue = kennzahlpflege.anlegen(kennzahl=_neue(welt), wer=amt)
    assert list(Kennzahl.objects.gueltig(welt.bezirk.pk, KOMMEND))[-1] == neue
    assert neue not in Kennzahl.objects.gueltig(welt.bezirk.pk, HEUER)
    assert neue not in Kennzahl.objects.gueltig(welt.fern.bezirk_id, KOMMEND)


def test_in_einem_begonnenen_jahr_beginnt_nichts(welt: Welt, amt: Mitgliedschaft) -> None:
    with pytest.raises(Verweigert, match=f"{HEUER} hat schon begonnen"):
        kennzahlpflege.anlegen(kennzahl=_neue(welt, gueltig_von=HEUER), wer=amt)


def test_was_kommt_laesst_sich_aendern(welt: Welt) -> None:
    kommende = _lokale(welt, gueltig_von=KOMMEND)
    kommende.name, kommende.pflicht = "Anders", False
    kennzahlpflege.aendern(kennzahl=kommende, version=1)
    kommende.refresh_from_db()
    assert (kommende.name, kommende.pflicht, kommende.version) == ("Anders", False, 2)
    assert kommende.history.count() == 2
    with pytest.raises(Ueberholt):
        kennzahlpflege.aendern(kennzahl=kommende, version=1)
    kommende.gueltig_von = HEUER
    with pytest.raises(Verweigert, match="schon begonnen"):
        kennzahlpflege.aendern(kennzahl=kommende, version=2)


def test_was_gezaehlt_wird_behaelt_seine_bedeutung(welt: Welt) -> None:
    laufende = _lokale(welt)
    laufende.name = "Etwas anderes"
    with pytest.raises(Verweigert, match="wird seit 2020 gezählt"):
        kennzahlpflege.aendern(kennzahl=laufende, version=1)
    mit_werten = _lokale(welt, schluessel="werte", gueltig_von=KOMMEND)
    f.WertFabrik(meldung=f.MeldungFabrik(zentrum=welt.eigenes), kennzahl=mit_werten)
    with pytest.raises(Verweigert, match="gibt es schon Zahlen"):
        kennzahlpflege.aendern(kennzahl=mit_werten, version=1)
    assert Kennzahl.objects.get(pk=laufende.pk).name == "Sprachmittlung"


@pytest.mark.parametrize(
    ("bisher", "neu", "grund"),
    [
        (None, HEUER, ""),
        (None, KOMMEND, ""),
        (HEUER, None, ""),
        (None, HEUER - 1, "frühestens mit dem Jahr"),
        (HEUER - 1, None, "ist seit"),
    ],
)
def test_ende_liegt_nie_in_der_vergangenheit(
    welt: Welt, amt: Mitgliedschaft, bisher: int | None, neu: int | None, grund: str
) -> None:
    kennzahl = _lokale(welt, gueltig_bis=bisher)
    if not grund:
        kennzahlpflege.beenden(kennzahl=kennzahl, letztes_jahr=neu, version=1, wer=amt)
        assert Kennzahl.objects.get().gueltig_bis == neu
        assert [was for was, _ in _was(kennzahl)] == ["Ende festgelegt"]
        return
    with pytest.raises(Verweigert, match=grund):
        kennzahlpflege.beenden(kennzahl=kennzahl, letztes_jahr=neu, version=1, wer=amt)


def test_kommende_endet_nicht_vor_ihrem_beginn(welt: Welt, amt: Mitgliedschaft) -> None:
    kommende = _lokale(welt, gueltig_von=KOMMEND + 1)
    with pytest.raises(Verweigert, match=f"frühestens mit dem Jahr {KOMMEND + 1}"):
        kennzahlpflege.beenden(kennzahl=kommende, letztes_jahr=KOMMEND, version=1, wer=amt)


def test_nachfolgerin_setzt_die_reihe_fort(welt: Welt, amt: Mitgliedschaft) -> None:
    alte = _lokale(welt, reihenfolge=1020)
    neue = kennzahlpflege.ersetzen(alte=alte, neue=_neue(welt, ebene="angebot"), wer=amt)
    alte.refresh_from_db()
    assert (alte.gueltig_bis, alte.version) == (HEUER, 2)
    assert (neue.ersetzt, neue.ebene, neue.reihenfolge, neue.bezirk) == (alte, "zentrum", 1020, welt.bezirk)
    assert _was(alte) == [("ersetzt", f"durch „Digitale Hilfe“ ab {KOMMEND}")]
    for tat in (
        lambda: kennzahlpflege.ersetzen(alte=alte, neue=_neue(welt), wer=amt),
        lambda: kennzahlpflege.beenden(kennzahl=alte, letztes_jahr=None, version=2, wer=amt),
    ):
        with pytest.raises(Verweigert, match="schon ersetzt"):
            tat()


def test_beginnt_die_neue_spaeter_endet_die_alte_spaeter(welt: Welt, amt: Mitgliedschaft) -> None:
    alte = _lokale(welt)
    neue = kennzahlpflege.ersetzen(alte=alte, neue=_neue(welt), wer=amt)
    neue.gueltig_von, neue.ebene = KOMMEND + 1, "angebot"
    kennzahlpflege.aendern(kennzahl=neue, version=1)
    alte.refresh_from_db()
    assert (alte.gueltig_bis, neue.ebene) == (KOMMEND, "zentrum")


def test_das_ende_einer_kommenden_gehoert_ihrer_nachfolgerin(welt: Welt, amt: Mitgliedschaft) -> None:
    kommende = kennzahlpflege.anlegen(kennzahl=_neue(welt), wer=amt)
    kennzahlpflege.ersetzen(alte=kommende, neue=_neue(welt, gueltig_von=KOMMEND + 2), wer=amt)
    kommende.refresh_from_db()
    kommende.gueltig_bis = None
    with pytest.raises(Verweigert, match="Das Jahr davor bleibt das letzte"):
        kennzahlpflege.aendern(kennzahl=kommende, version=kommende.version)


def test_geloescht_wird_nur_was_niemand_zaehlt(welt: Welt, amt: Mitgliedschaft) -> None:
    laufende = _lokale(welt)
    with pytest.raises(Verweigert, match="wird seit 2020 gezählt"):
        kennzahlpflege.loeschen(kennzahl=laufende)
    erste = kennzahlpflege.anlegen(kennzahl=_neue(welt), wer=amt)
    zweite = kennzahlpflege.ersetzen(alte=erste, neue=_neue(welt, gueltig_von=KOMMEND + 1), wer=amt)
    with pytest.raises(Verweigert, match="Löschen Sie zuerst die neue"):
        kennzahlpflege.loeschen(kennzahl=erste)
    kennzahlpflege.loeschen(kennzahl=zweite)
    kennzahlpflege.loeschen(kennzahl=erste)
    assert list(Kennzahl.objects.all()) == [laufende]


def test_reihenfolge_unter_denen_der_ebene(welt: Welt) -> None:
    a, b, c = (_lokale(welt, schluessel=key, reihenfolge=nr) for nr, key in enumerate("abc"))
    andere = _lokale(welt, schluessel="x", ebene="beratung", reihenfolge=1)
    vorbei = _lokale(welt, schluessel="v", gueltig_bis=HEUER - 1, reihenfolge=1)
    kennzahlpflege.verschieben(kennzahl=c, jahr=KOMMEND, um=-1)
    lokale = Kennzahl.objects.filter(bezirk=welt.bezirk, ebene="zentrum").exclude(pk=vorbei.pk)
    assert list(lokale) == [a, c, b]
    assert andere in Kennzahl.objects.filter(bezirk=welt.bezirk)
    with pytest.raises(Verweigert, match="schon oben"):
        kennzahlpflege.verschieben(kennzahl=a, jahr=KOMMEND, um=-1)
    with pytest.raises(Verweigert, match="schon unten"):
        kennzahlpflege.verschieben(kennzahl=vorbei, jahr=KOMMEND, um=1)


@pytest.mark.parametrize(
    ("felder", "satz"),
    [
        ({"bezirk": None}, "am selben Ort"),
        ({"ebene": "angebot"}, "auf derselben Ebene"),
        ({"gueltig_von": KOMMEND + 1}, "nach dem „Sprachmittlung“ endet"),
    ],
)
def test_nachfolge_passt_zu_ihrer_vorgaengerin(welt: Welt, felder: dict, satz: str) -> None:
    neue = _neue(welt, ersetzt=_lokale(welt, gueltig_bis=HEUER), **felder)
    with pytest.raises(ValidationError, match=satz):
        neue.clean()


@pytest.mark.parametrize(
    "felder", [{"quelle": "teilnahmen"}, {"gueltig_bis": 2029}, {"zweite": True}], ids=lambda f: next(iter(f))
)
def test_die_datenbank_kennt_die_regeln(welt: Welt, felder: dict) -> None:
    """Nothing counted in a local one, no end before the beginning, one successor each."""
    alte = _lokale(welt)
    ort = {"bezirk": welt.bezirk, "gueltig_von": 2030}
    Kennzahl.objects.create(**ort, schluessel="b", ersetzt=alte)
    if felder.pop("zweite", False):
        felder = {"ersetzt": alte}
    with pytest.raises(IntegrityError), transaction.atomic():
        Kennzahl.objects.create(**ort, schluessel="c", **felder)


def test_erklaerung_braucht_ein_beispiel(welt: Welt) -> None:
    with pytest.raises(ValidationError, match="nennen Sie auch ein Beispiel"):
        Kennzahl._meta.get_field("erklaerung").run_validators("Wir zählen alles.")


@pytest.mark.django_db
@given(st.text(max_size=80))
def test_aus_jedem_namen_wird_ein_schluessel(name: str) -> None:
    schluessel = _freier_schluessel(name)
    assert 0 < len(schluessel) <= 40
    assert schluessel.replace("-", "").replace("_", "").isalnum()
    assert schluessel.isascii()
