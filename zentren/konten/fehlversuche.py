"""Wrong passwords are limited where they come from, so that nobody can keep others out of their accounts.

The first limit is allauth's `login_failed`: so many for a network, so many for an account from this network
(`Kontoadapter._get_login_attempts_cache_key`). The second one is for guessing from many networks at once:
after fifty failures for an address within an hour each network has one wrong try in a quarter of an hour.
Who knows the password is let in by both. Counted are hashes, in the cache alone.
"""

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.http import HttpRequest

ALLE, EINZELN = "50/h/key", "1/15m/key"


def _verbrauchen(
    request: HttpRequest, grenze: str, schluessel: str, *, nur_fragen: bool = False
) -> RateLimitUsage | None:
    return ratelimit.consume(
        request,
        app="stzverbund",
        action="anmelden",
        config={"anmelden": grenze},
        key=schluessel,
        dry_run=nur_fragen,
    )


def von_hier(request: HttpRequest, adresse: str) -> str:
    """Names an account as seen from the network of this request."""
    return f"{adresse.lower()} {ratelimit.get_ip(request)}"


def zu_viele(request: HttpRequest, adresse: str) -> bool:
    """Whether fifty passwords for this address were wrong within the last hour, wherever they came from."""
    return _verbrauchen(request, ALLE, adresse.lower(), nur_fragen=True) is None


def noch_einer(request: HttpRequest, adresse: str) -> RateLimitUsage | None:
    """The one try of this network in a quarter of an hour; None where it was used. Can be rolled back."""
    return _verbrauchen(request, EINZELN, von_hier(request, adresse))


def zaehlen(request: HttpRequest, adresse: str) -> None:
    """One more wrong password for this address."""
    _verbrauchen(request, ALLE, adresse.lower())


def vergessen(request: HttpRequest, adresse: str) -> None:
    """After a new password this network begins anew; what others tried stays counted."""
    for app, was, grenzen in (
        ("allauth.account", "login_failed", None),
        ("stzverbund", "anmelden", {"anmelden": EINZELN}),
    ):
        schluessel = von_hier(request, adresse)
        ratelimit.clear(request, app=app, action=was, config=grenzen, key=schluessel)
