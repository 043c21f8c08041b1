"""The papers of the standards: the Standardbericht of a centre with its editions."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from standards.bericht import ausgabe, pdf
from standards.bericht.zentrum import bericht
from standards.models import Selbstbewertung
from stzverbund.basis import ausgabe as basis
from stzverbund.basis.pdf import pdf_antwort

log = logging.getLogger(__name__)
Art, Status = Selbstbewertung.Art, Selbstbewertung.Status


class EineBewertung(View):
    """The Selbstbewertung of the address, from what this role reads; with a reason for whom it is not."""

    http_method_names = ["get", "head"]
    art = Art.EIGEN

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        sichtbare = Selbstbewertung.objects.sichtbar_fuer(request.mitgliedschaft)
        self.bewertung = get_object_or_404(
            ausgabe.mit_allem().filter(pk__in=sichtbare.values("pk")),
            zentrum__slug=kwargs["zentrum"],
            runde__jahr=kwargs["jahr"],
            art=self.art,
        )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except basis.Beschaedigt as fehler:
            log.error("%s", fehler)
            return render(request, "standards/beschaedigt.html", status=500)


class StandardberichtPdf(EineBewertung):
    """The stored file of what is accepted; before, a draft of what this role reads (seconds)."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.bewertung.status == Status.ANGENOMMEN:
            return _gespeichert(ausgabe.festschreiben(bewertung=self.bewertung, wer=None))
        if self.bewertung.status == Status.ENTFALLEN:
            raise Http404
        inhalt = bericht(self.bewertung, request.mitgliedschaft)
        return pdf_antwort(pdf.standardbericht(inhalt), f"{inhalt.titel}, Entwurf")


class AussenberichtPdf(StandardberichtPdf):
    art = Art.AUSSEN


class StandardausgabePdf(EineBewertung):
    """An edition by its number, also where a newer one has followed."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return _gespeichert(get_object_or_404(ausgabe.ausgaben(self.bewertung), nummer=kwargs["nummer"]))


def _gespeichert(eine: Any) -> HttpResponse:
    return pdf_antwort(basis.gespeichertes_pdf(eine), pdf.dateiname(eine.titel, eine.nummer))
