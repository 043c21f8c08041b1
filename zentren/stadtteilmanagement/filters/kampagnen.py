from datetime import date

import django_filters
from django.db.models import QuerySet

from stzverbund.basis.listen import Filter, Jahresfilter
from zentren.stadtteilmanagement.models import Kampagne


class KampagneFilter(Filter):
    titel = django_filters.CharFilter(label="Titel", lookup_expr="icontains")
    jahr = Jahresfilter(label="Läuft im Jahr", method="im_jahr")

    class Meta:
        model = Kampagne
        fields = ("titel", "jahr")

    def im_jahr(self, queryset: QuerySet, name: str, wert: int) -> QuerySet:
        jahr = int(wert)
        return queryset.filter(von__lte=date(jahr, 12, 31), bis__gte=date(jahr, 1, 1))
