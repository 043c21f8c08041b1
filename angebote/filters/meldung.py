import django_filters
from django.db.models import QuerySet

from angebote.models import Meldung
from stzverbund.basis.listen import Filter
from zentren.models import Zentrum


def _zentren(request: object) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(getattr(request, "mitgliedschaft", None))


class PruefFilter(Filter):
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=_zentren, empty_label="alle")
    art = django_filters.ChoiceFilter(
        label="Was?",
        method="nach_art",
        choices=[("erste", "erste Meldungen"), ("berichtigung", "Berichtigungen")],
        empty_label="alles",
    )

    class Meta:
        model = Meldung
        fields = ("zentrum", "art")

    def nach_art(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(nr=0) if wert == "erste" else queryset.filter(nr__gt=0)
