from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zentren.models import Mitgliedschaft

SITZUNG = "mitgliedschaft"


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
