import django_filters
from django.db.models import QuerySet

from angebote.models import Meldung
from stzverbund.basis.listen import Filter
from zentren.models import Zentrum


def _zentren(request: object) -> QuerySet:
    return Zentrum.objects.sichtbar_fuer(getattr(request, "mitgliedschaft", None)).only("name")


class PruefFilter(Filter):
    zentrum = django_filters.ModelChoiceFilter(label="Zentrum", queryset=_zentren, empty_label="alle")
    art = django_filters.ChoiceFilter(
        label="Was?",
        method="nach_art",
        choices=[("erste", "erste Meldungen"), ("berichtigung", "Berichtigungen")],
        empty_label="alles",
    )
    auffaellig = django_filters.ChoiceFilter(
        label="Auffällige Werte?",
        method="nach_auffaelligen",
        choices=[("offen", "ohne Erklärung"), ("erklaert", "alle erklärt"), ("keine", "keine")],
        empty_label="egal",
    )

    class Meta:
        model = Meldung
        fields = ("zentrum", "art", "auffaellig")

    def nach_art(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(nr=0) if wert == "erste" else queryset.filter(nr__gt=0)

    def nach_auffaelligen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        if wert == "offen":
            return queryset.filter(werte_unerklaert__gt=0)
        verglichen = queryset.filter(werte_verglichen__gt=0, werte_unerklaert=0)
        if wert == "keine":
            return verglichen.filter(werte_auffaellig=0)
        return verglichen.filter(werte_auffaellig__gt=0)
