"""The public pages of one Angebot, one Fremdangebot, one centre."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from angebote import barrieren
from angebote.ausblick import naechste_termine, regel_ab, termine_zwischen
from angebote.karten import eigene_karten
from angebote.models import Angebot, Fremdangebot
from angebote.views.verzeichnis.programme import programm_monate
from angebote.zeitplan import in_worten
from angebote.zugang import zugang
from zentren.models import Bezirksregion, Oeffnungszeit, Standort, Zentrum
from zentren.stadtteilmanagement.models import Befragung

TERMINE = 10
BEFRAGUNGEN = 5
"""So many of the last ones stand on the page of a centre."""
WOCHE = timedelta(days=6)


@method_decorator(login_not_required, name="dispatch")
class VerzeichnisAngebot(DetailView):
    model = Angebot
    template_name = "angebote/verzeichnis_angebot.html"

    def get_queryset(self) -> QuerySet:
        return (
            Angebot.objects.oeffentlich()
            .select_related("zentrum__bezirk", "standort", "raum")
            .defer("zentrum__bezirk__geometrie")
            .prefetch_related("zeitplaene", "zielgruppen", "zentrum__schliesszeiten")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        angebot, heute = self.object, timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "zeiten": [in_worten(regel_ab(zeitplan, heute)) for zeitplan in angebot.zeitplaene.all()],
            "naechste": naechste_termine(angebot, heute, TERMINE),
            "zugang": zugang(angebot),
            "barrieren": barrieren.eines_angebots(angebot),
        }


@method_decorator(login_not_required, name="dispatch")
class VerzeichnisFremdangebot(DetailView):
    model = Fremdangebot
    template_name = "angebote/verzeichnis_fremdangebot.html"

    def get_queryset(self) -> QuerySet:
        return Fremdangebot.objects.select_related("region").prefetch_related("zielgruppen")


@method_decorator(login_not_required, name="dispatch")
class VerzeichnisZentrum(DetailView):
    model = Zentrum
    template_name = "angebote/verzeichnis_zentrum.html"

    def get_queryset(self) -> QuerySet:
        zeiten = Prefetch("oeffnungszeiten", Oeffnungszeit.objects.order_by("wochentag", "von", "pk"))
        standorte = Prefetch("standorte", Standort.objects.prefetch_related(zeiten))
        regionen = Prefetch("regionen", Bezirksregion.objects.defer("geometrie"))
        return (
            Zentrum.objects.select_related("traeger", "bezirk")
            .defer("bezirk__geometrie")
            .prefetch_related(regionen, standorte, "sprechzeiten__raum", "schliesszeiten")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heute, zentrum = timezone.localdate(), self.object
        angebote = zentrum.angebote.oeffentlich().select_related("standort").prefetch_related("zeitplaene")
        return super().get_context_data(**kwargs) | {
            "geschlossen": zentrum.in_betrieb_bis and zentrum.in_betrieb_bis < heute,
            "schliesszeiten": [zeit for zeit in zentrum.schliesszeiten.all() if zeit.bis >= heute][::-1],
            "karten": eigene_karten(angebote, heute),
            "barrieren": barrieren.eines_zentrums(zentrum),
            "woche": termine_zwischen(angebote, heute, heute + WOCHE, heute),
            "monate": programm_monate(heute),
            "dokumente": list(zentrum.mappe.gueltig(heute).filter(sichtbarkeit="oeffentlich")),
            "befragungen": Befragung.objects.filter(zentrum=zentrum).fuer_alle(heute)[:BEFRAGUNGEN],
        }
