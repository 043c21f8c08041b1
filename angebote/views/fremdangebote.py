"""Fremdangebote: what other Träger offer in the Stadtteil."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from angebote import fremdangebote
from angebote.filters.fremdangebot import FremdangebotFilter
from angebote.forms.fremdangebot import FremdangebotFormular
from angebote.models import Fremdangebot
from angebote.tables.fremdangebot import FremdangebotTabelle
from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.rules import darf

PFLEGEN = "angebote.fremdangebot_pflegen"


class FremdangebotListe(Liste):
    model = Fremdangebot
    table_class = FremdangebotTabelle
    filterset_class = FremdangebotFilter
    template_name = "angebote/fremdangebot_list.html"
    titel = "Fremdangebote"
    einleitung = (
        "Was andere Träger im Stadtteil anbieten. Es steht im öffentlichen Verzeichnis und in den "
        "Angebotsübersichten, nie in der Statistik."
    )
    leer = "Noch kein Fremdangebot eingetragen."
    dateiname = "fremdangebote"

    def get_queryset(self) -> QuerySet:
        alle = Fremdangebot.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return alle.select_related("leistungsbereich", "region")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        darf_anlegen = darf("angebote.fremdangebot_anlegen", self.request.mitgliedschaft)
        return super().get_context_data(**kwargs) | {"darf_anlegen": darf_anlegen}


class FremdangebotAnsehen(Ansehen):
    model = Fremdangebot
    template_name = "angebote/fremdangebot_detail.html"

    def get_queryset(self) -> QuerySet:
        mit = ("leistungsbereich", "region", "zentrum")
        return super().get_queryset().select_related(*mit).prefetch_related("zielgruppen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pflegen = darf(PFLEGEN, self.request.mitgliedschaft, self.object)
        return super().get_context_data(**kwargs) | {
            "darf_pflegen": pflegen,
            "verlauf": verlauf(self.object) if pflegen else [],
        }


class FremdangebotAnlegen(Anlegen):
    model = Fremdangebot
    form_class = FremdangebotFormular
    recht = "angebote.fremdangebot_anlegen"
    template_name = "angebote/fremdangebot_form.html"
    extra_context = {
        "titel": "Neues Fremdangebot",
        "zurueck": reverse_lazy("fremdangebot_liste"),
        "zurueck_text": "Fremdangebote",
    }

    def vorbelegen(self) -> dict[str, Any]:
        # Whoever enters it has just looked it up.
        return {"zentrum": self.request.mitgliedschaft.zentrum, "geprueft_am": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        """The Stadtteil, where the centre serves only one."""
        regionen = list(self.request.mitgliedschaft.zentrum.regionen.all()[:2])
        return {"region": regionen[0]} if len(regionen) == 1 else {}

    def get_success_url(self) -> str:
        return reverse("fremdangebot", args=[self.object.pk])


class FremdangebotBearbeiten(Bearbeiten):
    model = Fremdangebot
    form_class = FremdangebotFormular
    recht = PFLEGEN
    template_name = "angebote/fremdangebot_form.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = Fremdangebot.objects.values_list("titel", flat=True).get(pk=self.object.pk)
        return super().get_context_data(**kwargs) | {
            "titel": f"{name} bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": name,
        }

    def get_success_url(self) -> str:
        return reverse("fremdangebot", args=[self.object.pk])


class FremdangebotPruefen(Befehl):
    model = Fremdangebot
    recht = PFLEGEN

    def ausfuehren(self) -> str:
        fremdangebote.als_geprueft_vermerken(fremdangebot=self.object, wer=self.request.mitgliedschaft)
        return "Vermerkt: heute geprüft."

    def ziel(self) -> str:
        return reverse("fremdangebot", args=[self.object.pk])


class FremdangebotLoeschen(Loeschen):
    model = Fremdangebot
    recht = PFLEGEN

    def folgen(self) -> list[str]:
        super().folgen()
        return ["Der Eintrag verschwindet aus dem öffentlichen Verzeichnis und für alle Zentren des Bezirks."]

    def ziel(self) -> str:
        return reverse("fremdangebot_liste")
