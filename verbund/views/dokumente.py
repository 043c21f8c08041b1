"""Material: added to an item, a session, a theme or a project, handed out, taken back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView

from stzverbund.basis.dateien import ausgeben
from verbund import dokumente
from verbund.ansichten import MitWer
from verbund.forms.punkt import DokumentFormular
from verbund.models import Dokument, Sitzung, Tagesordnungspunkt, Thema, Vorhaben
from zentren.ansichten import Ansehen, Befehl, FormularAnsicht

ORTE: dict[str, Any] = {
    "punkt": Tagesordnungspunkt,
    "sitzung": Sitzung,
    "thema": Thema,
    "vorhaben": Vorhaben,
}


def seite_von(ort: Any) -> str:
    """The page on which the material of something stands."""
    namen = {modell: name for name, modell in ORTE.items()}
    return reverse(namen[type(ort)], args=[ort.pk]) if type(ort) in namen else reverse("verbund")


class DokumentNeu(MitWer, FormularAnsicht, CreateView):
    """A file or a link for what the address names (`art`, a key of ORTE)."""

    model = Dokument
    form_class = DokumentFormular
    template_name = "formular.html"
    gespeichert = "Das Material ist beigelegt."

    @cached_property
    def ort(self) -> Any:
        modell = ORTE[self.kwargs["art"]]
        sichtbare = modell.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return get_object_or_404(sichtbare.select_related("verbund"), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not dokumente.darf_beilegen(self.ort, request.mitgliedschaft):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        instanz = Dokument(verbund=dokumente.verbund_von(self.ort))
        if sichtbarkeit := getattr(self.ort, "sichtbarkeit", None):
            instanz.sichtbarkeit = sichtbarkeit
        return super().get_form_kwargs() | {"ort": self.ort, "instance": instanz}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Material beilegen",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.ort),
        }

    def get_success_url(self) -> str:
        return seite_von(self.ort)


class DokumentDatei(Ansehen):
    """Hands out the file, to whoever may read the document."""

    model = Dokument

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("datei")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> FileResponse:
        if self.object.datei is None:
            raise Http404
        return ausgeben(self.object.datei)


class DokumentZuruecknehmen(Befehl):
    model = Dokument

    def get_object(self, queryset: QuerySet | None = None) -> Dokument:
        dokument = super().get_object(queryset)
        self.ort = dokumente.ort_von(dokument)
        if dokument.gast_id or not dokumente.darf_beilegen(self.ort, self.request.mitgliedschaft):
            raise PermissionDenied
        return dokument

    def ausfuehren(self) -> str:
        titel = str(self.object)
        dokumente.zuruecknehmen(dokument=self.object, wer=self.request.mitgliedschaft)
        return f"„{titel}“ ist zurückgenommen."

    def ziel(self) -> str:
        return seite_von(self.ort)
