"""Termine: the list for the phone, one tap each, and everything that can be noted of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.generic import FormView, TemplateView, View

from angebote.aufteilung import ALLE, ALTERSGRUPPEN, GESCHLECHTER, RAENDER, unbekannt
from angebote.forms.termin import (
    GRUENDE,
    EinzelterminFormular,
    TerminFormular,
    ZaehlFormular,
    zellenlabel,
    zellenname,
)
from angebote.models import Altersgruppe, Angebot, Geschlecht, Termin
from angebote.querysets import INNEN
from angebote.terminplan import einzeltermin, termin_entfernen
from angebote.terminzaehlung import gespeicherte, hat_begonnen
from angebote.zeitplan.regel import ERSTES_JAHR, LETZTES_JAHR
from angebote.zeitraeume import neueste_meldung, sperrgrund
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import verlauf
from stzverbund.basis.zeit import monatsanfang
from zentren.ansichten import Bearbeiten, Befehl, EigenesObjekt
from zentren.rules import darf

PFLEGEN = "angebote.termin_pflegen"
RUECKBLICK = timedelta(days=14)


@dataclass
class Zeile:
    """A Termin in the list; `sperre` says why its month is closed, empty while it can be counted."""

    termin: Termin
    sperre: str
    darf: bool
    fehler: str = ""
    neu: bool = False
    getippt: str = ""
    grund: str = ""

    @property
    def zaehlbar(self) -> bool:
        return self.darf and not self.sperre and self.termin.status == Termin.Status.GEPLANT

    @property
    def hat_begonnen(self) -> bool:
        return hat_begonnen(self.termin)


@dataclass(frozen=True)
class Gruppe:
    titel: str
    zeilen: list[Zeile]
    leer: str = "Keine Termine."
    mit_tag: bool = True


def zeilen(termine: Iterable[Termin], request: HttpRequest) -> list[Zeile]:
    """One look at the Meldung for each month, for who may count."""
    gruende: dict[date, str] = {}
    ergebnis = []
    for termin in termine:
        darf_pflegen, monat = darf(PFLEGEN, request.mitgliedschaft, termin), monatsanfang(termin.datum)
        if darf_pflegen and monat not in gruende:
            gruende[monat] = sperrgrund(neueste_meldung(termin.angebot.zentrum, monat))
        ergebnis.append(Zeile(termin, gruende.get(monat, ""), darf_pflegen))
    return ergebnis


class TerminListe(TemplateView):
    """Today's Termine and the uncounted ones of the last two weeks; `?tag=` or `?woche=` (a day in it)."""

    template_name = "angebote/termin_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heute, mitgliedschaft = timezone.localdate(), self.request.mitgliedschaft
        tag, woche = self._tag("tag"), self._tag("woche")
        montag = (woche or heute) - timedelta(days=(woche or heute).weekday())
        kontext = super().get_context_data(**kwargs) | {
            "tag": tag,
            "gruende": GRUENDE,
            "letzte_woche": montag - timedelta(days=7),
            "naechste_woche": montag + timedelta(days=7),
            "team": darf("angebote.angebot_anlegen", self.request.mitgliedschaft),
            "liest": mitgliedschaft is not None and mitgliedschaft.hat(*INNEN),
        }
        if tag:
            return kontext | {"gruppen": [Gruppe(f"{tag:%d.%m.%Y}", self._zeilen(tag, tag), mit_tag=False)]}
        if woche:
            sonntag = montag + timedelta(days=6)
            titel = f"Woche vom {montag:%d.%m.} bis {sonntag:%d.%m.%Y}"
            return kontext | {"gruppen": [Gruppe(titel, self._zeilen(montag, sonntag))]}
        return kontext | self._zu_zaehlen(heute)

    def _zu_zaehlen(self, heute: date) -> dict[str, Any]:
        offen = self._termine().ungezaehlt(heute).filter(angebot__zaehlung_je_termin=True)
        neulich = offen.filter(datum__gte=heute - RUECKBLICK, datum__lt=heute).order_by("-datum", "von", "pk")
        aelter = offen.filter(datum__lt=heute - RUECKBLICK)
        return {
            "gruppen": [
                Gruppe("Heute", self._zeilen(heute, heute), mit_tag=False),
                Gruppe("Noch nicht gezählt", zeilen(neulich, self.request), "Alles gezählt."),
            ],
            "aelter": aelter.count(),
            "aelteste": aelter.order_by("-datum").values_list("datum", flat=True).first(),
        }

    def _zeilen(self, von: date, bis: date) -> list[Zeile]:
        return zeilen(self._termine().filter(datum__range=(von, bis)), self.request)

    def _termine(self) -> QuerySet:
        termine = Termin.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return termine.select_related("angebot__zentrum", "angebot__standort")

    def _tag(self, name: str) -> date | None:
        """A day of the address; what is no day of these times is as good as none."""
        try:
            tag = parse_date(self.request.GET.get(name, ""))
        except ValueError:
            return None
        return tag if tag and ERSTES_JAHR <= tag.year <= LETZTES_JAHR else None


