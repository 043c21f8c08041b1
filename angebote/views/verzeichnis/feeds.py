"""The feeds (iCalendar) of a centre and of one Angebot, to be subscribed to by anybody."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.feed import feed
from angebote.karten import mit_karteninhalt
from angebote.models import Angebot
from stzverbund.basis.bedingt import bedingte_antwort, pruefsumme
from stzverbund.basis.kalender import TYP
from zentren.models import Zentrum


@login_not_required
@require_safe
def zentrum_termine(request: HttpRequest, slug: str) -> HttpResponse:
    zentrum = get_object_or_404(Zentrum, slug=slug)
    return _antwort(request, zentrum.name, _angebote().filter(zentrum=zentrum), zentrum.slug)


@login_not_required
@require_safe
def angebot_termine(request: HttpRequest, pk: int) -> HttpResponse:
    angebot = get_object_or_404(_angebote(), pk=pk)
    name = f"{angebot.titel} ({angebot.zentrum})"
    return _antwort(request, name, [angebot], f"{angebot.zentrum.slug}-{angebot.pk}")


def _angebote() -> QuerySet[Angebot]:
    return mit_karteninhalt(Angebot.objects.oeffentlich()).select_related("raum")


def _antwort(
    request: HttpRequest, name: str, angebote: QuerySet[Angebot] | list[Angebot], datei: str
) -> HttpResponse:
    inhalt = feed(name, angebote, timezone.localdate())
    return bedingte_antwort(
        request, kennung=pruefsumme(inhalt), bauen=lambda: inhalt, typ=TYP, dateiname=f"{datei}.ics"
    )
