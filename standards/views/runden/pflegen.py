"""The Bezirksamt keeps its rounds: create, edit, open, centres in and out, close."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView

from standards import ablauf, runden
from standards.fassungen import geltende
from standards.forms.runden import AufnehmenFormular, GrundFormular, RundeFormular, TermineFormular
from standards.models import Runde, Selbstbewertung
from standards.rundenstand import aufnehmbare
from standards.rundenvorschlag import vorschlagen
from stzverbund.basis.pflege import Verweigert
from zentren.ansichten import Anlegen, Bearbeiten, Befehl, EigenesObjekt, Loeschen

PFLEGEN = "standards.runde_pflegen"
NEUE_FASSUNG = (
    "Seit diese Runde angelegt wurde, ist eine neue Fassung der Standards veröffentlicht. Beim Speichern "
    "gilt für die Runde die neue Fassung."
)


class RundeAnlegen(Anlegen):
    """A planned round, with everything proposed: dates, all Standards, all centres, thresholds."""

    model = Runde
    form_class = RundeFormular
    recht = "standards.runde_anlegen"
    template_name = "formular.html"
    gespeichert = "Die Runde ist angelegt. Sehen Sie sie an und öffnen Sie sie."
    extra_context = {
        "titel": "Neue Runde",
        "einleitung": "Alles ist vorgeschlagen und lässt sich ändern, bis die Runde geöffnet ist.",
        "zurueck": reverse_lazy("runden"),
        "zurueck_text": "Runden",
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.fassung = geltende()
        if self.fassung is None:
            raise Http404("Die Standards sind noch nicht geladen.")
        return super().dispatch(request, *args, **kwargs)

    def vorbelegen(self) -> dict[str, Any]:
        bezirk = self.request.mitgliedschaft.bezirksamt.bezirk
        vorschlag = vorschlagen(bezirk, timezone.localdate())
        return vars(vorschlag) | {"bezirk": bezirk, "fassung": self.fassung}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        for name in ("standards", "zentren"):
            form.initial[name] = list(form.fields[name].queryset)
        return form

    def get_success_url(self) -> str:
        return reverse("runde", args=[self.object.pk])


class RundeBearbeiten(Bearbeiten):
    """A planned round in full; of an open one only the dates."""

    model = Runde
    recht = PFLEGEN
    template_name = "formular.html"

    def get_queryset(self) -> QuerySet:
        return (
            super().get_queryset().filter(abgeschlossen_am__isnull=True).select_related("bezirk", "fassung")
        )

    def get_object(self, queryset: QuerySet | None = None) -> Runde:
        runde = super().get_object(queryset)
        neue = geltende()
        self.neue_fassung = runde.geoeffnet_am is None and neue is not None and neue != runde.fassung
        if self.neue_fassung:
            runde.fassung = neue
        return runde

    def get_form_class(self) -> type[TermineFormular]:
        return TermineFormular if self.object.geoeffnet_am else RundeFormular

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if self.neue_fassung:  # the same numbers, as far as there are such
            nummern = self.object.standards.values("nummer")
            form.initial["standards"] = list(form.fields["standards"].queryset.filter(nummer__in=nummern))
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object} bearbeiten",
            "einleitung": NEUE_FASSUNG if self.neue_fassung else "",
            "zurueck": self.get_success_url(),
            "zurueck_text": self.object,
        }

    def get_success_url(self) -> str:
        return reverse("runde", args=[self.object.pk])


class RundeLoeschen(Loeschen):
    """A planned round that nobody wants; what is open stays."""

    model = Runde
    recht = PFLEGEN

    def folgen(self) -> list[str]:
        if self.object.geoeffnet_am:
            raise Verweigert("Die Runde ist geöffnet. Sie bleibt.")
        return ["Die Runde ist nur geplant. Kein Zentrum hat dazu schon etwas geschrieben."]

    def ausfuehren(self) -> None:
        self.folgen()
        super().ausfuehren()

    def ziel(self) -> str:
        return reverse("runden")


class Rundenbefehl(Befehl):
    model = Runde
    recht = PFLEGEN

    def ziel(self) -> str:
        return reverse("runde", args=[self.object.pk])


class RundeOeffnen(Rundenbefehl):
    def ausfuehren(self) -> str:
        runden.oeffnen(runde=self.object, wer=self.request.mitgliedschaft)
        return "Die Runde ist geöffnet. Die Leitungen haben eine Mail bekommen."


class RundeAbschliessen(Rundenbefehl):
    def ausfuehren(self) -> str:
        runden.abschliessen(runde=self.object, wer=self.request.mitgliedschaft)
        return "Die Runde ist abgeschlossen."


class RundeAufnehmen(Rundenbefehl):
    def ausfuehren(self) -> str:
        form = AufnehmenFormular(self.request.POST, zentren=aufnehmbare(self.object))
        if not form.is_valid():
            raise Verweigert("Bitte wählen Sie ein Zentrum, das noch nicht teilnimmt.")
        zentrum = form.cleaned_data["zentrum"]
        runden.aufnehmen(runde=self.object, zentrum=zentrum, wer=self.request.mitgliedschaft)
        return f"{zentrum} nimmt an der Runde teil."


class RundeHerausnehmen(EigenesObjekt, FormView):
    """Takes a Selbstbewertung out of the round, with a reason."""

    model = Runde
    recht = PFLEGEN
    form_class = GrundFormular
    template_name = "standards/runde_herausnehmen.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        alle = self.object.bewertungen.select_related("zentrum", "runde")
        self.bewertung: Selbstbewertung = get_object_or_404(alle, pk=self.kwargs["bewertung"])
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: GrundFormular) -> HttpResponse:
        try:
            ablauf.entfallen(
                bewertung=self.bewertung, grund=form.cleaned_data["grund"], wer=self.request.mitgliedschaft
            )
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        return redirect("runde", self.object.pk)

    def form_invalid(self, form: GrundFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"bewertung": self.bewertung, "runde": self.object}
