import logging
import re
import time
import uuid
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from . import protokoll

zugriffe = logging.getLogger("stzverbund.zugriff")

METHODEN = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
KENNUNG = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
KOPFZEILEN = {
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "screen-wake-lock",
            "usb",
            "xr-spatial-tracking",
        )
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}


def kennung_und_zugriff(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Gives each request a number, that of the proxy where it sent a sane one, and logs one line.

    The line holds view, method, status, milliseconds and role: neither the address nor who it was.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        beginn = time.monotonic()
        nummer = request.headers.get("X-Request-ID", "")
        request.kennung = nummer if KENNUNG.fullmatch(nummer) else uuid.uuid4().hex
        marke = protokoll.kennung.set(request.kennung)
        try:
            response = get_response(request)
            response["X-Request-ID"] = request.kennung
            if not request.path.startswith(settings.STATIC_URL):
                zugriffe.info("Anfrage", extra=_angaben(request, response, beginn))
            return response
        finally:
            protokoll.kennung.reset(marke)

    return middleware


def _angaben(request: HttpRequest, response: HttpResponse, beginn: float) -> dict[str, str | int]:
    mitgliedschaft = getattr(request, "mitgliedschaft", None)
    return {
        "ansicht": getattr(request.resolver_match, "view_name", ""),
        "methode": request.method if request.method in METHODEN else "andere",
        "status": response.status_code,
        "dauer_ms": round((time.monotonic() - beginn) * 1000),
        "rolle": mitgliedschaft.rolle if mitgliedschaft else "",
    }


def strenge_kopfzeilen(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """What Django has no setting for: no device of the visitor, and no use by pages of others."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, wert in KOPFZEILEN.items():
            response.headers.setdefault(name, wert)
        return response

    return middleware


def nicht_aufbewahren(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Pages of somebody logged in stay in no cache: the back button shows nothing after logging out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def login_statt_umleitung(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """What somebody gets whose login has ended.

    Scripts cannot follow a redirect to the login page: they get 401 and keep what was typed. Our own scripts
    and htmx name themselves. A form that was sent is answered by a login page that says so and leads back to
    the page of the form, which keeps what was typed (static/js/eingaben.js).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated or not _zum_login(response):
            return response
        if request.headers.get("X-Requested-With") == "fetch" or "HX-Request" in request.headers:
            return HttpResponse("Bitte melden Sie sich wieder an.", status=401, content_type="text/plain")
        if request.method == "POST":
            response["Location"] = _login_mit_hinweis(request)
        return response

    return middleware


def _zum_login(response: HttpResponse) -> bool:
    """Whether it sends somebody to log in first (and not, say, back to the login page)."""
    ziel = urlsplit(response.get("Location", ""))
    return (
        response.status_code == 302 and ziel.path == resolve_url(settings.LOGIN_URL) and "next=" in ziel.query
    )


def _login_mit_hinweis(request: HttpRequest) -> str:
    """The login page, with the page of the form as the way on: a POST has often no page of its own."""
    seite = request.headers.get("Referer", "")
    eigene = url_has_allowed_host_and_scheme(seite, {request.get_host()}, request.is_secure())
    teile = urlsplit(seite if eigene else request.path)
    weiter = f"{teile.path}?{teile.query}" if teile.query else teile.path
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'abgelaufen': 1, 'next': weiter})}"
