"""The Kennzahlen of a year: read by all who see statistics, the local ones kept by the Bezirksamt."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote import kennzahlpflege
from angebote.forms.kennzahl import EndeFormular, KennzahlFormular
from angebote.models import Kennzahl
from angebote.querysets import bezirke_mit_statistik
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import EXPORTE
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import verlauf
from zentren.ansichten import Anlegen, Ansehen, Bearbeiten, Befehl, Loeschen
from zentren.models import Bezirk
from zentren.rules import darf

ERSTES_JAHR = 2000
PFLEGEN = "angebote.kennzahl_pflegen"
NEU_AUS_ALT = (
    *("name", "kurz", "ebene", "einheit", "aufteilung", "pflicht", "summierbar", "erklaerung"),
    "bezirk",
)
"""What a successor has from the one that it replaces, until somebody types something else."""


TITEL = {
    Kennzahl.Ebene.ANGEBOT: "Je Angebot",
    Kennzahl.Ebene.BERATUNG: "Beratung und Vermittlung",
    Kennzahl.Ebene.ZENTRUM: "Je Zentrum",
}


@dataclass(frozen=True)
class Ebenenliste:
    """The Kennzahlen of one level, in the order of the grid."""

    titel: str
    zeilen: list[Kennzahl]

    @property
    def lokale(self) -> list[Kennzahl]:
        """Those that the Bezirksamt can move."""
        return [kennzahl for kennzahl in self.zeilen if kennzahl.bezirk_id]


def bezirk_der_anfrage(request: HttpRequest) -> tuple[Bezirk, list[Bezirk]]:
    """The Bezirk of `?bezirk=`, else the first one, and all whose statistics this role reads; else 403."""
    if not darf("angebote.kennzahlen_lesen", request.mitgliedschaft):
        raise PermissionDenied
    bezirke = list(bezirke_mit_statistik(request.mitgliedschaft))
    gewaehlt = request.GET.get("bezirk") or next((bezirk.schluessel for bezirk in bezirke), "")
    for bezirk in bezirke:
        if bezirk.schluessel == gewaehlt:
            return bezirk, bezirke
    raise Http404


def jahre() -> list[int]:
    """The years to choose from: two that are over, the running one, two ahead."""
    heute = timezone.localdate().year
    return list(range(heute - 2, heute + 3))


@require_safe
def kennzahlen(request: HttpRequest) -> HttpResponse:
    """The Kennzahlen of `?jahr=` (default: the coming one) in `?bezirk=`."""
    bezirk, bezirke = bezirk_der_anfrage(request)
    kommendes, gewaehlt = kennzahlpflege.naechstes_jahr(), nummer(request.GET.get("jahr", "")) or 0
    jahr = gewaehlt if gewaehlt in range(ERSTES_JAHR, kommendes + 2) else kommendes
    liste = list(Kennzahl.objects.gueltig(bezirk.pk, jahr).select_related("ersetzt"))
    if (art := request.GET.get("export", "")) in EXPORTE:
        return als_datei(list(KOPF), [_zeile(k) for k in liste], art, f"kennzahlen-{jahr}")
    kontext = {
        "bezirk": bezirk,
        "bezirke": bezirke,
        "jahr": jahr,
        "jahre": sorted({*jahre(), jahr}),
        "kommendes": kommendes,
        "listen": _ebenen(liste),
        "darf_pflegen": darf(PFLEGEN, request.mitgliedschaft, Kennzahl(bezirk=bezirk)),
        "exporte": EXPORTE,
    }
    return render(request, "angebote/kennzahl_list.html", kontext)


KOPF = (
    *("Ebene", "Kennzahl", "Einheit", "nach Alter und Geschlecht", "Pflicht", "summierbar"),
    *("Erklärung", "gültig ab", "gültig bis", "festgelegt von", "ersetzt"),
)


def _zeile(kennzahl: Kennzahl) -> list[Any]:
    ja_nein = [
        "ja" if gilt else "nein" for gilt in (kennzahl.aufteilung, kennzahl.pflicht, kennzahl.summierbar)
    ]
    return [
        *(kennzahl.get_ebene_display(), kennzahl.name, kennzahl.get_einheit_display(), *ja_nein),
        *(kennzahl.erklaerung, kennzahl.gueltig_von, kennzahl.gueltig_bis),
        *("Bezirk" if kennzahl.bezirk_id else "gemeinsamer Kern", str(kennzahl.ersetzt or "")),
    ]


def _ebenen(alle: list[Kennzahl]) -> list[Ebenenliste]:
    listen = [Ebenenliste(titel, [k for k in alle if k.ebene == ebene]) for ebene, titel in TITEL.items()]
    return [liste for liste in listen if liste.zeilen]


class KennzahlAnsehen(Ansehen):
    model = Kennzahl
    template_name = "angebote/kennzahl_detail.html"

    def get_queryset(self) -> QuerySet[Kennzahl]:
        return super().get_queryset().select_related("bezirk", "ersetzt")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kennzahl = self.object
        pflegen = darf(PFLEGEN, self.request.mitgliedschaft, kennzahl)
        return super().get_context_data(**kwargs) | {
            "nachfolge": kennzahl.nachfolger.first(),
            "darf_pflegen": pflegen,
            "fest_weil": kennzahlpflege.fest_weil(kennzahl),
            "ende_fest_weil": kennzahlpflege.ende_fest_weil(kennzahl),
            "bleibt_weil": kennzahlpflege.bleibt_weil(kennzahl),
            "verlauf": verlauf(kennzahl) if pflegen else [],
        }


class KennzahlSpeichern:
    """What all forms of a Kennzahl share: who saves, and where to go back to."""

    model = Kennzahl
    form_class: type = KennzahlFormular
    template_name = "formular.html"
    titel = einleitung = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wer": self.request.mitgliedschaft}

    def hindernis(self) -> str:
        """Why there is nothing to type here any more; empty where there is."""
        return ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwort = super().get(request, *args, **kwargs)
        if grund := self.hindernis():
            messages.error(request, grund)
            return redirect(self.zurueck())
        return antwort

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.titel,
            "einleitung": self.einleitung,
            "zurueck": self.zurueck(),
            "zurueck_text": self.zurueck_text(),
        }

    def zurueck(self) -> str:
        return reverse("kennzahl", args=[self.kwargs["pk"]])

    def zurueck_text(self) -> str:
        return "Kennzahl"

    def get_success_url(self) -> str:
        return reverse("kennzahl", args=[self.object.pk])


class KennzahlAnlegen(KennzahlSpeichern, Anlegen):
    recht = "angebote.kennzahl_anlegen"
    titel = "Neue Kennzahl"
    gespeichert = "Die Kennzahl ist angelegt."

    def vorbelegen(self) -> dict[str, Any]:
        bezirk = self.request.mitgliedschaft.bezirksamt.bezirk
        return {"bezirk": bezirk, "gueltig_von": kennzahlpflege.naechstes_jahr()}

    def zurueck(self) -> str:
        return reverse("kennzahlen")

    def zurueck_text(self) -> str:
        return "Kennzahlen"


class KennzahlBearbeiten(KennzahlSpeichern, Bearbeiten):
    recht = PFLEGEN

    def get_object(self, queryset: QuerySet | None = None) -> Kennzahl:
        kennzahl = super().get_object(queryset)
        self.titel = f"„{kennzahl}“ bearbeiten"
        return kennzahl

    def hindernis(self) -> str:
        return kennzahlpflege.fest_weil(self.object)


class KennzahlBeenden(KennzahlSpeichern, Bearbeiten):
    """Sets or takes back the last year."""

    recht = PFLEGEN
    form_class = EndeFormular
    fehlerfeld = "gueltig_bis"
    einleitung = "Die Zahlen bleiben erhalten. In den Jahren danach wird die Kennzahl nicht mehr gezählt."
    gespeichert = "Das Ende ist gespeichert."

    def get_object(self, queryset: QuerySet | None = None) -> Kennzahl:
        kennzahl = super().get_object(queryset)
        self.titel = f"„{kennzahl}“: letztes Jahr"
        return kennzahl

    def hindernis(self) -> str:
        return kennzahlpflege.ende_fest_weil(self.object)


class KennzahlErsetzen(KennzahlSpeichern, Anlegen):
    """A new Kennzahl that continues the series of another one, filled with what that one says."""

    recht = PFLEGEN
    gespeichert = "Die neue Kennzahl ist angelegt, die alte endet im Jahr davor."
    einleitung = (
        "Die neue Kennzahl führt die Reihe der alten fort. Berichte über mehrere Jahre zeigen den Bruch."
    )

    def bezug(self) -> Kennzahl:
        sichtbare = Kennzahl.objects.sichtbar_fuer(self.request.mitgliedschaft).select_related("bezirk")
        self.alte = get_object_or_404(sichtbare, pk=self.kwargs["pk"])
        self.titel = f"„{self.alte}“ ersetzen"
        return self.alte

    def hindernis(self) -> str:
        return kennzahlpflege.ende_fest_weil(self.alte)

    def vorbelegen(self) -> dict[str, Any]:
        angaben = {name: getattr(self.alte, name) for name in NEU_AUS_ALT}
        beginn = max(kennzahlpflege.naechstes_jahr(), (self.alte.gueltig_bis or 0) + 1)
        return angaben | {"ersetzt": self.alte, "gueltig_von": beginn}


class KennzahlVerschieben(Befehl):
    """Up or down among the local ones of its level (`richtung`, `jahr`)."""

    model = Kennzahl
    recht = PFLEGEN

    def ausfuehren(self) -> str:
        um = -1 if self.request.POST.get("richtung") == "hoch" else 1
        kennzahlpflege.verschieben(kennzahl=self.object, jahr=self.jahr, um=um)
        return f"„{self.object}“ steht jetzt weiter {'oben' if um < 0 else 'unten'}."

    @property
    def jahr(self) -> int:
        gesendet = self.request.POST.get("jahr", "")
        return next((j for j in jahre() if str(j) == gesendet), kennzahlpflege.naechstes_jahr())

    def ziel(self) -> str:
        return f"{reverse('kennzahlen')}?jahr={self.jahr}"


class KennzahlLoeschen(Loeschen):
    model = Kennzahl
    recht = PFLEGEN

    def folgen(self) -> list[str]:
        if grund := kennzahlpflege.bleibt_weil(self.object):
            raise Verweigert(grund)
        alte = self.object.ersetzt
        if alte is None:
            return []
        return [
            f"„{alte}“ endet trotzdem mit dem Jahr {alte.gueltig_bis}. Dieses Ende können Sie dort aufheben."
        ]

    def ausfuehren(self) -> None:
        kennzahlpflege.loeschen(kennzahl=self.object)

    def ziel(self) -> str:
        return reverse("kennzahlen")
