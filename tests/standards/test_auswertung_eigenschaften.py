"""Results against a plain computation: whatever is answered, SQL counts it as one would by hand."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standards import auswertung
from standards.models import Antwort, Einschaetzung, Selbstbewertung
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt

WERTE = st.sampled_from(list(Einschaetzung))
ANTWORT = st.tuples(WERTE, st.booleans(), st.booleans())
"""What was said, whether against the data, whether a Rückfrage has opened it."""
EINFACH = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@EINFACH
@given(haeuser=st.lists(st.lists(ANTWORT, min_size=3, max_size=3), min_size=3, max_size=4))
def test_zahlen_wie_von_hand(welt: Welt, haeuser: list[list[tuple[str, bool, bool]]]) -> None:
    Selbstbewertung.objects.all().delete()
    runde = f.RundeFabrik(bezirk=welt.bezirk, fassung=s.fassung(), jahr=2000 + welt.bezirk.runden.count())
    kriterien = [
        k for standard in runde.fassung.standards.order_by("nummer") for k in standard.kriterien.all()
    ]
    amt, alle = welt.rollen["bezirksamt"], {}
    for werte in haeuser:
        bewertung = Selbstbewertung.objects.create(
            runde=runde,
            zentrum=f.ZentrumFabrik(bezirk=welt.bezirk),
            einreichungen=1,
            eingereicht_am="2026-11-01T00:00Z",
        )
        for kriterium, (wert, gegen, gefragt) in zip(kriterien, werte, strict=True):
            Antwort.objects.create(
                bewertung=bewertung,
                kriterium=kriterium,
                kann_entfallen=True,
                einschaetzung=wert,
                gegen_daten=gegen,
                nachgefragt=gefragt,
            )
        alle[bewertung.pk] = werte
    Selbstbewertung.objects.filter(pk__in=alle).update(status="eingereicht")
    ergebnisse = auswertung.ergebnisse(Selbstbewertung.objects.filter(runde=runde), amt)
    for pk, werte in alle.items():
        gezeigt = [Einschaetzung.OFFEN if gefragt else wert for wert, _, gefragt in werte]
        gesamt = auswertung.zusammen(ergebnisse[pk].values())
        assert dict(gesamt.anzahl) == Counter(gezeigt)
        assert gesamt.schlechteste == min(gezeigt, key=auswertung.SCHLECHTESTE_ZUERST.index)
        assert gesamt.gegen_daten == sum(gegen for _, gegen, _ in werte)
        assert ergebnisse[pk][1].beantwortet == sum(wert != Einschaetzung.OFFEN for wert in gezeigt[:2])
    for nummer, zeile in enumerate(auswertung.netz(runde)):
        spalte = [Einschaetzung.OFFEN if w[nummer][2] else w[nummer][0] for w in alle.values()]
        assert {wert: zahl for wert, zahl in zeile.anzahl.items() if zahl} == Counter(spalte)
