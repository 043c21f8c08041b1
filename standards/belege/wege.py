"""Where records are read and entered: addresses that the centre and the Bezirksamt can both open."""

from collections.abc import Callable

from django.urls import reverse

from .regel import Lage, Verweis

Wege = Callable[[int], tuple[Verweis, ...]]
"""Centre (primary key) -> where its records are."""


def angebote(text: str, filter_: str = "") -> Wege:
    """The inner list; who works with several centres sees this one's."""
    adresse = f"{reverse('angebot_liste')}?{filter_}zentrum="
    return lambda zentrum: (Verweis(text, f"{adresse}{zentrum}"),)


def zentrumsseite(lage: Lage, text: str, anker: str) -> Wege:
    return lambda zentrum: (Verweis(text, f"{reverse('zentrum', args=[lage.kuerzel(zentrum)])}#{anker}"),)


def seite(text: str, name: str, filter_: str = "") -> Wege:
    """One and the same page for every centre."""
    verweise = (Verweis(text, reverse(name) + filter_),)
    return lambda zentrum: verweise
