"""Programmes and overviews as PDF for anybody; each state is rendered once, and only so many at a time."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.programm import Papier, monatsprogramm, uebersicht_bezirk, uebersicht_stadtteil
from stzverbund.basis.bedingt import bedingte_antwort
from stzverbund.basis.bremse import erlaubt
from stzverbund.basis.zeit import monat_plus, monatsanfang
from zentren.models import Bezirk, Bezirksregion, Zentrum

HOECHSTENS, IN_SEKUNDEN = 30, 600
"""So many documents may an address have rendered anew."""
ZU_VIELE = "Von hier wurden gerade sehr viele Dokumente abgerufen. Bitte versuchen Sie es später noch einmal."


class ZuViele(Exception):
    """This address has had enough rendered for now."""


def programm_monate(heute: date) -> list[date]:
    """The months of which there is a programme: this one and the next."""
    return [monatsanfang(heute), monat_plus(monatsanfang(heute), 1)]


@login_not_required
@require_safe
def programm(request: HttpRequest, slug: str, monat: date) -> HttpResponse:
    heute = timezone.localdate()
    if monat not in programm_monate(heute):
        raise Http404
    zentrum = get_object_or_404(Zentrum.objects.in_betrieb(max(monat, heute)), slug=slug)
    return papierantwort(request, monatsprogramm(zentrum, monat, heute))


@login_not_required
@require_safe
def stadtteil(request: HttpRequest, schluessel: str) -> HttpResponse:
    """A Stadtteil that some centre serves; of several editions of its key the newest."""
    regionen = Bezirksregion.objects.filter(schluessel=schluessel, zentren__isnull=False)
    region = regionen.order_by("-lor_stand").first()
    if region is None:
        raise Http404
    return papierantwort(request, uebersicht_stadtteil(region, timezone.localdate()))


@login_not_required
@require_safe
def bezirk(request: HttpRequest, schluessel: str) -> HttpResponse:
    mit_zentren = Bezirk.objects.filter(zentren__isnull=False).distinct()
    gefunden = get_object_or_404(mit_zentren, schluessel=schluessel)
    return papierantwort(request, uebersicht_bezirk(gefunden, timezone.localdate()))


def papierantwort(request: HttpRequest, papier: Papier) -> HttpResponse:
    """The document, made once for each state; 429 where an address had too many made."""

    def bauen() -> bytes:
        fertig = papier.fertiges_pdf()
        if fertig is None and not erlaubt(request, "pdf", anzahl=HOECHSTENS, sekunden=IN_SEKUNDEN):
            raise ZuViele
        return fertig or papier.pdf()

    try:
        return bedingte_antwort(
            request,
            kennung=papier.kennung,
            bauen=bauen,
            typ="application/pdf",
            dateiname=papier.dateiname,
        )
    except ZuViele:
        warten = {"Retry-After": str(IN_SEKUNDEN)}
        return HttpResponse(ZU_VIELE, status=429, content_type="text/plain; charset=utf-8", headers=warten)
