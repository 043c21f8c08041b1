"""Cells that the page's script saves, one on leaving it or a block."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils import timezone

from angebote import erfassung
from angebote.erfassung import Eingabe, Ergebnis, Konflikt
from angebote.raster import einzelne_zelle
from angebote.rasterzelle import konfliktsatz
from angebote.views.monat import Monatserfassung, Zellenverzeichnis
from angebote.vollstaendigkeit import angebote_zum_eintragen
from angebote.zeitraeume import Gesperrt
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zahlen import Zahlenfehler

HOECHSTENS = 500
"""Cells in one block: more than any grid has on a page."""


UNLESBAR = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError),
    RawPostDataException,  # sent as a form
)


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
        except UNLESBAR:
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
        angebote = angebote_zum_eintragen(self.zentrum, self.monat)
        verzeichnis = Zellenverzeichnis(self.zentrum, self.monat, angebote, schluessel)
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
        return [
            {"schluessel": e.schluessel} | _antwort(e, next(ergebnisse))
            if isinstance(e, Eingabe)
            else {"schluessel": zelle} | _gesperrt(e)
            for zelle, e in zip(schluessel, gelesen, strict=True)
        ]

    def fuss(self) -> dict[str, Any]:
        """When it was; what is still open the page counts itself."""
        return {"uhrzeit": f"{timezone.localtime():%H:%M}"}


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


def _antwort(eingabe: Eingabe, ergebnis: Ergebnis | Exception) -> dict[str, Any]:
    """What became of a typed cell, and how it stands now."""
    if isinstance(ergebnis, Zahlenfehler):
        return {"status": "falsch", "meldung": str(ergebnis)}
    if isinstance(ergebnis, Verweigert):
        return _gesperrt(ergebnis)
    if not isinstance(ergebnis, Ergebnis | Konflikt):
        raise ergebnis
    wert = ergebnis.wert
    zelle = einzelne_zelle(meldung=wert.meldung, monat=wert.monat, eingabe=eingabe, wert=wert)
    daten = {
        "text": zelle.text,
        "zustand": zelle.zustand,
        "worte": zelle.satz,
        "auffaellig": zelle.unerklaert,
        "version": zelle.version,
    }
    if isinstance(ergebnis, Konflikt):
        satz = konfliktsatz(ergebnis, eingabe.kennzahl)
        return {"status": "konflikt", "meldung": satz, "wer": ergebnis.wer, "zelle": daten}
    return {"status": "gespeichert", "zelle": daten}


def _gesperrt(nein: Verweigert) -> dict[str, Any]:
    return {"status": "gesperrt", "meldung": str(nein)}
