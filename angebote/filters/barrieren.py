from typing import Any

import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter, Jahresfilter
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Barrierepruefung

ARTEN = {"standort": "standort", "raum": "raum", "angebot": "angebotsbezug"}
WAS = [("standort", "Standort"), ("raum", "Raum"), ("angebot", "Angebot")]


def zentren(request: Any) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)


class BarriereFilter(Filter):
    was = django_filters.ChoiceFilter(label="Was", choices=WAS, empty_label="alles", method="nach_art")
    status = django_filters.ChoiceFilter(
        label="Stand", choices=Barrierepruefung.Status.choices, empty_label="alle"
    )
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")
    jahr = Jahresfilter(field_name="datum")

    class Meta:
        model = Barrierepruefung
        fields = ("was", "status", "zentrum", "jahr")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request.mitgliedschaft.zentrum_id:
            del self.filters["zentrum"]

    def nach_art(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(**{f"{ARTEN[wert]}__isnull": False})
