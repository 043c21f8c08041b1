"""Lists from outside: matched by key, updated, never doubled."""

import pytest

from stzverbund.basis.setzen import setzen
from zentren.models import Bezirk

pytestmark = pytest.mark.django_db


def test_neues_kommt_dazu_bekanntes_wird_aktuell(django_assert_num_queries: object) -> None:
    alt = Bezirk.objects.create(schluessel="90", name="Alt", geometrie={"type": "Point"})
    with django_assert_num_queries(1):  # type: ignore[operator]
        setzen(
            Bezirk,
            ["schluessel"],
            [{"schluessel": "90", "name": "Ärztebezirk"}, {"schluessel": "91", "name": "B"}],
        )
    alt.refresh_from_db()
    assert (alt.name, alt.geometrie) == ("Ärztebezirk", {"type": "Point"})
    assert list(Bezirk.objects.filter(schluessel__gte="90").values_list("name", flat=True)) == [
        "Ärztebezirk",
        "B",
    ]


def test_nichts_ist_nichts() -> None:
    assert setzen(Bezirk, ["schluessel"], []) == []


def test_kommt_mit_seinem_schluessel_zurueck() -> None:
    alt = Bezirk.objects.create(schluessel="90", name="Alt")
    assert [b.pk for b in setzen(Bezirk, ["schluessel"], [{"schluessel": "90", "name": "Neu"}])] == [alt.pk]
