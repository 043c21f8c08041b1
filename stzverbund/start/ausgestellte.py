"""All valid links without account that an organisation has given out, from every room, in one list."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from angebote.urls.links import AUSGABE as ZAEHLLINKS
from angebote.urls.links import BARRIEREN
from standards.urls.links import AUSGABE as AUSSENEVALUATIONEN
from stzverbund.basis.links import Ausgabe
from stzverbund.basis.models import Link
from stzverbund.basis.pflege import Verweigert
from verbund.urls.links import AUSGABEN as VERBUND
from zentren.models import Mitgliedschaft
from zentren.personen.links import AUSGABE as EINLADUNGEN
from zentren.rules import darf

AUSGABEN: tuple[Ausgabe, ...] = (EINLADUNGEN, ZAEHLLINKS, BARRIEREN, AUSSENEVALUATIONEN, *VERBUND)


@dataclass(frozen=True)
class Zeile:
    """A link in words: what it opens, for whom, and where it was issued."""

    link: Link
    art: str
    was: str
    fuer: str
    seite: str


def zeilen(wer: Mitgliedschaft) -> list[Zeile]:
    """What `wer` may revoke, the latest first; a constant number of queries for each kind of link."""
    alle = [
        Zeile(
            link,
            ausgabe.zweck.name,
            ausgabe.was(link.gegenstand),
            ausgabe.fuer(link.gegenstand),
            ausgabe.seite(link.gegenstand),
        )
        for ausgabe in AUSGABEN
        for link in ausgabe.gueltige(wer)
    ]
    return sorted(alle, key=lambda zeile: zeile.link.ausgestellt_am, reverse=True)


class WerAusstellt(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf("zentren.links_ausstellen", request.mitgliedschaft):  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AusgestellteLinks(WerAusstellt, TemplateView):
    template_name = "start/ausgestellte_links.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wer = self.request.mitgliedschaft  # type: ignore[attr-defined]
        return super().get_context_data(**kwargs) | {"zeilen": zeilen(wer)}


class LinkWiderrufen(WerAusstellt):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        ausgabe, link = self._finden(pk)
        try:
            ausgabe.widerrufen(link, request.mitgliedschaft)  # type: ignore[attr-defined]
        except Verweigert as nein:
            messages.error(request, str(nein))
        else:
            messages.success(request, "Der Link ist widerrufen. Er öffnet nichts mehr.")
        return redirect("ausgestellte_links")

    def _finden(self, pk: int) -> tuple[Ausgabe, Link]:
        wer = self.request.mitgliedschaft  # type: ignore[attr-defined]
        for ausgabe in AUSGABEN:
            if link := ausgabe.gueltige(wer).filter(pk=pk).first():
                return ausgabe, link
        raise Http404
