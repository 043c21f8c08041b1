"""The tally sheet of a month: a stroke, taking it back, and what they add up to."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from angebote import strichliste
from angebote.forms.beratung import GEMERKT, BeratungFormular
from angebote.forms.nachschlagen import NachschlagenFormular
from angebote.models import Beratung
from angebote.nachschlagen import HOECHSTENS
from angebote.views.monat import Monatserfassung, Monatsseite
from angebote.zeitraeume import sperrgrund_im_monat
from stzverbund.basis.eingabe import nummer
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zahlen import zeige_anzahl
from stzverbund.basis.zeit import monatsende
from zentren.models import Fachstelle

NACHSCHLAGEN = {"nachschlagen", "vermittelt"}
"""Buttons that only look up: the stroke comes back as it was typed."""
GEZEIGT = 25
"""Strokes in the list, newest first; `?alle=1` shows all of the month."""


class Strichliste(Monatsseite):
    """Working papers of the centre: staff enters, the Träger reads, all others find nothing."""

    def pruefen(self) -> None:
        if not self.darf_intern:
            raise Http404

    def striche(self) -> QuerySet[Beratung]:
        sichtbar = Beratung.objects.sichtbar_fuer(self.request.mitgliedschaft)
        return sichtbar.filter(meldung=self.meldung, datum__range=(self.monat, monatsende(self.monat)))

    def zeigen(self, form: BeratungFormular | None, status: int = 200, **mehr: Any) -> HttpResponse:
        striche = self.striche().select_related("zielgruppe", "fachstellenart", "fachstelle")
        striche = striche.order_by("-pk")
        gesperrt = sperrgrund_im_monat(self.zentrum, self.monat, self.meldung)
        kontext = {
            "zentrum": self.zentrum,
            "monat": self.monat,
            "meldung": self.meldung,
            "form": form if self.darf_erfassen and not gesperrt else None,
            "gesperrt": gesperrt,
            "anzahl": striche.count(),
            "striche": striche if "alle" in self.request.GET else striche[:GEZEIGT],
            "gezeigt": GEZEIGT,
            "summen": strichliste.summen(self.meldung, self.monat) if self.meldung else [],
            "wiederholen": bool(form and not form.is_bound and self.request.GET),
            "suche": NachschlagenFormular(self.request.POST or None),
        }
        return render(self.request, "angebote/beratung_monat.html", kontext | mehr, status=status)


class BeratungErfassen(Strichliste):
    def _formular(self, data: Any = None) -> BeratungFormular:
        wahl = {name: self.request.GET[name] for name in GEMERKT if name in self.request.GET}
        return BeratungFormular(data, initial=wahl, **self.ort)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen(self._formular())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.darf_erfassen:
            raise PermissionDenied
        if NACHSCHLAGEN & request.POST.keys():
            return self._nachgeschlagen(request)
        form = self._formular(request.POST)
        if not form.is_valid():
            return self.zeigen(form, status=422)
        try:
            strich = form.save()
        except Verweigert as nein:
            form.add_error(None, str(nein))
            return self.zeigen(form, status=422)
        messages.success(request, f"Gezählt: {zeige_anzahl(strich.anzahl)}-mal {strich.get_art_display()}.")
        return redirect(f"{_seite(self)}?{form.gemerkt()}")

    def _nachgeschlagen(self, request: HttpRequest) -> HttpResponse:
        """The stroke as it was typed, with the Fachstellen beside it, or with the one that was chosen."""
        wahl: dict[str, Any] = {
            name: request.POST[name] for name in (*GEMERKT, "anzahl") if name in request.POST
        }
        treffer = NachschlagenFormular(request.POST).treffer(self.zentrum.bezirk, request.POST)
        gewaehlt = nummer(request.POST.get("vermittelt", ""))
        for fachstelle in treffer:
            if fachstelle.pk == gewaehlt:
                wahl |= {"fachstelle": fachstelle.pk, "fachstellenart": fachstelle.art_id}
        form = BeratungFormular(initial=wahl, **self.ort)
        return self.zeigen(form, **_gefunden(treffer), gewaehlt=gewaehlt)


class BeratungFachstellen(Strichliste):
    """The Fachstellen that fit, as a part of the page of the tally (`static/js/nachschlagen.js`)."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        treffer = NachschlagenFormular(request.GET).treffer(self.zentrum.bezirk, request.GET)
        return render(request, "angebote/_fachstellen_treffer.html", _gefunden(treffer))


class BeratungLoeschen(Monatserfassung, Strichliste):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        strich = get_object_or_404(self.striche(), pk=kwargs["pk"])
        try:
            strichliste.strich_loeschen(strich=strich, wer=request.mitgliedschaft)
            messages.success(request, "Der Strich ist zurückgenommen.")
        except Verweigert as nein:
            messages.error(request, str(nein))
        return redirect(_seite(self))


def _gefunden(treffer: list[Fachstelle]) -> dict[str, Any]:
    return {"fachstellen": treffer[:HOECHSTENS], "weitere": len(treffer) > HOECHSTENS, "nachgeschlagen": True}


def _seite(ansicht: Monatsseite) -> str:
    return reverse("beratung", args=[ansicht.zentrum.slug, ansicht.monat])
