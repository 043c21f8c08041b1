import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.models import Mitgliedschaft, Person, Rolle

STAENDE = [("offen", "offen"), ("gesperrt", "gesperrt"), ("ohne", "ohne gültige Rolle")]


class PersonFilter(Filter):
    q = django_filters.CharFilter(label="Suche", method="suchen")
    rolle = django_filters.ChoiceFilter(
        label="Rolle", choices=Rolle.choices, empty_label="alle", method="nach_rolle"
    )
    stand = django_filters.ChoiceFilter(
        label="Konto", choices=STAENDE, empty_label="alle", method="nach_stand"
    )

    class Meta:
        model = Person
        fields = ("q", "rolle", "stand")

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def nach_rolle(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        gueltige = Mitgliedschaft.objects.gueltig().filter(person=OuterRef("pk"), rolle=wert)
        return queryset.filter(Exists(gueltige))

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        if wert == "ohne":
            gueltige = Mitgliedschaft.objects.gueltig().filter(person=OuterRef("pk"))
            return queryset.filter(~Exists(gueltige), is_active=True)
        return queryset.filter(is_active=wert == "offen")
