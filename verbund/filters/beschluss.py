from typing import Any

import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter
from verbund import suche
from verbund.models import Beschluss, Sucheintrag

from .sitzung import verbuende


class BeschlussFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    jahr = django_filters.ChoiceFilter(label="Jahr", empty_label="alle")
    folge = django_filters.ChoiceFilter(
        label="Umsetzung", choices=Beschluss.Folge.choices, empty_label="alle"
    )
    verbund = django_filters.ModelChoiceFilter(label="Verbund", queryset=verbuende, empty_label="alle")

    class Meta:
        model = Beschluss
        fields = ("q", "jahr", "folge", "verbund")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sichtbare = Beschluss.objects.sichtbar_fuer(self.request.mitgliedschaft)
        jahre = sichtbare.order_by("-jahr").values_list("jahr", flat=True).distinct()
        self.filters["jahr"].extra["choices"] = lambda: [(jahr, str(jahr)) for jahr in jahre]

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        treffer = suche.finden(suche.worte(wert), self.request.mitgliedschaft)
        gefunden = treffer.filter(art=Sucheintrag.Art.BESCHLUSS).order_by().values("gegenstand_id")
        return queryset.filter(pk__in=gefunden)