class TerminZaehlen(Bearbeiten):
    """The form of one Termin; only the staff of its centre may send it, others read what was counted."""

    model = Termin
    form_class = TerminFormular
    template_name = "angebote/termin_form.html"
    gespeichert = "Der Termin ist gespeichert."

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("angebot__zentrum", "angebot__standort")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not darf(PFLEGEN, request.mitgliedschaft, self.get_object()):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: TerminFormular) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        # What is stored: the form has already written what was typed into its own object.
        termin = self.get_queryset().get(pk=self.object.pk)
        return kontext | {
            "zeile": zeilen([termin], self.request)[0],
            "tafel": _tafel(kontext["form"], termin),
            "gruende": GRUENDE,
            "verlauf": verlauf(termin),
        }

    def get_success_url(self) -> str:
        return f"{reverse('termin_liste')}?tag={self.object.datum:%Y-%m-%d}"


class TerminSchnell(EigenesObjekt, View):
    """One row of the list: the tap and the head count. htmx gets the row back, others go to the list."""

    model = Termin
    recht = PFLEGEN
    http_method_names = ["post"]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("angebot__zentrum", "angebot__standort")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        termin = self.get_object()
        form = ZaehlFormular(request.POST, instance=termin, wer=request.mitgliedschaft)
        fehler = self._speichern(form)
        if not request.htmx:
            if fehler:
                messages.error(request, fehler)
                return redirect("termin", pk=termin.pk)
            messages.success(request, f"{termin}: gespeichert.")
            return redirect("termin_liste")
        zeile = zeilen([self.get_queryset().get(pk=termin.pk)], request)[0]
        zeile.neu, zeile.fehler = True, fehler
        if fehler:
            zeile.getippt, zeile.grund = form["teilnahmen"].value() or "", form["grund"].value() or ""
        return render(request, "angebote/_termin_zeile.html", {"zeile": zeile, "mit_tag": True})

    def _speichern(self, form: ZaehlFormular) -> str:
        """Why it was not saved, empty if it was."""
        if not form.is_valid():
            return " ".join(meldung for meldungen in form.errors.values() for meldung in meldungen)
        try:
            form.save()
        except Ueberholt:
            return "Jemand anderes hat diesen Termin inzwischen geändert. Hier steht, was gespeichert ist."
        except Verweigert as nein:
            return str(nein)
        return ""


class TerminNeu(EigenesObjekt, FormView):
    """A single date of an Angebot, beside its schedule."""

    model = Angebot
    recht = "angebote.angebot_pflegen"
    form_class = EinzelterminFormular
    template_name = "formular.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: EinzelterminFormular) -> HttpResponse:
        try:
            termin = einzeltermin(angebot=self.object, wer=self.request.mitgliedschaft, **form.cleaned_data)
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.form_invalid(form)
        messages.success(self.request, f"Der Termin am {termin.datum:%d.%m.%Y} ist eingetragen.")
        return redirect("angebot", pk=self.object.pk)

    def form_invalid(self, form: EinzelterminFormular) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": "Einzelnen Termin eintragen",
            "zurueck": reverse("angebot", args=[self.object.pk]),
            "zurueck_text": self.object.titel,
        }


class TerminEntfernen(Befehl):
    model = Termin
    recht = PFLEGEN

    def ausfuehren(self) -> str:
        termin_entfernen(termin=self.object, wer=self.request.mitgliedschaft)
        return "Der Termin ist entfernt."

    def ziel(self) -> str:
        return reverse("angebot", args=[self.object.angebot_id])


@dataclass(frozen=True)
class Tafelzeile:
    """A row of the breakdown: one cell for each gender and the margin."""

    name: str
    zellen: list[Any]
    rand: Any


def _tafel(form: TerminFormular, termin: Termin) -> dict[str, Any]:
    """The fields of the breakdown as a table, its margins last, and what is stored in words."""
    stand = gespeicherte(termin)
    rest = unbekannt(stand, termin.teilnahmen or 0)
    reihen = [
        Tafelzeile(
            Altersgruppe(alter).label,
            [form[zellenname((alter, geschlecht))] for geschlecht in GESCHLECHTER],
            form[zellenname((alter, ALLE))],
        )
        for alter in ALTERSGRUPPEN
    ]
    return {
        "kopf": [Geschlecht(g).label for g in GESCHLECHTER],
        "reihen": reihen,
        "rand": [form[zellenname((ALLE, g))] for g in GESCHLECHTER],
        "offen": bool(stand or any(name.startswith("teil_") for name in form.errors)),
        "rest": f"Unbekannt: Alter {rest.alter}, Geschlecht {rest.geschlecht} von {termin.teilnahmen or 0}.",
        "gezaehlt": [(zellenlabel(zelle), stand[zelle]) for zelle in RAENDER if zelle in stand],
    }
