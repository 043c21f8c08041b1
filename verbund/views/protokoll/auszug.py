"""Extracts of approved minutes: for partners, by item, and for everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views.generic import ListView, View

from stzverbund.basis.pdf import pdf_antwort
from verbund.models import Anfrage, Sichtbarkeit, Sitzung
from verbund.protokoll import niederschrift, pdf
from verbund.protokoll.ablauf import GENEHMIGT
from zentren.rules import darf

JE_SEITE = 20


class Auszug(View):
    """What Bezirksamt and Verbände read; `?fuer=oeffentlich`: what everybody does."""

    http_method_names = ["get", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sichtbare = Sitzung.objects.sichtbar_fuer(request.mitgliedschaft)
        alle = niederschrift.mit_allem().filter(pk__in=sichtbare.values("pk"))
        self.sitzung = get_object_or_404(alle, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kontext = {"sitzung": self.sitzung, "blatt": None, "stufe": self.stufe(), "intern": self.intern()}
        if genehmigt(self.sitzung):
            kontext["blatt"] = self.inhalt()
        return render(request, "verbund/auszug.html", kontext)

    def inhalt(self) -> niederschrift.Niederschrift:
        return niederschrift.auszug(self.sitzung, self.stufe())

    def stufe(self) -> str:
        """For whom: a key of STUFEN."""
        oeffentlich = self.request.GET.get("fuer") == Sichtbarkeit.OEFFENTLICH
        return Sichtbarkeit.OEFFENTLICH if oeffentlich else Sichtbarkeit.BEZIRKSAMT

    def intern(self) -> bool:
        return darf("verbund.intern_lesen", self.request.mitgliedschaft)


class AuszugPdf(Auszug):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not genehmigt(self.sitzung):
            raise Http404
        inhalt = self.inhalt()
        return pdf_antwort(pdf.auszug(inhalt), pdf.dateiname(inhalt))


class PunktauszugPdf(AuszugPdf):
    """One item, as this role reads it."""

    def inhalt(self) -> niederschrift.Niederschrift:
        punkt = self.kwargs["punkt"]
        if self.intern():
            blatt = niederschrift.punktauszug(self.sitzung, punkt)
        else:
            blatt = niederschrift.auszug(self.sitzung, self.stufe(), punkt)
        if not blatt.punkte:
            raise Http404
        return blatt


def genehmigt(sitzung: Sitzung) -> bool:
    protokoll = getattr(sitzung, "protokoll", None)
    return protokoll is not None and protokoll.status in GENEHMIGT


@method_decorator(login_not_required, name="dispatch")
class Oeffentliche(ListView):
    """The sessions with something for everybody in their approved minutes, the newest first."""

    template_name = "verbund/oeffentliche_protokolle.html"
    paginate_by = JE_SEITE
    context_object_name = "sitzungen"

    def get_queryset(self) -> Any:
        return niederschrift.oeffentliche()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        beantwortete = Anfrage.objects.filter(
            sichtbarkeit=Sichtbarkeit.OEFFENTLICH, status=Anfrage.Status.BEANTWORTET
        )
        neueste = beantwortete.select_related("verbund").order_by("-beantwortet_am", "-pk")
        return super().get_context_data(**kwargs) | {"anfragen": list(neueste[:JE_SEITE])}


@method_decorator(login_not_required, name="dispatch")
class OeffentlicherAuszug(View):
    """What everybody may read of one session."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        blatt = self._blatt(pk)
        kontext = {"sitzung": self.sitzung, "blatt": blatt}
        return render(request, "verbund/oeffentliches_protokoll.html", kontext)

    def _blatt(self, pk: int) -> niederschrift.Niederschrift:
        self.sitzung = get_object_or_404(niederschrift.oeffentliche(), pk=pk)
        return niederschrift.auszug(self.sitzung, Sichtbarkeit.OEFFENTLICH)


class OeffentlicherAuszugPdf(OeffentlicherAuszug):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        blatt = self._blatt(pk)
        return pdf_antwort(pdf.auszug(blatt), pdf.dateiname(blatt))
