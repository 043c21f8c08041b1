import django_filters
from django.db.models import Q, QuerySet

from standards.models import Runde
from stzverbund.basis.listen import Filter

STAENDE = {
    "geplant": Q(geoeffnet_am__isnull=True),
    "laeuft": Q(geoeffnet_am__isnull=False, abgeschlossen_am__isnull=True),
    "abgeschlossen": Q(abgeschlossen_am__isnull=False),
}


class RundenFilter(Filter):
    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[("geplant", "geplant"), ("laeuft", "läuft"), ("abgeschlossen", "abgeschlossen")],
        empty_label="alle",
        method="nach_stand",
    )

    class Meta:
        model = Runde
        fields = ("stand",)

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(STAENDE[wert])
