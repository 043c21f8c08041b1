"""Kooperationsvereinbarungen: which Verband works with the centres of which Bezirk."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.views.generic import FormView

from stzverbund.basis.dateien import ausgeben
from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren import vereinbarungen
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, EigenesObjekt
from zentren.filters import VereinbarungFilter
from zentren.forms import HochladenFormular, VereinbarungFormular
from zentren.models import Kooperationsvereinbarung
from zentren.rules import darf
from zentren.tables import VereinbarungTabelle

LISTE = {"zurueck": reverse_lazy("vereinbarung_liste"), "zurueck_text": "Kooperationsvereinbarungen"}


class VereinbarungListe(Liste):
    model = Kooperationsvereinbarung
    table_class = VereinbarungTabelle
    filterset_class = VereinbarungFilter
    template_name = "zentren/vereinbarung_list.html"
    titel = "Kooperationsvereinbarungen"
    einleitung = (
        "Solange eine Vereinbarung gilt, sieht die Geschäftsstelle des Verbandes, "
        "was die Zentren des Bezirks eingereicht haben."
    )
    leer = "Noch keine Kooperationsvereinbarung eingetragen."
    dateiname = "kooperationsvereinbarungen"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf("zentren.vereinbarung_lesen", request.mitgliedschaft):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        alle = Kooperationsvereinbarung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return alle.select_related("bezirk", "verband").defer("bezirk__geometrie")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf_anlegen = darf("zentren.vereinbarung_anlegen", self.request.mitgliedschaft)
        return super().get_context_data(**kwargs) | {"darf_anlegen": darf_anlegen}


class EineVereinbarung(EigenesObjekt):
    model = Kooperationsvereinbarung

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("bezirk", "verband", "datei").defer("bezirk__geometrie")

    def get_success_url(self) -> str:
        return reverse("vereinbarung", args=[self.object.pk])


class VereinbarungAnsehen(EineVereinbarung, Ansehen):
    template_name = "zentren/vereinbarung_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wer = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "darf_pflegen": darf("zentren.vereinbarung_pflegen", wer, self.object),
            "darf_hochladen": darf("zentren.vereinbarung_hochladen", wer, self.object),
            "verlauf": verlauf(self.object),
        }


class VereinbarungAnlegen(Anlegen):
    model = Kooperationsvereinbarung
    form_class = VereinbarungFormular
    recht = "zentren.vereinbarung_anlegen"
    template_name = "formular.html"
    extra_context = {"titel": "Neue Kooperationsvereinbarung", **LISTE}

    def get_success_url(self) -> str:
        return reverse("vereinbarung", args=[self.object.pk])


class VereinbarungBearbeiten(EineVereinbarung, Bearbeiten):
    form_class = VereinbarungFormular
    recht = "zentren.vereinbarung_pflegen"
    template_name = "formular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Kooperationsvereinbarung bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class VereinbarungHochladen(EineVereinbarung, FormView):
    form_class = HochladenFormular
    recht = "zentren.vereinbarung_hochladen"
    template_name = "formular.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: HochladenFormular) -> HttpResponse:
        vereinbarungen.hochladen(
            vereinbarung=self.object, datei=form.cleaned_data["datei"], wer=self.request.mitgliedschaft
        )
        return super().form_valid(form)

    def form_invalid(self, form: HochladenFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Unterschriebene Vereinbarung hochladen",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class VereinbarungDatei(EineVereinbarung, Ansehen):
    """The signed paper as a download."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> FileResponse:
        if self.object.datei is None:
            raise Http404
        return ausgeben(self.object.datei)
