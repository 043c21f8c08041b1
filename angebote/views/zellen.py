"""Single cells: saved by the page's script, their details, their note, their breakdown."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from angebote import erfassung
from angebote.erfassung import Eingabe, Ergebnis, Konflikt
from angebote.forms.raster import AufteilungFormular, NotizFormular
from angebote.raster import einzelne_zellen, zellenadresse
from angebote.rasterzelle import Rasterzelle, konfliktsatz
from angebote.views.monat import Monatserfassung, Monatsseite, Zellenverzeichnis
from angebote.vollstaendigkeit import vollstaendigkeit
from angebote.zeitraeume import Gesperrt, sperrgrund
from angebote.zelldetails import aufteilung, letzte_monate, zellverlauf
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zahlen import Zahlenfehler

HOECHSTENS = 500
"""Cells in one block: more than any grid has on a page."""


class Zellenannahme(Monatserfassung):
    """Takes JSON from the page's script and answers in JSON.

    `wer` is the Mitgliedschaft for which the page was made: after a login as somebody else nothing is saved
    in the wrong name.
    """

    http_method_names = ["post"]
    hoechstens = HOECHSTENS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            daten = json.loads(request.body)
            zellen = daten.get("zellen", [daten])
            roh = [(str(z["zelle"]), str(z["eingabe"]), int(z["version"])) for z in zellen]
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return JsonResponse({"meldung": "Diese Eingabe ist nicht lesbar."}, status=400)
        if not 0 < len(roh) <= self.hoechstens:
            return JsonResponse({"meldung": "Diese Eingabe ist nicht lesbar."}, status=400)
        if daten.get("wer") != request.mitgliedschaft.pk:
            return JsonResponse({"meldung": "Sie sind jetzt in einer anderen Rolle angemeldet."}, status=403)
        return self.antworten(self._speichern(roh))

    def antworten(self, ergebnisse: list[dict[str, Any]]) -> HttpResponse:
        raise NotImplementedError

    def _speichern(self, roh: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
        schluessel = [zelle for zelle, _, _ in roh]
        verzeichnis = Zellenverzeichnis(self.zentrum, self.monat, self.meldung, schluessel)
        gelesen: list[Eingabe | Verweigert] = []
        for zelle, text, version in roh:
            try:
                gelesen.append(verzeichnis.eingabe(zelle, text, version))
            except Verweigert as nein:
                gelesen.append(nein)
        eingaben = [e for e in gelesen if isinstance(e, Eingabe)]
        try:
            ergebnisse = iter(erfassung.block_speichern(eingaben=eingaben, **self.ort))
        except Gesperrt as nein:
            ergebnisse = iter([nein] * len(eingaben))
        zellen = einzelne_zellen(meldung=self._meldung(), monat=self.monat, eingaben=eingaben)
        return [
            {"schluessel": e.schluessel} | _antwort(e, next(ergebnisse), zellen[e.schluessel])
            if isinstance(e, Eingabe)
            else {"schluessel": zelle} | _gesperrt(e)
            for zelle, e in zip(schluessel, gelesen, strict=True)
        ]

    def fuss(self) -> dict[str, Any]:
        """What else changes on the page."""
        stand = vollstaendigkeit([self.zentrum], self.monat, self.monat)[self.zentrum.pk, self.monat]
        return {
            "uhrzeit": f"{timezone.localtime():%H:%M}",
            "angebote": stand.angebote,
            "vollstaendig": stand.angebote_vollstaendig,
            "offen": stand.offen,
        }


class StatistikZelle(Zellenannahme):
    """One cell on leaving it; 200 saved, 409 changed by somebody else, 422 no number, 423 closed."""

    hoechstens = 1

    def antworten(self, ergebnisse: list[dict[str, Any]]) -> HttpResponse:
        [ergebnis] = ergebnisse
        status = {"gespeichert": 200, "konflikt": 409, "falsch": 422, "gesperrt": 423}[ergebnis["status"]]
        return JsonResponse(ergebnis | self.fuss(), status=status)


class StatistikBlock(Zellenannahme):
    """A pasted block, or what waited while the server was away; each cell has its own status."""

    def antworten(self, ergebnisse: list[dict[str, Any]]) -> HttpResponse:
        return JsonResponse({"zellen": ergebnisse} | self.fuss())


class Zellenseite(Monatsseite):
    """One cell as address; it must be in the grid."""

    eingabe: Eingabe

    def pruefen(self) -> None:
        schluessel = f"{self.kwargs['angebot']}-{self.kwargs['kennzahl']}"
        verzeichnis = Zellenverzeichnis(self.zentrum, self.monat, self.meldung, [schluessel])
        try:
            self.eingabe = verzeichnis.eingabe(schluessel, "", None)
        except Verweigert:
            raise Http404 from None
        self.schluessel = schluessel

    @property
    def zellort(self) -> dict[str, Any]:
        return self.ort | {"kennzahl": self.eingabe.kennzahl, "angebot": self.eingabe.angebot}

    def kontext(self) -> dict[str, Any]:
        zellen = einzelne_zellen(meldung=self.meldung, monat=self.monat, eingaben=[self.eingabe])
        zelle = zellen[self.schluessel]
        return {
            "zentrum": self.zentrum,
            "monat": self.monat,
            "zelle": zelle,
            "adresse": zellenadresse(self.zentrum, self.monat, self.schluessel),
            "bearbeitbar": self.darf_erfassen and not self._gesperrt(zelle),
        }

    def _gesperrt(self, zelle: Rasterzelle) -> str:
        return zelle.gesperrt or sperrgrund(self.meldung)

    def erfassen_verlangen(self) -> None:
        if not self.darf_erfassen:
            raise PermissionDenied


class StatistikZelleDetails(Zellenseite):
    """Last twelve months, last changes, note; the page's script takes the fragment."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen()

    def zeigen(self, form: NotizFormular | None = None, status: int = 200) -> HttpResponse:
        kontext = self.kontext()
        notiz = kontext["zelle"].notiz
        kontext |= {
            "monate": letzte_monate(
                mitgliedschaft=self.request.mitgliedschaft,
                zentrum=self.zentrum,
                bis=self.monat,
                kennzahl=self.eingabe.kennzahl,
                angebot=self.eingabe.angebot,
            ),
            "verlauf": zellverlauf(self.meldung, self.monat, self.eingabe) if self.darf_intern else [],
            "form": form or NotizFormular(initial={"notiz": notiz, "vorher": notiz}),
        }
        allein = self.request.headers.get("X-Requested-With") != "fetch"
        vorlage = "angebote/raster_details.html" if allein else "angebote/_raster_details.html"
        return render(self.request, vorlage, kontext, status=status)


