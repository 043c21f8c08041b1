from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.listen import Filter
from verbund.models import Aufgabe
from verbund.querysets import bezirke_der_rolle
from zentren.models import Zentrum

from .sitzung import verbuende

STAENDE = [("laufend", "offen"), ("ueberfaellig", "überfällig"), *Aufgabe.Status.choices[1:]]


def zentren(request: Any) -> QuerySet[Zentrum]:
    return Zentrum.objects.filter(bezirk__in=bezirke_der_rolle(request.mitgliedschaft))


class AufgabeFilter(Filter):
    wer = django_filters.ChoiceFilter(
        label="Wessen", choices=[("meine", "unsere eigenen")], empty_label="alle", method="nach_wer"
    )
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=STAENDE, empty_label="alle", method="nach_stand"
    )
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=zentren, empty_label="alle")
    verbund = django_filters.ModelChoiceFilter(label="Verbund", queryset=verbuende, empty_label="alle")

    class Meta:
        model = Aufgabe
        fields = ("wer", "stand", "zentrum", "verbund")

    def nach_wer(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(meine=True)

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        if wert == "laufend":
            return queryset.laufend()
        if wert == "ueberfaellig":
            return queryset.ueberfaellig(timezone.localdate())
        return queryset.filter(status=wert)
