"""Schedules in templates."""

from django import template

from angebote.models import Zeitplan
from angebote.terminplan import in_kurzen_worten, regel_von
from angebote.zeitplan import in_worten

register = template.Library()


@register.filter
def zeitplan_kurz(zeitplan: Zeitplan) -> str:
    """„Di 10–11:30 Uhr“."""
    return in_kurzen_worten(zeitplan)


@register.filter
def zeitplan_worte(zeitplan: Zeitplan) -> str:
    """„Jeden Dienstag, 10:00–11:30 Uhr, nicht an Feiertagen“."""
    return in_worten(regel_von(zeitplan))
