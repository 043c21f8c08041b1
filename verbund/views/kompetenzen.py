"""/verbund/kompetenzen/: what each Zentrum offers the others, and the requests for it."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import TemplateView

from stzverbund.basis.listen import Liste
from stzverbund.basis.verlauf import verlauf
from verbund import kompetenzen
from verbund.ansichten import ImVerbund
from verbund.filters.register import AnfrageFilter
from verbund.forms.kompetenzen import KompetenzFormular, Kompetenzsuche
from verbund.models import Kompetenz, Kompetenzanfrage
from verbund.tables.register import TON_ANFRAGE, AnfrageTabelle
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl
from zentren.models import Zentrum
from zentren.rules import darf

ANLEGEN, PFLEGEN = "verbund.kompetenz_anlegen", "verbund.kompetenz_pflegen"
ANFRAGEN = "verbund.kompetenz_anfragen"
BEANTWORTEN, FUEHREN = "verbund.kompetenz_zusagen", "verbund.kompetenz_nutzen"


class Kompetenzboerse(ImVerbund, TemplateView):
    """By Zentrum: its profile and what it offers, with the uptake of the year. For every role."""

    template_name = "verbund/kompetenzen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, jahr = self.request.mitgliedschaft, timezone.localdate().year
        suche = Kompetenzsuche(self.request.GET, verbund=self.verbund)
        anfragen = Kompetenzanfrage.objects.filter(kompetenz__zentrum__bezirk=self.bezirk)
        return super().get_context_data(**kwargs) | {
            "form": suche,
            "gefiltert": suche.gefiltert,
            "zentren": list(self.zentren(suche, jahr)) if self.verbund else [],
            "zahlen": kompetenzen.nutzung(anfragen, *kompetenzen.tage(jahr)) if self.verbund else {},
            "jahr": jahr,
            "darf_anlegen": darf(ANLEGEN, m),
        }

    @property
    def bezirk(self) -> int | None:
        return self.verbund.bezirk_id if self.verbund else None

    def zentren(self, suche: Kompetenzsuche, jahr: int) -> QuerySet[Zentrum]:
        """The Zentren in operation; where something is looked for, only those that offer it."""
        laufende = Kompetenz.objects.sichtbar_fuer(self.request.mitgliedschaft).laufend()
        passende = suche.filtern(laufende)
        zentren = Zentrum.objects.in_betrieb(timezone.localdate()).filter(bezirk=self.bezirk)
        if suche.gefiltert:
            zentren = zentren.filter(pk__in=passende.order_by().values("zentrum"))
        mit = kompetenzen.mit_zahlen(passende, jahr).select_related("thema")
        return zentren.prefetch_related(Prefetch("kompetenzen", mit, to_attr="angebotene"))


class KompetenzAnsehen(Ansehen):
    model = Kompetenz
    template_name = "verbund/kompetenz_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum", "thema")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        pflegen = darf(PFLEGEN, m, self.object)
        anfragen = Kompetenzanfrage.objects.sichtbar_fuer(m).filter(kompetenz=self.object)
        return super().get_context_data(**kwargs) | {
            "darf_pflegen": pflegen,
            "darf_anfragen": self.object.laeuft and darf(ANFRAGEN, m, self.object),
            "anfragen": list(anfragen.select_related("zentrum")),
            "genutzt": self.object.anfragen.filter(stand=Kompetenzanfrage.Stand.GENUTZT).count(),
            "verlauf": verlauf(self.object) if pflegen else [],
        }


class KompetenzAnlegen(Anlegen):
    model = Kompetenz
    form_class = KompetenzFormular
    recht = ANLEGEN
    template_name = "formular.html"
    extra_context = {
        "titel": "Den anderen Zentren etwas anbieten",
        "zurueck": reverse_lazy("kompetenzen"),
        "zurueck_text": "Kompetenzbörse",
    }

    def vorbelegen(self) -> dict[str, Any]:
        return {"zentrum": self.request.mitgliedschaft.zentrum}

    def get_success_url(self) -> str:
        return reverse("kompetenz", args=[self.object.pk])


class KompetenzBearbeiten(Bearbeiten):
    model = Kompetenz
    form_class = KompetenzFormular
    recht = PFLEGEN
    template_name = "formular.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Angebot an die anderen Zentren bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": "Kompetenz",
        }

    def get_success_url(self) -> str:
        return reverse("kompetenz", args=[self.object.pk])


class KompetenzBeenden(Befehl):
    model = Kompetenz
    recht = PFLEGEN

    def ausfuehren(self) -> str:
        kompetenzen.beenden(kompetenz=self.object, wer=self.request.mitgliedschaft)
        return "Beendet. Die Anfragen dazu bleiben."

    def ziel(self) -> str:
        return reverse("kompetenz", args=[self.object.pk])


class AnfrageListe(Liste):
    """Who has asked whom for what."""

    model = Kompetenzanfrage
    table_class = AnfrageTabelle
    filterset_class = AnfrageFilter
    template_name = "verbund/kompetenzanfrage_list.html"
    titel = "Anfragen der Kompetenzbörse"
    leer = "Noch keine Anfrage."
    dateiname = "kompetenzanfragen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Kompetenzanfrage.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("kompetenz__zentrum", "zentrum")


class AnfrageAnsehen(Ansehen):
    model = Kompetenzanfrage
    template_name = "verbund/kompetenzanfrage_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("kompetenz__zentrum", "zentrum")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, anfrage = self.request.mitgliedschaft, self.object
        offen = anfrage.stand == Kompetenzanfrage.Stand.OFFEN
        fuehrt = darf(FUEHREN, m, anfrage)
        rueckmeldung = fuehrt and anfrage.stand in ("zugesagt", "genutzt")
        return super().get_context_data(**kwargs) | {
            "ton": TON_ANFRAGE[Kompetenzanfrage.Stand(anfrage.stand)],
            "darf_antworten": offen and darf(BEANTWORTEN, m, anfrage),
            "darf_zurueckziehen": offen and fuehrt,
            "darf_rueckmelden": rueckmeldung,
            "verlauf": verlauf(anfrage),
        }
