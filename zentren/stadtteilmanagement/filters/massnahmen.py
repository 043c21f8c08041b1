from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Massnahme

STAENDE = [
    ("laufend", "laufend"),
    ("ueberfaellig", "überfällig"),
    *Massnahme.Status.choices,
]


def zentren(request: Any) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)


def jahre(request: Any) -> list[tuple[int, str]]:
    faellige = Massnahme.objects.sichtbar_fuer(request.mitgliedschaft).dates("faellig", "year", order="DESC")
    return [(tag.year, str(tag.year)) for tag in faellige]


class MassnahmeFilter(Filter):
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=STAENDE, empty_label="alle", method="nach_stand"
    )
    eigner = django_filters.ChoiceFilter(
        label="Zuständig", choices=Massnahme.Eigner.choices, empty_label="alle"
    )
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")
    jahr = django_filters.ChoiceFilter(label="Fällig im Jahr", empty_label="alle", method="nach_jahr")

    class Meta:
        model = Massnahme
        fields = ("stand", "eigner", "zentrum", "jahr")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["jahr"].extra["choices"] = jahre(self.request)

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        if wert == "laufend":
            return queryset.laufend()
        if wert == "ueberfaellig":
            return queryset.ueberfaellig(timezone.localdate())
        return queryset.filter(status=wert)

    def nach_jahr(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(faellig__range=(date(int(wert), 1, 1), date(int(wert), 12, 31)))
