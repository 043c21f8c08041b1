"""The days of an Angebot: for the preview of its dates, and its last one."""

from django import forms

from stzverbund.basis.formulare import Datumseingabe


class LaufzeitFormular(forms.Form):
    """The dates of the Angebot, as far as they can be read, for the preview."""

    beginn = forms.DateField(required=False)
    ende = forms.DateField(required=False)


class BeendenFormular(forms.Form):
    ende = forms.DateField(label="Letzter Tag", widget=Datumseingabe)
