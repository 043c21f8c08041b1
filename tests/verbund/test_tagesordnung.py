"""The agenda: items added, changed, put in order, taken off; approval by itself; what moves on."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.welt import Welt
from verbund import ablaufplan, sitzungen, tagesordnung, uebernahme
from verbund.models import Sitzung, Tagesordnungspunkt

pytestmark = pytest.mark.django_db
Stand = Tagesordnungspunkt.Stand


@pytest.fixture
def verbund(welt: Welt) -> Any:
    return welt.rollen["koordination"].verbund


def _titel(sitzung: Sitzung) -> list[str]:
    return list(sitzung.punkte.order_by("position", "pk").values_list("titel", flat=True))


def test_ordnen_und_herunternehmen(welt: Welt, verbund: Any) -> None:
    """Order by single steps and as a whole; what is not named stays behind; an item goes back to wait."""
    wer, sitzung = welt.rollen["koordination"], f.SitzungFabrik(verbund=verbund)
    a, b, c = (
        tagesordnung.hinzufuegen(sitzung=sitzung, angaben={"titel": titel}, wer=wer) for titel in "ABC"
    )
    tagesordnung.verschieben(punkt=c, um=-1, wer=wer)
    assert _titel(sitzung) == ["A", "C", "B"]
    tagesordnung.verschieben(punkt=a, um=-1, wer=wer)
    assert _titel(sitzung) == ["A", "C", "B"]
    tagesordnung.ordnen(sitzung=sitzung, reihenfolge=[b.pk, 0, a.pk], wer=wer)
    assert _titel(sitzung) == ["B", "A", "C"]
    assert list(sitzung.punkte.values_list("position", flat=True)) == [1, 2, 3]
    assert c.history.first().position == 3
    tagesordnung.herunternehmen(punkt=b, wer=wer)
    b.refresh_from_db()
    assert (b.stand, b.sitzung, _titel(sitzung)) == (Stand.VORGESCHLAGEN, None, ["A", "C"])
    with pytest.raises(Verweigert):
        tagesordnung.ordnen(sitzung=sitzung, reihenfolge=[], wer=welt.rollen["leitung"])
    with pytest.raises(Verweigert):
        tagesordnung.hinzufuegen(sitzung=sitzung, angaben={"titel": "D"}, wer=welt.rollen["leitung"])


def test_aendern_und_zurueckziehen(welt: Welt, verbund: Any) -> None:
    """A centre changes and drops its own proposals, not those of others, and not once they are placed."""
    leitung, wer = welt.rollen["leitung"], welt.rollen["koordination"]
    punkt = tagesordnung.vorschlagen(verbund=verbund, angaben={"titel": "Hitze"}, wer=leitung)
    tagesordnung.aendern(punkt=punkt, angaben={"titel": "Hitzeschutz"}, version=1, wer=leitung)
    with pytest.raises(Ueberholt):
        tagesordnung.aendern(punkt=punkt, angaben={"titel": "Kälte"}, version=1, wer=wer)
    tagesordnung.platzieren(punkt=punkt, sitzung=f.SitzungFabrik(verbund=verbund), wer=wer)
    with pytest.raises(Verweigert):
        tagesordnung.aendern(punkt=punkt, angaben={"titel": "Kälte"}, version=3, wer=leitung)
    with pytest.raises(Verweigert, match="schon vergeben"):
        tagesordnung.zurueckziehen(punkt=punkt, wer=wer)
    anderer = tagesordnung.vorschlagen(verbund=verbund, angaben={"titel": "Fest"}, wer=wer)
    with pytest.raises(Verweigert):
        tagesordnung.zurueckziehen(punkt=anderer, wer=leitung)
    tagesordnung.zurueckziehen(punkt=anderer, wer=wer)
    anderer.refresh_from_db()
    assert (anderer.stand, anderer.sitzung) == (Stand.ENTFALLEN, None)


def test_genehmigung_von_selbst(welt: Welt, verbund: Any) -> None:
    """Open minutes stand first in the next session once; when it is called off, in the one after it."""
    wer, heute = welt.rollen["koordination"], timezone.localdate()
    naechste = f.SitzungFabrik(verbund=verbund, datum=heute + timedelta(days=5))
    spaeter = f.SitzungFabrik(verbund=verbund, datum=heute + timedelta(days=40))
    f.PunktFabrik(sitzung=naechste, verbund=verbund, titel="Sommerfest", position=1)
    gehaltene = sitzungen.durchfuehren(sitzung=f.SitzungFabrik(verbund=verbund, datum=heute), wer=wer)
    erwartet = f"Genehmigung des Protokolls vom {heute:%d.%m.%Y}"
    assert (_titel(naechste), _titel(spaeter)) == ([erwartet, "Sommerfest"], [])
    punkt = naechste.punkte.get(genehmigt=gehaltene)
    with pytest.raises(Verweigert, match="bleibt"):
        tagesordnung.herunternehmen(punkt=punkt, wer=wer)
    sitzungen.absagen(sitzung=naechste, grund="Streik", wer=wer)
    assert _titel(spaeter) == [erwartet]


def test_zeiten_und_summe(welt: Welt, verbund: Any) -> None:
    """Numbers and times are the same for all; who may not read an item knows only that there is one."""
    sitzung = f.SitzungFabrik(verbund=verbund)
    f.PunktFabrik(sitzung=sitzung, verbund=verbund, position=1, minuten=50, sichtbarkeit="intern")
    f.PunktFabrik(sitzung=sitzung, verbund=verbund, position=2, minuten=80, sichtbarkeit="bezirksamt")
    ganz = ablaufplan.ablaufplan(sitzung, welt.rollen["leitung"])
    assert [(z.nummer, f"{z.von:%H:%M}") for z in ganz.zeilen] == [(1, "10:00"), (2, "10:50")]
    assert (ganz.minuten, ganz.dauer, ganz.ueber, ganz.frei, ganz.verborgen) == (130, 120, 10, 0, 0)
    amt = ablaufplan.ablaufplan(sitzung, welt.rollen["bezirksamt"])
    assert [(z.nummer, f"{z.von:%H:%M}") for z in amt.zeilen] == [(2, "10:50")]
    assert (amt.minuten, amt.verborgen) == (130, 1)


ALTE = st.lists(
    st.tuples(
        st.sampled_from([Stand.BEHANDELT, Stand.VERTAGT, Stand.ENTFALLEN]),
        st.booleans(),
        st.lists(st.sampled_from(["offen", "erledigt"]), max_size=2),
    ),
    max_size=5,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ALTE)
def test_uebernahme(welt: Welt, alte: list[Any]) -> None:
    """What moves on is exactly what a plain reading says; nothing moves on twice; the chain goes on."""
    wer, heute = welt.rollen["koordination"], timezone.localdate()
    kreis = f.ArbeitskreisFabrik(verbund=wer.verbund)
    letzte = f.SitzungFabrik(verbund=wer.verbund, arbeitskreis=kreis, datum=heute - timedelta(days=9))
    erwartet = []
    for nummer, (stand, wieder, aufgaben) in enumerate(alte, start=1):
        punkt = f.PunktFabrik(
            sitzung=letzte, verbund=wer.verbund, stand=stand, wiederkehrend=wieder, position=nummer
        )
        for status in aufgaben:
            am = heute if status == "erledigt" else None
            f.AufgabeFabrik(verbund=wer.verbund, punkt=punkt, status=status, erledigt_am=am)
        if stand == Stand.VERTAGT or wieder or (stand == Stand.BEHANDELT and "offen" in aufgaben):
            erwartet.append(punkt.pk)
    neue, danach = (
        f.SitzungFabrik(verbund=wer.verbund, arbeitskreis=kreis, datum=heute + timedelta(days=tage))
        for tage in (9, 20)
    )
    assert [k.punkt.pk for k in uebernahme.vorschau(neue)] == erwartet
    uebernommene = uebernahme.uebernehmen(sitzung=neue, punkte=[*erwartet, 0], wer=wer)
    assert [(p.vorgaenger_id, p.position) for p in uebernommene] == [
        (pk, nummer) for nummer, pk in enumerate(erwartet, start=1)
    ]
    assert uebernahme.vorschau(neue) == []
    assert uebernahme.uebernehmen(sitzung=neue, punkte=erwartet, wer=wer) == []
    assert [k.punkt.pk for k in uebernahme.vorschau(danach)] == [
        p.pk for p in uebernommene if p.wiederkehrend
    ]
