"""/verbund/bericht/<JJJJ>/: the year of the Verbund, as a page and as PDF with the same tables."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from stzverbund.basis.pdf import pdf_antwort, pdf_aus_vorlage
from verbund import jahresbericht
from verbund.ansichten import ImVerbund
from zentren.rules import darf


class EinJahr(ImVerbund, TemplateView):
    """A year in which the Verbund had sessions; for its readers and partners."""

    template_name = "verbund/jahresbericht.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf("verbund.lesen", request.mitgliedschaft):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def jahre(self) -> list[int]:
        return jahresbericht.jahre(self.verbund)

    def bericht(self) -> jahresbericht.Jahresbericht:
        if self.verbund is None or self.kwargs["jahr"] not in self.jahre:
            raise Http404
        return jahresbericht.bericht(self.verbund, self.kwargs["jahr"], self.request.mitgliedschaft)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"bericht": self.bericht(), "jahre": self.jahre}


class JahresberichtSeite(EinJahr):
    """The page."""


class JahresberichtPdf(EinJahr):
    """The paper, rendered anew each time: it says of which day it is."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        inhalt = self.bericht()
        kontext = {"titel": inhalt.titel, "dachzeile": "Verbund Stadtteilzentren", "bericht": inhalt}
        return pdf_antwort(pdf_aus_vorlage("pdf/verbundbericht.html", kontext), inhalt.titel)
