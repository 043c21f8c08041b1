"""Inviting to a session: the preview and its mails, the agenda as PDF, the answers and the seats."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, View

from stzverbund.basis.pdf import pdf_antwort
from stzverbund.basis.pflege import Verweigert
from verbund.einladung import antworten, versand
from verbund.einladung.blatt import tagesordnung_pdf
from verbund.einladung.vorlage import DAZU, blatt_von
from verbund.forms.einladung import EinladenFormular
from verbund.models import Einladung, Sitzung, Teilnahme
from zentren.ansichten import Ansehen, EigenesObjekt
from zentren.rules import darf

KOORDINIEREN, INTERN = "verbund.koordinieren", "verbund.intern_lesen"


class EineSitzung(EigenesObjekt):
    model = Sitzung

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related(*DAZU)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)


class SitzungEinladen(EineSitzung, FormView):
    """Who would be sent what; sends it to those who are ticked."""

    recht = KOORDINIEREN
    form_class = EinladenFormular
    template_name = "verbund/einladen.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        self.vorschau = versand.vorschau(self.object)
        return super(EineSitzung, self).dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        abgesagt = self.object.status == Sitzung.Status.ABGESAGT
        return super().get_form_kwargs() | {"vorschau": self.vorschau, "abgesagt": abgesagt}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "vorschau": self.vorschau,
            "blatt": self.vorschau.blatt,
            "ort_fehlt": not (self.vorschau.blatt.ort or self.vorschau.blatt.online),
        }

    def form_valid(self, form: EinladenFormular) -> HttpResponse:
        daten = {"bemerkung": ""} | form.cleaned_data
        try:
            anzahl = versand.versenden(sitzung=self.object, wer=self.request.mitgliedschaft, **daten)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        messages.success(self.request, f"{anzahl} Mails sind auf dem Weg.")
        return redirect("sitzung_teilnahme", pk=self.object.pk)

    def form_invalid(self, form: EinladenFormular) -> HttpResponse:
        # What is shown now is what is looked at next.
        form.data = self.request.POST.copy() | {"stand": self.vorschau.stand}
        return self.render_to_response(self.get_context_data(form=form), status=422)


class Tagesordnungsblatt(EineSitzung, View):
    """„Einladung mit Tagesordnung“ as PDF, for each reader with what he may know."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        intern = darf(INTERN, request.mitgliedschaft, self.object)
        blatt = blatt_von(self.object, intern=intern)
        return pdf_antwort(tagesordnung_pdf(blatt), f"Tagesordnung {self.object.datum:%Y-%m-%d}")


class SitzungTeilnahme(Ansehen):
    """The seats of a session, what has been announced, and who speaks for them on that day."""

    model = Sitzung
    template_name = "verbund/teilnahme.html"

    def get_object(self, queryset: QuerySet | None = None) -> Sitzung:
        sitzung = super().get_object(queryset)
        intern = Teilnahme.objects.sichtbar_fuer(self.request.mitgliedschaft)
        self.sitze = intern.filter(sitzung=sitzung).select_related("zentrum", "person")
        if not darf(INTERN, self.request.mitgliedschaft, sitzung):
            get_object_or_404(Sitzung.objects.none())
        return sitzung

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund", "arbeitskreis")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eingeladene: dict[tuple[int | None, str], list[Einladung]] = {}
        for eine in self.object.einladungen.select_related("person"):
            eingeladene.setdefault((eine.zentrum_id, eine.stelle), []).append(eine)
        return super().get_context_data(**kwargs) | {
            "zeilen": [(sitz, eingeladene.get((sitz.zentrum_id, sitz.stelle), [])) for sitz in self.sitze],
            "koordiniert": darf(KOORDINIEREN, self.request.mitgliedschaft, self.object),
            "meine": self.object.einladungen.filter(person=self.request.user).first(),
            "offen": antworten.offen(self.object),
        }


class SitzungAntwort(EineSitzung, View):
    """The own answer, of somebody who is logged in and was invited."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        meine = get_object_or_404(Einladung, sitzung=self.object, person=request.user)
        try:
            antworten.antworten(
                einladung=meine, antwort=request.POST.get("antwort", ""), wer=request.mitgliedschaft
            )
        except Verweigert as nein:
            messages.error(request, str(nein))
        else:
            messages.success(request, "Ihre Antwort ist gespeichert. Vielen Dank.")
        return redirect(reverse("sitzung", args=[self.object.pk]))
