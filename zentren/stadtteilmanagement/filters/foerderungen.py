from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter, Jahresfilter
from stzverbund.basis.sortierung import faltung
from zentren.models import Rolle, Zentrum
from zentren.stadtteilmanagement.foerderfristen import faellige
from zentren.stadtteilmanagement.models import Foerderung

STAENDE = [*Foerderung.Status.choices, ("nachweis", "Verwendungsnachweis fällig")]


def zentren(request: Any) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(request.mitgliedschaft)


class FoerderungFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    art = django_filters.ChoiceFilter(label="Art", choices=Foerderung.Art.choices, empty_label="alle")
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=STAENDE, empty_label="alle", method="nach_stand"
    )
    jahr = Jahresfilter(label="Läuft im Jahr", method="im_jahr")
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")

    class Meta:
        model = Foerderung
        fields = ("q", "art", "stand", "jahr", "zentrum")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.request.mitgliedschaft.hat(Rolle.TRAEGER):
            del self.filters["zentrum"]

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        if wert == "nachweis":
            return faellige(queryset, timezone.localdate())
        return queryset.filter(status=wert)

    def im_jahr(self, queryset: QuerySet, name: str, wert: int) -> QuerySet:
        jahr = int(wert)
        return queryset.filter(von__lte=date(jahr, 12, 31), bis__gte=date(jahr, 1, 1))
