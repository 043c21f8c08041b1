"""The month grid as a page; without JavaScript each section is a form."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format

from angebote import erfassung
from angebote.erfassung import Eingabe, Ergebnis
from angebote.forms.raster import RestFormular
from angebote.raster import Raster, raster
from angebote.rasterzelle import Fehleingabe
from angebote.views.monat import Monatserfassung, Monatsseite, Zellenverzeichnis
from angebote.vollstaendigkeit import angebote_zum_eintragen, monat_zaehlt
from angebote.worte import status_fuer
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zeit import monat_plus


class Rasterseite(Monatsseite):
    """Shows the grid, also again with what could not be saved."""

    def zeigen(
        self,
        fehler: Mapping[str, Fehleingabe] | None = None,
        rest: RestFormular | None = None,
        status: int = 200,
    ) -> HttpResponse:
        blatt = raster(zentrum=self.zentrum, monat=self.monat, meldung=self.meldung)
        bearbeitbar = self.darf_erfassen and not blatt.gesperrt
        ton, wort = status_fuer(self.meldung, self.request.mitgliedschaft)
        kontext = {
            "raster": blatt.mit_eingaben(fehler) if fehler else blatt,
            "bearbeitbar": bearbeitbar,
            "nur_lesen": not self.darf_erfassen,
            "intern": self.darf_intern,
            "aufgeklappt": self._aufgeklappt(blatt, fehler or {}),
            "marke": {"ton": ton, "text": wort},
            "rest": (rest or RestFormular()) if bearbeitbar and blatt.offen else None,
            "termine": blatt.ungezaehlt if self._zaehlbar() else 0,
            "hier": date_format(self.monat, "F Y"),
            "seite": self.seite(),
            "davor": self._nachbar(-1),
            "danach": self._nachbar(1),
        }
        return render(self.request, "angebote/raster_monat.html", kontext, status=status)

    def _zaehlbar(self) -> bool:
        """Termine that nobody has ticked are of interest while the Meldung lies with the centre."""
        return self.darf_intern and self.meldung is not None and self.meldung.beim_zentrum

    def _aufgeklappt(self, blatt: Raster, fehler: Mapping[str, Fehleingabe]) -> list[str]:
        """The sections to open: where an error is, the asked one, else the first with something open."""
        gesucht = next(iter(fehler), self.request.GET.get("zelle", ""))
        namen, gewuenscht = [a.schluessel for a in blatt.abschnitte], self.request.GET.get("abschnitt")
        if gewuenscht == "alle":
            return namen
        treffer = [a.schluessel for a in blatt.abschnitte if gesucht and a.enthaelt(gesucht)]
        treffer += [name for name in namen if name == gewuenscht]
        treffer += [a.schluessel for a in blatt.abschnitte if a.offen]
        return (treffer or namen)[:1]

    def _nachbar(self, anzahl: int) -> dict[str, Any] | None:
        monat = monat_plus(self.monat, anzahl)
        if not monat_zaehlt(self.zentrum, monat):
            return None
        return {"monat": monat, "adresse": reverse("statistik_monat", args=[self.zentrum.slug, monat])}

    def seite(self, abschnitt: str = "") -> str:
        adresse = reverse("statistik_monat", args=[self.zentrum.slug, self.monat])
        return f"{adresse}?abschnitt={abschnitt}#abschnitt-{abschnitt}" if abschnitt else adresse


class StatistikMonat(Rasterseite):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen()


class StatistikSpeichern(Monatserfassung, Rasterseite):
    """A section sent as a form: what was changed is saved; what could not be stays in its field."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        eingaben: dict[str, Eingabe] = {}
        try:
            eingaben = self._geaenderte()
            ergebnisse = erfassung.block_speichern(eingaben=list(eingaben.values()), **self.ort)
        except Verweigert as nein:
            messages.error(request, " ".join([str(nein), *_verloren(eingaben.values())]))
            return redirect(self.seite())
        fehler = {
            schluessel: Fehleingabe.aus(eingaben[schluessel], ergebnis)
            for schluessel, ergebnis in zip(eingaben, ergebnisse, strict=True)
            if not isinstance(ergebnis, Ergebnis)
        }
        self.__dict__.pop("meldung", None)  # it may have begun just now
        anzahl = len(ergebnisse) - len(fehler)
        if fehler:
            messages.error(request, _satz(anzahl) + " Bitte sehen Sie die markierten Zellen an.")
            return self.zeigen(fehler, status=422)
        messages.success(request, _satz(anzahl))
        return redirect(self.seite(request.POST.get("abschnitt", "")))

    def _geaenderte(self) -> dict[str, Eingabe]:
        """The cells whose text is no longer what was shown; `stand-...` is "version|text"."""
        gesendet = [n.removeprefix("zelle-") for n in self.request.POST if n.startswith("zelle-")]
        angebote = angebote_zum_eintragen(self.zentrum, self.monat)
        verzeichnis = Zellenverzeichnis(self.zentrum, self.monat, angebote, gesendet)
        eingaben = {}
        for schluessel in gesendet:
            text = self.request.POST[f"zelle-{schluessel}"]
            version, _, vorher = self.request.POST.get(f"stand-{schluessel}", "0|").partition("|")
            if text.strip() != vorher:
                eingaben[schluessel] = verzeichnis.eingabe(schluessel, text, nummer(version))
        return eingaben


class StatistikRest(Monatserfassung, Rasterseite):
    """ "Rest: keine Angabe": closes what is still open, with a reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RestFormular(request.POST)
        if not form.is_valid():
            return self.zeigen(rest=form, status=422)
        try:
            anzahl = erfassung.rest_keine_angabe(grund=form.cleaned_data["grund"], **self.ort)
        except Verweigert as nein:
            messages.error(request, str(nein))
        else:
            messages.success(request, f"{_angaben(anzahl)} als „keine Angabe“ geschlossen.")
        return redirect(self.seite())


def _satz(anzahl: int) -> str:
    if not anzahl:
        return "Nichts gespeichert."
    return "Ein Wert gespeichert." if anzahl == 1 else f"{anzahl} Werte gespeichert."


def _verloren(eingaben: Iterable[Eingabe]) -> list[str]:
    """What was typed into a month that is closed by now, so that nobody has to remember it."""
    werte = [f"{e.angebot or 'Zentrum'}, {e.kennzahl}: {e.text}" for e in eingaben]
    return [f"Nicht gespeichert: {'; '.join(werte)}."] if werte else []


def _angaben(anzahl: int) -> str:
    return "Eine Angabe" if anzahl == 1 else f"{anzahl} Angaben"
