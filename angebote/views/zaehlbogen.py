"""Zählbögen as PDF, also for the month to come. Working papers: the team prints them, its Träger may."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.views.generic import View

from angebote import zaehlbogen
from angebote.models import Angebot
from stzverbund.basis.pdf import pdf_antwort, pdf_aus_vorlage
from stzverbund.basis.zeit import monatsende
from zentren.ansichten import EigenesObjekt
from zentren.models import Zentrum
from zentren.rules import darf

LESEN = "angebote.statistik_lesen"


def monat_druckbar(zentrum: Zentrum, monat: date, heute: date) -> bool:
    """Whether there is paper for a month: the centre is open, and the Termine are planned."""
    if monat > zaehlbogen.letzter_monat(heute) or zentrum.in_betrieb_von > monatsende(monat):
        return False
    return zentrum.in_betrieb_bis is None or zentrum.in_betrieb_bis >= monat


class Bogen(View):
    """A month of a centre on paper."""

    http_method_names = ["get", "head"]
    vorlage = "pdf/zaehlbogen.html"
    zentrum: Zentrum
    titel = "Zählbogen"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.heute, self.monat = timezone.localdate(), kwargs["monat"]
        self.zentrum = self.laden()
        if not monat_druckbar(self.zentrum, self.monat, self.heute):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def laden(self) -> Zentrum:
        """The centre of the address; who may not read its working papers finds nothing."""
        sichtbare = Zentrum.objects.sichtbar_fuer(self.request.mitgliedschaft)
        zentrum = get_object_or_404(sichtbare, slug=self.kwargs["zentrum"])
        if not darf(LESEN, self.request.mitgliedschaft, zentrum):
            raise Http404
        return zentrum

    def inhalt(self) -> dict[str, Any]:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        monat = date_format(self.monat, "F Y")
        kontext = {
            "titel": f"{self.titel} {monat}",
            "dachzeile": "Zum Ausfüllen von Hand",
            "untertitel": str(self.zentrum),
            **self.inhalt(),
        }
        return pdf_antwort(pdf_aus_vorlage(self.vorlage, kontext), f"{kontext['titel']} {self.zentrum}")


class ZaehlbogenMonat(Bogen):
    """All Angebote of a centre that count each Termin."""

    def inhalt(self) -> dict[str, Any]:
        return {
            "boegen": zaehlbogen.boegen(self.zentrum, self.monat),
            "einzeln": False,
            "fehlt_ab": zaehlbogen.fehlt_ab(self.monat, self.heute),
        }


class ZaehlbogenAngebot(EigenesObjekt, Bogen):
    """One Angebot. Everybody knows a public one, so others are refused."""

    model = Angebot
    recht = LESEN

    def laden(self) -> Zentrum:
        self.object = self.get_object(self.get_queryset().select_related("zentrum", "standort"))
        return self.object.zentrum

    def inhalt(self) -> dict[str, Any]:
        return {
            "titel": f"{self.titel} {self.object.titel}, {date_format(self.monat, 'F Y')}",
            "untertitel": ", ".join(teil for teil in (str(self.zentrum), self.object.wo) if teil),
            "boegen": zaehlbogen.boegen(self.zentrum, self.monat, self.object),
            "fehlt_ab": zaehlbogen.fehlt_ab(self.monat, self.heute),
            "einzeln": True,
        }


class ZaehlbogenBeratung(Bogen):
    vorlage = "pdf/zaehlbogen_beratung.html"
    titel = "Zählbogen Beratung"

    def inhalt(self) -> dict[str, Any]:
        return {"bogen": zaehlbogen.beratungsbogen()}
