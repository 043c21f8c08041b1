from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zentren.models import Mitgliedschaft
from zentren.personen.ansprechstellen import ohne_rolle

SITZUNG = "mitgliedschaft"
# What an account may do without a role: see to itself, accept an invitation.
AUCH_OHNE_ROLLE = ("account_", "mfa_", "konto", "anmeldung", "einladung_annehmen", "csrf")


def _laden(request: HttpRequest) -> tuple[Mitgliedschaft | None, list[Mitgliedschaft]]:
    if not request.user.is_authenticated:
        return None, []
    alle = list(request.user.mitgliedschaften.gueltig().mit_organisation())
    gewaehlt = request.session.get(SITZUNG)
    return next((m for m in alle if m.pk == gewaehlt), alle[0] if alle else None), alle


def mitgliedschaft(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.mitgliedschaft`, the active one, and `request.mitgliedschaften`, all valid today.

    Rights come from the active Mitgliedschaft alone, never from the union of all. One query where
    somebody is logged in.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.mitgliedschaft, request.mitgliedschaften = _laden(request)
        return get_response(request)

    return middleware


class NurMitRolle:
    """Whoever is logged in without a valid role meets one page on every internal address: whom to ask.

    It is a refusal (403), so that no script takes it for an answer. Public pages stay as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or request.mitgliedschaft:
            return None
        oeffentlich = not getattr(view, "login_required", True)
        name = request.resolver_match.url_name or "" if request.resolver_match else ""
        if oeffentlich or name.startswith(AUCH_OHNE_ROLLE):
            return None
        kontext = ohne_rolle(request.user, timezone.localdate())
        return render(request, "zentren/personen/ohne_rolle.html", kontext, status=403)
