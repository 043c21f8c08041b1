"""What is written beside an answer: a contribution to its thread, a comment on the whole, a new Massnahme."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from standards import antworten, voten
from standards.antworten import darf_antworten
from standards.forms.antwort import MassnahmeFormular
from standards.models import Antwort
from standards.views.antworten.mixin import ImHaus, MitBewertung
from standards.views.antworten.seiten import Standardseite
from standards.views.antworten.speichern import Schreibende, TeamSchreibt
from stzverbund.basis.eingabe import text
from stzverbund.basis.pflege import Verweigert
from zentren.models import Rolle
from zentren.rules import darf


class Beitragen(MitBewertung):
    """To the thread of a Kriterium, or without `antwort` in the address a comment on the whole."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwort = self.antwort() if "antwort" in self.kwargs else None
        try:
            voten.beitragen(
                bewertung=self.bewertung, antwort=antwort, text=text(request, "text"), wer=self.wer
            )
            messages.success(request, "Ihr Beitrag ist gespeichert.")
        except Verweigert as nein:
            messages.error(request, str(nein))
        return redirect(self.ziel(antwort))

    def ziel(self, antwort: Antwort | None) -> str:
        """The place where it was written."""
        return self.stelle(antwort) if antwort else f"{self.basis}#kommentare"


class Beitrag(ImHaus, Beitragen):
    """With an account."""

    def zulassen(self) -> None:
        if not darf("standards.beitragen", self.request.mitgliedschaft, self.bewertung):
            raise PermissionDenied

    def ziel(self, antwort: Antwort | None) -> str:
        """The Bezirksamt writes on the pages of its review."""
        if not self.wer.hat(Rolle.BEZIRKSAMT):
            return super().ziel(antwort)
        if antwort:
            return f"{reverse('antwort_pruefen', args=[antwort.pk])}#austausch"
        return f"{reverse('bewertung_pruefung', args=[self.bewertung.pk])}#kommentare"


class MassnahmeSchreiben(Schreibende, Standardseite):
    """A new Massnahme, at once the one of this answer."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwort = self.antwort()
        self.nummer = antwort.kriterium.standard.nummer
        if not darf_antworten(self.wer, antwort):
            messages.error(request, "Diese Antwort kann jetzt nicht geändert werden.")
            return redirect(self.stelle(antwort))
        form = MassnahmeFormular(request.POST, prefix=f"m{antwort.pk}")
        form.instance.zentrum, form.instance.bezirk = self.bewertung.zentrum, self.bewertung.zentrum.bezirk
        if form.is_valid():
            angaben = {name: form.cleaned_data[name] for name in ("titel", "eigner", "faellig")}
            try:
                antworten.massnahme_schreiben(antwort=antwort, wer=self.wer, **angaben)
                messages.success(request, f"Die Maßnahme „{angaben['titel']}“ ist angelegt.")
                return redirect(self.stelle(antwort))
            except Verweigert as nein:
                form.add_error(None, str(nein))
        return self.zeigen(massnahme=form, status=422)


class Massnahme(TeamSchreibt, MassnahmeSchreiben):
    """With an account."""
