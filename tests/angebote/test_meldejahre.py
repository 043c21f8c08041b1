"""Setting a Meldejahr: the rhythm before it begins, dates until the lock, nothing into the past."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from angebote import meldejahre
from angebote.erinnerungen import erinnern
from angebote.meldejahre import Fristen, festlegen
from angebote.meldejahrfolgen import folgen
from angebote.models import Meldejahr, Meldezeitraum
from angebote.zeitraeume import Abstand, entwerfen, meldejahr_sichern, zeitraum_fuer
from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt
from zentren.models import Zentrum

HEUTE = timezone.localdate()
KOMMEND = HEUTE.year + 1


def _fristen(jahr: int, rhythmus: str, abstand: Abstand = Abstand()) -> list[Fristen]:  # noqa: B008
    zeitraeume = entwerfen(Meldejahr(jahr=jahr, rhythmus=rhythmus), abstand)
    return [Fristen(z.frist, z.nachfrist, z.sperre) for z in zeitraeume]


def _festlegen(welt: Welt, rhythmus: str = "monat", version: int | None = 0, **mehr: Any) -> Meldejahr:
    fristen = mehr.pop("fristen", None) or _fristen(mehr.get("jahr", KOMMEND), rhythmus)
    angaben = {"bezirk": welt.bezirk, "jahr": KOMMEND, "wer": welt.rollen["bezirksamt"]} | mehr
    return festlegen(rhythmus=rhythmus, fristen=fristen, version=version, **angaben)


def _verlauf(meldejahr: Meldejahr) -> list[tuple[str, str]]:
    return list(Ereignis.objects.zu(meldejahr).values_list("was", "grund"))


@given(st.sampled_from(Meldejahr.Rhythmus.values), st.integers(1, 90), st.integers(0, 90), st.integers(1, 90))
def test_jeder_abstand_haelt_die_reihenfolge(rhythmus: str, frist: int, mehr: int, noch: int) -> None:
    abstand = Abstand(frist, frist + mehr, frist + mehr + noch)
    for zeitraum in entwerfen(Meldejahr(jahr=2027, rhythmus=rhythmus), abstand):
        assert zeitraum.bis < zeitraum.frist <= zeitraum.nachfrist < zeitraum.sperre
        assert (zeitraum.frist - zeitraum.bis).days == frist


def test_kommendes_jahr_in_jedem_rhythmus(welt: Welt) -> None:
    meldejahr = _festlegen(welt, "monat")
    assert (meldejahr.version, meldejahr.gesetzt_am is not None) == (1, True)
    assert [str(z) for z in meldejahr.zeitraeume.order_by("nummer")][:2] == [
        f"Januar {KOMMEND}",
        f"Februar {KOMMEND}",
    ]
    meldejahr = _festlegen(welt, "halbjahr", version=1)
    assert str(zeitraum_fuer(welt.bezirk, date(KOMMEND, 8, 1))) == f"2. Halbjahr {KOMMEND}"
    assert meldejahr.zeitraeume.count() == 2
    assert _verlauf(meldejahr) == [("festgelegt", "monatlich"), ("festgelegt", "halbjährlich")]
    with pytest.raises(Ueberholt):
        _festlegen(welt, "jahr", version=1)


def test_stillschweigende_quartale_lassen_sich_festlegen(welt: Welt) -> None:
    """Somebody needed the year before it was set: no one is overwritten by setting it now."""
    assert meldejahr_sichern(bezirk=welt.bezirk, jahr=KOMMEND).gesetzt_am is None
    assert _festlegen(welt, "jahr", version=0).zeitraeume.get().name == f"Jahr {KOMMEND}"


def test_rhythmus_bleibt_wenn_das_jahr_begonnen_hat_oder_jemand_gemeldet_hat(welt: Welt) -> None:
    with pytest.raises(Verweigert, match="hat begonnen"):
        _festlegen(welt, "monat", jahr=HEUTE.year)
    meldejahr = meldejahr_sichern(bezirk=welt.bezirk, jahr=KOMMEND)
    f.MeldungFabrik(zentrum=welt.eigenes, zeitraum=meldejahr.zeitraeume.first())
    with pytest.raises(Verweigert, match="schon Meldungen"):
        _festlegen(welt, "monat")
    assert meldejahr.zeitraeume.count() == 4
    _festlegen(welt, "quartal")


@pytest.fixture
def laufend(welt: Welt) -> Meldezeitraum:
    """The last quarter: its due date came yesterday, its lock comes in forty days."""
    return m.letztes_quartal(welt.bezirk, frist=-1, nachfrist=10, sperre=40)


def _mit(zeitraum: Meldezeitraum, **tage: int) -> list[Fristen]:
    """The dates of the year as they are, those of one period moved to so many days from today."""
    alle = []
    for z in Meldezeitraum.objects.filter(meldejahr=zeitraum.meldejahr).order_by("nummer"):
        neu = {feld: HEUTE + timedelta(days=n) for feld, n in tage.items()} if z == zeitraum else {}
        alle.append(Fristen(**({n: getattr(z, n) for n in meldejahre.FRISTEN} | neu)))
    return alle


def _verlegen(welt: Welt, zeitraum: Meldezeitraum, **tage: int) -> Meldejahr:
    jahr = zeitraum.meldejahr.jahr
    return _festlegen(welt, "quartal", version=1, jahr=jahr, fristen=_mit(zeitraum, **tage))


def test_verlegte_termine_stehen_alt_und_neu_im_verlauf(welt: Welt, laufend: Meldezeitraum) -> None:
    meldejahr = _verlegen(welt, laufend, frist=5)
    gestern, bald = HEUTE - timedelta(days=1), HEUTE + timedelta(days=5)
    assert _verlauf(meldejahr) == [
        ("festgelegt", "vierteljährlich"),
        ("Termine verlegt", f"{laufend}: Frist {gestern:%d.%m.%Y} → {bald:%d.%m.%Y}"),
    ]
    laufend.refresh_from_db()
    assert laufend.frist == bald


@pytest.mark.parametrize("tage", [{"frist": -5}, {"frist": 0}, {"nachfrist": 0}, {"sperre": 0}], ids=str)
def test_nichts_rueckt_in_die_vergangenheit(welt: Welt, laufend: Meldezeitraum, tage: dict) -> None:
    with pytest.raises(Verweigert, match="nach dem heutigen Tag"):
        _verlegen(welt, laufend, **tage)
    alt = laufend.frist, laufend.nachfrist, laufend.sperre
    laufend.refresh_from_db()
    assert (laufend.frist, laufend.nachfrist, laufend.sperre) == alt
    assert not Ereignis.objects.zu(laufend.meldejahr).exists()


def test_gesperrtes_bleibt(welt: Welt) -> None:
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-9, nachfrist=-5, sperre=0)
    with pytest.raises(Verweigert, match="ist gesperrt"):
        _verlegen(welt, zeitraum, sperre=20)


def test_zu_viele_oder_zu_wenige_termine(welt: Welt) -> None:
    with pytest.raises(Verweigert, match="passen nicht"):
        _festlegen(welt, "monat", fristen=_fristen(KOMMEND, "quartal"))
    assert not Meldejahr.objects.exists()


def test_verlegte_frist_beginnt_ihre_erinnerung_neu(welt: Welt) -> None:
    Zentrum.objects.exclude(pk=welt.eigenes.pk).update(in_betrieb_bis=date(2021, 1, 1))
    zeitraum = m.letztes_quartal(welt.bezirk, frist=-1, nachfrist=20, sperre=40)
    Zentrum.objects.filter(pk=welt.eigenes.pk).update(in_betrieb_von=zeitraum.von)
    assert erinnern(HEUTE) == 1
    assert erinnern(HEUTE) == 0
    _verlegen(welt, zeitraum, frist=5, nachfrist=20)
    assert erinnern(HEUTE) == 1
    assert erinnern(HEUTE + timedelta(days=6)) == 1
    betreffe = Postausgang.objects.order_by("pk").values_list("text", flat=True)
    neue = f"{HEUTE + timedelta(days=5):%d.%m.%Y}"
    assert [neue in text for text in betreffe] == [False, True, True]


def test_folgen_in_worten() -> None:
    heute = date(2026, 11, 22)
    zeitraeume = entwerfen(Meldejahr(jahr=2027, rhythmus="monat"), Abstand(45, 50, 60))
    saetze = " ".join(folgen(zeitraeume, 10, Meldejahr(jahr=2026), heute))
    assert "10 Zentren geben im Jahr je 12 Meldungen ab, zusammen 120. 2026 sind es je Zentrum 4." in saetze
    assert "Frist der ersten Meldung (Januar 2027) ist der 17.03.2027, der letzten" in saetze
    assert "7 Tage vor der Frist" in saetze
    assert "Die Frist für Januar 2027 liegt nach dem Ende von Februar 2027" in saetze
    assert "Frist für März 2027 (Samstag, 15.05.2027)" in saetze
    einmal = " ".join(folgen(entwerfen(Meldejahr(jahr=2027, rhythmus="jahr")), 1, None, heute))
    assert "Ein Zentrum gibt im Jahr je eine Meldung ab." in einmal
    assert "der letzten" not in einmal
    assert "zugleich" not in einmal
    vorbei = " ".join(folgen(zeitraeume, 10, None, date(2028, 3, 1)))
    assert "Wochenende" not in vorbei
