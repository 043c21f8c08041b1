from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


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
    """Scripts cannot follow a redirect to the login page: they get 401 and keep what was typed.

    Our own scripts and htmx name themselves; everything else is redirected as usual.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        from_script = request.headers.get("X-Requested-With") == "fetch" or "HX-Request" in request.headers
        if from_script and not request.user.is_authenticated and response.status_code == 302:
            return HttpResponse("Bitte melden Sie sich wieder an.", status=401, content_type="text/plain")
        return response

    return middleware
