"""Bases for what belongs to a centre: new, edit, delete; one address each, the right is "zentren.pflegen"."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from zentren import bestand
from zentren.ansichten import Anlegen, Bearbeiten, Loeschen
from zentren.models import Zentrum


class ImZentrum:
    """The centre stands in the address (`zentrum`, its slug); an object is found only where both match."""

    recht = "zentren.pflegen"
    abschnitt = ""

    @cached_property
    def zentrum(self) -> Zentrum:
        zentren = Zentrum.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return get_object_or_404(zentren, slug=self.kwargs["zentrum"])

    def get_queryset(self) -> QuerySet:
        menge = super().get_queryset()
        return menge.filter(**{menge.zum_zentrum: self.zentrum})

    def get_success_url(self) -> str:
        """The page of the centre, at the section of this resource."""
        return reverse("zentrum", args=[self.zentrum.slug]) + (f"#{self.abschnitt}" if self.abschnitt else "")


class MitFormular(ImZentrum):
    """What new and edit have in common: the form knows the centre, the page leads back to it."""

    template_name = "zentren/formular.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"zentrum": self.zentrum}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rahmen = {"zentrum": self.zentrum, "titel": self.titel, "zurueck": self.get_success_url()}
        return super().get_context_data(**kwargs) | rahmen


class NeuImZentrum(MitFormular, Anlegen):
    titel = ""

    def bezug(self) -> Zentrum:
        return self.zentrum

    def vorbelegen(self) -> dict[str, Any]:
        return {"zentrum": self.zentrum}


class BearbeitenImZentrum(MitFormular, Bearbeiten):
    @property
    def titel(self) -> str:
        return f"{self.object} bearbeiten"


class LoeschenImZentrum(ImZentrum, Loeschen):
    def folgen(self) -> list[str]:
        return bestand.loeschfolgen(objekt=self.object)

    def ausfuehren(self) -> None:
        bestand.entfernen(objekt=self.object, zentrum=self.zentrum, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return self.get_success_url()
