"""/foerderung/uebersicht/: sums by year and kind, over centres and years (GS 2)."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from stzverbund.basis.export import als_datei
from stzverbund.basis.listen import BIS_JAHR, EXPORTE, VON_JAHR
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.foerderuebersicht import KOPF, SPALTEN, uebersicht, zum_speichern
from zentren.stadtteilmanagement.views.foerderungen import SUMMEN


class Wahl(forms.Form):
    """Which centre, and the last of the years; what makes no sense is as if nothing was chosen."""

    zentrum = forms.ModelChoiceField(
        Zentrum.objects.none(), label="Zentrum", required=False, empty_label="alle"
    )
    bis = forms.IntegerField(label="Bis zum Jahr", required=False, min_value=VON_JAHR, max_value=BIS_JAHR)

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wer.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
            del self.fields["zentrum"]
        else:
            self.fields["zentrum"].queryset = Zentrum.objects.sichtbar_fuer(wer)
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(*self.fields)
        for feld in self.fields.values():
            feld.ohne_freiwillig = True

    def wert(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() or name not in self.errors else None


class Foerderuebersicht(TemplateView):
    template_name = "stadtteilmanagement/foerderung_uebersicht.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        m = request.mitgliedschaft
        if m is None or not darf(SUMMEN, m):
            raise PermissionDenied
        wahl = Wahl(request.GET, wer=m)
        zentrum = wahl.wert("zentrum")
        tafeln = uebersicht(m, timezone.localdate(), zentrum=zentrum, letztes=wahl.wert("bis"))
        if tafeln and (art := request.GET.get("export", "")) in EXPORTE:
            return als_datei(KOPF, zum_speichern(m, zentrum, tafeln.jahre), art, "foerdersummen")
        kontext = {
            "wahl": wahl,
            "tafeln": tafeln,
            "spalten": SPALTEN,
            "kacheln": tafeln.kacheln if tafeln else (),
            "exporte": EXPORTE,
            "parameter": self._mit(),
            "vorher": self._mit(bis=tafeln.frueher) if tafeln else "",
            "nachher": self._mit(bis=tafeln.spaeter) if tafeln else "",
            "zentrum": zentrum,
        }
        return self.render_to_response(self.get_context_data(**kontext))

    def _mit(self, **anders: int | None) -> str:
        """The choice in the address, with other values; never an export."""
        parameter = self.request.GET.copy()
        parameter.pop("export", None)
        for name, wert in anders.items():
            parameter[name] = str(wert)
        return parameter.urlencode()
