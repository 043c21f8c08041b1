"""Sessions: the list, the page of one, planning, changing, calling off, recording later."""

from datetime import time
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Verweigert
from verbund import fristen, jahresplanung, sitzungen, sitzungsseite
from verbund.ansichten import ImVerbund, MitRecht, MitWer
from verbund.filters.sitzung import SitzungFilter
from verbund.forms.sitzung import AbsageFormular, FristenFormular, NachtragFormular, SitzungFormular
from verbund.models import Arbeitskreis, Sitzung
from verbund.querysets import IM_VERBUND
from verbund.tables.sitzung import TON, SitzungTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, EigenesObjekt
from zentren.models import Rolle, Verbund
from zentren.rules import darf

KOORDINIEREN = "verbund.koordinieren"
NICHTS = {Rolle.VERWALTUNG: "Die Verwaltung nimmt an den Sitzungen nicht teil."}
LISTE = {"zurueck": reverse_lazy("sitzungen"), "zurueck_text": "Sitzungen"}
UEBLICH = {"beginn": time(10), "ende": time(12)}


class SitzungListe(ImVerbund, Liste):
    model = Sitzung
    table_class = SitzungTabelle
    filterset_class = SitzungFilter
    template_name = "verbund/sitzung_list.html"
    titel = "Sitzungen des Verbundes"
    dateiname = "sitzungen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Sitzung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("gastgeber", "arbeitskreis", "thema")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leer = NICHTS.get(Rolle(self.request.mitgliedschaft.rolle), "Noch keine Sitzung.")
        return super().get_context_data(**kwargs) | {"leer": leer}


class SitzungAnsehen(Ansehen):
    model = Sitzung
    template_name = "verbund/sitzung_detail.html"

    def get_queryset(self) -> QuerySet:
        mit = ("verbund__bezirk", "gastgeber", "arbeitskreis", "thema")
        return super().get_queryset().select_related(*mit).defer("verbund__bezirk__geometrie")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "ton": TON[Sitzung.Status(self.object.status)],
            "koordiniert": darf(KOORDINIEREN, m, self.object),
            "im_verbund": m.hat(*IM_VERBUND),
            "vorschlagsfrage": f"?bezirk={self.object.verbund.bezirk.schluessel}&sitzung={self.object.pk}",
            **sitzungsseite.zusammenstellen(self.object, m),
        }


class MitTageshinweis:
    """After saving a day that is a weekend or lies in holidays, the page says so; it is no error."""

    request: HttpRequest
    object: Sitzung

    def form_valid(self, form: Any) -> HttpResponse:
        antwort = super().form_valid(form)
        if form.errors or "datum" not in form.changed_data or self.object.datum < timezone.localdate():
            return antwort
        if gruende := jahresplanung.hindernisse(self.object.datum):
            messages.warning(self.request, f"Bitte prüfen Sie den Tag: {', '.join(gruende)}.")
        return antwort


class SitzungNeu(MitTageshinweis, MitWer, MitRecht, Anlegen):
    """A session of the Verbund, or with `?arbeitskreis=` of one of its Arbeitskreise."""

    model = Sitzung
    form_class = SitzungFormular
    recht = KOORDINIEREN
    template_name = "formular.html"
    extra_context = LISTE | {"titel": "Neue Sitzung"}
    gespeichert = "Die Sitzung ist angelegt. Ihre Fristen stehen auf Ihrer Startseite."

    def bezug(self) -> Verbund | None:
        return self.verbund

    @cached_property
    def arbeitskreis(self) -> Arbeitskreis | None:
        schluessel = self.request.GET.get("arbeitskreis", "")
        kreise = Arbeitskreis.objects.filter(verbund=self.verbund)
        return get_object_or_404(kreise, pk=schluessel) if schluessel.isdecimal() else None

    def vorbelegen(self) -> dict[str, Any]:
        titel = {"titel": f"Arbeitskreis {self.arbeitskreis}"[:200]} if self.arbeitskreis else {}
        return {"verbund": self.verbund, "arbeitskreis": self.arbeitskreis} | titel

    def get_initial(self) -> dict[str, Any]:
        """The hour of the last session, and whose turn it is to be host."""
        letzte = Sitzung.objects.filter(verbund=self.verbund, arbeitskreis=self.arbeitskreis).first()
        zeiten = {"beginn": letzte.beginn, "ende": letzte.ende} if letzte else UEBLICH
        reihe = jahresplanung.gastgeber_der_reihe(self.verbund) if self.verbund else iter(())
        return super().get_initial() | zeiten | {"gastgeber": next(reihe, None)}

    def get_success_url(self) -> str:
        return reverse("sitzung", args=[self.object.pk])


class SitzungNachtragen(SitzungNeu):
    form_class = NachtragFormular
    extra_context = LISTE | {
        "titel": "Sitzung nachtragen",
        "einleitung": "Für Sitzungen, die schon stattgefunden haben. Texte können Sie danach ergänzen.",
    }
    gespeichert = "Die Sitzung ist nachgetragen. Das Protokoll ist im Entwurf."

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"gastgeber": None}


class EinerSitzung(EigenesObjekt):
    """A page about one session, for who co-ordinates it."""

    model = Sitzung
    recht = KOORDINIEREN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund", "arbeitskreis")

    def get_success_url(self) -> str:
        return reverse("sitzung", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class SitzungBearbeiten(MitTageshinweis, MitWer, EinerSitzung, Bearbeiten):
    form_class = SitzungFormular
    template_name = "formular.html"
    extra_context = {"titel": "Sitzung ändern"}


class SitzungsFormular(EinerSitzung, FormView):
    """A form about a session that is no form of its fields; `ausfuehren` calls the domain function."""

    template_name = "formular.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.ausfuehren(form)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def ausfuehren(self, form: Any) -> None:
        raise NotImplementedError


class SitzungAbsagen(SitzungsFormular):
    form_class = AbsageFormular
    extra_context = {
        "titel": "Sitzung absagen",
        "einleitung": "Die Sitzung bleibt mit ihrem Grund stehen. Offene Punkte werden wieder Vorschläge.",
        "knopf": "Absagen",
    }

    def ausfuehren(self, form: Any) -> None:
        sitzungen.absagen(
            sitzung=self.object, grund=form.cleaned_data["grund"], wer=self.request.mitgliedschaft
        )


class SitzungFristen(SitzungsFormular):
    form_class = FristenFormular
    extra_context = {
        "titel": "Fristen rund um die Sitzung",
        "einleitung": "Ein Angebot: An das, was hier angehakt ist, erinnert Ihre Startseite.",
    }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"sitzung": self.object}

    def ausfuehren(self, form: Any) -> None:
        wer = self.request.mitgliedschaft
        fristen.festlegen(sitzung=self.object, festlegungen=form.festlegungen(), wer=wer)
