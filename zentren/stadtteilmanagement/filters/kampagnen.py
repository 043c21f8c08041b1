from datetime import date

import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter
from zentren.stadtteilmanagement.filters.foerderungen import BIS_JAHR, VON_JAHR
from zentren.stadtteilmanagement.models import Kampagne


class KampagneFilter(Filter):
    titel = django_filters.CharFilter(label="Titel", lookup_expr="icontains")
    jahr = django_filters.NumberFilter(
        label="Läuft im Jahr", method="im_jahr", min_value=VON_JAHR, max_value=BIS_JAHR
    )

    class Meta:
        model = Kampagne
        fields = ("titel", "jahr")

    def im_jahr(self, queryset: QuerySet, name: str, wert: int) -> QuerySet:
        jahr = int(wert)
        return queryset.filter(von__lte=date(jahr, 12, 31), bis__gte=date(jahr, 1, 1))
