"""What the invited person finds behind the link of the mail: GET shows, POST acts."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from stzverbund.basis.links import Zugang
from stzverbund.basis.pflege import Verweigert
from zentren.models import Einladung, Person
from zentren.personen import einladungen
from zentren.personen.forms import AnnahmeFormular


class EinladungLink(FormView):
    """Somebody new sets name and password; who has an account logs in first; other accounts are refused."""

    form_class = AnnahmeFormular
    template_name = "zentren/personen/link.html"
    zugang: Zugang

    @property
    def einladung(self) -> Einladung:
        return self.zugang.gegenstand

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zugang = kwargs["zugang"]
        if self.einladung.widerrufen_am:
            raise Http404
        if umweg := self._umweg(request):
            return umweg
        return super().dispatch(request, *args, **kwargs)

    def _umweg(self, request: HttpRequest) -> HttpResponse | None:
        """The answer for everybody but who has no account yet."""
        person, einladung = self.zugang.person, self.einladung
        if person and person.email.lower() == einladung.email.lower():
            return redirect("einladung_annehmen", pk=einladung.pk)
        if person:
            return self._hinweis(request, "fremdes_konto", 403)
        if einladung.angenommen_am:
            return self._hinweis(request, "angenommen", 410)
        if Person.objects.filter(email__iexact=einladung.email).exists():
            return self._hinweis(request, "konto", 200)
        return None

    def _hinweis(self, request: HttpRequest, fall: str, status: int) -> HttpResponse:
        self.request = request
        kontext = {"einladung": self.einladung, "person": self.zugang.person, "fall": fall}
        return self.response_class(
            request=request,
            template="zentren/personen/link_hinweis.html",
            context=kontext,
            using=self.template_engine,
            status=status,
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"einladung": self.einladung}

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.einladung.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"einladung": self.einladung}

    def form_valid(self, form: AnnahmeFormular) -> HttpResponse:
        daten = form.cleaned_data
        try:
            person = einladungen.konto_anlegen(
                einladung=self.einladung, name=daten["name"], passwort=daten["passwort"]
            )
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        record_authentication(self.request, person, method="password", email=person.email)
        return perform_login(self.request, person, redirect_url=reverse("start"))

    def form_invalid(self, form: AnnahmeFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
