from typing import Any

import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.stadtteilmanagement.aufgabenworte import wahl
from zentren.stadtteilmanagement.filters.massnahmen import zentren
from zentren.stadtteilmanagement.models import Kooperation, Taetigkeit, Taetigkeitsform


def kooperationen(request: Any) -> QuerySet:
    return (
        Kooperation.objects.sichtbar_fuer(request.mitgliedschaft)
        .filter(taetigkeiten__isnull=False)
        .distinct()
    )


def jahre(request: Any) -> list[tuple[int, str]]:
    tage = Taetigkeit.objects.sichtbar_fuer(request.mitgliedschaft).dates("datum", "year", order="DESC")
    return [(tag.year, str(tag.year)) for tag in tage]


class TaetigkeitFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    aufgabe = django_filters.ChoiceFilter(
        label="Aufgabe", field_name="aufgabe__schluessel", choices=wahl(), empty_label="alle"
    )
    form = django_filters.ChoiceFilter(label="Art", choices=Taetigkeitsform.choices, empty_label="alle")
    kooperation = django_filters.ModelChoiceFilter(
        label="Kooperation oder Gremium",
        field_name="kooperationen",
        queryset=kooperationen,
        empty_label="alle",
    )
    jahr = django_filters.ChoiceFilter(
        label="Jahr", field_name="datum", lookup_expr="year", empty_label="alle"
    )
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")
    stand = django_filters.ChoiceFilter(
        label="Zurück ins Team",
        choices=[("ohne_rueckfluss", "fehlt noch")],
        empty_label="alle",
        method="nach_stand",
    )

    class Meta:
        model = Taetigkeit
        fields = ("q", "aufgabe", "form", "kooperation", "jahr", "zentrum", "stand")

    def __init__(self, *args: Any, ein_zentrum: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ein_zentrum:
            del self.filters["zentrum"]
        self.filters["jahr"].extra["choices"] = jahre(self.request)

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.ohne_rueckfluss()
