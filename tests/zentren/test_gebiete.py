"""Bezirke, Stadtteile, Planungsräume, inhabitants and the social monitoring, as the sources give them."""

import csv
from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Sum

from zentren import gebiete
from zentren.models import Bezirk, Bezirksregion, Einwohnerstand, Planungsraum, SozialeLage

pytestmark = pytest.mark.django_db

ERWARTET = {
    "Bezirke": 12,
    "Stadtteile (Bezirksregionen)": 22,
    "Planungsräume": 41,
    "Einwohnerstände": 90,
    "Soziale Lagen": 40,
}


def test_zweimal_geladen_ist_einmal_da() -> None:
    assert gebiete.laden() == ERWARTET
    kennungen = set(Bezirksregion.objects.values_list("pk", flat=True))
    assert gebiete.laden() == ERWARTET
    assert set(Bezirksregion.objects.values_list("pk", flat=True)) == kennungen


def test_neun_stadtteile_mit_umriss() -> None:
    gebiete.laden()
    regionen = Bezirksregion.objects.filter(bezirk__schluessel="10")
    assert regionen.count() == 9
    for region in regionen:
        assert region.geometrie["type"] in {"Polygon", "MultiPolygon"}
        assert (len(region.schluessel), region.lor_stand) == (6, 2021)
    assert Bezirk.objects.filter(geometrie__isnull=True).count() == 0


def test_der_zweite_bezirk_hat_namen_und_schluessel() -> None:
    gebiete.laden()
    regionen = Bezirksregion.objects.filter(bezirk__name="Lichtenberg")
    assert regionen.count() == 13
    assert all(region.geometrie is None for region in regionen)


def test_einwohner_der_stadtteile_ergeben_den_bezirk() -> None:
    """For every day and every column the nine add up to the Bezirk's own row in the file."""
    gebiete.laden()
    felder = gebiete.EINWOHNERFELDER
    with (gebiete.DATEN / "einwohner_mh_bzr_2020-2024.csv").open(encoding="utf-8", newline="") as datei:
        zeilen = [z for z in csv.DictReader(datei, delimiter=";") if z["ebene"] == "BEZ"]
    assert len(zeilen) == 10
    for zeile in zeilen:
        staende = Einwohnerstand.objects.filter(stichtag=date.fromisoformat(zeile["stichtag"]))
        summen = staende.aggregate(**{f"summe_{feld}": Sum(feld) for feld in felder})
        assert summen == {f"summe_{feld}": int(zeile[feld]) for feld in felder}, zeile["stichtag"]


def test_altersgruppen_ergeben_die_einwohner() -> None:
    gebiete.laden()
    alter = [feld for feld in gebiete.EINWOHNERFELDER if feld[0] in "ua" and feld[1].isdigit()]
    assert len(alter) == 8
    for stand in Einwohnerstand.objects.all():
        assert sum(getattr(stand, feld) for feld in alter) == stand.einwohner
        assert stand.deutsche + stand.auslaender == stand.einwohner


def test_planungsraum_ohne_bewertung_bleibt_ohne() -> None:
    gebiete.laden()
    unbewertet = Planungsraum.objects.exclude(pk__in=SozialeLage.objects.values("planungsraum"))
    assert [raum.schluessel for raum in unbewertet] == ["10100205"]
    lage = SozialeLage.objects.get(planungsraum__schluessel="10100101")
    assert (lage.jahr, lage.status_klasse, lage.dynamik) == (2021, "mittel", "+")
    assert lage.kinderarmut == pytest.approx(38.77756)


def test_befehl_nennt_die_zahlen(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("gebiete_laden")
    ausgabe = capsys.readouterr().out.splitlines()
    assert ausgabe == [f"{art}: {anzahl}" for art, anzahl in ERWARTET.items()]
