"""Behind the link of a Beauftragte: one check to read, and a Stellungnahme to write."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from angebote.barrieren import BEZUEGE, gegenstand
from stzverbund.basis.links import UeberLink, Zugang
from stzverbund.basis.pflege import Verweigert
from zentren.stadtteilmanagement import barrieren
from zentren.stadtteilmanagement.forms.barrieren import Stellungnahme
from zentren.stadtteilmanagement.models import Barrierepruefung

WER = UeberLink(barrieren.BEAUFTRAGTE)


class LinkBarriere(View):
    http_method_names = ["get", "head", "post"]
    zugang: Zugang

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zugang = kwargs["zugang"]
        self.pruefung = Barrierepruefung.objects.select_related(*BEZUEGE).get(pk=self.zugang.gegenstand.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._zeigen(Stellungnahme(initial={"text": self.pruefung.stellungnahme}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = Stellungnahme(request.POST)
        if not form.is_valid():
            return self._zeigen(form, 422)
        try:
            barrieren.stellung_nehmen(pruefung=self.pruefung, text=form.cleaned_data["text"], wer=WER)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self._zeigen(form, 422)
        messages.success(request, "Ihre Stellungnahme ist gespeichert. Vielen Dank.")
        return redirect(self.zugang.adresse)

    def _zeigen(self, form: Stellungnahme, status: int = 200) -> HttpResponse:
        kontext = {
            "pruefung": self.pruefung,
            "gegenstand": gegenstand(self.pruefung),
            "befunde": list(self.pruefung.befunde.all()),
            "beteiligte": [Barrierepruefung.Beteiligt(wer).label for wer in self.pruefung.beteiligte],
            "link": self.zugang.link,
            "form": form,
        }
        return render(self.request, "angebote/link_barriere.html", kontext, status=status)
