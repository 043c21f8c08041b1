"""The opening hours of a Standort: one page for the whole week."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.generic import View

from stzverbund.basis.pflege import Ueberholt
from zentren import oeffnungszeiten
from zentren.ansichten import EigenesObjekt
from zentren.forms import Wochenformular
from zentren.models import Standort
from zentren.views.im_zentrum import ImZentrum


class Oeffnungszeiten(ImZentrum, EigenesObjekt, View):
    model = Standort
    abschnitt = "standorte"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        return self._seite(Wochenformular(standort=self.object))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        formular = Wochenformular(request.POST, standort=self.object)
        if formular.andere_gewaehlt:
            messages.success(request, "Es bleibt bei den gespeicherten Öffnungszeiten.")
            return HttpResponseRedirect(self.get_success_url())
        if not formular.is_valid():
            return self._seite(formular, 422)
        try:
            oeffnungszeiten.setzen(
                standort=self.object,
                version=formular.gelesene_version,
                spannen=formular.spannen,
                wer=request.mitgliedschaft,
            )
        except Ueberholt as ausnahme:
            formular.ueberholt(ausnahme.aktuell)
            return self._seite(formular, 422)
        messages.success(request, "Die Öffnungszeiten sind gespeichert.")
        return HttpResponseRedirect(self.get_success_url())

    def _seite(self, formular: Wochenformular, status: int = 200) -> HttpResponse:
        kontext = {
            "formular": formular,
            "standort": self.object,
            "zentrum": self.zentrum,
            "zurueck": self.get_success_url(),
        }
        return render(self.request, "zentren/oeffnungszeiten.html", kontext, status=status)
