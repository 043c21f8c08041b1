"""Mein Konto: name, e-mail address, second factor, own logins."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.mixins import NextRedirectMixin
from allauth.account.views import PasswordSetView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView, UpdateView, View

from stzverbund.basis.bremse import erlaubt
from stzverbund.basis.pflege import Verweigert
from zentren.ansichten import FormularAnsicht
from zentren.konten import adresse, beweis, ereignisse, faktor, sitzungen
from zentren.konten.ereignisse import inhaber
from zentren.konten.forms import AdresseAendern, NameAendern
from zentren.konten.worte import NOCH_EINMAL
from zentren.models import Person, Sitzung

STUNDE = 3600
JE_STUNDE = 5
ZU_OFT = "Das waren zu viele Versuche. Bitte warten Sie eine Stunde."


class Konto(TemplateView):
    """What is stored about oneself, and the ways to change it."""

    template_name = "account/konto.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = inhaber(self.request)
        return super().get_context_data(**kwargs) | {
            "faktoren": faktor.anzahl(person),
            "faktor_pflicht": faktor.vorgeschrieben(self.request.mitgliedschaften),
            "anmeldungen": len(sitzungen.offene(person)),
            "ereignisse": ereignisse.letzte(person),
        }


class NameBearbeiten(FormularAnsicht, UpdateView):
    """One's own name, as others see it."""

    form_class = NameAendern
    template_name = "account/formular.html"
    success_url = reverse_lazy("konto")
    gespeichert = "Ihr Name ist geändert."
    extra_context = {"titel": "Name ändern", "knopf": "Speichern"}

    def get_object(self, queryset: Any = None) -> Person:
        return Person.objects.get(pk=self.request.user.pk)

    @transaction.atomic
    def form_valid(self, form: NameAendern) -> HttpResponse:
        if form.has_changed():
            person = inhaber(self.request)
            ereignisse.merken(person, "Name geändert", wer=ereignisse.Selbst(person))
        return super().form_valid(form)


# Whoever has the address has the account. allauth asks before changes of the second factor only.
@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class AdresseBearbeiten(FormView):
    """Asks for the new address; the answer is the same whether it belongs to another account or not."""

    form_class = AdresseAendern
    template_name = "account/formular.html"
    success_url = reverse_lazy("konto")
    extra_context = {"titel": "E-Mail-Adresse ändern", "knopf": "Link schicken"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.request.user}

    def form_valid(self, form: AdresseAendern) -> HttpResponse:
        je = str(self.request.user.pk)
        if not erlaubt(self.request, "adresse", anzahl=JE_STUNDE, sekunden=STUNDE, je=je):
            form.add_error(None, ZU_OFT)
            return self.form_invalid(form)
        neu = form.cleaned_data["email"]
        adresse.anfordern(person=inhaber(self.request), neu=neu)
        messages.success(
            self.request, f"Wir haben einen Link an {neu} geschickt. Bis dahin gilt die alte Adresse."
        )
        return super().form_valid(form)

    def form_invalid(self, form: AdresseAendern) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(login_not_required, name="dispatch")
class AdresseBestaetigen(View):
    """The page behind the link: GET shows, POST changes the address."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        wechsel = adresse.lesen(token)
        status = 200 if wechsel else 404
        return render(request, "account/email_bestaetigen.html", {"wechsel": wechsel}, status=status)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            wechsel = adresse.bestaetigen(token=token)
        except Verweigert:
            return render(request, "account/email_bestaetigen.html", {"wechsel": None}, status=404)
        messages.success(request, f"Ab jetzt melden Sie sich mit {wechsel.neu} an.")
        return redirect("konto" if request.user.is_authenticated else "account_login")


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class PasswortFestlegen(PasswordSetView):
    """The first password of somebody who has come by single sign-on only."""


class Beweis(NextRedirectMixin, TemplateView):
    """Who has neither password nor factor logs in at the provider once more, and comes back."""

    template_name = "account/beweis.html"
    extra_context = {"titel": NOCH_EINMAL["titel"]}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not beweis.ohne_alles(inhaber(request)):
            return redirect(self.passthrough_next_url(reverse("account_reauthenticate")))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"anbieter": beweis.anbieter()}

    def post(self, request: HttpRequest) -> HttpResponse:
        if not beweis.anbieter():
            raise Http404
        return beweis.zum_anbieter(request, self.get_next_url() or reverse("konto"))


class Anmeldungen(TemplateView):
    """Where one is logged in."""

    template_name = "usersessions/usersession_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        eigene = self.request.session.session_key
        zeilen = [
            {"sitzung": s, "kennung": sitzungen.kennung(s), "diese": s.session_key == eigene}
            for s in sitzungen.offene(inhaber(self.request))
        ]
        return super().get_context_data(**kwargs) | {"zeilen": zeilen}


@require_POST
def anmeldung_beenden(request: HttpRequest) -> HttpResponse:
    """Ends one of the own logins, or all others."""
    person, eigene = inhaber(request), request.session.session_key
    if "alle" in request.POST:
        anzahl = sitzungen.beenden(person=person, ausser=eigene)
        ereignisse.merken(person, "alle anderen Anmeldungen beendet", wer=ereignisse.Selbst(person))
        messages.success(request, f"Beendete Anmeldungen: {anzahl}.")
        return redirect("anmeldungen")
    sitzung = sitzungen.finden(person, request.POST.get("sitzung", ""))
    if sitzung is None:
        raise Http404
    return _eine_beenden(request, sitzung)


def _eine_beenden(request: HttpRequest, sitzung: Sitzung) -> HttpResponse:
    person = inhaber(request)
    ereignisse.merken(person, ereignisse.BEENDET, wer=ereignisse.Selbst(person), grund=str(sitzung))
    sitzung.delete()
    messages.success(request, f"Die Anmeldung „{sitzung}“ ist beendet.")
    return redirect(reverse("anmeldungen"))


class Faktoren(IndexView):
    """All factors of a person, and whether one is still missing."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        pflicht = faktor.vorgeschrieben(self.request.mitgliedschaften)
        hat = kontext["authenticators"].keys() & set(faktor.ARTEN)
        return kontext | {"fehlt": pflicht and not hat}


class PasskeyEntfernen(RemoveWebAuthnView):
    """allauth asks only for the app whether it may go; the same rule holds for a passkey."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().form_valid(form)
