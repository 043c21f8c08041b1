"""What rules say is built here: counts and shares against a threshold, in German sentences."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from standards.models import Urteil
from stzverbund.basis.zahlen import zeige_anzahl

from .regel import Ergebnis, Lage, Verweis
from .wege import Wege

PROZENT = "\N{NO-BREAK SPACE}%"


def zahl(wert: Decimal | int) -> str:
    """ "1.500", "2,5": as German text, without zeros at the end."""
    ganz, bruch = divmod(Decimal(wert), 1)
    return zeige_anzahl(int(ganz)) + f"{bruch.normalize():f}".replace("0.", ",", 1) * bool(bruch)


def anteil_in_prozent(teil: int, ganz: int) -> Decimal:
    """Rounded down to two decimals, so that what is shown never meets a threshold that it misses."""
    return (Decimal(100 * teil) / ganz).quantize(Decimal("0.01"), ROUND_FLOOR)


def hoechstens_in_prozent(teil: int, ganz: int) -> Decimal:
    """The same for a share that shall be small: rounded up."""
    return (Decimal(100 * teil) / ganz).quantize(Decimal("0.01"), ROUND_CEILING)


def tage(dauer: timedelta) -> Decimal:
    """Days of a median of whole days: 12 or 12,5."""
    return Decimal(dauer // timedelta(hours=12)) / 2


def _seit(lage: Lage, monate: int) -> date:
    """The first day of a period of so many months; 0 is the day itself."""
    return lage.seit(monate) if monate else lage.stichtag


def keine_daten(lage: Lage, satz: str, wege: tuple[Verweis, ...] = (), *, monate: int = 0) -> Ergebnis:
    return Ergebnis(Urteil.KEINE_DATEN, satz, _seit(lage, monate), lage.stichtag, verweise=wege)


def gewertet(
    lage: Lage,
    satz: str,
    *,
    wert: Decimal | None,
    schwelle: Decimal | None,
    genug: bool,
    wege: tuple[Verweis, ...] = (),
    monate: int = 0,
) -> Ergebnis:
    """A figure of the last `monate` (0: of the day) beside its threshold."""
    urteil = Urteil.DAFUER if genug else Urteil.DAGEGEN
    return Ergebnis(urteil, satz, _seit(lage, monate), lage.stichtag, wert, schwelle, wege)


def anteile(
    lage: Lage,
    zahlen: Mapping[int, tuple[int, int]],
    *,
    schwelle: str,
    satz: str,
    leer: str,
    wege: Wege,
    monate: int = 0,
) -> dict[int, Ergebnis]:
    """Part of a whole by centre, in per cent, against a threshold in per cent.

    `satz` goes on after the figures: "37 von 43 " + "veröffentlichten Angeboten {anteil} sind …". A centre
    without anything to count has no data, and `leer` says so.
    """
    mindestens, ergebnisse = lage.schwelle(schwelle), {}
    for zentrum in lage.zentren:
        teil, ganz = zahlen.get(zentrum, (0, 0))
        if not ganz:
            ergebnisse[zentrum] = keine_daten(lage, leer, wege(zentrum), monate=monate)
            continue
        wert = anteil_in_prozent(teil, ganz)
        worte = satz.format(anteil=f"({int(wert)}{PROZENT})")
        ergebnisse[zentrum] = gewertet(
            lage,
            f"{zahl(teil)} von {zahl(ganz)} {worte} Schwelle {zahl(mindestens)}{PROZENT}.",
            wert=wert,
            schwelle=mindestens,
            genug=100 * teil >= mindestens * ganz,
            wege=wege(zentrum),
            monate=monate,
        )
    return ergebnisse


def anzahlen(
    lage: Lage,
    zahlen: Mapping[int, int | None],
    *,
    schwelle: str,
    satz: str,
    leer: str,
    wege: Wege,
    monate: int = 0,
) -> dict[int, Ergebnis]:
    """A count by centre against a threshold; None (and a centre that is missing) has no data.

    `satz` holds the figure: "{anzahl}".
    """
    mindestens, ergebnisse = lage.schwelle(schwelle), {}
    for zentrum in lage.zentren:
        anzahl = zahlen.get(zentrum)
        if anzahl is None:
            ergebnisse[zentrum] = keine_daten(lage, leer, wege(zentrum), monate=monate)
            continue
        ergebnisse[zentrum] = gewertet(
            lage,
            f"{satz.format(anzahl=zahl(anzahl))} Schwelle {zahl(mindestens)}.",
            wert=Decimal(anzahl),
            schwelle=mindestens,
            genug=anzahl >= mindestens,
            wege=wege(zentrum),
            monate=monate,
        )
    return ergebnisse
