"""Needs from the day they are found until somebody has looked whether it helped; Anliegen there and back."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.welt import Welt
from zentren.stadtteilmanagement import bedarfe
from zentren.stadtteilmanagement.models import Bedarf

pytestmark = pytest.mark.django_db


def _ereignisse(objekt: Any) -> list[tuple[str, str]]:
    return list(Ereignis.objects.zu(objekt).order_by("pk").values_list("was", "grund"))


def test_ein_bedarf_von_der_ermittlung_bis_zur_ueberpruefung(welt: Welt) -> None:
    """Every step has its day and its event; what is not possible now is refused with a sentence."""
    wer, heute = welt.rollen["mitarbeit"], timezone.localdate()
    gruppe = f.ZielgruppeFabrik()
    bedarf = bedarfe.anlegen(
        zentrum=welt.eigenes,
        angaben={
            "titel": "  Treff für\nältere Menschen ",
            "problemfeld": "einsamkeit",
            "quelle": "befragung",
            "zielgruppen": [gruppe],
            "ermittelt_am": heute - timedelta(days=40),
            "fortschreiben_alle": 12,
        },
        herkunft="aus der Befragung „Sommer“",
        wer=wer,
    )
    assert (bedarf.titel, bedarf.status) == ("Treff für ältere Menschen", "ermittelt")
    assert list(bedarf.zielgruppen.all()) == [gruppe]
    assert bedarf.wieder_am == bedarf.ermittelt_am + relativedelta(months=12)
    with pytest.raises(Verweigert, match="ermittelt"):
        bedarfe.ueberpruefen(bedarf=bedarf, am=heute, ergebnis="Ja.", version=1, wer=wer)
    with pytest.raises(Verweigert, match="Zukunft"):
        bedarfe.planen(bedarf=bedarf, am=heute + timedelta(days=1), version=1, wer=wer)
    with pytest.raises(Verweigert, match="vor dem Schritt davor"):
        bedarfe.planen(bedarf=bedarf, am=heute - timedelta(days=41), version=1, wer=wer)
    bedarf = bedarfe.planen(bedarf=bedarf, am=heute - timedelta(days=30), version=1, wer=wer)
    with pytest.raises(Ueberholt):
        bedarfe.umsetzen(bedarf=bedarf, am=heute, version=1, wer=wer)
    bedarf = bedarfe.umsetzen(bedarf=bedarf, am=heute - timedelta(days=5), version=2, wer=wer)
    assert bedarf.wieder_am == bedarf.umgesetzt_am + relativedelta(months=6)
    with pytest.raises(Verweigert, match="schreiben"):
        bedarfe.ueberpruefen(bedarf=bedarf, am=heute, ergebnis=" ", version=3, wer=wer)
    bedarf = bedarfe.ueberpruefen(bedarf=bedarf, am=heute, ergebnis="Zwölf kommen.", version=3, wer=wer)
    assert (bedarf.status, bedarf.wieder_am, bedarf.ergebnis) == ("ueberprueft", None, "Zwölf kommen.")
    assert _ereignisse(bedarf) == [
        ("angelegt", "aus der Befragung „Sommer“"),
        ("geplant", ""),
        ("umgesetzt", ""),
        ("überprüft", ""),
    ]


def test_verwerfen_fortschreiben_und_wieder_aufnehmen(welt: Welt) -> None:
    wer, heute = welt.rollen["leitung"], timezone.localdate()
    alt = s.BedarfFabrik(zentrum=welt.eigenes, ermittelt_am=date(2024, 1, 31), fortschreiben_alle=1)
    bedarf = bedarfe.fortschreiben(bedarf=alt, wer=wer)
    assert bedarf.wieder_am == heute + relativedelta(months=1)
    with pytest.raises(Verweigert, match="Grund"):
        bedarfe.verwerfen(bedarf=bedarf, grund=" ", version=2, wer=wer)
    bedarf = bedarfe.verwerfen(bedarf=bedarf, grund="Die Schule macht es.", version=2, wer=wer)
    assert (bedarf.verworfen_am, bedarf.wieder_am) == (heute, None)
    for was in (bedarfe.fortschreiben, bedarfe.planen):
        mehr = {} if was is bedarfe.fortschreiben else {"am": heute, "version": 3}
        with pytest.raises(Verweigert, match="verworfen"):
            was(bedarf=bedarf, wer=wer, **mehr)
    bedarf = bedarfe.wieder_aufnehmen(bedarf=bedarf, wer=wer)
    assert (bedarf.status, bedarf.grund, bedarf.verworfen_am) == ("ermittelt", "", None)
    with pytest.raises(Verweigert, match="noch offen"):
        bedarfe.wieder_aufnehmen(bedarf=bedarf, wer=wer)
    fremder = s.BedarfFabrik(zentrum=welt.nachbar)
    for rolle in ("leitung", "bezirksamt"):
        with pytest.raises(Verweigert, match="das Team"):
            bedarfe.fortschreiben(bedarf=fremder, wer=welt.rollen[rolle])
    angaben = {"titel": "x", "problemfeld": "armut", "quelle": "gespraech"}
    with pytest.raises(Verweigert, match="das Team"):
        bedarfe.anlegen(zentrum=welt.nachbar, angaben=angaben, wer=wer)
    assert Bedarf.objects.count() == 2
