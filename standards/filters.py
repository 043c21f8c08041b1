import django_filters
from django.db.models import Q, QuerySet

from standards.models import Runde, Selbstbewertung
from stzverbund.basis.listen import Filter
from zentren.models import Zentrum

STAENDE = {
    "geplant": Q(geoeffnet_am__isnull=True),
    "laeuft": Q(geoeffnet_am__isnull=False, abgeschlossen_am__isnull=True),
    "abgeschlossen": Q(abgeschlossen_am__isnull=False),
}


class RundenFilter(Filter):
    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[("geplant", "geplant"), ("laeuft", "läuft"), ("abgeschlossen", "abgeschlossen")],
        empty_label="alle",
        method="nach_stand",
    )

    class Meta:
        model = Runde
        fields = ("stand",)

    def nach_stand(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(STAENDE[wert])


def _zentren(request: object) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(getattr(request, "mitgliedschaft", None)).only("name")


class PruefFilter(Filter):
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=_zentren, empty_label="alle")
    unterschiede = django_filters.ChoiceFilter(
        label="Unterschiede?",
        method="nach_unterschieden",
        choices=[("ja", "mit Unterschieden"), ("nein", "ohne")],
        empty_label="egal",
    )

    class Meta:
        model = Selbstbewertung
        fields = ("zentrum", "unterschiede")

    def nach_unterschieden(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        unterschied = Q(gegen__gt=0) | Q(abweichend__gt=0)
        return queryset.filter(unterschied) if wert == "ja" else queryset.exclude(unterschied)
