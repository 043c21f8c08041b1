"""Completeness and punctuality of a year as tables: chosen, sorted and exported by address."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.generic import View

from angebote.forms.meldestand import MeldestandFilter
from angebote.meldestand import Grundlage, jahresvollstaendigkeit, laden, puenktlichkeit
from angebote.meldestand.puenktlichkeit import FAELLIG, Lage
from stzverbund.basis.listen import EXPORTE
from stzverbund.basis.zeit import MONATE
from zentren.rules import darf

JE_SEITE = 50
ENTFAELLT = format_html("<span>{}</span>", "entfällt")


class Meldestand(View):
    """A table of centres; `sortierbar` are the keys of `?sort=` with what they sort by."""

    http_method_names = ["get", "head"]
    template_name = titel = dateiname = ""
    sortierbar: dict[str, Callable[[Any], Any]] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not darf("angebote.meldestand_lesen", request.mitgliedschaft):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wahl = {name: request.GET.get(name, "") for name in ("jahr", "bezirk", "traeger")}
        grundlage = laden(request.mitgliedschaft, timezone.localdate(), **wahl)
        self.jahr, self.tafel = grundlage.jahr, self.rechnen(grundlage)
        zeilen = self._sortiert(self.tafel.zeilen)
        if request.GET.get("export") in EXPORTE:
            return self._datei(grundlage, zeilen, request.GET["export"])
        seite = Paginator(zeilen, JE_SEITE).get_page(request.GET.get("page"))
        kontext = {
            "titel": f"{self.titel} {grundlage.jahr}",
            "g": grundlage,
            "tafel": self.tafel,
            "seite": seite,
            "reihen": [(zeile, self._zellen(zeile.felder)) for zeile in seite],
            "filter": MeldestandFilter(request.GET, zentren=grundlage.alle),
            "koepfe": {name: self._kopf(name) for name in self.sortierbar},
            "parameter": self._parameter(),
            "ohne_jahr": self._parameter("jahr"),
            "exporte": EXPORTE,
        }
        return render(request, self.template_name, kontext)

    def rechnen(self, grundlage: Grundlage) -> Any:
        raise NotImplementedError

    def zelle(self, feld: Any) -> str:
        """A cell, ready to be shown."""
        raise NotImplementedError

    def _zellen(self, felder: Sequence[Any]) -> list[str]:
        """There are hundreds on a page, and in a row many are the same."""
        fertig = {feld: self.zelle(feld) for feld in set(felder)}
        return [fertig[feld] for feld in felder]

    def kopf(self) -> list[str]:
        """The heads of the exported table after Zentrum, Träger and Bezirk."""
        raise NotImplementedError

    def zellen(self, felder: Sequence[Any], summe: Any) -> list[Any]:
        """A row of it, of a centre or of all together."""
        raise NotImplementedError

    def _sortiert(self, zeilen: Sequence[Any]) -> list[Any]:
        """In the order of the address; rows that are equal stay in the order of their names."""
        wunsch = self.request.GET.get("sort", "")
        schluessel = self.sortierbar.get(wunsch.removeprefix("-"))
        if schluessel is None:
            return list(zeilen)
        return sorted(zeilen, key=schluessel, reverse=wunsch.startswith("-"))

    def _kopf(self, name: str) -> dict[str, str]:
        """Where a click on the head leads, and how it is sorted now."""
        jetzt = self.request.GET.get("sort", "")
        richtung = {name: "ascending", f"-{name}": "descending"}.get(jetzt, "")
        weiter = f"-{name}" if richtung == "ascending" else name
        return {"adresse": f"?{self._parameter('sort', 'page')}&sort={weiter}", "richtung": richtung}

    def _parameter(self, *ohne: str) -> str:
        parameter = self.request.GET.copy()
        for name in ("page", "export", *ohne):
            parameter.pop(name, None)
        return parameter.urlencode()

    def _datei(self, grundlage: Grundlage, zeilen: Sequence[Any], art: str) -> HttpResponse:
        from stzverbund.basis.export import als_datei

        kopf = ["Zentrum", "Träger", "Bezirk", *self.kopf()]
        reihen = [
            [str(z.zentrum), str(z.zentrum.traeger), str(z.zentrum.bezirk), *self.zellen(z.felder, z.summe)]
            for z in zeilen
        ]
        zusammen = ["Zusammen", "", "", *self.zellen(self.tafel.spalten, self.tafel.summe)]
        return als_datei(kopf, [*reihen, zusammen], art, f"{self.dateiname}-{grundlage.jahr}")


class Vollstaendigkeit(Meldestand):
    template_name = "angebote/meldestand_vollstaendigkeit.html"
    titel, dateiname = "Vollständigkeit", "vollstaendigkeit"
    sortierbar = {
        "zentrum": lambda zeile: bytes(zeile.zentrum.sortierung),
        "anteil": lambda zeile: -1 if zeile.summe.prozent is None else zeile.summe.prozent,
        "nicht_gemeldet": lambda zeile: zeile.summe.nicht_gemeldet,
    }

    def rechnen(self, grundlage: Grundlage) -> Any:
        return jahresvollstaendigkeit(grundlage)

    def zelle(self, feld: Any) -> str:
        verweis = _verweis(feld.wort, feld.meldung)
        return verweis if feld.prozent is None else format_html("<b>{} %</b>{}", feld.prozent, verweis)

    def kopf(self) -> list[str]:
        return [*MONATE, "vollständige Monate", "erwartete Monate", "Anteil in %", "nicht gemeldete Monate"]

    def zellen(self, felder: Sequence[Any], summe: Any) -> list[Any]:
        texte = [feld.text for feld in felder]
        return [*texte, summe.vollstaendig, summe.erwartet, _oder_leer(summe), summe.nicht_gemeldet]


class Puenktlichkeit(Meldestand):
    template_name = "angebote/meldestand_puenktlichkeit.html"
    titel, dateiname = "Pünktlichkeit", "puenktlichkeit"
    sortierbar = {
        "zentrum": lambda zeile: bytes(zeile.zentrum.sortierung),
        "fehlt": lambda zeile: zeile.summe.anzahl[Lage.FEHLT],
        "nicht_gemeldet": lambda zeile: zeile.summe.anzahl[Lage.NICHT_GEMELDET],
        "tage": lambda zeile: zeile.summe.tage,
        "anteil": lambda zeile: -1 if zeile.summe.prozent is None else zeile.summe.prozent,
    }

    def rechnen(self, grundlage: Grundlage) -> Any:
        return puenktlichkeit(grundlage)

    def zelle(self, feld: Any) -> str:
        if feld is None:
            return ENTFAELLT
        if feld.lage == Lage.FEHLT and not feld.meldung:
            return format_html('<a href="{}?jahr={}">{}</a>', reverse("statistik"), self.jahr, feld.text)
        return _verweis(feld.text, feld.meldung)

    def kopf(self) -> list[str]:
        lagen = [lage.label for lage in (*FAELLIG, Lage.NICHT_GEMELDET)]
        return [*self.tafel.zeitraeume, *lagen, "Tage Verspätung", "Anteil pünktlich in %"]

    def zellen(self, felder: Sequence[Any], summe: Any) -> list[Any]:
        texte = [feld.text if feld else "" for feld in felder]
        return [*texte, *summe.je_lage, summe.tage, _oder_leer(summe)]


def _verweis(text: str, meldung: str) -> str:
    """A link to the Meldung, where the reader may open it."""
    if not meldung:
        return format_html("<span>{}</span>", text)
    return format_html('<a href="{}">{}</a>', reverse("meldung", args=[meldung]), text)


def _oder_leer(summe: Any) -> int | str:
    return "" if summe.prozent is None else summe.prozent
