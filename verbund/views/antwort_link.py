"""Behind the link of an invitation: the session, and the answer of one person. GET shows, POST commits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView

from stzverbund.basis.links import UeberLink, Zugang
from stzverbund.basis.pflege import Verweigert
from verbund.einladung.antworten import ANTWORTEN, antworten, liest_intern, offen
from verbund.einladung.vorlage import DAZU, blatt_von
from verbund.forms.einladung import AntwortFormular
from verbund.models import Antwort, Einladung, Sitzung

DANK = {
    Antwort.ZUGESAGT: "Sie haben zugesagt.",
    Antwort.ABGESAGT: "Sie haben abgesagt.",
    Antwort.VERTRETUNG: "Sie haben gesagt: Eine Vertretung kommt.",
}


class LinkAntwort(FormView):
    form_class = AntwortFormular
    template_name = "verbund/link_antwort.html"
    zugang: Zugang

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zugang = kwargs["zugang"]
        self.sitzung = Sitzung.objects.select_related(*DAZU).get(pk=self.einladung.sitzung_id)
        return super().dispatch(request, *args, **kwargs)

    @property
    def einladung(self) -> Einladung:
        return self.zugang.gegenstand

    def get_initial(self) -> dict[str, Any]:
        return {"antwort": self.einladung.antwort}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "sitzung": self.sitzung,
            "einladung": self.einladung,
            "blatt": blatt_von(self.sitzung, intern=liest_intern(self.einladung)),
            "offen": offen(self.sitzung),
            "dank": DANK.get(Antwort(self.einladung.antwort), ""),
        }

    def form_valid(self, form: AntwortFormular) -> HttpResponse:
        try:
            antworten(
                einladung=self.einladung, antwort=form.cleaned_data["antwort"], wer=UeberLink(ANTWORTEN)
            )
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        return redirect(self.zugang.adresse)

    def form_invalid(self, form: AntwortFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
