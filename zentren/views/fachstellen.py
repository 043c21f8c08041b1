"""The shared directory of Fachstellen of a Bezirk."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren import fachstellen
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.filters import FachstelleFilter
from zentren.forms import FachstelleFormular
from zentren.models import Fachstelle
from zentren.rules import darf
from zentren.tables import FachstelleTabelle


class FachstelleListe(Liste):
    model = Fachstelle
    table_class = FachstelleTabelle
    filterset_class = FachstelleFilter
    template_name = "zentren/fachstelle_list.html"
    titel = "Fachstellen"
    einleitung = "Das gemeinsame Verzeichnis des Bezirks: wohin die Zentren vermitteln."
    leer = "Noch keine Fachstelle eingetragen."
    dateiname = "fachstellen"

    def get_queryset(self) -> QuerySet:
        return Fachstelle.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("art")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf_anlegen = darf("zentren.fachstelle_anlegen", self.request.mitgliedschaft)
        return super().get_context_data(**kwargs) | {"darf_anlegen": darf_anlegen}


class FachstelleAnsehen(Ansehen):
    model = Fachstelle
    template_name = "zentren/fachstelle_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("art", "bezirk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pflegen = darf("zentren.fachstelle_pflegen", self.request.mitgliedschaft, self.object)
        return super().get_context_data(**kwargs) | {
            "darf_pflegen": pflegen,
            "verlauf": verlauf(self.object) if pflegen else [],
        }


class FachstelleAnlegen(Anlegen):
    model = Fachstelle
    form_class = FachstelleFormular
    recht = "zentren.fachstelle_anlegen"
    template_name = "formular.html"
    extra_context = {
        "titel": "Neue Fachstelle",
        "zurueck": reverse_lazy("fachstelle_liste"),
        "zurueck_text": "Fachstellen",
    }

    def vorbelegen(self) -> dict[str, Any]:
        # Whoever enters it has just looked it up.
        return {"bezirk": self.request.mitgliedschaft.zentrum.bezirk, "geprueft_am": timezone.localdate()}

    def get_success_url(self) -> str:
        return reverse("fachstelle", args=[self.object.pk])


class FachstelleBearbeiten(Bearbeiten):
    model = Fachstelle
    form_class = FachstelleFormular
    recht = "zentren.fachstelle_pflegen"
    template_name = "formular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object.name} bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": self.object.name,
        }

    def get_success_url(self) -> str:
        return reverse("fachstelle", args=[self.object.pk])


class FachstellePruefen(Befehl):
    model = Fachstelle
    recht = "zentren.fachstelle_pflegen"

    def ausfuehren(self) -> str:
        fachstellen.als_geprueft_vermerken(fachstelle=self.object, wer=self.request.mitgliedschaft)
        return "Vermerkt: heute geprüft."

    def ziel(self) -> str:
        return reverse("fachstelle", args=[self.object.pk])


class FachstelleLoeschen(Loeschen):
    model = Fachstelle
    recht = "zentren.fachstelle_pflegen"

    def folgen(self) -> list[str]:
        """Without figures: what other centres have counted is their own."""
        super().folgen()
        return [
            "Der Eintrag verschwindet für alle Zentren des Bezirks.",
            "Gezählte Vermittlungen bleiben in der Statistik, unter der Art der Fachstelle.",
        ]

    def ziel(self) -> str:
        return reverse("fachstelle_liste")
