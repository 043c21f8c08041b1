"""Fields of models and forms shared by all rooms."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from .zahlen import Zahlenfehler, lies_cent, lies_minuten, zeige_cent, zeige_minuten


class Webadresse(models.URLField):
    """A web address; typed without a scheme it means https."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class _Zahltext(forms.CharField):
    """A number typed as people write it; the value is whole smallest units, None where empty."""

    lies: Callable[[str], int]
    zeige: Callable[[int], str]

    def prepare_value(self, value: Any) -> Any:
        return self.zeige(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.lies(text)
        except Zahlenfehler as fehler:
            raise forms.ValidationError(str(fehler)) from None


class Eurofeld(_Zahltext):
    """An amount of Euro (`1.234,50`) as cents."""

    lies, zeige = staticmethod(lies_cent), staticmethod(zeige_cent)


class Stundenfeld(_Zahltext):
    """Hours (`1,5`, `1:30`) as minutes."""

    lies, zeige = staticmethod(lies_minuten), staticmethod(zeige_minuten)


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
