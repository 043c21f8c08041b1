"""The frame of the pages about the minutes of one session: for the Verbund; partners read extracts."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.views.generic import View

from stzverbund.basis.pflege import Verweigert
from verbund.models import Protokoll, Sitzung
from verbund.protokoll.niederschrift import mit_allem
from zentren.rules import darf

Formulare = Mapping[str, Any]


class DerSitzung(View):
    """The session of the address with its minutes, from what this role reads; `recht` is asked of them."""

    recht = "verbund.intern_lesen"
    sitzung: Sitzung

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        m = request.mitgliedschaft
        sichtbare = Sitzung.objects.sichtbar_fuer(m)
        self.sitzung = get_object_or_404(mit_allem().filter(pk__in=sichtbare.values("pk")), pk=kwargs["pk"])
        if not darf("verbund.intern_lesen", m):
            raise Http404
        if not darf(self.recht, m, self.protokoll or Protokoll(sitzung=self.sitzung)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def protokoll(self) -> Protokoll | None:
        protokoll = getattr(self.sitzung, "protokoll", None)
        if protokoll:
            protokoll.sitzung = self.sitzung
        return protokoll

    @property
    def begonnenes(self) -> Protokoll:
        """The minutes, for what needs some."""
        if self.protokoll is None:
            raise Http404
        return self.protokoll


class Seite(DerSitzung):
    """A page with forms; one that was sent with a mistake is shown again on it with what was typed."""

    vorlage = ""

    def kontext(self, gesendet: Formulare) -> dict[str, Any]:
        raise NotImplementedError

    def zeigen(self, gesendet: Formulare | None = None, status: int = 200) -> HttpResponse:
        return render(self.request, self.vorlage, self.kontext(gesendet or {}), status=status)


class Schritt(Seite):
    """A form of such a page: `ausfuehren` calls one domain function and returns what to say."""

    http_method_names = ["post"]
    name = ""
    """Of the form on its page."""

    def formular(self) -> Any:
        raise NotImplementedError

    def ausfuehren(self, form: Any) -> str:
        raise NotImplementedError

    def ziel(self) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.formular()
        if form.is_valid():
            try:
                messages.success(request, self.ausfuehren(form))
            except Verweigert as nein:
                form.add_error(None, str(nein))
            else:
                return HttpResponseRedirect(self.ziel())
        return self.zeigen({self.name: form}, status=422)
