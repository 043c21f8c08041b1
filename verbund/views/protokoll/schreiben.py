"""The live minutes: one page during the session, that saves itself; and the plain forms on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from stzverbund.basis.pflege import Ueberholt, Verweigert
from verbund import sitzungen
from verbund.einladung.empfaenger import zentren_von
from verbund.forms.protokoll import Fuehrung, NeuerPunkt, NeuerSitz
from verbund.protokoll import anwesenheit, rahmen, schreiben
from verbund.views.protokoll import zellen
from verbund.views.protokoll.blatt import schreibseite
from verbund.views.protokoll.rahmen import DerSitzung, Formulare, Schritt, Seite

KOORDINIEREN = "verbund.koordinieren"


class Schreibseite(Seite):
    """Items, presence, resolutions and tasks of one session, for those who write."""

    recht = rahmen.SCHREIBEN
    vorlage = "verbund/protokoll_schreiben.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.protokoll is None or rahmen.hindernis(self.protokoll):
            return redirect("protokoll", pk=self.sitzung.pk)
        return self.zeigen()

    def kontext(self, gesendet: Formulare) -> dict[str, Any]:
        return schreibseite(self.sitzung, self.begonnenes, self.request.mitgliedschaft, gesendet)

    def adresse(self, anker: str = "") -> str:
        return reverse("protokoll_schreiben", args=[self.sitzung.pk]) + (f"#{anker}" if anker else "")


class Beginnen(DerSitzung):
    http_method_names = ["post"]
    recht = KOORDINIEREN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            schreiben.beginnen(sitzung=self.sitzung, wer=request.mitgliedschaft)
        except Verweigert as nein:
            messages.error(request, str(nein))
            return redirect("sitzung", pk=self.sitzung.pk)
        return redirect("protokoll_schreiben", pk=self.sitzung.pk)


class Beenden(DerSitzung):
    """ "Sitzung beenden": it has been held."""

    http_method_names = ["post"]
    recht = KOORDINIEREN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            sitzung = sitzungen.durchfuehren(sitzung=self.sitzung, wer=request.mitgliedschaft)
        except Verweigert as nein:
            messages.error(request, str(nein))
            return redirect("protokoll_schreiben", pk=self.sitzung.pk)
        messages.success(
            request,
            f"Die Sitzung ist beendet und hat die Nummer {sitzung.nummer}/{sitzung.jahr}. "
            "Das Protokoll können Sie weiter schreiben.",
        )
        return redirect("protokoll", pk=self.sitzung.pk)


class Eintrag(Schreibseite):
    """One item or seat by a plain button: where somebody else was quicker, both versions are there."""

    http_method_names = ["post"]
    art = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        eintrag = zellen.finden(self.sitzung, f"{self.art}{kwargs['eintrag']}")
        if eintrag is None:
            raise Http404
        form = zellen.formular(eintrag, request.POST, request.mitgliedschaft, self.sitzung)
        if form.is_valid() and self._gespeichert(form):
            messages.success(request, f"Gespeichert: {eintrag}.")
            return HttpResponseRedirect(self.adresse(zellen.vorsatz(eintrag)))
        form.noch_zu_waehlen()
        return self.zeigen({zellen.vorsatz(eintrag): form}, status=422)

    def _gespeichert(self, form: Any) -> bool:
        try:
            form.save()
        except Ueberholt as ausnahme:
            form.ueberholt(ausnahme)
            return not form.konflikte  # else the other one has typed the same
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return False
        return True


class Punkt(Eintrag):
    art = "p"


class Sitz(Eintrag):
    art = "t"


class Dazu(Schritt, Schreibseite):
    """Something new on the page."""

    anker = ""

    def ziel(self) -> str:
        return self.adresse(self.anker)


class PunktDazu(Dazu):
    """An item that came up in the session."""

    name = "punkt_neu"

    def formular(self) -> Any:
        return NeuerPunkt(self.request.POST, prefix=self.name)

    def ausfuehren(self, form: Any) -> str:
        titel, wer = form.cleaned_data["titel"], self.request.mitgliedschaft
        punkt = schreiben.ergaenzen(sitzung=self.sitzung, titel=titel, wer=wer)
        self.anker = zellen.vorsatz(punkt)
        return f"Neuer Tagesordnungspunkt: {punkt}."


class SitzDazu(Dazu):
    """A Zentrum without a seat, or another office."""

    name = "sitz_neu"

    def formular(self) -> Any:
        zentren = anwesenheit.ohne_sitz(self.sitzung)
        return NeuerSitz(self.request.POST, prefix=self.name, zentren=zentren)

    def ausfuehren(self, form: Any) -> str:
        wer = self.request.mitgliedschaft
        sitz = anwesenheit.hinzufuegen(sitzung=self.sitzung, **form.cleaned_data, wer=wer)
        self.anker = zellen.vorsatz(sitz)
        return f"Anwesend: {sitz}."


class FuehrungAendern(Dazu):
    """Which Zentrum writes too; for the Koordination."""

    name, recht = "fuehrung", KOORDINIEREN

    def formular(self) -> Any:
        zentren = zentren_von(self.sitzung)
        return Fuehrung(self.request.POST, prefix=self.name, zentren=zentren)

    def ausfuehren(self, form: Any) -> str:
        zentrum, wer = form.cleaned_data["zentrum"], self.request.mitgliedschaft
        schreiben.fuehren_lassen(protokoll=self.begonnenes, zentrum=zentrum, wer=wer)
        return f"Das Protokoll schreibt {f'{zentrum} mit' if zentrum else 'die Koordination allein'}."
