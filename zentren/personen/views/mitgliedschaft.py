"""The dates of one Mitgliedschaft: changed, ended, handed over."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import verlauf_der_zustaende
from zentren.ansichten import Bearbeiten, EigenesObjekt
from zentren.models import Mitgliedschaft, Rolle
from zentren.personen import mitgliedschaften
from zentren.personen.forms import EndeFormular, UebergabeFormular, ZeitraumFormular
from zentren.personen.stellen import stelle_von
from zentren.personen.views.stelle import ZU_VIELE, adresse, noch_eine

RECHT = "zentren.rolle_vergeben"


class EineMitgliedschaft(EigenesObjekt):
    model = Mitgliedschaft
    recht = RECHT
    context_object_name = "objekt"
    titel = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().mit_organisation()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stelle = stelle_von(self.object)
        return super().get_context_data(**kwargs) | {
            "titel": self.titel.format(person=self.object.person),
            "stelle": stelle,
            "zurueck": adresse(stelle),
            "verlauf": verlauf_der_zustaende(self.object),
        }

    def get_success_url(self) -> str:
        """Back to the people; whoever has just ended the own role finds the start page."""
        selbst = self.object.person_id == self.request.user.pk
        return reverse("start") if selbst else adresse(stelle_von(self.object))


class Zeitraum(EineMitgliedschaft, Bearbeiten):
    form_class = ZeitraumFormular
    template_name = "zentren/personen/zeitraum.html"
    titel = "Zeitraum ändern: {person}"
    gespeichert = "Der Zeitraum ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}


class Beenden(Zeitraum):
    form_class = EndeFormular
    titel = "Mitgliedschaft beenden: {person}"
    gespeichert = "Das Ende ist eingetragen."


class Uebergeben(EineMitgliedschaft, FormView):
    """A Leitung goes to a colleague or to somebody who is invited."""

    form_class = UebergabeFormular
    template_name = "zentren/personen/uebergeben.html"
    titel = "Leitung übergeben: {person}"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset: QuerySet | None = None) -> Mitgliedschaft:
        objekt = super().get_object(queryset)
        if objekt.rolle != Rolle.LEITUNG:
            raise Http404
        return objekt

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = {"mitgliedschaft": self.object, "wer": self.request.mitgliedschaft}
        return super().get_form_kwargs() | kwargs

    def form_valid(self, form: UebergabeFormular) -> HttpResponse:
        if form.cleaned_data["an"] is None and not noch_eine(self.request):
            form.add_error(None, ZU_VIELE)
            return self.form_invalid(form)
        try:
            mitgliedschaften.leitung_uebergeben(
                mitgliedschaft=self.object, wer=self.request.mitgliedschaft, **form.cleaned_data
            )
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        except Ueberholt:
            messages.error(
                self.request, "Jemand anderes hat diese Leitung eben geändert. Bitte sehen Sie nach."
            )
            return redirect(adresse(stelle_von(self.object)))
        messages.success(self.request, f"Die Leitung ist zum {form.cleaned_data['ab']:%d.%m.%Y} übergeben.")
        return redirect(self.get_success_url())

    def form_invalid(self, form: UebergabeFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
