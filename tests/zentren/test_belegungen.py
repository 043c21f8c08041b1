"""No Raum twice at once: asked before, refused by name, and at last by the database itself."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from stzverbund.basis import schutz
from tests import fabriken as f
from zentren.belegungen import Belegt, belegen, in_worten, verteilen, zeitraum
from zentren.models import Belegung, Raum

ANFANG = datetime(2026, 11, 24, 9, tzinfo=UTC)


def _belegung(raum: Raum, von: int, bis: int, anlass: str = "Chor") -> Belegung:
    """Minutes after ten o'clock in Berlin."""
    beginn, ende = (ANFANG + timedelta(minutes=wann) for wann in (von, bis))
    return Belegung(raum=raum, art=Belegung.Art.BUCHUNG, beginn=beginn, ende=ende, anlass=anlass)


@pytest.mark.django_db
def test_die_datenbank_selbst_weist_ab() -> None:
    raum, anderer = f.RaumFabrik(), f.RaumFabrik()
    da = _belegung(raum, 0, 90)
    da.save()
    for von, bis in ((0, 90), (89, 100), (-5, 1), (-10, 200), (10, 20)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Belegung.objects.bulk_create([_belegung(raum, von, bis)])
    nebenan = [_belegung(raum, 90, 100), _belegung(raum, -5, 0), _belegung(anderer, 0, 90)]
    Belegung.objects.bulk_create(nebenan)
    da.anlass = "Chorprobe"
    da.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Belegung.objects.filter(pk=da.pk).update(ende=ANFANG + timedelta(minutes=91))
    with pytest.raises(IntegrityError), transaction.atomic():
        Belegung.objects.filter(pk=nebenan[2].pk).update(raum=raum)
    with schutz.schwaerzen("Test"), pytest.raises(IntegrityError), transaction.atomic():
        _belegung(raum, 10, 20).save()
    assert Belegung.objects.count() == 4


@pytest.mark.django_db
def test_wer_zu_spaet_kommt_erfaehrt_was_dort_ist() -> None:
    raum = f.RaumFabrik(name="Saal")
    belegen([_belegung(raum, 0, 90), _belegung(raum, 24 * 60, 24 * 60 + 30, "Yoga")])
    with pytest.raises(Belegt) as nein:
        belegen([_belegung(raum, 200, 230), _belegung(raum, 60, 25 * 60)])
    assert str(nein.value) == (
        "Der Raum „Saal“ ist schon belegt: Di, 24.11.2026, 11:00 Uhr bis Mi, 25.11.2026, 11:00 Uhr (Yoga)."
    )
    assert nein.value.feld == "raum"
    assert Belegung.objects.count() == 2, "all or nothing"
    viele = [_belegung(raum, n, n + 1) for n in range(8)]
    with pytest.raises(Belegt, match=r"10:04–10:05 Uhr \(Chor\); und 3 weitere\.$"):
        belegen(viele)
    frei, _ = verteilen([_belegung(raum, 300, 310), _belegung(raum, 305, 320, "zweite")])
    assert [b.anlass for b in frei] == ["Chor"], "wishes compete with each other, the earlier one first"


def test_auch_in_der_nacht_der_umstellung_endet_es_nach_dem_beginn() -> None:
    beginn, ende = zeitraum(date(2027, 3, 28), time(2, 30), time(3))
    assert ende.astimezone(UTC) - beginn.astimezone(UTC) == timedelta(minutes=1)
    beginn, ende = zeitraum(date(2026, 11, 24), time(10), time(11, 30))
    assert (beginn, ende) == (ANFANG, ANFANG + timedelta(minutes=90))
    assert in_worten(Belegung(beginn=beginn, ende=ende)) == "Di, 24.11.2026, 10:00–11:30 Uhr"


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 60), st.integers(1, 25)), max_size=20))
@pytest.mark.django_db(transaction=False)
def test_was_frei_ist_findet_die_datenbank_auch_frei(wuensche: list[tuple[int, int, int]]) -> None:
    """What is found free can be stored, what is not overlaps something that is there."""
    with transaction.atomic():
        raeume = [f.RaumFabrik(), f.RaumFabrik()]
        belegen([_belegung(raeume[0], 20, 30)])
        neue = [_belegung(raeume[welcher], von, von + dauer) for welcher, von, dauer in wuensche]
        frei, kollisionen = verteilen(neue)
        Belegung.objects.bulk_create(frei)
        assert len(frei) + len(kollisionen) == len(neue)
        for k in kollisionen:
            assert k.alt.raum_id == k.neu.raum_id
            assert k.alt.beginn < k.neu.ende
            assert k.alt.ende > k.neu.beginn
        transaction.set_rollback(True)


def zugleich(*schritte: Callable[[], Any]) -> list[str]:
    """What came of steps that begin at once: "" or why it was refused."""
    start = Barrier(len(schritte))

    def lauf(schritt: Callable[[], Any]) -> str:
        try:
            start.wait()
            schritt()
        except (Belegt, IntegrityError) as nein:
            return type(nein).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(schritte)) as faeden:
        return list(faeden.map(lauf, schritte))


@pytest.mark.django_db(transaction=True)
def test_zwei_zugleich_einer_bekommt_den_raum() -> None:
    """The second one is told by name; also who goes past the functions meets the database."""
    raum = f.RaumFabrik()
    ergebnis = zugleich(
        lambda: belegen([_belegung(raum, 0, 60, "Erste")]),
        lambda: belegen([_belegung(raum, 30, 90, "Zweite")]),
    )
    assert sorted(ergebnis) == ["", "Belegt"]
    ohne_fragen = zugleich(lambda: _belegung(raum, 200, 260).save(), lambda: _belegung(raum, 230, 290).save())
    assert sorted(ohne_fragen) == ["", "IntegrityError"]
    assert Belegung.objects.count() == 2
