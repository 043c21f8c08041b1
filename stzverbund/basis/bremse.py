"""Limits for what anybody may call without an account."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest


def erlaubt(request: HttpRequest, was: str, *, anzahl: int, sekunden: int, je: str = "") -> bool:
    """Counts a call and says whether it is one of `anzahl` within `sekunden`.

    Counted for each address of a client, or for each `je`, in all processes together (CACHES["default"]).
    """
    grenze = f"{anzahl}/{sekunden}s/{'key' if je else 'ip'}"
    return bool(
        ratelimit.consume(
            request, app="stzverbund", action=was, config={was: grenze}, key=je or None, limit_get=True
        )
    )


def erlaubt_im_andrang(
    request: HttpRequest,
    was: str,
    *,
    anzahl: int,
    insgesamt: int,
    sekunden: int,
    je: str = "alle",
    absender: str = "",
) -> bool:
    """As `erlaubt` for each address of a client, with an eye on all of them together.

    After `insgesamt` calls of everybody (for each `je`) each address has one more: whoever floods uses up
    the calls of his own addresses and shuts nobody out. `absender` stands for the address where that is not
    to be counted itself.
    """
    if not erlaubt(request, was, anzahl=anzahl, sekunden=sekunden, je=absender):
        return False
    if erlaubt(request, f"{was}-alle", anzahl=insgesamt, sekunden=sekunden, je=je):
        return True
    return erlaubt(request, f"{was}-einzeln", anzahl=1, sekunden=sekunden, je=absender)
