from typing import Any

import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.models import (
    Bezirk,
    Bezirksregion,
    Fachstelle,
    Fachstellenart,
    Kooperationsvereinbarung,
    Zentrum,
)


def stadtteile(request: Any) -> QuerySet:
    """The Stadtteile of the centres that this role works with."""
    zentren = Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)
    return Bezirksregion.objects.filter(zentren__in=zentren.values("pk")).distinct().only("pk", "name")


class ZentrumFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    region = django_filters.ModelChoiceFilter(
        label="Stadtteil", field_name="regionen", queryset=stadtteile, empty_label="alle"
    )
    typ = django_filters.ChoiceFilter(label="Art", choices=Zentrum.Typ.choices, empty_label="alle")

    class Meta:
        model = Zentrum
        fields = ("q", "region", "typ")

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))


class FachstelleFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    art = django_filters.ModelChoiceFilter(
        label="Art", queryset=Fachstellenart.objects.all(), empty_label="alle"
    )
    sprache = django_filters.CharFilter(label="Sprache", method="sprache_suchen")
    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[("alt", "lange nicht geprüft")],
        empty_label="alle",
        method="nach_stand",
    )

    class Meta:
        model = Fachstelle
        fields = ("q", "art", "sprache", "stand")

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def sprache_suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(sprachen_suche__contains=faltung(wert))

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.lange_nicht_geprueft()


def vereinbarte_bezirke(request: Any) -> QuerySet:
    """The Bezirke of the agreements that this role reads."""
    vereinbarungen = Kooperationsvereinbarung.objects.sichtbar_fuer(request.mitgliedschaft)
    return Bezirk.objects.filter(pk__in=vereinbarungen.values("bezirk")).defer("geometrie")


class VereinbarungFilter(Filter):
    bezirk = django_filters.ModelChoiceFilter(
        label="Bezirk", queryset=vereinbarte_bezirke, empty_label="alle"
    )
    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[("gilt", "gilt heute"), ("nicht", "gilt heute nicht")],
        empty_label="alle",
        method="nach_stand",
    )

    class Meta:
        model = Kooperationsvereinbarung
        fields = ("bezirk", "stand")

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        geltende = queryset.geltend().values("pk")
        return queryset.filter(pk__in=geltende) if wert == "gilt" else queryset.exclude(pk__in=geltende)
