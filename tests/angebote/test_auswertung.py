"""Figures of a year against independent SQL on the same rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from angebote.auswertung import OHNE, beratungszahlen, jahreszahlen, quellen
from angebote.models import Beratung
from tests import fabriken as f
from tests.berichte import jahr as j
from zentren.models import Zentrum

pytestmark = pytest.mark.django_db

GELTEND = """
    SELECT w.zahl, w.art, w.monat, w.altersgruppe, w.geschlecht, w.angebot_id, k.schluessel, m.zentrum_id
    FROM angebote_wert w JOIN angebote_meldung m ON m.id = w.meldung_id
    JOIN angebote_kennzahl k ON k.id = w.kennzahl_id
    JOIN angebote_meldezeitraum z ON z.id = m.zeitraum_id JOIN angebote_meldejahr y ON y.id = z.meldejahr_id
    WHERE m.status = 'angenommen' AND y.jahr = %s AND m.zentrum_id = %s AND m.nr = (
        SELECT MAX(n.nr) FROM angebote_meldung n
        WHERE n.zentrum_id = m.zentrum_id AND n.zeitraum_id = m.zeitraum_id AND n.status = 'angenommen')
"""
GANZ = "altersgruppe = 'alle' AND geschlecht = 'alle'"


def sql(abfrage: str, *werte: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(abfrage.replace("GELTEND", f"({GELTEND}) g").replace("GANZ", GANZ), werte)
        return [tuple(int(w) if hasattr(w, "quantize") else w for w in zeile) for zeile in cursor.fetchall()]


@pytest.fixture
def zentrum() -> Zentrum:
    """Two full years; the second quarter of 2025 was corrected once, a second correction is still open."""
    zentrum = f.ZentrumFabrik()
    bestand = j.angebote(zentrum)
    j.volles_jahr(zentrum, 2024, bestand)
    j.volles_jahr(zentrum, 2025, bestand, mal=2)
    j.fuellen(j.meldung(zentrum, date(2025, 4, 1), nr=1), bestand, mal=5)
    j.fuellen(j.meldung(zentrum, date(2025, 4, 1), nr=2, status="entwurf"), bestand, mal=100)
    j.volles_jahr(f.ZentrumFabrik(), 2025, bestand, mal=50)
    return zentrum


def test_summen_wie_in_reinem_sql(zentrum: Zentrum) -> None:
    zahlen = jahreszahlen(zentrum, 2025, entwuerfe=False)
    for jahr, summen in ((2025, zahlen.gesamt), (2024, zahlen.vorjahr)):
        erwartet = sql(
            "SELECT schluessel, SUM(zahl), COUNT(zahl), COUNT(CASE WHEN art = 'keine_angabe' THEN 1 END)"
            " FROM GELTEND WHERE GANZ GROUP BY schluessel ORDER BY schluessel",
            jahr,
            zentrum.pk,
        )
        berechnet = {
            k.schluessel: (summen[k.pk].zahl, summen[k.pk].angaben, summen[k.pk].ohne_angabe)
            for k in zahlen.kennzahlen
            if k.summierbar
        }
        assert berechnet == {name: tuple(rest) for name, *rest in erwartet if name in berechnet}
        assert len(berechnet) == 15


def test_was_nicht_summierbar_ist_zeigt_den_hoechsten_monat(zentrum: Zentrum) -> None:
    zahlen = jahreszahlen(zentrum, 2025, entwuerfe=False)
    erwartet = sql(
        "SELECT schluessel, MAX(s) FROM (SELECT schluessel, monat, SUM(zahl) AS s FROM GELTEND WHERE GANZ"
        " GROUP BY schluessel, monat) t GROUP BY schluessel ORDER BY schluessel",
        2025,
        zentrum.pk,
    )
    hoechste = {k.schluessel: zahlen.gesamt[k.pk].zahl for k in zahlen.kennzahlen if not k.summierbar}
    assert hoechste == {name: zahl for name, zahl in erwartet if name in hoechste}
    assert len(hoechste) == 3


def test_je_bereich_ziel_monat_und_angebot(zentrum: Zentrum) -> None:
    zahlen = jahreszahlen(zentrum, 2025, entwuerfe=False)
    (teilnahmen,) = (k for k in zahlen.kennzahlen if k.schluessel == "teilnahmen")
    verbund = (
        "SELECT {feld}, SUM(g.zahl) FROM GELTEND LEFT JOIN angebote_angebot a ON a.id = g.angebot_id"
        " LEFT JOIN zentren_leistungsbereich b ON b.id = a.leistungsbereich_id"
        " LEFT JOIN angebote_angebot_ziele az ON az.angebot_id = a.id"
        " LEFT JOIN zentren_ziel z ON z.id = az.ziel_id"
        " WHERE g.schluessel = 'teilnahmen' AND GANZ GROUP BY 1 ORDER BY 1"
    )
    ziele = dict(sql(verbund.format(feld="COALESCE(z.schluessel, '')"), 2025, zentrum.pk))
    assert {g.schluessel: g.summen[teilnahmen.pk].zahl for g in zahlen.je_ziel} == ziele
    ohne_ziele = verbund.replace("az.angebot_id = a.id", "1 = 0")
    bereiche = dict(sql(ohne_ziele.format(feld="b.schluessel"), 2025, zentrum.pk))
    assert {g.schluessel: g.summen[teilnahmen.pk].zahl for g in zahlen.je_bereich} == bereiche
    monate = dict(sql(ohne_ziele.format(feld="g.monat"), 2025, zentrum.pk))
    assert {str(monat): s[teilnahmen.pk].zahl for monat, s in zahlen.je_monat.items()} == {
        str(monat): zahl for monat, zahl in monate.items()
    }
    titel = dict(sql(ohne_ziele.format(feld="a.titel"), 2025, zentrum.pk))
    assert {zeile.titel: zeile.summen[teilnahmen.pk].zahl for zeile in zahlen.je_angebot} == titel
    assert [zeile.titel for zeile in zahlen.je_angebot] == ["Nähcafé", "Chor", "Elternfrühstück"]


def test_aufteilung_nennt_was_unbekannt_ist(zentrum: Zentrum) -> None:
    zahlen = jahreszahlen(zentrum, 2025, entwuerfe=False)
    (alter,), (geschlecht,) = zahlen.nach_alter, zahlen.nach_geschlecht
    ganz = sql("SELECT SUM(zahl) FROM GELTEND WHERE schluessel = 'teilnahmen' AND GANZ", 2025, zentrum.pk)
    for aufteilung in (alter, geschlecht):
        assert aufteilung.gesamt == ganz[0][0]
        assert aufteilung.bekannt + aufteilung.unbekannt == aufteilung.gesamt
    # Two Angebote of three are broken down, the months weigh 1 to 12.
    assert dict(alter.teile)["65 und älter"] == 2 * 20 * 78
    assert [name for name, _ in geschlecht.teile] == ["weiblich", "männlich", "divers"]


def test_entwuerfe_zaehlen_nur_wo_nichts_angenommen_ist(zentrum: Zentrum) -> None:
    entwurf = j.meldung(zentrum, date(2026, 1, 1), status="entwurf")
    j.fuellen(entwurf, j.angebote(f.ZentrumFabrik()))
    assert quellen(zentrum, 2026, entwuerfe=False) == []
    assert quellen(zentrum, 2026, entwuerfe=True) == [entwurf.pk]
    assert quellen(zentrum, 2025, entwuerfe=True) == quellen(zentrum, 2025, entwuerfe=False)
    assert len(quellen(zentrum, 2025, entwuerfe=True)) == 4
    assert jahreszahlen(zentrum, 2026, entwuerfe=False).gesamt == {}


def test_nicht_gemeldet_zaehlt_nie() -> None:
    zentrum = f.ZentrumFabrik()
    j.fuellen(j.meldung(zentrum, date(2025, 1, 1), status="nicht_gemeldet"), j.angebote(zentrum))
    assert jahreszahlen(zentrum, 2025, entwuerfe=True).gesamt == {}


def test_vorjahr_zaehlt_dieselben_monate() -> None:
    zentrum = f.ZentrumFabrik()
    bestand = j.angebote(zentrum)
    j.volles_jahr(zentrum, 2024, bestand)
    j.fuellen(j.meldung(zentrum, date(2025, 1, 1)), bestand)
    zahlen = jahreszahlen(zentrum, 2025, entwuerfe=False)
    assert [monat.month for monat in zahlen.monate] == [1, 2, 3]
    assert zahlen.vorjahr == zahlen.gesamt
    assert len(zahlen.je_monat_vorjahr) == 12


def test_keine_angabe_ist_keine_null(zentrum: Zentrum) -> None:
    zahlen = jahreszahlen(zentrum, 2025, entwuerfe=False)
    (tage,) = (k for k in zahlen.kennzahlen if k.schluessel == "oeffnungstage")
    assert zahlen.gesamt[tage.pk].zahl is None
    assert (zahlen.gesamt[tage.pk].angaben, zahlen.gesamt[tage.pk].erwartet) == (0, 12)
    assert OHNE.erwartet == 0


def test_beratungen_im_einzelnen() -> None:
    zentrum = f.ZentrumFabrik()
    meldung = j.meldung(zentrum, date(2025, 1, 1))
    frueher = j.meldung(zentrum, date(2024, 1, 1))
    art = f.FachstellenartFabrik()
    beratung = {"datum": date(2025, 1, 7), "thema": "wohnen", "kontakt": "erst", "meldung": meldung}
    Beratung.objects.create(**beratung, anzahl=3, fachstellenart=art, zielgruppe=f.ZielgruppeFabrik())
    Beratung.objects.create(**beratung | {"kontakt": "folge"}, anzahl=2, sprache="uk")
    Beratung.objects.create(**beratung | {"meldung": frueher}, anzahl=70)
    Beratung.objects.create(meldung=meldung, datum=date(2025, 1, 8), art="ehrenamt", anzahl=4)
    zahlen = beratungszahlen(zentrum, 2025, entwuerfe=False)
    assert zahlen.themen == (("Wohnen", 5),)
    assert zahlen.kontakte == (("Erstkontakt", 3), ("Folgekontakt", 2))
    assert zahlen.zielgruppen == (("alle", 3), ("ohne Angabe", 2))
    assert zahlen.sprachen == (("Deutsch", 3), ("Ukrainisch", 2))
    assert zahlen.fachstellen == (("Schuldnerberatung", 3),)
    assert zahlen.vermittlungen == (("Vermittlung in ein Ehrenamt", 4),)
    assert beratungszahlen(zentrum, 2023, entwuerfe=True).leer


def test_gleich_viele_abfragen(django_assert_num_queries: Callable[..., Any]) -> None:
    zentrum = f.ZentrumFabrik()
    bestand = j.angebote(zentrum)
    for anzahl, jahr in ((1, 2022), (3, 2024)):
        j.volles_jahr(zentrum, jahr, bestand[:anzahl])
        j.volles_jahr(zentrum, jahr - 1, bestand[:anzahl])
        with django_assert_num_queries(7):
            jahreszahlen(zentrum, jahr, entwuerfe=True)
