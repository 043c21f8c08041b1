"""Actions in turns, medians, ratios."""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

LAEUFE = 31
Aktion = Callable[[], Any]


def messen(aktionen: Mapping[str, Aktion]) -> dict[str, float]:
    """Median of each in milliseconds; two runs before that fill the caches."""
    zeiten: dict[str, list[float]] = {name: [] for name in aktionen}
    for lauf in range(-2, LAEUFE):
        for name, aktion in aktionen.items():
            beginn = time.perf_counter()
            aktion()
            if lauf >= 0:
                zeiten[name].append((time.perf_counter() - beginn) * 1000)
    return {name: statistics.median(gemessen) for name, gemessen in zeiten.items()}


def kopf() -> str:
    return f"{'':44}{'ms':>9}{'Verhältnis':>12}{'höchstens':>11}{'Abfragen':>10}"


def zeigen(
    aktionen: Mapping[str, Aktion],
    ziele: Mapping[str, float],
    abfragen: Mapping[str, int] | None = None,
) -> None:
    """A table whose ratios refer to its first line."""
    zeiten = messen(aktionen)
    mass = next(iter(zeiten.values()))
    for name, zeit in zeiten.items():
        ziel = f"{ziele[name]:g}" if name in ziele else ""
        anzahl = str(abfragen[name]) if abfragen and name in abfragen else ""
        zeile = f"{name:44}{zeit:9.1f}{zeit / mass:12.2f}{ziel:>11}{anzahl:>10}"
        print(zeile.replace(".", ","), flush=True)
    print()
