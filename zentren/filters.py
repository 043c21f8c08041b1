import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.models import Fachstelle, Fachstellenart


class FachstelleFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    art = django_filters.ModelChoiceFilter(
        label="Art", queryset=Fachstellenart.objects.all(), empty_label="alle"
    )

    class Meta:
        model = Fachstelle
        fields = ("q", "art")

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))
