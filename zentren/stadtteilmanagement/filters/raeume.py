from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from stzverbund.basis.listen import Filter
from zentren.models import Raum
from zentren.stadtteilmanagement.filters.massnahmen import zentren
from zentren.stadtteilmanagement.models import Raumbuchung

EIGNUNG = [
    ("fuer_gruppen", "für Gruppen nutzbar"),
    ("fuer_beratung", "für vertrauliche Beratung geeignet"),
    ("barrierefrei", "barrierefrei"),
]
ZEITEN = [("kommend", "kommende"), ("vorbei", "vergangene")]


def raeume(request: Any) -> QuerySet:
    return Raum.objects.sichtbar_fuer(request.mitgliedschaft).select_related("standort")


class RaumFilter(Filter):
    eignung = django_filters.ChoiceFilter(
        label="Geeignet", choices=EIGNUNG, empty_label="alle", method="nach_eignung"
    )
    plaetze = django_filters.NumberFilter(label="Plätze mindestens", field_name="plaetze", lookup_expr="gte")
    zentrum = django_filters.ModelChoiceFilter(
        label="Zentrum", queryset=zentren, field_name="standort__zentrum", empty_label="alle"
    )

    class Meta:
        model = Raum
        fields = ("eignung", "plaetze", "zentrum")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request.mitgliedschaft.zentrum_id:
            del self.filters["zentrum"]

    def nach_eignung(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(**{wert: True})


class RaumbuchungFilter(Filter):
    status = django_filters.ChoiceFilter(
        label="Stand", choices=Raumbuchung.Status.choices, empty_label="alle"
    )
    wann = django_filters.ChoiceFilter(label="Wann", choices=ZEITEN, empty_label="alle", method="nach_zeit")
    raum = django_filters.ModelChoiceFilter(label="Raum", queryset=raeume, empty_label="alle")

    class Meta:
        model = Raumbuchung
        fields = ("status", "wann", "raum")

    def nach_zeit(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        vorbei = Q(letzter__lt=timezone.localdate())
        mit_ende = queryset.annotate(letzter=Coalesce("woechentlich_bis", "tag"))
        return mit_ende.filter(vorbei if wert == "vorbei" else ~vorbei)
