"""The people of an organisation, and inviting somebody."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from stzverbund.basis.bremse import erlaubt
from stzverbund.basis.pflege import Verweigert
from zentren.models import Einladung, Mitgliedschaft, Person, Rolle, Zentrum
from zentren.personen import einladungen, luecken
from zentren.personen.forms import EinladungFormular
from zentren.personen.stellen import Stelle, stelle_finden, stelle_von
from zentren.rules import darf

FRUEHERE = timedelta(days=365)
"""How long somebody who has left stays on the page."""
KUERZLICH = timedelta(days=30)
JE_STUNDE = 30
ZU_VIELE = "Das waren viele Einladungen. Bitte warten Sie eine Stunde."


def adresse(stelle: Stelle) -> str:
    return reverse("stelle", args=[stelle.schluessel, stelle.pk])


def personen(request: HttpRequest) -> HttpResponse:
    """The entry of the navigation: one's own organisation, for the Verwaltung everybody."""
    if request.mitgliedschaft.hat(Rolle.VERWALTUNG):
        return redirect("personen_liste")
    return redirect(adresse(stelle_von(request.mitgliedschaft)))


def anmeldung_in_worten(person: Person, heute: date) -> str:
    """Enough to see an account that nobody uses, too little to see when somebody works."""
    if person.last_login is None:
        return "noch nie"
    zuletzt = timezone.localdate(person.last_login)
    return "in den letzten 30 Tagen" if zuletzt > heute - KUERZLICH else "vor mehr als 30 Tagen"


def noch_eine(request: HttpRequest) -> bool:
    """Counts a mail of an inviter; whoever has taken over an account cannot flood mailboxes with it."""
    return erlaubt(request, "einladung", anzahl=JE_STUNDE, sekunden=3600, je=str(request.user.pk))


@dataclass(frozen=True)
class Zeile:
    """Somebody on the page; `anmeldung` is empty for who may not change it."""

    mitgliedschaft: Mitgliedschaft
    aenderbar: bool
    anmeldung: str
    kuenftig: bool


class InStelle:
    """The organisation of the address, where the person knows its people; else there is none."""

    @cached_property
    def stelle(self) -> Stelle:
        stelle = stelle_finden(self.kwargs["art"], self.kwargs["pk"])
        if stelle is None or not stelle.lesbar(self.request.mitgliedschaft):
            raise Http404
        return stelle

    @cached_property
    def vergebbare(self) -> list[Rolle]:
        return self.stelle.vergebbare(self.request.mitgliedschaft)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"stelle": self.stelle, "vergebbare": self.vergebbare}


class StelleAnsehen(InStelle, TemplateView):
    template_name = "zentren/personen/stelle.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heute, wer = timezone.localdate(), self.request.mitgliedschaft
        hier = {"rolle__in": self.stelle.art.rollen, **self.stelle.bindung}
        alle = Mitgliedschaft.objects.sichtbar_fuer(wer).filter(**hier).mit_organisation()
        zeilen = [self._zeile(m, heute) for m in alle.order_by("person__name", "person__email", "-von", "pk")]
        offene = Einladung.objects.sichtbar_fuer(wer).offen().filter(**hier).select_related("eingeladen_von")
        return super().get_context_data(**kwargs) | {
            "zeilen": [z for z in zeilen if z.mitgliedschaft.bis is None or z.mitgliedschaft.bis >= heute],
            "fruehere": [z for z in zeilen if self._frueher(z.mitgliedschaft, heute)],
            "einladungen": offene if self.vergebbare else [],
            "ohne_leitung": self._ohne_leitung(heute),
            "zentren": self._zentren(heute),
        }

    def _zeile(self, m: Mitgliedschaft, heute: date) -> Zeile:
        aenderbar = darf("zentren.rolle_vergeben", self.request.mitgliedschaft, m)
        anmeldung = anmeldung_in_worten(m.person, heute) if aenderbar else ""
        return Zeile(m, aenderbar, anmeldung, m.von > heute)

    def _frueher(self, m: Mitgliedschaft, heute: date) -> bool:
        return m.bis is not None and heute - FRUEHERE <= m.bis < heute

    def _ohne_leitung(self, heute: date) -> bool:
        if self.stelle.schluessel != "zentrum":
            return False
        dieses = Zentrum.objects.filter(pk=self.stelle.pk)
        return luecken.zentren_ohne_leitung(dieses, heute).exists()

    def _zentren(self, heute: date) -> list[tuple[Zentrum, bool]]:
        """The centres of a Träger, and whether each is without Leitung."""
        if self.stelle.schluessel != "traeger":
            return []
        zentren = Zentrum.objects.filter(traeger=self.stelle.organisation)
        ohne = set(luecken.zentren_ohne_leitung(zentren, heute).values_list("pk", flat=True))
        return [(zentrum, zentrum.pk in ohne) for zentrum in zentren]


class EinladungNeu(InStelle, FormView):
    """The same answer whether the address has an account or not."""

    form_class = EinladungFormular
    template_name = "zentren/personen/einladen.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.vergebbare:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"rollen": self.vergebbare, "wer": self.request.mitgliedschaft}

    def form_valid(self, form: EinladungFormular) -> HttpResponse:
        if not noch_eine(self.request):
            form.add_error(None, ZU_VIELE)
            return self.form_invalid(form)
        angaben = form.cleaned_data | {"rolle": Rolle(form.cleaned_data["rolle"])}
        try:
            einladungen.einladen(stelle=self.stelle, wer=self.request.mitgliedschaft, **angaben)
        except Verweigert as nein:
            form.add_error("email", str(nein))
            return self.form_invalid(form)
        messages.success(self.request, f"Einladung an {angaben['email']} versandt.")
        return redirect(adresse(self.stelle))

    def form_invalid(self, form: EinladungFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
