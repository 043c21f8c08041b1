"""/statistik/meldejahr/<jahr>/: how often the centres report and by when; the Bezirksamt decides."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from angebote import meldejahre
from angebote.forms.meldejahr import Meldejahrformular, VorschlagFormular
from angebote.meldejahrfolgen import folgen
from angebote.models import Meldejahr, Meldezeitraum
from angebote.views.kennzahlen import bezirk_der_anfrage
from angebote.zeitraeume import Abstand, entwerfen
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import verlauf_der_zustaende
from zentren.models import Zentrum
from zentren.rules import darf

ERSTES_JAHR = 2000


class MeldejahrSeite(View):
    """All who see statistics read the dates. The Bezirksamt gets a proposal by GET and stores by POST."""

    http_method_names = ["get", "head", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bezirk, self.bezirke = bezirk_der_anfrage(request)
        self.jahr, heuer = kwargs["jahr"], timezone.localdate().year
        if not ERSTES_JAHR <= self.jahr <= heuer + 1:
            raise Http404
        self.je_jahr = {eines.jahr: eines for eines in Meldejahr.objects.filter(bezirk=self.bezirk)}
        self.jahre = sorted({*self.je_jahr, heuer, heuer + 1, self.jahr})
        self.meldejahr = self.je_jahr.get(self.jahr) or self.ungesetzt(Meldejahr.Rhythmus.QUARTAL)
        self.gespeicherte = list(self.meldejahr.zeitraeume.order_by("nummer")) if self.meldejahr.pk else []
        for zeitraum in self.gespeicherte:
            zeitraum.meldejahr = self.meldejahr
        offen = bool(self.meldejahr.pk) or self.jahr >= heuer
        self.darf_festlegen = offen and darf(
            "angebote.meldejahr_festlegen", request.mitgliedschaft, self.meldejahr
        )

    def ungesetzt(self, rhythmus: str) -> Meldejahr:
        """The year as nobody has stored it; without a choice it is reported by quarter."""
        return Meldejahr(bezirk=self.bezirk, jahr=self.jahr, rhythmus=rhythmus, version=0)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.darf_festlegen:
            return self.zeigen(self.gespeicherte or entwerfen(self.meldejahr))
        gefragt = request.GET if "frist" in request.GET else None
        vorschlag = self.vorschlagen(gefragt)
        zeitraeume = self.gespeicherte or entwerfen(self.meldejahr)
        if gefragt and vorschlag.is_valid():
            zeitraeume = self.vorgeschlagene(vorschlag.cleaned_data["rhythmus"], vorschlag.abstand)
        return self.zeigen(zeitraeume, self.formular(zeitraeume), vorschlag)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.darf_festlegen:
            raise PermissionDenied
        rhythmus = request.POST.get("rhythmus")
        if rhythmus not in Meldejahr.Rhythmus.values:
            rhythmus = self.meldejahr.rhythmus
        zeitraeume = self.im_rhythmus(rhythmus)
        form = self.formular(zeitraeume, request.POST)
        zurueck = f"{reverse('meldejahr', args=[self.jahr])}?bezirk={self.bezirk.schluessel}"
        if form.andere_gewaehlt:
            messages.success(request, "Es bleibt bei den gespeicherten Terminen.")
            return redirect(zurueck)
        if form.is_valid() and self.speichern(form):
            messages.success(request, f"Die Meldezeiträume {self.jahr} sind festgelegt.")
            return redirect(zurueck)
        return self.zeigen(zeitraeume, form, self.vorschlagen(None), status=422)

    def speichern(self, form: Meldejahrformular) -> bool:
        try:
            meldejahre.festlegen(
                bezirk=self.bezirk,
                jahr=self.jahr,
                rhythmus=form.rhythmus,
                fristen=form.fristen,
                version=form.gelesene_version,
                wer=self.request.mitgliedschaft,
            )
        except Ueberholt as ausnahme:
            form.ueberholt(ausnahme.aktuell)
        except Verweigert as nein:
            form.fehler.append(str(nein))
        return not (form.fehler or form.konflikte)

    def vorschlagen(self, data: Any) -> VorschlagFormular:
        fest = bool(meldejahre.rhythmus_fest_weil(self.meldejahr))
        return VorschlagFormular(data, meldejahr=self.meldejahr, rhythmus_fest=fest)

    def formular(self, zeitraeume: Sequence[Meldezeitraum], data: Any = None) -> Meldejahrformular:
        gleiche = zeitraeume[0].meldejahr.rhythmus == self.meldejahr.rhythmus
        return Meldejahrformular(
            data,
            meldejahr=self.meldejahr,
            zeitraeume=zeitraeume,
            gespeicherte=self.gespeicherte if gleiche else [],
        )

    def im_rhythmus(self, rhythmus: str) -> list[Meldezeitraum]:
        """Copies of the stored periods where the rhythm is theirs, a form writes on them; else a draft."""
        if rhythmus == self.meldejahr.rhythmus and self.gespeicherte:
            return [copy(zeitraum) for zeitraum in self.gespeicherte]
        return entwerfen(self.ungesetzt(rhythmus))

    def vorgeschlagene(self, rhythmus: str, abstand: Abstand) -> list[Meldezeitraum]:
        """All dates so many days after the end; what is locked or would lie in the past stays."""
        neue = entwerfen(self.ungesetzt(rhythmus), abstand)
        if rhythmus != self.meldejahr.rhythmus or not self.gespeicherte:
            return neue
        for neu, alt in zip(neue, self.gespeicherte, strict=True):
            felder = list(meldejahre.FRISTEN)
            zu_frueh = any(meldejahre.zu_frueh(alt, feld, getattr(neu, feld)) for feld in felder)
            if meldejahre.gesperrt(alt) or zu_frueh:
                for feld in felder:
                    setattr(neu, feld, getattr(alt, feld))
        return neue

    def zeigen(
        self,
        zeitraeume: Sequence[Meldezeitraum],
        form: Meldejahrformular | None = None,
        vorschlag: VorschlagFormular | None = None,
        status: int = 200,
    ) -> HttpResponse:
        kontext = {
            "bezirk": self.bezirk,
            "bezirke": self.bezirke,
            "jahr": self.jahr,
            "jahre": self.jahre,
            "meldejahr": self.meldejahr,
            "zeitraeume": zeitraeume,
            "form": form,
            "vorschlag": vorschlag,
            "rhythmus_fest_weil": meldejahre.rhythmus_fest_weil(self.meldejahr) if form else "",
            "folgen": self.folgen(zeitraeume) if form and form.offen and status == 200 else [],
            "verlauf": verlauf_der_zustaende(self.meldejahr) if self.meldejahr.pk and form else [],
        }
        return render(self.request, "angebote/meldejahr.html", kontext, status=status)

    def folgen(self, zeitraeume: Sequence[Meldezeitraum]) -> list[str]:
        erster, letzter = zeitraeume[0].von, zeitraeume[-1].bis
        zentren = Zentrum.objects.filter(bezirk=self.bezirk).in_betrieb(erster, letzter).count()
        return folgen(zeitraeume, zentren, self.je_jahr.get(self.jahr - 1), timezone.localdate())
