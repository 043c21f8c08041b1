"""Where records are read and entered: addresses that the centre and the Bezirksamt can both open."""

from collections.abc import Callable, Iterable

from django.urls import reverse

from .regel import Lage, Verweis

# Lists that only team and Träger read: whoever reads a Beleg from outside gets the figure without the way.
NUR_IM_HAUS = ("taetigkeiten", "befragungen", "beschwerden")
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
    return lambda zentrum: (Verweis(text, reverse(name) + filter_),)


def taetigkeiten(filter_: str = "") -> Wege:
    """The Tätigkeitsbuch, perhaps only one kind of entry."""
    return seite("Tätigkeitsbuch", "taetigkeiten", f"?{filter_}" if filter_ else "")


def alle(*einzelne: Wege) -> Wege:
    """Several ways, in this order."""
    return lambda zentrum: tuple(verweis for wege in einzelne for verweis in wege(zentrum))


def fuer_aussen(verweise: Iterable[Verweis]) -> tuple[Verweis, ...]:
    """Without the ways that nobody outside the house may go."""
    innere = {reverse(name) for name in NUR_IM_HAUS}
    return tuple(verweis for verweis in verweise if verweis.adresse.partition("?")[0] not in innere)
