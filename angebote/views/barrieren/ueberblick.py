"""Where the centres of a Bezirk are barrier-free, what is missing and until when: for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.barrieren import Luecke, ueberblick
from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import EXPORTE
from zentren.models import Bezirk, Zentrum

KOPF = ["Zentrum", "Was", "Bereich", "Befund", "Was ist zu tun?", "Bis wann", "Geprüft am"]
OFFEN = "noch kein Termin"


@require_safe
def barrieren_ueberblick(request: HttpRequest) -> HttpResponse:
    """All centres of the Bezirke that the role works with: what is published, everybody may compare."""
    eigene = Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)
    zentren = Zentrum.objects.in_betrieb(timezone.localdate()).filter(bezirk__in=eigene.values("bezirk"))
    daten = ueberblick(zentren)
    if (art := request.GET.get("export")) in EXPORTE:
        return als_datei(KOPF, [_exportzeile(luecke) for luecke in daten.luecken], art, "barrieren")
    return render(request, "angebote/barrieren_ueberblick.html", {"daten": daten, "exporte": EXPORTE})


@login_not_required
@require_safe
def barrieren_oeffentlich(request: HttpRequest, schluessel: str) -> HttpResponse:
    mit_zentren = Bezirk.objects.filter(zentren__isnull=False).distinct().defer("geometrie")
    bezirk = get_object_or_404(mit_zentren, schluessel=schluessel)
    zentren = Zentrum.objects.in_betrieb(timezone.localdate()).filter(bezirk=bezirk)
    kontext = {"daten": ueberblick(zentren), "bezirk": bezirk}
    return render(request, "angebote/verzeichnis_barrieren.html", kontext)


def _exportzeile(luecke: Luecke) -> list[object]:
    befund, pruefung = luecke.befund, luecke.fakten.pruefung
    bis = luecke.bis or (f"erledigt am {luecke.erledigt_am:%d.%m.%Y}" if luecke.erledigt_am else OFFEN)
    return [
        str(pruefung.zentrum),
        luecke.fakten.name,
        befund.get_bereich_display(),
        befund.get_ergebnis_display(),
        befund.text,
        bis,
        pruefung.datum,
    ]
