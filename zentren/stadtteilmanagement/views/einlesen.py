"""Reading a table into a register: the file, what will become of it, and taking it over."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import FormView, View

from stzverbund.basis.export import TYPEN
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.tabellen.hochladen import HochladenFormular
from stzverbund.basis.tabellen.text import Tabellenfehler
from zentren.rules import darf
from zentren.stadtteilmanagement.einlesen import ablauf, vorlage
from zentren.stadtteilmanagement.einlesen.register import NACH_SCHLUESSEL, Register
from zentren.stadtteilmanagement.einlesen.zeilen import spalten

FUEHREN = "stadtteilmanagement.fuehren"


class MitRegister(View):
    """A register of the own centre, for its team."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["register"] not in NACH_SCHLUESSEL:
            raise Http404
        m = request.mitgliedschaft
        if not (m and m.zentrum and darf(FUEHREN, m, m.zentrum)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def register(self) -> Register:
        return NACH_SCHLUESSEL[self.kwargs["register"]]

    def rahmen(self) -> dict[str, Any]:
        return {"register": self.register, "liste_adresse": reverse(self.register.liste)}


class ListeHochladen(HochladenFormular):
    zeilen = ablauf.HOECHSTENS


class Hochladen(MitRegister, FormView):
    """The form; its answer to a file that can be read is the preview."""

    form_class = ListeHochladen
    template_name = "stadtteilmanagement/einlesen.html"

    def form_valid(self, form: HochladenFormular) -> HttpResponse:
        wer, register = self.request.mitgliedschaft, self.register
        try:
            gelesen = ablauf.lesen(register=register, daten=form.cleaned_data["datei"].read(), wer=wer)
            gepackt = ablauf.packen(register=register, gelesen=gelesen, wer=wer)
        except Tabellenfehler as fehler:
            form.add_error("datei", str(fehler))
            return self.form_invalid(form)
        vorschau = ablauf.vorschau(register=register, gelesen=gelesen, wer=wer)
        kontext = self.rahmen() | {"vorschau": vorschau, "gepackt": gepackt}
        return render(self.request, "stadtteilmanagement/einlesen_vorschau.html", kontext)

    def form_invalid(self, form: HochladenFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leer = self.register.formular(self.request.mitgliedschaft, None)
        felder = spalten(leer, self.register.ohne)
        return super().get_context_data(**kwargs) | self.rahmen() | {"spalten": felder}


class Uebernehmen(MitRegister):
    """All rows of the preview, or none."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wer, register = request.mitgliedschaft, self.register
        try:
            gelesen = ablauf.auspacken(register=register, gepackt=request.POST.get("liste", ""), wer=wer)
            anzahl = ablauf.uebernehmen(register=register, gelesen=gelesen, wer=wer)
        except (Tabellenfehler, Verweigert) as nein:
            messages.error(request, str(nein))
            return redirect("register_einlesen", register.schluessel)
        messages.success(request, f"{anzahl} {'Eintrag ist' if anzahl == 1 else 'Einträge sind'} übernommen.")
        return redirect(register.liste)


class Vorlage(MitRegister):
    """The file to fill in."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mappe = vorlage.arbeitsmappe(self.register, request.mitgliedschaft)
        antwort = HttpResponse(mappe, content_type=TYPEN["xlsx"])
        name = f"vorlage-{self.register.schluessel}.xlsx"
        antwort["Content-Disposition"] = f'attachment; filename="{name}"'
        antwort["X-Content-Type-Options"] = "nosniff"
        return antwort
