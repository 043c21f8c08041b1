"""Answers that are saved: by the page's script as JSON, or by a plain button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from standards import antworten
from standards.antworten import darf_antworten, waehlbare_massnahmen
from standards.forms.antwort import AntwortFormular, vorsatz
from standards.models import Antwort, Einschaetzung
from standards.views.antworten.mixin import ImHaus, MitBewertung
from standards.views.antworten.seiten import Standardseite
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.feldweise import Feldannahme, Paare, als_formular, falsch, konflikt, strittige
from stzverbund.basis.pflege import Ueberholt, Verweigert


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


class Antwortannahme(Feldannahme, Schreibende):
    """Takes answers from the page's script."""

    http_method_names = ["post"]

    def schluessel(self, roh: Any) -> int:
        return int(roh)

    def fuss(self) -> dict[str, Any]:
        beantwortete = self.bewertung.antworten.exclude(einschaetzung=Einschaetzung.OFFEN)
        return {"beantwortet": beantwortete.count()}

    def eine(self, schluessel: int, paare: Paare, version: int) -> dict[str, Any]:
        antwort = self.bewertung.antworten.select_related("kriterium").filter(pk=schluessel).first()
        if antwort is None or not darf_antworten(self.wer, antwort):
            return {"status": "gesperrt", "meldung": "Diese Antwort kann jetzt nicht geändert werden."}
        stand = werte(antwort)
        if antwort.version != version and (felder := strittige(stand, paare)):
            return konflikt(antwort, _zelle(antwort), felder)
        daten = als_formular(stand, paare, vorsatz=vorsatz(antwort), version=antwort.version)
        form = formular(antwort, daten, self.wer)
        if not form.is_valid():
            return falsch(form)
        try:
            neu = form.save()
        except Ueberholt:  # between reading and locking: compared anew
            return self.eine(schluessel, paare, version)
        except Verweigert as nein:
            return {"status": "gesperrt", "meldung": str(nein)}
        return {"status": "gespeichert", "zelle": _zelle(neu)}


class Annahme(TeamSchreibt, Antwortannahme):
    """With an account."""


def werte(antwort: Antwort) -> dict[str, str]:
    """The fields of an answer as the page's form has them."""
    gespeichert = {name: getattr(antwort, name) for name in antworten.FELDER if name != "massnahme"}
    gespeichert["gute_praxis"] = "on" if antwort.gute_praxis else ""
    texte = {name: str(wert).replace("\r\n", "\n") for name, wert in gespeichert.items()}
    return texte | {"massnahme": str(antwort.massnahme_id or "")}


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
