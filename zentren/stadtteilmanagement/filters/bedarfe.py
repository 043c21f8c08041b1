from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.filters import stadtteile
from zentren.models import Zielgruppe
from zentren.stadtteilmanagement.filters.massnahmen import zentren
from zentren.stadtteilmanagement.models import Anliegen, Bedarf, Problemfeld

STAENDE = [("offen", "offen"), ("wieder", "wieder ansehen"), *Bedarf.Status.choices]
WARTEND = [
    ("neu", "noch nicht weitergeleitet"),
    ("wartet", "wartet auf Antwort"),
    ("ueberfaellig", "Antwort überfällig"),
    ("beantwortet", "beantwortet"),
]


class MitSuche(Filter):
    """Search, centre (only for who reads several) and year of a register."""

    q = django_filters.CharFilter(label="Suche", method="suchen")
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")
    jahr = django_filters.NumberFilter(label="Jahr", method="nach_jahr")
    tag = ""
    """The day that the year is about."""

    def __init__(self, *args: Any, ein_zentrum: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ein_zentrum:
            del self.filters["zentrum"]

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_jahr(self, queryset: QuerySet, name: str, wert: Any) -> QuerySet:
        jahr = int(wert)
        if not date.min.year <= jahr <= date.max.year:
            return queryset.none()
        return queryset.filter(**{f"{self.tag}__range": (date(jahr, 1, 1), date(jahr, 12, 31))})


class BedarfFilter(MitSuche):
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=STAENDE, empty_label="alle", method="nach_stand"
    )
    problemfeld = django_filters.ChoiceFilter(
        label="Problemfeld", choices=Problemfeld.choices, empty_label="alle"
    )
    quelle = django_filters.ChoiceFilter(label="Quelle", choices=Bedarf.Quelle.choices, empty_label="alle")
    region = django_filters.ModelChoiceFilter(label="Stadtteil", queryset=stadtteile, empty_label="alle")
    zielgruppe = django_filters.ModelChoiceFilter(
        label="Zielgruppe",
        field_name="zielgruppen",
        queryset=Zielgruppe.objects.all(),
        empty_label="alle",
    )
    tag = "ermittelt_am"

    class Meta:
        model = Bedarf
        fields = ("q", "stand", "problemfeld", "quelle", "region", "zielgruppe", "zentrum", "jahr")

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        if wert == "offen":
            return queryset.offen()
        if wert == "wieder":
            return queryset.filter(wieder_am__lte=timezone.localdate())
        return queryset.filter(status=wert)


class AnliegenFilter(MitSuche):
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=WARTEND, empty_label="alle", method="nach_stand"
    )
    empfaenger = django_filters.ChoiceFilter(
        label="Für wen", choices=Anliegen.Empfaenger.choices, empty_label="alle"
    )
    problemfeld = django_filters.ChoiceFilter(label="Thema", choices=Problemfeld.choices, empty_label="alle")
    tag = "eingegangen_am"

    class Meta:
        model = Anliegen
        fields = ("q", "stand", "empfaenger", "problemfeld", "zentrum", "jahr")

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        if wert == "neu":
            return queryset.filter(weitergeleitet_am__isnull=True)
        if wert == "beantwortet":
            return queryset.filter(beantwortet_am__isnull=False)
        if wert == "ueberfaellig":
            return queryset.ueberfaellig(timezone.localdate())
        return queryset.wartend()
