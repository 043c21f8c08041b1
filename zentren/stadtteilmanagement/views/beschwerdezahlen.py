"""/beschwerden/zahlen/: counts and times by centre and year, for those who read no texts too."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import EXPORTE
from zentren.models import Rolle, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.beschwerdezahlen import Zahlen, jahre, je_zentrum

RECHT = "stadtteilmanagement.beschwerdezahlen_lesen"
KOPF = (
    "Zentrum",
    "Eingegangen",
    "Beantwortet",
    "In der Frist",
    "Tage (Median)",
    "Offen",
    "Abgeschlossen",
    "Verbessert",
)
UNTER = "unter 5"


@require_safe
def beschwerden_zahlen(request: HttpRequest) -> HttpResponse:
    m = request.mitgliedschaft
    if not darf(RECHT, m):
        raise PermissionDenied
    zentren = Zentrum.objects.sichtbar_fuer(m).order_by("sortierung", "pk")
    auswahl = jahre(zentren, timezone.localdate())
    gewaehlt = request.GET.get("jahr", "")
    jahr = int(gewaehlt) if gewaehlt in map(str, auswahl) else auswahl[0]
    zeilen = [_worte(z) for z in je_zentrum(zentren, jahr, maskieren=m.hat(Rolle.BEZIRKSAMT))]
    if (art := request.GET.get("export")) in EXPORTE:
        return als_datei(list(KOPF), zeilen, art, f"beschwerden-{jahr}")
    kontext = {"kopf": KOPF, "zeilen": zeilen[:-1], "summe": zeilen[-1], "jahr": jahr, "jahre": auswahl}
    amt = m.hat(Rolle.BEZIRKSAMT)
    return render(
        request, "stadtteilmanagement/beschwerden_zahlen.html", kontext | {"exporte": EXPORTE, "amt": amt}
    )


def _worte(z: Zahlen) -> list[Any]:
    """A row as it is shown and exported; what is masked says so in its first figure."""
    name = str(z.zentrum) if z.zentrum else "Alle"
    if z.verdeckt:
        return [name, UNTER if z.zentrum else "verdeckt", *["–"] * (len(KOPF) - 2)]
    tage = "–" if z.tage is None else f"{z.tage:.1f}".removesuffix(".0").replace(".", ",")
    return [name, z.eingegangen, z.beantwortet, z.in_frist, tage, z.offen, z.abgeschlossen, z.verbessert]
