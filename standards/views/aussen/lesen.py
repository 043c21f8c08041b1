"""/standards/<zentrum>/<jahr>/aussen/: what was said from outside, beside what the centre says."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from standards.aussen import nebeneinander
from standards.models import Selbstbewertung
from standards.views.antworten.beitraege import Beitrag
from standards.views.antworten.mixin import Danebenstehend
from standards.views.nachweise import Nachweisdatei, Nachweisseite
from standards.worte import status_fuer
from zentren.ansichten import Ansehen
from zentren.models import Rolle

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
        paare = nebeneinander(self.object, self._im_jahr().filter(art=Art.EIGEN).first(), m)
        return super().get_context_data(**kwargs) | {
            "status": status_fuer(self.object, m),
            "paare": paare,
            "amt": m.hat(Rolle.BEZIRKSAMT),
            "verschiedene": sum(paar.verschieden for paar in paare),
        }

    def _im_jahr(self) -> QuerySet[Selbstbewertung]:
        alle = self.get_queryset().select_related("zentrum", "runde")
        return alle.filter(zentrum__slug=self.kwargs["zentrum"], runde__jahr=self.kwargs["jahr"])


class AussenBeitrag(Danebenstehend, Beitrag):
    """The Bezirksamt in the thread with the author."""


class AussenNachweis(Danebenstehend, Nachweisseite):
    """A proof from outside, as it was submitted."""


class AussenNachweisdatei(Danebenstehend, Nachweisdatei):
    """Its file."""
