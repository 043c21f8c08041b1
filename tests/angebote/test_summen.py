"""The stored sums against an independent count in plain SQL."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote import summen
from angebote.models import Altersgruppe, Geschlecht, Kennzahl, Meldung, Meldungssumme, Wert
from stzverbund.basis.zahlen import Zellart
from tests import fabriken as f

UNABHAENGIG = """
SELECT w.monat, w.kennzahl_id, a.leistungsbereich_id, w.altersgruppe, w.geschlecht, w.art, w.zahl
FROM angebote_wert w LEFT JOIN angebote_angebot a ON a.id = w.angebot_id
WHERE w.meldung_id = %s AND w.art <> 'leer'
"""
ART = st.sampled_from([Zellart.ZAHL, Zellart.ZAHL, Zellart.KEINE_ANGABE, Zellart.AUSGEFALLEN, Zellart.LEER])
ORT = st.tuples(
    st.integers(0, 2),
    st.integers(0, 3),
    st.integers(0, 2),
    st.sampled_from(["alle", "u6", "a65"]),
    st.sampled_from(["alle", "d"]),
)


@pytest.fixture
def haus(db: None) -> dict[str, Any]:
    zentrum = f.ZentrumFabrik()
    bereiche = [f.LeistungsbereichFabrik(schluessel=s) for s in ("L1", "L2")]
    return {
        "meldung": f.MeldungFabrik(zentrum=zentrum),
        # two in one Leistungsbereich, one in another, and none: the figures of the centre
        "angebote": [
            *(f.AngebotFabrik(zentrum=zentrum, leistungsbereich=b) for b in (*bereiche, bereiche[0])),
            None,
        ],
        "kennzahlen": [f.KennzahlFabrik(schluessel=f"k{i}", ebene=Kennzahl.Ebene.ANGEBOT) for i in range(3)],
    }


def _abgelegt(meldung: Meldung) -> dict[tuple, tuple]:
    felder = ("monat", "kennzahl_id", "leistungsbereich_id", "altersgruppe", "geschlecht")
    zeilen = Meldungssumme.objects.filter(meldung=meldung).order_by()
    gelesen = zeilen.values_list(*felder, "zahl", "angaben", "keine_angabe")
    return {zeile[:5]: zeile[5:] for zeile in gelesen}


def _nachgezaehlt(meldung: Meldung) -> dict[tuple, tuple]:
    with connection.cursor() as cursor:
        cursor.execute(UNABHAENGIG, [meldung.pk])
        summen: dict[tuple, list[int]] = {}
        for monat, *ort, art, zahl in cursor.fetchall():
            tag = date.fromisoformat(monat) if isinstance(monat, str) else monat
            summe = summen.setdefault((tag, *ort), [0, 0, 0])
            summe[0] += zahl or 0
            summe[1] += art == "zahl"
            summe[2] += art == "keine_angabe"
    return {ort: tuple(summe) for ort, summe in summen.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(zellen=st.dictionaries(ORT, st.tuples(ART, st.integers(0, 3_000_000_000)), max_size=40))
def test_summen_stimmen_mit_einer_unabhaengigen_zaehlung(haus: dict[str, Any], zellen: dict) -> None:
    meldung = haus["meldung"]
    meldung.werte.all().delete()
    meldung.summen.all().delete()
    monate = meldung.zeitraum.monate
    for (monat, angebot, kennzahl, alter, geschlecht), (art, zahl) in zellen.items():
        f.WertFabrik(
            meldung=meldung,
            monat=monate[monat],
            angebot=haus["angebote"][angebot],
            kennzahl=haus["kennzahlen"][kennzahl],
            altersgruppe=Altersgruppe(alter),
            geschlecht=Geschlecht(geschlecht),
            art=art,
            zahl=zahl if art == Zellart.ZAHL else None,
        )
    anzahl = summen.schreiben(Meldung.objects.filter(pk=meldung.pk))
    assert _abgelegt(meldung) == _nachgezaehlt(meldung)
    assert anzahl == len(_abgelegt(meldung))


def test_summen_werden_nur_einmal_geschrieben(haus: dict[str, Any]) -> None:
    f.WertFabrik(meldung=haus["meldung"], kennzahl=haus["kennzahlen"][0])
    summen.schreiben(Meldung.objects.filter(pk=haus["meldung"].pk))
    with pytest.raises(ValueError, match="already"):
        summen.schreiben(Meldung.objects.filter(pk=haus["meldung"].pk))
    assert Wert.objects.count() == Meldungssumme.objects.count() == 1
