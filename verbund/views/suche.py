"""/verbund/suche/: one line for everything that a Verbund has written."""

from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import resolve, reverse
from django.views.generic import ListView

from stzverbund.basis.listen import Filter
from verbund import suche
from verbund.filters.sitzung import verbuende
from verbund.models import Sucheintrag
from zentren.rules import darf

ERSTES, LETZTES = 1990, 2100


class Suchfilter(Filter):
    """`q` is asked by the view."""

    q = django_filters.CharFilter(label="Wonach suchen Sie?", method="gefragt")
    art = django_filters.ChoiceFilter(label="Art", choices=Sucheintrag.Art.choices, empty_label="alle")
    von = django_filters.NumberFilter(
        label="Ab dem Jahr", method="ab_jahr", min_value=ERSTES, max_value=LETZTES, decimal_places=0
    )
    verbund = django_filters.ModelChoiceFilter(label="Verbund", queryset=verbuende, empty_label="alle")

    class Meta:
        model = Sucheintrag
        fields = ("q", "art", "von", "verbund")

    def ab_jahr(self, queryset: QuerySet, name: str, wert: Decimal) -> QuerySet:
        return queryset.filter(datum__gte=date(int(wert), 1, 1))

    def gefragt(self, queryset: QuerySet, name: str, wert: str) -> QuerySet:
        return queryset


class Suchseite(ListView):
    """Every role may look; it finds what it reads elsewhere too."""

    template_name = "verbund/suche.html"
    paginate_by = 20

    def get_queryset(self) -> QuerySet:
        m = self.request.mitgliedschaft
        self.gesuchte = suche.worte(self.request.GET.get("q", ""))
        self.filter = Suchfilter(self.request.GET, suche.finden(self.gesuchte, m), request=self.request)
        return self.filter.qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        parameter = self.request.GET.copy()
        parameter.pop("page", None)
        intern = darf("verbund.intern_lesen", self.request.mitgliedschaft)
        return kontext | {
            "filter": self.filter,
            "gefragt": bool(self.request.GET.get("q", "").strip()),
            "gesuchte": self.gesuchte,
            "funde": [
                (eintrag, _seite(eintrag, intern), suche.auszug(eintrag, self.gesuchte))
                for eintrag in kontext["object_list"]
            ],
            "parameter": parameter.urlencode(),
        }


def _seite(eintrag: Sucheintrag, intern: bool) -> str:
    """Where a hit stands: of minutes the Verbund reads the whole, its partners the extract."""
    if eintrag.art != Sucheintrag.Art.PROTOKOLL:
        return eintrag.adresse
    sitzung = resolve(eintrag.adresse.partition("#")[0]).kwargs["pk"]
    if not intern:
        return reverse("auszug", args=[sitzung])
    return f"{reverse('protokoll', args=[sitzung])}#p{eintrag.gegenstand_id}"
