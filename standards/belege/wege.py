"""Where records are read and entered: addresses that the centre and the Bezirksamt can both open."""

from django.urls import reverse

from .regel import Lage, Verweis


def angebote(zentrum: int, text: str, filter_: str = "") -> Verweis:
    """The inner list; who works with several centres sees this one's."""
    return Verweis(text, f"{reverse('angebot_liste')}?{filter_}zentrum={zentrum}")


def zentrumsseite(lage: Lage, zentrum: int, text: str, anker: str) -> Verweis:
    return Verweis(text, f"{reverse('zentrum', args=[lage.kuerzel(zentrum)])}#{anker}")
