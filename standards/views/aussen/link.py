"""Behind the link: who evaluates from outside answers the same screens, and sees nothing else."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token

from standards import aussen
from standards.models import Antwort, Selbstbewertung
from standards.views.antworten.beitraege import Beitragen, MassnahmeSchreiben
from standards.views.antworten.mixin import DAZU, MitBewertung
from standards.views.antworten.seiten import Blattseite, Standardseite, Tabellenseite
from standards.views.antworten.speichern import Antwortannahme, AntwortSpeichern, Bestaetigung
from standards.views.nachweise import (
    Nachweisdatei,
    Nachweisersatz,
    Nachweisformular,
    Nachweisloeschung,
    Nachweisseite,
)
from standards.views.schritte import Einreichseite
from stzverbund.basis.links import UeberLink, Zugang
from zentren.handelnde import Handelnde


class MitLink(MitBewertung):
    """The Außenevaluation of the link, while it is open."""

    rahmen = "links/basis.html"
    zugang: Zugang

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zugang = kwargs["zugang"]
        return super().dispatch(request, *args, **kwargs)

    def bewertung_laden(self) -> Selbstbewertung:
        alle = Selbstbewertung.objects.filter(art=Selbstbewertung.Art.AUSSEN).select_related(*DAZU)
        bewertung = alle.get(pk=self.zugang.gegenstand.pk)
        if not aussen.offen(bewertung):
            raise Http404
        return bewertung

    def darf_schreiben(self) -> bool:
        """Whoever has the link is the author."""
        return True

    @property
    def wer(self) -> Handelnde:
        return UeberLink(aussen.AUSSEN)

    @property
    def basis(self) -> str:
        return self.zugang.adresse


class LinkStart(MitLink, Blattseite):
    """What this is about, how far it is, and the way to each Standard."""

    http_method_names = ["get", "head"]
    formulare = False
    template_name = "standards/link_start.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen()

    def weiteres(self, alle: list[Antwort]) -> dict[str, Any]:
        gefragte = [antwort for antwort in alle if antwort.nachgefragt]
        return {
            "fragen": [(antwort, self.stelle(antwort)) for antwort in gefragte],
            "hat_adresse": bool(aussen.adresse(self.bewertung)),
        }


class LinkBlatt(MitLink, Standardseite):
    http_method_names = ["get", "head"]


class LinkTabelle(MitLink, Tabellenseite):
    """All Kriterien in one table."""


class LinkSpeichern(MitLink, AntwortSpeichern):
    """An answer as a form."""


class LinkAnnahme(MitLink, Antwortannahme):
    """Answers that the page saves itself."""


class LinkToken(MitLink):
    """A fresh token for the page, where a login in the same browser has changed it."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        return JsonResponse({"token": get_token(request)})


class LinkBestaetigen(MitLink, Bestaetigung):
    """What was said last year from outside stands again."""


class LinkMassnahme(MitLink, MassnahmeSchreiben):
    """A Massnahme that is proposed from outside."""


class LinkBeitrag(MitLink, Beitragen):
    """A contribution to the thread of a Kriterium."""


class LinkNachweisNeu(MitLink, Nachweisformular):
    """A file or a link that is put to an answer; records of the house are not offered."""

    def eintraege(self, antwort: Antwort) -> dict[str, Any]:
        return {}


class LinkNachweis(MitLink, Nachweisseite):
    """A proof of this evaluation; those of the centre are never found."""


class LinkNachweisdatei(MitLink, Nachweisdatei):
    """Its file."""


class LinkNachweisErsetzen(MitLink, Nachweisersatz):
    """A newer one in its place."""

    def eintraege(self, antwort: Antwort) -> dict[str, Any]:
        return {}


class LinkNachweisLoeschen(MitLink, Nachweisloeschung):
    """While it has never been submitted."""


class LinkEinreichen(MitLink, Einreichseite):
    """The check list, and submitting to the Bezirksamt."""
