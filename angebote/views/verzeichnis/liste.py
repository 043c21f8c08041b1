"""The public directory: what citizens find without an account."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.decorators import method_decorator
from django_filters.views import FilterView

from angebote.filters.verzeichnis import VerzeichnisFilter
from angebote.models import Angebot
from angebote.views.verzeichnis.seiten import karten
from zentren.models import Bezirk, Zentrum


@method_decorator(login_not_required, name="dispatch")
class Verzeichnis(FilterView):
    """Published Angebote with search and filters, and the centres."""

    model = Angebot
    filterset_class = VerzeichnisFilter
    template_name = "angebote/verzeichnis_list.html"
    paginate_by = 20

    def get_queryset(self) -> QuerySet:
        return karten()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameter = self.request.GET.copy()
        parameter.pop("page", None)
        zentren = Zentrum.objects.in_betrieb(timezone.localdate()).select_related("bezirk")
        return super().get_context_data(**kwargs) | {
            "parameter": parameter.urlencode(),
            "gefiltert": any(parameter.values()),
            "bezirke": Bezirk.objects.filter(zentren__isnull=False).distinct(),
            "zentren": zentren.prefetch_related("regionen"),
        }
