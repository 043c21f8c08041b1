"""Rules of a Zeitplan for tests: one by hand, any by hypothesis."""

from datetime import date, time, timedelta

from hypothesis import strategies as st

from angebote.zeitplan import Regel, Rhythmus

MO, DI, MI, DO, FR, SA, SO = range(7)


def baue_regel(rhythmus=Rhythmus.WOECHENTLICH, **felder):
    """A rule on Tuesdays from 1 October 2026 (a Thursday), 10:00 to 11:30."""
    vorgabe = {"beginn": date(2026, 10, 1), "von": time(10), "bis": time(11, 30)}
    if rhythmus == Rhythmus.WOECHENTLICH:
        vorgabe["wochentage"] = (DI,)
    return Regel(rhythmus=rhythmus, **(vorgabe | felder))


tage_ = st.dates(date(2015, 1, 1), date(2035, 12, 31))
zeiten = (
    st.tuples(st.integers(0, 1439), st.integers(0, 1439))
    .filter(lambda paar: paar[0] != paar[1])
    .map(lambda paar: [time(m // 60, m % 60) for m in sorted(paar)])
)


def _nahe(tag, hoechstens, **laenge):
    """Up to five days in the time after a day, so that rule, window and list mostly meet."""
    abstaende = st.lists(st.integers(0, hoechstens), max_size=5, **laenge)
    return abstaende.map(lambda tage: tuple(tag + timedelta(days=n) for n in tage))


@st.composite
def regeln(draw):
    beginn = draw(tage_)
    von, bis = draw(zeiten)
    rhythmus = draw(st.sampled_from(Rhythmus))
    eigenes = {
        Rhythmus.WOECHENTLICH: {
            "wochentage": st.sets(st.integers(0, 6), min_size=1).map(tuple),
            "intervall": st.integers(1, 4),
        },
        Rhythmus.MONATLICH_WOCHENTAG: {
            "wochentage": st.integers(0, 6).map(lambda tag: (tag,)),
            "position": st.sampled_from([1, 2, 3, 4, -1]),
        },
        Rhythmus.MONATLICH_TAG: {"tag": st.integers(1, 31)},
        Rhythmus.TAEGLICH: {},
        Rhythmus.EINZELTERMINE: {"daten": _nahe(beginn, 800, min_size=1)},
    }[rhythmus]
    spanne = draw(st.none() | st.integers(0, 900)) if rhythmus != Rhythmus.EINZELTERMINE else None
    return Regel(
        rhythmus=rhythmus,
        beginn=beginn,
        ende=None if spanne is None else beginn + timedelta(days=spanne),
        von=von,
        bis=bis,
        pause_schulferien=draw(st.booleans()),
        pause_feiertage=draw(st.booleans()),
        ausnahmen=draw(_nahe(beginn, 100)),
        **{feld: draw(werte) for feld, werte in eigenes.items()},
    )


@st.composite
def fenster(draw):
    """A rule and a window of dates that mostly touch each other."""
    regel = draw(regeln())
    von = regel.beginn + timedelta(days=draw(st.integers(-100, 1500)))
    return regel, von, von + timedelta(days=draw(st.integers(0, 400)))
