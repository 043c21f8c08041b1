"""Tasks: who gives and keeps them, what putting off counts."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.welt import Welt
from verbund import aufgaben
from verbund.models import Aufgabe

pytestmark = pytest.mark.django_db


@pytest.fixture
def verbund(welt: Welt) -> Any:
    return welt.rollen["koordination"].verbund


def _angaben(**anders: Any) -> dict[str, Any]:
    return {"titel": "Raum buchen", "faellig": timezone.localdate() + timedelta(days=7)} | anders


def test_leben_einer_aufgabe(welt: Welt, verbund: Any) -> None:
    """Given, changed, put off, done, opened again, dropped; each step stands in the trail."""
    wer, leitung, heute = welt.rollen["koordination"], welt.rollen["leitung"], timezone.localdate()
    punkt = f.PunktFabrik(sitzung__verbund=verbund)
    eine = aufgaben.anlegen(verbund=verbund, angaben=_angaben(zentrum=welt.eigenes), punkt=punkt, wer=wer)
    assert (eine.urspruenglich, eine.wer, eine.punkt) == (eine.faellig, str(welt.eigenes), punkt)
    eine = aufgaben.aendern(aufgabe=eine, angaben={"titel": "Saal buchen"}, version=1, wer=leitung)
    with pytest.raises(Verweigert, match="gibt die Koordination"):
        aufgaben.aendern(aufgabe=eine, angaben={"zentrum": welt.nachbar}, version=2, wer=leitung)
    with pytest.raises(Ueberholt):
        aufgaben.aendern(aufgabe=eine, angaben={"titel": "Haus buchen"}, version=1, wer=wer)
    with pytest.raises(Verweigert, match="ist vorbei"):
        aufgaben.verschieben(aufgabe=eine, faellig=heute - timedelta(days=1), wer=leitung)
    eine = aufgaben.erledigen(aufgabe=eine, ergebnis=" Gebucht. ", wer=leitung)
    assert (eine.status, eine.erledigt_am, eine.ergebnis) == ("erledigt", heute, "Gebucht.")
    with pytest.raises(Verweigert, match="schon erledigt"):
        aufgaben.verschieben(aufgabe=eine, faellig=heute + timedelta(days=30), wer=wer)
    with pytest.raises(Verweigert, match="Koordination wieder"):
        aufgaben.wieder_oeffnen(aufgabe=eine, wer=leitung)
    eine = aufgaben.wieder_oeffnen(aufgabe=eine, wer=wer)
    with pytest.raises(Verweigert, match="warum"):
        aufgaben.entfallen(aufgabe=eine, grund=" ", wer=wer)
    eine = aufgaben.entfallen(aufgabe=eine, grund="Der Saal ist geschlossen.", wer=wer)
    assert [e.was for e in Ereignis.objects.zu(eine).order_by("pk")] == [
        "angelegt",
        "geändert",
        "erledigt",
        "wieder geöffnet",
        "entfallen",
    ]


def test_wer_vergibt(welt: Welt, verbund: Any) -> None:
    """A centre and the Bezirksamt for themselves, the writer of the minutes and the Koordination for all."""
    leitung, amt, nachbar = welt.rollen["leitung"], welt.rollen["bezirksamt"], _angaben(zentrum=welt.nachbar)
    for wer, angaben in ((leitung, _angaben(zentrum=welt.eigenes)), (amt, _angaben(stelle="bezirksamt"))):
        assert aufgaben.anlegen(verbund=verbund, angaben=angaben, wer=wer).laeuft
        with pytest.raises(Verweigert, match="für andere"):
            aufgaben.anlegen(verbund=verbund, angaben=nachbar, wer=wer)
    punkt = f.PunktFabrik(sitzung__verbund=verbund)
    f.ProtokollFabrik(sitzung=punkt.sitzung, schreibt=welt.eigenes)
    fremde = aufgaben.anlegen(verbund=verbund, angaben=nachbar, punkt=punkt, wer=leitung)
    with pytest.raises(Verweigert, match="die Aufgabe hat"):
        aufgaben.erledigen(aufgabe=fremde, wer=leitung)
    for falsch, satz in (
        ({"titel": " "}, "was zu tun"),
        ({"zentrum": None}, "Zentrum oder"),
        ({"stelle": "extern", "zentrum": None}, "E-Mail"),
    ):
        with pytest.raises(Verweigert, match=satz):
            aufgaben.anlegen(verbund=verbund, angaben=nachbar | falsch, wer=welt.rollen["koordination"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tage=st.lists(st.integers(0, 60), max_size=6))
def test_verschieben_zaehlt(welt: Welt, verbund: Any, tage: list[int]) -> None:
    """Each later day counts one, an earlier one and the same none; the first day is never forgotten."""
    heute, wer = timezone.localdate(), welt.rollen["koordination"]
    eine = f.AufgabeFabrik(verbund=verbund, faellig=heute + timedelta(days=30))
    folge = [30, *tage]
    for tag in tage:
        aufgaben.verschieben(aufgabe=eine, faellig=heute + timedelta(days=tag), wer=wer)
    stand = Aufgabe.objects.get(pk=eine.pk)
    assert stand.verschoben == sum(b > a for a, b in zip(folge, tage, strict=False))
    assert (stand.faellig, stand.urspruenglich) == (heute + timedelta(days=folge[-1]), eine.urspruenglich)
