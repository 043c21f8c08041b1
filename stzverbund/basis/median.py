"""The middle of a series for each group, found by the database: SQLite knows no median."""

from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber


def mittlere(zeilen: QuerySet, *, je: str, wert: str) -> dict[Any, list[Any]]:
    """The one or two middle values of `wert` (a field or an annotation) for each `je`; one query.

    Of an even number there are two, and the median is their mean. Rows without a value are to be left out.
    """
    gruppe = F(je)
    mitten = (
        zeilen.order_by()
        .annotate(
            _platz=Window(RowNumber(), partition_by=[gruppe], order_by=[F(wert).asc(), F("pk").asc()]),
            _alle=Window(Count("pk"), partition_by=[gruppe]),
        )
        .filter(_platz__gte=F("_alle") / 2.0, _platz__lte=F("_alle") / 2.0 + 1)
    )
    gefunden: dict[Any, list[Any]] = {}
    for schluessel, mitte in mitten.values_list(je, wert):
        gefunden.setdefault(schluessel, []).append(mitte)
    return gefunden
