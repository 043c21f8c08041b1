"""The team's work with a Befragung: made, asked, started, ended, concluded."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.http.request import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.generic import FormView

from stzverbund.basis.konflikt import stand
from stzverbund.basis.pflege import Ueberholt, Verweigert
from zentren.ansichten import Anlegen, Bearbeiten, Befehl, EigenesObjekt, Loeschen
from zentren.models import Zentrum
from zentren.stadtteilmanagement.befragungen import antworten, gang, pflege
from zentren.stadtteilmanagement.befragungen.pflege import FUEHREN
from zentren.stadtteilmanagement.forms.befragungen import (
    AuswertungFormular,
    BefragungFormular,
    BefragungKopie,
    BefragungNeuFormular,
    FragenFormular,
    PapierFormular,
)
from zentren.stadtteilmanagement.models import Antwortzahl, Befragung, Frage

LISTE = {"zurueck": reverse_lazy("befragungen"), "zurueck_text": "Befragungen"}
UEBERHOLT = (
    "Inzwischen hat jemand anderes gespeichert ({}). Ihre Eingaben stehen noch da: Speichern Sie noch "
    "einmal, dann gelten sie."
)


class ZurBefragung:
    object: Any
    request: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_success_url(self) -> str:
        return reverse("befragung", args=[self.object.pk])


class BefragungNeu(ZurBefragung, Anlegen):
    model = Befragung
    form_class = BefragungNeuFormular
    recht = FUEHREN
    template_name = "formular.html"
    gespeichert = (
        "Der Entwurf ist da. Sehen Sie sich die Fragen an, ändern Sie, was nicht passt, und starten Sie."
    )
    extra_context = LISTE | {"titel": "Neue Befragung", "knopf": "Entwurf anlegen"}

    def bezug(self) -> Zentrum | None:
        return self.request.mitgliedschaft.zentrum

    def vorbelegen(self) -> dict[str, Any]:
        return {"zentrum": self.request.mitgliedschaft.zentrum}


class EineBefragung(ZurBefragung, Bearbeiten):
    model = Befragung
    recht = FUEHREN
    template_name = "formular.html"
    titel = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "zurueck": reverse("befragung", args=[self.kwargs["pk"]]),
            "zurueck_text": "Befragung",
        }


class BefragungBearbeiten(EineBefragung):
    form_class = BefragungFormular
    titel = "Befragung ändern"


class BefragungKopieren(ZurBefragung, Anlegen):
    model = Befragung
    form_class = BefragungKopie
    recht = FUEHREN
    template_name = "formular.html"
    gespeichert = "Der Entwurf mit denselben Fragen ist da."
    extra_context = LISTE | {
        "titel": "Noch einmal fragen",
        "einleitung": "Dieselben Fragen zu anderer Zeit: So lassen sich Jahre vergleichen.",
    }

    def bezug(self) -> Befragung:
        sichtbare = Befragung.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("zentrum")
        return get_object_or_404(sichtbare, pk=self.kwargs["pk"])

    def vorbelegen(self) -> dict[str, Any]:
        return {"zentrum": self.request.mitgliedschaft.zentrum, "titel": self.bezug().titel}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"vorbild": self.bezug()}


class BefragungAuswerten(EineBefragung):
    form_class = AuswertungFormular
    titel = "Was folgt aus dem Ergebnis?"
    fehlerfeld = "schlussfolgerungen"


class MitFragen(EigenesObjekt, FormView):
    """A form about the questions of one Befragung; who was slower is told and may save again."""

    model = Befragung
    recht = FUEHREN
    titel, gespeichert = "", ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_form_kwargs(self) -> dict[str, Any]:
        fragen = list(Frage.objects.filter(befragung=self.object))
        return super().get_form_kwargs() | {"befragung": self.object, "fragen": fragen}

    def speichern(self, form: Any) -> None:
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.speichern(form)
        except Ueberholt as ausnahme:
            form.data = form.data.copy()
            form.data["version"] = ausnahme.aktuell.version
            form.add_error(None, UEBERHOLT.format(stand(ausnahme.aktuell)))
            return self.form_invalid(form)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        messages.success(self.request, self.gespeichert)
        return HttpResponseRedirect(reverse("befragung", args=[self.object.pk]))

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "zurueck": reverse("befragung", args=[self.object.pk]),
            "zurueck_text": self.object.titel,
        }


class BefragungFragen(MitFragen):
    form_class = FragenFormular
    template_name = "formular.html"
    titel = "Fragen"
    gespeichert = "Die Fragen sind gespeichert."
    extra_context = {"einleitung": "Drei bis acht Fragen. Eine Frage ohne Text fällt weg."}

    def speichern(self, form: FragenFormular) -> None:
        pflege.fragen_setzen(
            befragung=self.object,
            fragen=form.fragen(),
            version=form.cleaned_data["version"],
            wer=self.request.mitgliedschaft,
        )


class BefragungPapier(MitFragen):
    form_class = PapierFormular
    template_name = "stadtteilmanagement/befragung_papier.html"
    titel = "Papierbögen eintragen"
    gespeichert = "Die Papierbögen sind eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        gezaehlt = Antwortzahl.objects.filter(frage__befragung=self.object, papier=True)
        zahlen = {
            (frage, wert): zahl for frage, wert, zahl in gezaehlt.values_list("frage", "wert", "anzahl")
        }
        return super().get_form_kwargs() | {"zahlen": zahlen}

    def speichern(self, form: PapierFormular) -> None:
        antworten.papier_eintragen(
            befragung=self.object,
            boegen=form.cleaned_data["boegen"],
            zahlen=form.zahlen(),
            texte=form.texte(),
            version=form.cleaned_data["version"],
            wer=self.request.mitgliedschaft,
        )


class BefragungStarten(Befehl):
    model = Befragung
    recht = FUEHREN

    def ausfuehren(self) -> str:
        gang.starten(befragung=self.object, wer=self.request.mitgliedschaft)
        return "Die Befragung läuft. Hängen Sie den Aushang auf oder geben Sie den Link weiter."

    def ziel(self) -> str:
        return reverse("befragung", args=[self.object.pk])


class BefragungBeenden(BefragungStarten):
    def ausfuehren(self) -> str:
        gang.beenden(befragung=self.object, wer=self.request.mitgliedschaft)
        return "Die Befragung ist abgeschlossen. Das Ergebnis steht unten."


class BefragungLoeschen(Loeschen):
    model = Befragung
    recht = FUEHREN

    def folgen(self) -> list[str]:
        if not self.object.ist_entwurf:
            raise Verweigert("Diese Befragung hat begonnen. Sie bleibt.")
        return super().folgen()

    def ausfuehren(self) -> None:
        pflege.loeschen(befragung=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("befragungen")
