"""Accounts without password and second factor prove who they are by a new login at the provider.

allauth lets them pass everywhere, because it has nothing to ask them; an unattended browser would be enough
to take the account. `prompt=login` makes the provider ask again; what it says about the moment (`auth_time`)
counts.
"""

import time
from typing import Any

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zentren.models import Person

BEWIESEN = "beim_anbieter_bewiesen"
"""In the session: when the provider has asked again (seconds since 1970)."""
FRISCH = 300
"""So many seconds a login, here or at the provider, is a proof."""
ANMERKUNG = {"beweis": True}
"""Kept with the request to the provider in the session, so that nobody leaves `prompt` out and claims it."""


def ohne_alles(person: Person) -> bool:
    """Whether there is nothing here that the person could be asked for."""
    return not get_reauthentication_flows(person)


def fehlt(request: HttpRequest, person: Person) -> bool:
    """Whether the person has to prove who she is before she changes what opens her account."""
    return ohne_alles(person) and time.time() - request.session.get(BEWIESEN, 0) > FRISCH


def zum_anbieter(request: HttpRequest, weiter: str | None) -> HttpResponse:
    """To the provider, which asks for the login even of somebody who is logged in there."""
    anbieter = get_adapter(request).get_provider(request, "sso")
    fragen = {"prompt": "login", "max_age": "0"}
    return anbieter.redirect(request, "login", next_url=weiter, data=ANMERKUNG, auth_params=fragen)


def merken(request: HttpRequest, sociallogin: SocialLogin | None) -> None:
    """After a login: notes the proof, if this login was asked for as one and is as new as it has to be."""
    if sociallogin is None or sociallogin.state.get("data") != ANMERKUNG:
        return
    angaben: dict[str, Any] = sociallogin.account.extra_data.get("id_token") or {}
    if time.time() - angaben.get("auth_time", time.time()) <= FRISCH:
        request.session[BEWIESEN] = time.time()


def anbieter() -> str:
    """The name of the provider, empty where there is none."""
    return settings.OIDC_NAME if settings.OIDC_SERVER else ""