class StatistikNotiz(StatistikZelleDetails):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.erfassen_verlangen()
        form = NotizFormular(request.POST)
        if not form.is_valid():
            return self.zeigen(form, status=422)
        try:
            wert = erfassung.notiz_speichern(**self.zellort, **form.cleaned_data)
        except Verweigert as nein:
            form.data = form.data.dict() | {"vorher": self._stand()}
            form.add_error(None, str(nein))
            return self.zeigen(form, status=422)
        messages.success(request, "Die Notiz ist gespeichert." if wert.notiz else "Die Notiz ist entfernt.")
        return redirect(zellenadresse(self.zentrum, self.monat, self.schluessel))

    def _stand(self) -> str:
        return self.kontext()["zelle"].notiz


class StatistikGezaehlt(Zellenseite):
    """Drops a typed total: what is counted applies again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.erfassen_verlangen()
        try:
            erfassung.zurueck_auf_gezaehlt(**self.zellort)
            messages.success(request, "Es gilt wieder, was gezählt ist.")
        except Verweigert as nein:
            messages.error(request, str(nein))
        return redirect(zellenadresse(self.zentrum, self.monat, self.schluessel))


class StatistikAufteilung(Zellenseite):
    """The breakdown of a cell by age group and gender."""

    http_method_names = ["get", "head", "post"]

    def pruefen(self) -> None:
        super().pruefen()
        if not self.eingabe.kennzahl.aufteilung:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._zeigen(self._formular())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.erfassen_verlangen()
        form = self._formular(request.POST)
        if not form.is_valid():
            return self._zeigen(form, status=422)
        try:
            erfassung.aufteilung_speichern(
                **self.zellort, eingaben=form.geaenderte(), stand=form.cleaned_data["stand"]
            )
        except (Zahlenfehler, Verweigert) as nein:
            form.add_error(None, str(nein))
            return self._zeigen(form, status=422)
        except Konflikt as konflikt:
            form.add_error(
                None, f"{konflikt.wer} hat die Aufteilung inzwischen geändert. Bitte laden Sie sie neu."
            )
            return self._zeigen(form, status=409)
        messages.success(request, "Die Aufteilung ist gespeichert.")
        return redirect(zellenadresse(self.zentrum, self.monat, self.schluessel))

    def _formular(self, data: Any = None) -> AufteilungFormular:
        self.aufteilung = aufteilung(self.meldung, self.monat, self.eingabe)
        return AufteilungFormular(
            data,
            einheit=self.eingabe.kennzahl.einheit,
            werte=self.aufteilung.werte,
            initial={"stand": self.aufteilung.stand},
        )

    def _zeigen(self, form: AufteilungFormular, status: int = 200) -> HttpResponse:
        kontext = self.kontext() | {"form": form, "aufteilung": self.aufteilung}
        return render(self.request, "angebote/raster_aufteilung.html", kontext, status=status)


def _antwort(eingabe: Eingabe, ergebnis: Ergebnis | Exception, zelle: Rasterzelle) -> dict[str, Any]:
    """What became of a typed cell, and how it stands now."""
    if isinstance(ergebnis, Zahlenfehler):
        return {"status": "falsch", "meldung": str(ergebnis)}
    if isinstance(ergebnis, Verweigert):
        return _gesperrt(ergebnis)
    daten = {
        "text": zelle.text,
        "zustand": zelle.zustand,
        "worte": zelle.satz,
        "version": zelle.version,
    }
    if isinstance(ergebnis, Konflikt):
        satz = konfliktsatz(ergebnis, eingabe.kennzahl)
        return {"status": "konflikt", "meldung": satz, "wer": ergebnis.wer, "zelle": daten}
    return {"status": "gespeichert", "zelle": daten}


def _gesperrt(nein: Verweigert) -> dict[str, Any]:
    return {"status": "gesperrt", "meldung": str(nein)}
