"""/standards/<zentrum>/<jahr>/aussen/: what was said from outside, beside what the centre says."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from angebote.querysets import INNEN
from standards.aussen import nebeneinander
from standards.models import Selbstbewertung
from standards.worte import status_fuer
from zentren.ansichten import Ansehen

Art = Selbstbewertung.Art


class AussenAnsehen(Ansehen):
    """Both evaluations of a centre in a year, differences first."""

    model = Selbstbewertung
    template_name = "standards/aussen_detail.html"
    context_object_name = "bewertung"

    def get_object(self, queryset: QuerySet | None = None) -> Selbstbewertung:
        return get_object_or_404(self._im_jahr(), art=Art.AUSSEN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        paare = nebeneinander(
            self.object, self._im_jahr().filter(art=Art.EIGEN).first(), im_haus=m.hat(*INNEN)
        )
        return super().get_context_data(**kwargs) | {
            "status": status_fuer(self.object, m),
            "paare": paare,
            "verschiedene": sum(paar.verschieden for paar in paare),
        }

    def _im_jahr(self) -> QuerySet[Selbstbewertung]:
        alle = self.get_queryset().select_related("zentrum", "runde")
        return alle.filter(zentrum__slug=self.kwargs["zentrum"], runde__jahr=self.kwargs["jahr"])
