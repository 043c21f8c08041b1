"""/verzeichnis/zentren/<slug>/raeume/: what groups may use, and how they ask for it without an account."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView

from stzverbund.basis.offenes_formular import OffeneAnsicht, OhneAnmeldung
from zentren.models import Raum, Zentrum
from zentren.stadtteilmanagement import raumbuchungen
from zentren.stadtteilmanagement.forms.raeume import AnfrageFormular


class ImHausFuerGruppen:
    """The Räume of an open centre that groups may use; others do not exist here."""

    @cached_property
    def zentrum(self) -> Zentrum:
        offene = Zentrum.objects.in_betrieb(timezone.localdate())
        return get_object_or_404(offene, slug=self.kwargs["slug"])

    def raeume(self) -> QuerySet[Raum]:
        alle = Raum.objects.filter(standort__zentrum=self.zentrum, fuer_gruppen=True)
        return alle.select_related("standort__zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"zentrum": self.zentrum}


@method_decorator(login_not_required, name="dispatch")
class VerzeichnisRaeume(ImHausFuerGruppen, ListView):
    template_name = "stadtteilmanagement/verzeichnis_raeume.html"

    def get_queryset(self) -> QuerySet[Raum]:
        return self.raeume().order_by("standort__sortierung", "sortierung", "pk")


class VerzeichnisRaumanfrage(ImHausFuerGruppen, OffeneAnsicht):
    form_class = AnfrageFormular
    template_name = "stadtteilmanagement/verzeichnis_raumanfrage.html"
    bremse = "raumanfrage"
    fehlerfeld = "tag"

    @cached_property
    def raum(self) -> Raum:
        return get_object_or_404(self.raeume(), pk=self.kwargs["pk"])

    def gegenstand(self) -> str:
        return str(self.zentrum.pk)

    def annehmen(self, form: AnfrageFormular) -> str:
        angaben = {feld: form.cleaned_data[feld] for feld in raumbuchungen.FELDER if feld != "raum"}
        raumbuchungen.anfragen(angaben=angaben | {"raum": self.raum}, wer=None)
        return self.schon_da()

    def schon_da(self) -> str:
        return reverse("verzeichnis_raumanfrage_danke", args=[self.zentrum.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"raum": self.raum}


class VerzeichnisRaumanfrageDanke(OhneAnmeldung, ImHausFuerGruppen, TemplateView):
    template_name = "stadtteilmanagement/verzeichnis_raumanfrage_danke.html"
