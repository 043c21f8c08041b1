"""Answers that are saved: by the page's script as JSON, or by a plain button."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import redirect
from django.utils import timezone

from standards import antworten
from standards.antworten import darf_antworten, waehlbare_massnahmen
from standards.forms.antwort import AntwortFormular, vorsatz
from standards.models import Antwort, Einschaetzung
from standards.views.antworten.mixin import ImHaus, MitBewertung
from standards.views.antworten.seiten import Standardseite
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.konflikt import stand
from stzverbund.basis.pflege import Ueberholt, Verweigert

HOECHSTENS = 40
"""Answers in one request: more than a Selbstbewertung has."""
UNLESBAR = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError),
    RawPostDataException,  # sent as a form
)
HTTP = {"gespeichert": 200, "konflikt": 409, "falsch": 422, "gesperrt": 423}
Paare = dict[str, tuple[str, str]]
"""Field -> what the page had been given, and what was typed."""


class Schreibende(MitBewertung):
    """Only who may answer something here; the domain function asks again, on the locked row."""

    http_method_names = ["post"]

    def zulassen(self) -> None:
        if not self.darf_schreiben():
            raise PermissionDenied

    def darf_schreiben(self) -> bool:
        """Whether this is the author, in whatever state it is."""
        raise NotImplementedError


class TeamSchreibt(ImHaus):
    """The team of the centre writes; others who see the Selbstbewertung only read."""

    def darf_schreiben(self) -> bool:
        m = self.request.mitgliedschaft
        return m.hat("mitarbeit", "leitung") and m.zentrum_id == self.bewertung.zentrum_id


class AntwortSpeichern(Schreibende, Standardseite):
    """A form with all that is said of a Kriterium; what could not be saved stays in its field."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwort = self.antwort()
        self.nummer = antwort.kriterium.standard.nummer
        if not darf_antworten(self.wer, antwort):
            messages.error(request, "Diese Antwort kann jetzt nicht geändert werden.")
            return redirect(self.stelle(antwort))
        form = formular(antwort, request.POST, self.wer)
        if form.is_valid() and _gespeichert(form):
            messages.success(request, f"Die Antwort zu {antwort.kriterium.schluessel} ist gespeichert.")
            return redirect(self.stelle(antwort))
        form.noch_zu_waehlen()
        return self.zeigen(gesendet=form, status=422)


def formular(antwort: Antwort, daten: Any, wer: Any) -> AntwortFormular:
    massnahmen = waehlbare_massnahmen(antwort.bewertung, wer)
    return AntwortFormular(daten, instance=antwort, massnahmen=massnahmen, wer=wer)


def _gespeichert(form: AntwortFormular) -> bool:
    try:
        form.save()
    except Ueberholt as ausnahme:
        form.ueberholt(ausnahme)
        return not form.konflikte  # else the other one has typed the same
    except Verweigert as nein:
        form.add_error(None, str(nein))
        return False
    return True


class Speichern(TeamSchreibt, AntwortSpeichern):
    """With an account."""


