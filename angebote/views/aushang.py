"""The poster of an Angebot for the staircase."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import View

from angebote.models import Angebot
from angebote.programm import aushang
from stzverbund.basis.pdf import pdf_antwort
from zentren.ansichten import EigenesObjekt


class AngebotAushang(EigenesObjekt, View):
    """The poster of a public Angebot."""

    http_method_names = ["get", "head"]
    model = Angebot

    def get_queryset(self) -> QuerySet:
        mit = ("zentrum__traeger", "standort", "raum")
        oeffentliche = super().get_queryset().oeffentlich().select_related(*mit)
        return oeffentliche.prefetch_related("zeitplaene", "zielgruppen")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        papier = aushang(self.get_object(), timezone.localdate())
        return pdf_antwort(papier.pdf(), papier.dateiname)
