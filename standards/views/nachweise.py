"""Proofs: put to an answer, read, replaced by a newer one, removed while nobody outside has read them."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from standards import nachweise
from standards.antworten import darf_antworten
from standards.belege.stand import gezeigt
from standards.forms.nachweis import NachweisFormular
from standards.models import Antwort, Nachweis
from standards.views.antworten.mixin import ImHaus, MitBewertung
from standards.views.antworten.speichern import Schreibende, TeamSchreibt
from stzverbund.basis.dateien import ausgeben
from stzverbund.basis.pflege import Verweigert


class MitNachweis(MitBewertung):
    """The proof of the address, where this person may read it now."""

    def nachweis(self) -> Nachweis:
        alle = nachweise.lesbare(self.bewertung, self.wer)
        mit = alle.select_related("antwort__kriterium__standard", "datei", "typ", "nachfolger", "ersetzt")
        nachweis = get_object_or_404(mit, pk=self.kwargs["pk"])
        nachweis.antwort.bewertung = self.bewertung
        return nachweis

    def seite(self, nachweis: Nachweis) -> str:
        return f"{self.basis}nachweise/{nachweis.pk}/"


class Nachweisseite(MitNachweis):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nachweis = self.nachweis()
        offen = darf_antworten(self.wer, nachweis.antwort)
        eintrag = nachweis.eintrag if nachweis.eintrag_id else None
        neuere = nachweise.lesbare(self.bewertung, self.wer).filter(ersetzt=nachweis)
        kontext = self.rahmenkontext() | {
            "nachweis": nachweis,
            "neuere": neuere.first(),
            "eintrag": eintrag,
            "eintrag_adresse": nachweise.adresse(eintrag),
            "stelle": self.stelle(nachweis.antwort),
            "ersetzbar": offen and not nachweis.ist_ersetzt,
            "loeschbar": offen
            and not nachweis.ist_ersetzt
            and nachweise.war_nie_eingereicht(nachweis, nachweis.antwort),
        }
        return render(request, "standards/nachweis_detail.html", kontext)


class Nachweisdatei(MitNachweis):
    """The file as a download, after the right has been asked once more."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        datei = self.nachweis().datei
        if datei is None:
            raise Http404
        return ausgeben(datei)


class Nachweisformular(Schreibende):
    """A new proof, or (with `ersetzt`) the next revision of one."""

    http_method_names = ["get", "head", "post"]
    titel, knopf = "Nachweis hinzufügen", "Hinzufügen"
    einleitung = "{womit}. Bitte keine Namen von Besucher/innen."

    def ort(self) -> tuple[Antwort, Nachweis | None]:
        return self.antwort(), None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwort, ersetzt = self.ort()
        return self._zeigen(antwort, self._formular(antwort, ersetzt))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwort, ersetzt = self.ort()
        form = self._formular(antwort, ersetzt, request.POST, request.FILES)
        if form.is_valid():
            try:
                nachweise.hinzufuegen(
                    antwort=antwort,
                    nachweis=form.instance,
                    datei=form.cleaned_data["datei_neu"],
                    ersetzt=ersetzt,
                    wer=self.wer,
                )
                messages.success(request, f"Der Nachweis „{form.instance}“ ist gespeichert.")
                return redirect(self.stelle(antwort))
            except Verweigert as nein:
                form.add_error(None, str(nein))
        return self._zeigen(antwort, form, 422)

    def _formular(self, antwort: Antwort, ersetzt: Nachweis | None, *daten: Any) -> NachweisFormular:
        vorgabe = {"titel": ersetzt.titel} if ersetzt else {}
        return NachweisFormular(
            *daten, instance=Nachweis(antwort=antwort), eintraege=self.eintraege(antwort), initial=vorgabe
        )

    def eintraege(self, antwort: Antwort) -> dict[str, Any]:
        """The records of the house to choose from; none from outside."""
        kriterium = antwort.kriterium.schluessel
        belege = gezeigt(self.bewertung, [kriterium]).get(kriterium, [])
        return nachweise.eintraege(belege, self.bewertung.zentrum)

    def _zeigen(self, antwort: Antwort, form: NachweisFormular, status: int = 200) -> HttpResponse:
        kontext = self.rahmenkontext() | {
            "form": form,
            "titel": f"{self.titel}: {antwort.kriterium.schluessel}",
            "einleitung": self.einleitung.format(womit=_womit(form)),
            "knopf": self.knopf,
            "zurueck": self.stelle(antwort),
        }
        return render(self.request, "standards/bewertung_formular.html", kontext, status=status)


def _womit(form: NachweisFormular) -> str:
    if "haus" in form.fields:
        return "Geben Sie eine Datei, einen Link oder einen Eintrag des Hauses an"
    return "Geben Sie eine Datei oder einen Link an"


class Nachweisersatz(MitNachweis, Nachweisformular):
    titel, knopf = "Nachweis ersetzen", "Ersetzen"
    einleitung = "Die neue Fassung tritt an die Stelle der alten. Die alte bleibt lesbar."

    def ort(self) -> tuple[Antwort, Nachweis | None]:
        nachweis = self.nachweis()
        return nachweis.antwort, nachweis


class Nachweisloeschung(MitNachweis, Schreibende):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nachweis = self.nachweis()
        stelle = self.stelle(nachweis.antwort)
        try:
            nachweise.loeschen(nachweis=nachweis, wer=self.wer)
            messages.success(request, f"Der Nachweis „{nachweis}“ ist gelöscht.")
        except Verweigert as nein:
            messages.error(request, str(nein))
        return redirect(stelle)


class Neu(TeamSchreibt, Nachweisformular):
    """With an account."""


class Ansehen(ImHaus, Nachweisseite):
    """With an account."""


class Datei(ImHaus, Nachweisdatei):
    """With an account."""


class Ersetzen(TeamSchreibt, Nachweisersatz):
    """With an account."""


class Loeschen(TeamSchreibt, Nachweisloeschung):
    """With an account."""
