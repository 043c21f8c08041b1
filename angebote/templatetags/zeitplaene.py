"""Schedules in templates."""

from django import template

from angebote.models import Zeitplan
from angebote.terminplan import regel_von
from angebote.zeitplan import in_worten, kurz

register = template.Library()


@register.filter
def zeitplan_kurz(zeitplan: Zeitplan) -> str:
    """„Di 10–11:30 Uhr“."""
    return kurz(regel_von(zeitplan))


@register.filter
def zeitplan_worte(zeitplan: Zeitplan) -> str:
    """„Jeden Dienstag, 10:00–11:30 Uhr, nicht an Feiertagen“."""
    return in_worten(regel_von(zeitplan))
