from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter, Jahresfilter
from stzverbund.basis.sortierung import faltung
from zentren.models import Zentrum
from zentren.stadtteilmanagement.beschwerdefristen import OFFEN
from zentren.stadtteilmanagement.models import Beschwerde

STAENDE = [("offen", "noch nicht beantwortet"), ("ueberfaellig", "überfällig"), *Beschwerde.Status.choices]


def zentren(request: Any) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)


class BeschwerdeFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=STAENDE, empty_label="alle", method="nach_stand"
    )
    art = django_filters.ChoiceFilter(label="Art", choices=Beschwerde.Art.choices, empty_label="alle")
    thema = django_filters.ChoiceFilter(label="Thema", choices=Beschwerde.Thema.choices, empty_label="alle")
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")
    jahr = Jahresfilter(field_name="eingegangen_am")

    class Meta:
        model = Beschwerde
        fields = ("q", "stand", "art", "thema", "zentrum", "jahr")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if getattr(self.request, "mitgliedschaft", None) and self.request.mitgliedschaft.zentrum_id:
            del self.filters["zentrum"]

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        if wert in Beschwerde.Status.values:
            return queryset.filter(status=wert)
        offene = queryset.filter(status__in=OFFEN)
        return offene.filter(frist__lt=timezone.localdate()) if wert == "ueberfaellig" else offene
