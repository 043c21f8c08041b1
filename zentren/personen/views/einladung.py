"""An invitation later: sent again or revoked by those who may send it, accepted by who has an account."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import DetailView

from stzverbund.basis.eingabe import nummer
from stzverbund.basis.pflege import Verweigert
from zentren.ansichten import Befehl
from zentren.middleware import SITZUNG
from zentren.models import Einladung, Person
from zentren.personen import einladungen
from zentren.personen.stellen import stelle_von
from zentren.personen.views.stelle import ZU_VIELE, adresse, noch_eine


class EinladungBefehl(Befehl):
    model = Einladung
    recht = "zentren.rolle_vergeben"

    def ziel(self) -> str:
        return adresse(stelle_von(self.object))


class EinladungErneut(EinladungBefehl):
    def ausfuehren(self) -> str:
        if not noch_eine(self.request):
            raise Verweigert(ZU_VIELE)
        version = nummer(self.request.POST.get("version", ""))
        einladungen.erneut_senden(einladung=self.object, version=version, wer=self.request.mitgliedschaft)
        return f"Einladung an {self.object.email} erneut versandt."


class EinladungWiderrufen(EinladungBefehl):
    def ausfuehren(self) -> str:
        einladungen.widerrufen(einladung=self.object, wer=self.request.mitgliedschaft)
        return "Die Einladung ist widerrufen. Ihr Link öffnet nichts mehr."


class EinladungAnnehmen(DetailView):
    """For who is logged in: only invitations to the own address are found."""

    model = Einladung
    template_name = "zentren/personen/annehmen.html"
    context_object_name = "einladung"

    def get_queryset(self) -> QuerySet[Einladung]:
        eigene = Einladung.objects.filter(email__iexact=self.request.user.email, widerrufen_am__isnull=True)
        return eigene.mit_organisation().select_related("eingeladen_von")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.get_object().angenommen_am:
            return redirect("start")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = cast(Person, request.user)
        try:
            neu = einladungen.annehmen(einladung=self.get_object(), person=person)
        except Verweigert as nein:
            messages.error(request, str(nein))
            return redirect("start")
        if neu and neu.gilt_am(timezone.localdate()):
            request.session[SITZUNG] = neu.pk
            messages.success(request, f"Willkommen. Sie arbeiten jetzt als: {neu.bezeichnung}.")
        return redirect("start")
