"""The calendars of a role: for programs that have its address, and the page's button that changes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from stzverbund.basis.bedingt import bedingte_antwort, pruefsumme
from stzverbund.basis.kalender import TYP
from verbund import kalender
from zentren.models import Mitgliedschaft


@method_decorator(login_not_required, name="dispatch")
class Kalenderdatei(View):
    """Whoever has the address; a login in the same browser plays no role."""

    http_method_names = ["get", "head"]
    dateiname = ""

    def get(self, request: HttpRequest, schluessel: str) -> HttpResponse:
        mitgliedschaft = kalender.finden(schluessel)
        if mitgliedschaft is None:
            raise Http404
        inhalt = self.inhalt(mitgliedschaft)
        antwort = bedingte_antwort(
            request,
            kennung=pruefsumme(inhalt),
            bauen=lambda: inhalt,
            typ=TYP,
            dateiname=self.dateiname,
            privat=True,
        )
        antwort["Referrer-Policy"] = "no-referrer"
        antwort["X-Robots-Tag"] = "noindex, nofollow"
        return antwort

    def inhalt(self, mitgliedschaft: Mitgliedschaft) -> bytes:
        raise NotImplementedError


class Sitzungskalender(Kalenderdatei):
    dateiname = "sitzungen.ics"

    def inhalt(self, mitgliedschaft: Mitgliedschaft) -> bytes:
        return kalender.sitzungen(mitgliedschaft, timezone.localdate())


class Aufgabenkalender(Kalenderdatei):
    dateiname = "aufgaben.ics"

    def inhalt(self, mitgliedschaft: Mitgliedschaft) -> bytes:
        return kalender.aufgaben(mitgliedschaft)


class KalenderErneuern(View):
    """New addresses for the own calendars; the old ones open nothing any more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        kalender.erneuern(mitgliedschaft=request.mitgliedschaft)
        messages.success(
            request, "Ihre Kalender haben neue Adressen. Bitte abonnieren Sie sie neu, die alten sind zu."
        )
        return redirect("verbund")
