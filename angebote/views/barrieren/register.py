"""/barrieren/: checks of Standorte, Räume and Angebote, with whom, what was found (RK-2017 5.2)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy

from angebote.barrieren import BEZUEGE, abschliessen, gegenstand, schluessel
from angebote.filters.barrieren import BarriereFilter
from angebote.forms.barrieren import BarriereMitAngebot
from angebote.tables.barrieren import TON, BarriereTabelle
from stzverbund.basis import links
from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.qr import qr_datenadresse
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.models import Mitgliedschaft, Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement import barrieren
from zentren.stadtteilmanagement.models import Barrierepruefung
from zentren.stadtteilmanagement.querysets_register import IM_HAUS

FUEHREN = barrieren.FUEHREN
LISTE = {"zurueck": reverse_lazy("barrieren"), "zurueck_text": "Barriereprüfungen"}
NICHTS = {
    Rolle.KOORDINATION: "Was abgeschlossen ist, steht im Überblick und auf den öffentlichen Seiten.",
    Rolle.VERWALTUNG: "Die Verwaltung prüft keine Barrieren.",
}
LEER = "Noch keine Prüfung. Am besten gemeinsam mit Menschen, die Barrieren erleben."


class BarriereListe(Liste):
    model = Barrierepruefung
    table_class = BarriereTabelle
    filterset_class = BarriereFilter
    template_name = "angebote/barriere_list.html"
    titel = "Barriereprüfungen"
    einleitung = "Wie zugänglich Standorte, Räume und Angebote sind, und was sich ändern muss."
    dateiname = "barrierepruefungen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Barrierepruefung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        mit_anzahl = sichtbare.annotate(fehlt=Count("befunde", ~Q(befunde__ergebnis="gut")))
        return mit_anzahl.select_related(*BEZUEGE).order_by("-datum", "-pk")

    def get_table_kwargs(self) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        ohne = ["zentrum"] if m.zentrum_id else []
        return {"exclude": ohne if liest_stellungnahme(m) else [*ohne, "stellungnahme"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "leer": NICHTS.get(Rolle(m.rolle), LEER),
            "darf_pruefen": m.zentrum is not None and darf(FUEHREN, m, m.zentrum),
        }


def liest_stellungnahme(m: Mitgliedschaft) -> bool:
    """For whom the Beauftragte writes, as the form behind the link says."""
    return m.hat(*IM_HAUS, Rolle.BEZIRKSAMT)


class BarriereAnsehen(Ansehen):
    model = Barrierepruefung
    template_name = "angebote/barriere_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related(*BEZUEGE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m, pruefung = self.request.mitgliedschaft, self.object
        fuehren = darf(FUEHREN, m, pruefung)
        im_haus = darf("zentren.verlauf_lesen", m, pruefung)
        return super().get_context_data(**kwargs) | {
            "gegenstand": gegenstand(pruefung),
            "schluessel": schluessel(pruefung),
            "ton": TON[pruefung.status],
            "befunde": list(pruefung.befunde.select_related("massnahme")),
            "beteiligte": [Barrierepruefung.Beteiligt(wer).label for wer in pruefung.beteiligte],
            "darf_fuehren": fuehren,
            "im_haus": im_haus,
            "stellungnahme": pruefung.stellungnahme if liest_stellungnahme(m) else "",
            "links": list(links.ausgestellte(barrieren.BEAUFTRAGTE, pruefung)) if fuehren else [],
            "verlauf": verlauf(pruefung) if im_haus else [],
        }


class ZurPruefung:
    """The form asks in the name of the active role."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_success_url(self) -> str:
        return reverse("barriere", args=[self.object.pk])


class BarriereNeu(ZurPruefung, Anlegen):
    """`?was=standort-3` chooses what is checked."""

    model = Barrierepruefung
    form_class = BarriereMitAngebot
    recht = FUEHREN
    template_name = "formular.html"
    fehlerfeld = "datum"
    gespeichert = "Die Prüfung ist als Entwurf gespeichert. Mit „Abschließen“ wird sie veröffentlicht."
    extra_context = LISTE | {"titel": "Barrieren prüfen"}

    def bezug(self) -> Any:
        if self.request.mitgliedschaft.zentrum is None:
            raise PermissionDenied
        return self.request.mitgliedschaft.zentrum

    def vorbelegen(self) -> dict[str, Any]:
        return {"zentrum": self.request.mitgliedschaft.zentrum}

    def get_initial(self) -> dict[str, Any]:
        return {"gegenstand": self.request.GET.get("was", "")}


class BarriereBearbeiten(ZurPruefung, Bearbeiten):
    model = Barrierepruefung
    form_class = BarriereMitAngebot
    recht = FUEHREN
    template_name = "formular.html"
    fehlerfeld = "datum"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related(*BEZUEGE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"{gegenstand(self.object)}: Prüfung bearbeiten",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class BarriereLoeschen(Loeschen):
    model = Barrierepruefung
    recht = FUEHREN

    def folgen(self) -> list[str]:
        if self.object.status != Barrierepruefung.Status.ENTWURF:
            raise Verweigert("Eine abgeschlossene Prüfung bleibt. Eine neuere löst sie ab.")
        return super().folgen()

    def ausfuehren(self) -> None:
        self.folgen()
        super().ausfuehren()

    def ziel(self) -> str:
        return reverse("barrieren")


class BarriereBefehl(Befehl):
    model = Barrierepruefung
    recht = FUEHREN

    def ziel(self) -> str:
        return reverse("barriere", args=[self.object.pk])


class BarriereAbschliessen(BarriereBefehl):
    def ausfuehren(self) -> str:
        abschliessen(pruefung=self.object, wer=self.request.mitgliedschaft)
        return "Die Prüfung ist abgeschlossen und veröffentlicht. Ihre Maßnahmen sind vereinbart."


class BarriereMassnahme(BarriereBefehl):
    def ausfuehren(self) -> str:
        befund = get_object_or_404(self.object.befunde, pk=self.kwargs["befund"])
        eine = barrieren.massnahme_ableiten(befund=befund, wer=self.request.mitgliedschaft)
        return f"Die Maßnahme ist angelegt, fällig am {eine.faellig:%d.%m.%Y}. Dort lässt sie sich ändern."


class BarriereLink(BarriereAnsehen):
    """Issues the link for the Beauftragte: shown this once."""

    http_method_names = ["post"]
    recht = FUEHREN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object, neu = self.get_object(), None
        try:
            token = barrieren.link_ausstellen(pruefung=self.object, wer=request.mitgliedschaft)
        except Verweigert as nein:
            messages.error(request, str(nein))
        else:
            adresse = request.build_absolute_uri(reverse("link", args=[token]))
            neu = {"adresse": adresse, "qr": qr_datenadresse(adresse)}
        return render(request, self.template_name, self.get_context_data(neu=neu))
