"""The Selbstbewertung of a centre in a year."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from standards.models import Selbstbewertung
from standards.worte import status_fuer
from zentren.ansichten import Ansehen


class SelbstbewertungAnsehen(Ansehen):
    """Progress, result and all answers of a centre."""

    model = Selbstbewertung
    template_name = "standards/selbstbewertung_detail.html"
    context_object_name = "bewertung"

    def get_object(self, queryset: QuerySet | None = None) -> Selbstbewertung:
        sichtbare = self.get_queryset().select_related("zentrum", "runde").mit_stand()
        return get_object_or_404(
            sichtbare,
            zentrum__slug=self.kwargs["zentrum"],
            runde__jahr=self.kwargs["jahr"],
            art=Selbstbewertung.Art.EIGEN,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "status": status_fuer(self.object, self.request.mitgliedschaft),
            "antworten": self.object.antworten.select_related("kriterium__standard"),
        }
