"""All Termine of a week on one page, ticked and counted together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from angebote.forms.termin import GRUENDE
from angebote.forms.woche import WochenFormular, alle_stattgefunden, wochenformulare
from angebote.models import Termin
from angebote.querysets import INNEN
from angebote.terminzaehlung import hat_begonnen
from angebote.views.termine.zeilen import PFLEGEN, sperren
from stzverbund.basis.zeit import Woche
from zentren.rules import darf


@dataclass(frozen=True)
class Wochentermin:
    """A Termin of the week; without `form` it is read: the month is closed (`sperre`), or others count it."""

    termin: Termin
    form: WochenFormular | None
    sperre: str
    fremd: bool

    @property
    def zaehlbar(self) -> bool:
        """Before it begins a Termin can only be called off."""
        return hat_begonnen(self.termin)


@dataclass(frozen=True)
class Wochentag:
    datum: date
    zeilen: list[Wochentermin]


class TerminWoche(View):
    """`?woche=2026-W47`, without it this week. The team of a centre counts, its Träger reads."""

    http_method_names = ["get", "head", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.heute = timezone.localdate()
        self.woche = Woche.aus(request.GET.get("woche", "")) or Woche.von(self.heute)
        self.team = darf("angebote.angebot_anlegen", request.mitgliedschaft)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._zeigen({})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.team:
            raise PermissionDenied
        formulare = self._formulare(request.POST)
        if "alle" in request.POST:
            return self._zeigen(self._formulare(alle_stattgefunden(formulare.values(), request.POST)))
        geaenderte = {pk: form for pk, form in formulare.items() if form.beruehrt()}
        misslungene = {pk: form for pk, form in geaenderte.items() if not form.speichern()}
        gespeichert = len(geaenderte) - len(misslungene)
        if misslungene:
            return self._zeigen(misslungene, gespeichert=gespeichert, status=422)
        messages.success(request, _gespeichert(gespeichert))
        return redirect(f"{reverse('termin_woche')}?woche={self.woche}")

    def _formulare(self, daten: Mapping[str, Any] | None = None) -> dict[int, WochenFormular]:
        """The rows that this person may fill in; a closed month says so when it is saved."""
        eigene = [t for t in self._termine() if self._darf(t) and t.datum <= self.heute]
        return wochenformulare(eigene, self.request.mitgliedschaft, daten)

    def _darf(self, termin: Termin) -> bool:
        return darf(PFLEGEN, self.request.mitgliedschaft, termin)

    def _termine(self) -> list[Termin]:
        termine = Termin.objects.sichtbar_fuer(self.request.mitgliedschaft)
        zeitraum = (self.woche.montag, self.woche.sonntag)
        return list(termine.filter(datum__range=zeitraum).select_related("angebot__zentrum"))

    def _zeigen(
        self, gesendete: Mapping[int, WochenFormular], *, gespeichert: int = 0, status: int = 200
    ) -> HttpResponse:
        """The week as it is stored now; `gesendete` rows show what was sent."""
        termine = self._termine()
        vergangene = [termin for termin in termine if termin.datum <= self.heute]
        zeilen = self._zeilen(vergangene, gesendete)
        kontext = {
            "woche": self.woche,
            "diese": Woche.von(self.heute),
            "tage": [Wochentag(tag, list(g)) for tag, g in groupby(zeilen, lambda z: z.termin.datum)],
            "kommende": termine[len(vergangene) :],
            "offen": any(z.form and z.termin.status == Termin.Status.GEPLANT for z in zeilen),
            "bearbeitbar": any(zeile.form for zeile in zeilen),
            "fehler": [zeile.form for zeile in zeilen if zeile.form and zeile.form.errors],
            "gespeichert": _gespeichert(gespeichert) if gespeichert else "",
            "gruende": GRUENDE,
            "liest": self.request.mitgliedschaft and self.request.mitgliedschaft.hat(*INNEN),
        }
        return render(self.request, "angebote/termin_woche.html", kontext, status=status)

    def _zeilen(self, termine: list[Termin], gesendete: Mapping[int, WochenFormular]) -> list[Wochentermin]:
        sperre, zeilen = sperren(), []
        for termin in termine:
            darf_zaehlen = self._darf(termin)
            grund = sperre(termin) if darf_zaehlen else ""
            form = gesendete.get(termin.pk)
            if form is None and darf_zaehlen and not grund:
                form = wochenformulare([termin], self.request.mitgliedschaft)[termin.pk]
            zeilen.append(Wochentermin(termin, form, grund, not darf_zaehlen))
        return zeilen


def _gespeichert(anzahl: int) -> str:
    if anzahl == 0:
        return "Es war nichts zu speichern."
    return "1 Termin ist gespeichert." if anzahl == 1 else f"{anzahl} Termine sind gespeichert."
