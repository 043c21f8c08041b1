"""Every step of a Meldung: one address, one POST, one domain function.

Whoever sees the Meldung but is not of the office that takes the step gets 403; an office that comes too early
or too late is told so.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from angebote import ablauf
from angebote.forms.meldung import AnnehmenFormular, EntsperrenFormular, GrundFormular, RueckgabeFormular
from angebote.models import Meldezeitraum, Meldung, Rueckfrage, Wert
from angebote.views.meldungen.meldung import TEAM, aktenzeichen
from stzverbund.basis.eingabe import nummer, text
from stzverbund.basis.pflege import Verweigert
from zentren.ansichten import Befehl
from zentren.models import Rolle, Zentrum


class Stelle:
    """The office that takes the step; right and state are asked by the domain function, on the locked row."""

    model = Meldung
    rollen: tuple[str, ...] = ()

    def get_object(self, queryset: models.QuerySet | None = None) -> Any:
        objekt = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        if not self.request.mitgliedschaft.hat(*self.rollen):
            raise PermissionDenied
        return objekt

    def get_queryset(self) -> models.QuerySet:
        sichtbare = Meldung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbare.select_related("zentrum", "zeitraum__meldejahr")

    @property
    def angaben(self) -> dict[str, Any]:
        return {"meldung": self.object, "wer": self.request.mitgliedschaft}

    def ziel(self) -> str:
        """The Meldung, as long as this person sees it; else the office's worklist."""
        if self.get_queryset().filter(pk=self.object.pk).exists():
            return reverse("meldung", args=[self.object.pk])
        return reverse("statistik_pruefen")


class Schritt(Stelle, Befehl):
    """A step without anything to type."""


class Schrittformular(Stelle, FormView):
    """A step with a reason or a number; what the domain function refuses is an error of the form."""

    template_name = "angebote/meldung_schritt.html"
    titel = einleitung = knopf = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "einleitung": self.einleitung,
            "knopf": self.knopf,
            "zurueck": self.zurueck(),
            "zurueck_text": self.zurueck_text(),
        }

    def zurueck(self) -> str:
        return reverse("meldung", args=[self.object.pk])

    def zurueck_text(self) -> str:
        return str(self.object)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            messages.success(self.request, self.ausfuehren(form))
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        return redirect(self.ziel())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def ausfuehren(self, form: Any) -> str:
        raise NotImplementedError


class Einreichen(Schritt):
    rollen = (Rolle.LEITUNG,)

    def ausfuehren(self) -> str:
        meldung = ablauf.einreichen(**self.angaben, bemerkung=text(self.request, "bemerkung"))
        naechste = "beim Träger zur Freigabe" if meldung.freigabe_noetig else "beim Bezirksamt"
        return f"Die Meldung ist eingereicht und liegt jetzt {naechste}."


class Zurueckziehen(Schritt):
    rollen = (Rolle.LEITUNG,)

    def ausfuehren(self) -> str:
        ablauf.zurueckziehen(**self.angaben)
        return "Die Meldung ist zurückgezogen. Sie können sie wieder bearbeiten."


class Freigeben(Schritt):
    rollen = (Rolle.TRAEGER,)

    def ausfuehren(self) -> str:
        ablauf.freigeben(**self.angaben)
        return f"{self.object} ist freigegeben und liegt jetzt beim Bezirksamt."

    def ziel(self) -> str:
        return reverse("statistik_pruefen")


class Berichtigen(Schritt):
    rollen = (Rolle.LEITUNG,)

    def ausfuehren(self) -> str:
        self.object = ablauf.berichtigen(**self.angaben)
        return f"{self.object.bezeichnung} ist angelegt. Ändern Sie die Zahlen und reichen Sie sie dann ein."

    def ziel(self) -> str:
        return reverse("meldung_pruefen", args=[self.object.pk])


class Verwerfen(Schritt):
    rollen = (Rolle.LEITUNG,)

    def ausfuehren(self) -> str:
        ablauf.verwerfen(**self.angaben)
        return f"{self.object.bezeichnung} ist verworfen. Die angenommene Meldung gilt weiter."

    def ziel(self) -> str:
        return reverse("statistik")


class Annehmen(Schrittformular):
    rollen = (Rolle.BEZIRKSAMT,)
    form_class = AnnehmenFormular
    titel = "Meldung annehmen"
    einleitung = "Was angenommen ist, ändert sich nicht mehr. Möglich sind nur noch Berichtigungen."
    knopf = "Annehmen"

    def get_form_kwargs(self) -> dict[str, Any]:
        angaben = {"zuletzt": aktenzeichen(self.object), "initial": {"version": self.object.version}}
        return super().get_form_kwargs() | angaben

    def ausfuehren(self, form: AnnehmenFormular) -> str:
        ablauf.annehmen(**self.angaben, **form.cleaned_data)
        return f"{self.object} ist angenommen."

    def ziel(self) -> str:
        return reverse("statistik_pruefen")