class Antwortannahme(Schreibende):
    """Takes JSON from the page's script: an answer, or several that waited while the server was away.

    An answer is {"zelle": its key, "version": …, "eingabe": JSON of {field: [before, now]}}: what somebody
    else has changed meanwhile in other fields stays, in the same field it is asked for.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            daten = json.loads(request.body)
            zellen = daten.get("zellen", [daten])
            roh = [(int(z["zelle"]), _paare(z["eingabe"]), int(z["version"])) for z in zellen]
        except UNLESBAR:
            return JsonResponse({"meldung": "Diese Eingabe ist nicht lesbar."}, status=400)
        if not 0 < len(roh) <= HOECHSTENS:
            return JsonResponse({"meldung": "Diese Eingabe ist nicht lesbar."}, status=400)
        if daten.get("wer") != self.kennung:
            return JsonResponse({"meldung": "Sie sind jetzt in einer anderen Rolle angemeldet."}, status=403)
        ergebnisse = [self._eine(*eine) for eine in roh]
        fuss = {"uhrzeit": f"{timezone.localtime():%H:%M}", "beantwortet": self._beantwortet()}
        if "zellen" in daten:
            return JsonResponse({"zellen": ergebnisse} | fuss)
        return JsonResponse(ergebnisse[0] | fuss, status=HTTP[ergebnisse[0]["status"]])

    def _beantwortet(self) -> int:
        return self.bewertung.antworten.exclude(einschaetzung=Einschaetzung.OFFEN).count()

    def _eine(self, pk: int, paare: Paare, version: int) -> dict[str, Any]:
        antwort = self.bewertung.antworten.select_related("kriterium").filter(pk=pk).first()
        if antwort is None or not darf_antworten(self.wer, antwort):
            return {"status": "gesperrt", "meldung": "Diese Antwort kann jetzt nicht geändert werden."}
        if antwort.version != version and (strittig := _strittige(antwort, paare)):
            return _konflikt(antwort, strittig)
        form = formular(antwort, _als_formular(antwort, paare), self.wer)
        if not form.is_valid():
            satz = " ".join(str(fehler) for liste in form.errors.values() for fehler in liste)
            return {"status": "falsch", "meldung": satz}
        try:
            neu = form.save()
        except Ueberholt:  # between reading and locking: compared anew
            return self._eine(pk, paare, version)
        except Verweigert as nein:
            return {"status": "gesperrt", "meldung": str(nein)}
        return {"status": "gespeichert", "zelle": _zelle(neu)}


class Annahme(TeamSchreibt, Antwortannahme):
    """With an account."""


def _paare(eingabe: Any) -> Paare:
    gelesen = json.loads(eingabe)
    return {str(name): (str(vorher), str(jetzt)) for name, (vorher, jetzt) in gelesen.items()}


def werte(antwort: Antwort) -> dict[str, str]:
    """The fields of an answer as the page's form has them."""
    gespeichert = {name: getattr(antwort, name) for name in antworten.FELDER if name != "massnahme"}
    gespeichert["gute_praxis"] = "on" if antwort.gute_praxis else ""
    texte = {name: str(wert).replace("\r\n", "\n") for name, wert in gespeichert.items()}
    return texte | {"massnahme": str(antwort.massnahme_id or "")}


def _strittige(antwort: Antwort, paare: Paare) -> list[str]:
    """The fields that somebody else has changed to something else since."""
    jetzt = werte(antwort)
    return [
        name
        for name, (vorher, neu) in paare.items()
        if name in jetzt and jetzt[name] not in (vorher.replace("\r\n", "\n"), neu.replace("\r\n", "\n"))
    ]


def _als_formular(antwort: Antwort, paare: Paare) -> dict[str, str]:
    """What is stored now, with what was typed over it, as a form sends it."""
    neu = werte(antwort) | {name: jetzt for name, (_, jetzt) in paare.items()}
    kopf = vorsatz(antwort)
    daten = {f"{kopf}-{name}": wert.replace("\x00", "") for name, wert in neu.items()}
    return daten | {f"{kopf}-version": str(antwort.version)}


def _konflikt(antwort: Antwort, strittig: list[str]) -> dict[str, Any]:
    satz = f"Inzwischen geändert von {stand(antwort)}. Bitte wählen Sie, was gelten soll."
    return {"status": "konflikt", "meldung": satz, "zelle": _zelle(antwort) | {"strittig": strittig}}


def _zelle(antwort: Antwort) -> dict[str, Any]:
    return {"version": antwort.version, "werte": werte(antwort)}


class Bestaetigung(Schreibende):
    """ "Unverändert bestätigen", of a Standard (`standard` in the form) or of all."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        standard = nummer(request.POST.get("standard", ""))
        try:
            anzahl = antworten.bestaetigen(bewertung=self.bewertung, standard=standard, wer=self.wer)
        except Verweigert as nein:
            messages.error(request, str(nein))
        else:
            messages.success(request, _satz(anzahl))
        return redirect(f"{self.basis}{standard}/" if standard else self.basis)


class Bestaetigen(TeamSchreibt, Bestaetigung):
    """With an account."""


def _satz(anzahl: int) -> str:
    if not anzahl:
        return "Es gab nichts, was sich unverändert bestätigen lässt."
    return "Eine Antwort ist unverändert bestätigt." if anzahl == 1 else f"{anzahl} Antworten sind bestätigt."
