"""The press list of the Verbund: medium, e-mail, telephone, checked on (RK-2017 6, V8)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from stzverbund.basis.listen import Liste
from verbund import presse
from verbund.ansichten import KOORDINIEREN, ImVerbund, MitRecht
from verbund.filters.register import PresseFilter
from verbund.forms.presse import PressekontaktFormular
from verbund.models import Pressekontakt
from verbund.tables.register import PresseTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.rules import darf


class PresseListe(ImVerbund, Liste):
    model = Pressekontakt
    table_class = PresseTabelle
    filterset_class = PresseFilter
    template_name = "verbund/presse_list.html"
    titel = "Presseverteiler"
    einleitung = "Redaktionen, denen der Verbund schreibt. Der Verteiler lässt sich als Tabelle speichern."
    leer = "Noch keine Redaktion eingetragen."
    dateiname = "presseverteiler"

    def get_queryset(self) -> QuerySet:
        return Pressekontakt.objects.sichtbar_fuer(self.request.mitgliedschaft)


class PresseAnsehen(Ansehen):
    model = Pressekontakt
    template_name = "verbund/presse_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        koordiniert = darf(KOORDINIEREN, self.request.mitgliedschaft, self.object)
        return super().get_context_data(**kwargs) | {"koordiniert": koordiniert}


class PresseAnlegen(MitRecht, Anlegen):
    model = Pressekontakt
    form_class = PressekontaktFormular
    recht = KOORDINIEREN
    template_name = "formular.html"
    extra_context = {
        "titel": "Redaktion eintragen",
        "zurueck": reverse_lazy("presse"),
        "zurueck_text": "Presseverteiler",
    }

    def bezug(self) -> Any:
        return self.verbund

    def vorbelegen(self) -> dict[str, Any]:
        # Whoever enters it has just looked it up.
        return {"verbund": self.verbund, "geprueft_am": timezone.localdate()}

    def get_success_url(self) -> str:
        return reverse("pressekontakt", args=[self.object.pk])


class PresseBearbeiten(Bearbeiten):
    model = Pressekontakt
    form_class = PressekontaktFormular
    recht = KOORDINIEREN
    template_name = "formular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Redaktion bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": "Redaktion",
        }

    def get_success_url(self) -> str:
        return reverse("pressekontakt", args=[self.object.pk])


class PressePruefen(Befehl):
    model = Pressekontakt
    recht = KOORDINIEREN

    def ausfuehren(self) -> str:
        presse.als_geprueft_vermerken(kontakt=self.object, wer=self.request.mitgliedschaft)
        return "Vermerkt: heute geprüft."

    def ziel(self) -> str:
        return reverse("pressekontakt", args=[self.object.pk])


class PresseLoeschen(Loeschen):
    model = Pressekontakt
    recht = KOORDINIEREN

    def ziel(self) -> str:
        return reverse("presse")
