"""Sessions: the list, and the page of one with the items that the reader may see."""

from typing import Any

from django.db.models import QuerySet

from stzverbund.basis.listen import Liste
from verbund import sitzungsseite
from verbund.filters.sitzung import SitzungFilter
from verbund.models import Sitzung
from verbund.tables.sitzung import TON, SitzungTabelle
from zentren.ansichten import Ansehen
from zentren.models import Rolle
from zentren.rules import darf

KOORDINIEREN = "verbund.koordinieren"
NICHTS = {Rolle.VERWALTUNG: "Die Verwaltung nimmt an den Sitzungen nicht teil."}


class SitzungListe(Liste):
    model = Sitzung
    table_class = SitzungTabelle
    filterset_class = SitzungFilter
    titel = "Sitzungen des Verbundes"
    dateiname = "sitzungen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Sitzung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("gastgeber", "arbeitskreis")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leer = NICHTS.get(Rolle(self.request.mitgliedschaft.rolle), "Noch keine Sitzung.")
        return super().get_context_data(**kwargs) | {"leer": leer}


class SitzungAnsehen(Ansehen):
    model = Sitzung
    template_name = "verbund/sitzung_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund", "gastgeber", "arbeitskreis", "thema")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "ton": TON[Sitzung.Status(self.object.status)],
            "koordiniert": darf(KOORDINIEREN, m, self.object),
            **sitzungsseite.zusammenstellen(self.object, m),
        }
