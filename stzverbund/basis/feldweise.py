"""Fields that a page's script saves by itself, each for itself (`static/js/selbstspeichern.js`).

A cell is {"zelle": its key, "version": …, "eingabe": JSON of {field: [before, now]}}: what somebody else has
changed meanwhile in other fields stays, in the same field it is asked for.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils import timezone

from stzverbund.basis.konflikt import stand
from stzverbund.basis.models import Versioniert

HOECHSTENS = 80
"""Cells in one request: more than a page has."""
UNLESBAR = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError),
    RawPostDataException,  # sent as a form
)
HTTP = {"gespeichert": 200, "konflikt": 409, "falsch": 422, "gesperrt": 423}
Paare = dict[str, tuple[str, str]]
"""Field -> what the page had been given, and what was typed."""


class Feldannahme:
    """Takes JSON from the page's script: a cell, or several that waited while the server was away."""

    http_method_names = ["post"]

    kennung: Any
    """For whom the page was made: what the script sends as "wer"."""

    def schluessel(self, roh: Any) -> Any:
        """The key of a cell; may raise ValueError."""
        return str(roh)

    def eine(self, schluessel: Any, paare: Paare, version: int) -> dict[str, Any]:
        """Stores a cell; the answer for the script, with "status" (a key of HTTP)."""
        raise NotImplementedError

    def fuss(self) -> dict[str, Any]:
        """What the page shows beside the cells."""
        return {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            daten = json.loads(request.body)
            zellen = daten.get("zellen", [daten])
            roh = [(self.schluessel(z["zelle"]), _paare(z["eingabe"]), int(z["version"])) for z in zellen]
        except UNLESBAR:
            return JsonResponse({"meldung": "Diese Eingabe ist nicht lesbar."}, status=400)
        if not 0 < len(roh) <= HOECHSTENS:
            return JsonResponse({"meldung": "Diese Eingabe ist nicht lesbar."}, status=400)
        if daten.get("wer") != self.kennung:
            return JsonResponse({"meldung": "Sie sind jetzt in einer anderen Rolle angemeldet."}, status=403)
        ergebnisse = [self.eine(*eine) for eine in roh]
        fuss = {"uhrzeit": f"{timezone.localtime():%H:%M}"} | self.fuss()
        if "zellen" in daten:
            return JsonResponse({"zellen": ergebnisse} | fuss)
        return JsonResponse(ergebnisse[0] | fuss, status=HTTP[ergebnisse[0]["status"]])


def _paare(eingabe: Any) -> Paare:
    gelesen = json.loads(eingabe)
    return {str(name): (str(vorher), str(jetzt)) for name, (vorher, jetzt) in gelesen.items()}


def strittige(gespeichert: dict[str, str], paare: Paare) -> list[str]:
    """The fields that somebody else has changed to something else since."""
    return [
        name
        for name, (vorher, neu) in paare.items()
        if name in gespeichert and gespeichert[name] not in (_zeilen(vorher), _zeilen(neu))
    ]


def als_formular(gespeichert: dict[str, str], paare: Paare, *, vorsatz: str, version: int) -> dict[str, str]:
    """What is stored now, with what was typed over it, as a form with this prefix sends it."""
    neu = gespeichert | {name: jetzt for name, (_, jetzt) in paare.items()}
    daten = {f"{vorsatz}-{name}": wert.replace("\x00", "") for name, wert in neu.items()}
    return daten | {f"{vorsatz}-version": str(version)}


def konflikt(objekt: Versioniert, zelle: dict[str, Any], felder: list[str]) -> dict[str, Any]:
    """The answer that asks which of two versions is to stand; `felder` are in question."""
    satz = f"Inzwischen geändert von {stand(objekt)}. Bitte wählen Sie, was gelten soll."
    return {"status": "konflikt", "meldung": satz, "zelle": zelle | {"strittig": felder}}


def falsch(form: Any) -> dict[str, Any]:
    """The answer that says what is wrong with the fields of a form."""
    satz = " ".join(str(fehler) for liste in form.errors.values() for fehler in liste)
    return {"status": "falsch", "meldung": satz}


def _zeilen(text: str) -> str:
    return text.replace("\r\n", "\n")
