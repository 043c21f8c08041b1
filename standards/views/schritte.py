"""The steps of a Selbstbewertung in the house: submitting, taking back, and what the Träger decides.

Whoever sees it but is not of the office that takes the step gets 403; who comes at the wrong time is told so.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from standards import ablauf
from standards.antworten import lage
from standards.belege import errechnen
from standards.forms.schritte import GrundFormular
from standards.models import Selbstbewertung
from standards.pruefung import pruefen
from standards.views.antworten.mixin import ImHaus, MitBewertung
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft, Rolle

TEAM = (Rolle.MITARBEIT, Rolle.LEITUNG)


class Einreichseite(MitBewertung):
    """ "Vor dem Einreichen prüfen": the open points, each a link to its place; submitting if none."""

    http_method_names = ["get", "head", "post"]
    template_name = "standards/einreichen.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return render(request, self.template_name, self.rahmenkontext() | self._lage())

    def _lage(self) -> dict[str, Any]:
        if not self.bewertung.beim_zentrum:
            return {"punkte": [], "rueckfragen": [], "darf_einreichen": False}
        punkte = pruefen(self.bewertung, errechnen(lage(self.bewertung)))
        return {
            "punkte": [(punkt, self.stelle(punkt.antwort)) for punkt in punkte],
            "rueckfragen": self._rueckfragen(),
            "darf_einreichen": self.darf_einreichen(),
        }

    def _rueckfragen(self) -> list[tuple[Any, str]]:
        """The Kriterien that were asked about and have had no answer yet."""
        offene = ablauf.unbeantwortete_rueckfragen(self.bewertung)
        return [(antwort, self.stelle(antwort)) for antwort in offene]

    def darf_einreichen(self) -> bool:
        return True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.darf_einreichen():
            raise PermissionDenied
        try:
            bewertung = ablauf.einreichen(bewertung=self.bewertung, wer=self.wer)
        except Verweigert as nein:
            messages.error(request, str(nein))
            return redirect(f"{self.basis}einreichen/")
        wo = "beim Träger zur Freigabe" if bewertung.freigabe_noetig else "beim Bezirksamt"
        messages.success(request, f"{bewertung} ist eingereicht und liegt jetzt {wo}.")
        return redirect(self.basis)


class Einreichen(ImHaus, Einreichseite):
    """The team reads the check list, the Leitung submits."""

    def zulassen(self) -> None:
        if not self.request.mitgliedschaft.hat(*TEAM):
            raise PermissionDenied

    def darf_einreichen(self) -> bool:
        return self.request.mitgliedschaft.hat(Rolle.LEITUNG)

    def rahmenkontext(self) -> dict[str, Any]:
        leitungen = Mitgliedschaft.objects.gueltig().filter(
            rolle=Rolle.LEITUNG, zentrum=self.bewertung.zentrum_id
        )
        namen = sorted(str(m.person) for m in leitungen.select_related("person"))
        return super().rahmenkontext() | {"leitungen": namen}


class Schritt(ImHaus):
    """A step by one button; `rollen` is the office that takes it."""

    http_method_names = ["post"]
    rollen: tuple[str, ...] = ()

    def zulassen(self) -> None:
        if not self.request.mitgliedschaft.hat(*self.rollen):
            raise PermissionDenied

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.ausfuehren())
        except Verweigert as nein:
            messages.error(request, str(nein))
        return redirect(self.basis)

    def ausfuehren(self) -> str:
        """Calls one domain function and says what has happened."""
        raise NotImplementedError

    @property
    def angaben(self) -> dict[str, Any]:
        return {"bewertung": self.bewertung, "wer": self.request.mitgliedschaft}


class Zurueckziehen(Schritt):
    rollen = (Rolle.LEITUNG,)

    def ausfuehren(self) -> str:
        zurueck = ablauf.zurueckziehen(**self.angaben)
        offen = "was gefragt wurde" if zurueck.status == Selbstbewertung.Status.RUECKFRAGE else "alles"
        return f"Die Selbstbewertung ist zurückgezogen. Sie können {offen} wieder bearbeiten."


class Freigeben(Schritt):
    rollen = (Rolle.TRAEGER,)

    def ausfuehren(self) -> str:
        ablauf.freigeben(**self.angaben)
        return f"{self.bewertung} ist freigegeben und liegt jetzt beim Bezirksamt."


class Zurueckgeben(Schritt):
    """With a reason; what is refused stays in the form with what was typed."""

    http_method_names = ["get", "head", "post"]
    rollen = (Rolle.TRAEGER,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._zeigen(GrundFormular())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = GrundFormular(request.POST)
        if form.is_valid():
            try:
                ablauf.zurueckgeben(**self.angaben, grund=form.cleaned_data["grund"])
                messages.success(request, f"{self.bewertung} ist zurückgegeben.")
                return redirect(self.basis)
            except Verweigert as nein:
                form.add_error(None, str(nein))
        return self._zeigen(form, 422)

    def _zeigen(self, form: GrundFormular, status: int = 200) -> HttpResponse:
        kontext = self.rahmenkontext() | {
            "form": form,
            "titel": "Selbstbewertung zurückgeben",
            "einleitung": "Was ist zu klären? Das Zentrum liest Ihren Grund und kann dann wieder ändern.",
            "knopf": "Zurückgeben",
            "zurueck": self.basis,
        }
        return render(self.request, "standards/bewertung_formular.html", kontext, status=status)