class Zurueckgeben(Schrittformular):
    """As a whole, or at the values named in the address: `?wert=12&wert=15`."""

    rollen = (Rolle.TRAEGER, Rolle.BEZIRKSAMT)
    form_class = RueckgabeFormular
    knopf = "Zurückgeben"

    titel = "Ganze Meldung zurückgeben"
    einleitung = "Was ist zu klären? Das Zentrum kann danach alle Zahlen ändern."

    def get_form_kwargs(self) -> dict[str, Any]:
        pks = [pk for wert in self.request.GET.getlist("wert") if (pk := nummer(wert))]
        werte = Wert.objects.summen().filter(meldung=self.object, pk__in=pks)
        self.werte = list(werte.select_related("angebot", "kennzahl").order_by("monat", "pk"))
        if self.werte:
            self.titel = "Werte zurückgeben"
            self.einleitung = "Was ist zu klären? Das Zentrum kann danach nur diese Werte ändern."
        return super().get_form_kwargs() | {"werte": self.werte}

    def ausfuehren(self, form: RueckgabeFormular) -> str:
        ablauf.zurueckgeben(**self.angaben, grund=form.cleaned_data["grund"], rueckfragen=form.rueckfragen)
        return f"{self.object} ist zurückgegeben."

    def ziel(self) -> str:
        return reverse("statistik_pruefen")


class Beantworten(Befehl):
    """The centre answers a Rückfrage."""

    model = Rueckfrage
    rollen = TEAM

    def get_object(self, queryset: models.QuerySet | None = None) -> Rueckfrage:
        sichtbare = Meldung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        fragen = Rueckfrage.objects.filter(meldung__in=sichtbare.values("pk")).select_related("meldung")
        frage = get_object_or_404(fragen, pk=self.kwargs["pk"])
        if not self.request.mitgliedschaft.hat(*TEAM):
            raise PermissionDenied
        return frage

    def ausfuehren(self) -> str:
        ablauf.rueckfrage_beantworten(
            rueckfrage=self.object,
            antwort=text(self.request, "antwort"),
            wer=self.request.mitgliedschaft,
        )
        return "Die Antwort ist gespeichert. Sie geht mit der Meldung zurück."

    def ziel(self) -> str:
        return reverse("meldung_pruefen", args=[self.object.meldung_id])


class Zeitraumschritt(Schrittformular):
    """A step of the Bezirksamt for a centre and a period, whether or not anything was entered there."""

    rollen = (Rolle.BEZIRKSAMT,)
    was = ""

    def get_object(self, queryset: models.QuerySet | None = None) -> Zentrum:
        m = self.request.mitgliedschaft
        zentrum = get_object_or_404(Zentrum.objects.sichtbar_fuer(m), slug=self.kwargs["zentrum"])
        zeitraeume = Meldezeitraum.objects.filter(meldejahr__bezirk=zentrum.bezirk_id)
        self.zeitraum = get_object_or_404(zeitraeume.select_related("meldejahr"), pk=self.kwargs["pk"])
        if not m.hat(*self.rollen):
            raise PermissionDenied
        self.titel = f"{zentrum}, {self.zeitraum}: {self.was}"
        return zentrum

    @property
    def angaben(self) -> dict[str, Any]:
        return {"zentrum": self.object, "zeitraum": self.zeitraum, "wer": self.request.mitgliedschaft}

    def zurueck(self) -> str:
        return f"{reverse('statistik')}?jahr={self.zeitraum.meldejahr.jahr}"

    def zurueck_text(self) -> str:
        return "Statistik"

    def ziel(self) -> str:
        return self.zurueck()


class NichtGemeldet(Zeitraumschritt):
    form_class = GrundFormular
    knopf = "Als „nicht gemeldet“ abschließen"

    was = "nicht gemeldet"
    einleitung = "Sie schließen den Zeitraum ohne Zahlen ab, damit das Jahr abgeschlossen werden kann."

    def ausfuehren(self, form: GrundFormular) -> str:
        ablauf.nicht_gemeldet(**self.angaben, **form.cleaned_data)
        return f"{self.object}, {self.zeitraum}: als „nicht gemeldet“ abgeschlossen."


class Entsperren(Zeitraumschritt):
    form_class = EntsperrenFormular
    einleitung = "Das Zentrum kann den Zeitraum dann bearbeiten und einreichen; die Leitung bekommt Post."
    knopf = "Öffnen"
    was = "wieder öffnen"

    def ausfuehren(self, form: EntsperrenFormular) -> str:
        ablauf.entsperren(**self.angaben, **form.cleaned_data)
        return f"{self.object}, {self.zeitraum}: offen bis {form.cleaned_data['bis']:%d.%m.%Y}."
