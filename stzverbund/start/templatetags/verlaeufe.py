from typing import Any

from django import template
from django.urls import reverse

from stzverbund.start.verlauf import GEGENSTAENDE

register = template.Library()


@register.filter
def verlauf_adresse(objekt: Any) -> str:
    """The address of the trail of an object; empty where it has none."""
    if not getattr(objekt, "pk", None) or objekt._meta.model_name not in GEGENSTAENDE:
        return ""
    return reverse("verlauf_von", args=[objekt._meta.model_name, objekt.pk])
