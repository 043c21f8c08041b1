"""What happens to an Angebot: every change of state, what it refuses, what it leaves behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from angebote import pflege
from angebote.models import Angebot, Termin
from angebote.zeitplan import Regel
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.zeit import monatsanfang
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Leistung, Mitgliedschaft, Ziel

HEUTE = timezone.localdate()
MORGEN, GESTERN = HEUTE + timedelta(days=1), HEUTE - timedelta(days=1)
ERLAUBT = {
    "veroeffentlichen": {"entwurf"},
    "pausieren": {"veroeffentlicht"},
    "fortsetzen": {"pausiert", "beendet"},
    "beenden": {"veroeffentlicht", "pausiert"},
    "als_geprueft_vermerken": {"veroeffentlicht", "pausiert"},
}


@pytest.fixture
def wer(welt: Welt) -> Mitgliedschaft:
    return welt.rollen["mitarbeit"]


def _angebot(welt: Welt, **mehr: Any) -> Angebot:
    """On every weekday, so that there is a date whatever day the test runs on."""
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, **mehr)
    f.ZeitplanFabrik(angebot=angebot, regel="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", pause_feiertage=False)
    return angebot


@pytest.mark.parametrize("status", Angebot.Status.values)
@pytest.mark.parametrize("name", ERLAUBT)
def test_jeder_wechsel_nur_aus_seinen_zustaenden(
    welt: Welt, wer: Mitgliedschaft, name: str, status: str
) -> None:
    angebot = _angebot(welt, status=status)
    mehr = {"ende": HEUTE} if name == "beenden" else {}
    wechsel: Callable[..., Angebot] = getattr(pflege, name)
    if status not in ERLAUBT[name]:
        with pytest.raises(Verweigert, match="Das geht nicht mehr"):
            wechsel(angebot=angebot, wer=wer, **mehr)
        assert Angebot.objects.get().version == 1
        assert not Ereignis.objects.zu(angebot)
        return
    wechsel(angebot=angebot, wer=wer, **mehr)
    assert Angebot.objects.get().version == 2
    assert [(e.person, e.rolle) for e in Ereignis.objects.zu(angebot)] == [(wer.person, wer.bezeichnung)]


def test_veroeffentlichen_nennt_was_fehlt(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, status="entwurf", kosten="", zielgruppen=[])
    assert list(pflege.fehlende_angaben(angebot)) == ["zeitplan", "zielgruppen", "kosten"]
    with pytest.raises(Verweigert, match=r"wann das Angebot stattfindet.*etwas kostet"):
        pflege.veroeffentlichen(angebot=angebot, wer=wer)
    assert not Termin.objects.exists()


def test_leeres_angebot_fehlen_alle_acht() -> None:
    assert pflege.fehlende_angaben(Angebot(), zielgruppen=False, zeitplan=False) == pflege.FEHLT


def test_beenden_heute_streicht_was_danach_kaeme(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = pflege.veroeffentlichen(angebot=_angebot(welt, status="entwurf"), wer=wer)
    f.TerminFabrik(angebot=angebot, datum=HEUTE + timedelta(days=90))
    beendet = pflege.beenden(angebot=angebot, ende=GESTERN, wer=wer)
    assert (beendet.status, beendet.ende) == ("beendet", GESTERN)
    assert not angebot.termine.filter(datum__gt=GESTERN).exists()


def test_kuenftiges_ende_laesst_es_bis_dahin_laufen(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = pflege.veroeffentlichen(angebot=_angebot(welt, status="entwurf"), wer=wer)
    ende = HEUTE + timedelta(days=3)
    assert pflege.beenden(angebot=angebot, ende=ende, wer=wer).status == "veroeffentlicht"
    assert angebot.termine.last().datum == ende
    assert pflege.abgelaufene_beenden(ende) == 0
    assert pflege.abgelaufene_beenden(ende + timedelta(days=1)) == 1
    angebot.refresh_from_db()
    assert (angebot.ende, Ereignis.objects.zu(angebot).last().rolle) == (ende, "System")
    assert pflege.abgelaufene_beenden(ende + timedelta(days=1)) == 0


def test_beenden_lehnt_ab_was_nicht_sein_kann(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = _angebot(welt, beginn=GESTERN)
    with pytest.raises(Verweigert, match="beginnt erst"):
        pflege.beenden(angebot=angebot, ende=GESTERN - timedelta(days=1), wer=wer)
    f.TerminFabrik(angebot=angebot, datum=HEUTE, status="stattgefunden", teilnahmen=3)
    with pytest.raises(Verweigert, match="hat noch ein Termin stattgefunden"):
        pflege.beenden(angebot=angebot, ende=GESTERN, wer=wer)


def test_fortsetzen_nimmt_ein_vergangenes_ende_weg(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = _angebot(welt, status="beendet", ende=GESTERN)
    assert pflege.fortsetzen(angebot=angebot, wer=wer).ende is None
    assert angebot.termine.filter(datum__gte=MORGEN).exists()


def test_kopie_ist_ein_neuer_entwurf_mit_zeitplan(welt: Welt, wer: Mitgliedschaft) -> None:
    bereich = f.LeistungsbereichFabrik()
    angebot = _angebot(welt, titel="T" * 120, geprueft_am=HEUTE, beginn=HEUTE, ende=MORGEN)
    angebot.ziele.add(Ziel.objects.create(schluessel="Z1", text="Beteiligung"))
    angebot.leistungen.add(Leistung.objects.create(schluessel="L1.1", leistungsbereich=bereich, text="x"))
    f.TerminFabrik(angebot=angebot)
    kopie = pflege.kopieren(angebot=angebot, wer=wer)
    assert (kopie.status, kopie.version, kopie.geprueft_am) == ("entwurf", 1, None)
    assert (kopie.beginn, kopie.ende, kopie.termine.count()) == (monatsanfang(HEUTE), None, 0)
    assert (len(kopie.titel), kopie.titel[-8:]) == (120, " (Kopie)")
    assert kopie.zeitplaene.get().regel == angebot.zeitplaene.get().regel
    for feld in ("zielgruppen", "leistungen", "ziele"):
        assert list(getattr(kopie, feld).all()) == list(getattr(angebot, feld).all())
    assert angebot.zeitplaene.count() == angebot.termine.count() == 1


def test_speichern_setzt_genau_diese_zeitplaene(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = pflege.veroeffentlichen(angebot=_angebot(welt, status="entwurf"), wer=wer)
    alter = angebot.zeitplaene.get()
    regel = pflege.regel_von(alter)
    pflege.angebot_speichern(angebot=angebot, version=2, viele={}, zeitplaene=[(alter.pk, regel)], wer=wer)
    assert alter.history.count() == 1
    neu = replace(regel, wochentage=(MORGEN.weekday(),))
    pflege.angebot_speichern(angebot=angebot, version=3, viele={}, zeitplaene=[(None, neu)], wer=wer)
    assert angebot.zeitplaene.get().pk != alter.pk
    kuenftige = angebot.termine.filter(datum__gt=HEUTE)
    assert {termin.datum.weekday() for termin in kuenftige} == {MORGEN.weekday()}
    with pytest.raises(Ueberholt):
        pflege.angebot_speichern(angebot=angebot, version=3, viele={}, zeitplaene=[], wer=wer)


def test_erster_tag_aus_dem_zeitplan_folgt_ihm(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = pflege.veroeffentlichen(angebot=_angebot(welt, status="entwurf"), wer=wer)
    assert angebot.beginn == date(2026, 1, 6)
    regel = pflege.regel_von(angebot.zeitplaene.get())
    frueher, spaeter = replace(regel, beginn=date(2025, 12, 1)), replace(regel, beginn=HEUTE)

    def speichern(version: int, *regeln: Regel) -> date | None:
        zeitplaene = [(None, regel) for regel in regeln]
        werte = {"version": version, "viele": {}, "zeitplaene": zeitplaene, "wer": wer}
        return pflege.angebot_speichern(angebot=angebot, **werte).beginn

    assert speichern(2, regel, frueher) == date(2025, 12, 1)
    angebot.beginn = date(2026, 2, 1)
    assert speichern(3, regel, frueher) == date(2026, 2, 1)
    assert speichern(4, spaeter) == date(2026, 2, 1)


def test_oeffentliches_ohne_zeit_wird_nicht_gespeichert(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = _angebot(welt, titel="Vorher")
    angebot.titel = "Nachher"
    with pytest.raises(Verweigert, match="wann das Angebot stattfindet"):
        pflege.angebot_speichern(angebot=angebot, version=1, viele={}, zeitplaene=[], wer=wer)
    assert Angebot.objects.get().titel == "Vorher"
    assert angebot.zeitplaene.exists()


def test_zu_pruefen_nach_dem_rhythmus(welt: Welt, wer: Mitgliedschaft) -> None:
    angebot = _angebot(welt, geprueft_am=date(2026, 1, 31), pruefrhythmus=1)
    faellig = Angebot.objects.zu_pruefen
    assert not faellig(date(2026, 2, 28)).exists()
    assert faellig(date(2026, 3, 1)).get() == angebot
    pflege.als_geprueft_vermerken(angebot=angebot, wer=wer)
    assert not faellig(HEUTE).exists()


def test_nur_entwuerfe_werden_geloescht(welt: Welt) -> None:
    angebot = _angebot(welt)
    with pytest.raises(Verweigert):
        pflege.entwurf_loeschen(angebot=angebot)
    pflege.entwurf_loeschen(angebot=_angebot(welt, status="entwurf"))
    assert Angebot.objects.get() == angebot
