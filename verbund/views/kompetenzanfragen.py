"""The steps of a request to the Kompetenzbörse: asked, answered, withdrawn, used."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from verbund import kompetenzen
from verbund.ansichten import MitWer
from verbund.forms.kompetenzen import AnfrageFormular, AntwortFormular, RueckmeldungFormular
from verbund.models import Kompetenz, Kompetenzanfrage
from zentren.ansichten import Anlegen, Bearbeiten, Befehl

ANFRAGEN = "verbund.kompetenz_anfragen"
BEANTWORTEN, FUEHREN = "verbund.kompetenz_zusagen", "verbund.kompetenz_nutzen"


class ZurAnfrage(MitWer):
    def get_success_url(self) -> str:
        return reverse("kompetenzanfrage", args=[self.object.pk])


class AnfrageStellen(ZurAnfrage, Anlegen):
    model = Kompetenzanfrage
    form_class = AnfrageFormular
    recht = ANFRAGEN
    template_name = "formular.html"
    gespeichert = "Die Anfrage ist gestellt. Das andere Zentrum bekommt eine E-Mail."

    @cached_property
    def kompetenz(self) -> Kompetenz:
        sichtbare = Kompetenz.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return get_object_or_404(sichtbare.select_related("zentrum"), pk=self.kwargs["pk"])

    def bezug(self) -> Kompetenz:
        return self.kompetenz

    def vorbelegen(self) -> dict[str, Any]:
        return {"kompetenz": self.kompetenz, "zentrum": self.request.mitgliedschaft.zentrum}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"Anfrage: {self.kompetenz}",
            "einleitung": f"Ihre Anfrage geht an {self.kompetenz.zentrum}.",
            "zurueck": reverse("kompetenz", args=[self.kompetenz.pk]),
            "zurueck_text": "Kompetenz",
        }


class Schritt(ZurAnfrage, Bearbeiten):
    model = Kompetenzanfrage
    template_name = "formular.html"
    titel = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("kompetenz__zentrum", "zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "zurueck": self.get_success_url(),
            "zurueck_text": "Anfrage",
        }


class AnfrageBeantworten(Schritt):
    recht = BEANTWORTEN
    form_class = AntwortFormular
    titel = "Anfrage beantworten"
    gespeichert = "Die Antwort ist unterwegs."


class AnfrageRueckmelden(Schritt):
    recht = FUEHREN
    form_class = RueckmeldungFormular
    titel = "Rückmeldung geben"
    fehlerfeld = "genutzt_am"

    def get_initial(self) -> dict[str, Any]:
        return {"genutzt_am": self.object.genutzt_am or timezone.localdate()}


class AnfrageZurueckziehen(Befehl):
    model = Kompetenzanfrage
    recht = FUEHREN

    def ausfuehren(self) -> str:
        kompetenzen.zurueckziehen(anfrage=self.object, wer=self.request.mitgliedschaft)
        return "Die Anfrage ist zurückgezogen."

    def ziel(self) -> str:
        return reverse("kompetenzanfrage", args=[self.object.pk])
