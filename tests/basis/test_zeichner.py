"""Widgets drawn in Python are the same HTML as Django's own templates."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.zeichner import Zeichner

TEXTE = st.text(alphabet="ab ä<>&\"'„{%5", max_size=8)
WERTE = st.none() | TEXTE | st.integers(-5, 12_345) | st.just(mark_safe("<b>"))
ATTRIBUTE = st.dictionaries(
    st.sampled_from(["class", "id", "required", "rows", "aria-describedby"]),
    TEXTE | st.booleans() | st.integers(0, 2000),
    max_size=4,
)
WAHL = [("", "bitte wählen"), ("a", "A & B"), ("Gruppe <1>", [("b", "<B>"), (5, "fünf")]), (None, "nichts")]
WIDGETS = [
    forms.TextInput(),
    forms.NumberInput(),
    forms.EmailInput(),
    forms.URLInput(),
    forms.PasswordInput(render_value=True),
    forms.HiddenInput(),
    forms.DateInput(),
    forms.TimeInput(),
    forms.Textarea(),
    forms.CheckboxInput(),
    forms.Select(choices=WAHL),
    forms.SelectMultiple(choices=WAHL),
    forms.NullBooleanSelect(),
]


def _verglichen(html: str) -> str:
    """White space between elements, and that before an option, says nothing."""
    return re.sub(r">\s+<", "><", html.strip())


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@given(wert=WERTE, attribute=ATTRIBUTE)
def test_dasselbe_wie_djangos_vorlage(widget: forms.Widget, wert: Any, attribute: dict[str, Any]) -> None:
    if isinstance(widget, forms.SelectMultiple):
        wert = [wert]
    eigenes = widget.render("na<me", wert, attribute, renderer=Zeichner())
    djangos = widget.render("na<me", wert, attribute, renderer=DjangoTemplates())
    assert _verglichen(eigenes) == _verglichen(djangos)


def test_alles_andere_zeichnet_django() -> None:
    widget = forms.RadioSelect(choices=[("a", "A")])
    html = widget.render("x", "a", {"id": "y"}, renderer=Zeichner())
    assert html == widget.render("x", "a", {"id": "y"}, renderer=DjangoTemplates())
