"""Behind the link of a registration: change the number of people, or withdraw."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.generic import FormView, View

from stzverbund.basis.links import UeberLink, Zugang
from stzverbund.basis.pflege import Verweigert
from verbund import anmeldungen
from verbund.forms.vorhaben import AnmeldungAendern
from verbund.models import Anmeldung


class MitAnmeldung(View):
    zugang: Zugang

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zugang = kwargs["zugang"]
        if not isinstance(self.zugang.gegenstand, Anmeldung):
            raise Http404
        self.anmeldung = self.zugang.gegenstand
        self.wer = UeberLink(anmeldungen.ANMELDUNG)
        return super().dispatch(request, *args, **kwargs)


class LinkAnmeldung(MitAnmeldung, FormView):
    form_class = AnmeldungAendern
    template_name = "verbund/link_anmeldung.html"

    def get_initial(self) -> dict[str, Any]:
        return {"anzahl": self.anmeldung.anzahl, "bedarf": self.anmeldung.bedarf}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "anmeldung": self.anmeldung,
            "vorhaben": self.anmeldung.vorhaben,
            "adresse": self.zugang.adresse,
            "adresse_ganz": self.request.build_absolute_uri(self.zugang.adresse),
        }

    def form_valid(self, form: AnmeldungAendern) -> HttpResponse:
        angaben = {name: form.cleaned_data[name] for name in ("anzahl", "bedarf")}
        try:
            anmeldungen.aendern(anmeldung=self.anmeldung, wer=self.wer, **angaben)
        except Verweigert as nein:
            form.add_error("anzahl", str(nein))
            return self.form_invalid(form)
        messages.success(self.request, "Die Anmeldung ist geändert.")
        return HttpResponseRedirect(self.zugang.adresse)

    def form_invalid(self, form: AnmeldungAendern) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class LinkAbmelden(MitAnmeldung):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            anmeldungen.abmelden(anmeldung=self.anmeldung, wer=self.wer)
            messages.success(request, "Sie sind abgemeldet. Danke, dass Sie Bescheid gesagt haben.")
        except Verweigert as nein:
            messages.error(request, str(nein))
        return HttpResponseRedirect(self.zugang.adresse)
