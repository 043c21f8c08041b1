"""Counting at a Termin: numbers, breakdown, sums of the month, refusals."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from angebote.aufteilung import Aufteilungsfehler
from angebote.models import Angebot, Meldung, Termin, Wert
from angebote.terminplan import einzeltermin, termin_entfernen
from angebote.terminzaehlung import gespeicherte, termin_zaehlen
from angebote.zeitraeume import Gesperrt
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import verlauf
from tests import fabriken as f
from tests.hilfen.verlauf import zurueckdatieren
from tests.welt import Welt

HEUTE = timezone.localdate()
GESTERN, MORGEN = HEUTE - timedelta(days=1), HEUTE + timedelta(days=1)


@pytest.fixture
def angebot(welt: Welt) -> Angebot:
    f.KennzahlFabrik()
    return f.AngebotFabrik(zentrum=welt.eigenes)


@pytest.fixture
def termin(angebot: Angebot) -> Termin:
    return f.TerminFabrik(angebot=angebot, datum=GESTERN)


def _zaehlen(welt: Welt, termin: Termin, status: str = "stattgefunden", **mehr: Any) -> Termin:
    aktuell = Termin.objects.get(pk=termin.pk)
    werte = {"version": aktuell.version, "wer": welt.rollen["mitarbeit"]} | mehr
    return termin_zaehlen(termin=termin, status=status, **werte)


def _teilnahmen(angebot: Angebot) -> int | None:
    wert = Wert.objects.filter(angebot=angebot, altersgruppe="alle", geschlecht="alle").first()
    return wert.zahl if wert else None


def test_zaehlen_summiert_den_monat(welt: Welt, termin: Termin, angebot: Angebot) -> None:
    gezaehlt = _zaehlen(welt, termin, teilnahmen=12, ehrenamtliche=2, ehrenamt_minuten=180)
    assert (gezaehlt.status, gezaehlt.teilnahmen, gezaehlt.version) == ("stattgefunden", 12, 2)
    assert _teilnahmen(angebot) == 12
    zurueckdatieren(termin)
    _zaehlen(welt, termin, teilnahmen=7)
    assert _teilnahmen(angebot) == 7
    assert [e.was for e in Ereignis.objects.zu(termin)] == ["stattgefunden"]
    assert "Teilnahmen: 12 → 7" in verlauf(termin)[0].was


def test_ausfall_braucht_einen_grund_und_hat_keine_zahlen(welt: Welt, termin: Termin) -> None:
    with pytest.raises(Verweigert, match="warum"):
        _zaehlen(welt, termin, "ausgefallen", grund="  ")
    _zaehlen(welt, termin, teilnahmen=5, aufteilung={("u6", "alle"): 2})
    _zaehlen(welt, termin, "ausgefallen", grund="Krankheit", teilnahmen=5)
    termin.refresh_from_db()
    assert (termin.status, termin.grund, termin.teilnahmen) == ("ausgefallen", "Krankheit", None)
    assert gespeicherte(termin) == {}
    _zaehlen(welt, termin, "geplant")
    termin.refresh_from_db()
    assert (termin.status, termin.grund) == ("geplant", "")
    assert [e.was for e in Ereignis.objects.zu(termin)] == ["stattgefunden", "ausgefallen", "wieder offen"]


def test_vor_dem_beginn_nur_absagen(welt: Welt, angebot: Angebot) -> None:
    termin = f.TerminFabrik(angebot=angebot, datum=MORGEN)
    with pytest.raises(Verweigert, match="beginnt erst am"):
        _zaehlen(welt, termin, teilnahmen=3)
    _zaehlen(welt, termin, "ausgefallen", grund="Krankheit")
    termin.refresh_from_db()
    assert termin.status == "ausgefallen"


def test_absage_in_einem_spaeteren_monat(welt: Welt, angebot: Angebot) -> None:
    termin = f.TerminFabrik(angebot=angebot, datum=HEUTE + timedelta(days=60))
    _zaehlen(welt, termin, "ausgefallen", grund="Krankheit")
    assert not Meldung.objects.exists()


def test_aufteilung_mit_raendern(welt: Welt, termin: Termin) -> None:
    zellen = {("u6", "w"): 2, ("u6", "d"): 1, ("a65", "alle"): 4}
    _zaehlen(welt, termin, teilnahmen=12, aufteilung=zellen)
    raender = {("u6", "alle"): 3, ("alle", "w"): 2, ("alle", "d"): 1}
    assert gespeicherte(termin) == zellen | raender
    _zaehlen(welt, termin, teilnahmen=7)
    assert gespeicherte(termin) == zellen | raender
    _zaehlen(welt, termin, teilnahmen=7, aufteilung={("alle", "m"): 7})
    assert gespeicherte(termin) == {("alle", "m"): 7}
    _zaehlen(welt, termin, teilnahmen=7, aufteilung={})
    assert gespeicherte(termin) == {}


def test_aufteilung_passt_nicht_zur_summe(welt: Welt, termin: Termin) -> None:
    _zaehlen(welt, termin, teilnahmen=12, aufteilung={("u6", "alle"): 9})
    with pytest.raises(Aufteilungsfehler, match="ergibt 9, gezählt sind aber nur 8"):
        _zaehlen(welt, termin, teilnahmen=8)
    with pytest.raises(Aufteilungsfehler):
        _zaehlen(welt, termin, teilnahmen=None, aufteilung={("u6", "alle"): 1})
    termin.refresh_from_db()
    assert (termin.teilnahmen, termin.version) == (12, 2)


def test_wer_zu_spaet_kommt_ueberschreibt_nichts(welt: Welt, termin: Termin) -> None:
    _zaehlen(welt, termin, teilnahmen=12)
    with pytest.raises(Ueberholt):
        _zaehlen(welt, termin, teilnahmen=13, version=1)
    termin.refresh_from_db()
    assert termin.teilnahmen == 12


def test_unbekannter_status(welt: Welt, termin: Termin) -> None:
    with pytest.raises(Verweigert, match="Bitte wählen Sie"):
        _zaehlen(welt, termin, "verschoben")


def test_gesperrter_monat_laesst_alles_beim_alten(welt: Welt, termin: Termin) -> None:
    jetzt = timezone.now()
    f.MeldungFabrik(zentrum=welt.eigenes, monat=GESTERN, status="eingereicht", eingereicht_am=jetzt)
    with pytest.raises(Gesperrt):
        _zaehlen(welt, termin, teilnahmen=12)
    termin.refresh_from_db()
    assert (termin.status, termin.version) == ("geplant", 1)
    assert not Ereignis.objects.zu(termin)


def test_neuer_termin_nimmt_ausgefallen_zurueck(welt: Welt, termin: Termin, angebot: Angebot) -> None:
    """A month in which everything fell out reads "ausgefallen" until another date is planned in it."""
    _zaehlen(welt, termin, "ausgefallen", grund="Krankheit")
    summe = Wert.objects.get(angebot=angebot, altersgruppe="alle", geschlecht="alle")
    assert summe.art == "ausgefallen"
    wann = {"datum": GESTERN, "von": time(18), "bis": time(19)}
    neuer = einzeltermin(angebot=angebot, **wann, wer=welt.rollen["mitarbeit"])
    assert not Wert.objects.filter(pk=summe.pk, art="ausgefallen").exists()
    termin_entfernen(termin=neuer, wer=welt.rollen["mitarbeit"])
    assert Wert.objects.get(angebot=angebot, altersgruppe="alle", geschlecht="alle").art == "ausgefallen"
