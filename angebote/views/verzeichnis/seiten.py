"""The public pages of one Angebot, one Fremdangebot, one centre."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from angebote.ausblick import naechste_termine
from angebote.models import Angebot, Fremdangebot
from zentren.models import Oeffnungszeit, Zentrum


def karten() -> QuerySet[Angebot]:
    """Public Angebote with all that a card of the list shows."""
    return (
        Angebot.objects.oeffentlich()
        .select_related("zentrum", "standort")
        .prefetch_related("zeitplaene", "zielgruppen")
    )


@method_decorator(login_not_required, name="dispatch")
class VerzeichnisAngebot(DetailView):
    model = Angebot
    template_name = "angebote/verzeichnis_angebot.html"

    def get_queryset(self) -> QuerySet:
        return (
            karten().select_related("zentrum", "standort", "raum").prefetch_related("zentrum__schliesszeiten")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        angebot = self.object
        laeuft = angebot.status == Angebot.Status.VEROEFFENTLICHT
        return super().get_context_data(**kwargs) | {
            "naechste": naechste_termine(angebot, timezone.localdate(), 5) if laeuft else [],
        }


@method_decorator(login_not_required, name="dispatch")
class VerzeichnisFremdangebot(DetailView):
    model = Fremdangebot
    template_name = "angebote/verzeichnis_fremdangebot.html"

    def get_queryset(self) -> QuerySet:
        return Fremdangebot.objects.select_related("region").prefetch_related("zielgruppen")


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
            "angebote": karten().filter(zentrum=zentrum),
        }
