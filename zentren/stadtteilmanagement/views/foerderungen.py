"""/foerderung/: the register of a house, the page of one, its steps (RK-2017 4.2 A2.1, A2.2)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView

from stzverbund.basis.dateien import ausgeben
from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import verlauf
from stzverbund.basis.zahlen import zeige_cent
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, EigenesObjekt, Loeschen
from zentren.models import Rolle, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement import foerdersummen, foerderungen
from zentren.stadtteilmanagement.filters.foerderungen import FoerderungFilter
from zentren.stadtteilmanagement.foerderfristen import faellige
from zentren.stadtteilmanagement.forms.foerderungen import (
    Abgelehnt,
    Abgeschlossen,
    Beantragt,
    Bewilligt,
    FoerderungAendern,
    FoerderungFormular,
)
from zentren.stadtteilmanagement.models import Foerderung
from zentren.stadtteilmanagement.tables.foerderungen import TON, FoerderungTabelle

FUEHREN, SUMMEN = foerderungen.FUEHREN, "stadtteilmanagement.foerdersummen_lesen"
LISTE = {"zurueck": reverse_lazy("foerderungen"), "zurueck_text": "Förderung"}
EINLEITUNG = {
    Rolle.MITARBEIT: "Woher das Geld kommt: vom Antrag bis zum Verwendungsnachweis.",
    Rolle.LEITUNG: "Woher das Geld kommt: vom Antrag bis zum Verwendungsnachweis.",
    Rolle.TRAEGER: "Woher das Geld Ihrer Zentren kommt: vom Antrag bis zum Verwendungsnachweis.",
    Rolle.VERWALTUNG: "Förderungen sehen die Zentren und ihre Träger, nicht die Verwaltung.",
    Rolle.KOORDINATION: "Förderungen sehen die Zentren und ihre Träger, nicht die Koordination.",
}
NUR_SUMMEN = "Die einzelnen Förderungen sehen nur die Zentren und ihre Träger. Für Sie gibt es die Summen."


class FoerderungListe(Liste):
    """Every role may look; offices find the way to the sums."""

    model = Foerderung
    table_class = FoerderungTabelle
    filterset_class = FoerderungFilter
    template_name = "stadtteilmanagement/foerderung_list.html"
    titel = "Förderung"
    dateiname = "foerderung"

    def get_queryset(self) -> QuerySet:
        sichtbare = Foerderung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("zentrum", "kampagne")

    def get_table_kwargs(self) -> dict[str, Any]:
        ohne = () if self.request.mitgliedschaft.hat(Rolle.TRAEGER) else ("zentrum",)
        return super().get_table_kwargs() | {"exclude": ohne}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        liest = m.hat(Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER)
        return super().get_context_data(**kwargs) | {
            "einleitung": EINLEITUNG.get(Rolle(m.rolle), NUR_SUMMEN),
            "leer": "Noch keine Förderung." if liest else "Für Ihre Rolle gibt es hier keine Einträge.",
            "darf_anlegen": darf(FUEHREN, m, m.zentrum),
            "darf_summen": darf(SUMMEN, m),
            "faellige": faellige(self.get_queryset(), timezone.localdate()).count() if liest else 0,
        }


class FoerderungAnsehen(Ansehen):
    model = Foerderung
    template_name = "stadtteilmanagement/foerderung_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum", "datei", "kampagne")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eine = self.object
        moeglich = {schritt: foerderungen.moeglich(schritt, eine) for schritt in foerderungen.SCHRITTE}
        return super().get_context_data(**kwargs) | {
            "ton": TON[eine.status],
            "betraege": [
                (name.capitalize(), f"{zeige_cent(cent)} Euro")
                for name in foerdersummen.BETRAEGE
                if (cent := getattr(eine, name)) is not None
            ],
            "jahre": self._jahre(),
            "schritte": moeglich,
            "ueberfaellig": eine.nachweis_ueberfaellig(timezone.localdate()),
            "darf_fuehren": darf(FUEHREN, self.request.mitgliedschaft, eine),
            "verlauf": verlauf(eine),
        }

    def _jahre(self) -> list[tuple[int, str]]:
        """What of it belongs to each year, where there are several and something is granted."""
        von, bis = self.object.von.year, self.object.bis.year
        if von == bis or self.object.bewilligt is None:
            return []
        jahre = range(von, bis + 1)
        summen = foerdersummen.je_jahr(Foerderung.objects.filter(pk=self.object.pk), jahre)[()]
        return [(jahr, zeige_cent(summen[jahr].bewilligt)) for jahr in jahre]


class FoerderungBescheid(Ansehen):
    """The file as a download."""

    model = Foerderung

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("datei")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> FileResponse:
        if self.object.datei is None:
            raise Http404
        return ausgeben(self.object.datei)


class MitRolle:
    """The form asks in the name of the active role; afterwards the page of the Förderung."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_success_url(self) -> str:
        return reverse("foerderung", args=[self.object.pk])


