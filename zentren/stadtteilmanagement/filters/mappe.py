from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.stadtteilmanagement.filters.kooperationen import zentren
from zentren.stadtteilmanagement.models import Mappendokument

STAENDE = [
    ("gueltig", "gültig"),
    ("ablaufend", "läuft ab oder ist abgelaufen"),
    ("ersetzt", "durch neue Fassung ersetzt"),
]


class MappeFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    art = django_filters.ChoiceFilter(label="Art", choices=Mappendokument.Art.choices, empty_label="alle")
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=STAENDE, empty_label="alle neuesten", method="nach_stand"
    )
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")

    class Meta:
        model = Mappendokument
        fields = ("q", "art", "stand", "zentrum")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request.mitgliedschaft.zentrum_id:
            del self.filters["zentrum"]

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_stand(self, queryset: Any, name: str, wert: str) -> QuerySet:
        heute = timezone.localdate()
        return {
            "gueltig": queryset.gueltig(heute),
            "ablaufend": queryset.ablaufend(heute),
            "ersetzt": queryset.filter(nachfolger__isnull=False),
        }[wert]
