"""The schedule form: what is stored comes back as it was, and dates are read as people write them."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from angebote.forms.zeitplan import Tagesliste, ZeitplanFormular, zeitplangruppe
from angebote.models import Zeitplan
from angebote.terminplan import felder_von
from angebote.zeitplan import Regel, Rhythmus

tage = st.dates(date(2000, 1, 1), date(2099, 12, 31))
tagesmengen = st.sets(tage, min_size=1, max_size=6)


@st.composite
def regeln(ziehe: st.DrawFn) -> Regel:
    rhythmus = ziehe(st.sampled_from(list(Rhythmus)))
    wochentage = tuple(ziehe(st.sets(st.integers(0, 6), min_size=1)))
    daten, anfang = tuple(sorted(ziehe(tagesmengen))), ziehe(tage)
    einzeln = rhythmus == Rhythmus.EINZELTERMINE
    von = ziehe(st.times(max_value=time(22)))
    return Regel(
        rhythmus=rhythmus,
        beginn=daten[0] if einzeln else anfang,
        von=von.replace(second=0, microsecond=0),
        bis=time(23),
        ende=ziehe(st.none() | st.just(anfang + timedelta(days=70))),
        wochentage=wochentage[:1] if rhythmus == Rhythmus.MONATLICH_WOCHENTAG else wochentage,
        intervall=ziehe(st.integers(1, 4)),
        position=ziehe(st.sampled_from([1, 2, 3, 4, -1])),
        tag=ziehe(st.integers(1, 31)),
        daten=daten,
        ausnahmen=tuple(ziehe(st.sets(tage, max_size=4))),
        pause_schulferien=ziehe(st.booleans()),
        pause_feiertage=ziehe(st.booleans()),
    ).bereinigt()


def _abgeschickt(form: ZeitplanFormular) -> dict[str, Any]:
    """What a browser sends back when nobody has changed anything."""
    werte: dict[str, Any] = {}
    for feld in form:
        wert = "on" if feld.value() is True else feld.field.widget.format_value(feld.value())
        if wert not in (None, "", [], [""]):
            werte[feld.html_name] = wert[0] if isinstance(wert, list) and feld.name != "wochentage" else wert
    return werte


@given(regeln())
def test_was_gespeichert_ist_kommt_unveraendert_zurueck(regel: Regel) -> None:
    regel.pruefe()
    zeitplan = Zeitplan(pk=7, **felder_von(regel))
    leer = zeitplangruppe(None, [zeitplan])
    assert len(leer.forms) == 2
    daten = {"zeit-TOTAL_FORMS": 2, "zeit-INITIAL_FORMS": 1}
    for form in leer:
        daten |= _abgeschickt(form)
    gruppe = zeitplangruppe(daten, [zeitplan])
    assert gruppe.is_valid(), gruppe.errors
    assert gruppe.regeln() == [(7, regel)]
    assert not gruppe.forms[1].has_changed()


@given(tagesmengen, st.sampled_from(["\n", ", ", ";", " ", "\r\n\r\n"]), st.booleans())
def test_tage_wie_man_sie_schreibt(menge: set[date], trenner: str, kurz: bool) -> None:
    geschrieben = [f"{t.day}.{t.month}.{t.year}" if kurz else f"{t:%d.%m.%Y}" for t in menge]
    feld = Tagesliste()
    gelesen = feld.clean(trenner.join(geschrieben))
    assert gelesen == tuple(sorted(menge))
    assert feld.clean(feld.prepare_value(gelesen)) == gelesen
    assert not feld.has_changed(gelesen, feld.prepare_value(gelesen))


def test_jahr_mit_zwei_ziffern() -> None:
    assert Tagesliste().clean("5.12.26, 5.12.2026, 1.1.27") == (date(2026, 12, 5), date(2027, 1, 1))


@given(st.text(max_size=60))
def test_jeder_text_ist_lesbar_oder_ein_fehler(text: str) -> None:
    try:
        gelesen = Tagesliste(required=False).clean(text)
    except ValidationError as ausnahme:
        gelesen, fehler = (), ausnahme.messages
    else:
        fehler = []
    assert all(isinstance(tag, date) for tag in gelesen)
    assert len(fehler) <= 5


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        ("31.11.2026", "Den 31.11.2026 gibt es nicht."),
        ("morgen", "„morgen“ ist kein Datum. Bitte schreiben Sie es so: 31.12.2026."),
        ("1.1.", "„1.1.“ ist kein Datum. Bitte schreiben Sie es so: 31.12.2026."),
        (" ".join(["1.1.2026"] * 400), "Das sind 400 Tage, möglich sind 366."),
    ],
)
def test_was_falsch_ist_wird_genannt(text: str, meldung: str) -> None:
    with pytest.raises(ValidationError) as fehler:
        Tagesliste().clean(text)
    assert fehler.value.messages == [meldung]
