from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from angebote.models import Angebot
from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.models import Leistungsbereich, Zentrum

ALLE = "alle"


def _zentren(request: Any) -> QuerySet[Zentrum]:
    return Zentrum.objects.sichtbar_fuer(request.mitgliedschaft).only("name")


class AngebotFilter(Filter):
    """The inner list; ended ones are shown when asked for. `zentrum` only where a role has several."""

    q = django_filters.CharFilter(label="Suche", method="suchen")
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[*Angebot.Status.choices, (ALLE, "alle, auch beendete")],
        empty_label="alle laufenden und Entwürfe",
        method="nach_status",
    )
    leistungsbereich = django_filters.ModelChoiceFilter(
        label="Leistungsbereich", queryset=Leistungsbereich.objects.all(), empty_label="alle"
    )
    art = django_filters.ChoiceFilter(label="Art", choices=Angebot.Art.choices, empty_label="alle")
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=_zentren, empty_label="alle")
    zu_pruefen = django_filters.BooleanFilter(
        label="nur was zu prüfen ist", method="nach_pruefung", widget=forms.CheckboxInput
    )

    class Meta:
        model = Angebot
        fields = ("q", "status", "leistungsbereich", "art", "zentrum", "zu_pruefen")

    def __init__(self, *args: Any, mehrere_zentren: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mehrere_zentren:
            del self.filters["zentrum"]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.form.cleaned_data.get("status"):
            queryset = queryset.exclude(status=Angebot.Status.BEENDET)
        return super().filter_queryset(queryset)

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_status(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset if wert == ALLE else queryset.filter(status=wert)

    def nach_pruefung(self, queryset: QuerySet, name: str, wert: bool) -> QuerySet:
        return queryset.zu_pruefen(timezone.localdate()) if wert else queryset
