import django_filters
from django.db.models import Q, QuerySet

from stzverbund.basis.listen import Filter, Jahresfilter
from verbund.models import Anfrage, Beratungsnotiz, Empfehlung


class AnfrageFilter(Filter):
    suche = django_filters.CharFilter(label="Suche", method="nach_wort")
    richtung = django_filters.ChoiceFilter(
        label="Richtung", choices=Anfrage.Richtung.choices, empty_label="beide"
    )
    status = django_filters.ChoiceFilter(label="Stand", choices=Anfrage.Status.choices, empty_label="alle")

    class Meta:
        model = Anfrage
        fields = ("suche", "richtung", "status")

    def nach_wort(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(
            Q(betreff__icontains=wert) | Q(frage__icontains=wert) | Q(antwort__icontains=wert)
        )


class BeratungsnotizFilter(Filter):
    suche = django_filters.CharFilter(label="Suche", method="nach_wort")
    jahr = Jahresfilter(field_name="datum")

    class Meta:
        model = Beratungsnotiz
        fields = ("suche", "jahr")

    def nach_wort(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(Q(anlass__icontains=wert) | Q(inhalt__icontains=wert))


class EmpfehlungFilter(Filter):
    suche = django_filters.CharFilter(label="Suche", method="nach_wort")
    stand = django_filters.ChoiceFilter(label="Stand", choices=Empfehlung.Stand.choices, empty_label="alle")

    class Meta:
        model = Empfehlung
        fields = ("suche", "stand")

    def nach_wort(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(
            Q(titel__icontains=wert) | Q(partner__icontains=wert) | Q(gremium__icontains=wert)
        )
