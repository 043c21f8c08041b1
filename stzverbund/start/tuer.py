"""The door for people without an account: finds what a link opens and hands over to the room it is from."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import URLResolver, reverse
from django.urls.resolvers import RoutePattern
from django.utils.decorators import decorator_from_middleware

from angebote.urls.links import LINKS as LINKS_ANGEBOTE
from standards.urls.links import LINKS as LINKS_STANDARDS
from stzverbund.basis import links
from verbund.urls.links import LINKS as LINKS_VERBUND
from zentren.personen.links import LINKS as LINKS_PERSONEN

RAEUME = (LINKS_ANGEBOTE, LINKS_PERSONEN, LINKS_STANDARDS, LINKS_VERBUND)
ADRESSEN = {zweck: URLResolver(RoutePattern(""), muster) for r in RAEUME for zweck, muster in r.items()}
"""For each purpose the addresses below its links; their views get the opened `zugang`."""
VERGEBLICHE = {"link": "60/m/ip"}
"""So many addresses that open nothing may one client try."""


class OhneHerkunft(CsrfViewMiddleware):
    """Django's check of cookie and form, without that of the sender.

    A page under "no-referrer" posts with "Origin: null" and without Referer. Whoever forges a request must
    know the address of the link, which is the secret itself.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        return request.META["HTTP_ORIGIN"] == "null" or super()._origin_verified(request)  # type: ignore[misc]

    def _check_referer(self, request: HttpRequest) -> None:
        """Nothing to check."""


formulare_ohne_herkunft = decorator_from_middleware(OhneHerkunft)


def verschwiegen(ansicht: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The address reaches no other server, no search engine and no log of one."""

    @wraps(ansicht)
    def mit_kopfzeilen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        antwort = ansicht(request, *args, **kwargs)
        antwort["Referrer-Policy"] = "no-referrer"
        antwort["X-Robots-Tag"] = "noindex, nofollow"
        return antwort

    return mit_kopfzeilen


def oeffnen(request: HttpRequest, token: str, unter: str) -> HttpResponse:
    """The page of a link. What opens nothing gives the same answer whatever the reason is."""
    if not ratelimit.consume(request, **_versuch(), dry_run=True):
        return render(request, "links/zu_oft.html", status=429)
    person = request.user if request.user.is_authenticated else None
    # A login in the same browser plays no role: nobody sees or does more, or leaves a name.
    request.user = AnonymousUser()
    request.mitgliedschaft, request.mitgliedschaften = None, []  # type: ignore[attr-defined]
    try:
        return _hinter_der_tuer(request, token, unter, person)
    except Http404:
        ratelimit.consume(request, **_versuch())
        return render(request, "links/ungueltig.html", status=404)


def _hinter_der_tuer(request: HttpRequest, token: str, unter: str, person: Any) -> HttpResponse:
    link = links.finden(token)
    if link is None or link.zweck not in ADRESSEN or link.gegenstand is None:
        raise Http404
    treffer = ADRESSEN[link.zweck].resolve(f"{unter}/" if unter else "")
    zugang = links.Zugang(link, link.gegenstand, reverse("link", args=[token]), person)
    antwort = treffer.func(request, zugang=zugang, **treffer.kwargs)
    links.benutzt(link)
    return antwort


def _versuch() -> dict[str, Any]:
    return {"app": "allauth.account", "action": "link", "config": VERGEBLICHE, "limit_get": True}
