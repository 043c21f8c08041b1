"""Template filters of the PDF documents."""

from django import template

from stzverbund.basis import ausgabe

register = template.Library()


@register.filter
def kurz(summe: str) -> str:
    """The short form of a data hash: twelve digits in groups of four."""
    return ausgabe.kurz(summe)
