"""The command of the demo, and the demo on other days: without the large fixture of its figures."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from angebote.models import Angebot, Beratung, Meldung, Termin, Wert
from stzverbund.start import beispiel
from tests.fabriken import ZentrumFabrik
from zentren.models import Zentrum

pytestmark = pytest.mark.django_db


def _abdruck(zentren: int, heute: date | None = None) -> tuple:
    """What a small demo looks like, without leaving it behind."""
    with transaction.atomic():
        beispiel.anlegen(jahre=1, zentren=zentren, heute=heute)
        abdruck = (
            list(Angebot.objects.order_by("pk").values_list("titel", "status", "raum__name", "geprueft_am")),
            list(Termin.objects.order_by("pk").values_list("datum", "von", "status", "teilnahmen")),
            list(Wert.objects.order_by("pk").values_list("monat", "kennzahl__schluessel", "art", "zahl")),
            list(Meldung.objects.order_by("pk").values_list("status", "eingereicht_am", "aktenzeichen")),
            list(Beratung.objects.order_by("pk").values_list("datum", "thema", "kontakt", "anzahl")),
        )
        transaction.set_rollback(True)
    return abdruck


@pytest.mark.eine_datenbank
def test_zweimal_dasselbe() -> None:
    assert _abdruck(2) == _abdruck(2)


@pytest.mark.eine_datenbank
@pytest.mark.parametrize("tag", [date(2027, 1, 1), date(2027, 4, 2), date(2027, 12, 31), date(2028, 2, 29)])
def test_an_jedem_tag_des_jahres(tag: date) -> None:
    angebote, termine, werte, meldungen, _ = _abdruck(1, heute=tag)
    assert angebote
    assert meldungen
    assert max(datum for datum, *_ in termine) > tag
    assert max(monat for monat, *_ in werte) <= tag


def test_befehl_nur_in_der_vorfuehrung(settings: Any) -> None:
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="nur in der Vorführung"):
        call_command("beispieldaten")
    assert not Zentrum.objects.exists()


def test_befehl_nie_ueber_vorhandene_zentren(settings: Any) -> None:
    settings.DEMO = True
    ZentrumFabrik()
    with pytest.raises(CommandError, match="schon Zentren"):
        call_command("beispieldaten")
    assert Zentrum.objects.count() == 1


def test_befehl_sagt_was_er_angelegt_hat(
    settings: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    klein = beispiel.anlegen
    monkeypatch.setattr(beispiel, "anlegen", lambda: klein(jahre=1, zentren=1))
    call_command("beispieldaten")
    assert "Zentren: 1" in capsys.readouterr().out
