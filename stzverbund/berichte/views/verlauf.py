"""/berichte/verlauf/: one Kennzahl over months and years; every choice is part of the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.auswertung import Ausschnitt
from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import EXPORTE
from stzverbund.berichte.stand import sicht_von
from stzverbund.berichte.verlauf.aufbau import Frage, seite
from stzverbund.berichte.verlauf.forms import MONAT, VerlaufWahl
from stzverbund.berichte.verlauf.gegenstand import Gegenstand, gegenstaende, gewaehlter


@require_safe
def verlauf_wahl(request: HttpRequest) -> HttpResponse:
    """Leads to the page of `?gegenstand=`, else of the first that this role reads."""
    return weiter(request, "verlauf", gegenstaende(request.mitgliedschaft))


@require_safe
def verlauf(request: HttpRequest, art: str, schluessel: str) -> HttpResponse:
    alle = gegenstaende(request.mitgliedschaft)
    gewaehlt = gewaehlter(alle, f"{art}/{schluessel}")
    wahl = VerlaufWahl(request.GET, alle=alle, gewaehlt=gewaehlt, kennzahlen=gewaehlt.kennzahlen())
    kontext = {"gegenstand": gewaehlt, "wahl": wahl, "ergebnis": None}
    if wahl.is_valid():
        frage = _frage(request, gewaehlt, wahl)
        ergebnis = seite(frage)
        if (exportart := request.GET.get("export", "")) in EXPORTE:
            return als_datei(*ergebnis.export, exportart, f"verlauf-{schluessel}")
        kontext |= {"ergebnis": ergebnis, "exporte": EXPORTE, "parameter": parameter(request)}
    return render(request, "berichte/verlauf.html", kontext)


def _frage(request: HttpRequest, gegenstand: Gegenstand, wahl: VerlaufWahl) -> Frage:
    von, bis = wahl.spanne
    return Frage(
        gegenstand=gegenstand,
        was=Ausschnitt(wahl.reihe, von, bis, wahl.gewaehlter_bereich),
        nach_monaten=wahl.cleaned_data["nach"] == MONAT,
        entwuerfe=gegenstand.zentrum is not None and sicht_von(request.mitgliedschaft).entwuerfe,
        heute=timezone.localdate(),
    )


def weiter(request: HttpRequest, name: str, alle: list[Gegenstand]) -> HttpResponse:
    """To a page of its own, with everything else that was chosen.

    Roles that read none go to the reports, where it says why.
    """
    if not alle:
        return redirect("berichte")
    gegenstand = gewaehlter(alle, request.GET.get("gegenstand") or alle[0].schluessel)
    angaben = request.GET.copy()
    angaben.pop("gegenstand", None)
    art, schluessel = gegenstand.schluessel.split("/")
    adresse = reverse(name, args=[art, schluessel] if name == "verlauf" else [schluessel])
    return redirect(f"{adresse}?{angaben.urlencode()}" if angaben else adresse)


def parameter(request: HttpRequest) -> str:
    """What was chosen, without the kind of file."""
    angaben = request.GET.copy()
    angaben.pop("export", None)
    return angaben.urlencode()
