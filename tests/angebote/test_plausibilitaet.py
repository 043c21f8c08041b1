"""Unusual values: the rule against a plain one, and when it is compared anew."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote import ablauf, erfassung, plausibilitaet
from angebote.models import Kennzahl, Meldejahr, Meldung, Vergleichswert, Wert
from angebote.plausibilitaet import Befund
from angebote.zeitraeume import meldejahr_sichern
from stzverbund.basis.zahlen import Einheit, Zellart
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt

Status = Meldung.Status
SCHWELLE = {Einheit.ANZAHL: 10, Einheit.STUNDEN: 600, Einheit.EURO: 1000}
MONATLICH = 30
"""Months of history that the generated cases spread over."""


def einfach(zahl: int, frueher: list[int], einheit: str) -> bool:
    """The rule as the paper has it: `frueher` are the reported numbers, newest first."""
    letzte = frueher[:12]
    if len(letzte) < 4:
        return False
    mitte = Fraction(median(map(Fraction, letzte)))
    return not mitte / 2 <= zahl <= 2 * mitte and abs(zahl - mitte) >= SCHWELLE[Einheit(einheit)]


def _gemeldet(zentrum: Any, monat: date, status: str = Status.ANGENOMMEN, **mehr: Any) -> Meldung:
    """A Meldung in the state that it would have; a year reports by month here."""
    meldejahr_sichern(bezirk=zentrum.bezirk, jahr=monat.year, rhythmus=Meldejahr.Rhythmus.MONAT)
    jetzt = timezone.now()
    zeiten = {"eingereicht_am": jetzt, "freigegeben_am": jetzt, "angenommen_am": jetzt}
    gilt = {Status.EINGEREICHT: 1, Status.FREIGEGEBEN: 2, Status.ANGENOMMEN: 3}.get(Status(status), 0)
    grund = {"grund": "Bitte ergänzen"} if status in (Status.ZURUECKGEGEBEN, Status.NICHT_GEMELDET) else {}
    felder = dict(list(zeiten.items())[:gilt]) | grund | mehr
    return f.MeldungFabrik(zentrum=zentrum, monat=monat, status=status, **felder)


def _monat(nummer: int) -> date:
    """Month 0 is January 2022."""
    return date(2022 + nummer // 12, nummer % 12 + 1, 1)


def _auffaellige(*meldungen: Meldung) -> list[int | None]:
    return [a.wert.zahl for a in plausibilitaet.auffaellige(meldungen)]


zahlen = st.integers(0, 60) | st.integers(0, 5000)
frueheres = st.lists(
    st.tuples(
        st.integers(0, MONATLICH - 1),
        st.sampled_from(Status.values),
        st.booleans(),
        st.none() | zahlen,
        st.none() | zahlen,
    ),
    max_size=20,
    unique_by=lambda zeile: zeile[0],
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(frueheres, st.lists(zahlen, min_size=1, max_size=3), st.sampled_from(Einheit.values), st.booleans())
def test_regel_gegen_die_einfache(
    welt: Welt, frueher: list[tuple], eigene: list[int], einheit: str, je_angebot: bool
) -> None:
    """Any history of states and numbers, with Berichtigungen and months without a number."""
    Meldung.objects.all().delete()
    ebene = Kennzahl.Ebene.ANGEBOT if je_angebot else Kennzahl.Ebene.ZENTRUM
    kennzahl = f.KennzahlFabrik(schluessel=f"{einheit}-{ebene}", einheit=einheit, ebene=ebene)
    ort = {"angebot": m.angebot(welt.eigenes) if je_angebot else None, "kennzahl": kennzahl}
    reihe: dict[int, int] = {}
    for nummer, status, beim_traeger, zahl, berichtigt in frueher:
        mehr = {"freigabe_noetig": beim_traeger and status == Status.EINGEREICHT}
        alt = _gemeldet(welt.eigenes, _monat(nummer), status, **mehr)
        _wert(alt, zahl, ort)
        zaehlt = status in (Status.EINGEREICHT, Status.FREIGEGEBEN, Status.ANGENOMMEN)
        gilt = zahl if zaehlt and not mehr["freigabe_noetig"] else None
        if status == Status.ANGENOMMEN:
            neu = _gemeldet(welt.eigenes, _monat(nummer), nr=1)
            _wert(neu, berichtigt, ort)
            gilt = berichtigt
            _wert(_gemeldet(welt.eigenes, _monat(nummer), Status.EINGEREICHT, nr=2), 9999, ort)
        if gilt is not None:
            reihe[nummer] = gilt
    _stoerendes(welt, ort)
    jahr = meldejahr_sichern(bezirk=welt.bezirk, jahr=_monat(MONATLICH).year + 1)
    meldung = f.MeldungFabrik(zentrum=welt.eigenes, zeitraum=jahr.zeitraeume.order_by("nummer")[0])
    for monat, zahl in zip(meldung.zeitraum.monate, eigene, strict=False):
        _wert(meldung, zahl, ort, monat=monat)
    plausibilitaet.vergleichen([meldung])
    bezug = [reihe[nummer] for nummer in sorted(reihe, reverse=True)]
    erwartet = sorted(zahl for zahl in eigene if einfach(zahl, bezug, einheit))
    assert sorted(_auffaellige(meldung)) == erwartet
    anzahl = len(eigene) if len(bezug) >= 4 else 0
    assert plausibilitaet.befund(meldung) == Befund(anzahl, len(erwartet), len(erwartet))


ANZAHL, STUNDEN, EURO = Einheit.ANZAHL, Einheit.STUNDEN, Einheit.EURO


@pytest.mark.parametrize(
    ("frueher", "einheit", "ruhig", "auffaellig"),
    [
        ([20] * 4, ANZAHL, [10, 40], [9, 41]),
        ([10] * 4, ANZAHL, [1, 20], [0, 21]),
        ([6] * 4, ANZAHL, [0, 15], [16]),
        ([40, 40, 41, 41], ANZAHL, [21, 81], [20, 82]),
        ([50, 10, 40, 30, 20], ANZAHL, [15, 60], [14, 61]),
        ([20] * 3, ANZAHL, [0, 900], []),
        # the twelve newest alone have their middle between 10 and 40
        ([99] * 3 + [10] * 6 + [40] * 6, ANZAHL, [13, 50], [12, 51]),
        ([1200] * 4, STUNDEN, [600, 2400], [599, 2401]),
        ([600] * 5, STUNDEN, [1, 1200], [0, 1201]),
        ([300] * 4, STUNDEN, [0, 899], [900]),
        ([4000] * 4, EURO, [2000, 8000], [1999, 8001]),
        ([400] * 4, EURO, [0, 1399], [1400]),
    ],
)
def test_genau_an_den_grenzen(
    welt: Welt, frueher: list[int], einheit: str, ruhig: list[int], auffaellig: list[int]
) -> None:
    kennzahl = f.KennzahlFabrik(schluessel="eine", einheit=einheit, ebene=Kennzahl.Ebene.ZENTRUM)
    ort = {"angebot": None, "kennzahl": kennzahl}
    for nummer, zahl in enumerate(frueher):
        _wert(_gemeldet(welt.eigenes, _monat(nummer)), zahl, ort)
    meldung = f.MeldungFabrik(zentrum=welt.eigenes, monat=date(2025, 1, 1))
    plausibilitaet.vergleichen([meldung])
    wert = _wert(meldung, 0, ort)
    for zahlen, erwartet in ((ruhig, False), (auffaellig, True)):
        for zahl in zahlen:
            Wert.objects.filter(pk=wert.pk).update(zahl=zahl)
            assert bool(_auffaellige(meldung)) is erwartet, zahl
            vergleich = meldung.vergleichswerte.first()
            assert (vergleich is not None and vergleich.auffaellig(zahl)) is erwartet
            assert einfach(zahl, frueher[::-1], einheit) is erwartet


def _wert(meldung: Meldung, zahl: int | None, ort: dict[str, Any], **mehr: Any) -> Wert:
    art = Zellart.KEINE_ANGABE if zahl is None else Zellart.ZAHL
    return f.WertFabrik(meldung=meldung, zahl=zahl, art=art, **ort, **mehr)


def _stoerendes(welt: Welt, ort: dict[str, Any]) -> None:
    """What must not count: another centre, another Kennzahl, a breakdown, a later month."""
    anderes = f.KennzahlFabrik(schluessel="anderes", ebene=ort["kennzahl"].ebene)
    for nummer in (1, 2, 3, 4):
        fremd = _gemeldet(welt.nachbar, _monat(nummer))
        fremdes = m.angebot(welt.nachbar) if ort["angebot"] else None
        _wert(fremd, 7777, ort | {"angebot": fremdes})
        eigene = Meldung.objects.filter(zentrum=welt.eigenes, zeitraum__von=_monat(nummer)).first()
        if eigene:
            _wert(eigene, 8888, ort | {"kennzahl": anderes})
            f.WertFabrik(meldung=eigene, zahl=6666, altersgruppe="u6", **ort)
    for nummer in (24, 25, 26, 27):
        spaeter = _gemeldet(welt.eigenes, _monat(MONATLICH + nummer))
        _wert(spaeter, 5555, ort)


def _vergleich(meldung: Meldung) -> tuple[int, int, int] | None:
    """Months compared, median, upper bound of the one cell."""
    vergleich = meldung.vergleichswerte.first()
    return vergleich and (vergleich.anzahl, vergleich.doppelmedian // 2, vergleich.oben)


def test_einreichen_vergleicht_und_zaehlt(welt: Welt) -> None:
    m.mit_vorgeschichte(welt)
    meldung = m.entwurf(welt.eigenes, zahl=81)
    assert plausibilitaet.befund(meldung) == Befund(0, 0, 0)
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    meldung.refresh_from_db()
    assert plausibilitaet.befund(meldung) == Befund(3, 3, 3)
    assert _vergleich(meldung) == (6, 40, 80)


def test_ohne_vier_werte_kein_vergleich(welt: Welt) -> None:
    m.angenommen(welt, zeitraum=m.letztes_quartal(welt.bezirk, davor=1))
    meldung = m.vorgelegt(welt, zahl=900)
    assert (plausibilitaet.befund(meldung), _vergleich(meldung)) == (Befund(0, 0, 0), None)
    assert not Meldung.objects.filter(pk=meldung.pk).unauffaellig().exists()


def test_jeder_schritt_zieht_die_spaeteren_offenen_nach(welt: Welt) -> None:
    """What the Bezirksamt has been told of the earlier period changes, and with it what is usual later."""
    m.mit_vorgeschichte(welt, zahl=40)
    frueher = m.entwurf(welt.eigenes, zahl=100)
    spaeter = f.MeldungFabrik(zentrum=welt.eigenes, monat=timezone.localdate())
    leitung, traeger, amt = (welt.rollen[rolle] for rolle in ("leitung", "traeger", "bezirksamt"))
    plausibilitaet.vergleichen([spaeter])
    assert _vergleich(spaeter) == (6, 40, 80)
    ablauf.einreichen(meldung=frueher, wer=leitung)
    assert _vergleich(spaeter) == (6, 40, 80)
    ablauf.freigeben(meldung=frueher, wer=traeger)
    assert _vergleich(spaeter) == (9, 40, 80)
    ablauf.zurueckgeben(meldung=frueher, grund="Prüfen", rueckfragen={}, wer=amt)
    assert _vergleich(spaeter) == (6, 40, 80)
    ablauf.einreichen(meldung=frueher, wer=leitung)
    ablauf.freigeben(meldung=frueher, wer=traeger)
    angenommen = ablauf.annehmen(meldung=frueher, aktenzeichen="Soz 1", wer=amt)
    berichtigung = ablauf.berichtigen(meldung=angenommen, wer=leitung)
    assert _vergleich(berichtigung) == (6, 40, 80)
    berichtigung.werte.update(zahl=20)
    assert _vergleich(spaeter) == (9, 40, 80)
    for schritt, wer in ((ablauf.einreichen, leitung), (ablauf.freigeben, traeger)):
        schritt(meldung=berichtigung, wer=wer)
    assert _vergleich(spaeter) == (9, 40, 80)
    ablauf.annehmen(meldung=berichtigung, aktenzeichen="Soz 2", wer=amt)
    assert Vergleichswert.objects.get(meldung=spaeter).kleinster == 20


def test_zurueckgezogen_gilt_nicht_als_gemeldet(welt: Welt) -> None:
    welt.traeger.freigabe_noetig = False
    welt.traeger.save()
    m.angenommen(welt, zeitraum=m.letztes_quartal(welt.bezirk, davor=1), zahl=40)
    frueher = m.eingereicht(welt, zahl=40)
    spaeter = f.MeldungFabrik(zentrum=welt.eigenes, monat=timezone.localdate())
    plausibilitaet.vergleichen([spaeter])
    assert _vergleich(spaeter) == (6, 40, 80)
    ablauf.zurueckziehen(meldung=frueher, wer=welt.rollen["leitung"])
    assert _vergleich(spaeter) is None


def test_wartende_spaetere_werden_neu_gezaehlt(welt: Welt) -> None:
    m.mit_vorgeschichte(welt)
    mitte = m.letztes_quartal(welt.bezirk, davor=1)
    spaeter = m.vorgelegt(welt, zahl=100)
    assert spaeter.werte_unerklaert == 3
    alt = Meldung.objects.get(zeitraum=mitte)
    neu = ablauf.berichtigen(meldung=alt, wer=welt.rollen["leitung"])
    neu.werte.update(zahl=160)
    ablauf.einreichen(meldung=neu, wer=welt.rollen["leitung"])
    ablauf.freigeben(meldung=neu, wer=welt.rollen["traeger"])
    ablauf.annehmen(meldung=neu, aktenzeichen="Soz 3", wer=welt.rollen["bezirksamt"])
    spaeter.refresh_from_db()
    assert plausibilitaet.befund(spaeter) == Befund(3, 0, 0)


def test_erste_zahl_eines_entwurfs_bringt_den_vergleich_mit(welt: Welt) -> None:
    m.mit_vorgeschichte(welt)
    zeitraum = m.letztes_quartal(welt.bezirk)
    ort = {"zentrum": welt.eigenes, "monat": zeitraum.von, "wer": welt.rollen["leitung"]}
    ort |= {"kennzahl": f.KennzahlFabrik(), "angebot": m.angebot(welt.eigenes)}
    erfassung.zelle_speichern(**ort, eingabe="200", version=None)
    assert _auffaellige(Meldung.objects.get(zeitraum=zeitraum)) == [200]


def test_gleich_viele_abfragen_fuer_eine_und_drei(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    meldungen = []
    for zentrum in (welt.eigenes, welt.nachbar, f.ZentrumFabrik(bezirk=welt.bezirk)):
        m.mit_vorgeschichte(welt, zentrum)
        meldungen.append(m.vorgelegt(welt, zentrum, zahl=100))
        with django_assert_num_queries(6):  # two of them savepoints
            plausibilitaet.vergleichen(meldungen)
        with django_assert_num_queries(2):
            assert len(plausibilitaet.auffaellige(meldungen)) == 3 * len(meldungen)
    assert Vergleichswert.objects.count() == 3


@pytest.mark.parametrize(
    ("einheit", "doppelmedian", "worte"),
    [
        (Einheit.ANZAHL, 80, "40"),
        (Einheit.ANZAHL, 81, "40,5"),
        (Einheit.STUNDEN, 180, "1,5"),
        (Einheit.EURO, 2001, "10,00"),
    ],
)
def test_median_in_worten(einheit: str, doppelmedian: int, worte: str) -> None:
    vergleich = Vergleichswert(doppelmedian=doppelmedian, kleinster=0, groesster=60)
    assert vergleich.median(einheit) == worte
