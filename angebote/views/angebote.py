"""Angebote: the inner list, the form, the page of one with its changes of state."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from angebote import pflege, zaehlbogen
from angebote.ausblick import naechste_termine, voraus
from angebote.filters.angebot import AngebotFilter
from angebote.forms.angebot import VEROEFFENTLICHEN, AngebotFormular
from angebote.forms.laufzeit import BeendenFormular, LaufzeitFormular
from angebote.forms.zeitplan import zeitplangruppe
from angebote.models import Angebot
from angebote.tables.angebot import TON, AngebotTabelle
from angebote.terminplan import regel_von
from angebote.views.verzeichnis.programme import programm_monate
from angebote.zeitplan import Regel, in_worten, warnungen
from angebote.zugang import zugang
from stzverbund.basis.listen import Liste
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.models import Bezirk, Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.ansichten import aus_der_frage
from zentren.stadtteilmanagement.models import Barrierepruefung, Bedarf, Taetigkeit

PFLEGEN = "angebote.angebot_pflegen"
JAHR = timedelta(days=365)
IM_TAGEBUCH = 5
"""So many entries of the diary stand on the page of an Angebot."""


class AngebotListe(Liste):
    model = Angebot
    table_class = AngebotTabelle
    filterset_class = AngebotFilter
    template_name = "angebote/angebot_list.html"
    titel = "Angebote"
    dateiname = "angebote"

    def get_queryset(self) -> QuerySet:
        angebote = Angebot.objects.im_bereich(self.request.mitgliedschaft)
        return angebote.select_related("leistungsbereich", "zentrum").mit_zeiten()

    @property
    def mehrere_zentren(self) -> bool:
        return not darf("angebote.angebot_anlegen", self.request.mitgliedschaft)

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        """Bound without parameters too, so that ended ones are left out from the start."""
        kwargs = super().get_filterset_kwargs(filterset_class)
        return kwargs | {"data": self.request.GET, "mehrere_zentren": self.mehrere_zentren}

    def get_table_kwargs(self) -> dict[str, Any]:
        return {} if self.mehrere_zentren else {"exclude": ("zentrum",)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        team = darf("angebote.angebot_anlegen", self.request.mitgliedschaft)
        # asked for only where the list is empty
        return super().get_context_data(**kwargs) | {
            "darf_anlegen": team,
            "leer": lambda: self._leer(team),
            "programm_monate": programm_monate(timezone.localdate()) if team else [],
            "bezirk": _bezirk(self.request.mitgliedschaft),
        }

    def _leer(self, team: bool) -> str:
        if team:
            return "Noch kein Angebot eingetragen."
        if Zentrum.objects.sichtbar_fuer(self.request.mitgliedschaft).exists():
            return "Die Zentren haben noch kein Angebot veröffentlicht."
        return "Zu Ihrer Rolle gehören keine Angebote von Zentren."


def _bezirk(m: Mitgliedschaft | None) -> Bezirk | None:
    """The Bezirk of those who work in one."""
    stellen = (m.zentrum, m.bezirksamt, m.verbund) if m else ()
    return next((stelle.bezirk for stelle in stellen if stelle), None)


class AngebotAnsehen(Ansehen):
    model = Angebot
    template_name = "angebote/angebot_detail.html"

    def get_queryset(self) -> QuerySet:
        return (
            super()
            .get_queryset()
            .select_related("zentrum", "leistungsbereich", "standort", "raum")
            .prefetch_related("zeitplaene", "zielgruppen", "leistungen", "ziele", "zentrum__schliesszeiten")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        angebot, heute = self.object, timezone.localdate()
        regeln = [regel_von(zeitplan) for zeitplan in angebot.zeitplaene.all()]
        pflegen = darf(PFLEGEN, self.request.mitgliedschaft, angebot)
        return super().get_context_data(**kwargs) | {
            "ton": TON[Angebot.Status(angebot.status)],
            "warnungen": _warnungen(regeln) if pflegen else [],
            "naechste": naechste_termine(angebot, heute),
            "zugang": zugang(angebot),
            "druckmonate": zaehlbogen.naechste(heute),
            "zuletzt": angebot.termine.filter(datum__lte=heute).order_by("-datum", "-von", "-pk")[:5],
            "fehlend": pflege.fehlende_angaben(angebot) if pflegen else {},
            "bedarfe": angebot.bedarfe.sichtbar_fuer(self.request.mitgliedschaft),
            "darf_pflegen": pflegen,
            "beenden": BeendenFormular(initial={"ende": heute}),
            "verlauf": verlauf(angebot) if pflegen else [],
            "pruefungen": Barrierepruefung.objects.sichtbar_fuer(self.request.mitgliedschaft).filter(
                angebotsbezug__angebot=angebot
            ),
            "tagebuch": _tagebuch(angebot, self.request.mitgliedschaft),
            "tagebuch_dazu": "angebot" if pflegen else "",
        }


def _tagebuch(angebot: Angebot, m: Mitgliedschaft | None) -> QuerySet[Taetigkeit]:
    """The newest entries of the diary about it, for the house."""
    eintraege = Taetigkeit.objects.sichtbar_fuer(m).filter(angebotsbezug__angebot=angebot)
    return eintraege.only("was", "datum")[:IM_TAGEBUCH]


class AngebotSpeichern:
    """What adding and editing share: the form knows who saves."""

    model = Angebot
    form_class = AngebotFormular
    template_name = "angebote/angebot_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    @property
    def gespeichert(self) -> str:
        if VEROEFFENTLICHEN in self.request.POST:
            return "Das Angebot ist veröffentlicht."
        return "Die Angaben sind gespeichert."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        status = kontext["form"].instance.status
        return kontext | {"entwurf": status == Angebot.Status.ENTWURF, "knopf": VEROEFFENTLICHEN}

    def get_success_url(self) -> str:
        return reverse("angebot", args=[self.object.pk])


class AngebotAnlegen(AngebotSpeichern, Anlegen):
    recht = "angebote.angebot_anlegen"
    extra_context = {"titel": "Neues Angebot", "zurueck": reverse_lazy("angebot_liste")}

    def vorbelegen(self) -> dict[str, Any]:
        return {"zentrum": self.request.mitgliedschaft.zentrum}

    @cached_property
    def bedarf(self) -> Bedarf | None:
        """The need of the own centre that it is made for (`?bedarf=`)."""
        return aus_der_frage(self.request, Bedarf, "bedarf")

    def get_initial(self) -> dict[str, Any]:
        zentrum = self.request.mitgliedschaft.zentrum
        werte = {"kontakt_telefon": zentrum.telefon, "kontakt_email": zentrum.email}
        if self.bedarf:
            werte["zielgruppen"] = list(self.bedarf.zielgruppen.values_list("pk", flat=True))
        return werte | {"standort": zentrum.standorte.first()}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bedarf": self.bedarf}


class AngebotBearbeiten(AngebotSpeichern, Bearbeiten):
    recht = PFLEGEN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("zentrum")

    def get_object(self, queryset: QuerySet | None = None) -> Angebot:
        angebot = super().get_object(queryset)
        self.name = angebot.titel  # as stored: a form with errors changes the object
        return angebot

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zurueck = reverse("angebot", args=[self.object.pk])
        return super().get_context_data(**kwargs) | {
            "titel": f"{self.name} bearbeiten",
            "name": self.name,
            "zurueck": zurueck,
        }


@require_POST
def vorschau(request: HttpRequest) -> HttpResponse:
    """The next ten dates of what stands in the form, as a fragment; stores nothing."""
    if not darf("angebote.angebot_anlegen", request.mitgliedschaft):
        raise PermissionDenied
    gruppe = zeitplangruppe(request.POST, ())
    gruppe.is_valid()
    regeln = [regel for _, regel in gruppe.regeln()]
    laufzeit = LaufzeitFormular(request.POST)
    laufzeit.is_valid()
    angebot = Angebot(zentrum=request.mitgliedschaft.zentrum, **laufzeit.cleaned_data)
    return render(
        request,
        "angebote/_angebot_vorschau.html",
        {
            "zeiten": [in_worten(regel) for regel in regeln],
            "naechste": voraus(angebot, regeln, timezone.localdate()),
            "warnungen": _warnungen(regeln),
        },
    )


class AngebotBefehl(Befehl):
    model = Angebot
    recht = PFLEGEN

    def ziel(self) -> str:
        return reverse("angebot", args=[self.object.pk])


class AngebotVeroeffentlichen(AngebotBefehl):
    def ausfuehren(self) -> str:
        pflege.veroeffentlichen(angebot=self.object, wer=self.request.mitgliedschaft)
        return "Das Angebot ist veröffentlicht."


class AngebotPausieren(AngebotBefehl):
    def ausfuehren(self) -> str:
        pflege.pausieren(angebot=self.object, wer=self.request.mitgliedschaft)
        return "Das Angebot ist pausiert. Kommende Termine sind gestrichen."


class AngebotFortsetzen(AngebotBefehl):
    def ausfuehren(self) -> str:
        pflege.fortsetzen(angebot=self.object, wer=self.request.mitgliedschaft)
        return "Das Angebot läuft wieder."


class AngebotBeenden(AngebotBefehl):
    def ausfuehren(self) -> str:
        form = BeendenFormular(self.request.POST)
        if not form.is_valid():
            raise Verweigert("Bitte geben Sie den letzten Tag an, z. B. 31.12.2026.")
        ende = form.cleaned_data["ende"]
        angebot = pflege.beenden(angebot=self.object, ende=ende, wer=self.request.mitgliedschaft)
        if angebot.status == Angebot.Status.BEENDET:
            return "Das Angebot ist beendet."
        return f"Das Angebot endet am {ende:%d.%m.%Y}."


class AngebotKopieren(AngebotBefehl):
    def ausfuehren(self) -> str:
        self.object = pflege.kopieren(angebot=self.object, wer=self.request.mitgliedschaft)
        return "Die Kopie ist ein neuer Entwurf. Bitte passen Sie Titel und Zeiten an."

    def ziel(self) -> str:
        return reverse("angebot_bearbeiten", args=[self.object.pk])


class AngebotPruefen(AngebotBefehl):
    def ausfuehren(self) -> str:
        pflege.als_geprueft_vermerken(angebot=self.object, wer=self.request.mitgliedschaft)
        return "Vermerkt: heute geprüft."


class AngebotLoeschen(Loeschen):
    """Drafts only; what was public once stays."""

    model = Angebot
    recht = PFLEGEN

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(status=Angebot.Status.ENTWURF)

    def ausfuehren(self) -> None:
        pflege.entwurf_loeschen(angebot=self.object)

    def ziel(self) -> str:
        return reverse("angebot_liste")


def _warnungen(regeln: Sequence[Regel]) -> list[str]:
    """What is not known yet about the dates of the next year."""
    heute = timezone.localdate()
    alle = [satz for regel in regeln for satz in warnungen(regel, heute, heute + JAHR)]
    return list(dict.fromkeys(alle))
