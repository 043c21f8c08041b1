"""Behind the link of a guest: only the own item; he confirms, and sends slides or takes them back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from stzverbund.basis.links import UeberLink, Zugang
from stzverbund.basis.pflege import Verweigert
from verbund import gaeste
from verbund.einladung.vorlage import DAZU, ort_von
from verbund.forms.gast import FolienFormular, GastAntwort
from verbund.models import Dokument, Gast, Sitzung

WER = UeberLink(gaeste.GAST)


class MitGast(View):
    template_name = "verbund/link_gast.html"
    zugang: Zugang

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zugang = kwargs["zugang"]
        return super().dispatch(request, *args, **kwargs)

    @property
    def gast(self) -> Gast:
        return self.zugang.gegenstand

    def zeigen(self, status: int = 200, **formulare: Any) -> HttpResponse:
        gast = self.gast
        sitzung = Sitzung.objects.select_related(*DAZU).get(pk=gast.sitzung_id)
        kontext = {
            "gast": gast,
            "sitzung": sitzung,
            "ort": ort_von(sitzung),
            "folien": list(gast.dokumente.all()),
            "basis": self.zugang.adresse,
            "form": self._antwort(),
            "folienform": FolienFormular(),
        }
        return render(self.request, self.template_name, kontext | formulare, status=status)

    def _antwort(self) -> GastAntwort:
        kommt = {Gast.Stand.ZUGESAGT: "ja", Gast.Stand.ABGESAGT: "nein"}
        return GastAntwort(
            initial={
                "kommt": kommt.get(Gast.Stand(self.gast.stand), ""),
                "vortrag": self.gast.vortrag,
                "technik": self.gast.technik,
            }
        )


class LinkGast(MitGast):
    """The item, and whether the guest comes."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = GastAntwort(request.POST)
        if not form.is_valid():
            return self.zeigen(422, form=form)
        try:
            gaeste.antworten(gast=self.gast, wer=WER, **form.cleaned_data)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.zeigen(422, form=form)
        messages.success(request, "Ihre Antwort ist gespeichert. Vielen Dank.")
        return redirect(self.zugang.adresse)


class LinkFolien(MitGast):
    """Slides, with the consent to pass them on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FolienFormular(request.POST, request.FILES)
        if not form.is_valid():
            return self.zeigen(422, folienform=form)
        try:
            gaeste.folien_senden(gast=self.gast, geprueft=form.cleaned_data["datei"], wer=WER)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.zeigen(422, folienform=form)
        messages.success(request, "Die Datei ist angekommen. Vielen Dank.")
        return redirect(self.zugang.adresse)


class LinkFolienZurueck(MitGast):
    """Takes a file back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        dokument = get_object_or_404(Dokument, gast=self.gast, pk=kwargs["dokument"])
        try:
            gaeste.folien_zuruecknehmen(gast=self.gast, dokument=dokument, wer=WER)
        except Verweigert as nein:
            messages.error(request, str(nein))
        else:
            messages.success(request, "Die Datei ist gelöscht.")
        return redirect(self.zugang.adresse)
