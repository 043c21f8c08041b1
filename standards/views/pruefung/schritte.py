"""Every step of the Bezirksamt with a Selbstbewertung.

Whoever sees it but is not of the office gets 403; an office that comes at the wrong time is told so.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from standards import ablauf, aussen, voten
from standards.forms.aussen import AussenRueckfrage
from standards.forms.schritte import GrundFormular
from standards.forms.votum import AnnahmeFormular, RueckfrageFormular
from standards.models import Antwort, Selbstbewertung, Votum
from stzverbund.basis.formulare import FormularMixin
from stzverbund.basis.pflege import Verweigert
from zentren.models import Rolle


class OhneAngaben(FormularMixin, forms.Form):
    """A step without anything to type."""


class Pruefschritt(FormView):
    """A page that says what will happen, and the POST that does it."""

    template_name = "standards/pruefung_schritt.html"
    http_method_names = ["get", "head", "post"]
    titel = einleitung = einleitung_aussen = knopf = ""
    mit_fragen = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.object = self._bewertung()
        if not request.mitgliedschaft.hat(Rolle.BEZIRKSAMT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _bewertung(self) -> Selbstbewertung:
        sichtbare = Selbstbewertung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return get_object_or_404(sichtbare.select_related("zentrum", "runde"), pk=self.kwargs["pk"])

    def get_form_class(self) -> type:
        return self.form_class or OhneAngaben

    @property
    def von_aussen(self) -> bool:
        return self.object.art == Selbstbewertung.Art.AUSSEN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        liste = self.liste()
        return super().get_context_data(**kwargs) | {
            "bewertung": self.object,
            "titel": self.titel.format(art=self.object.get_art_display()),
            "einleitung": self.einleitung_aussen if self.von_aussen else self.einleitung,
            "knopf": self.knopf,
            "mit_fragen": self.mit_fragen,
            "liste": liste,
            "moeglich": self.moeglich(liste),
        }

    def liste(self) -> list[Antwort]:
        """The answers that the step is about."""
        return []

    def moeglich(self, liste: list[Antwort]) -> bool:
        return True

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            messages.success(self.request, self.ausfuehren(form))
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        return redirect(self.ziel())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def ausfuehren(self, form: Any) -> str:
        raise NotImplementedError

    def ziel(self) -> str:
        return reverse("bewertung_pruefung", args=[self.object.pk])

    @property
    def angaben(self) -> dict[str, Any]:
        return {"bewertung": self.object, "wer": self.request.mitgliedschaft}


class Bestaetigen(Pruefschritt):
    titel = "Alles ohne Abweichung bestätigen"
    einleitung = (
        "Diese Antworten lauten „erfüllt“, kein Beleg spricht dagegen, und sie haben noch kein Votum."
    )
    knopf = "Alle bestätigen"

    def liste(self) -> list[Antwort]:
        return list(voten.bestaetigbare(self.object).select_related("kriterium__standard"))

    def moeglich(self, liste: list[Antwort]) -> bool:
        return bool(liste)

    def ausfuehren(self, form: Any) -> str:
        anzahl = voten.bestaetigen(**self.angaben)
        if not anzahl:
            raise Verweigert("Hier ist nichts zu bestätigen.")
        wort = "Kriterium ist" if anzahl == 1 else "Kriterien sind"
        return f"{anzahl} {wort} bestätigt."


class MitAktenzeichen(Pruefschritt):
    """A step that leads to a letter; the Aktenzeichen used last for this centre stands beside the field."""

    def get_form_kwargs(self) -> dict[str, Any]:
        frueher = Selbstbewertung.objects.filter(zentrum=self.object.zentrum_id).exclude(aktenzeichen="")
        zuletzt = frueher.order_by("-angenommen_am", "-pk").values_list("aktenzeichen", flat=True).first()
        anfang = {"version": self.object.version, "aktenzeichen": self.object.aktenzeichen}
        return super().get_form_kwargs() | {"zuletzt": zuletzt or "", "initial": anfang}


class Nachfragen(MitAktenzeichen):
    form_class = RueckfrageFormular
    titel = "Rückfragen senden"
    einleitung = "Das Zentrum kann danach nur diese Kriterien ändern oder beantworten. Alles andere bleibt."
    einleitung_aussen = (
        "Die Person, die von außen einschätzt, bekommt eine E-Mail mit einem neuen Link. Sie kann damit nur "
        "diese Kriterien ändern oder beantworten. Der Link, den sie bisher hatte, öffnet danach nichts mehr."
    )
    knopf = "Rückfragen senden"
    mit_fragen = True

    def liste(self) -> list[Antwort]:
        gefragt = self.object.antworten.filter(votum__art=Votum.Art.RUECKFRAGE)
        return list(gefragt.select_related("kriterium__standard", "votum"))

    def moeglich(self, liste: list[Antwort]) -> bool:
        return bool(liste)

    def get_form_class(self) -> type:
        return AussenRueckfrage if self.von_aussen else RueckfrageFormular

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.von_aussen:
            kwargs.pop("zuletzt")
            kwargs["initial"] = {"email": aussen.adresse(self.object)}
        return kwargs

    def ausfuehren(self, form: Any) -> str:
        ablauf.nachfragen(**self.angaben, **form.cleaned_data)
        if self.von_aussen:
            return f"Die Rückfragen sind mit einem neuen Link an {form.cleaned_data['email']} gesendet."
        return "Die Rückfragen sind gesendet. Die Leitung hat Post bekommen."


class Annehmen(MitAktenzeichen):
    form_class = AnnahmeFormular
    titel = "{art} annehmen"
    einleitung_aussen = (
        "Was angenommen ist, ändert sich nicht mehr. Der Link öffnet danach nichts mehr, die E-Mail-Adresse "
        "wird gelöscht. Über das Zentrum entscheiden Sie mit seiner Selbstbewertung."
    )
    einleitung = (
        "Was angenommen ist, ändert sich nicht mehr. Kriterien ohne Abweichung und ohne Votum sind damit "
        "bestätigt. Der Standardbericht wird festgeschrieben."
    )
    knopf = "Annehmen"

    def liste(self) -> list[Antwort]:
        return ablauf.ohne_votum(self.object) if self.object.beim_amt else []

    def moeglich(self, liste: list[Antwort]) -> bool:
        return not liste

    def ausfuehren(self, form: AnnahmeFormular) -> str:
        self.object = ablauf.annehmen(**self.angaben, **form.cleaned_data)
        return f"{self.object} ist angenommen."


class WiederOeffnen(Pruefschritt):
    form_class = GrundFormular
    titel = "Angenommene {art} wieder öffnen"
    einleitung = (
        "Sie ist danach wieder in Prüfung, und Sie können Voten ändern und nachfragen. Der festgeschriebene "
        "Bericht bleibt; die nächste Annahme schreibt einen neuen fest."
    )
    einleitung_aussen = einleitung
    knopf = "Wieder öffnen"

    def ausfuehren(self, form: GrundFormular) -> str:
        ablauf.wieder_oeffnen(**self.angaben, **form.cleaned_data)
        return f"{self.object} ist wieder in Prüfung."
