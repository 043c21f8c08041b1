"""/taetigkeiten/: the diary of a centre (the page and the form of one entry: the roof)."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.urls import reverse, reverse_lazy

from stzverbund.basis.dateien import ausgeben
from stzverbund.basis.listen import EXPORTE
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Loeschen
from zentren.models import Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement.ansichten import FuerDasZentrum, MitWer
from zentren.stadtteilmanagement.filters.taetigkeiten import TaetigkeitFilter
from zentren.stadtteilmanagement.models import Taetigkeit
from zentren.stadtteilmanagement.querysets_register import IM_HAUS
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.tables.taetigkeiten import TaetigkeitTabelle
from zentren.stadtteilmanagement.taetigkeiten import DETAILS
from zentren.stadtteilmanagement.views.bedarfe import Register

LISTE = {"zurueck": reverse_lazy("taetigkeiten"), "zurueck_text": "Tätigkeitsbuch"}
IM_TEAM = "Was das Zentrum für die 27 Aufgaben getan hat. Drei Angaben genügen, alles Weitere geht später."
FREMD = (
    "Das Tätigkeitsbuch lesen das Team des Zentrums und sein Träger. "
    "Was daraus wird, steht auf der Seite der 27 Aufgaben und im Jahresbericht."
)
EINLEITUNG = dict.fromkeys(Rolle, FREMD) | {
    Rolle.MITARBEIT: IM_TEAM,
    Rolle.LEITUNG: IM_TEAM,
    Rolle.TRAEGER: "Was Ihre Zentren für die 27 Aufgaben getan haben.",
}
VIELE = ("kooperationen", "fachstellen", "zentren", "zielgruppen")


class TaetigkeitListe(Register):
    model = Taetigkeit
    table_class = TaetigkeitTabelle
    filterset_class = TaetigkeitFilter
    template_name = "stadtteilmanagement/taetigkeit_list.html"
    titel = "Tätigkeitsbuch"
    dateiname = "taetigkeiten"
    einleitungen = EINLEITUNG

    @property
    def leer(self) -> str:
        im_haus = self.request.mitgliedschaft.hat(*IM_HAUS)
        return "Noch keine Tätigkeit eingetragen." if im_haus else "Für Ihre Rolle steht hier nichts."

    def get_queryset(self) -> QuerySet:
        zeilen = Taetigkeit.objects.sichtbar_fuer(self.request.mitgliedschaft)
        zeilen = zeilen.select_related("aufgabe", "zentrum")
        if self.request.GET.get("export") in EXPORTE:
            return zeilen.select_related("bedarf").prefetch_related(*VIELE)
        return zeilen


class TaetigkeitAnsehen(Ansehen):
    model = Taetigkeit
    template_name = "stadtteilmanagement/taetigkeit_detail.html"

    def get_queryset(self) -> QuerySet:
        mit = super().get_queryset().select_related("aufgabe", "zentrum", "bedarf", "datei")
        return mit.prefetch_related(*VIELE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "darf_fuehren": darf(FUEHREN, m, self.object),
            "verlauf": verlauf(self.object),
        }


class MitFormular(MitWer):
    """The form shows what belongs to the kind that is chosen."""

    template_name = "stadtteilmanagement/taetigkeit_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"details": DETAILS}

    def get_success_url(self) -> str:
        return reverse("taetigkeit", args=[self.object.pk])


class TaetigkeitAnlegen(MitFormular, FuerDasZentrum, Anlegen):
    model = Taetigkeit
    gespeichert = "Eingetragen."
    extra_context = LISTE | {"titel": "Tätigkeit eintragen"}


class TaetigkeitBearbeiten(MitFormular, Bearbeiten):
    model = Taetigkeit
    recht = FUEHREN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Tätigkeit bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class TaetigkeitLoeschen(Loeschen):
    model = Taetigkeit
    recht = FUEHREN

    def ziel(self) -> str:
        return reverse("taetigkeiten")


class TaetigkeitDatei(Ansehen):
    """Hands out the file, to whoever may read the entry."""

    model = Taetigkeit

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("datei")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> FileResponse:
        if self.object.datei is None:
            raise Http404
        return ausgeben(self.object.datei)
