"""Arbeitskreise: the list, the page of one with its sessions and tasks, and who takes part."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from verbund import arbeitskreise
from verbund.ansichten import KOORDINIEREN, ImVerbund, MitRecht
from verbund.filters.register import ArbeitskreisFilter
from verbund.forms.arbeitskreise import ArbeitskreisFormular
from verbund.models import Arbeitskreis, Aufgabe, Sitzung
from verbund.tables.register import ArbeitskreisTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.rules import darf

MITMACHEN = "verbund.mitmachen"
LISTE = {"zurueck": reverse_lazy("arbeitskreise"), "zurueck_text": "Arbeitskreise"}


class ArbeitskreisListe(ImVerbund, Liste):
    model = Arbeitskreis
    table_class = ArbeitskreisTabelle
    filterset_class = ArbeitskreisFilter
    template_name = "verbund/arbeitskreis_list.html"
    titel = "Arbeitskreise"
    einleitung = "Mehrere Zentren arbeiten an einer Sache. Ihre Termine sind Sitzungen des Arbeitskreises."
    leer = "Noch kein Arbeitskreis."
    dateiname = "arbeitskreise"

    def get_queryset(self) -> QuerySet:
        sichtbare = Arbeitskreis.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("federfuehrung").prefetch_related("mitglieder")


class ArbeitskreisAnsehen(Ansehen):
    model = Arbeitskreis
    template_name = "verbund/arbeitskreis_detail.html"

    def get_queryset(self) -> QuerySet:
        mit = ("verbund__bezirk", "thema", "federfuehrung")
        sichtbare = super().get_queryset().select_related(*mit).defer("verbund__bezirk__geometrie")
        return sichtbare.prefetch_related("mitglieder")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, kreis = self.request.mitgliedschaft, self.object
        koordiniert = darf(KOORDINIEREN, m, kreis)
        return super().get_context_data(**kwargs) | {
            "heute": timezone.localdate(),
            "sitzungen": list(Sitzung.objects.sichtbar_fuer(m).filter(arbeitskreis=kreis)),
            "aufgaben": list(
                Aufgabe.objects.sichtbar_fuer(m).filter(arbeitskreis=kreis).select_related("zentrum")
            ),
            "koordiniert": koordiniert,
            "darf_mitmachen": kreis.laeuft and darf(MITMACHEN, m, kreis),
            "macht_mit": m.zentrum_id in {z.pk for z in kreis.mitglieder.all()},
            "verlauf": verlauf(kreis) if koordiniert else [],
        }


class ArbeitskreisAnlegen(MitRecht, Anlegen):
    model = Arbeitskreis
    form_class = ArbeitskreisFormular
    recht = KOORDINIEREN
    template_name = "formular.html"
    extra_context = LISTE | {"titel": "Neuer Arbeitskreis"}

    def bezug(self) -> Any:
        return self.verbund

    def vorbelegen(self) -> dict[str, Any]:
        return {"verbund": self.verbund}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"verbund": self.verbund, "wer": self.request.mitgliedschaft}

    def get_success_url(self) -> str:
        return reverse("arbeitskreis", args=[self.object.pk])


class ArbeitskreisBearbeiten(Bearbeiten):
    model = Arbeitskreis
    form_class = ArbeitskreisFormular
    recht = KOORDINIEREN
    template_name = "formular.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verbund")

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return kwargs | {"verbund": self.object.verbund, "wer": self.request.mitgliedschaft}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Arbeitskreis bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": "Arbeitskreis",
        }

    def get_success_url(self) -> str:
        return reverse("arbeitskreis", args=[self.object.pk])


class Mitmachen(Befehl):
    """The own centre takes part, or (`austreten`) no longer does."""

    model = Arbeitskreis
    recht = MITMACHEN

    def ausfuehren(self) -> str:
        dabei = "austreten" not in self.request.POST
        arbeitskreise.mitmachen(kreis=self.object, dabei=dabei, wer=self.request.mitgliedschaft)
        return "Ihr Zentrum macht mit." if dabei else "Ihr Zentrum macht nicht mehr mit."

    def ziel(self) -> str:
        return reverse("arbeitskreis", args=[self.object.pk])


class ArbeitskreisLoeschen(Loeschen):
    model = Arbeitskreis
    recht = KOORDINIEREN

    def ausfuehren(self) -> None:
        arbeitskreise.loeschen(kreis=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("arbeitskreise")
