"""/verbund/: what comes next, and the way to everything else."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from verbund.ansichten import ImVerbund
from verbund.jahresbericht import jahre
from verbund.kalender import schluessel
from verbund.models import Sitzung, Tagesordnungspunkt
from zentren.rules import darf

NAECHSTE = 3


class VerbundSeite(ImVerbund, TemplateView):
    """For every role; who has nothing to do with a Verbund reads why."""

    template_name = "verbund/verbund.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        sichtbare = Sitzung.objects.sichtbar_fuer(m).filter(verbund=self.verbund)
        naechste = sichtbare.bevorstehend().select_related("gastgeber", "thema", "arbeitskreis")
        wartende = Tagesordnungspunkt.objects.sichtbar_fuer(m).vorgeschlagen().filter(verbund=self.verbund)
        return super().get_context_data(**kwargs) | {
            "naechste": list(naechste[:NAECHSTE]),
            "jahr": next(iter(jahre(self.verbund)), None),
            "letzte": sichtbare.des_verbundes().gehalten().select_related("thema").first(),
            "wartende": wartende.count(),
            "darf_vorschlagen": self.verbund is not None and darf("verbund.vorschlagen", m, self.verbund),
            "heute": timezone.localdate(),
            "kalender": schluessel(m),
        }
