"""/standards/matrix/: all centres side by side, the network in counts, or the own course: by role."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from angebote.querysets import AUFSICHT, INNEN
from standards import netzthemen
from standards.auswertung import gespraech, kriterienmatrix, matrix, netz, verlauf
from standards.auswertung.netz import SPALTEN
from standards.models import Kriterium, Runde
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.rules import darf

NETZ = "standards.netz_lesen"
TEAM = (Rolle.MITARBEIT, Rolle.LEITUNG)
NEBENEINANDER = (Rolle.TRAEGER, *AUFSICHT)


@require_safe
def uebersicht(request: HttpRequest) -> HttpResponse:
    m = request.mitgliedschaft
    if m is not None and m.hat(*TEAM):
        return _verlauf(request, Zentrum.objects.sichtbar_fuer(m).get())
    if m is not None and m.hat(Rolle.KOORDINATION):
        return verbund(request)
    if m is None or not m.hat(*NEBENEINANDER):
        return render(request, "standards/matrix_ohne.html")
    jahr, jahre, runden = _gewaehlte(request, m)
    heute = timezone.localdate()
    tafeln = [(tafel := matrix(runde, m), gespraech(runde, tafel.spalten, m, heute)) for runde in runden]
    kontext: dict[str, Any] = {"jahr": jahr, "jahre": jahre, "tafeln": tafeln, "heute": heute}
    kontext |= {"amt": m.hat(Rolle.BEZIRKSAMT), "liest_netz": darf(NETZ, m)}
    return render(request, "standards/matrix.html", kontext)


@require_safe
def verbund(request: HttpRequest) -> HttpResponse:
    """The counts of the network, and from there to the agenda of the Verbund."""
    m = request.mitgliedschaft
    if not darf(NETZ, m):
        raise PermissionDenied
    jahr, jahre, runden = _gewaehlte(request, m)
    tafeln = []
    for runde in runden:
        auf_dem_weg = netzthemen.themen(runde)
        tafeln.append((runde, [(zeile, auf_dem_weg.get(zeile.kriterium.pk)) for zeile in netz(runde)]))
    kontext = {"jahr": jahr, "jahre": jahre, "tafeln": tafeln, "spalten": [wert.label for wert in SPALTEN]}
    return render(request, "standards/matrix_netz.html", kontext)


@require_POST
def vorschlagen(request: HttpRequest, pk: int, kriterium: int) -> HttpResponse:
    """ "Auf die Tagesordnung": by one click."""
    m = request.mitgliedschaft
    runde = get_object_or_404(_runden(m).select_related("bezirk__verbund"), pk=pk)
    gewaehlt = get_object_or_404(Kriterium, pk=kriterium, standard__fassung=runde.fassung_id)
    if not darf(NETZ, m):
        raise PermissionDenied
    try:
        netzthemen.vorschlagen(runde=runde, kriterium=gewaehlt, wer=m)
    except Verweigert as nein:
        messages.error(request, str(nein))
    else:
        messages.success(request, f"Kriterium {gewaehlt.schluessel} ist für die Tagesordnung vorgeschlagen.")
    return redirect(f"{reverse('standards_netz')}?jahr={runde.jahr}")


@require_safe
def kriterien(request: HttpRequest, pk: int) -> HttpResponse:
    """Kriterium x Zentrum of a round; `?standard=4` shows those of one Standard."""
    m = request.mitgliedschaft
    runde = get_object_or_404(_runden(m).select_related("bezirk"), pk=pk)
    if not m.hat(*NEBENEINANDER):
        raise PermissionDenied
    standards = list(runde.standards.order_by("nummer"))
    gewaehlt = nummer(request.GET.get("standard", ""))
    gewaehlt = gewaehlt if gewaehlt in {standard.nummer for standard in standards} else None
    tafel = kriterienmatrix(runde, m, None if gewaehlt is None else [gewaehlt])
    kontext = {"tafel": tafel, "runde": runde, "standards": standards, "gewaehlt": gewaehlt}
    return render(request, "standards/matrix_kriterien.html", kontext)


@require_safe
def zentrum_verlauf(request: HttpRequest, zentrum: str) -> HttpResponse:
    """The course of one centre over the rounds."""
    m = request.mitgliedschaft
    haus = get_object_or_404(Zentrum.objects.sichtbar_fuer(m), slug=zentrum)
    if not m.hat(*INNEN, *AUFSICHT):
        raise PermissionDenied
    return _verlauf(request, haus)


def _verlauf(request: HttpRequest, zentrum: Zentrum) -> HttpResponse:
    kontext = {"zentrum": zentrum, "verlauf": verlauf(zentrum, request.mitgliedschaft)}
    return render(request, "standards/verlauf.html", kontext)


def _runden(m: Mitgliedschaft | None) -> Any:
    return Runde.objects.sichtbar_fuer(m).filter(geoeffnet_am__isnull=False)


def _gewaehlte(request: HttpRequest, m: Mitgliedschaft) -> tuple[int | None, list[int], list[Runde]]:
    """The chosen year (default: the newest), all years with rounds, and the rounds of the year."""
    alle = list(_runden(m).select_related("bezirk").order_by("-jahr", "bezirk__sortierung", "pk"))
    jahre = list(dict.fromkeys(runde.jahr for runde in alle))
    wunsch = nummer(request.GET.get("jahr", ""))
    jahr = wunsch if wunsch in jahre else (jahre[0] if jahre else None)
    return jahr, jahre, [runde for runde in alle if runde.jahr == jahr]
