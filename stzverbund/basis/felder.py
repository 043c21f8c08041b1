"""Fields of models and forms shared by all rooms."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from .zahlen import Zahlenfehler, lies_cent, zeige_cent


class Webadresse(models.URLField):
    """A web address; typed without a scheme it means https."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class Eurofeld(forms.CharField):
    """An amount of Euro, typed as people write it (`1.234,50`); the value is cents, None where empty."""

    def prepare_value(self, value: Any) -> Any:
        return zeige_cent(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return lies_cent(text)
        except Zahlenfehler as fehler:
            raise forms.ValidationError(str(fehler)) from None


class Centfeld(models.PositiveBigIntegerField):
    """An amount in cents; people type it and read it in Euro."""

    def deconstruct(self) -> Any:
        """For migrations it is the number that it stores."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveBigIntegerField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        angaben: dict[str, Any] = {
            "required": not self.blank,
            "label": f"{capfirst(self.verbose_name)} in Euro",
            "help_text": self.help_text,
            "max_length": 30,
        }
        if self.has_default():
            angaben["initial"] = self.get_default()
        return Eurofeld(**(angaben | kwargs))

    def in_worten(self, cent: int) -> str:
        return f"{zeige_cent(cent)} Euro"
