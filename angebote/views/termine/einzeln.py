"""Single dates beside the schedule: entered, and taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from angebote.forms.termin import EinzelterminFormular
from angebote.models import Angebot, Termin
from angebote.terminplan import einzeltermin, termin_entfernen
from angebote.views.termine.zeilen import PFLEGEN
from stzverbund.basis.pflege import Verweigert
from zentren.ansichten import Befehl, EigenesObjekt


class TerminNeu(EigenesObjekt, FormView):
    """A single date of an Angebot, beside its schedule."""

    model = Angebot
    recht = "angebote.angebot_pflegen"
    form_class = EinzelterminFormular
    template_name = "formular.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: EinzelterminFormular) -> HttpResponse:
        try:
            termin = einzeltermin(angebot=self.object, wer=self.request.mitgliedschaft, **form.cleaned_data)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        messages.success(self.request, f"Der Termin am {termin.datum:%d.%m.%Y} ist eingetragen.")
        return redirect("angebot", pk=self.object.pk)

    def form_invalid(self, form: EinzelterminFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Einzelnen Termin eintragen",
            "zurueck": reverse("angebot", args=[self.object.pk]),
            "zurueck_text": self.object.titel,
        }


class TerminEntfernen(Befehl):
    model = Termin
    recht = PFLEGEN

    def ausfuehren(self) -> str:
        termin_entfernen(termin=self.object, wer=self.request.mitgliedschaft)
        return "Der Termin ist entfernt."

    def ziel(self) -> str:
        return reverse("angebot", args=[self.object.angebot_id])
