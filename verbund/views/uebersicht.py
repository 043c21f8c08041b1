"""/verbund/: what comes next, and the way to everything else."""

from typing import Any

from django.views.generic import TemplateView

from verbund.ansichten import ImVerbund
from verbund.jahresbericht import jahre
from verbund.kalender import schluessel
from verbund.models import Sitzung

NAECHSTE = 3


class VerbundSeite(ImVerbund, TemplateView):
    """For every role; who has nothing to do with a Verbund reads why."""

    template_name = "verbund/verbund.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sichtbare = Sitzung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        naechste = sichtbare.filter(verbund=self.verbund).bevorstehend().select_related("gastgeber")
        return super().get_context_data(**kwargs) | {
            "naechste": list(naechste[:NAECHSTE]),
            "jahr": next(iter(jahre(self.verbund)), None),
            "kalender": schluessel(self.request.mitgliedschaft),
        }
