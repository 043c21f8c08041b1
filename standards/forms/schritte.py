"""What a step asks for."""

from django import forms

from stzverbund.basis.formulare import FormularMixin


class GrundFormular(FormularMixin, forms.Form):
    grund = forms.CharField(label="Grund", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
