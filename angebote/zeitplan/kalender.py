"""Public and school holidays of Berlin, from the package `holidays`, once per year and process."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType


@cache
def feiertage(jahr: int) -> Mapping[date, str]:
    """Public holidays of Berlin in a year, with their names."""
    return _aus_paket(jahr, "public")


@cache
def schulferien(jahr: int) -> Mapping[date, str]:
    """Days of the Berlin school holidays in a year, with their names; empty if they are not known (yet)."""
    return _aus_paket(jahr, "school")


def schulferien_bekannt_bis(jahr: int) -> date | None:
    """Last day of the year up to which school holidays are known; None if none are.

    They are published by school year, so a calendar year can be known in part. Christmas holidays always
    reach into January: a year that is known to its end ends with a holiday.
    """
    return max(schulferien(jahr), default=None)


def _aus_paket(jahr: int, art: str) -> Mapping[date, str]:
    from holidays import country_holidays  # heavy: loads at the first use, not at start-up

    return MappingProxyType(
        dict(country_holidays("DE", subdiv="BE", years=jahr, categories=art, language="de"))
    )
