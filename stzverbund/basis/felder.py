"""Model fields shared by all rooms."""

from typing import Any

from django import forms
from django.db import models


class Webadresse(models.URLField):
    """A web address; typed without a scheme it means https."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
