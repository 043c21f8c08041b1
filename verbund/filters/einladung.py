import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from verbund.models import Delegation, Gast


class DelegationFilter(Filter):
    zeit = django_filters.ChoiceFilter(
        label="Zeit", choices=[("heute", "heute gültig")], empty_label="alle", method="nach_zeit"
    )

    class Meta:
        model = Delegation
        fields = ("zeit",)

    def nach_zeit(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        heute = timezone.localdate()
        return queryset.filter(Q(bis__isnull=True) | Q(bis__gte=heute), von__lte=heute)


class GastFilter(Filter):
    suche = django_filters.CharFilter(label="Suche", method="nach_wort")
    stand = django_filters.ChoiceFilter(label="Stand", choices=Gast.Stand.choices, empty_label="alle")

    class Meta:
        model = Gast
        fields = ("suche", "stand")

    def nach_wort(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))
