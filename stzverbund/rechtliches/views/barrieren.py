""" "Barriere melden", by anybody; worked through by the Verwaltung, each within a month."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView, UpdateView

from stzverbund.basis.bremse import erlaubt_im_andrang
from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import verlauf_der_zustaende
from stzverbund.rechtliches import rueckmeldungen
from stzverbund.rechtliches.filters import RueckmeldungFilter
from stzverbund.rechtliches.forms import AntwortFormular, BarriereFormular, vorige_seite
from stzverbund.rechtliches.models import Rueckmeldung, in_einem_monat
from stzverbund.rechtliches.tables import RueckmeldungTabelle
from zentren.personen.views.konten import NurVerwaltung

STUNDE = 3600
JE_ABSENDER, INSGESAMT = 5, 100
ZU_VIELE = (
    "Von hier kamen gerade sehr viele Meldungen. Ihr Text ist noch da: Bitte versuchen Sie es später "
    "noch einmal."
)


@method_decorator(login_not_required, name="dispatch")
class BarriereMelden(FormView):
    """Without a riddle: a trap for machines, a signed stamp, a few from each address."""

    form_class = BarriereFormular
    template_name = "rechtliches/barriere_melden.html"
    success_url = reverse_lazy("barriere_gemeldet")

    def get_initial(self) -> dict[str, Any]:
        return {"seite": vorige_seite(self.request.headers.get("Referer", ""), self.request.get_host())}

    def form_valid(self, form: BarriereFormular) -> HttpResponse:
        if form.von_maschine:
            return super().form_valid(form)
        if not erlaubt_im_andrang(
            self.request, "barriere", anzahl=JE_ABSENDER, insgesamt=INSGESAMT, sekunden=STUNDE
        ):
            form.add_error(None, ZU_VIELE)
            return self.form_invalid(form)
        felder = ("text", "seite", "kontakt")
        rueckmeldungen.annehmen(**{name: form.cleaned_data[name] for name in felder})
        return super().form_valid(form)

    def form_invalid(self, form: BarriereFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(login_not_required, name="dispatch")
class BarriereGemeldet(TemplateView):
    """By when an answer comes."""

    template_name = "rechtliches/barriere_gemeldet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"bis": in_einem_monat()}


class RueckmeldungListe(NurVerwaltung, Liste):
    model = Rueckmeldung
    table_class = RueckmeldungTabelle
    filterset_class = RueckmeldungFilter
    titel = "Gemeldete Barrieren"
    einleitung = "Jede Meldung bekommt innerhalb eines Monats eine Antwort."
    leer = "Niemand hat eine Barriere gemeldet."
    dateiname = "rueckmeldungen"


class RueckmeldungBeantworten(NurVerwaltung, UpdateView):
    """What was reported, and its answer; an answered one is only read."""

    model = Rueckmeldung
    form_class = AntwortFormular
    template_name = "rechtliches/rueckmeldung.html"
    context_object_name = "rueckmeldung"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"verlauf": verlauf_der_zustaende(self.object)}

    def form_valid(self, form: AntwortFormular) -> HttpResponse:
        version = form.cleaned_data["version"]
        try:
            rueckmeldungen.beantworten(
                rueckmeldung=form.instance, version=version, wer=self.request.mitgliedschaft
            )
        except Ueberholt as ausnahme:
            form.ueberholt(ausnahme)
            return self.form_invalid(form)
        except Verweigert as nein:
            messages.error(self.request, str(nein))
            return redirect("rueckmeldung", pk=self.object.pk)
        messages.success(self.request, "Die Antwort ist gespeichert.")
        return HttpResponseRedirect(reverse("rueckmeldungen"))

    def form_invalid(self, form: AntwortFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
