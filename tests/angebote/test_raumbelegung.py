"""Each Termin in a Raum has its Belegung, whatever happens to its Angebot."""

from datetime import date, time, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from angebote import pflege, raumbelegung, terminplan
from angebote.models import Angebot, Termin
from angebote.terminzaehlung import termin_zaehlen
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zeit import Woche
from tests import fabriken as f
from tests.hilfen.angebot import formularwerte
from tests.welt import Welt
from zentren.belegungen import Belegt, belegen, zeitraum
from zentren.models import Belegung, Raum

HEUTE = timezone.localdate()
IN_EINER_WOCHE, IN_ZWEI = HEUTE + timedelta(weeks=1), HEUTE + timedelta(weeks=2)
TAG = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[IN_EINER_WOCHE.weekday()]


@pytest.fixture
def saal(welt: Welt) -> Raum:
    return f.RaumFabrik(standort__zentrum=welt.eigenes, name="Saal")


def _angebot(welt: Welt, raum: Raum | None, **mehr: Any) -> Angebot:
    """Once a week, 10:00 to 11:30, on the weekday of today."""
    standort = raum.standort if raum else None
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, raum=raum, standort=standort, **mehr)
    f.ZeitplanFabrik(angebot=angebot, regel=f"FREQ=WEEKLY;BYDAY={TAG}", pause_feiertage=False)
    return angebot


def _sichern(angebot: Angebot) -> None:
    terminplan.termine_sichern(angebot=angebot, bis=IN_ZWEI)


def _tage(**filter_: Any) -> list[date]:
    return sorted(timezone.localdate(b.beginn) for b in Belegung.objects.filter(**filter_))


def _ab_morgen(angebot: Angebot) -> list[date]:
    return [t.datum for t in angebot.termine.filter(datum__gt=HEUTE, belegung__isnull=False)]


def test_mit_dem_termin_kommt_und_geht_seine_belegung(welt: Welt, saal: Raum) -> None:
    angebot, wer = _angebot(welt, saal, titel="Chor"), welt.rollen["leitung"]
    _sichern(angebot)
    assert _ab_morgen(angebot) == [IN_EINER_WOCHE, IN_ZWEI]
    assert set(Belegung.objects.values_list("raum", "anlass", "art")) == {(saal.pk, "Chor", "angebot")}
    termin = angebot.termine.get(datum=IN_EINER_WOCHE)
    assert (termin.belegung.beginn, termin.belegung.ende) == zeitraum(termin.datum, termin.von, termin.bis)

    # Called off it frees the Raum; taken back it has it again, unless somebody else has it by then.
    def ausfall(status: str, version: int) -> None:
        termin_zaehlen(termin=termin, status=status, grund="Sturm", version=version, wer=wer)

    ausfall("ausgefallen", 1)
    assert IN_EINER_WOCHE not in _tage()
    beginn, ende = zeitraum(IN_EINER_WOCHE, termin.von, termin.bis)
    (andere,) = belegen([Belegung(raum=saal, art="buchung", beginn=beginn, ende=ende, anlass="Skat")])
    with pytest.raises(Belegt, match=r"\(Skat\)"):
        ausfall("geplant", 2)
    andere.delete()
    ausfall("geplant", 2)
    assert _ab_morgen(angebot) == [IN_EINER_WOCHE, IN_ZWEI]

    # Another title, another Raum, none: what is ahead follows, what was stays where it was.
    gewesen = [tag for tag in _tage() if tag <= HEUTE]
    bibliothek = f.RaumFabrik(standort=saal.standort, name="Bibliothek")
    Angebot.objects.filter(pk=angebot.pk).update(raum=bibliothek, titel="Kammerchor")
    _sichern(angebot)
    assert _tage(raum=bibliothek, anlass="Kammerchor") == [IN_EINER_WOCHE, IN_ZWEI]
    assert _tage(raum=saal) == gewesen
    einzeln = terminplan.einzeltermin(
        angebot=angebot, datum=IN_EINER_WOCHE + timedelta(days=1), von=termin.von, bis=termin.bis, wer=wer
    )
    assert len(_tage(raum=bibliothek)) == 3
    terminplan.termin_entfernen(termin=einzeln, wer=wer)
    assert _tage(raum=bibliothek) == [IN_EINER_WOCHE, IN_ZWEI]
    angebot.refresh_from_db()
    pflege.beenden(angebot=angebot, ende=IN_EINER_WOCHE, wer=wer)
    assert _tage(raum=bibliothek) == [IN_EINER_WOCHE]
    pflege.pausieren(angebot=angebot, wer=wer)
    assert _tage() == gewesen
    assert Termin.objects.filter(belegung__isnull=False).count() == len(gewesen)


def test_das_formular_sagt_am_raum_welche_tage_nicht_gehen(welt: Welt, saal: Raum) -> None:
    _sichern(_angebot(welt, saal, titel="Chor"))
    leitung = welt.client("leitung")
    werte = formularwerte(titel="Lesekreis", standort=saal.standort_id, raum=saal.pk, ort="")
    werte |= {"zeit-0-wochentage": [IN_EINER_WOCHE.weekday()], "zeit-0-von": "11:00", "zeit-0-bis": "12:00"}
    seite = leitung.post(reverse("angebot_neu"), werte | {"veroeffentlichen": "1"})
    assert seite.status_code == 422
    (fehler,) = seite.context["form"].errors["raum"]
    assert fehler.startswith("Der Raum „Saal“ ist schon belegt: ")
    assert f"{IN_EINER_WOCHE:%d.%m.%Y}, 11:00–12:00 Uhr (Chor)" in fehler
    assert 'value="Lesekreis"' in seite.content.decode()
    assert 'value="11:00"' in seite.content.decode()
    assert Angebot.objects.count() == 1
    frei = werte | {"zeit-0-von": "11:30", "zeit-0-bis": "12:30", "veroeffentlichen": "1"}
    assert leitung.post(reverse("angebot_neu"), frei).status_code == 302
    chor, wer = Angebot.objects.get(titel="Chor"), welt.rollen["leitung"]
    zeiten = {"datum": IN_ZWEI, "von": time(12), "bis": time(13)}
    with pytest.raises(Verweigert, match=r"\(Lesekreis\)"):
        terminplan.einzeltermin(angebot=chor, wer=wer, **zeiten)


