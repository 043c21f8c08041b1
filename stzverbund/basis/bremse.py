"""Limits for what anybody may call without an account."""

from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def erlaubt(request: HttpRequest, was: str, *, anzahl: int, sekunden: int, je: str = "") -> bool:
    """Counts a call and says whether it is one of the first `anzahl` within `sekunden`.

    Counted for each address of a client, or for each `je`; in each process for itself, and only as a hash.
    """
    wer = je or get_adapter().get_client_ip(request)
    schluessel = f"bremse:{was}:{sha256(wer.encode()).hexdigest()}"
    cache.add(schluessel, 0, sekunden)
    try:
        return cache.incr(schluessel) <= anzahl
    except ValueError:  # it ran out at this very moment
        return True
