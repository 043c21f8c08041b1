"""What somebody with a Zähl-Link sees and does: the Termine of one Angebot, by the team's own forms."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView, View

from angebote import zaehllink
from angebote.forms.termin import GRUENDE
from angebote.models import Angebot, Termin
from angebote.views.termine.zaehlen import Schnellzaehlung, Zaehlblatt
from angebote.views.termine.zeilen import Gruppe, Zeile, sperren
from angebote.zeitraeume import Gesperrt
from stzverbund.basis.links import UeberLink, Zugang
from stzverbund.basis.pflege import Verweigert
from zentren.handelnde import Handelnde

ABGESCHLOSSEN = "Dieser Monat ist abgeschlossen. Wenn etwas fehlt, sagen Sie bitte dem Zentrum Bescheid."


class MitZaehllink(View):
    """Behind the door: the Angebot of the link, while it is open, and its Termine of the last weeks."""

    zugang: Zugang

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zugang = kwargs["zugang"]
        self.heute = timezone.localdate()
        if not zaehllink.offen(self.zugang.gegenstand, self.heute):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def angebot(self) -> Angebot:
        return self.zugang.gegenstand

    @property
    def wer(self) -> Handelnde:
        return UeberLink(zaehllink.ZAEHLEN)

    def get_queryset(self) -> QuerySet[Termin]:
        return zaehllink.termine(self.angebot, self.heute)

    def zeilen(self, termine: Any) -> list[Zeile]:
        sperre = sperren()
        return [self._zeile(termin, ABGESCHLOSSEN if sperre(termin) else "") for termin in termine]

    def zeile(self, termin: Termin) -> Zeile:
        return self.zeilen([termin])[0]

    def grund(self, nein: Verweigert) -> str:
        """Where a Meldung lies is no business of who counts."""
        return ABGESCHLOSSEN if isinstance(nein, Gesperrt) else str(nein)

    def _zeile(self, termin: Termin, sperre: str) -> Zeile:
        adresse = f"{self.zugang.adresse}{termin.pk}/"
        offen = termin.status == Termin.Status.GEPLANT
        text = "ansehen" if sperre else "mehr angeben" if offen else "ändern"
        return Zeile(termin, sperre, True, adresse, f"{adresse}zaehlen/", text, ohne_titel=True)


class LinkTermine(MitZaehllink, TemplateView):
    template_name = "angebote/link_termine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alle = self.zeilen(self.get_queryset().order_by("-datum", "-von", "-pk"))
        offene = [zeile for zeile in alle if zeile.zaehlbar]
        return super().get_context_data(**kwargs) | {
            "angebot": self.angebot,
            "gruppen": [
                Gruppe("Noch nicht gezählt", offene, "Alles gezählt. Vielen Dank!"),
                Gruppe("Gezählt und abgeschlossen", [z for z in alle if not z.zaehlbar], "Noch nichts."),
            ],
            "gruende": GRUENDE,
        }


class LinkTermin(MitZaehllink, Zaehlblatt):
    template_name = "angebote/link_termin.html"

    def get_success_url(self) -> str:
        return self.zugang.adresse


class LinkSchnell(MitZaehllink, Schnellzaehlung):
    def get_object(self) -> Termin:
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def liste(self) -> str:
        return self.zugang.adresse
