"""Impressum, Datenschutz and Barrierefreiheit: read by everybody, edited by the Verwaltung."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, UpdateView

from stzverbund.basis.auszeichnung import als_html
from stzverbund.basis.verlauf import verlauf
from stzverbund.rechtliches import texte, verzeichnis
from stzverbund.rechtliches.forms import RechtstextFormular
from stzverbund.rechtliches.models import Rechtstext
from zentren.ansichten import FormularAnsicht
from zentren.personen.views.konten import NurVerwaltung
from zentren.rules import darf

DATENSCHUTZ, BARRIEREFREIHEIT = Rechtstext.Seite.DATENSCHUTZ, Rechtstext.Seite.BARRIEREFREIHEIT


@method_decorator(login_not_required, name="dispatch")
class Seite(TemplateView):
    """One legal page; `seite` is its key."""

    template_name = "rechtliches/seite.html"
    seite = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mehr: dict[str, Any] = {"verarbeitungen": [], "melden": self.seite == BARRIEREFREIHEIT}
        if self.seite == DATENSCHUTZ:
            mehr |= {"verarbeitungen": verzeichnis.eintraege(), "massnahmen": verzeichnis.MASSNAHMEN}
        return super().get_context_data(**kwargs) | {
            "text": texte.lesen(self.seite),
            "darf_pflegen": darf("zentren.verwalten", self.request.mitgliedschaft),
            **mehr,
        }


class Rechtstexte(NurVerwaltung, TemplateView):
    """All legal pages with their state."""

    template_name = "rechtliches/rechtstexte.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"texte": texte.alle()}


class RechtstextBearbeiten(NurVerwaltung, FormularAnsicht, UpdateView):
    """Markdown with a preview; the first save turns the default into a stored text."""

    form_class = RechtstextFormular
    template_name = "rechtliches/rechtstext_form.html"
    success_url = reverse_lazy("rechtstexte")
    gespeichert = "Die Seite ist gespeichert und gilt ab sofort."

    def get_object(self, queryset: Any = None) -> Rechtstext:
        seite = self.kwargs["seite"]
        if seite not in Rechtstext.Seite.values:
            raise Http404
        gespeichert = Rechtstext.objects.filter(seite=seite).first()
        # Version 0 is the default: whoever saves it second meets version 1.
        return gespeichert or Rechtstext(seite=seite, text=texte.vorgabe(seite), version=0)

    def form_valid(self, form: RechtstextFormular) -> HttpResponse:
        if "vorschau" in self.request.POST:
            html = als_html(form.cleaned_data["text"])
            return self.render_to_response(self.get_context_data(form=form, vorschau=html))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        objekt = self.object
        return {
            "vorschau": "",
            "titel": Rechtstext.Seite(self.kwargs["seite"]).label,
            "adresse": reverse(self.kwargs["seite"]),
            "verlauf": verlauf(objekt) if objekt.pk else [],
        } | super().get_context_data(**kwargs)
