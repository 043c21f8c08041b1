"""Guests of sessions: noted, asked by a link, and afterwards the archive of their talks."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from stzverbund.basis import links
from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.qr import qr_datenadresse
from stzverbund.basis.verlauf import verlauf
from verbund import gaeste
from verbund.filters.einladung import GastFilter
from verbund.forms.gast import GastFormular
from verbund.models import Gast, Sitzung
from verbund.tables.einladung import GASTTON, GastTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.rules import darf

KOORDINIEREN = "verbund.koordinieren"


class GastListe(Liste):
    """The archive of talks."""

    model = Gast
    table_class = GastTabelle
    filterset_class = GastFilter
    template_name = "verbund/gast_list.html"
    titel = "Gäste und Vorträge"
    einleitung = (
        "Wer die Sitzungen besucht hat und besuchen wird, mit den Folien, die weitergegeben werden dürfen."
    )
    leer = "Noch kein Gast. Gäste trägt die Koordination bei einer Sitzung ein."
    dateiname = "vortraege"

    def get_queryset(self) -> QuerySet:
        sichtbare = Gast.objects.sichtbar_fuer(self.request.mitgliedschaft)
        mit_folien = sichtbare.select_related("sitzung").annotate(folien=Count("dokumente"))
        return mit_folien.order_by("-sitzung__datum", "von", "pk")


class GastAnsehen(Ansehen):
    model = Gast
    template_name = "verbund/gast_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("sitzung", "verbund", "punkt", "thema")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | seitenkontext(self.object, self.request.mitgliedschaft)


def seitenkontext(gast: Gast, wer: Any) -> dict[str, Any]:
    koordiniert = darf(KOORDINIEREN, wer, gast)
    return {
        "ton": GASTTON[gast.stand],
        "folien": list(gast.dokumente.all()),
        "koordiniert": koordiniert,
        "links": list(links.ausgestellte(gaeste.GAST, gast)) if koordiniert else [],
        "verlauf": verlauf(gast) if koordiniert else [],
    }


class GastNeu(Anlegen):
    """A guest of the session of the address."""

    model = Gast
    form_class = GastFormular
    recht = KOORDINIEREN
    template_name = "formular.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sichtbare = Sitzung.objects.sichtbar_fuer(request.mitgliedschaft).select_related("verbund")
        self.sitzung = get_object_or_404(sichtbare, pk=kwargs["sitzung"])
        return super().dispatch(request, *args, **kwargs)

    def bezug(self) -> Sitzung:
        return self.sitzung

    def vorbelegen(self) -> dict[str, Any]:
        return {"sitzung": self.sitzung, "verbund": self.sitzung.verbund}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"Gast am {self.sitzung.datum:%d.%m.%Y}",
            "zurueck": reverse("sitzung", args=[self.sitzung.pk]),
            "zurueck_text": str(self.sitzung),
        }

    def get_success_url(self) -> str:
        return reverse("gast", args=[self.object.pk])


class GastBearbeiten(Bearbeiten):
    model = Gast
    form_class = GastFormular
    recht = KOORDINIEREN
    template_name = "formular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.object.organisation} bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": self.object.organisation,
        }

    def get_success_url(self) -> str:
        return reverse("gast", args=[self.object.pk])


class GastLoeschen(Loeschen):
    model = Gast
    recht = KOORDINIEREN

    def ziel(self) -> str:
        return reverse("gaeste")


class GastLink(GastAnsehen):
    """Issues the link: mailed where there is an address, and shown this once."""

    http_method_names = ["post"]
    recht = KOORDINIEREN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        gast = self.object = self.get_object()
        neu = None
        try:
            token = gaeste.link_ausstellen(gast=gast, wer=request.mitgliedschaft)
        except Verweigert as nein:
            messages.error(request, str(nein))
        else:
            adresse = request.build_absolute_uri(reverse("link", args=[token]))
            neu = {"adresse": adresse, "qr": qr_datenadresse(adresse)}
        return render(request, self.template_name, self.get_context_data(neu=neu))


class GastFolienLoeschen(Befehl):
    """For a guest whose link has expired and who asks for it."""

    model = Gast
    recht = KOORDINIEREN

    def ausfuehren(self) -> str:
        dokument = get_object_or_404(self.object.dokumente, pk=self.kwargs["dokument"])
        gaeste.folien_zuruecknehmen(gast=self.object, dokument=dokument, wer=self.request.mitgliedschaft)
        return "Die Datei ist gelöscht."

    def ziel(self) -> str:
        return reverse("gast", args=[self.object.pk])
