"""For the Verwaltung: all accounts with their roles, locking, and the way to every organisation."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, TemplateView, View

from stzverbund.basis.eingabe import text
from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.sortierung import faltung, sortierschluessel
from zentren.ansichten import Befehl
from zentren.konten import ereignisse, faktor
from zentren.models import Mitgliedschaft, Person
from zentren.personen import konten
from zentren.personen.filters import PersonFilter
from zentren.personen.stellen import ARTEN, Stelle, stelle_von
from zentren.personen.tables import PersonTabelle
from zentren.personen.views.stelle import anmeldung_in_worten
from zentren.rules import darf

RECHT = "zentren.verwalten"
HOECHSTENS = 25
"""So many organisations of a kind are shown at once; the search finds the others."""


class NurVerwaltung(View):
    """Lists of the Verwaltung: for others not theirs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf(RECHT, request.mitgliedschaft):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PersonenListe(NurVerwaltung, Liste):
    model = Person
    table_class = PersonTabelle
    filterset_class = PersonFilter
    template_name = "zentren/personen/personen_liste.html"
    titel = "Personen"
    einleitung = "Alle Konten. Wer nicht mehr arbeitet, wird gesperrt; gelöscht wird auf Wunsch der Person."
    leer = "Noch kein Konto."
    dateiname = "personen"

    def get_queryset(self) -> QuerySet:
        gueltige = Mitgliedschaft.objects.gueltig().mit_organisation()
        return Person.objects.order_by("sortierung", "pk").prefetch_related(
            Prefetch("mitgliedschaften", gueltige, to_attr="gueltige")
        )


class Stellen(NurVerwaltung, TemplateView):
    """Every organisation that has people, found by a part of its name."""

    template_name = "zentren/personen/stellen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        suche = self.request.GET.get("q", "").replace("\x00", "")[:100]
        gruppen = [(art.name, *_treffer(schluessel, suche)) for schluessel, art in ARTEN.items()]
        return super().get_context_data(**kwargs) | {
            "q": suche,
            "gruppen": [gruppe for gruppe in gruppen if gruppe[1]],
        }


def _treffer(schluessel: str, suche: str) -> tuple[list[Stelle], int]:
    """The first organisations of a kind whose names hold the searched words, and how many more there are."""
    art = ARTEN[schluessel]
    if art.modell is None:
        alle = [Stelle(schluessel, None)]
    else:
        menge = art.modell._default_manager.all()
        if schluessel == "geschaeftsstelle":
            menge = menge.filter(geschaeftsstelle=True)
        alle = [Stelle(schluessel, organisation) for organisation in menge]
    passende = [stelle for stelle in alle if faltung(suche) in faltung(stelle.name)]
    passende.sort(key=lambda stelle: sortierschluessel(stelle.name))
    return passende[:HOECHSTENS], max(len(passende) - HOECHSTENS, 0)


class EineSicht:
    """An account, for the Verwaltung; for others there is none."""

    model = Person

    def get_queryset(self) -> QuerySet:
        return Person.objects.all() if darf(RECHT, self.request.mitgliedschaft) else Person.objects.none()


class KontoAnsehen(EineSicht, DetailView):
    template_name = "zentren/personen/konto.html"
    context_object_name = "konto"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heute = timezone.localdate()
        rollen = self.object.mitgliedschaften.mit_organisation()
        return super().get_context_data(**kwargs) | {
            "rollen": [(m, stelle_von(m), m.gilt_am(heute)) for m in rollen],
            "anmeldung": anmeldung_in_worten(self.object, heute),
            "mit_faktor": faktor.anzahl(self.object) > 0,
            "eigenes": self.object.pk == self.request.user.pk,
            "verlauf": ereignisse.fuer_andere(self.object),
        }


class KontoBefehl(EineSicht, Befehl):
    recht = RECHT

    def ziel(self) -> str:
        return reverse("person", args=[self.object.pk])


class KontoSperren(KontoBefehl):
    def ausfuehren(self) -> str:
        grund = text(self.request, "grund", 200)
        konten.sperren(person=self.object, grund=grund, wer=self.request.mitgliedschaft)
        return "Das Konto ist gesperrt. Laufende Anmeldungen sind beendet, offene Einladungen zurückgenommen."


class KontoFaktor(KontoBefehl):
    """For somebody who has lost the phone, after the Verwaltung has made sure who asks."""

    def ausfuehren(self) -> str:
        if not faktor.zuruecksetzen(person=self.object, wer=self.request.mitgliedschaft):
            raise Verweigert("Es gibt keinen zweiten Faktor.")
        return "Der zweite Faktor ist entfernt. Die Person richtet beim nächsten Anmelden einen neuen ein."


class KontoEntsperren(KontoBefehl):
    def ausfuehren(self) -> str:
        konten.entsperren(person=self.object, wer=self.request.mitgliedschaft)
        return "Das Konto ist wieder offen."
