"""Themes: the list, and the thread of one through everything."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse, reverse_lazy
from django.views.generic import TemplateView

from verbund import dokumente, themen
from verbund.ansichten import ImVerbund, MitRecht, MitWer
from verbund.forms.planung import ThemaFormular
from verbund.models import Thema
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten
from zentren.models import Verbund
from zentren.rules import darf

KOORDINIEREN = "verbund.koordinieren"
LISTE = {"zurueck": reverse_lazy("themen"), "zurueck_text": "Themen"}


class ThemenSeite(ImVerbund, TemplateView):
    """The themes of a Verbund: those that run, then those that are finished."""

    template_name = "verbund/thema_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alle = Thema.objects.sichtbar_fuer(self.request.mitgliedschaft).filter(verbund=self.verbund)
        gezaehlt = list(alle.annotate(anzahl=Count("sitzungen")))
        return super().get_context_data(**kwargs) | {
            "laufende": [thema for thema in gezaehlt if not thema.beendet_am],
            "beendete": [thema for thema in gezaehlt if thema.beendet_am],
        }


class ThemaAnsehen(Ansehen):
    model = Thema
    template_name = "verbund/thema_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "faden": themen.faden(self.object, m),
            "koordiniert": darf(KOORDINIEREN, m, self.object),
            "darf_beilegen": dokumente.darf_beilegen(self.object, m),
        }


class ThemaNeu(MitWer, MitRecht, Anlegen):
    model = Thema
    form_class = ThemaFormular
    recht = KOORDINIEREN
    template_name = "formular.html"
    extra_context = LISTE | {"titel": "Neues Thema"}

    def bezug(self) -> Verbund | None:
        return self.verbund

    def vorbelegen(self) -> dict[str, Any]:
        return {"verbund": self.verbund}

    def get_success_url(self) -> str:
        return reverse("thema", args=[self.object.pk])


class ThemaBearbeiten(MitWer, Bearbeiten):
    model = Thema
    form_class = ThemaFormular
    recht = KOORDINIEREN
    template_name = "formular.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object} bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }

    def get_success_url(self) -> str:
        return reverse("thema", args=[self.object.pk])
