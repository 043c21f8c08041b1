"""/berichte/karte/: a Kennzahl per 1,000 inhabitants of the Stadtteile of a Bezirk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from angebote.auswertung import Ausschnitt
from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import EXPORTE
from stzverbund.berichte.verlauf.forms import KartenWahl
from stzverbund.berichte.verlauf.gegenstand import Gegenstand, bezirke, gewaehlter
from stzverbund.berichte.verlauf.karte import kartenseite
from stzverbund.berichte.views.verlauf import parameter, weiter


@require_safe
def karte_wahl(request: HttpRequest) -> HttpResponse:
    """Leads to the map of `?gegenstand=`, else of the first Bezirk."""
    return weiter(request, "karte", bezirke(request.mitgliedschaft))


@require_safe
def karte(request: HttpRequest, schluessel: str) -> HttpResponse:
    alle = bezirke(request.mitgliedschaft)
    gewaehlt: Gegenstand = gewaehlter(alle, f"bezirk/{schluessel}")
    wahl = KartenWahl(request.GET, alle=alle, gewaehlt=gewaehlt, kennzahlen=gewaehlt.kennzahlen())
    kontext = {"bezirk": gewaehlt.objekt, "wahl": wahl, "ergebnis": None}
    if wahl.is_valid():
        jahr = wahl.gewaehltes_jahr
        was = Ausschnitt(wahl.reihe, jahr, jahr, wahl.gewaehlter_bereich, wahl.altersgruppe)
        ergebnis = kartenseite(gewaehlt.objekt, jahr, was)
        if (exportart := request.GET.get("export", "")) in EXPORTE:
            return als_datei(*ergebnis.export, exportart, f"stadtteile-{schluessel}-{jahr}")
        kontext |= {"ergebnis": ergebnis, "exporte": EXPORTE, "parameter": parameter(request), "jahr": jahr}
    return render(request, "berichte/karte.html", kontext)
