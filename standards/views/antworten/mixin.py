"""One Selbstbewertung, who acts, and under which address its screens lie: all that a screen has to know.

The screens themselves never ask for a Mitgliedschaft: behind a signed link they are the same.
"""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from standards.models import Antwort, Selbstbewertung
from standards.worte import status_fuer
from zentren.handelnde import Handelnde
from zentren.models import Mitgliedschaft

DAZU = ("zentrum__traeger", "zentrum__bezirk", "runde__bezirk", "runde__fassung", "vorjahr__runde")


class MitBewertung(View):
    """To be completed by `bewertung_laden`, `wer` and `basis`; `rahmen` is the template around a screen."""

    rahmen = "basis.html"
    bewertung: Selbstbewertung

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.bewertung = self.bewertung_laden()
        self.zulassen()
        return super().dispatch(request, *args, **kwargs)

    def bewertung_laden(self) -> Selbstbewertung:
        """Raises Http404 where there is nothing for this person."""
        raise NotImplementedError

    def zulassen(self) -> None:
        """Raises PermissionDenied where this person sees it, but has no business here."""

    @property
    def wer(self) -> Handelnde:
        raise NotImplementedError

    @property
    def basis(self) -> str:
        """The address of the Selbstbewertung; everything else lies below it."""
        raise NotImplementedError

    @property
    def kennung(self) -> int:
        """For whom the page was made: after a login as somebody else its script saves nothing."""
        return self.wer.pk if isinstance(self.wer, Mitgliedschaft) else 0

    def antwort(self) -> Antwort:
        """The answer of the address, of this Selbstbewertung."""
        antworten = self.bewertung.antworten.select_related("kriterium__standard")
        return get_object_or_404(antworten, pk=self.kwargs["antwort"])

    def stelle(self, antwort: Antwort) -> str:
        """The very place of an answer."""
        kriterium = antwort.kriterium
        return f"{self.basis}{kriterium.standard.nummer}/#k-{kriterium.schluessel.replace('.', '-')}"

    def rahmenkontext(self) -> dict[str, Any]:
        return {
            "rahmen": self.rahmen,
            "bewertung": self.bewertung,
            "basis": self.basis,
            "kennung": self.kennung,
            "status": status_fuer(self.bewertung, self.wer),
        }


class ImHaus(MitBewertung):
    """With an account: what this Mitgliedschaft sees."""

    art = Selbstbewertung.Art.EIGEN

    def bewertung_laden(self) -> Selbstbewertung:
        sichtbare = Selbstbewertung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return get_object_or_404(
            sichtbare.select_related(*DAZU).defer("zentrum__bezirk__geometrie", "runde__bezirk__geometrie"),
            zentrum__slug=self.kwargs["zentrum"],
            runde__jahr=self.kwargs["jahr"],
            art=self.art,
        )

    @property
    def wer(self) -> Handelnde:
        return self.request.mitgliedschaft

    @property
    def basis(self) -> str:
        return reverse("selbstbewertung", args=[self.kwargs["zentrum"], self.kwargs["jahr"]])


class Danebenstehend(ImHaus):
    """The same of an Außenevaluation, which accounts read beside the centre's own answers."""

    art = Selbstbewertung.Art.AUSSEN

    @property
    def basis(self) -> str:
        return reverse("aussenevaluation", args=[self.kwargs["zentrum"], self.kwargs["jahr"]])

    def stelle(self, antwort: Antwort) -> str:
        return f"{self.basis}#k-{antwort.kriterium.schluessel.replace('.', '-')}"
