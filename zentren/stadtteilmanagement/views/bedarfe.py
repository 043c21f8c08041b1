"""The register of needs (the page of one joins the Angebote: the roof)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from stzverbund.basis.dateien import ausgeben
from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl
from zentren.models import Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement import bedarfe
from zentren.stadtteilmanagement.aehnliche import aehnliche_bedarfe
from zentren.stadtteilmanagement.ansichten import FuerDasZentrum, MitWer, aus_der_frage
from zentren.stadtteilmanagement.filters.bedarfe import BedarfFilter
from zentren.stadtteilmanagement.forms.bedarfe import (
    BedarfFormular,
    SchrittFormular,
    UeberpruefenFormular,
    VerwerfenFormular,
)
from zentren.stadtteilmanagement.models import Anliegen, Bedarf
from zentren.stadtteilmanagement.querysets_register import IM_HAUS
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.tables.bedarfe import TON, BedarfTabelle

LISTE = {"zurueck": reverse_lazy("bedarfe"), "zurueck_text": "Bedarfe"}
EINLEITUNG = {
    Rolle.MITARBEIT: "Was im Stadtteil gebraucht wird: ermittelt, geplant, umgesetzt, überprüft.",
    Rolle.LEITUNG: "Was im Stadtteil gebraucht wird: ermittelt, geplant, umgesetzt, überprüft.",
    Rolle.TRAEGER: "Was Ihre Zentren in ihren Stadtteilen ermittelt haben.",
    Rolle.VERBAND: "Was die Zentren Ihrer Mitglieder ermittelt haben.",
    Rolle.GESCHAEFTSSTELLE: "Was die Zentren in Bezirken mit Kooperationsvereinbarung ermittelt haben.",
    Rolle.BEZIRKSAMT: "Was die Zentren des Bezirks in ihren Stadtteilen ermittelt haben.",
    Rolle.KOORDINATION: "Bedarfe lesen die Zentren, ihre Träger und Verbände und das Bezirksamt. "
    "In den Verbund kommen sie als Thema einer Sitzung.",
    Rolle.VERWALTUNG: "Bedarfe sehen die Zentren, ihre Träger und Verbände und das Bezirksamt, "
    "nicht die Verwaltung.",
}


class Register(Liste):
    """A list of the Stadtteilmanagement: whoever has one centre is not asked which."""

    einleitungen: dict[Rolle, str] = {}

    @property
    def ein_zentrum(self) -> bool:
        return self.request.mitgliedschaft.zentrum_id is not None

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"ein_zentrum": self.ein_zentrum}

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"exclude": ("zentrum",)} if self.ein_zentrum else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "einleitung": self.einleitungen[Rolle(m.rolle)],
            "darf_fuehren": self.ein_zentrum and darf(FUEHREN, m, m.zentrum),
        }


class BedarfListe(Register):
    model = Bedarf
    table_class = BedarfTabelle
    filterset_class = BedarfFilter
    template_name = "stadtteilmanagement/bedarf_list.html"
    titel = "Bedarfe"
    leer = "Noch kein Bedarf eingetragen."
    dateiname = "bedarfe"
    einleitungen = EINLEITUNG

    def get_queryset(self) -> QuerySet:
        sichtbare = Bedarf.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("zentrum")
        if self.request.GET.get("export"):
            return sichtbare.select_related("region").prefetch_related("zielgruppen")
        return sichtbare


class BedarfAnsehen(Ansehen):
    model = Bedarf
    template_name = "stadtteilmanagement/bedarf_detail.html"

    def get_queryset(self) -> QuerySet:
        mit = super().get_queryset().select_related("zentrum", "region", "datei").defer("region__geometrie")
        return mit.prefetch_related("zielgruppen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, bedarf = self.request.mitgliedschaft, self.object
        fuehren, heute = darf(FUEHREN, m, bedarf), timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "ton": TON[Bedarf.Status(bedarf.status)],
            "darf_fuehren": fuehren,
            "faellig": bedarf.wieder_am is not None and bedarf.wieder_am <= heute,
            "anliegen": bedarf.anliegen.sichtbar_fuer(m),
            "taetigkeiten": bedarf.taetigkeiten.sichtbar_fuer(m)[:10],
            "beschwerden": bedarf.beschwerden.sichtbar_fuer(m),
            "wuensche": bedarf.wuensche.sichtbar_fuer(m)
            .filter(verborgen=False)
            .select_related("frage__befragung"),
            "heute": heute,
            "im_haus": m is not None and m.hat(*IM_HAUS),
            "verlauf": verlauf(bedarf) if fuehren else [],
        }


class ZumBedarf(MitWer):
    """The form leads to the page of the need."""

    def get_success_url(self) -> str:
        return reverse("bedarf", args=[self.object.pk])


class BedarfAnlegen(ZumBedarf, FuerDasZentrum, Anlegen):
    """`?anliegen=` makes it from an Anliegen of the own centre, which is linked then."""

    model = Bedarf
    form_class = BedarfFormular
    template_name = "stadtteilmanagement/bedarf_form.html"
    extra_context = LISTE | {"titel": "Neuer Bedarf"}

    @cached_property
    def anliegen(self) -> Anliegen | None:
        return aus_der_frage(self.request, Anliegen, "anliegen")

    def get_initial(self) -> dict[str, Any]:
        anliegen = self.anliegen
        if anliegen is None:
            return {}
        felder = ("titel", "problemfeld", "beschreibung", "region")
        return {"quelle": Bedarf.Quelle.GESPRAECH} | {feld: getattr(anliegen, feld) for feld in felder}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"anliegen": self.anliegen}


class EinBedarf(ZumBedarf, Bearbeiten):
    model = Bedarf
    recht = FUEHREN
    template_name = "formular.html"
    titel = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "einleitung": self.object.titel,
            "zurueck": self.get_success_url(),
            "zurueck_text": "Bedarf",
        }


class BedarfBearbeiten(EinBedarf):
    form_class = BedarfFormular
    template_name = "stadtteilmanagement/bedarf_form.html"
    titel = "Bedarf bearbeiten"


class BedarfUeberpruefen(EinBedarf):
    form_class = UeberpruefenFormular
    titel = "Bedarf: überprüft"
    fehlerfeld = "am"


class BedarfVerwerfen(EinBedarf):
    form_class = VerwerfenFormular
    titel = "Bedarf verwerfen"
    fehlerfeld = "grund"


class BedarfBefehl(Befehl):
    model = Bedarf
    recht = FUEHREN

    def ziel(self) -> str:
        return reverse("bedarf", args=[self.object.pk])


class BedarfPlanen(BedarfBefehl):
    def ausfuehren(self) -> str:
        bedarf = bedarfe.planen(**self.schritt())
        return f"Geplant seit dem {bedarf.geplant_am:%d.%m.%Y}."

    def schritt(self) -> dict[str, Any]:
        form = SchrittFormular(self.request.POST)
        if not form.is_valid():
            raise Verweigert("Bitte geben Sie den Tag an, z. B. 31.12.2026.")
        return {"bedarf": self.object, "am": form.cleaned_data["am"], "wer": self.request.mitgliedschaft}


class BedarfUmsetzen(BedarfPlanen):
    def ausfuehren(self) -> str:
        bedarf = bedarfe.umsetzen(**self.schritt())
        return f"Umgesetzt seit dem {bedarf.umgesetzt_am:%d.%m.%Y}. Bitte prüfen Sie später, ob es hilft."


class BedarfFortschreiben(BedarfBefehl):
    def ausfuehren(self) -> str:
        bedarf = bedarfe.fortschreiben(bedarf=self.object, wer=self.request.mitgliedschaft)
        return f"Vermerkt: heute angesehen, gilt noch. Wieder ansehen am {bedarf.wieder_am:%d.%m.%Y}."


class BedarfWiederAufnehmen(BedarfBefehl):
    def ausfuehren(self) -> str:
        bedarfe.wieder_aufnehmen(bedarf=self.object, wer=self.request.mitgliedschaft)
        return "Der Bedarf ist wieder offen."


class BedarfUnterlage(Ansehen):
    """The file of a need."""

    model = Bedarf

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        bedarf = self.get_object(self.get_queryset().select_related("datei"))
        if bedarf.datei is None:
            raise Http404
        return ausgeben(bedarf.datei)


@require_safe
def aehnliche(request: HttpRequest) -> HttpResponse:
    """Needs of the own centre like the words of `?text=`, as a fragment; `?ohne=` is the one being edited."""
    m = request.mitgliedschaft
    if m is None or not darf(FUEHREN, m, m.zentrum):
        raise PermissionDenied
    eintraege = aehnliche_bedarfe(m.zentrum, request.GET.get("text", ""), ohne=request.GET.get("ohne", ""))
    return render(request, "stadtteilmanagement/_aehnliche_liste.html", {"eintraege": eintraege})
