"""/standards/fassungen/: the editions; the Verwaltung prepares and publishes a later one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, ListView

from standards import fassungspflege
from standards.fassungen import Ketten, geltende, mit_wortlaut
from standards.forms.fassungen import KopfFormular, NeueFassungFormular, WortlautFormular
from standards.models import Fassung, Standard
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import verlauf_der_zustaende
from zentren.ansichten import Ansehen, Befehl, EigenesObjekt, Loeschen
from zentren.rules import darf

PFLEGEN = fassungspflege.RECHT


class FassungenListe(ListView):
    template_name = "standards/fassungen.html"
    context_object_name = "fassungen"

    def get_queryset(self) -> QuerySet[Fassung]:
        return Fassung.objects.sichtbar_fuer(self.request.mitgliedschaft)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "geltende": geltende(),
            "darf_pflegen": darf(PFLEGEN, self.request.mitgliedschaft),
        }


class FassungAnsehen(Ansehen):
    """The wording of an edition, with what has changed since the one before."""

    model = Fassung
    template_name = "standards/fassung_detail.html"
    context_object_name = "fassung"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("ersetzt")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fassung: Fassung = self.object
        pflegen = darf(PFLEGEN, self.request.mitgliedschaft)
        entwurf = pflegen and fassung.veroeffentlicht_am is None
        return super().get_context_data(**kwargs) | {
            "standards": mit_aenderungen(fassung),
            "zustimmungen": list(fassung.zustimmungen.all()),
            "entwurf": entwurf,
            "fehlt": fassungspflege.fehlt(fassung) if entwurf else [],
            "verlauf": verlauf_der_zustaende(fassung) if pflegen else [],
        }


def mit_aenderungen(fassung: Fassung) -> list[tuple[Standard, list[tuple[Any, str]]]]:
    """Standards with (Kriterium, what it said before); "" where its wording is the same, or it is new."""
    ketten = Ketten()
    return [
        (standard, [(k, _frueher(ketten, k)) for k in standard.kriterien.all()])
        for standard in mit_wortlaut(fassung)
    ]


def _frueher(ketten: Ketten, kriterium: Any) -> str:
    davor = kriterium.ersetzt_id
    if davor is None or not ketten.wortlaut_geaendert(kriterium.pk, davor):
        return ""
    return ketten.worte[davor].satz


class FassungVorbereiten(FormView):
    form_class = NeueFassungFormular
    template_name = "formular.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf(PFLEGEN, request.mitgliedschaft):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: NeueFassungFormular) -> HttpResponse:
        try:
            neue = fassungspflege.vorbereiten(**form.cleaned_data, wer=self.request.mitgliedschaft)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        return redirect("fassung", neue.pk)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Neue Fassung vorbereiten",
            "einleitung": "Der Wortlaut der geltenden Fassung wird übernommen. Sie ändern ihn, halten die "
            "Zustimmungen und den Beschluss fest und veröffentlichen dann.",
            "zurueck": reverse("fassungen"),
            "zurueck_text": "Fassungen",
        }


class FassungFormular(EigenesObjekt, FormView):
    """A form on an edition; what is refused stays in the form, with what was typed."""

    model = Fassung
    recht = PFLEGEN
    template_name = "formular.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            form.speichern(self.request.mitgliedschaft)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        messages.success(self.request, "Die Angaben sind gespeichert.")
        return redirect("fassung", self.object.pk)

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.is_bound:  # what somebody else has stored meanwhile has now been seen
            form.data = form.data.copy()
            form.data["gelesen"] = form.initial["gelesen"]
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel(),
            "zurueck": reverse("fassung", args=[self.object.pk]),
            "zurueck_text": f"Fassung {self.object}",
        }

    def titel(self) -> str:
        return f"Fassung {self.object} bearbeiten"


class FassungKopf(FassungFormular):
    form_class = KopfFormular

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"fassung": self.object}


class FassungWortlaut(FassungFormular):
    form_class = WortlautFormular

    def get_object(self, queryset: QuerySet | None = None) -> Fassung:
        fassung = super().get_object(queryset)
        self.standard = get_object_or_404(fassung.standards, nummer=self.kwargs["nummer"])
        return fassung

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"standard": self.standard}

    def titel(self) -> str:
        return str(self.standard)


class FassungVeroeffentlichen(Befehl):
    model = Fassung
    recht = PFLEGEN

    def ausfuehren(self) -> str:
        fassungspflege.veroeffentlichen(fassung=self.object, wer=self.request.mitgliedschaft)
        return f"Die Fassung {self.object} gilt jetzt. Sie bleibt, wie sie ist."

    def ziel(self) -> str:
        return reverse("fassung", args=[self.object.pk])


class FassungVerwerfen(Loeschen):
    model = Fassung
    recht = PFLEGEN

    def folgen(self) -> list[str]:
        if self.object.veroeffentlicht_am:
            raise Verweigert("Diese Fassung ist veröffentlicht. Sie bleibt, wie sie ist.")
        return ["Alles, was an dieser Fassung geändert wurde, geht verloren."]

    def ausfuehren(self) -> None:
        fassungspflege.verwerfen(fassung=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("fassungen")
