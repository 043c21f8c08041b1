"""What every view of a report has in common: a year that has begun, an object that this role may read."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

ERSTES_JAHR = 2000


def gegenstand_oder_404(sichtbar: QuerySet, jahr: int, **suche: Any) -> Any:
    """The object of a report; 404 for what this role does not read and for years that have no report."""
    if not ERSTES_JAHR <= jahr <= timezone.localdate().year:
        raise Http404
    return get_object_or_404(sichtbar, **suche)
