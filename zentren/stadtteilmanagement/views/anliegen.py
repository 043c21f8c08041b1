"""The register of Anliegen: what citizens ask of politics and administration, and what came back."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten
from zentren.models import Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement.anliegen import BEANTWORTEN
from zentren.stadtteilmanagement.ansichten import FuerDasZentrum, MitWer
from zentren.stadtteilmanagement.filters.bedarfe import AnliegenFilter
from zentren.stadtteilmanagement.forms.anliegen import (
    AnliegenFormular,
    AntwortFormular,
    WeiterleitenFormular,
)
from zentren.stadtteilmanagement.models import Anliegen
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.tables.bedarfe import AnliegenTabelle, stand
from zentren.stadtteilmanagement.views.bedarfe import Register

NICHT_HIER = "Anliegen lesen die Zentren und ihre Träger, das Bezirksamt die an das Bezirksamt."
EINLEITUNG = {
    Rolle.MITARBEIT: "Was Menschen aus dem Stadtteil von Politik und Verwaltung wollen, und was zurückkam.",
    Rolle.LEITUNG: "Was Menschen aus dem Stadtteil von Politik und Verwaltung wollen, und was zurückkam.",
    Rolle.TRAEGER: "Was Ihre Zentren an Politik und Verwaltung weitergeben, und was zurückkam.",
    Rolle.BEZIRKSAMT: "Was die Zentren an das Bezirksamt weitergeleitet haben. Sie können gleich antworten.",
}


class AnliegenListe(Register):
    model = Anliegen
    table_class = AnliegenTabelle
    filterset_class = AnliegenFilter
    template_name = "stadtteilmanagement/anliegen_list.html"
    titel = "Anliegen"
    leer = "Noch kein Anliegen."
    dateiname = "anliegen"
    einleitungen = dict.fromkeys(Rolle, NICHT_HIER) | EINLEITUNG

    def get_queryset(self) -> QuerySet:
        sichtbare = Anliegen.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("zentrum")
        return sichtbare.select_related("region") if self.request.GET.get("export") else sichtbare

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        spaete = self.get_queryset().ueberfaellig(timezone.localdate())
        return super().get_context_data(**kwargs) | {"ueberfaellige": spaete.count()}


class AnliegenAnsehen(Ansehen):
    model = Anliegen
    template_name = "stadtteilmanagement/anliegen_detail.html"

    def get_queryset(self) -> QuerySet:
        mit = super().get_queryset().select_related("zentrum", "region", "bedarf")
        return mit.defer("region__geometrie")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, anliegen = self.request.mitgliedschaft, self.object
        fuehren = darf(FUEHREN, m, anliegen)
        return super().get_context_data(**kwargs) | {
            "stand": stand(anliegen),
            "darf_fuehren": fuehren,
            "darf_antworten": anliegen.wartet and darf(BEANTWORTEN, m, anliegen),
            "verlauf": verlauf(anliegen) if fuehren else [],
        }


class ZumAnliegen(MitWer):
    def get_success_url(self) -> str:
        return reverse("anliegen", args=[self.object.pk])


class AnliegenEintragen(ZumAnliegen, FuerDasZentrum, Anlegen):
    model = Anliegen
    form_class = AnliegenFormular
    template_name = "formular.html"
    extra_context = {
        "titel": "Neues Anliegen",
        "zurueck": reverse_lazy("anliegen_liste"),
        "zurueck_text": "Anliegen",
    }


class EinAnliegen(ZumAnliegen, Bearbeiten):
    model = Anliegen
    template_name = "formular.html"
    recht = FUEHREN
    titel = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "einleitung": self.object.titel,
            "zurueck": self.get_success_url(),
            "zurueck_text": "Anliegen",
        }


class AnliegenBearbeiten(EinAnliegen):
    form_class = AnliegenFormular
    titel = "Anliegen bearbeiten"


class AnliegenWeiterleiten(EinAnliegen):
    form_class = WeiterleitenFormular
    titel = "Anliegen weiterleiten"
    fehlerfeld = "weitergeleitet_am"


class AnliegenBeantworten(EinAnliegen):
    form_class = AntwortFormular
    recht = BEANTWORTEN
    titel = "Antwort auf das Anliegen"
    fehlerfeld = "beantwortet_am"