class FoerderungNeu(MitRolle, Anlegen):
    model = Foerderung
    form_class = FoerderungFormular
    recht = FUEHREN
    template_name = "formular.html"
    extra_context = LISTE | {"titel": "Neue Förderung"}

    def bezug(self) -> Zentrum | None:
        return self.request.mitgliedschaft.zentrum

    def vorbelegen(self) -> dict[str, Any]:
        jahr = timezone.localdate().year
        return {
            "zentrum": self.bezug(),
            "von": timezone.localdate().replace(month=1, day=1),
            "bis": timezone.localdate().replace(year=jahr, month=12, day=31),
        }


class EineFoerderung(MitRolle, Bearbeiten):
    model = Foerderung
    recht = FUEHREN
    template_name = "formular.html"
    wie = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.wie}: {self.object.quelle}",
            "zurueck": self.get_success_url(),
            "zurueck_text": self.object.quelle,
        }


class FoerderungBearbeiten(EineFoerderung):
    form_class = FoerderungAendern
    wie = "Förderung ändern"


class FoerderungBeantragt(EineFoerderung):
    form_class = Beantragt
    wie = "Beantragt"


class FoerderungBewilligt(EineFoerderung):
    form_class = Bewilligt
    wie = "Bewilligt oder zugesagt"


class FoerderungAbgelehnt(EigenesObjekt, FormView):
    """It is rejected: the state decides, so there is no version to ask for."""

    model = Foerderung
    form_class = Abgelehnt
    recht = FUEHREN
    template_name = "formular.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"Abgelehnt: {self.object.quelle}",
            "zurueck": reverse("foerderung", args=[self.object.pk]),
            "zurueck_text": self.object.quelle,
        }

    def form_valid(self, form: Abgelehnt) -> HttpResponse:
        grund = form.cleaned_data["grund"]
        try:
            foerderungen.ablehnen(foerderung=self.object, grund=grund, wer=self.request.mitgliedschaft)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        messages.success(self.request, "Die Förderung ist als abgelehnt eingetragen.")
        return redirect("foerderung", self.object.pk)

    def form_invalid(self, form: Abgelehnt) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class FoerderungAbgeschlossen(EineFoerderung):
    form_class = Abgeschlossen
    wie = "Abschließen"


class FoerderungOeffnen(Befehl):
    model = Foerderung
    recht = FUEHREN

    def ausfuehren(self) -> str:
        foerderungen.oeffnen(foerderung=self.object, wer=self.request.mitgliedschaft)
        return "Die Förderung ist wieder geöffnet."

    def ziel(self) -> str:
        return reverse("foerderung", args=[self.object.pk])


class FoerderungLoeschen(Loeschen):
    model = Foerderung
    recht = FUEHREN

    def folgen(self) -> list[str]:
        foerderungen.loeschbar(self.object)
        return super().folgen()

    def ausfuehren(self) -> None:
        foerderungen.loeschen(foerderung=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("foerderungen")
