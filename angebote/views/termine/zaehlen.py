"""Counting one Termin: its form, and the tap in a row of a list. By the team, or with a Zähl-Link."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View

from angebote.aufteilung import ALLE, ALTERSGRUPPEN, GESCHLECHTER, RAENDER, unbekannt
from angebote.forms.termin import GRUENDE, TerminFormular, ZaehlFormular, zellenlabel, zellenname
from angebote.models import Altersgruppe, Geschlecht, Termin
from angebote.terminzaehlung import gespeicherte
from angebote.views.termine.zeilen import PFLEGEN, Zeile, zeilen
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import verlauf
from stzverbund.basis.zahlen import zeige_anzahl
from zentren.ansichten import Bearbeiten, EigenesObjekt
from zentren.handelnde import Handelnde
from zentren.rules import darf

INZWISCHEN = "Jemand anderes hat diesen Termin inzwischen geändert. Hier steht, was gespeichert ist."


class Zaehlblatt(Bearbeiten):
    """The form of one Termin. Who counts and how the Termin stands in a list, each way says itself."""

    model = Termin
    form_class = TerminFormular
    gespeichert = "Der Termin ist gespeichert."

    @property
    def wer(self) -> Handelnde:
        raise NotImplementedError

    def zeile(self, termin: Termin) -> Zeile:
        raise NotImplementedError

    def grund(self, nein: Verweigert) -> str:
        """Why it was not saved."""
        return str(nein)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.wer}

    def form_valid(self, form: TerminFormular) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Verweigert as nein:
            form.add_error(None, self.grund(nein))
            return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        # What is stored: the form has already written what was typed into its own object.
        termin = self.get_queryset().get(pk=self.object.pk)
        return kontext | {
            "zeile": self.zeile(termin),
            "tafel": _tafel(kontext["form"], termin),
            "gruende": GRUENDE,
            "zurueck": self.get_success_url(),
        }


class TerminZaehlen(Zaehlblatt):
    """Only the staff of the centre may send the form, others of it read what was counted."""

    template_name = "angebote/termin_form.html"

    @property
    def wer(self) -> Handelnde:
        return self.request.mitgliedschaft

    def zeile(self, termin: Termin) -> Zeile:
        return zeilen([termin], self.request.mitgliedschaft)[0]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("angebot__zentrum", "angebot__standort")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not darf(PFLEGEN, request.mitgliedschaft, self.get_object()):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"verlauf": verlauf(self.object)}

    def get_success_url(self) -> str:
        return f"{reverse('termin_liste')}?tag={self.object.datum:%Y-%m-%d}"


class Schnellzaehlung(View):
    """One row of a list: the tap and the head count. htmx gets the row back, others go to the list."""

    http_method_names = ["post"]

    @property
    def wer(self) -> Handelnde:
        raise NotImplementedError

    def get_object(self) -> Termin:
        raise NotImplementedError

    def zeile(self, termin: Termin) -> Zeile:
        raise NotImplementedError

    def liste(self) -> str:
        """Where one goes without a script."""
        raise NotImplementedError

    def grund(self, nein: Verweigert) -> str:
        return str(nein)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ZaehlFormular(request.POST, instance=self.get_object(), wer=self.wer)
        fehler = self._speichern(form)
        # What is stored: the form has already written what was typed into its own object.
        zeile = self.zeile(self.get_object())
        if not request.htmx:
            if fehler:
                messages.error(request, fehler)
                return redirect(zeile.adresse)
            messages.success(request, f"{zeile.termin}: gespeichert.")
            return redirect(self.liste())
        zeile.neu, zeile.fehler = True, fehler
        if fehler:
            zeile.getippt, zeile.grund = form["teilnahmen"].value() or "", form["grund"].value() or ""
        return render(request, "angebote/_termin_zeile.html", {"zeile": zeile, "mit_tag": True})

    def _speichern(self, form: ZaehlFormular) -> str:
        """Why it was not saved, empty if it was."""
        if not form.is_valid():
            return " ".join(meldung for meldungen in form.errors.values() for meldung in meldungen)
        try:
            form.save()
        except Ueberholt:
            return INZWISCHEN
        except Verweigert as nein:
            return self.grund(nein)
        return ""


class TerminSchnell(EigenesObjekt, Schnellzaehlung):
    model = Termin
    recht = PFLEGEN

    @property
    def wer(self) -> Handelnde:
        return self.request.mitgliedschaft

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("angebot__zentrum", "angebot__standort")

    def zeile(self, termin: Termin) -> Zeile:
        return zeilen([termin], self.request.mitgliedschaft)[0]

    def liste(self) -> str:
        return reverse("termin_liste")


@dataclass(frozen=True)
class Tafelzeile:
    """A row of the breakdown: one cell for each gender and the margin."""

    name: str
    zellen: list[Any]
    rand: Any


def _tafel(form: TerminFormular, termin: Termin) -> dict[str, Any]:
    """The fields of the breakdown as a table, its margins last, and what is stored in words."""
    stand = gespeicherte(termin)
    rest = unbekannt(stand, termin.teilnahmen or 0)
    zahlen = (rest.alter, rest.geschlecht, termin.teilnahmen or 0)
    jahre, wer, gesamt = map(zeige_anzahl, zahlen)
    reihen = [
        Tafelzeile(
            Altersgruppe(alter).label,
            [form[zellenname((alter, geschlecht))] for geschlecht in GESCHLECHTER],
            form[zellenname((alter, ALLE))],
        )
        for alter in ALTERSGRUPPEN
    ]
    return {
        "kopf": [Geschlecht(g).label for g in GESCHLECHTER],
        "reihen": reihen,
        "rand": [form[zellenname((ALLE, g))] for g in GESCHLECHTER],
        "offen": bool(stand or any(name.startswith("teil_") for name in form.errors)),
        "rest": f"Unbekannt: Alter {jahre}, Geschlecht {wer} von {gesamt}.",
        "gezaehlt": [(zellenlabel(zelle), stand[zelle]) for zelle in RAENDER if zelle in stand],
    }
