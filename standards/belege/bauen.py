"""What rules say is built here: counts and shares against a threshold, in German sentences."""

from collections.abc import Callable, Mapping
from decimal import ROUND_FLOOR, Decimal

from standards.models import Urteil
from stzverbund.basis.zahlen import zeige_anzahl

from .regel import Ergebnis, Lage, Verweis

Wege = Callable[[int], tuple[Verweis, ...]]
"""Centre (primary key) -> where its records are read and entered."""


def zahl(wert: Decimal | int) -> str:
    """ "1.500", "2,5": as German text, without zeros at the end."""
    ganz, bruch = divmod(Decimal(wert), 1)
    return zeige_anzahl(int(ganz)) + f"{bruch.normalize():f}".replace("0.", ",", 1) * bool(bruch)


def anteil_in_prozent(teil: int, ganz: int) -> Decimal:
    """Rounded down to two decimals, so that what is shown never meets a threshold that it misses."""
    return (Decimal(100 * teil) / ganz).quantize(Decimal("0.01"), ROUND_FLOOR)


def urteil(genug: bool) -> Urteil:
    return Urteil.DAFUER if genug else Urteil.DAGEGEN


def keine_daten(lage: Lage, satz: str, wege: tuple[Verweis, ...] = ()) -> Ergebnis:
    return Ergebnis(Urteil.KEINE_DATEN, satz, lage.seit(), lage.stichtag, verweise=wege)


def anteile(
    lage: Lage,
    zahlen: Mapping[int, tuple[int, int]],
    *,
    schwelle: str,
    satz: str,
    leer: str,
    wege: Wege,
) -> dict[int, Ergebnis]:
    """Part of a whole by centre, in per cent, against a threshold in per cent.

    `satz` begins after the figures: "37 von 43 " + "veröffentlichten Angeboten (86 %) sind …". A centre
    without anything to count has no data and `leer` says so.
    """
    mindestens, ergebnisse = lage.schwelle(schwelle), {}
    for zentrum in lage.zentren:
        teil, ganz = zahlen.get(zentrum, (0, 0))
        if not ganz:
            ergebnisse[zentrum] = keine_daten(lage, leer, wege(zentrum))
            continue
        prozent = int(anteil_in_prozent(teil, ganz))
        worte = f"{zahl(teil)} von {zahl(ganz)} {satz.format(anteil=f'({prozent} %)')}"
        ergebnisse[zentrum] = Ergebnis(
            urteil(100 * teil >= mindestens * ganz),
            f"{worte} Schwelle {zahl(mindestens)} %.",
            lage.seit(),
            lage.stichtag,
            anteil_in_prozent(teil, ganz),
            mindestens,
            wege(zentrum),
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
) -> dict[int, Ergebnis]:
    """A count by centre against a threshold; None (and a centre that is missing) has no data.

    `satz` holds the figure as `{anzahl}`.
    """
    mindestens, ergebnisse = lage.schwelle(schwelle), {}
    for zentrum in lage.zentren:
        anzahl = zahlen.get(zentrum)
        if anzahl is None:
            ergebnisse[zentrum] = keine_daten(lage, leer, wege(zentrum))
            continue
        ergebnisse[zentrum] = Ergebnis(
            urteil(anzahl >= mindestens),
            f"{satz.format(anzahl=zahl(anzahl))} Schwelle {zahl(mindestens)}.",
            lage.seit(),
            lage.stichtag,
            Decimal(anzahl),
            mindestens,
            wege(zentrum),
        )
    return ergebnisse
