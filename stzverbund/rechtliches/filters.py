import django_filters

from stzverbund.basis.listen import Filter
from stzverbund.rechtliches.models import Rueckmeldung


class RueckmeldungFilter(Filter):
    status = django_filters.ChoiceFilter(
        label="Stand", choices=Rueckmeldung.Status.choices, empty_label="alle"
    )

    class Meta:
        model = Rueckmeldung
        fields = ("status",)
