from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from verbund.filters.sitzung import verbuende
from verbund.models import Arbeitskreis, Kompetenzanfrage, Pressekontakt, Thema, Vorhaben

ALLE = "alle"


def jahre(request: Any) -> list[tuple[int, str]]:
    """The years in which a Vorhaben begins that the role sees."""
    sichtbare = Vorhaben.objects.sichtbar_fuer(request.mitgliedschaft).order_by()
    tage = sichtbare.dates("von", "year", order="DESC")
    return [(tag.year, str(tag.year)) for tag in tage]


def themen(request: Any) -> QuerySet[Thema]:
    return Thema.objects.sichtbar_fuer(request.mitgliedschaft)


class ArbeitskreisFilter(Filter):
    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[("laufend", "laufend"), ("beendet", "beendet")],
        empty_label=ALLE,
        method="nach_stand",
    )
    verbund = django_filters.ModelChoiceFilter(label="Verbund", queryset=verbuende, empty_label=ALLE)

    class Meta:
        model = Arbeitskreis
        fields = ("stand", "verbund")

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        beendet = Q(bis__lt=timezone.localdate())
        return queryset.filter(beendet) if wert == "beendet" else queryset.exclude(beendet)


class VorhabenFilter(Filter):
    jahr = django_filters.ChoiceFilter(label="Jahr", empty_label=ALLE, method="nach_jahr")
    art = django_filters.ChoiceFilter(label="Art", choices=Vorhaben.Art.choices, empty_label=ALLE)
    stand = django_filters.ChoiceFilter(label="Stand", choices=Vorhaben.Stand.choices, empty_label=ALLE)
    thema = django_filters.ModelChoiceFilter(label="Thema", queryset=themen, empty_label=ALLE)

    class Meta:
        model = Vorhaben
        fields = ("jahr", "art", "stand", "thema")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["jahr"].extra["choices"] = jahre(self.request)

    def nach_jahr(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        """Whatever takes place in it."""
        return queryset.filter(von__lte=date(int(wert), 12, 31), bis__gte=date(int(wert), 1, 1))


class AnfrageFilter(Filter):
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=Kompetenzanfrage.Stand.choices, empty_label=ALLE
    )

    class Meta:
        model = Kompetenzanfrage
        fields = ("stand",)


class PresseFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    verbund = django_filters.ModelChoiceFilter(label="Verbund", queryset=verbuende, empty_label=ALLE)

    class Meta:
        model = Pressekontakt
        fields = ("q", "verbund")

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))
