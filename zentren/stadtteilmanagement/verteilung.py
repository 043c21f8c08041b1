"""A sum of money in exact parts: whole cents that add up to the sum (largest remainder)."""

from collections.abc import Sequence


def anteile(betrag: int, gewichte: Sequence[int]) -> list[int]:
    """Parts of `betrag` (cents) in proportion to `gewichte`, in their order; they add up to `betrag`.

    Each part differs from its exact share by less than a cent. What is left after rounding down goes to the
    largest remainders, among equal ones to the first. Raises ValueError where all weights are 0 or one is
    negative.
    """
    ganzes = sum(gewichte)
    if ganzes <= 0 or min(gewichte) < 0:
        raise ValueError("weights must be positive numbers, at least one above 0")
    teile = [betrag * gewicht // ganzes for gewicht in gewichte]
    reste = [betrag * gewicht % ganzes for gewicht in gewichte]
    nach_rest = sorted(range(len(gewichte)), key=lambda nr: -reste[nr])
    for nr in nach_rest[: betrag - sum(teile)]:
        teile[nr] += 1
    return teile
