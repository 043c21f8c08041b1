"""The page "Verlauf" of any object: who changed what and when, by period, to read and to save."""

from datetime import date, datetime, time, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from angebote.verlaeufe import VERLAEUFE as DER_ANGEBOTE
from standards.verlaeufe import VERLAEUFE as DER_STANDARDS
from stzverbund.basis.export import als_datei
from stzverbund.basis.formulare import Datumseingabe
from stzverbund.basis.listen import EXPORTE
from stzverbund.basis.verlauf import Eintrag, in_worten, stellen
from stzverbund.berichte.verlaeufe import VERLAEUFE as DER_BERICHTE
from verbund.verlaeufe import VERLAEUFE as DES_VERBUNDES
from zentren.rules import darf
from zentren.stadtteilmanagement.verlaeufe import VERLAEUFE as DER_MASSNAHMEN
from zentren.verlaeufe import VERLAEUFE as DER_ZENTREN

ALLE = (*DER_ZENTREN, *DER_MASSNAHMEN, *DER_ANGEBOTE, *DES_VERBUNDES, *DER_STANDARDS, *DER_BERICHTE)
GEGENSTAENDE = {gegenstand.art: gegenstand for gegenstand in ALLE}
JE_SEITE = 50
KOPF = ["Zeitpunkt", "Wer", "Rolle", "Wovon", "Was"]


class Zeitraum(forms.Form):
    """The days of which the trail is shown, both included."""

    von = forms.DateField(label="von", widget=Datumseingabe, required=False)
    bis = forms.DateField(label="bis", widget=Datumseingabe, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout("von", "bis")
        for feld in self.fields.values():
            feld.ohne_freiwillig = True

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        if daten.get("von") and daten.get("bis") and daten["bis"] < daten["von"]:
            self.add_error("bis", "Das Ende liegt vor dem Beginn.")
        return daten

    def grenze(self, name: str) -> datetime | None:
        """The first moment of `von`, or the first after `bis`; None where nothing (or nonsense) was typed."""
        tag = self.cleaned_data.get(name) if self.is_valid() else None
        if tag is None or tag == date.max:
            return None
        return timezone.make_aware(datetime.combine(tag + timedelta(days=name == "bis"), time.min))


@require_safe
def verlauf_von(request: HttpRequest, art: str, pk: int) -> HttpResponse:
    """Everything that was saved and done at one object, newest first; `?von=`, `?bis=`, `?export=`."""
    if art not in GEGENSTAENDE:
        raise Http404
    gegenstand = GEGENSTAENDE[art]
    objekt = get_object_or_404(gegenstand.sichtbar_fuer(request.mitgliedschaft), pk=pk)
    if not darf(gegenstand.recht, request.mitgliedschaft, objekt):
        raise PermissionDenied
    form = Zeitraum(request.GET)
    quellen = gegenstand.quellen_fuer(objekt, request.mitgliedschaft)
    alle = stellen(quellen, form.grenze("von"), form.grenze("bis"))
    if (als := request.GET.get("export", "")) in EXPORTE:
        zeilen = [_zeile(eintrag) for eintrag in in_worten(quellen, list(alle))]
        return als_datei(KOPF, zeilen, als, f"verlauf-{art}-{objekt.pk}")
    seite = Paginator(alle, JE_SEITE).get_page(request.GET.get("page"))
    parameter = request.GET.copy()
    parameter.pop("page", None)
    kontext = {
        "objekt": objekt,
        "titel": f"Verlauf: {objekt}",
        "zurueck": gegenstand.seite(objekt),
        "form": form,
        "seite": seite,
        "eintraege": in_worten(quellen, list(seite)),
        "exporte": EXPORTE,
        "parameter": parameter.urlencode(),
    }
    return render(request, "start/verlauf.html", kontext, status=200 if form.is_valid() else 422)


def _zeile(eintrag: Eintrag) -> list[str]:
    zeit = f"{timezone.localtime(eintrag.zeitpunkt):%d.%m.%Y %H:%M:%S}"
    return [zeit, eintrag.wer, eintrag.rolle, eintrag.wovon, eintrag.was]