def test_was_niemand_gefragt_hat_bleibt_ohne_raum_und_wird_gezeigt(
    welt: Welt, saal: Raum, django_assert_max_num_queries: Any
) -> None:
    """The daily job makes the Termin, but without its Raum; saving something else does not fail by it."""
    angebote = [_angebot(welt, saal, titel="Chor"), _angebot(welt, None, titel="ohne Raum")]
    erster = angebote[0].zeitplaene.get()
    beginn, ende = zeitraum(IN_EINER_WOCHE, erster.von, erster.bis)
    (sperre,) = belegen([Belegung(raum=saal, art="sperre", beginn=beginn, ende=ende, anlass="Maler")])
    with django_assert_max_num_queries(16):
        terminplan.alle_sichern(HEUTE)
    ohne = raumbelegung.ohne_raum(HEUTE)
    assert [(t.angebot.titel, t.datum) for t in ohne] == [("Chor", IN_EINER_WOCHE)]
    pflege.als_geprueft_vermerken(angebot=angebote[0], wer=welt.rollen["leitung"])
    Belegung.objects.filter(pk=sperre.pk).delete()
    terminplan.alle_sichern(HEUTE)
    assert not raumbelegung.ohne_raum(HEUTE)


def test_was_der_zeitplan_spaeter_braucht_ist_schon_vergeben(welt: Welt, saal: Raum) -> None:
    """The books end after some weeks, the Angebot does not: a booking far ahead must not take its place."""
    angebot = _angebot(welt, saal, titel="Chor")
    _sichern(angebot)
    termin = angebot.termine.get(datum=IN_EINER_WOCHE)
    termin_zaehlen(termin=termin, status="ausgefallen", grund="x", version=1, wer=welt.rollen["leitung"])
    fern = HEUTE + timedelta(weeks=20)
    frueher = Belegung.objects.count()
    leitung, neu = welt.client("leitung"), reverse("raumbuchung_neu")
    werte = {"raum": saal.pk, "gruppe": "Skat", "zweck": "Turnier", "von": "11:00", "bis": "13:00"}

    def buchen(tag: date) -> Any:
        return leitung.post(neu, werte | {"tag": tag.isoformat(), "sofort": "on"})

    (fehler,) = buchen(fern).context["form"].errors["raum"]
    assert f"{fern:%d.%m.%Y}, 11:00–13:00 Uhr (Chor)" in fehler
    assert buchen(fern + timedelta(days=1)).status_code == 302
    assert buchen(IN_EINER_WOCHE).status_code == 302, "what was called off is free"
    assert Belegung.objects.count() == frueher + 2
    for tag, zeilen in ((fern, ["Chor"]), (IN_EINER_WOCHE, ["Skat: Turnier"]), (IN_ZWEI, ["Chor"])):
        seite = leitung.get(reverse("raum_woche", args=[saal.pk, Woche.von(tag)]))
        (tag_der_woche,) = [t for t in seite.context["tage"] if t.datum == tag]
        assert [e.text for e in tag_der_woche.eintraege] == zeilen
    anfrage = leitung.post(neu, werte | {"tag": fern.isoformat()})
    assert "1 Termin ist schon belegt" in leitung.get(anfrage.url).content.decode()
    ohne = {"version": 1, "ohne_belegte": "on"}
    assert leitung.post(f"{anfrage.url}bestaetigen/", ohne).status_code == 422


def test_die_umstellung_gibt_jedem_termin_seinen_raum(welt: Welt, saal: Raum) -> None:
    """Of two at once the one that begins first; what was called off and what has no Raum gets none."""
    anderer = f.RaumFabrik(standort=saal.standort, name="Saal")
    for raum, titel, von, bis, mehr in (
        (saal, "Chor", time(10), time(12), {"status": "stattgefunden", "teilnahmen": 9}),
        (saal, "zu früh", time(11), time(13), {}),
        (saal, "danach", time(12), time(13), {}),
        (saal, "abgesagt", time(15), time(16), {"status": "ausgefallen", "grund": "Sturm"}),
        (anderer, "nebenan", time(11), time(12), {}),
        (None, "draußen", time(10), time(12), {}),
    ):
        angebot = f.AngebotFabrik(zentrum=welt.eigenes, raum=raum, titel=titel)
        f.TerminFabrik(angebot=angebot, datum=date(2026, 3, 3), von=von, bis=bis, **mehr)
    import_module("angebote.migrations.0014_termine_in_raeumen").termine_in_raeumen(apps, None)
    belegt = Termin.objects.filter(belegung__isnull=False).order_by("pk")
    assert [t.angebot.titel for t in belegt] == ["Chor", "danach", "nebenan"]
    for termin in belegt:
        belegung = termin.belegung
        zeiten = zeitraum(termin.datum, termin.von, termin.bis)
        assert (belegung.beginn, belegung.ende) == zeiten
        assert (belegung.raum, belegung.anlass) == (termin.angebot.raum, termin.angebot.titel)
