"""Whoever must have a second factor reaches nothing but its set-up until there is one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zentren.konten import faktor
from zentren.models import Rolle

GEPRUEFT = "zweiter_faktor"
"""In the session: this person has a factor, so the database need not be asked again."""
OFFEN = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "account_reauthenticate",
    "konto_beweis",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_logout",
}


class ZweiterFaktor:
    """After `zentren.middleware.mitgliedschaft`; asks the database only until a factor is found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        unbekannt = set(settings.ZWEITER_FAKTOR_PFLICHT) - set(Rolle.values)
        if unbekannt:
            raise ImproperlyConfigured(f"ZWEITER_FAKTOR_PFLICHT: unbekannte Rolle {', '.join(unbekannt)}.")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view answer; pages, files and exports are sent to the set-up, scripts get 403."""
        if not self._fehlt(request) or self._offen(request, view_func):
            return None
        ziel = reverse("mfa_index")
        if request.headers.get("X-Requested-With") == "fetch" or "HX-Request" in request.headers:
            text = "Bitte richten Sie zuerst Ihren zweiten Faktor ein."
            return HttpResponse(text, status=403, content_type="text/plain", headers={"HX-Redirect": ziel})
        return redirect(ziel)

    def _offen(self, request: HttpRequest, view_func: Any) -> bool:
        """Public pages, and what is needed to set a factor up or to leave."""
        name = request.resolver_match.url_name or ""
        return not getattr(view_func, "login_required", True) or name in OFFEN

    def _fehlt(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or not faktor.vorgeschrieben(request.mitgliedschaften):
            return False
        if not request.session.get(GEPRUEFT):
            if not faktor.anzahl(request.user):
                return True
            request.session[GEPRUEFT] = True
        return False
