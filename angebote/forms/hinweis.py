from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms

from stzverbund.basis.formulare import FormularMixin


class Hinweisformular(FormularMixin, forms.Form):
    """What anybody wants to tell. `name` is a trap: nobody sees the field, only machines fill it in."""

    text = forms.CharField(
        label="Was stimmt nicht?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Bitte schreiben Sie keine Namen anderer Menschen. Wenn Sie eine Antwort möchten, "
            "schreiben Sie dazu, wie man Sie erreicht."
        ),
    )
    name = forms.CharField(
        label="Dieses Feld bitte leer lassen",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    layout = Layout("text", Div("name", css_class="unsichtbar", aria_hidden="true"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].ohne_freiwillig = True

    @property
    def von_maschine(self) -> bool:
        return bool(self.cleaned_data.get("name"))
