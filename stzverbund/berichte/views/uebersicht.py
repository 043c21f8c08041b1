"""The list of reports; every role gets an answer, with an explanation where it has nothing here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stzverbund.berichte import uebersicht
from zentren.models import Rolle

GRUND = {
    Rolle.KOORDINATION: "Die Koordination sieht keine Statistik der Zentren. Was der Verbund daraus braucht, "
    "bringen die Zentren, das Bezirksamt oder die Geschäftsstelle ein.",
    Rolle.VERWALTUNG: "Die Verwaltung sieht keine Inhalte der Zentren.",
}
NOCH_NICHTS = (
    "Es gibt noch keine Meldezeiträume. Berichte entstehen aus den Meldungen der Leistungsstatistik."
)


@require_safe
def berichte(request: HttpRequest) -> HttpResponse:
    """The reports of a year (`?jahr=`, else the newest)."""
    mitgliedschaft = request.mitgliedschaft
    jahre = uebersicht.jahre(mitgliedschaft, timezone.localdate())
    gewaehlt = request.GET.get("jahr", "")
    jahr = next((j for j in jahre if str(j) == gewaehlt), jahre[0] if jahre else None)
    kontext = {
        "jahr": jahr,
        "jahre": jahre,
        "zeilen": uebersicht.zeilen(mitgliedschaft, jahr) if jahr else [],
        "grund": GRUND.get(mitgliedschaft.rolle, NOCH_NICHTS),
        "karte": mitgliedschaft.hat(Rolle.BEZIRKSAMT, Rolle.GESCHAEFTSSTELLE),
    }
    return render(request, "berichte/uebersicht.html", kontext)
