"""The Selbstbewertung of a centre in a year: where it stands, what came out, what can be done."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from angebote.querysets import AUFSICHT, INNEN
from standards import auswertung, nachweise
from standards.blatt import antworten_von
from standards.models import Antwort, Nachweis, Runde, Selbstbewertung
from standards.sicht import ist_verdeckt
from standards.verlaeufe import FUER_DAS_AMT
from standards.views.antworten.mixin import ImHaus, MitBewertung
from standards.vorjahr import Unterschied, davor, unterschiede
from standards.worte import status_fuer
from stzverbund.basis.models import Ereignis
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.rules import darf

SCHRITTE = ("bearbeiten", "einreichen", "zurueckziehen", "freigeben", "zurueckgeben")


class Bewertungsseite(MitBewertung):
    """Progress and result are two things; both as counts, never as a score."""

    http_method_names = ["get", "head"]
    template_name = "standards/selbstbewertung_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return render(request, self.template_name, self.kontext())

    def kontext(self) -> dict[str, Any]:
        bewertung, leser = self.bewertung, self.leser
        antworten = antworten_von(bewertung)
        je_standard = auswertung.ergebnisse([bewertung], leser).get(bewertung.pk, {})
        return self.rahmenkontext() | {
            "ergebnisse": [(s, je_standard[s.nummer]) for s in _standards(antworten)],
            "gesamt": auswertung.zusammen(je_standard.values()),
            "unterschiede": self._unterschiede(antworten),
            "darf": {was: darf(f"standards.bewertung_{was}", leser, bewertung) for was in SCHRITTE},
            "darf_beitragen": darf("standards.beitragen", leser, bewertung),
            "im_haus": leser is not None and leser.hat(*INNEN),
            "amt": leser is not None and leser.hat(Rolle.BEZIRKSAMT),
            "beitraege": list(bewertung.beitraege.filter(antwort__isnull=True)),
            "verlauf": self._verlauf(),
            "aussen": self._aussen(),
            "ablaufende": self._ablaufende(),
            "ueberfaellig": bewertung.beim_zentrum and timezone.localdate() > bewertung.runde.faellig,
        }

    @property
    def leser(self) -> Mitgliedschaft | None:
        return self.wer if isinstance(self.wer, Mitgliedschaft) else None

    def _ablaufende(self) -> list[Nachweis]:
        """What the house has to renew."""
        intern = self.leser is None or self.leser.hat(*INNEN)
        return list(nachweise.ablaufende(self.bewertung, timezone.localdate())) if intern else []

    def _aussen(self) -> bool:
        """Whether this person may read what was said from outside about the same centre."""
        aussen = Selbstbewertung.objects.sichtbar_fuer(self.leser).filter(art=Selbstbewertung.Art.AUSSEN)
        return aussen.filter(runde=self.bewertung.runde_id, zentrum=self.bewertung.zentrum_id).exists()

    def _unterschiede(self, antworten: list[Antwort]) -> list[Unterschied]:
        offene = [a for a in antworten if not ist_verdeckt(a, self.wer)]
        return unterschiede(offene, davor(self.bewertung, offene))

    def _verlauf(self) -> list[Ereignis]:
        leser = self.leser
        ereignisse = Ereignis.objects.zu(self.bewertung).order_by("-zeitpunkt", "-pk")
        if leser and leser.hat(*INNEN):
            return list(ereignisse)
        if leser and leser.hat(Rolle.BEZIRKSAMT):
            return list(ereignisse.filter(was__in=FUER_DAS_AMT))
        return []


def _standards(antworten: list[Antwort]) -> list[Any]:
    return list(dict.fromkeys(antwort.kriterium.standard for antwort in antworten))


class SelbstbewertungAnsehen(ImHaus, Bewertungsseite):
    """With an account. Where this person finds nothing the page says why."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method not in ("GET", "HEAD"):
            return self.http_method_not_allowed(request)
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            return ohne(request, **kwargs)


def ohne(request: HttpRequest, zentrum: str, jahr: int) -> HttpResponse:
    """What a person may know of a Selbstbewertung that she does not see: of her centres, how far it is.

    The Bezirksamt knows that a draft is there, how complete and how late, never what it says ("Decided" 8).
    All the others read the same whether or not there is one.
    """
    m = request.mitgliedschaft
    haus = get_object_or_404(Zentrum, slug=zentrum)
    eigene = Zentrum.objects.sichtbar_fuer(m).filter(pk=haus.pk).exists() if m else False
    runden = Runde.objects.sichtbar_fuer(m).filter(bezirk=haus.bezirk_id, jahr=jahr)
    runde = runden.first() if eigene else None
    kontext = {
        "zentrum": haus,
        "jahr": jahr,
        "runde": runde,
        "liest": m is not None and m.hat(*INNEN, *AUFSICHT),
        "nah": m is not None and m.hat(*INNEN, Rolle.BEZIRKSAMT),
    }
    if runde and kontext["nah"]:
        kontext |= _stand(_entwuerfe(runde, haus).first(), m)
    return render(request, "standards/selbstbewertung_ohne.html", kontext)


def _entwuerfe(runde: Runde, zentrum: Zentrum) -> QuerySet[Selbstbewertung]:
    eigene = runde.bewertungen.filter(zentrum=zentrum, art=Selbstbewertung.Art.EIGEN)
    return eigene.mit_stand()


def _stand(bewertung: Selbstbewertung | None, m: Mitgliedschaft | None) -> dict[str, Any]:
    spaet = (
        bewertung is not None and bewertung.beim_zentrum and timezone.localdate() > bewertung.runde.faellig
    )
    return {"bewertung": bewertung, "status": status_fuer(bewertung, m), "ueberfaellig": spaet}
