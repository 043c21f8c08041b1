"""Public start, "Was ist zu tun?" for each role, and the small pages of the frame."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from angebote.verzeichnis import Suche, treffer
from stzverbund.start import aufgaben, galerie, tuer, zustand
from verbund.models import Vorhaben
from zentren.middleware import SITZUNG
from zentren.models import Bezirk, Zentrum

VORHABEN = 3
"""So many joint projects are announced on the public start page."""


@login_not_required
@require_safe
def oeffentlich(request: HttpRequest) -> HttpResponse:
    """What citizens see first: the Stadtteile with their centres, what they do together."""
    bezirke = Bezirk.objects.filter(zentren__isnull=False).distinct()
    zentren = Zentrum.objects.select_related("bezirk").prefetch_related("regionen")
    vorhaben = Vorhaben.objects.veroeffentlicht().filter(bis__gte=timezone.localdate())
    return render(
        request,
        "start/oeffentlich.html",
        {
            "bezirke": bezirke,
            "zentren": zentren,
            "angebote": treffer(Suche(), timezone.localdate()).count(),
            "vorhaben": list(vorhaben.order_by("von", "pk")[:VORHABEN]),
        },
    )


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    heute = timezone.localdate()
    return render(
        request,
        "start/start.html",
        {
            "aufgaben": aufgaben.aufgaben(request.mitgliedschaft, heute),
            "zahlen": aufgaben.zahlen(request.mitgliedschaft, heute),
        },
    )


def rolle_wechseln(request: HttpRequest) -> HttpResponse:
    """One person with several roles chooses the active one; rights come from it alone."""
    if request.method == "POST":
        gewaehlt = request.POST.get("mitgliedschaft", "")
        treffer = next((m for m in request.mitgliedschaften if str(m.pk) == gewaehlt), None)
        if treffer is None:
            raise Http404
        request.session[SITZUNG] = treffer.pk
        return redirect("start")
    return render(request, "start/rolle.html")


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@tuer.verschwiegen
@tuer.formulare_ohne_herkunft
def link(request: HttpRequest, token: str, unter: str = "") -> HttpResponse:
    """The door for people without an account: GET shows, POST acts, with a check of the form of its own."""
    return tuer.oeffnen(request, token, unter)


@login_not_required
@require_GET
@never_cache
def gesundheit(request: HttpRequest) -> JsonResponse:
    """503 where no page could be answered; worker and mail are told in words, with `?streng` by 503 too."""
    stand: dict[str, str] = {}
    try:
        for teil in (zustand.datenbank, zustand.migrationen, zustand.arbeiter, zustand.post):
            stand[teil.__name__] = teil()
            if teil is zustand.migrationen and stand["migrationen"] != zustand.OK:
                return JsonResponse(stand, status=503)
    except DatabaseError:
        return JsonResponse({"datenbank": "antwortet nicht"}, status=503)
    gestoert = "streng" in request.GET and set(stand.values()) != {zustand.OK}
    return JsonResponse(stand, status=503 if gestoert else 200)


@require_GET
@never_cache
def csrf(request: HttpRequest) -> JsonResponse:
    """A fresh token for a page whose session was renewed in another window."""
    return JsonResponse({"token": get_token(request)})


@login_not_required
@require_safe
def bausteine(request: HttpRequest) -> HttpResponse:
    """Every component in every variant; for developers only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "start/bausteine.html", {"gruppen": galerie.gruppen()})
