"""The public directory: what citizens find without an account."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView
from django_filters.views import FilterView

from angebote.filters.verzeichnis import VerzeichnisFilter
from angebote.models import Angebot
from angebote.terminplan import naechste_termine
from angebote.views.angebote import mit_pruefstand
from zentren.models import Bezirk, Oeffnungszeit, Zentrum


def _karten() -> QuerySet[Angebot]:
    """Public Angebote with all that a card of the list shows."""
    return (
        mit_pruefstand(Angebot.objects.oeffentlich())
        .select_related("zentrum", "standort")
        .prefetch_related("zeitplaene", "zielgruppen")
    )


@method_decorator(login_not_required, name="dispatch")
class Verzeichnis(FilterView):
    """Published Angebote with search and filters, and the centres."""

    model = Angebot
    filterset_class = VerzeichnisFilter
    template_name = "angebote/verzeichnis_list.html"
    paginate_by = 20

    def get_queryset(self) -> QuerySet:
        return _karten()

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


@method_decorator(login_not_required, name="dispatch")
class VerzeichnisAngebot(DetailView):
    model = Angebot
    template_name = "angebote/verzeichnis_angebot.html"

    def get_queryset(self) -> QuerySet:
        return (
            _karten()
            .select_related("zentrum", "standort", "raum")
            .prefetch_related("zentrum__schliesszeiten")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        angebot = self.object
        laeuft = angebot.status == Angebot.Status.VEROEFFENTLICHT
        return super().get_context_data(**kwargs) | {
            "naechste": naechste_termine(angebot, timezone.localdate(), 5) if laeuft else [],
        }


@method_decorator(login_not_required, name="dispatch")
class VerzeichnisZentrum(DetailView):
    model = Zentrum
    template_name = "angebote/verzeichnis_zentrum.html"

    def get_queryset(self) -> QuerySet:
        zeiten = Prefetch(
            "standorte__oeffnungszeiten", Oeffnungszeit.objects.order_by("wochentag", "von", "pk")
        )
        return Zentrum.objects.select_related("traeger", "bezirk").prefetch_related(
            "regionen", "standorte", zeiten, "sprechzeiten__raum"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heute, zentrum = timezone.localdate(), self.object
        return super().get_context_data(**kwargs) | {
            "geschlossen": zentrum.in_betrieb_bis and zentrum.in_betrieb_bis < heute,
            "schliesszeiten": zentrum.schliesszeiten.filter(bis__gte=heute).order_by("von", "pk"),
            "angebote": _karten().filter(zentrum=zentrum),
        }
