"""/umfrage/<kennung>/: citizens answer, without account, cookie or name, and read what has become of it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from stzverbund.basis.offenes_formular import OffeneAnsicht
from zentren.ansichten import EigenesObjekt
from zentren.stadtteilmanagement.befragungen import antworten, ergebnis
from zentren.stadtteilmanagement.forms.umfrage import UmfrageFormular
from zentren.stadtteilmanagement.models import Befragung, Frage

Status = Befragung.Status


class Gefragt:
    """A Befragung by the word in its address; a draft is not there yet."""

    model = Befragung
    slug_field = slug_url_kwarg = "kennung"

    def get_queryset(self) -> QuerySet:
        return Befragung.objects.exclude(status=Status.ENTWURF).select_related("zentrum")


class Umfrage(Gefragt, OffeneAnsicht):
    """The sheet; where the Befragung is not open, when it was or will be. One house may share one network."""

    form_class = UmfrageFormular
    template_name = "stadtteilmanagement/umfrage.html"
    bremse = "umfrage"
    je_absender, insgesamt = 60, 600

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        self.object: Befragung = get_object_or_404(self.get_queryset(), kennung=self.kwargs["kennung"])

    def get_form_kwargs(self) -> dict[str, Any]:
        fragen = list(Frage.objects.filter(befragung=self.object))
        return super().get_form_kwargs() | {"fragen": fragen}

    def annehmen(self, form: UmfrageFormular) -> str:
        antworten.annehmen(befragung=self.object, werte=form.werte(), texte=form.texte())
        return self._danke()

    def schon_da(self) -> str:
        return f"{self._danke()}?schon=1"

    def gegenstand(self) -> str:
        return self.object.kennung

    def _danke(self) -> str:
        return reverse("umfrage_danke", args=[self.object.kennung])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heute = timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "object": self.object,
            "offen": self.object.nimmt_an(heute),
            "kommt": self.object.status == Status.OFFEN and heute < self.object.von,
        }


@method_decorator(login_not_required, name="dispatch")
class UmfrageDanke(Gefragt, DetailView):
    template_name = "stadtteilmanagement/umfrage_danke.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offen = self.object.nimmt_an(timezone.localdate())
        return super().get_context_data(**kwargs) | {"schon": "schon" in self.request.GET, "offen": offen}


@method_decorator(login_not_required, name="dispatch")
class UmfrageErgebnis(Gefragt, DetailView):
    """The published result: sums and conclusions, never a free text."""

    template_name = "stadtteilmanagement/umfrage_ergebnis.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(status=Status.GESCHLOSSEN, ergebnis_oeffentlich=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "ergebnisse": ergebnis.auswerten(self.object, mit_texten=False),
            "vergleiche": ergebnis.vergleichen(self.object, oeffentlich=True),
        }


class UmfrageVorschau(EigenesObjekt, DetailView):
    """The sheet as citizens will see it, for the house; nothing can be sent."""

    model = Befragung
    template_name = "stadtteilmanagement/umfrage.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fragen = list(Frage.objects.filter(befragung=self.object))
        form = UmfrageFormular(adresse=self.request.path, fragen=fragen)
        return super().get_context_data(**kwargs) | {"form": form, "vorschau": True, "offen": True}
