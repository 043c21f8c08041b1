"""How the grid of a coming year will look, with rows of a real centre and without figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from angebote.kennzahlpflege import naechstes_jahr
from angebote.models import Angebot, Kennzahl
from angebote.raster import rastervorschau
from angebote.views.kennzahlen import bezirk_der_anfrage
from zentren.models import Zentrum

ZEILEN = 3
"""So many Angebote of each Leistungsbereich are shown."""
VORAUS = 2
"""How many years ahead."""


@require_safe
def vorschau(request: HttpRequest, jahr: int) -> HttpResponse:
    """The centre of `?zentrum=`, else the first one; only Angebote that this person may read."""
    if not naechstes_jahr() - 1 <= jahr < naechstes_jahr() + VORAUS:
        raise Http404
    m, (bezirk, _) = request.mitgliedschaft, bezirk_der_anfrage(request)
    zentren = list(Zentrum.objects.sichtbar_fuer(m).filter(bezirk=bezirk))
    gewaehlt = request.GET.get("zentrum") or next((z.slug for z in zentren), "")
    zentrum = next((z for z in zentren if z.slug == gewaehlt), None)
    if zentrum is None and gewaehlt:
        raise Http404
    kontext = {"jahr": jahr, "bezirk": bezirk, "zentren": zentren, "zentrum": zentrum, "raster": None}
    if zentrum:
        blatt = rastervorschau(
            zentrum=zentrum,
            kennzahlen=list(Kennzahl.objects.gueltig(bezirk.pk, jahr)),
            jahr=jahr,
            angebote=Angebot.objects.sichtbar_fuer(m),
            je_bereich=ZEILEN,
        )
        alle = [abschnitt.schluessel for abschnitt in blatt.abschnitte]
        kontext |= {"raster": blatt, "bearbeitbar": False, "intern": False, "aufgeklappt": alle}
    return render(request, "angebote/kennzahl_vorschau.html", kontext)
