"""The poster with the QR code and the sheet to print."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.generic import View

from stzverbund.basis.pdf import pdf_antwort, pdf_aus_vorlage
from stzverbund.basis.qr import qr_datenadresse
from zentren.ansichten import EigenesObjekt
from zentren.stadtteilmanagement.models import Befragung, Frage
from zentren.stadtteilmanagement.views.befragungen.liste import umfrageadresse


class Papier(EigenesObjekt, View):
    model = Befragung
    vorlage, name = "", ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        befragung = self.get_object()
        kontext = {"titel": befragung.titel, "befragung": befragung, **self.dazu(befragung)}
        return pdf_antwort(pdf_aus_vorlage(self.vorlage, kontext), f"{self.name} {befragung.titel}")

    def dazu(self, befragung: Befragung) -> dict[str, Any]:
        adresse = umfrageadresse(befragung)
        return {"adresse": adresse, "qr": qr_datenadresse(adresse)}


class BefragungAushang(Papier):
    vorlage, name = "pdf/befragung_aushang.html", "Aushang"


class BefragungBogen(Papier):
    vorlage, name = "pdf/befragung_bogen.html", "Fragebogen"

    def dazu(self, befragung: Befragung) -> dict[str, Any]:
        fragen = list(Frage.objects.filter(befragung=befragung))
        return super().dazu(befragung) | {"fragen": fragen, "dachzeile": befragung.zentrum.name}
