"""The worklist of an office: what waits for the Bezirksamt to decide, or for the Träger to release."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from angebote.filters.meldung import PruefFilter
from angebote.models import Meldung
from angebote.rueckgabe import zuletzt_zurueck
from angebote.tables.meldung import PruefTabelle
from angebote.vergleich import zahl_der_unterschiede, zahl_seit
from stzverbund.basis.listen import Liste
from zentren.models import Rolle
from zentren.rules import darf


class Pruefliste(Liste):
    model = Meldung
    table_class = PruefTabelle
    filterset_class = PruefFilter
    template_name = "angebote/meldung_list.html"
    leer = "Zurzeit wartet keine Meldung auf Sie."
    dateiname = "pruefliste"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        m = request.mitgliedschaft
        if not darf("angebote.meldungen_pruefen", m) and not (m and m.hat(Rolle.TRAEGER)):
            raise PermissionDenied
        self.titel = "Freizugeben" if m.hat(Rolle.TRAEGER) else "Zu prüfen"
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Meldung]:
        m = self.request.mitgliedschaft
        wartende = Meldung.objects.wartend(m).annotate(zurueck=zuletzt_zurueck(m))
        return wartende.select_related("zentrum", "zeitraum__meldejahr").order_by("seit", "pk")

    def ergaenzen(self, tabelle: PruefTabelle) -> None:
        meldungen = [zeile.record for zeile in tabelle.paginated_rows]
        tabelle.seit_annahme = zahl_der_unterschiede(meldungen)
        tabelle.seit_rueckgabe = zahl_seit({x.pk: x.zurueck for x in meldungen if x.zurueck})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        amt = darf("angebote.meldungen_pruefen", self.request.mitgliedschaft)
        return super().get_context_data(**kwargs) | {"amt": amt}
