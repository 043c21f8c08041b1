from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Befragung


def zentren(request: Any) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)


def jahre(request: Any) -> list[tuple[int, str]]:
    tage = Befragung.objects.sichtbar_fuer(request.mitgliedschaft).dates("bis", "year", order="DESC")
    return [(tag.year, str(tag.year)) for tag in tage]


class BefragungFilter(Filter):
    status = django_filters.ChoiceFilter(label="Stand", choices=Befragung.Status.choices, empty_label="alle")
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")
    jahr = django_filters.ChoiceFilter(label="Jahr", empty_label="alle", method="nach_jahr")

    class Meta:
        model = Befragung
        fields = ("status", "zentrum", "jahr")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["jahr"].extra["choices"] = jahre(self.request)
        if self.request.mitgliedschaft.zentrum_id:
            del self.filters["zentrum"]

    def nach_jahr(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(bis__range=(date(int(wert), 1, 1), date(int(wert), 12, 31)))
