"""/verbund/kalender/: all dates of a year in one list."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from stzverbund.basis.zeit import monatsanfang
from verbund.ansichten import ImVerbund
from verbund.forms.gesamtkalender import Kalenderwahl
from verbund.gesamtkalender import monate


class Gesamtkalender(ImVerbund, TemplateView):
    """`?jahr=` and `?art=`; for every role."""

    template_name = "verbund/gesamtkalender.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wahl = Kalenderwahl(self.request.GET, heute=timezone.localdate())
        jahr, art = wahl.gewaehltes_jahr, wahl.gewaehlte_art
        alle = monate(self.verbund, jahr, self.request.mitgliedschaft, art=art) if self.verbund else []
        dieser = monatsanfang(timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "form": wahl,
            "jahr": jahr,
            "vergangene": [monat for monat in alle if monat.erster < dieser],
            "kommende": [monat for monat in alle if monat.erster >= dieser],
        }
