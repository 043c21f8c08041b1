"""A report as page and PDF, and the step that makes it an edition."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import View

from angebote.auswertung import beratungszahlen
from stzverbund.basis import ausgabe as basis
from stzverbund.basis.models import Druckauftrag
from stzverbund.basis.pdf import pdf_antwort
from stzverbund.berichte import ausgaben, druck, pdf
from stzverbund.berichte.adressen import adressen
from stzverbund.berichte.arten import art
from stzverbund.berichte.dokument import Bericht
from stzverbund.berichte.stand import ALS_AUSGABE, sicht_von
from stzverbund.berichte.views.druck import druckstueck
from stzverbund.berichte.views.jahr import gegenstand_oder_404
from zentren.ansichten import Befehl
from zentren.models import Zentrum
from zentren.rules import darf

log = logging.getLogger(__name__)


class Berichtsansicht(View):
    """Loads the object of the address from what this role may read; other years and objects are 404."""

    http_method_names = ["get", "head"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.jahr = kwargs["jahr"]
        self.art = art(kwargs["art"], request.mitgliedschaft)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.gegenstand = gegenstand_oder_404(
            self.art.sichtbar_fuer(request.mitgliedschaft), self.jahr, **{self.art.feld: kwargs["schluessel"]}
        )
        try:
            return super().dispatch(request, *args, **kwargs)
        except basis.Beschaedigt as fehler:
            log.error("%s", fehler)
            return render(request, "berichte/beschaedigt.html", status=500)

    def fassungen(self) -> ausgaben.Fassungen:
        return ausgaben.fassungen(self.art, self.gegenstand, self.jahr)

    def aktueller_stand(self) -> Bericht:
        return self.art.bauen(self.gegenstand, self.jahr, sicht_von(self.request.mitgliedschaft))

    def will_aktuell(self, fassungen: ausgaben.Fassungen) -> bool:
        """Whether the present state is shown: there is no edition, or it was asked for."""
        return fassungen.neueste is None or self.request.GET.get("stand") == "aktuell"


class BerichtAnsehen(Berichtsansicht):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        fassungen = self.fassungen()
        entwurf = self.will_aktuell(fassungen)
        wo = adressen(self.art, self.gegenstand, self.jahr)
        gespeichert = None if entwurf else fassungen.neueste
        bericht = basis.gespeicherte_daten(Bericht, gespeichert) if gespeichert else self.aktueller_stand()
        kontext = {
            "bericht": bericht,
            "wer": self.art.wer,
            "fassungen": fassungen,
            "entwurf": entwurf,
            "adressen": wo,
            "darf_festschreiben": darf(self.art.recht, request.mitgliedschaft, self.gegenstand),
            "darf_schreiben": self._darf_schreiben(),
            "intern": self._intern(),
            "ausgaben": [(a, wo.ausgabe(a.nummer)) for a in fassungen.ausgaben],
            "zurueck": f"{reverse('berichte')}?jahr={self.jahr}",
        }
        return render(request, "berichte/bericht.html", kontext)

    def _darf_schreiben(self) -> bool:
        ist_zentrum = isinstance(self.gegenstand, Zentrum)
        return ist_zentrum and darf("berichte.text_bearbeiten", self.request.mitgliedschaft, self.gegenstand)

    def _intern(self) -> Any:
        """The tallies in detail: for the centre and its Träger, beside the report and not part of it."""
        if not isinstance(self.gegenstand, Zentrum) or not sicht_von(self.request.mitgliedschaft).entwuerfe:
            return None
        return beratungszahlen(self.gegenstand, self.jahr, entwuerfe=True)


class BerichtPdf(Berichtsansicht):
    """The stored file of the newest edition; a short draft is rendered while you wait, a long one ordered."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        fassungen = self.fassungen()
        if self.will_aktuell(fassungen):
            bericht = self.aktueller_stand()
            if druck.ist_lang(bericht):
                return druckstueck(request, self._bestellt(bericht))
            return pdf_antwort(pdf.entwurf(bericht), pdf.dateiname(bericht.titel))
        return gespeichert(fassungen.neueste)

    def _bestellt(self, bericht: Bericht) -> Druckauftrag:
        wer = self.request.mitgliedschaft
        return druck.entwurf_bestellen(art=self.art, gegenstand=self.gegenstand, bericht=bericht, wer=wer)


class AusgabePdf(Berichtsansicht):
    """An edition by its number, also where a newer one has followed."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        alle = basis.ausgaben(self.gegenstand, self.art.kennung, self.jahr)
        return gespeichert(get_object_or_404(alle, nummer=kwargs["nummer"]))


def gespeichert(ausgabe: Any) -> HttpResponse:
    return pdf_antwort(basis.gespeichertes_pdf(ausgabe), pdf.dateiname(ausgabe.titel, ausgabe.nummer))


class BerichtFestschreiben(Befehl):
    """Makes the next edition, a long one in the background."""

    def get_object(self, queryset: Any = None) -> Any:
        self.art = art(self.kwargs["art"], self.request.mitgliedschaft)
        sichtbar = self.art.sichtbar_fuer(self.request.mitgliedschaft)
        suche = {self.art.feld: self.kwargs["schluessel"]}
        objekt = gegenstand_oder_404(sichtbar, self.kwargs["jahr"], **suche)
        if not darf(self.art.recht, self.request.mitgliedschaft, objekt):
            raise PermissionDenied
        return objekt

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        auftrag = self._bestellt()
        return redirect("druckauftrag", pk=auftrag.pk) if auftrag else super().post(request, *args, **kwargs)

    def _bestellt(self) -> Druckauftrag | None:
        """The order, where there is an edition to make and it takes long."""
        wo, jahr = (self.art, self.object), self.kwargs["jahr"]
        if not ausgaben.fassungen(*wo, jahr).neu_moeglich:
            return None
        bericht = self.art.bauen(self.object, jahr, ALS_AUSGABE)
        if not druck.ist_lang(bericht):
            return None
        wer = self.request.mitgliedschaft
        return druck.ausgabe_bestellen(art=self.art, gegenstand=self.object, bericht=bericht, wer=wer)

    def ausfuehren(self) -> str:
        ausgabe = ausgaben.festschreiben(
            art=self.art,
            gegenstand=self.object,
            jahr=self.kwargs["jahr"],
            wer=self.request.mitgliedschaft,
        )
        return f"Ausgabe {ausgabe.nummer} ist festgeschrieben. Sie ändert sich nicht mehr."

    def ziel(self) -> str:
        return adressen(self.art, self.object, self.kwargs["jahr"]).seite
