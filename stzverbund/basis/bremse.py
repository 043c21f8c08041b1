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
