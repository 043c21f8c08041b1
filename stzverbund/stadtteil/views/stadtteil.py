"""/stadtteile/: the Problemfeldanalyse of each Stadtteil as page and PDF."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from stzverbund.basis.bedingt import gemerkt, merken, pruefsumme
from stzverbund.basis.pdf import pdf_antwort, pdf_aus_html
from stzverbund.stadtteil.analyse import Analyse, analyse
from stzverbund.stadtteil.lesen import stadtteile
from stzverbund.stadtteil.uebersicht import uebersicht
from zentren.rules import darf
from zentren.stadtteilmanagement.querysets_register import IM_HAUS, PARTNER
from zentren.stadtteilmanagement.rules import FUEHREN

JAHRE = 4
"""So many years may be chosen, the running one among them."""


@require_safe
def stadtteil_liste(request: HttpRequest) -> HttpResponse:
    m, heute = request.mitgliedschaft, timezone.localdate()
    zeilen, tabelle = uebersicht(m, heute.year, liest=m is not None and m.hat(*IM_HAUS, *PARTNER))
    return render(request, "stadtteil/stadtteil_list.html", {"stadtteile": zeilen, "tabelle": tabelle})


@require_safe
def stadtteil(request: HttpRequest, schluessel: str) -> HttpResponse:
    """`?jahr=` chooses the year of the visits, the last full one by default."""
    ergebnis, jahre = _analyse(request, schluessel)
    m = request.mitgliedschaft
    kontext = {
        "analyse": ergebnis,
        "jahre": jahre,
        "darf_fuehren": m.zentrum_id is not None and darf(FUEHREN, m, m.zentrum),
        "liest_bedarfe": m.hat(*IM_HAUS, *PARTNER),
    }
    return render(request, "stadtteil/stadtteil.html", kontext)


@require_safe
def stadtteil_pdf(request: HttpRequest, schluessel: str) -> HttpResponse:
    """Made once for each state of what it says; takes seconds then."""
    ergebnis, _ = _analyse(request, schluessel)
    kontext: dict[str, Any] = {
        "titel": ergebnis.titel,
        "dachzeile": "Stadtteilmanagement",
        "eckdaten": ergebnis.eckdaten,
        "abschnitte": ergebnis.abschnitte,
    }
    html = render_to_string("pdf/stadtteil.html", kontext)
    kennung = pruefsumme(html)
    pdf = gemerkt(kennung) or merken(kennung, pdf_aus_html(html, titel=ergebnis.titel))
    return pdf_antwort(pdf, f"{ergebnis.titel} {ergebnis.jahr}")


def _analyse(request: HttpRequest, schluessel: str) -> tuple[Analyse, list[int]]:
    heute = timezone.localdate()
    jahre = [heute.year - davor for davor in range(JAHRE)]
    gewaehlt = request.GET.get("jahr", str(heute.year - 1))
    sichtbare = stadtteile(request.mitgliedschaft).select_related("bezirk")
    region = sichtbare.filter(schluessel=schluessel).order_by("-lor_stand").first()
    if region is None or gewaehlt not in map(str, jahre):
        raise Http404
    return analyse(region, int(gewaehlt), heute, request.mitgliedschaft), jahre
