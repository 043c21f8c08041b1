"""Issuing a Zähl-Link."""

from datetime import date
from typing import Any

from django import forms

from angebote import zaehllink
from stzverbund.basis.formulare import Datumseingabe, FormularMixin


class ZaehllinkFormular(FormularMixin, forms.Form):
    """`zuletzt` is the newest link on the page, so that sending the page again issues no second one."""

    gueltig_bis = forms.DateField(label="Gültig bis", widget=Datumseingabe)
    zuletzt = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, heute: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letzter = heute + zaehllink.HOECHSTENS
        feld = self.fields["gueltig_bis"]
        feld.help_text = f"höchstens ein Jahr, also bis {letzter:%d.%m.%Y}"
        feld.widget.attrs |= {"min": f"{heute:%Y-%m-%d}", "max": f"{letzter:%Y-%m-%d}"}
        self.heute, self.letzter = heute, letzter

    def clean_gueltig_bis(self) -> date:
        tag = self.cleaned_data["gueltig_bis"]
        if not self.heute <= tag <= self.letzter:
            raise forms.ValidationError(f"Bitte einen Tag von heute bis {self.letzter:%d.%m.%Y}.")
        return tag
