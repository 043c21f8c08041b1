"""Figures at any size (`beispieldaten --zentren N --monate M`)."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, Sum

from angebote.models import Angebot, Kennzahl, Meldung, Meldungssumme, Termin, Wert
from stzverbund.basis.zahlen import Zellart
from stzverbund.start import beispiel
from stzverbund.start.beispiel import masse
from tests.fabriken import ZentrumFabrik
from zentren.models import Person, Zentrum

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 5, 20)


def _indizes() -> set[tuple[str, bool]]:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, Wert._meta.db_table)
    return {(name, bool(angaben["foreign_key"])) for name, angaben in constraints.items()}


def test_zentren_angebote_und_monate() -> None:
    vorher = _indizes()
    masse.anlegen(anzahl=14, monate=9, heute=HEUTE)
    pflicht = Kennzahl.objects.filter(pflicht=True, bezirk=None)
    je_angebot = pflicht.filter(ebene=Kennzahl.Ebene.ANGEBOT).count()
    je_monat = 60 * je_angebot + pflicht.count() - je_angebot
    assert Zentrum.objects.count() == 14
    assert set(Angebot.objects.values("zentrum").annotate(n=Count("pk")).values_list("n", flat=True)) == {60}
    # eight months are over, the ninth is running
    assert Wert.objects.count() == 14 * 8 * je_monat
    assert set(Wert.objects.values_list("monat", flat=True)) == {
        *(date(2025, m, 1) for m in range(9, 13)),
        *(date(2026, m, 1) for m in range(1, 5)),
    }
    assert not Termin.objects.exists()
    assert not Wert.history.exists()
    assert Person.objects.filter(email="bezirksamt@demo.example").exists()
    assert _indizes() == vorher


def test_summen_der_angenommenen() -> None:
    masse.anlegen(anzahl=2, monate=7, heute=HEUTE)
    angenommen = Meldung.objects.filter(status=Meldung.Status.ANGENOMMEN)
    assert angenommen.exists()
    gesamt = Wert.objects.filter(meldung__in=angenommen, art=Zellart.ZAHL).aggregate(
        summe=Sum("zahl"), zahl=Count("pk")
    )
    abgelegt = Meldungssumme.objects.aggregate(summe=Sum("zahl"), zahl=Sum("angaben"))
    assert abgelegt == gesamt
    assert set(Meldungssumme.objects.values_list("meldung", flat=True)) == {m.pk for m in angenommen}


def test_nur_in_eine_leere_datenbank() -> None:
    ZentrumFabrik()
    with pytest.raises(beispiel.SchonDaten):
        masse.anlegen(anzahl=2, monate=2)


@pytest.mark.parametrize("angaben", [{"zentren": 3}, {"monate": 3}, {"zentren": 0, "monate": 3}])
def test_befehl_braucht_beide_zahlen(settings: Any, angaben: dict[str, int]) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="Bitte geben Sie"):
        call_command("beispieldaten", **angaben)
    assert not Zentrum.objects.exists()


def test_befehl_legt_die_menge_an(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEMO = True
    call_command("beispieldaten", zentren=1, monate=2)
    assert "Zentren: 1\n" in capsys.readouterr().out
    assert Wert.objects.exists()
