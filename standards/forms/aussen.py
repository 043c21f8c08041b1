"""Issuing the link of an Außenevaluation, and asking back."""

from datetime import date
from typing import Any

from django import forms

from standards import aussen
from stzverbund.basis.formulare import Datumseingabe, FormularMixin


class LinkFormular(FormularMixin, forms.Form):
    """`zuletzt` is the newest link on the page, so that sending the page again issues no second one."""

    gueltig_bis = forms.DateField(label="Gültig bis", widget=Datumseingabe)
    email = forms.EmailField(
        label="E-Mail der Person, die einschätzt",
        required=False,
        help_text="Sie bekommt den Link und Rückfragen dorthin. Die Adresse sehen nur Sie; sie wird "
        "gelöscht, sobald die Außenevaluation angenommen ist.",
    )
    zuletzt = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, heute: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letzter = heute + aussen.HOECHSTENS
        feld = self.fields["gueltig_bis"]
        feld.help_text = f"höchstens ein Jahr, also bis {letzter:%d.%m.%Y}"
        feld.widget.attrs |= {"min": f"{heute:%Y-%m-%d}", "max": f"{letzter:%Y-%m-%d}"}


class AussenRueckfrage(FormularMixin, forms.Form):
    """Where the Rückfragen go, with a new link."""

    email = forms.EmailField(label="E-Mail der Person, die von außen einschätzt")
