"""A long report while it is being made: its state, its file, and one more try."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from stzverbund.basis import druck as basis
from stzverbund.basis.models import Druckauftrag
from stzverbund.basis.pdf import pdf_antwort
from stzverbund.berichte import druck, pdf
from stzverbund.berichte.adressen import adressen


def stand(request: HttpRequest, auftrag: Druckauftrag) -> HttpResponse:
    """The page of an order; without a script it loads itself anew until there is something to fetch."""
    wo = adressen(druck.NACH_KENNUNG[auftrag.art], auftrag.gegenstand, auftrag.jahr)
    kontext = {"auftrag": auftrag, "ausgabe": auftrag.sicht == druck.AUSGABE, "adressen": wo}
    if auftrag.gescheitert:
        kontext["grund"] = auftrag.grund or basis.VERLOREN
    antwort = render(request, "berichte/druck.html", kontext)
    antwort["Cache-Control"] = "private, no-store"
    return antwort


class Auftragsansicht(View):
    """An order of the own role; any other does not exist."""

    http_method_names = ["get", "head"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.auftrag = get_object_or_404(Druckauftrag, pk=kwargs["pk"])
        if not druck.gehoert(self.auftrag, request.mitgliedschaft):
            raise Http404


class AuftragAnsehen(Auftragsansicht):
    """Where a report stands; its address can be left and come back to."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return stand(request, self.auftrag)


class AuftragPdf(Auftragsansicht):
    """The file of a draft, as soon as there is one."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return druckstueck(request, self.auftrag)


class AuftragErneut(Auftragsansicht):
    """One more try of what failed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.mitgliedschaft is None:
            raise PermissionDenied
        druck.erneut(auftrag=self.auftrag, wer=request.mitgliedschaft)
        return redirect("druckauftrag", pk=self.auftrag.pk)


def druckstueck(request: HttpRequest, auftrag: Druckauftrag) -> HttpResponse:
    """The file of a finished draft, or else the page that says how far it is."""
    if not auftrag.fertig or not auftrag.datei:
        return stand(request, auftrag)
    return pdf_antwort(basis.datei(auftrag), pdf.dateiname(auftrag.titel))
