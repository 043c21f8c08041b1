import django_filters
from django.db.models import QuerySet

from angebote.models import Angebot
from stzverbund.basis.listen import Filter
from stzverbund.basis.sortierung import faltung
from zentren.models import Bezirksregion, Zentrum


class VerzeichnisFilter(Filter):
    """The public list: words, Stadtteil, Zentrum, kind."""

    q = django_filters.CharFilter(label="Was suchen Sie?", method="suchen")
    stadtteil = django_filters.ModelChoiceFilter(
        label="Stadtteil",
        queryset=Bezirksregion.objects.filter(zentren__isnull=False).distinct(),
        empty_label="alle",
        method="im_stadtteil",
    )
    zentrum = django_filters.ModelChoiceFilter(
        label="Zentrum", queryset=Zentrum.objects.all(), to_field_name="slug", empty_label="alle"
    )
    art = django_filters.ChoiceFilter(label="Art", choices=Angebot.Art.choices, empty_label="alle")

    class Meta:
        model = Angebot
        fields = ("q", "stadtteil", "zentrum", "art")

    def suchen(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset.filter(suche__contains=faltung(wert))

    def im_stadtteil(self, queryset: QuerySet, name: str, wert: Bezirksregion) -> QuerySet:
        return queryset.filter(zentrum__in=Zentrum.objects.filter(regionen=wert).values("pk"))
