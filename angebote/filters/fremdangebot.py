from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from angebote.models import Angebot, Fremdangebot
from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.models import Bezirksregion, Leistungsbereich, Zentrum, Zielgruppe


def _stadtteile(request: Any) -> QuerySet[Bezirksregion]:
    bezirke = Zentrum.objects.sichtbar_fuer(request.mitgliedschaft).values("bezirk")
    return Bezirksregion.objects.filter(bezirk__in=bezirke)


class FremdangebotFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    region = django_filters.ModelChoiceFilter(label="Stadtteil", queryset=_stadtteile, empty_label="alle")
    leistungsbereich = django_filters.ModelChoiceFilter(
        label="Leistungsbereich", queryset=Leistungsbereich.objects.all(), empty_label="alle"
    )
    zielgruppe = django_filters.ModelChoiceFilter(
        label="Zielgruppe",
        field_name="zielgruppen",
        queryset=Zielgruppe.objects.all(),
        empty_label="alle",
    )
    art = django_filters.ChoiceFilter(label="Art", choices=Angebot.Art.choices, empty_label="alle")
    zu_pruefen = django_filters.BooleanFilter(
        label="nur was zu prüfen ist", method="nach_pruefung", widget=forms.CheckboxInput
    )

    eigene = django_filters.BooleanFilter(
        label="nur von uns gepflegte", method="von_uns", widget=forms.CheckboxInput
    )

    class Meta:
        model = Fremdangebot
        fields = ("q", "region", "leistungsbereich", "zielgruppe", "art", "zu_pruefen", "eigene")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._zentrum is None:
            del self.filters["eigene"]

    @property
    def _zentrum(self) -> int | None:
        return getattr(self.request.mitgliedschaft, "zentrum_id", None)

    def von_uns(self, queryset: QuerySet, name: str, wert: bool) -> QuerySet:
        return queryset.filter(zentrum=self._zentrum) if wert else queryset

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_pruefung(self, queryset: QuerySet, name: str, wert: bool) -> QuerySet:
        return queryset.zu_pruefen(timezone.localdate()) if wert else queryset
