from datetime import date

from django import forms
from django.http import QueryDict

from stzverbund.basis.formulare import FormularMixin
from verbund.gesamtkalender import ARTEN

ZURUECK, VORAUS = 5, 2
"""So many years before and after this one can be chosen."""


class Kalenderwahl(FormularMixin, forms.Form):
    """Year and kind; what cannot be understood is this year and all kinds, and says so at its field."""

    jahr = forms.TypedChoiceField(label="Jahr", coerce=int, required=False, empty_value=None)
    art = forms.ChoiceField(
        label="Art", required=False, choices=[("", "alle"), *((art, art) for art in ARTEN)]
    )

    def __init__(self, data: QueryDict, *, heute: date) -> None:
        angaben = data.copy()
        if not angaben.get("jahr"):
            angaben["jahr"] = str(heute.year)
        super().__init__(angaben)
        jahre = range(heute.year + VORAUS, heute.year - ZURUECK - 1, -1)
        self.fields["jahr"].choices = [(jahr, str(jahr)) for jahr in jahre]
        for feld in self.fields.values():
            feld.ohne_freiwillig = True
        self.full_clean()
        self.gewaehltes_jahr: int = self.cleaned_data.get("jahr") or heute.year
        self.gewaehlte_art: str = self.cleaned_data.get("art", "")
