"""/foerderung/kampagnen/: campaigns over many houses, kept by the Geschäftsstelle (GS 7)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import View

from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import EXPORTE, Liste
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, EigenesObjekt, Loeschen
from zentren.models import Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement import kampagnen
from zentren.stadtteilmanagement.filters.kampagnen import KampagneFilter
from zentren.stadtteilmanagement.forms.kampagnen import KampagneFormular, TeilnahmeFormular, Zahlentabelle
from zentren.stadtteilmanagement.kampagnenergebnis import KOPF, bild, ergebnis, zum_speichern
from zentren.stadtteilmanagement.models import Kampagne, Kampagnenteilnahme
from zentren.stadtteilmanagement.tables.foerderungen import KampagneTabelle

ANLEGEN, FUEHREN = kampagnen.ANLEGEN, kampagnen.FUEHREN
LISTE = {"zurueck": reverse_lazy("kampagnen"), "zurueck_text": "Kampagnen"}
NICHTS = {
    Rolle.VERWALTUNG: "Kampagnen sehen die Geschäftsstelle und wer teilnimmt, nicht die Verwaltung.",
    Rolle.KOORDINATION: "Kampagnen sehen die Geschäftsstelle und wer teilnimmt, nicht die Koordination.",
    Rolle.GESCHAEFTSSTELLE: "Noch keine Kampagne.",
}


class KampagneListe(Liste):
    model = Kampagne
    table_class = KampagneTabelle
    filterset_class = KampagneFilter
    template_name = "stadtteilmanagement/kampagne_list.html"
    titel = "Kampagnen"
    einleitung = "Viele Häuser sammeln zusammen. Die Geschäftsstelle führt die Kampagnen."
    dateiname = "kampagnen"

    def get_queryset(self) -> QuerySet:
        sichtbare = Kampagne.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.annotate(haeuser=Count("teilnahmen"), spenden=Coalesce(Sum("teilnahmen__summe"), 0))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        return super().get_context_data(**kwargs) | {
            "leer": NICHTS.get(Rolle(m.rolle), "Noch keine Kampagne, an der Zentren von Ihnen teilnehmen."),
            "darf_anlegen": darf(ANLEGEN, m),
        }


class KampagneAnsehen(Ansehen):
    """The campaign and, once the match is given, its result."""

    model = Kampagne
    template_name = "stadtteilmanagement/kampagne_detail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("verband")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        self.ergebnis = ergebnis(self.object, request.mitgliedschaft)
        if (art := request.GET.get("export", "")) in EXPORTE:
            return als_datei(KOPF, zum_speichern(self.ergebnis), art, f"kampagne-{self.object.pk}")
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.request.mitgliedschaft
        fuehrt = darf(FUEHREN, m, self.object)
        ton, wort = self._stand()
        return super().get_context_data(**kwargs) | {
            "ton": ton,
            "wort": wort,
            "darf_fuehren": fuehrt,
            "ergebnis": self.ergebnis,
            "bild": bild(self.object, self.ergebnis) if self.ergebnis.haeuser else None,
            "exporte": EXPORTE,
            "verlauf": verlauf(self.object) if fuehrt else [],
        }

    def _stand(self) -> tuple[str, str]:
        """Tone and word: how far the campaign is."""
        if self.object.verteilt_am:
            return "success", "Zuschuss verteilt"
        heute = timezone.localdate()
        if heute < self.object.von:
            return "info", f"beginnt am {self.object.von:%d.%m.%Y}"
        return ("info", "läuft") if heute <= self.object.bis else ("warning", "wird ausgewertet")


class MitRolle:
    """The form asks in the name of the active role; afterwards the page of the campaign."""

    template_name = "formular.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def get_success_url(self) -> str:
        return reverse("kampagne", args=[self.object.pk])


class KampagneNeu(MitRolle, Anlegen):
    model = Kampagne
    form_class = KampagneFormular
    recht = ANLEGEN
    extra_context = LISTE | {"titel": "Neue Kampagne"}

    def vorbelegen(self) -> dict[str, Any]:
        return {"verband": self.request.mitgliedschaft.verband}


class KampagneBearbeiten(MitRolle, Bearbeiten):
    model = Kampagne
    form_class = KampagneFormular
    recht = FUEHREN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Kampagne ändern",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.object),
        }


class KampagneLoeschen(Loeschen):
    model = Kampagne
    recht = FUEHREN

    def folgen(self) -> list[str]:
        if self.object.verteilt_am:
            raise Verweigert(kampagnen.VERTEILT)
        return super().folgen()

    def ausfuehren(self) -> None:
        kampagnen.loeschen(kampagne=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return reverse("kampagnen")


class Kampagnenschritt(Befehl):
    model = Kampagne
    recht = FUEHREN

    def ziel(self) -> str:
        return reverse("kampagne", args=[self.object.pk])


class KampagneVerteilen(Kampagnenschritt):
    def ausfuehren(self) -> str:
        kampagnen.verteilen(kampagne=self.object, wer=self.request.mitgliedschaft)
        return "Der Zuschuss ist verteilt. Die Leitungen der Zentren bekommen eine Mail."


class KampagneZuruecknehmen(Kampagnenschritt):
    def ausfuehren(self) -> str:
        kampagnen.zuruecknehmen(kampagne=self.object, wer=self.request.mitgliedschaft)
        return "Die Verteilung ist zurückgenommen."


class KampagneZahlen(EigenesObjekt, View):
    """Donors and sums of all houses in one table."""

    model = Kampagne
    recht = FUEHREN

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.object = self.get_object()
        return self._zeigen(request, Zahlentabelle(queryset=self._teilnahmen()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.object = self.get_object()
        tabelle = Zahlentabelle(request.POST, queryset=self._teilnahmen())
        if not tabelle.is_valid():
            return self._zeigen(request, tabelle, 422)
        zahlen = [form.zahlen() for form in tabelle.forms]
        try:
            kampagnen.zahlen_eintragen(kampagne=self.object, zahlen=zahlen, wer=request.mitgliedschaft)
        except Ueberholt as nein:
            satz = f"{nein.aktuell} wurde inzwischen von jemand anderem geändert. Nichts ist gespeichert."
            messages.error(request, satz)
            return self._zeigen(request, tabelle, 422)
        except Verweigert as nein:
            messages.error(request, str(nein))
            return redirect("kampagne", pk)
        messages.success(request, "Die Zahlen sind gespeichert.")
        return redirect("kampagne", pk)

    def _teilnahmen(self) -> QuerySet[Kampagnenteilnahme]:
        return self.object.teilnahmen.select_related("zentrum").order_by("pk")

    def _zeigen(self, request: HttpRequest, tabelle: Any, status: int = 200) -> HttpResponse:
        kontext = {"object": self.object, "tabelle": tabelle}
        return render(request, "stadtteilmanagement/kampagne_zahlen.html", kontext, status=status)


class TeilnahmeNeu(MitRolle, Anlegen):
    model = Kampagnenteilnahme
    form_class = TeilnahmeFormular
    recht = FUEHREN
    gespeichert = "Die Teilnahme ist eingetragen."

    def bezug(self) -> Kampagne:
        sichtbare = Kampagne.objects.sichtbar_fuer(self.request.mitgliedschaft)
        self.kampagne = get_object_or_404(sichtbare, pk=self.kwargs["pk"])
        return self.kampagne

    def vorbelegen(self) -> dict[str, Any]:
        return {"kampagne": self.kampagne}

    def get_success_url(self) -> str:
        return reverse("kampagne", args=[self.kampagne.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Teilnahme eintragen",
            "zurueck": self.get_success_url(),
            "zurueck_text": str(self.kampagne),
        }


class EineTeilnahme:
    """A participant, in the campaign that its readers may read; kept by who keeps the campaign."""

    model = Kampagnenteilnahme

    def get_queryset(self) -> QuerySet:
        sichtbare = Kampagne.objects.sichtbar_fuer(self.request.mitgliedschaft)
        teilnahmen = Kampagnenteilnahme.objects.filter(kampagne__in=sichtbare.order_by().values("pk"))
        return teilnahmen.select_related("kampagne", "zentrum")

    def get_object(self, queryset: QuerySet | None = None) -> Any:
        teilnahme = super().get_object(queryset)
        if not self.darf_hier(teilnahme):
            raise PermissionDenied
        return teilnahme

    def darf_hier(self, teilnahme: Kampagnenteilnahme) -> bool:
        return darf(FUEHREN, self.request.mitgliedschaft, teilnahme.kampagne)

    def zur_kampagne(self) -> str:
        return reverse("kampagne", args=[self.object.kampagne_id])


class TeilnahmeBearbeiten(EineTeilnahme, MitRolle, Bearbeiten):
    form_class = TeilnahmeFormular
    template_name = "stadtteilmanagement/kampagnenteilnahme_form.html"

    def get_success_url(self) -> str:
        return self.zur_kampagne()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": f"Teilnahme: {self.object}",
            "zurueck": self.zur_kampagne(),
            "zurueck_text": str(self.object.kampagne),
        }


class TeilnahmeLoeschen(EineTeilnahme, Loeschen):
    def ausfuehren(self) -> None:
        kampagnen.abmelden(teilnahme=self.object, wer=self.request.mitgliedschaft)

    def ziel(self) -> str:
        return self.zur_kampagne()


class TeilnahmeUebernehmen(EineTeilnahme, Befehl):
    """A centre makes a Förderung of what it gets."""

    def darf_hier(self, teilnahme: Kampagnenteilnahme) -> bool:
        m = self.request.mitgliedschaft
        return teilnahme.zentrum is not None and darf(kampagnen.IM_ZENTRUM, m, teilnahme.zentrum)

    def ausfuehren(self) -> str:
        self.neue = kampagnen.uebernehmen(teilnahme=self.object, wer=self.request.mitgliedschaft)
        return "Der Betrag steht jetzt unter „Förderung“. Was ist schon angekommen?"

    def ziel(self) -> str:
        neue = getattr(self, "neue", None)
        return reverse("foerderung", args=[neue.pk]) if neue else self.zur_kampagne()
