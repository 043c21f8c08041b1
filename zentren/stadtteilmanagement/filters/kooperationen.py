from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Kooperation

STAENDE = [
    ("laufend", "läuft"),
    ("faellig", "etwas ist zu tun"),
    ("vereinbart", "Vereinbarung gilt"),
    ("ablaufend", "Vereinbarung läuft ab oder ist abgelaufen"),
    ("ohne", "läuft ohne gültige Vereinbarung"),
    ("pruefen", "Ziele sind zu prüfen"),
    ("beendet", "beendet"),
]


def zentren(request: Any) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)


class ImRegister(Filter):
    """Whoever reads one centre only is not asked which."""

    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request.mitgliedschaft.zentrum_id:
            del self.filters["zentrum"]


class GremiumFilter(ImRegister):
    ebene = django_filters.ChoiceFilter(label="Ebene", choices=Kooperation.Ebene.choices, empty_label="alle")
    ausrichtung = django_filters.ChoiceFilter(
        label="Ausrichtung", choices=Kooperation.Ausrichtung.choices, empty_label="alle"
    )

    class Meta:
        model = Kooperation
        fields = ("ebene", "ausrichtung", "zentrum")


class KooperationFilter(ImRegister):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    art = django_filters.ChoiceFilter(label="Art", choices=Kooperation.Art.choices, empty_label="alle")
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=STAENDE, empty_label="alle", method="nach_stand"
    )

    class Meta:
        model = Kooperation
        fields = ("q", "art", "stand", "zentrum")

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_stand(self, queryset: Any, name: str, wert: str) -> QuerySet:
        heute = timezone.localdate()
        laufende = queryset.laufend(heute)
        return {
            "laufend": laufende,
            "faellig": queryset.faellig(heute),
            "vereinbart": queryset.vereinbart(heute),
            "ablaufend": queryset.ablaufend(heute),
            "ohne": laufende.exclude(pk__in=Kooperation.objects.vereinbart(heute).values("pk")),
            "pruefen": queryset.zu_pruefen(heute),
            "beendet": queryset.filter(beendet_am__lte=heute),
        }[wert]
