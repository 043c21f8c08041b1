"""The worklist of an office: Selbstbewertungen that wait for the Bezirksamt, or for the release."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from standards.filters import PruefFilter
from standards.models import Selbstbewertung
from standards.tables import PruefTabelle
from stzverbund.basis.listen import Liste
from zentren.models import Rolle


class Pruefliste(Liste):
    """It belongs to the office: a stand-in finds the same."""

    model = Selbstbewertung
    table_class = PruefTabelle
    filterset_class = PruefFilter
    template_name = "standards/pruefung_list.html"
    leer = "Zurzeit wartet keine Selbstbewertung auf Sie."
    dateiname = "selbstbewertungen"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        m = request.mitgliedschaft
        if m is None or not m.hat(Rolle.BEZIRKSAMT, Rolle.TRAEGER):
            raise PermissionDenied
        self.titel = "Freizugeben" if m.hat(Rolle.TRAEGER) else "Selbstbewertungen prüfen"
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Selbstbewertung]:
        wartende = Selbstbewertung.objects.wartend(self.request.mitgliedschaft).mit_unterschieden()
        return wartende.select_related("zentrum", "runde").order_by("eingereicht_am", "pk")
