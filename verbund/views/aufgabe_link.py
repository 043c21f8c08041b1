"""Behind the link of a task: what is to be done, and the word that it is done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from stzverbund.basis.links import UeberLink, Zugang
from stzverbund.basis.pflege import Verweigert
from verbund import aufgaben
from verbund.erinnerung import AUFGABE
from verbund.forms.aufgabe import UeberLinkErledigt
from verbund.models import Aufgabe


class LinkAufgabe(View):
    """GET shows, POST says "erledigt"."""

    http_method_names = ["get", "head", "post"]
    zugang: Zugang

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zugang = kwargs["zugang"]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen(UeberLinkErledigt())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UeberLinkErledigt(request.POST)
        if not form.is_valid():
            return self.zeigen(form, status=422)
        ergebnis = form.cleaned_data["ergebnis"]
        try:
            aufgaben.erledigen(aufgabe=self.zugang.gegenstand, ergebnis=ergebnis, wer=UeberLink(AUFGABE))
        except Verweigert as nein:
            messages.info(request, str(nein))
        else:
            messages.success(request, "Vielen Dank. Die Aufgabe ist als erledigt vermerkt.")
        return redirect(self.zugang.adresse)

    def zeigen(self, form: UeberLinkErledigt, status: int = 200) -> HttpResponse:
        alle = Aufgabe.objects.select_related("verbund", "punkt__sitzung")
        kontext = {
            "aufgabe": alle.get(pk=self.zugang.gegenstand.pk),
            "form": form,
            "basis": self.zugang.adresse,
        }
        return render(self.request, "verbund/link_aufgabe.html", kontext, status=status)
