"""The papers of the standards: the Standardbericht of a centre with its editions."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from standards.bericht import ausgabe, druck, pdf
from standards.bericht.bezirk import bericht as bezirksbericht
from standards.bericht.bogen import bogen
from standards.bericht.brief import brief
from standards.bericht.export import tabelle
from standards.bericht.gespraech import gespraech
from standards.bericht.zentrum import bericht
from standards.models import Fassung, Runde, Selbstbewertung
from stzverbund.basis import ausgabe as basis
from stzverbund.basis import druck as basisdruck
from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import EXPORTE
from stzverbund.basis.models import Druckauftrag
from stzverbund.basis.pdf import pdf_antwort
from zentren.rules import darf

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


class MitRecht(EineBewertung):
    """Who may see the Selbstbewertung but has no part in this paper gets 403."""

    recht = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf(self.recht, request.mitgliedschaft, self.bewertung):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GespraechPdf(MitRecht):
    """The agenda of the yearly talk."""

    recht = "standards.gespraech_lesen"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        inhalt = gespraech(self.bewertung, request.mitgliedschaft)
        return pdf_antwort(pdf.papier("gespraech", inhalt), inhalt.titel)


class BriefPdf(MitRecht):
    """The letter of Rückfrage or acceptance."""

    recht = "standards.brief_lesen"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        inhalt = brief(self.bewertung)
        return pdf_antwort(pdf.papier("bescheid", inhalt), inhalt.titel)


class BogenPdf(View):
    """The blank form of the edition that is valid now, for everybody who is logged in."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        fassung = Fassung.objects.filter(veroeffentlicht_am__isnull=False).first()
        if fassung is None:
            raise Http404
        inhalt = bogen(fassung)
        return pdf_antwort(pdf.papier("standardbogen", inhalt), inhalt.titel)


class BezirksberichtPdf(View):
    """The report of a round: short ones while you wait, long ones from the task worker."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sichtbare = Runde.objects.sichtbar_fuer(request.mitgliedschaft).select_related("bezirk", "fassung")
        self.runde = get_object_or_404(sichtbare.filter(geoeffnet_am__isnull=False), pk=kwargs["pk"])
        if not darf("standards.bezirksbericht_lesen", request.mitgliedschaft, self.runde):
            raise PermissionDenied
        self.inhalt = bezirksbericht(self.runde, request.mitgliedschaft)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not druck.ist_lang(self.inhalt):
            return pdf_antwort(pdf.papier("standardbezirk", self.inhalt), self.inhalt.titel)
        auftrag = self._auftrag()
        if auftrag.fertig and auftrag.datei:
            return pdf_antwort(basisdruck.datei(auftrag), self.inhalt.titel)
        antwort = render(request, "standards/druck.html", {"auftrag": auftrag, "runde": self.runde})
        antwort["Cache-Control"] = "private, no-store"
        return antwort

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """One more try of what failed."""
        druck.noch_einmal(self._auftrag())
        return redirect(request.path)

    def _auftrag(self) -> Druckauftrag:
        wer = self.request.mitgliedschaft
        return druck.bestellen(runde=self.runde, bericht=self.inhalt, wer=wer)


class BewertungExport(View):
    """Everything of a centre's Selbstbewertung (and what was said from outside) as xlsx, ods or csv."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, art: str, **kwargs: Any) -> HttpResponse:
        return _export(request, art, **self.welche(request))

    def welche(self, request: HttpRequest) -> dict[str, Any]:
        return {"zentrum__slug": self.kwargs["zentrum"], "runde__jahr": self.kwargs["jahr"]}


class RundenExport(BewertungExport):
    """The same of all Selbstbewertungen of a round that this role reads; there may be none yet."""

    def welche(self, request: HttpRequest) -> dict[str, Any]:
        sichtbare = Runde.objects.sichtbar_fuer(request.mitgliedschaft)
        return {"runde": get_object_or_404(sichtbare, pk=self.kwargs["pk"])}


def _export(request: HttpRequest, art: str, **welche: Any) -> HttpResponse:
    bewertungen = Selbstbewertung.objects.sichtbar_fuer(request.mitgliedschaft).filter(**welche)
    if art not in EXPORTE or ("runde" not in welche and not bewertungen.exists()):
        raise Http404
    kopf, zeilen = tabelle(bewertungen, request.mitgliedschaft)
    return als_datei(kopf, zeilen, art, "selbstbewertungen")
