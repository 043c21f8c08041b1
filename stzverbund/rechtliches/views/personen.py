"""Rights of a person: information by button, correction and erasure by the Verwaltung."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.generic import FormView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from stzverbund.basis.pdf import pdf_antwort
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from stzverbund.rechtliches import loeschung
from stzverbund.rechtliches.auskunft import als_json, als_pdf, auskunft
from stzverbund.rechtliches.forms import LoeschFormular, NameFormular
from zentren.konten import ereignisse
from zentren.models import Person
from zentren.personen.views.konten import EineSicht

DATEI = "Auskunft"
GELOESCHT = (
    "Die Person ist gelöscht. Bitte notieren Sie außerhalb der Anwendung: Konto {nummer}, heute gelöscht. "
    "Wird eine ältere Sicherung eingespielt, muss die Löschung wiederholt werden."
)


def _datei(person: Person, art: str) -> HttpResponse:
    angaben = auskunft(person)
    if art == "pdf":
        return pdf_antwort(als_pdf(angaben), f"{DATEI}.pdf")
    antwort = HttpResponse(als_json(angaben), content_type="application/json")
    antwort["Content-Disposition"] = content_disposition_header(True, f"{DATEI}.json")
    antwort["Cache-Control"] = "private, no-store"
    return antwort


class EigeneAuskunft(View):
    """For everybody about herself; logged as an event."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, art: str) -> HttpResponse:
        person = ereignisse.inhaber(request)
        ereignisse.merken(person, "Auskunft erstellt", wer=ereignisse.Selbst(person))
        return _datei(person, art)


class PersonAuskunft(EineSicht, SingleObjectMixin, View):
    """For the Verwaltung, about anybody who asks; logged as an event."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, art: str) -> HttpResponse:
        person = self.get_object()
        ereignis(person, "Auskunft erstellt", wer=request.mitgliedschaft)
        return _datei(person, art)


class PersonName(EineSicht, UpdateView):
    """Correction of a name; logged as an event without the names."""

    form_class = NameFormular
    template_name = "formular.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(geloescht_am__isnull=True)

    def get_success_url(self) -> str:
        return reverse("person", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Name berichtigen",
            "zurueck": self.get_success_url(),
            "zurueck_text": "Konto",
        }

    @transaction.atomic
    def form_valid(self, form: NameFormular) -> HttpResponse:
        if form.has_changed():
            ereignis(self.object, "Name berichtigt", wer=self.request.mitgliedschaft)
        messages.success(self.request, "Der Name ist geändert.")
        return super().form_valid(form)

    def form_invalid(self, form: NameFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PersonLoeschen(EineSicht, SingleObjectMixin, FormView):
    """Erasure: what will happen, confirmed by typing."""

    form_class = LoeschFormular
    template_name = "rechtliches/person_loeschen.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def vorschau(self) -> loeschung.Vorschau:
        return loeschung.vorschau(self.object, self.request.mitgliedschaft)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"fraglich": self.vorschau.fraglich}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"konto": self.object, "v": self.vorschau}

    def form_valid(self, form: LoeschFormular) -> HttpResponse:
        person, daten = self.object, form.cleaned_data
        stellen = daten.get("stellen", ())
        try:
            loeschung.loeschen(
                person=person, wer=self.request.mitgliedschaft, grund=daten["grund"], stellen=stellen
            )
        except Verweigert as nein:
            messages.error(self.request, str(nein))
            return redirect("person_loeschen", pk=person.pk)
        messages.success(self.request, GELOESCHT.format(nummer=person.pk))
        return HttpResponseRedirect(reverse("person", args=[person.pk]))

    def form_invalid(self, form: LoeschFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
