from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter
from verbund.models import Sitzung
from verbund.querysets import verbuende_der_rolle
from zentren.models import Verbund


def verbuende(request: Any) -> QuerySet[Verbund]:
    return verbuende_der_rolle(request.mitgliedschaft).select_related("bezirk").defer("bezirk__geometrie")


def jahre(request: Any) -> list[tuple[int, str]]:
    tage = Sitzung.objects.sichtbar_fuer(request.mitgliedschaft).dates("datum", "year", order="DESC")
    return [(tag.year, str(tag.year)) for tag in tage]


class SitzungFilter(Filter):
    status = django_filters.ChoiceFilter(label="Stand", choices=Sitzung.Status.choices, empty_label="alle")
    jahr = django_filters.ChoiceFilter(label="Jahr", empty_label="alle", method="nach_jahr")
    verbund = django_filters.ModelChoiceFilter(label="Verbund", queryset=verbuende, empty_label="alle")

    class Meta:
        model = Sitzung
        fields = ("jahr", "status", "verbund")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["jahr"].extra["choices"] = jahre(self.request)

    def nach_jahr(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(datum__range=(date(int(wert), 1, 1), date(int(wert), 12, 31)))
