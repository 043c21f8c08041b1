"""One cell as a page: its details, its note, why it is unusual, its breakdown."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from angebote import erfassung
from angebote.erfassung import Eingabe, Konflikt
from angebote.forms.raster import AufteilungFormular, ErklaerungFormular, NotizFormular
from angebote.raster import einzelne_zelle, zellenadresse
from angebote.rasterzelle import Rasterzelle
from angebote.views.monat import Monatsseite, Zellenverzeichnis
from angebote.vollstaendigkeit import angebote_im_raster
from angebote.zeitraeume import sperrgrund_im_monat
from angebote.zelldetails import aufteilung, letzte_monate, zellverlauf, zellwert
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zahlen import Zahlenfehler

PRUEFEN = "pruefen"
"""`?von=pruefen`: whoever comes from "Vor dem Einreichen prüfen" goes back there."""


class Zellenseite(Monatsseite):
    """One cell as address; it must be in the grid."""

    eingabe: Eingabe

    def pruefen(self) -> None:
        schluessel = f"{self.kwargs['angebot']}-{self.kwargs['kennzahl']}"
        meldungen = [self.meldung] if self.meldung else []
        angebote = angebote_im_raster([self.zentrum], self.monat, meldungen)
        verzeichnis = Zellenverzeichnis(self.zentrum, self.monat, angebote, [schluessel])
        try:
            self.eingabe = verzeichnis.eingabe(schluessel, "", None)
        except Verweigert:
            raise Http404 from None
        self.schluessel = schluessel

    @property
    def zellort(self) -> dict[str, Any]:
        return self.ort | {"kennzahl": self.eingabe.kennzahl, "angebot": self.eingabe.angebot}

    def kontext(self) -> dict[str, Any]:
        wert = zellwert(self.meldung, self.monat, self.eingabe)
        zelle = einzelne_zelle(meldung=self.meldung, monat=self.monat, eingabe=self.eingabe, wert=wert)
        return {
            "zentrum": self.zentrum,
            "monat": self.monat,
            "zelle": zelle,
            "adresse": zellenadresse(self.zentrum, self.monat, self.schluessel),
            "bearbeitbar": self.darf_erfassen and not self._gesperrt(zelle),
        }

    def _gesperrt(self, zelle: Rasterzelle) -> str:
        return zelle.gesperrt or sperrgrund_im_monat(self.zentrum, self.monat, self.meldung)

    def erfassen_verlangen(self) -> None:
        if not self.darf_erfassen:
            raise PermissionDenied


class StatistikZelleDetails(Zellenseite):
    """Last twelve months, last changes, note, explanation; the page's script takes the fragment."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.zeigen()

    def zeigen(
        self,
        notiz: NotizFormular | None = None,
        erklaerung: ErklaerungFormular | None = None,
        status: int = 200,
    ) -> HttpResponse:
        kontext = self.kontext()
        zelle = kontext["zelle"]
        kontext |= {
            "monate": letzte_monate(
                mitgliedschaft=self.request.mitgliedschaft,
                zentrum=self.zentrum,
                bis=self.monat,
                kennzahl=self.eingabe.kennzahl,
                angebot=self.eingabe.angebot,
            ),
            "verlauf": zellverlauf(self.meldung, self.monat, self.eingabe) if self.darf_intern else [],
            "form": notiz or NotizFormular(initial={"notiz": zelle.notiz, "vorher": zelle.notiz}),
            "erklaerung": erklaerung or ErklaerungFormular.zu(zelle),
            "von": (self.request.POST or self.request.GET).get("von", ""),
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
            return self.zeigen(notiz=form, status=422)
        try:
            wert = erfassung.notiz_speichern(**self.zellort, **form.cleaned_data)
        except Verweigert as nein:
            form.data = form.data.dict() | {"vorher": self.kontext()["zelle"].notiz}
            form.add_error(None, str(nein))
            return self.zeigen(notiz=form, status=422)
        messages.success(request, "Die Notiz ist gespeichert." if wert.notiz else "Die Notiz ist entfernt.")
        return redirect(zellenadresse(self.zentrum, self.monat, self.schluessel))


class StatistikErklaerung(StatistikZelleDetails):
    """Why an unusual value is right: said once for this number."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.erfassen_verlangen()
        form = ErklaerungFormular(request.POST)
        if not form.is_valid():
            return self.zeigen(erklaerung=form, status=422)
        try:
            erfassung.erklaerung_speichern(**self.zellort, **form.cleaned_data)
        except Verweigert as nein:
            jetzt = ErklaerungFormular.zu(self.kontext()["zelle"]).initial
            form.data = {**jetzt, "erklaerung": form.cleaned_data["erklaerung"]}
            form.add_error(None, str(nein))
            return self.zeigen(erklaerung=form, status=422)
        messages.success(request, "Die Erklärung ist gespeichert.")
        if request.POST.get("von") == PRUEFEN and self.meldung:
            return redirect("meldung_pruefen", self.meldung.pk)
        return redirect(zellenadresse(self.zentrum, self.monat, self.schluessel))


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
