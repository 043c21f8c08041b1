"""The frame of the pages of a Verbund: which one, and what the reader may do in it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from verbund.querysets import verbuende_der_rolle
from zentren.models import Verbund
from zentren.rules import darf

KOORDINIEREN = "verbund.koordinieren"


class ImVerbund:
    """A page of one Verbund: the one of `?bezirk=`, else the first that the role reads (None: it reads none).

    Only who has several is asked which; `frage` goes with the links then.
    """

    request: HttpRequest

    @cached_property
    def verbuende(self) -> list[Verbund]:
        alle = verbuende_der_rolle(self.request.mitgliedschaft)
        return list(alle.select_related("bezirk").defer("bezirk__geometrie"))

    @cached_property
    def verbund(self) -> Verbund | None:
        if bezirk := self.request.GET.get("bezirk"):
            gewaehlt = [v for v in self.verbuende if v.bezirk.schluessel == bezirk]
            return gewaehlt[0] if gewaehlt else get_object_or_404(Verbund.objects.none())
        return self.verbuende[0] if self.verbuende else None

    @property
    def frage(self) -> str:
        """ "?bezirk=10" for who has several Verbünde, else nothing."""
        return f"?bezirk={self.verbund.bezirk.schluessel}" if self.verbund and len(self.verbuende) > 1 else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        verbund = self.verbund
        return super().get_context_data(**kwargs) | {
            "verbund": verbund,
            "verbuende": self.verbuende,
            "frage": self.frage,
            "intern": darf("verbund.intern_lesen", self.request.mitgliedschaft),
            "koordiniert": verbund is not None and darf(KOORDINIEREN, self.request.mitgliedschaft, verbund),
        }


class MitRecht(ImVerbund):
    """A page for those who have `recht` in the Verbund; others get 403, without any Verbund too."""

    recht = KOORDINIEREN

    @cached_property
    def verbund(self) -> Verbund:
        """The Verbund of the page; who has none may nothing here."""
        verbund = super().verbund
        if verbund is None:
            raise PermissionDenied
        return verbund

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf(self.recht, request.mitgliedschaft, self.verbund):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MitWer:
    """A page whose form asks its domain function in the name of the active role (`wer`)."""

    fehlerfeld: str | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}
