"""The centres a role works with, and the one page on which a centre keeps its data."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from zentren import bestand
from zentren.ansichten import Ansehen, Bearbeiten
from zentren.filters import ZentrumFilter
from zentren.forms import ZentrumFormular
from zentren.models import Bezirksregion, Personal, Raum, Rolle, Standort, Zentrum
from zentren.oeffnungszeiten import woche
from zentren.personen.stellen import Stelle
from zentren.rules import darf
from zentren.tables import ZentrumTabelle

LEER = {
    Rolle.TRAEGER: "Zu Ihrem Träger ist noch kein Zentrum eingetragen.",
    Rolle.VERBAND: "Zu den Mitgliedern Ihres Verbandes ist noch kein Zentrum eingetragen.",
    Rolle.GESCHAEFTSSTELLE: "Zurzeit gilt in keinem Bezirk eine Kooperationsvereinbarung mit Ihrem Verband.",
    Rolle.VERWALTUNG: (
        "Zur Rolle Verwaltung gehören keine Zentren. Neue Zentren legen Sie unter „Verwaltung“ an."
    ),
}


class ZentrumListe(Liste):
    model = Zentrum
    table_class = ZentrumTabelle
    filterset_class = ZentrumFilter
    template_name = "zentren/zentrum_list.html"
    titel = "Zentren"
    dateiname = "zentren"

    def get_queryset(self) -> QuerySet:
        regionen = Prefetch("regionen", Bezirksregion.objects.only("pk", "name", "sortierung"))
        return (
            Zentrum.objects.sichtbar_fuer(self.request.mitgliedschaft)
            .select_related("traeger", "bezirk")
            .prefetch_related(regionen)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leer = LEER.get(
            self.request.mitgliedschaft.rolle, "In Ihrem Bezirk ist noch kein Zentrum eingetragen."
        )
        liest = darf("zentren.vereinbarung_lesen", self.request.mitgliedschaft)
        return super().get_context_data(**kwargs) | {"leer": leer, "vereinbarungen": liest}


class ZentrumAnsehen(Ansehen):
    model = Zentrum
    template_name = "zentren/zentrum_detail.html"

    def get_queryset(self) -> QuerySet:
        raeume = Prefetch("raeume", Raum.objects.all())
        standorte = Prefetch("standorte", Standort.objects.prefetch_related(raeume, "oeffnungszeiten"))
        regionen = Prefetch("regionen", Bezirksregion.objects.only("pk", "schluessel", "name", "sortierung"))
        return (
            super()
            .get_queryset()
            .select_related("traeger", "bezirk")
            .prefetch_related(regionen, standorte, "sprechzeiten__raum", "schliesszeiten")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, zentrum, heute = self.request.mitgliedschaft, self.object, timezone.localdate()
        pflegen = darf("zentren.pflegen", m, zentrum)
        return super().get_context_data(**kwargs) | {
            "darf_pflegen": pflegen,
            "personen_sehen": Stelle("zentrum", zentrum).lesbar(m),
            "standorte": [(s, woche(s.oeffnungszeiten.all())) for s in zentrum.standorte.all()],
            "schliesszeiten": [zeit for zeit in zentrum.schliesszeiten.all() if zeit.bis >= heute],
            "vergangene": [zeit for zeit in zentrum.schliesszeiten.all() if zeit.bis < heute],
            "personal": _personal(zentrum, heute) if darf("zentren.personal_lesen", m, zentrum) else None,
            "uebernahmejahr": bestand.uebernahmejahr(zentrum) if pflegen else None,
            "verlauf": verlauf(zentrum) if pflegen else [],
        }


@dataclass(frozen=True)
class Personaljahr:
    """The staff of a year; `summe` in VZÄ."""

    jahr: int
    summe: Decimal
    eintraege: list[Personal]


@dataclass(frozen=True)
class Personalstand:
    """This year and what is planned, newest first, else the latest there is; and what was before."""

    jetzt: list[Personaljahr]
    frueher: list[Personaljahr]


def _personal(zentrum: Zentrum, heute: date) -> Personalstand:
    eintraege: dict[int, list[Personal]] = {}
    for eintrag in zentrum.personal.all():
        eintraege.setdefault(eintrag.jahr, []).append(eintrag)
    summen = zentrum.personal.order_by("-jahr").values_list("jahr").annotate(summe=Sum("vzae"))
    jahre = [Personaljahr(jahr, summe, eintraege[jahr]) for jahr, summe in summen]
    anzahl = sum(jahr.jahr >= heute.year for jahr in jahre) or 1
    return Personalstand(jahre[:anzahl], jahre[anzahl:])


class ZentrumBearbeiten(Bearbeiten):
    model = Zentrum
    form_class = ZentrumFormular
    recht = "zentren.pflegen"
    template_name = "zentren/formular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rahmen = {"zentrum": self.object, "titel": "Angaben zum Zentrum", "zurueck": self.get_success_url()}
        return super().get_context_data(**kwargs) | rahmen

    def get_success_url(self) -> str:
        return reverse("zentrum", args=[self.object.slug])
