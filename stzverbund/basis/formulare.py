"""The one shape of our forms: KERN layout, folded parts, a version against overwriting."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import LayoutObject
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template.loader import render_to_string
from django.utils.functional import cached_property

from .einzeilig import einzeilig
from .konflikt import MitKonflikten
from .models import Versioniert
from .pflege import speichern

STRICHE = BLANK_CHOICE_DASH[0][1]


class Datumseingabe(forms.DateInput):
    """The browser's date field: ISO on the wire; a typed 31.12.2026 is understood too."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class Zeiteingabe(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class Aufklappen(LayoutObject):
    """A folded part of a form: `Aufklappen("Mehr angeben", "feld1", ...)`; open where it holds an error."""

    template = "kern/layout/aufklappen.html"

    def __init__(self, titel: str, *fields: str | LayoutObject, offen: bool = False) -> None:
        self.titel, self.offen = titel, offen
        self.fields = list(fields)

    def render(self, form: Any, context: Any, template_pack: str = "kern", **kwargs: Any) -> str:
        felder = self.get_rendered_fields(form, context, template_pack, **kwargs)
        namen = {zeiger.name for zeiger in self.get_field_names()}
        offen = self.offen or bool(namen & form.errors.keys())
        return render_to_string(self.template, {"titel": self.titel, "fields": felder, "offen": offen})


def _leere_wahl_benennen(feld: forms.Field) -> None:
    """Django's "---------" in words."""
    wort = "bitte wählen" if feld.required else "keine Angabe"
    if isinstance(feld, forms.ModelChoiceField):
        if feld.empty_label == STRICHE:
            feld.empty_label = wort
    elif isinstance(feld, forms.ChoiceField):
        feld.choices = [(wert, wort if text == STRICHE else text) for wert, text in feld.choices]


def _eine_zeile(feld: forms.Field) -> bool:
    """Typed text in a single line; a password is taken as it is, an address has rules of its own."""
    andere = isinstance(feld.widget, forms.Textarea | forms.HiddenInput | forms.PasswordInput)
    return isinstance(feld, forms.CharField) and not isinstance(feld, forms.EmailField) and not andere


class FormularMixin:
    """A crispy helper, `layout` to be overridden; what is one line on the page is one line in the data."""

    layout: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for feld in self.fields.values():
            if _eine_zeile(feld):
                feld.validators = [*feld.validators, einzeilig]

    @cached_property
    def helper(self) -> FormHelper:
        helfer = FormHelper()
        helfer.form_tag = False
        helfer.disable_csrf = True
        helfer.render_hidden_fields = True  # whatever a layout names: the version goes with it
        if self.layout is not None:
            helfer.layout = self.layout
        return helfer


class Formular(MitKonflikten, FormularMixin, forms.ModelForm):
    """A ModelForm that saves through `basis.pflege.speichern`; `konflikt` where two people edit the same."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    fehlerfeld: str | None = None
    """The field at which it stands where a constraint of the model is broken; None: above the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for feld in self.fields.values():
            _leere_wahl_benennen(feld)
        if isinstance(self.instance, Versioniert):
            self.fields["version"].initial = self.instance.version
        else:
            del self.fields["version"]

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints also see the fields that the view has set (centre, Termin ...)."""
        ausgenommen = super()._get_validation_exclusions()
        return {
            name
            for name in ausgenommen
            if name in self.fields
            or getattr(self.instance, self._meta.model._meta.get_field(name).attname, None) is None
        }

    def _update_errors(self, errors: Any) -> None:
        for fehler in errors.error_dict.pop(NON_FIELD_ERRORS, []):
            self.add_error(self.fehlerfeld, fehler)
        super()._update_errors(errors)

    def save(self, commit: bool = True) -> models.Model:
        viele = {
            feld.name: self.cleaned_data[feld.name]
            for feld in self._meta.model._meta.many_to_many
            if feld.name in self.cleaned_data
        }
        speichern(self.instance, version=self.cleaned_data.get("version"), viele=viele)
        return self.instance
