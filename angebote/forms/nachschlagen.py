from typing import Any

from django import forms
from django.http import QueryDict

from angebote.models import Beratungsthema
from angebote.models.angebot import Sprache
from angebote.nachschlagen import fachstellen
from stzverbund.basis.formulare import FormularMixin
from zentren.models import Bezirk, Fachstelle


class NachschlagenFormular(FormularMixin, forms.Form):
    """Lies inside the tally: what is not chosen here is taken from the stroke that is being entered."""

    nach_thema = forms.ChoiceField(
        label="Thema der Fachstelle",
        choices=[("", "wie beim Strich"), ("alle", "alle Themen"), *Beratungsthema.choices],
        required=False,
    )
    nach_sprache = forms.ChoiceField(
        label="Sprache der Fachstelle",
        choices=[("", "wie beim Strich"), *Sprache.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for feld in self.fields.values():
            feld.ohne_freiwillig = True

    def treffer(self, bezirk: Bezirk, strich: QueryDict) -> list[Fachstelle]:
        """The Fachstellen that fit; nonsense in a field filters nothing."""
        self.is_valid()
        thema = self.cleaned_data.get("nach_thema") or strich.get("thema", "")
        sprache = self.cleaned_data.get("nach_sprache") or strich.get("sprache", "")
        return list(fachstellen(bezirk, thema=thema, sprache=sprache))
