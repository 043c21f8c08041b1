"""The year plan: one page for a year, its places, its themes, its PDF."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from stzverbund.basis.pdf import pdf_antwort
from stzverbund.basis.pflege import Verweigert
from verbund import jahresblatt, jahresplanung
from verbund.ansichten import ImVerbund, MitRecht, MitWer
from verbund.forms.planung import JahresplanFormular, PlatzFormular, VorschlagsreiheFormular
from verbund.models import Jahresplan, Planplatz
from zentren.ansichten import Anlegen, Bearbeiten, Loeschen
from zentren.models import Verbund

KOORDINIEREN = "verbund.koordinieren"


class ImJahr(ImVerbund):
    """A page of one year of a Verbund."""

    @property
    def jahr(self) -> int:
        jahr = int(self.kwargs["jahr"])
        if not 2000 <= jahr <= 2100:
            raise Http404
        return jahr

    @property
    def seite(self) -> str:
        return reverse("jahresplan", args=[self.jahr]) + self.frage


class JahresplanSeite(ImJahr, TemplateView):
    """For every role; who has nothing to do with a Verbund reads why."""

    template_name = "verbund/jahresplan_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs) | {
            "jahr": self.jahr,
            "heute": timezone.localdate(),
            "vorher": self.jahr - 1,
            "nachher": self.jahr + 1,
        }
        if self.verbund is None:
            return kontext
        blatt = jahresblatt.lesen(self.verbund, self.jahr, self.request.mitgliedschaft)
        return kontext | {"blatt": blatt, "reihe": VorschlagsreiheFormular() if blatt.luecken else None}


class JahresplanPdf(ImJahr, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.verbund is None:
            raise Http404
        blatt = jahresblatt.lesen(self.verbund, self.jahr, self.request.mitgliedschaft)
        return pdf_antwort(jahresblatt.als_pdf(blatt), f"Jahresplan {self.jahr} {self.verbund.bezirk}")


class JahresplanBearbeiten(MitWer, ImJahr, MitRecht, Bearbeiten):
    model = Jahresplan
    form_class = JahresplanFormular
    template_name = "formular.html"
    recht = KOORDINIEREN

    def get_object(self, queryset: Any = None) -> Jahresplan:
        return jahresplanung.plan_von(self.verbund, self.jahr)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        titel = f"Schwerpunkte {self.jahr}"
        zurueck = {"zurueck": self.seite, "zurueck_text": f"Jahresplan {self.jahr}"}
        return super().get_context_data(**kwargs) | {"titel": titel} | zurueck

    def get_success_url(self) -> str:
        return self.seite


class JahresplanReihe(ImJahr, MitRecht, FormView):
    """Proposes a place for each month that has none."""

    form_class = VorschlagsreiheFormular
    template_name = "formular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Plätze vorschlagen",
            "einleitung": "Für jeden Monat ohne Sitzung ein Platz. Feiertage und Ferien werden umgangen.",
            "zurueck": self.seite,
            "zurueck_text": f"Jahresplan {self.jahr}",
        }

    def form_valid(self, form: Any) -> HttpResponse:
        neue = jahresplanung.plaetze_vorschlagen(
            verbund=self.verbund, jahr=self.jahr, wer=self.request.mitgliedschaft, **form.cleaned_data
        )
        messages.success(self.request, f"Vorgeschlagene Plätze: {len(neue)}.")
        return redirect(self.seite)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class JahresplanSitzungen(ImJahr, MitRecht, View):
    """ "Sitzungen anlegen" for all places that lie ahead."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plan = jahresplanung.plan_von(self.verbund, self.jahr)
        try:
            neue = jahresplanung.sitzungen_anlegen(plan=plan, wer=request.mitgliedschaft)
        except Verweigert as nein:
            messages.error(request, str(nein))
        else:
            messages.success(request, f"Angelegte Sitzungen: {len(neue)}.")
        return redirect(self.seite)


class PlatzSeite(MitWer):
    model = Planplatz
    form_class = PlatzFormular
    recht = KOORDINIEREN
    template_name = "verbund/platz_form.html"

    def get_success_url(self) -> str:
        return reverse("jahresplan", args=[self.object.datum.year]) + self.auswahl()

    def auswahl(self) -> str:
        return f"?bezirk={self.object.verbund.bezirk.schluessel}" if self.request.GET.get("bezirk") else ""


class PlatzNeu(PlatzSeite, ImJahr, MitRecht, Anlegen):
    def bezug(self) -> Verbund | None:
        return self.verbund

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"verbund": self.verbund}

    def get_initial(self) -> dict[str, Any]:
        """Whose turn it is; with `?monat=` the first free day of that month."""
        reihe = jahresplanung.gastgeber_der_reihe(self.verbund)
        monat = self.request.GET.get("monat", "")
        tag: date | None = None
        if monat.isdecimal() and 1 <= int(monat) <= 12:
            tag = jahresplanung.freier_tag(self.jahr, int(monat), 1, 2)
        zeiten = {"beginn": "10:00", "ende": "12:00"}
        return super().get_initial() | zeiten | {"datum": tag, "gastgeber": next(reihe, None)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Neuer Platz",
            "zurueck": self.seite,
            "zurueck_text": f"Jahresplan {self.jahr}",
        }


class PlatzBearbeiten(PlatzSeite, Bearbeiten):
    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("jahresplan__verbund__bezirk", "sitzung")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"verbund": self.object.verbund}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.object.jahresplan
        return super().get_context_data(**kwargs) | {
            "titel": f"Platz am {self.object}",
            "hindernisse": jahresplanung.hindernisse(self.object.datum),
            "zurueck": reverse("jahresplan", args=[plan.jahr]) + self.auswahl(),
            "zurueck_text": str(plan),
        }


class PlatzStreichen(Loeschen):
    model = Planplatz
    recht = KOORDINIEREN

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("jahresplan__verbund")

    def folgen(self) -> list[str]:
        super().folgen()
        return ["Die Sitzung, die daraus wurde, bleibt."] if self.object.sitzung_id else []

    def ausfuehren(self) -> None:
        jahresplanung.platz_streichen(platz=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("jahresplan", args=[self.object.jahresplan.jahr])
